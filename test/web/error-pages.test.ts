import { load } from 'cheerio'
import request from 'supertest'
import { expect, test } from 'vitest'
import { Forbidden, NotFound, Refused } from '../../src/errors.ts'
import { kit } from './kit.ts'

const raise = (error: unknown) =>
  kit((app) => {
    app.all('/:word', () => {
      throw error
    })
  })
const read = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const post = (type: string, body: string) =>
  request(kit()).post('/form').set({ 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type }).send(body)

test.each([
  [new NotFound(), 404, 'Halaman tidak ditemukan'],
  [new Forbidden(), 403, 'Anda tidak berwenang'],
  [new Refused('Aduan ini sudah selesai.'), 409, 'Keadaan sudah berubah Aduan ini sudah selesai.'],
  [Object.assign(new Error('teapot'), { status: 418 }), 400, 'Permintaan tidak dapat dibaca'],
  [Object.assign(new Error('busy'), { status: 503 }), 500, 'Terjadi gangguan'],
  [new TypeError('x is not a function'), 500, 'Terjadi gangguan'],
  ['not even an error', 500, 'Terjadi gangguan'],
])('%s', async (error, status, words) => {
  const answer = await request(raise(error)).get('/page')
  expect(answer.status).toBe(status)
  expect(read(answer.text)).toContain(words)
  expect(read(answer.text)).toMatch(/Nomor permintaan untuk Administrator Sistem: [0-9a-f]{10}/)
})

test.each([
  ['an address that cannot be decoded', () => request(raise(new NotFound())).get('/%E0%A4%A'), 400],
  ['an address that nobody has', () => request(kit()).get('/nowhere'), 404],
  ['a form that is too large', () => post('application/x-www-form-urlencoded', `a=${'x'.repeat(2_000)}`), 413],
  ['a form of too many fields', () => post('application/x-www-form-urlencoded', 'a=1&a=2&a=3&a=4&a=5&a=6'), 413],
  ['an unknown writing', () => post('application/x-www-form-urlencoded; charset=utf-99', 'a=1'), 415],
])('%s', async (_, send, status) => {
  const answer = await send()
  expect(answer.status).toBe(status)
  expect(load(answer.text)('html').attr('lang')).toBe('id')
})

test('what went wrong inside stands in the log with its id, and not on the page', async () => {
  const lines: string[] = []
  const app = kit((app) => {
    app.get('/page', () => {
      throw new TypeError('secret detail')
    })
  }, lines)
  const answer = await request(app).get('/page')
  const logged = JSON.parse(lines[0] ?? '{}')
  expect(answer.text).not.toContain('secret detail')
  expect(answer.text).toContain(logged.req.id)
  expect(logged.err).toMatchObject({
    type: 'TypeError',
    message: 'secret detail',
    stack: expect.stringContaining('error-pages.test.ts'),
  })
})

test('the log holds no query, no secret of an address, and no words of the database', async () => {
  const lines: string[] = []
  class DatabaseError extends Error {}
  const app = kit((app) => {
    app.get('/kata-sandi/:token', () => {
      throw Object.assign(new DatabaseError('Key (phone)=(0812) exists'), { code: '23505', detail: '(0812)' })
    })
  }, lines)
  await request(app).get(`/kata-sandi/${'a1B2'.repeat(10)}?nama=Aminah`)
  expect(lines.join()).not.toMatch(/Aminah|0812|a1B2/)
  expect(JSON.parse(lines[0] ?? '{}').err).toMatchObject({ type: 'DatabaseError', code: '23505' })
})

test('a partial update gets the message alone', async () => {
  const answer = await request(raise(new NotFound())).get('/page').set('HX-Request', 'true')
  expect(answer.status).toBe(404)
  expect(answer.text).toMatch(/^<div class="problem">/)
})
