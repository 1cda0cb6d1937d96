// Many who ask at once, and who go before they are answered: nobody waits for what nobody reads, and all are told in words.
import { request } from 'node:http'
import { load } from 'cheerio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_PAPERS } from '../../src/documents/paper-queue.ts'
import { browserOf, PASSWORD, startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, signIn } = app
afterAll(app.close)

let threads = 0
const count = () => void threads++
process.on('worker', count)
afterAll(() => void process.off('worker', count))
let cookie = ''
beforeAll(async () => {
  await recordComplaint(app)
  const answer = await browserOf(app.app)
    .post('/masuk')
    .type('form')
    .send({ username: 'kabag.humas', password: PASSWORD })
    .expect(303)
  cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
})

const day = (date: number) => `/laporan/harian/2026-10-${String(date).padStart(2, '0')}.pdf`

test('downloads that are broken off before their turn are never set', { timeout: 60_000 }, async () => {
  const asked = Array.from({ length: MOST_PAPERS }, (_, index) => {
    const sent = request(`${app.url}${day(index + 1)}`, { headers: { cookie } }).on('error', () => undefined)
    sent.end()
    return sent
  })
  await expect.poll(() => threads, { timeout: 20_000 }).toBeGreaterThan(0)
  for (const sent of asked) sent.destroy()
  const { body } = await (await signIn('kabag.humas')).get(day(30)).responseType('blob').expect(200)
  expect(body.subarray(0, 5).toString()).toBe('%PDF-')
  expect(threads).toBeLessThan(MOST_PAPERS)
})

test('who asks for one too many is told so, and what was asked for is set', { timeout: 60_000 }, async () => {
  const agent = await signIn('kabag.humas')
  const answers = await Promise.all(Array.from({ length: MOST_PAPERS + 6 }, (_, index) => agent.get(day(index + 1))))
  const turned = answers.filter(({ status }) => status !== 200)
  expect(turned.length).toBeGreaterThan(0)
  for (const { status, text } of turned) {
    expect(status).toBe(503)
    expect(load(text)('main').text()).toContain('Sedang banyak dokumen disusun.')
  }
})

test('when no connection becomes free in time, a page says so', { timeout: 30_000 }, async () => {
  const agent = await signIn('kabag.humas')
  const held = await Promise.all(Array.from({ length: db.pool.options.max ?? 10 }, () => db.pool.connect()))
  const answers = await Promise.all([agent.get('/laporan'), agent.get('/aduan'), agent.get('/pengaturan/pegawai')])
  for (const one of held) one.release()
  for (const { status, text } of answers) expect([status, load(text)('h1').text()]).toEqual([503, 'Belum dapat dilayani'])
  await agent.get('/laporan').expect(200)
})

test('a head alone is neither made nor recorded', async () => {
  const agent = await signIn('kabag.humas')
  const recorded = async () =>
    (await db.sql<{ count: number }>(`SELECT count(*) FROM audit_entries WHERE action = 'exported'`))[0]?.count
  const [before, made] = [await recorded(), threads]
  const figure = 'dari=2026-11-01&sampai=2026-11-30&ukuran=arrived'
  for (const path of [
    '/aduan.csv?tab=terbuka',
    '/aduan.csv?pilih=ya&aduan=ADU-2026-000001',
    `/dasbor/aduan.csv?${figure}`,
    `/dasbor/aduan.xlsx?${figure}`,
    '/kepatuhan/kejadian.csv?periode=2026-11',
    '/laporan/bulanan/2026-11.pdf',
    '/laporan/bulanan/2026-11.xlsx',
  ]) {
    const { headers } = await agent.head(path).expect(200)
    expect([path, headers['content-disposition']?.startsWith('attachment; filename=')]).toEqual([path, true])
  }
  expect([await recorded(), threads]).toEqual([before, made])
  await agent.head('/dasbor/aduan.csv?ukuran=semua').expect(404)
  await agent.get(`/dasbor/aduan.csv?${figure}`).expect(200)
  expect(await recorded()).toBe(Number(before) + 1)
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is a word like any other', async (word) => {
  const agent = await signIn('kabag.humas')
  await agent.get(`/laporan?jenis=${word}&tanggal=2026-11-24`).expect(200)
  for (const path of [
    `/laporan/${word}/2026-10`,
    `/laporan/bulanan/${word}`,
    `/laporan/terbit/${word}`,
    `/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=${word}`,
    `/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&menurut=${word}&nilai=1`,
    `/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&jenis=${word}`,
    `/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&menurut=kind&nilai=${word}`,
    `/dasbor/aduan.${word}?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived`,
    `/kepatuhan/aduan?langkah=${word}&tanda=${word}`,
    `/aduan.${word}`,
  ])
    expect([path, (await agent.get(path)).status]).toEqual([path, 404])
  expect((await agent.post(`/laporan/${word}/2026-10/terbitkan`).type('form').send({ versi: '0' })).status).toBe(404)
  for (const path of [`/dasbor?periode=${word}`, `/kepatuhan?tiap=${word}&tanggal=2026-11-24`, `/aduan?tab=${word}&urut=${word}`])
    expect((await agent.get(path)).status).toBeLessThan(500)
})
