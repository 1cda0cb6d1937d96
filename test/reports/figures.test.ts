// Every figure against a count by hand, over histories by chance; and the complaints behind each figure are those that it counts.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { findVisible } from '../../src/complaints/store.ts'
import type { Kind } from '../../src/generated/enums.ts'
import { MEASURES, type Measure, nameOf, type Part } from '../../src/reports/addresses.ts'
import { readDismissed } from '../../src/reports/dismissal-store.ts'
import { onFacts } from '../../src/reports/facts-store.ts'
import { imbalance, type Line } from '../../src/reports/figures.ts'
import { readFigures } from '../../src/reports/figures-store.ts'
import { listCounted, listIds } from '../../src/reports/list-store.ts'
import { type Days, periodOf } from '../../src/reports/period.ts'
import { DISMISSAL_REASON } from '../../src/words.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'
import { type Asked, behind, type Case, countFigures, readCases } from './counting.ts'
import { anyHistory, correcting, play } from './histories.ts'

const NOW = new Date('2024-03-05T10:00:00+08:00')
const EDGES = ['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-04', '2024-03-05']

const app = await startApp({ now: NOW.toISOString() })
const { db, clock, user } = app
afterAll(app.close)

const days = (key: string): Days => {
  const { from, until } = periodOf(key) as Days
  return { from, until }
}
const PERIODS: Days[] = [
  ...['2023-12-31', '2024-01-01', '2024-02-29', '2024-03-05', '2023-W52', '2024-W09', '2024-W10'].map(days),
  ...['2023-12', '2024-02', '2024-03', '2023', '2024'].map(days),
  ...[
    { from: '2023-12-28', until: '2024-02-29' },
    { from: '2024-02-28', until: '2024-03-05' },
    { from: '2024-01-15', until: '2024-03-04' },
    { from: '2024-03-04', until: '2024-04-02' },
  ],
]
const KINDS: (Kind | null)[] = [null, 'COMPLAINT', 'QUESTION']
const READERS = [user('kabag.humas'), user('direktur')]

const anyHistories = fc.array(anyHistory('2023-12-20', '2024-03-05', EDGES), { minLength: 30, maxLength: 30 })

test('whatever happens to complaints, figures and lists are what one counts by hand, at once and when they are asked for again', {
  timeout: 240_000,
}, async () => {
  await playRare()
  const same = fc.asyncProperty(anyHistories, async (histories) => {
    for (const history of histories) await play(app, history, NOW)
    clock.set(NOW)
    await recordMissed(db, NOW)
    const cases = await readCases(db.sql)
    for (const asked of everyQuestion()) await expectCounted(cases, asked)
    for (const asked of everyQuestion()) await expectCounted(cases, asked)
    await correctSome()
    const corrected = await readCases(db.sql)
    for (const asked of everyQuestion()) await expectCounted(corrected, asked)
  })
  await fc.assert(same, { numRuns: 2, endOnFailure: true })
  await leaveUnjudged()
  await recordComplaint(app) // of today: corrections may have put all the others on another day
  const cases = await readCases(db.sql)
  await expectEverywhere(cases)
  const listed: Asked[] = [
    { user: user('kabag.humas'), kind: null, ...days('2024-02') },
    { user: user('direktur'), kind: null, ...days('2024') },
    { user: user('kabag.humas'), kind: 'COMPLAINT', from: '2023-12-28', until: '2024-03-05' },
  ]
  for (const asked of listed) {
    await expectCounted(cases, asked)
    await expectLists(cases, asked)
    await expectReasons(cases, asked)
  }
})

/** Why whatever was dismissed in the days was, each time by itself. */
async function expectReasons(cases: readonly Case[], asked: Asked): Promise<void> {
  const reasons = Object.keys(DISMISSAL_REASON)
    .map((reason) => ({
      reason,
      count: behind(cases, asked, { of: 'dismissed', reason }).reduce((sum, { times }) => sum + times, 0),
    }))
    .filter(({ count }) => count > 0)
  const read = await onFacts(db, (sql) => readDismissed(sql, asked))
  const inOrder = (some: typeof read) => some.toSorted((a, b) => a.reason.localeCompare(b.reason))
  expect(inOrder(read)).toEqual(inOrder(reasons))
  const { total } = await readFigures(db, asked, clock.now())
  expect(read.reduce((sum, { count }) => sum + count, 0)).toBe(total.flow.dismissed)
  expect(total.flow.dismissed).toBeGreaterThan(0)
}

/**
 * What chance seldom comes to: work done in time, closed twice in a month, by several officers, a closing taken back the day after, every age, runs that
 * kept their limit each but not together, and what was sent in put on a later day than it was dismissed on.
 */
async function playRare(): Promise<void> {
  clock.set('2024-02-28T23:50:00+08:00')
  for (const needs of [[], [String(app.master.needs[0]?.id)]]) {
    const number = await complaintIn(app, 'IN_PROGRESS', { kebutuhan: needs })
    const both = [user('teknik.2').id, user('quick.response').id].map(String)
    await act(app, number, 'staf.wilayah2', 'assign', { petugas: both })
    await act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app))
    await act(app, number, 'kasie.hula', 'confirm')
    await act(app, number, 'kasie.hula', 'reopen', bodyOf('reopen', app))
    await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
    if (needs.length > 0) continue
    clock.set('2024-02-29T00:01:00+08:00')
    await act(app, number, 'admin.humas', 'reopen', bodyOf('reopen', app, { salah_tutup: 'ya' }))
  }
  for (const alasan of ['SPAM', 'NOT_OURS']) {
    const number = await recordComplaint(app, {}, null)
    await act(app, number, 'kasie.hula', 'dismiss', bodyOf('dismiss', app, { alasan }))
  }
  await playPassedOn()
  const moved = await recordComplaint(app, {}, null)
  await act(app, moved, 'kasie.hula', 'dismiss', bodyOf('dismiss', app))
  clock.set('2024-03-01T08:00:00+08:00')
  await act(app, moved, 'kasie.hula', 'reopen', bodyOf('reopen', app))
  await act(app, moved, 'kasie.hula', 'amend', correcting(app, await findVisible(db, user('kasie.hula'), moved), LATEST))
  for (const day of ['2024-01-05', '2024-02-10', '2024-02-28', '2024-03-02', '2024-03-04', '2024-03-05']) {
    clock.set(`${day}T08:00:00+08:00`)
    await recordComplaint(app)
  }
  await playHeld()
  await playMovedOn()
}

/** Sent in, not pursued and taken up again twice, and then put as late as can be: on the day of the first time. */
async function playMovedOn(): Promise<void> {
  clock.set('2024-02-20T09:00:00+08:00')
  const number = await recordComplaint(app, {}, null)
  for (const [dismissed, reopened] of [
    ['2024-02-20', '2024-02-22'],
    ['2024-02-23', '2024-02-26'],
  ]) {
    clock.set(`${dismissed}T10:00:00+08:00`)
    await act(app, number, 'kasie.hula', 'dismiss', bodyOf('dismiss', app))
    clock.set(`${reopened}T08:00:00+08:00`)
    await act(app, number, 'kasie.hula', 'reopen', bodyOf('reopen', app))
  }
  await act(app, number, 'kasie.hula', 'amend', correcting(app, await findVisible(db, user('kasie.hula'), number), LATEST))
  const [arrived] = await db.sql<{ day: string }>('SELECT arrived_on::text AS day FROM complaints ORDER BY id DESC LIMIT 1')
  expect(arrived?.day).toBe('2024-02-22')
}

/** Six minutes and six again to explain it, two hours and two again to follow it up: each in time. */
async function playPassedOn(): Promise<void> {
  clock.set('2024-02-20T09:00:00+08:00')
  const returned = await recordComplaint(app)
  clock.advance(6)
  await act(app, returned, 'admin.humas', 'escalate', bodyOf('escalate', app))
  await act(app, returned, 'staf.wilayah2', 'return', bodyOf('return', app))
  clock.advance(6)
  await act(app, returned, 'admin.humas', 'explain', bodyOf('explain', app))
  const transferred = await complaintIn(app, 'IN_PROGRESS')
  clock.advance(120)
  await act(app, transferred, 'staf.wilayah2', 'transfer', bodyOf('transfer', app))
  await act(app, transferred, 'staf.wilayah3', 'start')
  clock.advance(120)
  const work = bodyOf('report', app, { petugas: [String(user('quick.response').id)] })
  await act(app, transferred, 'staf.wilayah3', 'report', work)
  clock.set('2024-02-29T08:00:00+08:00')
}

/** Held by a reason that pauses and by one that does not, and after the limit by one that would have. */
async function playHeld(): Promise<void> {
  clock.set('2024-02-21T09:00:00+08:00')
  const number = await complaintIn(app, 'IN_PROGRESS')
  for (const [code, minutes] of [
    ['CUACA', 20],
    ['MENUNGGU_MATERIAL', 30],
    ['CUACA', 400],
  ] as const) {
    const alasan = String(app.master.holdReasons.find((one) => one.code === code)?.id)
    await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app, { alasan }))
    clock.advance(minutes)
    await act(app, number, 'staf.wilayah2', 'resume')
    clock.advance(code === 'CUACA' ? 1 : 300)
  }
}

/** Of the corrections: to the latest arrival that there may be. */
const LATEST = 2

const everyQuestion = (): Asked[] =>
  PERIODS.flatMap((period) => KINDS.flatMap((kind) => READERS.map((reader) => ({ user: reader, kind, ...period }))))

async function expectCounted(cases: readonly Case[], asked: Asked): Promise<void> {
  const figures = await readFigures(db, asked, NOW)
  expect(figures, told(asked)).toEqual(countFigures(cases, asked))
  const lines: Line[] = [figures.total, figures.special, figures.others, ...Object.values(figures.by).flat()]
  for (const { flow } of lines) expect(imbalance(flow), told(asked)).toBe(0)
}

/** The arrival of what still waits is put into another month, its kind and its complainant's needs are changed. */
async function correctSome(): Promise<void> {
  const open = await db.sql<{ number: string }>(
    `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints WHERE state NOT IN ('CLOSED', 'DISMISSED') ORDER BY id`,
  )
  for (const [index, { number }] of open.entries()) {
    const complaint = await findVisible(db, user('kasie.hula'), number)
    await act(app, number, 'kasie.hula', 'amend', correcting(app, complaint, 1 + 8 * 250 * index + (index % 8)))
  }
}

/** As a category without a limit for the follow-up leaves it, which today's limits have not. */
async function leaveUnjudged(): Promise<void> {
  const [run] = await db.sql<{ id: number }>(
    `UPDATE runs SET judged = false WHERE id = (SELECT id FROM runs WHERE clock = 'FOLLOW_UP' AND stopped_at IS NOT NULL AND breached_at IS NULL
       AND started_at > '2024-01-03' ORDER BY id LIMIT 1) RETURNING complaint_id AS id`,
  )
  await db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [run?.id])
}

/** Chance has gone everywhere: nothing that a figure can say was never said. */
async function expectEverywhere(cases: readonly Case[]): Promise<void> {
  const whole = { user: user('kabag.humas'), kind: null, from: '2023-12-01', until: '2024-03-05' }
  const never = [...MEASURES.values()].filter(({ of }) => of !== 'heat' && of !== 'dismissal')
  expect(never.filter((measure) => behind(cases, { ...whole, from: '2024-01-01' }, measure).length === 0).map(nameOf)).toEqual([])
  expect(behind(cases, whole, { of: 'flow', what: 'closed' }).some(({ times }) => times > 1)).toBe(true)
  expect(cases.some(({ officers }) => officers.length > 1)).toBe(true)
  const runs = cases.flatMap((one) => one.runs)
  expect(runs.some(({ unpausedMs, breachedAt }) => unpausedMs > 0 && breachedAt)).toBe(true)
  expect(runs.some(({ unpausedMs, heldMs }) => unpausedMs > 0 && heldMs > 0)).toBe(true)
  const [mistakes] = await db.sql<{ count: number }>(
    `SELECT count(*) FROM events WHERE type = 'reopened' AND (payload ->> 'mistaken')::boolean`,
  )
  expect(mistakes?.count).toBeGreaterThan(0)
}

/** Every figure whole, and all but the single hours apart by everything that they are told apart by. */
async function expectLists(cases: readonly Case[], asked: Asked): Promise<void> {
  const { by } = countFigures(cases, asked)
  const villages = new Set(cases.map(({ village }) => village))
  const parts: Part[] = [
    ...Object.entries(by).flatMap(([dimension, lines]) => lines.map(({ id }) => ({ by: dimension as keyof typeof by, id }))),
    ...[...villages].map((id) => ({ by: 'village' as const, id })),
    { by: 'special', id: true },
    { by: 'special', id: false },
  ]
  for (const measure of MEASURES.values())
    for (const part of measure.of === 'heat' ? [undefined] : [undefined, ...parts])
      await expectListed(cases, asked, measure, part)
}

async function expectListed(cases: readonly Case[], asked: Asked, measure: Measure, part?: Part): Promise<void> {
  const counted = behind(cases, asked, measure, part)
  const [found, figure] = await listed(asked, measure, part)
  const perComplaint = measure.of === 'clock'
  const ids = counted.flatMap(({ one, times }) => Array.from({ length: perComplaint ? 1 : times }, () => one.id))
  const say = `${told(asked)} ${nameOf(measure)} ${part?.by} ${part?.id}`
  expect(found.toSorted(ascending), say).toEqual(ids.toSorted(ascending))
  if (!part)
    expect((await onFacts(db, (sql) => listIds(sql, asked, measure, null))).toSorted(ascending), say).toEqual(
      found.toSorted(ascending),
    )
  expect(figure, say).toEqual({ complaints: ids.length, counted: counted.reduce((sum, { times }) => sum + times, 0) })
}

/** All pages of a list, one after the other. */
async function listed(asked: Asked, measure: Measure, part: Part = NO_PART) {
  const ids: number[] = []
  for (let after: string | null = null; ; ) {
    const page = await onFacts(db, (sql) => listCounted(sql, asked, measure, part === NO_PART ? null : part, after))
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) return [ids, { complaints: page.complaints, counted: page.counted }] as const
    after = page.next
  }
}
const NO_PART: Part = { by: 'special', id: null }

const ascending = (a: number, b: number) => a - b
const told = ({ user: { username }, kind, from, until }: Asked) => `${username} ${from} ${until} ${kind}`

test('a list of several pages leaves nothing out and shows nothing twice, also where a complaint was closed twice', async () => {
  clock.set('2025-06-10T09:00:00+08:00')
  const twice = await complaintIn(app, 'CLOSED')
  clock.advance(60)
  await act(app, twice, 'kasie.hula', 'reopen', bodyOf('reopen', app))
  await act(app, twice, 'admin.humas', 'explain', bodyOf('explain', app))
  for (let newer = 0; newer < 49; newer++) {
    clock.advance(1)
    await act(app, await recordComplaint(app), 'admin.humas', 'explain', bodyOf('explain', app))
  }
  const asked = { user: user('kabag.humas'), kind: null, from: '2025-06-10', until: '2025-06-10' }
  const cases = await readCases(db.sql)
  await expectListed(cases, asked, { of: 'flow', what: 'closed' })
  await expectListed(cases, asked, { of: 'flow', what: 'arrived' })
  await expectListed(cases, { ...asked, from: '2023-12-01' }, { of: 'flow', what: 'arrived' })
})
