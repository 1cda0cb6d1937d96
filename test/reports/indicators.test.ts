// The indicators of a water utility: histories made by hand and by chance, counted apart from the application, and the lists behind them.
import { load } from 'cheerio'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { canonical } from '../../src/documents/canonical.ts'
import { LISTED, type Listed, RATE_COUNTS } from '../../src/reports/addresses.ts'
import { checkFigures } from '../../src/reports/check-store.ts'
import { onFacts } from '../../src/reports/facts-store.ts'
import { readFigures, talliesIn } from '../../src/reports/figures-store.ts'
import { allConnections, handledVerdict, perThousand, ratesOf } from '../../src/reports/indicators.ts'
import { readDensity } from '../../src/reports/indicators-store.ts'
import { freeze, thaw } from '../../src/reports/issued.ts'
import { listCounted } from '../../src/reports/list-store.ts'
import { type Days, periodOf } from '../../src/reports/period.ts'
import { reportOf } from '../../src/reports/report.ts'
import { readContent } from '../../src/reports/report-store.ts'
import { ratesIn } from '../../src/reports/tallies.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId, villageOf } from '../support/complaints.ts'
import { anyHistory, play } from './histories.ts'

const app = await startApp({ now: '2026-09-30T22:00:00+08:00' })
const { db, clock, master, signIn, user, close } = app
afterAll(close)

const connected = (number: string) => ({ nomor_sambungan: number })
const explain = (number: string) => act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
const reopen = (number: string, more = {}) => act(app, number, 'kasie.hula', 'reopen', bodyOf('reopen', app, more))

// September: one of connection 1, waiting. October: as told. Each at its own hour.
await recordComplaint(app, connected('000000001'))
clock.set('2026-10-02T08:00:00+08:00')
const again = await recordComplaint(app, connected('000000001')) // repeated; explained, so done at first contact
await explain(again)
clock.set('2026-10-05T08:00:00+08:00')
const passed = await complaintIn(app, 'CLOSED', connected('000000002')) // closed after having been passed on
clock.set('2026-10-06T08:00:00+08:00')
const dismissed = await complaintIn(app, 'DISMISSED', { kelurahan: villageOf(master, 'WIL3') })
const back = await recordComplaint(app) // explained, reopened, and open at the end
await explain(back)
clock.set('2026-10-06T12:00:00+08:00')
await reopen(back)
const mistaken = await recordComplaint(app, connected('000000003')) // closed by mistake: never closed
await explain(mistaken)
clock.advance(5)
await act(app, mistaken, 'admin.humas', 'reopen', bodyOf('reopen', app, { salah_tutup: 'ya' }))
await recordComplaint(app, { jenis: 'QUESTION', ...connected('000000003') }) // repeated among all kinds, not among keluhan
clock.set('2026-11-04T08:00:00+08:00')
const edge = await recordComplaint(app, connected('000000002')) // 30 × 24 h to the minute after the one before
clock.advance(1)
await recordComplaint(app, connected('000000002'), null) // sent in, which the Direktur does not see; repeated
clock.set('2026-11-10T08:00:00+08:00')
await explain(back) // done, but in November

const OCTOBER = { from: '2026-10-01', until: '2026-10-31' }
const NOVEMBER = { from: '2026-11-01', until: '2026-11-30' }
type Asked = Days & { who?: Username; kind?: 'COMPLAINT' | null }
const scopeOf = ({ who = 'kabag.humas', kind = 'COMPLAINT', from, until }: Asked) => ({ user: user(who), kind, from, until })
const rates = (asked: Asked) => onFacts(db, async (sql) => ratesIn(await talliesIn(sql, scopeOf(asked), clock.now()), asked.from))
const listed = async (asked: Asked, measure: Listed) => {
  const { rows, complaints, counted } = await onFacts(db, (sql) => listCounted(sql, scopeOf(asked), measure, null, null))
  return { numbers: rows.map(({ year, sequence }) => `ADU-${year}-${String(sequence).padStart(6, '0')}`), complaints, counted }
}
const page = async (path: string, who: Username = 'kabag.humas') => load((await (await signIn(who)).get(path).expect(200)).text)
const setConnections = (numbers: Record<string, number | null>) =>
  Promise.all(
    Object.entries(numbers).map(([code, count]) => db.sql('UPDATE units SET connections = $2 WHERE code = $1', [code, count])),
  )

describe('histories made by hand', () => {
  test('October', async () => {
    expect(await rates(OCTOBER)).toEqual({ handled: 2, connected: 3, repeated: 1, firstContact: 2, reopenedSince: 1 })
    expect(await rates({ ...OCTOBER, kind: null })).toEqual({
      handled: 2,
      connected: 4,
      repeated: 2,
      firstContact: 2,
      reopenedSince: 1,
    })
    const figures = await readFigures(db, scopeOf(OCTOBER), clock.now())
    expect(
      ratesOf(figures, await rates(OCTOBER)).map(({ name, part, whole, share }) => [name, part.count, whole.count, share]),
    ).toEqual([
      ['handled', 2, 5, 400],
      ['repeated', 1, 3, 333],
      ['firstContact', 2, 3, 667],
      ['reopened', 1, 3, 333],
    ])
  })

  test('which complaints they are', async () => {
    const of = async (what: (typeof RATE_COUNTS)[number]) => (await listed(OCTOBER, { of: 'rate', what })).numbers.toSorted()
    expect(await of('handled')).toEqual([again, passed])
    expect(await of('repeated')).toEqual([again])
    expect(await of('firstContact')).toEqual([again, back])
    expect(await of('reopenedSince')).toEqual([back])
    expect(await of('connected')).toEqual([again, passed, mistaken])
    expect(await of('handled')).not.toContain(dismissed)
  })

  test('30 × 24 hours to the minute are within; what the Direktur does not see is not counted for them', async () => {
    expect((await listed(NOVEMBER, { of: 'rate', what: 'repeated' })).numbers).toHaveLength(2)
    expect((await listed({ ...NOVEMBER, who: 'direktur' }, { of: 'rate', what: 'repeated' })).numbers).toEqual([edge])
    const moveBy = async (seconds: number) => {
      const rows = await db.sql<{ id: number }>(
        `UPDATE complaints SET arrived_at = arrived_at + $1::int * interval '1 second' WHERE id = (SELECT max(id) - 1 FROM complaints) RETURNING id`,
        [seconds],
      )
      await db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [rows[0]?.id])
    }
    await moveBy(1)
    expect((await rates({ ...NOVEMBER, who: 'direktur' })).repeated).toBe(0)
    await moveBy(-1)
  })

  test('what is handled is so at the end of the days, whatever came later', async () => {
    expect((await rates({ from: '2026-10-06', until: '2026-11-09' })).handled).toBe(0)
    expect((await rates({ from: '2026-10-06', until: '2026-11-10' })).handled).toBe(1)
  })
})

test.each([
  [0, 0, null, null],
  [4, 5, 'Tercapai', 'Sementara sudah tercapai; periode ini masih berjalan'],
  [79_999, 100_000, 'Belum tercapai', 'Sementara belum tercapai; periode ini masih berjalan'],
  [0, 3, 'Belum tercapai', 'Sementara belum tercapai; periode ini masih berjalan'],
])('%d of %d: %s, and while days are still to come %s', (part, whole, said, meanwhile) => {
  const side = (count: number) => ({ count, measure: { of: 'overdue' } as const })
  const verdict = (isOver: boolean) =>
    handledVerdict({ part: side(part), whole: side(whole) }, isOver)?.replace(/[:.] Kepmendagri.*/, '') ?? null
  expect([verdict(true), verdict(false)]).toEqual([said, meanwhile])
})

test.each([
  [7, 30_000, 0.23],
  [0, 30_000, 0],
  [5, null, null],
  [5, 0, null],
])('%d on %s connections are %s per thousand', (arrived, connections, rate) =>
  expect(perThousand(arrived, connections)).toBe(rate),
)

describe('keluhan per 1,000 connections', () => {
  test('as long as a number is not known it is said, with the way to it for who may say it', async () => {
    await setConnections({ WIL1: 30_000, WIL2: 2_000, WIL3: null, WIL4: 1, WIL5: 1, WIL6: 1 })
    const text = async (who: Username) => (await page('/dasbor?periode=2026-10', who))('.density')
    const kabag = await text('kabag.humas')
    expect(kabag.find('.share').text()).toContain('5 keluhan; jumlah sambungan belum diisi')
    expect(kabag.find('a[href="/pengaturan/sambungan"]')).toHaveLength(1)
    expect((await text('direktur')).find('a[href="/pengaturan/sambungan"]')).toHaveLength(0)
    expect(kabag.find('dl').text().replace(/\s+/g, ' ')).toMatch(/Wilayah Pelayanan III ?0 keluhan sambungan belum diisi/)
    const $ = await page('/laporan/bulanan/2026-10')
    expect($('main').text()).toContain('Wilayah Pelayanan III: jumlah sambungan belum diisi.')
  })

  test('whole and by unit, in the report and on the dashboard; a Wilayah no longer in use is left out', async () => {
    await setConnections({ WIL1: 30_000, WIL2: 2_000, WIL3: 500, WIL4: 1_000, WIL5: 1_000, WIL6: 7_000 })
    await db.sql("UPDATE units SET active = false WHERE code = 'WIL6'")
    const density = await onFacts(db, async (sql) => readDensity(sql, await talliesIn(sql, scopeOf(OCTOBER), clock.now())))
    expect([density.arrived, allConnections(density), density.units.length]).toEqual([5, 34_500, 5])
    const arrivedIn = (code: string) => density.units.find((one) => one.unitId === unitId(master, code))?.arrived
    // Those that nobody passed on are Bagian Humas's.
    expect([arrivedIn('WIL2'), arrivedIn('WIL3')]).toEqual([1, 0])
    const $ = await page('/dasbor?periode=2026-10&jenis=semua')
    expect($('.density .share b').text()).toBe('0,14')
    expect($('.density dl').text()).toContain('0,5')
    const report = await page('/laporan/bulanan/2026-10')
    expect(report('main').text()).toMatch(/Wilayah Pelayanan II\s*2\.000\s*1\s*0,5/)
    await db.sql("UPDATE units SET active = true WHERE code = 'WIL6'")
  })
})

test('every number leads to as many complaints as it says, on the dashboard and in the report, of keluhan and of all kinds', async () => {
  const agent = await signIn('kabag.humas')
  let seen = 0
  for (const path of [
    '/dasbor?periode=2026-10',
    '/dasbor?periode=2026-11&jenis=semua',
    '/laporan/bulanan/2026-10',
    '/laporan/tahunan/2026',
  ]) {
    const $ = await page(path)
    const section = path.startsWith('/dasbor') ? $('.indicators') : $('h2:contains("Indikator kinerja")').parent()
    for (const link of section.find('a[href^="/dasbor/aduan"]').toArray()) {
      const answer = await agent.get(String($(link).attr('href'))).expect(200)
      expect([path, load(answer.text)('.counted b').first().text()]).toEqual([path, $(link).text()])
      seen++
    }
  }
  expect(seen).toBeGreaterThan(30)
  expect([...LISTED.keys()]).toEqual(expect.arrayContaining([...RATE_COUNTS]))
})

test('each says what it means, in the same words on the dashboard, in the report and above its list', async () => {
  const [dashboard, report] = [await page('/dasbor?periode=2026-10'), await page('/laporan/bulanan/2026-10')]
  const meanings = dashboard('.indicators details p')
    .toArray()
    .map((one) => dashboard(one).text())
  expect(meanings).toHaveLength(5)
  const told = report('section:has(h2:contains("Indikator kinerja")) details.meaning dd')
    .toArray()
    .map((one) => report(one).text())
  expect(told.toSorted()).toEqual(meanings.toSorted())
  const handled = dashboard('.indicators a[href*="ukuran=handled"]').attr('href')
  expect((await page(String(handled)))('main').text()).toContain(meanings[0])
  expect(dashboard('.indicators .verdict').text()).toBe('Belum tercapai: Kepmendagri 47/1999 meminta paling sedikit 80%.')
  expect(report('main').text()).toContain('2 dari 5 keluhan yang masuk tertangani. Belum tercapai: Kepmendagri 47/1999')
  for (const running of ['/dasbor?periode=2026', '/laporan/tahunan/2026'])
    expect((await page(running))('main').text()).toContain('Sementara belum tercapai; periode ini masih berjalan.')
})

test('they are frozen with the figures, and a report that was issued before there were any is read as it was', async () => {
  const period = periodOf('2026-10')
  if (!period) throw new Error('no period')
  const content = await readContent(db, user('kabag.humas'), period, clock.now())
  const frozen = freeze(content)
  const settings = await readMasterData(db.sql, clock.now())
  await setConnections({ WIL2: 4_000 })
  expect(reportOf(thaw(frozen), settings).sections).toEqual(reportOf(content, settings).sections)
  expect(freeze(thaw(frozen))).toBe(frozen)
  const { indicators: _, ...older } = JSON.parse(frozen)
  const headings = reportOf(thaw(canonical(older)), settings).sections.map(({ heading }) => heading)
  expect(headings).not.toContain('Indikator kinerja')
})

test.each(['kasie.hula', 'admin.humas', 'staf.wilayah2', 'teknik.2', 'sistem'] as const)(
  '%s follows no number of them',
  async (who) => {
    for (const what of RATE_COUNTS)
      await (await signIn(who)).get(`/dasbor/aduan?dari=2026-10-01&sampai=2026-10-31&ukuran=${what}`).expect(403)
  },
)

test('what was closed and is opened again in the next month counts in the days of its closing, though these were counted before', async () => {
  const SEPTEMBER = { from: '2026-09-01', until: '2026-09-30' }
  const at = clock.now()
  clock.set('2026-09-28T08:00:00+08:00')
  const late = await recordComplaint(app)
  await explain(late)
  const shown = async () => {
    const $ = await page('/laporan/bulanan/2026-09')
    return $('table:has(caption:contains("Indikator kinerja")) tbody th:contains("Dibuka kembali")')
      .nextAll()
      .toArray()
      .map((cell) => $(cell).text())
      .slice(0, 2)
  }
  clock.set('2026-10-02T08:00:00+08:00')
  expect((await rates(SEPTEMBER)).reopenedSince).toBe(0)
  expect(await shown()).toEqual(['0', '1'])
  await reopen(late)
  expect((await rates(SEPTEMBER)).reopenedSince).toBe(1)
  expect((await listed(SEPTEMBER, { of: 'rate', what: 'reopenedSince' })).numbers).toEqual([late])
  expect(await shown()).toEqual(['1', '1'])
  await explain(late) // done again: it was opened again all the same
  expect((await rates(SEPTEMBER)).reopenedSince).toBe(1)
  expect((await checkFigures(db)).days).toEqual([])
  clock.set(at)
})

describe('histories by chance', () => {
  const NOW = new Date('2028-03-05T10:00:00+08:00')
  const EDGES = ['2027-12-31', '2028-01-01', '2028-02-29', '2028-03-01']
  const PERIODS = ['2028-01', '2028-02', '2028', '2028-02-29', '2027-12'].map((key) => periodOf(key) as Days)

  test('are what one counts complaint by complaint', { timeout: 200_000 }, async () => {
    const histories = fc.sample(anyHistory('2027-12-20', '2028-03-05', EDGES), { numRuns: 60, seed: 20_281_130 })
    for (const history of histories) await play(app, history, NOW)
    clock.set(NOW)
    const cases = await readCases()
    const seen = { handled: 0, connected: 0, repeated: 0, firstContact: 0, reopenedSince: 0 }
    for (const { from, until } of PERIODS)
      for (const who of ['kabag.humas', 'direktur'] as const)
        for (const kind of ['COMPLAINT', null] as const) {
          const asked = { from, until, who, kind }
          const [byHand, counted] = [countByHand(cases, asked), await rates(asked)]
          expect([asked, counted]).toEqual([asked, byHand])
          const closed = closings(cases, asked).length
          expect(counted.reopenedSince).toBeLessThanOrEqual(closed)
          expect((await listed(asked, { of: 'flow', what: 'closed' })).counted).toBe(closed)
          for (const what of RATE_COUNTS) {
            const { complaints, counted: said } = await listed(asked, { of: 'rate', what })
            expect([asked, what, complaints, said]).toEqual([asked, what, byHand[what], byHand[what]])
            seen[what] += byHand[what]
          }
        }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5)
  })
})

type Told = { type: string; at: Date; payload: { mistaken?: boolean } }
type Case = { id: number; kind: string; state: string; arrivedAt: Date; connection: string | null; told: Told[] }

async function readCases(): Promise<Case[]> {
  const rows = await db.sql<Omit<Case, 'told'>>(
    'SELECT id, kind, state, arrived_at AS "arrivedAt", connection_number AS connection FROM complaints',
  )
  const events = await db.sql<Told & { id: number }>('SELECT complaint_id AS id, type, at, payload FROM events ORDER BY sequence')
  return rows.map((row) => ({ ...row, told: events.filter(({ id }) => id === row.id) }))
}

/** Where a complaint stands once all that was told up to a day has happened; a closing by mistake was none. */
function countByHand(cases: readonly Case[], { from, until, who, kind }: Required<Asked>) {
  const mine = cases.filter((one) => (kind === null || one.kind === kind) && (who !== 'direktur' || one.state !== 'SUBMITTED'))
  const within = (at: Date) => dayOf(at) >= from && dayOf(at) <= until
  const arrived = mine.filter(({ arrivedAt }) => within(arrivedAt))
  const calls = arrived.filter(({ connection }) => connection !== null)
  const before = (one: Case, other: Case) => {
    const gap = one.arrivedAt.getTime() - other.arrivedAt.getTime()
    return other.connection === one.connection && gap <= 30 * DAY && (gap > 0 || (gap === 0 && other.id < one.id))
  }
  return {
    handled: arrived.filter((one) => endingsOf(one).findLast(({ at }) => dayOf(at) <= until)?.type === 'done').length,
    connected: calls.length,
    repeated: calls.filter((one) => mine.some((other) => before(one, other))).length,
    firstContact: mine
      .filter(({ told }) => !told.some(({ type }) => type === 'escalated'))
      .flatMap((one) => endingsOf(one).filter(({ type, at }) => type === 'done' && within(at))).length,
    reopenedSince: closings(cases, { from, until, who, kind }).filter(({ last }) => !last).length,
  }
}

/** When one of these was done, and whether it stayed so. */
function closings(cases: readonly Case[], { from, until, who, kind }: Required<Asked>) {
  return cases
    .filter((one) => (kind === null || one.kind === kind) && (who !== 'direktur' || one.state !== 'SUBMITTED'))
    .flatMap((one) => endingsOf(one).map((ending, index, all) => ({ ...ending, last: index === all.length - 1 })))
    .filter(({ type, at }) => type === 'done' && dayOf(at) >= from && dayOf(at) <= until)
}

const DAY = 86_400_000
const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** When it was done, dismissed or taken up again, in order. */
function endingsOf({ told }: Case): { type: 'done' | 'dismissed' | 'open'; at: Date }[] {
  const endings: { type: 'done' | 'dismissed' | 'open'; at: Date }[] = []
  for (const { type, at, payload } of told) {
    if (type === 'explained' || type === 'confirmed') endings.push({ type: 'done', at })
    if (type === 'dismissed') endings.push({ type, at })
    if (type === 'reopened' && payload.mistaken) endings.pop()
    else if (type === 'reopened') endings.push({ type: 'open', at })
  }
  return endings
}
