import { load } from 'cheerio'
import request from 'supertest'
import { expect, test } from 'vitest'
import { asset } from '../../src/web/assets.ts'
import { kit } from './kit.ts'

const NAMES = ['app.css', 'app.js', 'favicon.svg', 'htmx.js', 'icons.svg', 'tabler.css', 'theme.js']
const get = (address: string, headers = {}) => request(kit()).get(address).set(headers)

test.each(NAMES)('%s is kept for good under the address of its content', async (name) => {
  const answer = await get(asset(name))
  expect(answer.status).toBe(200)
  expect(answer.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  expect(Number(answer.get('Content-Length'))).toBeGreaterThan(100)
})

test('under another address it is asked for again, and not sent twice', async () => {
  const first = await get('/assets/app.css?v=old')
  expect(first.get('Cache-Control')).toBe('no-cache')
  expect((await get('/assets/app.css', { 'If-None-Match': first.get('ETag') })).status).toBe(304)
})

test('brotli before gzip before nothing', async () => {
  const encoding = async (accepted: string) =>
    (await get(asset('theme.js'), { 'Accept-Encoding': accepted })).get('Content-Encoding')
  expect(await encoding('gzip, deflate, br')).toBe('br')
  expect(await encoding('gzip')).toBe('gzip')
  expect(await encoding('identity')).toBeUndefined()
})

test('what is packed is what was written', async () => {
  const plain = await get(asset('theme.js'), { 'Accept-Encoding': 'identity' })
  expect((await get(asset('theme.js'), { 'Accept-Encoding': 'gzip' })).text).toBe(plain.text)
})

test('every icon is a drawing in the sprite', async () => {
  const symbols = load((await get(asset('icons.svg'))).body.toString(), { xml: true })('symbol')
  expect(symbols.length).toBeGreaterThan(40)
  for (const symbol of symbols) expect(load(symbol)('path, circle').length, symbol.attribs.id).toBeGreaterThan(0)
})

test('an unknown name is not found', async () => {
  expect((await get('/assets/package.json')).status).toBe(404)
  expect((await get('/assets/..%2fpackage.json')).status).toBe(404)
  expect(() => asset('nothing.css')).toThrow('nothing.css')
})
