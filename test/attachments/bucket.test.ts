// Two instances with one database and one S3-compatible store: what one keeps the other serves, and what becomes of it when the store is gone.

import pino from 'pino'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openObjects } from '../../src/attachments/objects.ts'
import { sweep } from '../../src/attachments/store.ts'
import { openDatabase } from '../../src/db.ts'
import { DAY } from '../../src/time.ts'
import { browserOf, PASSWORD, startApp, type TestApp } from '../support/app.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { recordComplaint } from '../support/complaints.ts'
import { jpeg, pdf } from './samples.ts'

const server = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory: temporaryFolder() },
  configureBuckets: [{ name: 'tanggap', configs: [] }],
})
let app: TestApp
let s3: NonNullable<TestApp['env']['s3']>
beforeAll(async () => {
  const { port } = await server.run()
  s3 = { endpoint: `http://127.0.0.1:${port}`, bucket: 'tanggap', region: 'us-east-1', key: 'S3RVER', secret: 'S3RVER' }
  app = await startApp({ env: { s3 } })
})
afterAll(async () => {
  await app.close()
  await server.close().catch(() => {}) // a test has closed it already
})

test('what one instance was brought the other gives out, whole, and both know the same', async () => {
  const second = await anotherInstance()
  const first = await app.signIn('admin.humas')
  const number = await recordComplaint(app)
  const sent = await jpeg(4)
  const { body } = await second.agent.post('/lampiran').attach('berkas', sent, 'pipa.jpg').expect(201)
  await first
    .post(`/aduan/${number}/catat`)
    .type('form')
    .send({ catatan: 'Lihat foto.', lampiran: String(body.id) })
    .expect(303)
  const answers = await Promise.all([first, second.agent].map((agent) => agent.get(`/lampiran/${body.id}`).expect(200)))
  const [one, other] = answers.map(({ body: bytes }) => bytes as Buffer)
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
  expect(one?.subarray(0, 2).toString('hex')).toBe('ffd8')
  await first.get(`/lampiran/${body.id}/kecil`).expect(200)
  await second.close()
})

test('a PDF of ten megabytes comes back as it was', async () => {
  const desk = await app.signIn('admin.humas')
  const sent = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(10 * 1024 * 1024 - 20, 'a'), Buffer.from('\n%%EOF\n')])
  const { body } = await desk.post('/lampiran').attach('berkas', sent, 'besar.pdf').expect(201)
  const { body: bytes, headers } = await desk.get(`/lampiran/${body.id}`).expect(200).responseType('blob')
  expect(headers['content-disposition']).toMatch(/^attachment/)
  expect(sent.equals(bytes)).toBe(true)
})

test('the sweep removes what nobody names, whether it is still there or not', async () => {
  const desk = await app.signIn('admin.humas')
  const objects = openObjects(app.env)
  const { body } = await desk.post('/lampiran').attach('berkas', pdf('lupa'), 'a.pdf').expect(201)
  const [{ hash } = { hash: '' }] = await app.db.sql<{ hash: string }>('SELECT hash FROM attachments WHERE id = $1', [body.id])
  await objects.get(hash)
  await objects.remove(hash)
  await sweep(app.db, objects, new Date(app.clock.now().getTime() + 30 * DAY))
  expect(await app.db.sql('SELECT FROM blobs WHERE hash = $1', [hash])).toEqual([])
})

test('a content that is lost is told by a page, and the rest of the page is there', async () => {
  const desk = await app.signIn('admin.humas')
  const { body } = await desk
    .post('/lampiran')
    .attach('berkas', await jpeg(5), 'hilang.jpg')
    .expect(201)
  const [{ hash } = { hash: '' }] = await app.db.sql<{ hash: string }>('SELECT hash FROM attachments WHERE id = $1', [body.id])
  await openObjects(app.env).remove(hash)
  const { text, headers } = await desk.get(`/lampiran/${body.id}`).expect(503)
  expect(text).toContain('Isi berkas ini sedang tidak dapat diambil dari tempat penyimpanannya.')
  expect([headers['content-type'], headers['content-disposition'], headers.etag]).toEqual([
    'text/html; charset=utf-8',
    undefined,
    undefined,
  ])
  await desk.get('/aduan').expect(200)
})

test('while the store is gone nothing is half kept, and what was typed stays', { timeout: 90_000 }, async () => {
  const desk = await app.signIn('admin.humas')
  const number = await recordComplaint(app)
  const { body: before } = await desk
    .post('/lampiran')
    .attach('berkas', await jpeg(6), 'ada.jpg')
    .expect(201)
  await server.close()
  const files = await app.db.sql('SELECT id FROM attachments')
  const ahead = await desk
    .post('/lampiran')
    .attach('berkas', await jpeg(7), 'pipa.jpg')
    .expect(503)
  expect(ahead.body.salah).toBe(
    'pipa.jpg belum tersimpan karena tempat penyimpanan sedang tidak dapat dijangkau. Coba lagi sebentar lagi.',
  )
  const form = await desk
    .post(`/aduan/${number}/catat`)
    .field('catatan', 'Jangan hilang.')
    .attach('lampiran', await jpeg(8), 'pipa.jpg')
    .expect(422)
  expect(form.text).toContain('pipa.jpg belum tersimpan')
  expect(form.text).toContain('Jangan hilang.')
  await desk.get(`/lampiran/${before.id}`).expect(503)
  expect(await app.db.sql('SELECT id FROM attachments')).toEqual(files)
  await desk.post(`/aduan/${number}/catat`).type('form').send({ catatan: 'Tanpa foto.' }).expect(303)
})

async function anotherInstance() {
  const [{ url } = { url: '' }] = await app.db.sql<{ url: string }>(`SELECT current_database() AS url`)
  const db = openDatabase(Object.assign(new URL(String(app.env.databaseUrl)), { pathname: `/${url}` }).href)
  const env = { ...app.env, dataDir: temporaryFolder() }
  const again = createApp({ db, feed: app.feed, env, clock: app.clock, log: pino({ level: 'silent' }), ready: async () => true })
  const agent = browserOf(again)
  await agent.post('/masuk').type('form').send({ username: 'admin.humas', password: PASSWORD }).expect(303)
  return { agent, close: () => db.close() }
}
