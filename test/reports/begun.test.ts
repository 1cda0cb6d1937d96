// Of a period that has not begun there is nothing to show; its page says so and leads to the newest.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'

const { signIn, close } = await startApp() // on 24 November 2026
afterAll(close)

test.each([
  ['/dasbor?periode=2027-05', 'Mei 2027 belum dimulai.', '/dasbor?periode=2026-11'],
  [
    '/dasbor?periode=2026-W49&jenis=semua',
    '30 November 2026 – 6 Desember 2026 belum dimulai.',
    '/dasbor?periode=2026-W48&jenis=semua',
  ],
  ['/kepatuhan?periode=2027', '2027 belum dimulai.', '/kepatuhan?periode=2026'],
  ['/laporan/harian/2026-11-25', 'Rabu 25 November 2026 belum dimulai.', '/laporan/harian/2026-11-24'],
  ['/laporan/bulanan/2027-01', 'Januari 2027 belum dimulai.', '/laporan/bulanan/2026-11'],
])('%s', async (address, said, newest) => {
  const agent = await signIn('kabag.humas')
  const $ = load((await agent.get(address).expect(404)).text)
  expect($('.problem').text()).toContain(said)
  expect($('.problem').text()).not.toContain('nomor aduan')
  expect($('.problem a').first().attr('href')).toBe(newest)
  await agent.get(newest).expect(200)
})

test('what is no period at all leads nowhere', async () => {
  const $ = load((await (await signIn('kabag.humas')).get('/dasbor?periode=2027-13').expect(404)).text)
  expect($('.problem a').first().attr('href')).toBe('/')
})
