// Lists to take along: everything that the page shows, once, to whom it is for, and nothing that they may not see.
import { parseCsv } from 'hucre/csv'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { viewOf } from '../../src/complaints/queue-view.ts'
import { visibleTo } from '../../src/complaints/visible.ts'
import { exportQueue } from '../../src/reports/export-store.ts'
import { fillOffice } from '../queue/office.ts'
import { browserOf, startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { signIn, db } = app
afterAll(app.close)

const ROLES: Username[] = [
  ...(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'quick.response'] as const),
  ...(['teknik.2', 'staf.wilayah2', 'direktur', 'sistem'] as const),
]
const FIGURES: Username[] = ['kabag.humas', 'direktur']
const NOVEMBER = 'dari=2026-11-01&sampai=2026-11-30'
const NAUGHTY = { nama: '=HYPERLINK("http://jahat.example")', telepon: '+62 812-3456-7890', perihal: '@SUM(1;2)' }

let closedTwice = ''
let naughty = ''
beforeAll(async () => {
  await fillOffice(app, 2_300)
  naughty = await recordComplaint(app, NAUGHTY)
  closedTwice = await complaintIn(app, 'CLOSED')
  await act(app, closedTwice, 'kasie.hula', 'reopen', { alasan: 'Belum tuntas.' })
  await act(app, closedTwice, 'admin.humas', 'explain', bodyOf('explain', app))
})

async function csvOf(who: Username, address: string): Promise<Record<string, string>[]> {
  const { text, headers } = await (await signIn(who)).get(address).expect(200)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(headers['content-disposition']).toMatch(/^attachment; filename=aduan-[\d-]+\.csv$/)
  const [labels = [], ...rows] = parseCsv(text, { delimiter: ';' })
  return rows.map((row) => Object.fromEntries(labels.map((label, index) => [String(label), String(row[index] ?? '')])))
}
const numbersIn = (rows: Record<string, string>[]) => rows.map(({ Nomor }) => Nomor)

test('each role takes what is theirs along, and is refused the rest', async () => {
  for (const who of ROLES) {
    const agent = await signIn(who)
    expect([who, (await agent.get('/aduan.csv')).status]).toEqual([who, who === 'sistem' ? 403 : 200])
    for (const form of ['csv', 'xlsx']) {
      const { status } = await agent.get(`/dasbor/aduan.${form}?${NOVEMBER}&ukuran=arrived`)
      expect([who, status]).toEqual([who, FIGURES.includes(who) ? 200 : 403])
    }
  }
  const { status, headers } = await browserOf(app.app).get('/aduan.csv?tab=terbuka')
  expect([status, headers.location]).toEqual([303, `/masuk?ke=${encodeURIComponent('/aduan.csv?tab=terbuka')}`])
})

test('what names no figure and no form is not found', async () => {
  const agent = await signIn('kabag.humas')
  for (const address of ['aduan.csv', `aduan.csv?${NOVEMBER}&ukuran=semua`, `aduan.pdf?${NOVEMBER}&ukuran=arrived`])
    await agent.get(`/dasbor/${address}`).expect(404)
})

test('all that the queue holds for a person is there, once, and nothing else', async () => {
  for (const who of ROLES.filter((one) => one !== 'sistem')) {
    const open = { state: { notIn: ['CLOSED' as const, 'DISMISSED' as const] } }
    const mine = await db.prisma.complaint.findMany({
      where: { AND: [visibleTo(app.user(who)), open] },
      select: { year: true, sequence: true },
    })
    const expected = mine.map(({ year, sequence }) => `ADU-${year}-${String(sequence).padStart(6, '0')}`)
    for (const sort of ['batas', 'masuk', 'prioritas']) {
      const numbers = numbersIn(await csvOf(who, `/aduan.csv?tab=terbuka&urut=${sort}`))
      expect(numbers.toSorted()).toEqual(expected.toSorted())
    }
  }
  expect((await csvOf('admin.humas', '/aduan.csv?tab=terbuka')).length).toBeGreaterThan(1_000)
})

test('it is what the page shows, by the same filters and in the same order', async () => {
  for (const query of [
    'tab=terlambat&prioritas=URGENT',
    'tab=selesai&dari=2026-11-20',
    'q=macet',
    'tab=terbuka&petugas=belum&urut=prioritas',
  ]) {
    const page = await (await signIn('kasie.hula')).get(`/aduan?${query}`).expect(200)
    expect(page.text).toContain(`href="/aduan.csv?`)
    const shown = [...page.text.matchAll(/<tr[^>]*><td><a href="\/aduan\/(ADU[\d-]+)"/g)].map(([, number]) => number)
    expect(shown.length).toBeGreaterThan(20)
    expect(numbersIn(await csvOf('kasie.hula', `/aduan.csv?${query}`)).slice(0, shown.length)).toEqual(shown)
  }
})

test('name and contact go along only where the person sees them', async () => {
  const told = (rows: Record<string, string>[]) => rows.filter(({ Pelapor, Kontak }) => Pelapor || Kontak).length
  const all = await csvOf('direktur', '/aduan.csv?tab=terbuka')
  expect(all.length).toBeGreaterThan(1_000)
  expect(told(all)).toBe(0)
  const counted = `/dasbor/aduan.csv?${NOVEMBER}&ukuran=arrived`
  expect(told(await csvOf('direktur', counted))).toBe(0)
  const rows = await csvOf('kabag.humas', counted)
  expect(rows.length).toBeGreaterThan(1)
  expect(told(rows)).toBe(rows.length)
  expect(numbersIn(await csvOf('direktur', counted))).toEqual(numbersIn(rows))
  // A unit that once had a complaint reads on, without its complainant.
  const staff = app.user('staf.wilayah2')
  const units = staff.grants.map(({ unitId }) => unitId)
  const active = await db.sql<{ number: string }>(
    `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints WHERE active_units && $1::int[]`,
    [units],
  )
  const theirs = new Set(active.map(({ number }) => number))
  const seen = await csvOf('staf.wilayah2', '/aduan.csv?tab=terbuka')
  expect(seen.filter(({ Nomor = '' }) => !theirs.has(Nomor)).length).toBeGreaterThan(20)
  expect(seen.filter(({ Nomor = '', Pelapor }) => Pelapor && !theirs.has(Nomor))).toEqual([])
  expect(seen.filter(({ Nomor = '', Pelapor }) => Pelapor && theirs.has(Nomor)).length).toBeGreaterThan(20)
})

test('text of a complainant never begins like a formula', async () => {
  const row = (await csvOf('admin.humas', '/aduan.csv?tab=terbuka')).find(({ Nomor }) => Nomor === naughty)
  expect(row).toMatchObject({ Pelapor: `'${NAUGHTY.nama}`, Kontak: `'${NAUGHTY.telepon}`, Perihal: `'${NAUGHTY.perihal}` })
  const [, ...rows] = await sheetOf('kabag.humas', `/dasbor/aduan.xlsx?${NOVEMBER}&ukuran=arrived`)
  expect(rows.find(([number]) => number === naughty)?.slice(12, 15)).toEqual([NAUGHTY.perihal, NAUGHTY.nama, NAUGHTY.telepon])
})

test('as many rows as the figure says, a complaint that was closed twice twice; dates are dates', async () => {
  for (const measure of ['arrived', 'closed', 'open', 'RECEIVE.kept']) {
    const address = `?${NOVEMBER}&ukuran=${measure}`
    const page = await (await signIn('kabag.humas')).get(`/dasbor/aduan${address}`).expect(200)
    for (const form of ['csv', 'xlsx'])
      expect(page.text).toContain(`href="/dasbor/aduan.${form}${address.replaceAll('&', '&amp;')}"`)
    const said = /class="counted"><b>([\d.]+)<\/b>(?: hitungan waktu pada ([\d.]+))?/.exec(page.text)
    const count = Number((said?.[2] ?? said?.[1] ?? '').replace('.', ''))
    const rows = await csvOf('kabag.humas', `/dasbor/aduan.csv${address}`)
    const [, ...sheet] = await sheetOf('kabag.humas', `/dasbor/aduan.xlsx${address}`)
    expect([measure, rows.length, sheet.length]).toEqual([measure, count, count])
    expect(sheet.map(([number]) => number)).toEqual(numbersIn(rows))
    expect(sheet.every((row) => row[1] instanceof Date)).toBe(true)
    if (measure === 'closed') expect(numbersIn(rows).filter((number) => number === closedTwice)).toHaveLength(2)
  }
})

test('the trail keeps who took how many of what along, and not whom they searched for', async () => {
  const rows = await csvOf('kasie.hula', '/aduan.csv?q=Sitaba&prioritas=URGENT')
  await csvOf('kabag.humas', `/dasbor/aduan.csv?${NOVEMBER}&ukuran=closed`)
  const kept = await db.sql<{ details: object }>(
    `SELECT details FROM audit_entries WHERE action = 'exported' ORDER BY id DESC LIMIT 2`,
  )
  expect(kept.map(({ details }) => details)).toMatchObject([
    { of: 'figure', form: 'CSV', filter: 'dari=2026-11-01&sampai=2026-11-30&ukuran=closed' },
    { of: 'queue', form: 'CSV', filter: 'q=ada&prioritas=URGENT&tab=cari', count: rows.length },
  ])
  const { text } = await (await signIn('sistem')).get('/pengaturan/jejak').expect(200)
  expect(text).toContain(`mengunduh ${rows.length} aduan dari daftar Hasil pencarian, tersaring (CSV)`)
  expect(text).toMatch(/mengunduh [\d.]+ aduan dari angka Selesai, 1 November 2026 – 30 November 2026 \(CSV\)/)
  expect(text).not.toContain('Sitaba')
})

test('who loses sight of a complaint while taking it along does not get it', async () => {
  const user = app.user('staf.wilayah2')
  const asking = { user, now: app.clock.now(), humasUnitId: app.master.humasUnitId }
  const rows = await exportQueue(db, viewOf({ tab: 'terbuka' }, user), asking, { filter: 'tab=terbuka', form: 'CSV' })
  const [lost] = await db.sql<{ sequence: number }>(
    `UPDATE complaints SET seen_by_units = '{}' WHERE id = (SELECT min(id) FROM complaints WHERE seen_by_units && $1 AND closed_at IS NULL)
     RETURNING sequence`,
    [user.grants.map(({ unitId }) => unitId)],
  )
  const taken = await Array.fromAsync(rows)
  expect(taken.length).toBeGreaterThan(100)
  expect(taken.filter(({ sequence }) => sequence === lost?.sequence)).toEqual([])
})

test('a download that is broken off ends, and the next one is whole', async () => {
  const { headers } = await browserOf(app.app)
    .post('/masuk')
    .type('form')
    .send({ username: 'kasie.hula', password: 'sandi-uji-coba-1' })
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  const stopped = new AbortController()
  const answer = await fetch(`${app.url}/aduan.csv?tab=terbuka`, { headers: { cookie }, signal: stopped.signal })
  await answer.body?.getReader().read()
  stopped.abort()
  expect((await csvOf('kasie.hula', '/aduan.csv?tab=terbuka')).length).toBeGreaterThan(1_000)
})

async function sheetOf(who: Username, address: string): Promise<unknown[][]> {
  const { body } = await (await signIn(who)).get(address).responseType('blob').expect(200)
  const [sheet] = await readXlsxFile(body)
  return sheet?.data ?? []
}
