// What a report says of its last day stays so whatever comes later; every sum is one; and whoever follows a figure finds back.
import { type CheerioAPI, load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { FLOW } from '../../src/reports/figures.ts'
import { freeze, thaw } from '../../src/reports/issued.ts'
import { periodOf } from '../../src/reports/period.ts'
import { reportOf } from '../../src/reports/report.ts'
import { readContent } from '../../src/reports/report-store.ts'
import { reckoned } from '../../src/reports/section.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId } from '../support/complaints.ts'

const app = await startApp({ now: '2026-10-28T09:00:00+08:00' })
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const MONTH = '/laporan/bulanan/2026-10'
const page = async (path: string, who: Username = 'kabag.humas') => load((await (await signIn(who)).get(path).expect(200)).text)
const tablesOf = async (key: string) => {
  const period = periodOf(key)
  if (!period) throw new Error(key)
  const report = reportOf(await readContent(db, user('kabag.humas'), period, clock.now()), master)
  return report.sections.flatMap(({ tables }) => tables)
}
const rowsOf = async (key: string, title: string) => (await tablesOf(key)).find((one) => one.title === title)?.rows ?? []
const wordsOf = async (key: string, title: string) =>
  (await rowsOf(key, title)).map((row) => row.map((cell) => cell.text ?? cell.number ?? cell.share ?? null))
const cells = ($: CheerioAPI, row: ReturnType<CheerioAPI>) =>
  row
    .find('td')
    .toArray()
    .map((cell) => $(cell).text())

// October: one passed on in November, one with Humas again, one explained twice too late, one dismissed and taken up again, one dismissed by an officer.
const passedOn = await complaintIn(app, 'ESCALATED')
const returned = await complaintIn(app, 'IN_PROGRESS')
clock.set('2026-10-29T09:00:00+08:00')
await act(app, returned, 'staf.wilayah2', 'return', bodyOf('return', app))
const takenUp = await recordComplaint(app, {}, null)
await act(app, takenUp, 'kasie.hula', 'dismiss', bodyOf('dismiss', app, { alasan: 'SPAM' }))
const notOurs = await recordComplaint(app)
await act(app, notOurs, 'kasie.hula', 'dismiss', bodyOf('dismiss', app, { alasan: 'NOT_OURS' }))
const slow = await recordComplaint(app)
clock.set('2026-10-29T13:00:00+08:00')
await recordMissed(db, clock.now())
await act(app, slow, 'admin.humas', 'explain', bodyOf('explain', app))
await act(app, slow, 'kasie.hula', 'reopen', bodyOf('reopen', app))
clock.set('2026-10-30T13:00:00+08:00')
await recordMissed(db, clock.now())
await act(app, slow, 'admin.humas', 'explain', bodyOf('explain', app))
clock.set('2026-11-02T09:00:00+08:00')
const late = await wordsOf('2026-10', 'Daftar terlambat')
await act(app, passedOn, 'staf.wilayah2', 'start')
await act(app, passedOn, 'staf.wilayah2', 'hold', bodyOf('hold', app))
await act(app, passedOn, 'staf.wilayah2', 'transfer', bodyOf('transfer', app, { unit: String(unitId(master, 'WIL3')) }))
await act(app, takenUp, 'kasie.hula', 'reopen', bodyOf('reopen', app))
clock.set('2026-11-03T09:00:00+08:00')
await recordMissed(db, clock.now())

test('who held what was late, and why it was, is what was known at the end of the period', async () => {
  const brief = late.map((row) => [row[0], row[2], row[5]])
  expect(brief).toEqual([
    [passedOn, 'Wilayah Pelayanan II', 'Tidak ada penundaan yang tercatat'],
    [returned, 'Bagian Humas', 'Dialihkan atau dikembalikan 1 kali'],
  ])
  expect(await wordsOf('2026-10', 'Daftar terlambat')).toEqual(late)
  expect((await wordsOf('2026-11', 'Daftar terlambat')).find(([number]) => number === passedOn)?.slice(2, 3)).toEqual([
    'Wilayah Pelayanan III',
  ])
  expect((await page(MONTH))('main').text()).toContain('aduan dihitung pada unit yang memegangnya sekarang')
})

test('everything that was dismissed has its reason, taken up again or not, and submissions stand apart', async () => {
  expect(await wordsOf('2026-10', 'Tidak dilanjutkan')).toEqual([
    ['Bukan kewenangan Perumda Air Minum', 1, 500],
    ['Spam atau tidak dapat dipahami', 1, 500],
    ['Jumlah', 2, 1_000],
  ])
  expect(await wordsOf('2026-10', 'Kiriman yang tidak dilanjutkan')).toEqual([])
  const $ = await page(MONTH)
  expect($('main').text()).toContain('Dari 1 kiriman warga yang masuk tidak ada yang ditutup tanpa tindak lanjut.')
  expect((await page(String($('a[href*="dismissed.SPAM"]').attr('href'))))('tbody a').text()).toBe(takenUp)
})

test('a report that was issued before reasons were counted tells those of submissions alone', async () => {
  const period = periodOf('2026-10')
  if (!period) throw new Error('no period')
  const frozen = freeze(await readContent(db, user('kabag.humas'), period, clock.now()))
  const { dismissed, ...older } = JSON.parse(frozen)
  expect(dismissed).toHaveLength(2)
  const titles = (text: string) => reportOf(thaw(text), master).sections.flatMap(({ tables }) => tables.map(({ title }) => title))
  expect([frozen, JSON.stringify(older)].map((text) => titles(text).includes('Tidak dilanjutkan'))).toEqual([true, false])
})

test.each(['unit', 'kategori', 'kanal', 'kecamatan'])('the rows by %s add up to the last one', async (by) => {
  const rows = await rowsOf('2026-10', `Menurut ${by}`)
  const sum = rows.at(-1)
  expect(sum?.[0]?.text).toBe('Jumlah')
  for (const [index, what] of FLOW.entries())
    expect([what, rows.slice(0, -1).reduce((total, row) => total + Number(row[index + 1]?.number), 0)]).toEqual([
      what,
      sum?.[index + 1]?.number,
    ])
  expect(sum?.[2]?.number).toBe(5)
})

test('those by officer do not, and it is said', async () => {
  const table = (await tablesOf('2026-10')).find(({ title }) => title === 'Menurut petugas')
  expect(table?.rows.map(([name]) => name?.text)).not.toContain('Jumlah')
  expect(table?.note).toContain('tidak dijumlahkan')
})

test('in time is told with its counts, which lead to those in time, and are numbers where one reckons', async () => {
  const table = (await tablesOf('2026-10')).find(({ title }) => title === 'Menurut unit')
  if (!table) throw new Error('no table')
  const sum = table.rows.at(-1)?.[7]
  expect(sum).toMatchObject({ share: 0, of: { part: 0, whole: 3 } })
  expect((await page(MONTH))('main').text()).toContain('0,0% (0/3)')
  const { columns, rows } = reckoned(table)
  expect(columns.slice(7, 10).map(({ label }) => label)).toEqual([
    'Tindak lanjut tepat waktu: jumlah',
    'Tindak lanjut tepat waktu: dari',
    'Tindak lanjut tepat waktu',
  ])
  expect(rows.at(-1)?.slice(7, 9)).toEqual([{ number: 0 }, { number: 3 }])
})

test('keluhan by connections add up with those of Humas and the Bagian, which one can open', async () => {
  const rows = await rowsOf('2026-10', 'Keluhan per 1.000 sambungan')
  const counts = rows.map((row) => Number(row[2]?.number))
  expect(rows.at(-1)?.[0]?.text).toBe('Jumlah')
  expect(counts.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(counts.at(-1))
  const others = rows.at(-2)
  expect([others?.[0]?.text, others?.[2]?.number]).toEqual(['Humas, Bagian, dan unit lain', 3])
  const list = await page(String(others?.[2]?.href))
  expect(list('tbody a').length).toBe(3)
  expect((await page('/dasbor?periode=2026-10'))('.density dl').text()).toContain('Humas, Bagian, dan unit lain3 keluhan')
})

test('a list of what was late says by when each was due, by how much it was late, and why', async () => {
  const overdue = await page('/dasbor/aduan?dari=2026-10-01&sampai=2026-10-31&ukuran=overdue')
  const row = overdue(`tr:contains("${passedOn}")`)
  expect(cells(overdue, row).slice(-2)).toEqual(['Batas Rab 28 Okt 12.00terlambat 4 hari 21 jam', 'Sebab: –'])
  const [runs] = await db.sql<{ late: number }>(
    `SELECT count(*)::int AS late FROM runs r JOIN complaints c ON c.id = r.complaint_id WHERE clock = 'EXPLAIN' AND breached_at IS NOT NULL AND c.arrived_on < '2026-11-01'`,
  )
  const explain = await page('/dasbor/aduan?dari=2026-10-01&sampai=2026-10-31&ukuran=EXPLAIN.late')
  expect(explain('.counted').text()).toContain(`${runs?.late} hitungan waktu pada 3 aduan`)
  expect(explain('h1').text()).toBe('Input & penjelasan: terlambat')
  expect(cells(explain, explain(`tr:contains("${slow}")`)).at(-2)).toBe('Batas Kam 29 Okt 09.10terlambat 3 jam 50 mnt')
  expect((await page('/dasbor/aduan?dari=2026-10-01&sampai=2026-10-31&ukuran=arrived'))('thead').text()).not.toContain('Sebab')
})

test('what left the SOP at a step says so likewise; what was late twice there is one complaint', async () => {
  const list = await page('/kepatuhan/aduan?periode=2026-10&langkah=2&sebab=deviating')
  expect(list('.counted b').text()).toBe('3')
  expect(cells(list, list(`tr:contains("${slow}")`)).slice(-2)).toEqual([
    'Batas Kam 29 Okt 09.10terlambat 3 jam 50 mnt',
    'Sebab: Terlambat',
  ])
  const three = await page('/kepatuhan/aduan?periode=2026-10&langkah=3&sebab=deviating')
  expect(cells(three, three(`tr:contains("${passedOn}")`)).at(-1)).toMatch(/^Sebab: Terlambat; Dialihkan; Ditunda: /)
  const six = await page('/kepatuhan/aduan?periode=2026-10&langkah=6&sebab=reopened')
  expect([six('thead').text().includes('Batas'), cells(six, six('tbody tr')).at(-1)]).toEqual([false, 'Sebab: Dibuka kembali'])
  const main = (await page('/kepatuhan?periode=2026-10'))('main').text()
  expect(main).toContain('menyimpang satu kali di sini dan terlambat dua kali di sana')
  expect(main).toContain('langkah 6 tidak menghitung pembatalan itu sebagai dibuka kembali')
})

test('a figure of a report leads back to it, page by page, and so does the menu', async () => {
  const $ = await page(MONTH)
  for (const measure of ['arrived', 'overdue', 'FOLLOW_UP.late']) {
    const list = await page(String($(`.report a[href*="ukuran=${measure}&"]`).attr('href')))
    expect([list('a.back').attr('href'), list('a.back').text()]).toEqual([MONTH, 'Laporan Bulanan Oktober 2026'])
    expect(list('nav.side a[aria-current]').text()).toContain('Laporan')
    expect(list('a.take').attr('href')).not.toContain('laporan=')
  }
  // Those of the month before are opened from this report too.
  const [before] = $('.report a[href*="dari=2026-09-01"]').toArray()
  expect(before).toBeUndefined() // none: nothing came in
  const dashboard = await page('/dasbor/aduan?dari=2026-10-01&sampai=2026-10-31&ukuran=arrived')
  expect(dashboard('a.back').text()).toBe('Dasbor')
  expect(dashboard('nav.side a[aria-current]').text()).toContain('Dasbor')
})

test('from a report of the month after, figures of the month before lead back to where they were read', async () => {
  const $ = await page('/laporan/bulanan/2026-11')
  const href = String($('.report a[href*="dari=2026-10-01"]').attr('href'))
  expect((await page(href))('a.back').attr('href')).toBe('/laporan/bulanan/2026-11')
})

test('what there was none of is said as one would say it', async () => {
  const empty = await page('/laporan/bulanan/2026-02')
  const text = empty('main').text()
  expect(text).toContain(
    'Februari 2026: tidak ada aduan yang masuk; tidak ada yang selesai dan tidak ada yang ditutup tanpa tindak lanjut.',
  )
  expect(text).toContain('Belum dapat dinilai tepat waktu atau terlambat: Terima pengaduan, Input & penjelasan, Tindak lanjut.')
  expect((await page('/dasbor?periode=2026-10'))('.heads').text()).toContain('sebelumnya tidak ada')
  for (const path of [MONTH, '/dasbor?periode=2026-10', '/kepatuhan?periode=2026-10'])
    expect((await page(path))('main').text()).not.toMatch(/putaran|[Pp]ersentil|tidak ada yang dinilai/)
})
