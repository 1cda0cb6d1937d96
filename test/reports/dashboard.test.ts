import { type CheerioAPI, load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { readFigures } from '../../src/reports/figures-store.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId, villageOf } from '../support/complaints.ts'

const app = await startApp({ now: '2026-10-20T09:00:00+08:00' })
const { db, clock, master, signIn, user, close } = app
afterAll(close)

// October: two come in, one of them is closed. November: as below.
await complaintIn(app, 'CLOSED')
await recordComplaint(app)
clock.set('2026-11-24T09:00:00+08:00')
const late = await complaintIn(app, 'ESCALATED')
clock.advance(10)
await complaintIn(app, 'CLOSED', { kelurahan: villageOf(master, 'WIL3') })
await complaintIn(app, 'DISMISSED')
await act(app, await recordComplaint(app, {}, null), 'kasie.hula', 'dismiss', bodyOf('dismiss', app))
await recordComplaint(app, {}, null)
await recordComplaint(app, { jenis: 'QUESTION' })
clock.advance(5 * 60)
await recordMissed(db, clock.now())
await act(app, late, 'staf.wilayah2', 'start')
await act(app, late, 'staf.wilayah2', 'hold', bodyOf('hold', app)) // too late to stop the clock
clock.advance(7)
await act(app, late, 'staf.wilayah2', 'resume')

const page = async (who: Username, path = '/dasbor'): Promise<CheerioAPI> =>
  load((await (await signIn(who)).get(path).expect(200)).text)
const textOf = ($: CheerioAPI, selector: string): string => $(selector).text().replace(/\s+/g, ' ').trim()
const figuresFor = (who: Username, from = '2026-11-01', until = '2026-11-24', kind: 'COMPLAINT' | null = 'COMPLAINT') =>
  readFigures(db, { user: user(who), from, until, kind }, clock.now())
const tableCells = ($: CheerioAPI, caption: string): string[][] =>
  $('caption')
    .filter((_, one) => $(one).text() === caption)
    .parent()
    .find('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('th, td')
        .toArray()
        .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim()),
    )

test('what is shown are the figures, beside those up to the same day of the month before', async () => {
  const $ = await page('kabag.humas')
  const [now, before] = [await figuresFor('kabag.humas'), await figuresFor('kabag.humas', '2026-10-01', '2026-10-24')]
  expect(now.total.flow).toEqual({ opening: 1, arrived: 5, reopened: 0, closed: 1, dismissed: 2, open: 3 })
  expect([now.overdue, before.overdue]).toEqual([3, 1])
  expect(before.total.flow).toMatchObject({ arrived: 2, closed: 1, open: 1 })
  expect(
    $('.heads li')
      .toArray()
      .map((head) => $(head).text().replace(/\s+/g, ' ').trim()),
  ).toEqual([
    '5 Masuk naik 3 dari 2',
    '1 Selesai tetap 1',
    '3 Terbuka pada akhir naik 2 dari 1',
    '3 Terlambat pada akhir naik 2 dari 1',
  ])
  expect(textOf($, '.dashboard .head')).toBe(
    'Dasbor November 2026 Dibandingkan dengan Oktober 2026 sampai akhir hari yang sama (24 Oktober 2026); hari ini belum berakhir.',
  )
  expect(textOf($, '.balance')).toBe(
    '1 terbuka pada awal + 5 masuk + 0 dibuka kembali = 1 selesai + 2 tidak dilanjutkan + 3 terbuka pada akhir',
  )
})

test('each clock: shares by run and by the sum of runs, counts, and minutes', async () => {
  const $ = await page('kabag.humas')
  const { RECEIVE, EXPLAIN, FOLLOW_UP } = (await figuresFor('kabag.humas')).total.clocks
  const clocks = $('.clocks section').toArray()
  for (const [index, figure] of [RECEIVE, EXPLAIN, FOLLOW_UP].entries()) {
    const text = $(clocks[index]).text().replace(/\s+/g, ' ')
    expect(text).toContain(`${figure.kept} tepat waktu, ${figure.late} terlambat`)
    expect(text).toContain(`Median dari ${figure.counted} aduan`)
    if (figure.unjudged) expect(text).toContain(`${figure.unjudged} tidak dinilai`)
  }
  expect([FOLLOW_UP.kept, FOLLOW_UP.late, FOLLOW_UP.held, FOLLOW_UP.unpaused]).toEqual([1, 1, 0, 7])
  expect($(clocks[1]).text()).toContain('Tertundatidak pernah')
  expect($(clocks[2]).text()).toContain('Tertunda0 mnt menghentikan waktu, 7 mnt tidak menghentikan waktu')
  expect($(clocks[2]).text().replace(/\s+/g, ' ')).toMatch(/50,0% tepat waktu.*Seluruh waktu50,0%: 1 dalam batas, 1 melewati/)
})

test('tables tell the same apart, whole, with where no share can be given', async () => {
  const $ = await page('kabag.humas')
  const { by } = await figuresFor('kabag.humas')
  const rows = tableCells($, 'Menurut unit')
  const line = by.unit.find(({ id }) => id === unitId(master, 'WIL2'))
  expect(rows).toHaveLength(by.unit.length)
  expect(rows.find(([name]) => name === 'Wilayah Pelayanan II')?.slice(1, 4)).toEqual(
    [line?.flow.arrived, line?.flow.closed, line?.flow.open].map(String),
  )
  expect(rows.find(([name]) => name === 'Bagian Humas')?.at(-1)).toBe('–')
  expect(tableCells($, 'Menurut kategori')).toHaveLength(by.category.length)
  expect(tableCells($, 'Menurut petugas').map(([, arrived]) => arrived)).toEqual(
    by.officer.map(({ flow }) => String(flow.arrived)),
  )
  expect(tableCells($, 'Menurut jenis')).toEqual([])
  expect(tableCells(await page('kabag.humas', '/dasbor?jenis=semua'), 'Menurut jenis').map(([name]) => name)).toEqual([
    'Keluhan',
    'Pertanyaan',
  ])
})

test('ages, hours, growth and dismissals', async () => {
  const $ = await page('kabag.humas')
  const { ageing, heat } = await figuresFor('kabag.humas')
  expect(tableCells($, 'Aduan terbuka menurut umur').map(([, count]) => Number(count))).toEqual(ageing)
  const hours = tableCells($, 'Aduan masuk menurut hari dan jam, WITA')
  expect(hours.map(([, ...days]) => days.map(Number))).toEqual(
    Array.from({ length: 24 }, (_, hour) => heat.map((day) => day[hour] ?? 0)),
  )
  expect(tableCells($, 'Kategori yang paling bertambah')).toEqual([['Bocor pipa dinas', '5', '2', '3']])
  const villages = Object.fromEntries(tableCells($, 'Kelurahan yang paling bertambah').map(([name, ...counts]) => [name, counts]))
  expect(villages).toEqual({
    [master.names.village(villageOf(master, 'WIL2'))]: ['4', '2', '2'],
    [master.names.village(villageOf(master, 'WIL3'))]: ['1', '0', '1'],
  })
  expect($('.dashboard').text()).toContain('1 dari 2 kiriman warga yang masuk (50,0%)')
  expect(tableCells($, 'Kiriman yang tidak dilanjutkan menurut alasan')).toEqual([
    ['Spam atau tidak dapat dipahami', '1', '50,0%'],
  ])
})

test('every figure leads to as many complaints as it says', async () => {
  const [$, agent] = [await page('kabag.humas'), await signIn('kabag.humas')]
  const links = new Map(
    $('.dashboard a[href^="/dasbor/aduan"]')
      .toArray()
      .map((link) => [$(link).attr('href') ?? '', $(link).text()]),
  )
  expect(links.size).toBeGreaterThan(40)
  for (const [href, text] of links) {
    const counted = load((await agent.get(href).expect(200)).text)
    expect([href, textOf(counted, '.counted b')]).toEqual([href, text])
  }
  const overdue = [...links.keys()].find((href) => href.includes('ukuran=overdue')) ?? ''
  expect((await agent.get(overdue)).text).toContain(late)
})

test.each([
  ['/dasbor?periode=2026-10', '.heads a'],
  ['/dasbor?periode=2026-11&jenis=semua', '.heads a'],
  ['/dasbor?periode=2026', '.heads a'],
  ['/dasbor?periode=2026-W46', '.heads a'],
  ['/dasbor?periode=2026-11-23&jenis=semua', '.heads a'],
])('from the list of a figure of %s one comes back to it', async (home, figure) => {
  const href = (await page('kabag.humas', home))(figure).first().attr('href') ?? ''
  expect((await page('kabag.humas', href))('a.back').attr('href')).toBe(home)
})

test('the Direktur sees what was received: what nobody has accepted yet is in no figure', async () => {
  const [$, theirs] = [await page('direktur'), await figuresFor('direktur')]
  expect(theirs.total.flow.arrived).toBe(4)
  expect(textOf($, '.heads li:first-child b')).toBe('4')
  expect(textOf($, '.balance')).toContain('+ 4 masuk +')
  expect(textOf($, '.head')).toContain('yang belum diterima petugas tidak dihitung bagi Anda')
  expect(textOf(await page('kabag.humas'), '.head')).not.toContain('bagi Anda')
})

test('it leads to the conformance of the same period and kinds, which has no place of its own on a telephone', async () => {
  const $ = await page('direktur', '/dasbor?periode=2026-10&jenis=semua')
  expect($('a:contains("Kepatuhan SOP menurut langkah")').attr('href')).toBe('/kepatuhan?periode=2026-10&jenis=semua')
})

describe('which period and which kind', () => {
  test.each([
    ['', 'Dasbor November 2026', '5'],
    ['?periode=2026-10', 'Dasbor Oktober 2026', '2'],
    ['?periode=2026-11-24', 'Dasbor Selasa 24 November 2026', '5'],
    ['?periode=2026-W48', 'Dasbor 23 – 29 November 2026', '5'],
    ['?periode=2026', 'Dasbor 2026', '7'],
    ['?periode=2026-11&jenis=semua', 'Dasbor November 2026', '6'],
    ['?periode=2026-11&jenis=COMPLAINT', 'Dasbor November 2026', '5'],
    ['?jenis=xyz', 'Dasbor November 2026', '5'],
    ['?jenis=semua&jenis=COMPLAINT', 'Dasbor November 2026', '5'],
    ['?periode=2001-01', 'Dasbor Januari 2001', '0'],
  ])('%s', async (query, title, arrived) => {
    const $ = await page('kabag.humas', `/dasbor${query}`)
    expect([$('h1').text(), textOf($, '.heads li:first-child b')]).toEqual([title, arrived])
  })

  test.each(['2026-12', '2027', '2026-11-25', '2026-13', '2026-02-30', '2026-W54', 'kemarin', '1999', "2026-11'", ''])(
    'there is no period %s',
    async (key) => void (await (await signIn('kabag.humas')).get(`/dasbor?periode=${encodeURIComponent(key)}`).expect(404)),
  )

  test('a date chosen leads to its period; what is no date does not', async () => {
    const agent = await signIn('kabag.humas')
    const { headers } = await agent.get('/dasbor?tiap=week&tanggal=2026-10-01&jenis=semua').expect(303)
    expect(headers.location).toBe('/dasbor?periode=2026-W40&jenis=semua')
    await agent.get('/dasbor?tiap=week&tanggal=2026-02-30').expect(200)
    await agent.get('/dasbor?tiap=toString&tanggal=2026-10-01').expect(200)
    await agent.get('/dasbor?tiap=day&tanggal=2026-12-01').expect(303)
    await agent.get('/dasbor?periode=2026-11&periode=2026-10').expect(404)
  })

  test('the periods beside it, up to the one that runs', async () => {
    const hrefs = async (path: string) => {
      const $ = await page('kabag.humas', path)
      return $('nav[aria-label="Periode"] a')
        .toArray()
        .map((link) => $(link).attr('href'))
    }
    expect(await hrefs('/dasbor')).toEqual(['/dasbor?periode=2026-10'])
    expect(await hrefs('/dasbor?periode=2026-W47&jenis=semua')).toEqual([
      '/dasbor?periode=2026-W46&jenis=semua',
      '/dasbor?periode=2026-W48&jenis=semua',
    ])
  })
})

test.each([
  ['kabag.humas', 200],
  ['direktur', 200],
  ['kasie.hula', 403],
  ['admin.humas', 403],
  ['staf.wilayah2', 403],
  ['teknik.2', 403],
  ['sistem', 403],
] as const)('%s gets %d', async (who, status) => void (await (await signIn(who)).get('/dasbor').expect(status)))

test('pictures are in the page, and none holds a style of its own', async () => {
  const $ = await page('kabag.humas')
  expect($('svg[role="img"]').length).toBeGreaterThanOrEqual(8)
  expect($('main [style], main style, main script')).toHaveLength(0)
})

test('figures that do not add up are said to be so', async () => {
  const said = async () => textOf(await page('kabag.humas', '/dasbor?periode=2026-10'), '[role="alert"]')
  expect(await said()).toBe('')
  const none = { flows: [], clocks: [], minutes: [], heat: [], dismissals: [], villages: [], handled: [] }
  const nothing = JSON.stringify({ ...none, submissions: 0, firstContact: 0, reopenedSince: 0 })
  await db.sql("UPDATE kept_tallies SET tallies = $1 WHERE from_on = '2026-10-01' AND until_on = '2026-10-31'", [nothing])
  expect(await said()).toBe('Angka ini tidak seimbang: selisihnya -1. Beri tahu Administrator Sistem.')
})
