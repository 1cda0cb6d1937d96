// What papers say of the SOP: kept by the Kabag, version by version, on reports from then on; what was issued keeps what held.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { DEFINITION_KEYS } from '../../src/reports/definitions.ts'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-11-30T08:00:00+08:00' })
const { db, clock, signIn, close } = app
afterAll(close)
await recordComplaint(app)
clock.set('2026-12-01T08:00:00+08:00')

const PATH = '/pengaturan/sop'
const page = async (path: string, who: Username = 'kabag.humas') => load((await (await signIn(who)).get(path).expect(200)).text)
const shown = async () => {
  const $ = await page(PATH)
  return Object.fromEntries(
    $('main form')
      .first()
      .serializeArray()
      .map(({ name, value }) => [name, value.replaceAll('\r', '')]),
  )
}
const save = async (body: object) => (await signIn('kabag.humas')).post(PATH).type('form').send(body)

test('comes with the application, is changed by the Kabag, and stands on reports from then on; what was issued keeps what held', async () => {
  const agent = await signIn('kabag.humas')
  await agent.post('/laporan/bulanan/2026-11/terbitkan').type('form').send({ versi: '0' }).expect(303)
  const before = await shown()
  expect(before).toMatchObject({
    nama: 'SOP Pengaduan Pelanggan',
    dibuat: 'Kepala Bagian Humas',
    langkah5: 'Kabag Humas',
    dilihat: '0',
  })
  const changed = {
    ...before,
    versi: '3',
    tanggal: '2024-02-01',
    dasar: ' Perda 7/2019 \n\n Perwali 18/2012',
    dibuat: 'Kabag Humas',
  }
  expect((await save(changed)).status).toBe(303)
  expect(await shown()).toMatchObject({ versi: '3', dasar: 'Perda 7/2019\nPerwali 18/2012' })
  expect((await page(PATH))('main').text()).toContain('mengubah teks SOP')
  await expect
    .poll(async () => (await page('/laporan/bulanan/2026-11'))('.report dl').text())
    .toContain('SOP Pengaduan Pelanggan versi 3, 1 Februari 2024; Perda 7/2019; Perwali 18/2012')
  const issued = (await page('/laporan/terbit/LAP-2026-11-v1'))('.report dl').text()
  expect(issued).toContain('Peraturan Daerah Kota Makassar Nomor 7 Tahun 2019')
  expect(issued).not.toContain('versi 3')
})

test('what is not filled in yet is said here and where reports are, to whom fills it in', async () => {
  const before = await shown()
  const gap = async (path: string, who?: Username) => (await page(path, who))('.unset').text()
  await save({ ...before, versi: '', tanggal: '' })
  expect(await gap(PATH)).toContain('Versi dan tanggal SOP belum diisi')
  await expect.poll(() => gap('/laporan')).toContain('Versi dan tanggal SOP belum diisi')
  expect((await page('/laporan'))('.unset a').attr('href')).toBe(PATH)
  expect(await gap('/laporan', 'direktur')).toBe('')
  await save({ ...(await shown()), versi: '3' })
  expect(await gap(PATH)).toContain('Tanggal SOP belum diisi')
  await save({ ...(await shown()), tanggal: '2024-02-01' })
  expect(await gap(PATH)).toBe('')
  await expect.poll(() => gap('/laporan')).toBe('')
})

test('who began before somebody else saved is told, and loses nothing', async () => {
  const before = await shown()
  await save({ ...before, versi: '4' })
  const late = await save({ ...before, versi: '5' })
  const $ = load(late.text)
  expect([late.status, $('[name=versi]').val()]).toEqual([409, '5'])
  expect((await shown()).versi).toBe('4')
  expect((await save({ ...before, versi: '5', dilihat: $('[name=dilihat]').val() })).status).toBe(303)
})

test('a definition is what every page shows, until it is emptied; what was issued keeps the one that held', async () => {
  const agent = await signIn('kabag.humas')
  const pages = ['/dasbor?periode=2026-11', '/laporan/bulanan/2026-11', '/kepatuhan?periode=2026-11']
  const counted = '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran='
  const asked = '/kepatuhan/aduan?periode=2026-11&langkah=3&sebab=skipped'
  const first = await shown()
  const words = {
    arti_flow_arrived: 'Masuk menurut keputusan rapat.',
    arti_clock: 'Batas waktu menurut keputusan rapat.',
    arti_indicator_handled: 'Tertangani menurut\n keputusan rapat.',
    arti_outcome_followed: 'Sesuai menurut keputusan rapat.',
    arti_step3_skipped: 'Dilewati menurut keputusan rapat.',
  }
  expect((await save({ ...first, ...words })).status).toBe(303)
  expect(await shown()).toMatchObject({ ...words, arti_indicator_handled: 'Tertangani menurut keputusan rapat.' })
  const text = async (path: string) => (await page(path))('main').text()
  const meant = {
    '/dasbor?periode=2026-11': ['Masuk', 'Batas waktu', 'Tertangani'],
    '/laporan/bulanan/2026-11': ['Masuk', 'Batas waktu', 'Tertangani'],
  }
  for (const [path, names] of Object.entries(meant))
    for (const name of names) await expect.poll(() => text(path)).toContain(`${name} menurut keputusan rapat.`)
  for (const name of ['Sesuai', 'Dilewati'])
    expect(await text('/kepatuhan?periode=2026-11')).toContain(`${name} menurut keputusan rapat.`)
  expect(await text(`${counted}arrived`)).toContain('Masuk menurut keputusan rapat.')
  expect(await text(`${counted}handled`)).toContain('Tertangani menurut keputusan rapat.')
  expect(await text(asked)).toContain('Dilewati menurut keputusan rapat.')
  expect(await text('/laporan/terbit/LAP-2026-11-v1')).not.toContain('keputusan rapat')
  await agent.post('/laporan/bulanan/2026-11/terbitkan').type('form').send({ versi: '1' }).expect(303)
  await save({ ...(await shown()), ...Object.fromEntries(Object.keys(words).map((name) => [name, ' '])) })
  expect(await shown()).toMatchObject(Object.fromEntries(Object.keys(words).map((name) => [name, first[name]])))
  for (const path of pages) await expect.poll(() => text(path)).not.toContain('keputusan rapat')
  for (const name of ['Masuk', 'Batas waktu', 'Tertangani'])
    expect(await text('/laporan/terbit/LAP-2026-11-v2')).toContain(`${name} menurut keputusan rapat.`)
})

test('only what the office worded itself is stored, so that other definitions may grow better', async () => {
  await save({ ...(await shown()), arti_age: 'Umur menurut rapat.' })
  const [last] = await db.sql<{ texts: { definitions: object } }>('SELECT texts FROM sop_versions ORDER BY id DESC LIMIT 1')
  expect(last?.texts.definitions).toEqual({ age: 'Umur menurut rapat.' })
})

test('every definition can be worded anew, and none twice', async () => {
  const names = Object.keys(await shown()).filter((name) => name.startsWith('arti_'))
  expect(names.toSorted()).toEqual(DEFINITION_KEYS.map((key) => `arti_${key}`).toSorted())
  const $ = await page(PATH)
  for (const name of names)
    expect([name, $(`label[for="f-${name}"]`).length, $(`#f-${name}`).text() !== '']).toEqual([name, 1, true])
})

test.each([
  [{ arti_held: 'x'.repeat(1_001) }, 'arti_held'],
  [{ nama: '' }, 'nama'],
  [{ dasar: ' \n ' }, 'dasar'],
  [{ tanggal: '2024-02-30' }, 'tanggal'],
  [{ langkah3: '' }, 'langkah3'],
  [{ versi: 'x'.repeat(21) }, 'versi'],
])('bad input is told beside the field and stores nothing: %o', async (fault, field) => {
  const rows = async () => (await db.sql('SELECT FROM sop_versions')).length
  const [before, count] = [await shown(), await rows()]
  const answer = await save({ ...before, ...fault })
  expect([answer.status, load(answer.text)(`#f-${field}-salah`).length]).toEqual([422, 1])
  expect(await rows()).toBe(count)
})

test('is nobody else’s', async () => {
  for (const who of ['kasie.hula', 'direktur', 'sistem', 'admin.humas'] as const) await (await signIn(who)).get(PATH).expect(403)
})
