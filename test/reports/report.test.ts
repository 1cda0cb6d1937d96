// The periodic reports on the screen: who may read them, which periods there are, what stands in them, and that figure and list agree.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { readFigures } from '../../src/reports/figures-store.ts'
import { freeze, thaw } from '../../src/reports/issued.ts'
import { periodOf } from '../../src/reports/period.ts'
import { reportOf } from '../../src/reports/report.ts'
import { readContent } from '../../src/reports/report-store.ts'
import { shareWords } from '../../src/reports/wording.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-10-30T10:00:00+08:00' })
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const page = async (path: string, who: Username = 'kabag.humas') => load((await (await signIn(who)).get(path).expect(200)).text)
const period = (key: string) => {
  const found = periodOf(key)
  if (!found) throw new Error(key)
  return found
}
const reportOn = async (key: string, who: Username = 'kabag.humas') =>
  reportOf(await readContent(db, user(who), period(key), clock.now()), master)
const NOVEMBER = { from: '2026-11-01', until: '2026-11-30', kind: 'COMPLAINT' } as const

// October: one explained. November: one late and open, one sent in and not pursued, one sent in and waiting, one with special needs done.
const explained = await recordComplaint(app)
await act(app, explained, 'admin.humas', 'explain', bodyOf('explain', app))
clock.set('2026-11-23T09:00:00+08:00')
const late = await complaintIn(app, 'ON_HOLD')
const spam = await recordComplaint(app, {}, null)
await act(app, spam, 'kasie.hula', 'dismiss', bodyOf('dismiss', app))
clock.set('2026-11-24T10:00:00+08:00')
await act(app, late, 'staf.wilayah2', 'resume')
const needs = [String(master.needs[0]?.id)]
await complaintIn(app, 'CLOSED', { kebutuhan: needs })
clock.set('2026-11-25T10:00:00+08:00')

test('Cetak opens the paper, PDF takes it along', async () => {
  const offered = (await page('/laporan/bulanan/2026-11'))('.take a')
  const hrefs = offered.toArray().map(({ attribs }) => attribs.href ?? '')
  const [print = '', pdf = ''] = hrefs
  expect(hrefs).toHaveLength(4)
  const way = async (path: string) => {
    const { headers } = await (await signIn('kabag.humas')).head(path).expect(200)
    return [headers['content-type'], headers['content-disposition']]
  }
  expect(await way(print)).toEqual(['application/pdf', 'inline; filename="laporan-bulanan-2026-11.pdf"'])
  expect(await way(pdf)).toEqual(['application/pdf', 'attachment; filename="laporan-bulanan-2026-11.pdf"'])
})
await recordMissed(db, clock.now())
const waiting = await recordComplaint(app, { jenis: 'QUESTION' }, null)

describe('who reads reports', () => {
  test.each(['kabag.humas', 'direktur'] as const)('%s does', async (who) => {
    for (const path of ['/laporan', '/laporan/harian/2026-11-24', '/laporan/bulanan/2026-11', '/laporan/tahunan/2026'])
      await (await signIn(who)).get(path).expect(200)
  })

  test.each(['admin.humas', 'kasie.hula', 'staf.wilayah2', 'teknik.2', 'sistem'] as const)('%s does not', async (who) => {
    const agent = await signIn(who)
    for (const path of ['/laporan', '/laporan/bulanan/2026-11', '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived'])
      await agent.get(path).expect(403)
  })
})

describe('which periods there are', () => {
  test.each([
    '/laporan/harian/2026-11',
    '/laporan/bulanan/2026-13',
    '/laporan/bulanan/2026-11-24',
    '/laporan/harian/2026-02-30',
    '/laporan/tahunan/2027',
    '/laporan/harian/2026-11-26',
    '/laporan/mingguan/2026-W48',
    '/laporan/harian/constructor',
    '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=constructor',
    '/dasbor/aduan?dari=x&sampai=2026-11-30&ukuran=arrived',
    '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&menurut=unit&menurut=unit',
    '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&menurut=officer&nilai=x',
    '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&jenis=LAIN',
  ])('not %s', async (path) => {
    await (await signIn('kabag.humas')).get(path).expect(404)
  })

  test('a date leads to the report that it lies in', async () => {
    const agent = await signIn('kabag.humas')
    for (const [jenis, address] of [
      ['harian', '/laporan/harian/2026-11-24'],
      ['bulanan', '/laporan/bulanan/2026-11'],
      ['tahunan', '/laporan/tahunan/2026'],
    ])
      expect((await agent.get(`/laporan?jenis=${jenis}&tanggal=2026-11-24`).expect(303)).headers.location).toBe(address)
  })

  test('a running period says that its figures still change; one that is over does not', async () => {
    expect((await page('/laporan/bulanan/2026-11'))('.period').text()).toContain('angka masih berubah')
    expect((await page('/laporan/bulanan/2026-10'))('.period').text()).not.toContain('masih berubah')
  })
})

describe('what stands in a report', () => {
  test('flows, with what was there before and after, add up and are said in sentences', async () => {
    const report = await reportOn('2026-11')
    expect(report.sentences).toEqual([
      'November 2026: 4 aduan masuk, 3 di antaranya keluhan; 1 selesai dan 1 tidak dilanjutkan.',
      'Yang masuk 3 lebih banyak daripada Oktober 2026 (1); periode ini masih berjalan.',
      'Pada akhir periode 2 aduan masih terbuka, 1 di antaranya melewati batas waktu.',
      expect.stringMatching(/^Tepat waktu: Terima pengaduan \d+,\d%, /),
    ])
    expect(report.imbalances).toEqual([])
    expect(report.sections[0]?.sentences).toEqual([
      '0 terbuka pada awal + 4 masuk + 0 dibuka kembali = 1 selesai + 1 tidak dilanjutkan + 2 terbuka pada akhir.',
    ])
  })

  test('what was late at the end is named with its reason, and submissions not pursued with theirs', async () => {
    const report = await reportOn('2026-11')
    const table = (title: string) => report.sections.flatMap(({ tables }) => tables).find((one) => one.title === title)
    const words = (title: string) => table(title)?.rows.map((row) => row.map((cell) => cell.text ?? cell.number ?? cell.share))
    expect(words('Daftar terlambat')).toMatchObject([
      [
        late,
        'Bocor pipa dinas',
        'Wilayah Pelayanan II',
        'Tindak lanjut',
        expect.any(String),
        expect.stringMatching(/^Tertunda: /),
      ],
    ])
    for (const title of ['Tidak dilanjutkan', 'Kiriman yang tidak dilanjutkan'])
      expect(words(title)).toEqual([
        ['Spam atau tidak dapat dipahami', 1, 1_000],
        ['Jumlah', 1, 1_000],
      ])
  })

  test('held time stands beside the net time, by whether it stopped the clock', async () => {
    const tables = (await reportOn('2026-11')).sections.flatMap((section) => section.tables)
    const held = (title: string) => {
      const { columns, rows } = tables.find((one) => one.title === title) ?? { columns: [], rows: [] }
      const at = (word: string) => columns.findIndex(({ label }) => label === word)
      const row = rows.find(([name]) => name?.text === 'Tindak lanjut') ?? []
      return ['Tertunda, menghentikan waktu', 'Tertunda, tidak menghentikan waktu'].map((word) => row[at(word)]?.minutes)
    }
    const { FOLLOW_UP } = (await readFigures(db, { user: user('kabag.humas'), ...NOVEMBER }, clock.now())).total.clocks
    expect(held('Batas waktu keluhan')).toEqual([FOLLOW_UP.held, FOLLOW_UP.unpaused])
    expect([FOLLOW_UP.held, FOLLOW_UP.unpaused]).toEqual([25 * 60, 0])
  })

  test('a report that was issued before the second was counted says nothing of it', async () => {
    const content = await readContent(db, user('kabag.humas'), period('2026-11'), clock.now())
    const older = thaw(freeze(content).replaceAll(/,"unpaused":\d+/g, ''))
    const table = reportOf(older, master)
      .sections.flatMap(({ tables }) => tables)
      .find(({ title }) => title === 'Batas waktu keluhan')
    expect(table?.rows.map((row) => row.at(-1))).toEqual([{ minutes: null }, { minutes: null }, { minutes: null }])
  })

  test('where too few can be compared it says so', async () => {
    const report = await reportOn('2026-11')
    expect(report.sections.at(-1)?.sentences.every((one) => one.includes('terlalu sedikit untuk dibandingkan'))).toBe(true)
  })

  test('the Direktur, who sees no submission before it is accepted, reads figures without it', async () => {
    const scope = { from: '2026-11-25', until: '2026-11-25', kind: null }
    expect((await readFigures(db, { user: user('kabag.humas'), ...scope }, clock.now())).total.flow.arrived).toBe(1)
    expect((await readFigures(db, { user: user('direktur'), ...scope }, clock.now())).total.flow.arrived).toBe(0)
    const list = '/dasbor/aduan?dari=2026-11-25&sampai=2026-11-25&ukuran=arrived'
    expect((await page(list))('main').text()).toContain(waiting)
    expect((await page(list, 'direktur'))('main').text()).not.toContain(waiting)
  })

  test('every figure leads to as many complaints as it says', async () => {
    for (const who of ['kabag.humas', 'direktur'] as const) {
      const $ = await page('/laporan/bulanan/2026-11', who)
      const links = $('.report td.n a')
        .toArray()
        .map((link) => [$(link).attr('href') ?? '', $(link).text()])
      expect(links.length).toBeGreaterThan(30)
      for (const [href, figure] of links) {
        const list = await page(String(href), who)
        // '71,7% (43/60)' leads to the 43.
        const [, part = figure] = /\(([\d.]+)\//.exec(String(figure)) ?? []
        expect(list('.counted b').text(), href).toBe(part)
        if (!list('.counted').text().includes('hitungan waktu')) expect(list('tbody tr'), href).toHaveLength(Number(part))
      }
    }
  })

  test('shares are told to a tenth, and none where nothing was judged', () => {
    expect([shareWords(958), shareWords(1_000), shareWords(0), shareWords(null)]).toEqual([
      '95,8%',
      '100,0%',
      '0,0%',
      'belum ada yang dinilai',
    ])
  })
})
