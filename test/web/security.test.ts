import request from 'supertest'
import { expect, test } from 'vitest'
import { kit } from './kit.ts'

const app = kit((app) => {
  app.all('/', (_req, res) => void res.send('done'))
})

test.each([
  ['nothing said', {}, 403],
  ['from a page of ours', { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['from a neighbour', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['from elsewhere', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://lain.example' }, 403],
  ['typed or from a bookmark', { 'Sec-Fetch-Site': 'none' }, 403],
  ['an older browser, our host', { Host: 'tanggap.example:3000', Origin: 'http://tanggap.example:3000' }, 200],
  ['an older browser, another port', { Host: 'tanggap.example:3000', Origin: 'http://tanggap.example' }, 403],
  ['an older browser, another host', { Host: 'tanggap.example', Origin: 'https://lain.example' }, 403],
  ['an origin that is none', { Origin: 'null' }, 403],
])('an unsafe request, %s', async (_, headers, status) => {
  for (const send of [request(app).post('/'), request(app).delete('/')]) expect((await send.set(headers)).status).toBe(status)
})

test('a safe request from anywhere', async () => {
  const answer = await request(app).get('/').set('Sec-Fetch-Site', 'cross-site')
  expect(answer.status).toBe(200)
})

test('scripts and styles come from our own files, and no other page frames ours', async () => {
  const policy = (await request(app).get('/')).get('Content-Security-Policy') ?? ''
  expect(policy.split(';')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ])
})

test('strict transport only behind TLS', async () => {
  const plain = await request(app).get('/')
  const secure = await request(app).get('/').set('X-Forwarded-Proto', 'https')
  expect(plain.get('Strict-Transport-Security')).toBeUndefined()
  expect(secure.get('Strict-Transport-Security')).toMatch(/^max-age=\d{7,}/)
})
