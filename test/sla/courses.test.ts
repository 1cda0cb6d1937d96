// Whole courses by chance: every deadline, miss, held minute, policy row and sum against somebody who counts minutes (SOP, "Rules of a clock").
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { sumOfRuns } from '../../src/sla/clock.ts'
import { CLOCKS } from '../../src/sla/policy.ts'
import { missedBy } from '../../src/sla/run.ts'
import { freshDatabase } from '../support/cluster.ts'
import { anyArrival, anyOffice, anyVersions } from './course-office.ts'
import { missedOf, netOf, readingOf } from './course-oracle.ts'
import { begin, go, record, type Step, type Walk } from './course-walk.ts'
import { at, MIN, plus } from './samples.ts'

const db = openDatabase(await freshDatabase())
afterAll(db.close)
const seed = await readMasterData(db.sql, at('2026-11-24 10:00'))

const anyGap = fc.oneof(
  { weight: 3, arbitrary: fc.nat(45).map((minutes) => ({ minutes })) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 2_000 }).map((minutes) => ({ minutes })) },
  { weight: 3, arbitrary: fc.integer({ min: -1, max: 1 }).map((beyondDue) => ({ beyondDue })) },
)
const anyStep: fc.Arbitrary<Step> = fc.record({ gap: anyGap, pick: fc.nat(99), detail: fc.nat(9_999), office: anyOffice })
const anyCourse = fc.record({
  versions: anyVersions,
  office: anyOffice,
  arrival: anyArrival,
  lead: fc.option(fc.nat(60)),
  steps: fc.array(anyStep, { minLength: 4, maxLength: 16, size: 'max' }),
  rest: fc.nat(600),
})

const RUNS = 8_000

it('whatever happens, and whatever is changed meanwhile, each run reads as the one who counts minutes has it', () => {
  const seen = new Map<string, number>()
  const same = fc.property(anyCourse, ({ steps, rest, ...beginning }) => {
    let walk = begin(seed, beginning)
    for (const step of steps) walk = go(walk, step)
    walk = { ...walk, now: plus(walk.now, rest * MIN) }
    expect(read(walk), walk.taken.join('\n')).toEqual(counted(walk))
    expect(told(record(walk)), walk.taken.join('\n')).toEqual(missed(walk))
    for (const kind of kindsOf(walk)) seen.set(kind, (seen.get(kind) ?? 0) + 1)
  })
  fc.assert(same, { numRuns: RUNS })
  // Chance has gone everywhere, often.
  for (const kind of KINDS) expect(seen.get(kind), kind).toBeGreaterThan(RUNS / 200)
}, 60_000)

const KINDS = [
  'missed',
  'open and missed',
  'in time',
  'unjudged',
  'held',
  'paused',
  'held and late',
  'thrice',
  'two policies',
] as const

function kindsOf({ complaint: { runs }, now }: Walk): (typeof KINDS)[number][] {
  const where = {
    missed: runs.some((run) => run.breachedAt),
    'open and missed': runs.some((run) => !run.stoppedAt && missedBy(run, now)),
    'in time': runs.some((run) => run.stoppedAt && run.judged && !run.breachedAt),
    unjudged: runs.some((run) => !run.judged),
    held: runs.some((run) => run.heldMs > 0),
    paused: runs.some((run) => run.pausedAt),
    'held and late': runs.some((run) => run.heldMs > 0 && run.breachedAt),
    thrice: CLOCKS.some((clock) => runs.filter((run) => run.clock === clock).length > 2),
    'two policies': new Set(runs.map(({ policyRowId }) => Math.floor(policyRowId / 100))).size > 1,
  }
  return KINDS.filter((kind) => where[kind])
}

/** As the application has it: its runs, their sums, and the next deadline and warning of the complaint. */
function read({ complaint, master, now }: Walk) {
  const runs = complaint.runs.map((run) => ({
    ...{
      clock: run.clock,
      row: run.policyRowId,
      limit: run.limitMinutes,
      from: run.startedAt,
      to: run.stoppedAt,
      judged: run.judged,
    },
    ...{ due: run.pausedAt ? null : run.dueAt, missed: run.stoppedAt ? run.breachedAt : missedBy(run, now), heldMs: run.heldMs },
  }))
  const sums = CLOCKS.map((clock) => sumOfRuns(complaint.runs, clock, now, master.calendars))
  return { runs, sums, nextDue: complaint.nextDueAt, nextWarn: complaint.nextWarnAt }
}

function counted({ diary, now }: Walk) {
  const readings = diary.entries.map((entry) => ({ entry, ...readingOf(diary, entry) }))
  const runs = readings.map(({ entry, due, heldMs }) => ({
    ...{
      clock: entry.clock,
      row: entry.row.id,
      limit: entry.row.limitMinutes,
      from: entry.from,
      to: entry.to,
      judged: entry.judged,
    },
    ...{ due, missed: missedOf(diary, entry, now), heldMs },
  }))
  const sums = CLOCKS.map((clock) =>
    diary.entries.filter((entry) => entry.clock === clock).reduce((sum, entry) => sum + netOf(diary, entry, now), 0),
  )
  const running = readings.filter(({ entry, due }) => !entry.to && due)
  return { runs, sums, nextDue: earliest(running.map(({ due }) => due)), nextWarn: earliest(running.map(({ warn }) => warn)) }
}

const earliest = (instants: (Date | null)[]): Date | null =>
  instants.reduce((first, one) => (one && (!first || one < first) ? one : first), null)

const inOrder = (list: { clock: string; at: Date }[]) => list.map(({ clock, at }) => `${at.toISOString()} ${clock}`).sort()
const told = (walk: Walk) => inOrder(walk.told)
const missed = ({ diary, now }: Walk) =>
  inOrder(
    diary.entries.flatMap((entry) => {
      const at = missedOf(diary, entry, now)
      return at ? [{ clock: entry.clock, at }] : []
    }),
  )
