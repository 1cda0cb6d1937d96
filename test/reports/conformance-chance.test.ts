// What complaints by chance kept of the SOP, against each one's own events read one after the other.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import type { State } from '../../src/generated/enums.ts'
import { type Sign, STEPS, type Step, signsOf } from '../../src/reports/conformance.ts'
import { readPaths } from '../../src/reports/conformance-paths-store.ts'
import { countSteps, listAsked } from '../../src/reports/conformance-store.ts'
import { onFacts } from '../../src/reports/facts-store.ts'
import { dateInWita, minutesBetween } from '../../src/time.ts'
import { startApp } from '../support/app.ts'
import { anyHistory, play } from './histories.ts'

const NOW = new Date('2024-03-05T10:00:00+08:00')
const app = await startApp({ now: NOW.toISOString() })
const { db, clock, user } = app
afterAll(app.close)

const anyHistories = fc.array(anyHistory('2024-01-20', '2024-03-05', ['2024-01-31', '2024-02-01', '2024-02-29']), {
  minLength: 60,
  maxLength: 60,
})

test('counts, lists, paths and medians are what one counts by hand', { timeout: 240_000 }, async () => {
  const same = fc.asyncProperty(anyHistories, async (histories) => {
    for (const history of histories) await play(app, history, NOW)
    clock.set(NOW)
    await recordMissed(db, NOW)
    const all = await readLives()
    for (const who of ['kabag.humas', 'direktur'] as const)
      for (const [from, until] of [
        ['2024-02-01', '2024-02-29'],
        ['2024-01-01', '2024-12-31'],
      ] as const)
        for (const kind of [null, 'COMPLAINT'] as const) {
          const lives = all.filter(
            (one) =>
              (kind === null || one.kind === kind) &&
              (who === 'kabag.humas' || one.state !== 'SUBMITTED') &&
              from <= dateInWita(one.arrivedAt) &&
              dateInWita(one.arrivedAt) <= until,
          )
          await expectCounted({ user: user(who), kind, from, until }, lives)
        }
  })
  await fc.assert(same, { numRuns: 1, endOnFailure: true })
})

async function expectCounted(scope: Parameters<typeof countSteps>[1], lives: Life[]): Promise<void> {
  const [counts, paths] = await onFacts(db, async (sql) => [await countSteps(sql, scope), await readPaths(sql, scope)] as const)
  for (const step of STEPS)
    for (const sign of signsOf(step)) {
      const expected = lives.filter((life) => signs(life, step).includes(sign)).map(({ id }) => id)
      expect([step, sign, counts[step][sign]]).toEqual([step, sign, expected.length])
      const ids: number[] = []
      for (let after: string | null = null, more = true; more; more = after !== null) {
        const page = await onFacts(db, (sql) => listAsked(sql, scope, { step, sign }, after))
        ids.push(...page.rows.map(({ id }) => id))
        after = page.next
      }
      expect(ids.toSorted((a, b) => a - b)).toEqual(expected)
    }
  const ways = Map.groupBy(lives, ({ moves }) => moves.map(({ to }) => to).join())
  expect([paths.all, paths.ways]).toEqual([lives.length, ways.size])
  for (const { states, count, minutes } of paths.shown) {
    const same = ways.get(states.join()) ?? []
    expect(count).toBe(same.length)
    expect(minutes).toEqual(
      states.slice(1).map((_, place) => {
        const waits = same.map(({ moves }) => minutesBetween(moves[place]?.at ?? NOW, moves[place + 1]?.at ?? NOW))
        return waits.toSorted((a, b) => a - b)[Math.ceil(waits.length / 2) - 1]
      }),
    )
  }
}

type Told = { type: string; at: Date; from: State | null; to: State | null; mistaken: boolean | null }
type Run = { clock: string; missed: boolean; judged: boolean }
type Life = {
  id: number
  kind: string
  state: State
  technical: boolean
  arrivedAt: Date
  told: Told[]
  runs: Run[]
  moves: { at: Date; to: State }[]
}

async function readLives(): Promise<Life[]> {
  const lives = await db.sql<Life>('SELECT id, kind, state, technical, arrived_at AS "arrivedAt" FROM complaints ORDER BY id')
  const told = await db.sql<Told & { id: number }>(
    `SELECT complaint_id AS id, type, at, from_state AS "from", to_state AS "to", (payload ->> 'mistaken')::boolean AS mistaken FROM events ORDER BY sequence`,
  )
  const runs = await db.sql<Run & { id: number }>(
    'SELECT complaint_id AS id, clock, breached_at IS NOT NULL AS missed, judged FROM runs',
  )
  const [toldOf, runsOf] = [Map.groupBy(told, ({ id }) => id), Map.groupBy(runs, ({ id }) => id)]
  return lives.map((life) => {
    const own = toldOf.get(life.id) ?? []
    return {
      ...life,
      ...{ told: own, runs: runsOf.get(life.id) ?? [] },
      moves: own.flatMap(({ at, to }) => (to ? [{ at, to }] : [])),
    }
  })
}

/** All that is counted of a complaint at a step: nothing where it never came there. */
function signs({ state, technical, told, runs }: Life, step: Step): Sign[] {
  const did = (...types: string[]) => told.some(({ type }) => types.includes(type))
  const first = (type: string) => told.findIndex((one) => one.type === type)
  const clockOf = (name: string) => runs.filter((run) => run.clock === name)
  const late = (name: string) => clockOf(name).some(({ missed }) => missed)
  const unjudged = (name: string) => clockOf(name).some(({ missed, judged }) => !missed && !judged)
  const received = told.some(({ to }) => to === 'RECEIVED')
  const ended = state === 'CLOSED' || state === 'DISMISSED'
  const answered = did('escalated') && state === 'CLOSED'
  const reopened = told.some(({ type, from, mistaken }) => type === 'reopened' && from === 'CLOSED' && !mistaken)
  const beyond = (...before: State[]) => ![...before, 'DISMISSED'].includes(state)
  const judged: Record<Step, { reached: boolean; underway: boolean; unjudged: boolean; why: Partial<Record<Sign, boolean>> }> = {
    1: {
      ...{ reached: true, underway: state === 'SUBMITTED', unjudged: unjudged('RECEIVE') },
      why: { skipped: !received && beyond('SUBMITTED'), late: late('RECEIVE') },
    },
    2: {
      ...{ reached: received || beyond('SUBMITTED'), underway: state === 'RECEIVED', unjudged: unjudged('EXPLAIN') },
      why: { skipped: !did('explained', 'escalated') && beyond('SUBMITTED', 'RECEIVED'), late: late('EXPLAIN') },
    },
    3: {
      ...{ reached: did('escalated'), underway: ['ESCALATED', 'IN_PROGRESS', 'ON_HOLD'].includes(state) },
      unjudged: unjudged('FOLLOW_UP'),
      why: {
        skipped: !did('started') && (did('reported') || state === 'CLOSED'),
        late: late('FOLLOW_UP'),
        ...{ returned: did('returned'), transferred: did('transferred'), held: did('held') },
      },
    },
    4: {
      ...{ reached: did('finished', 'reported') || answered, underway: !did('reported'), unjudged: false },
      why: {
        skipped: !did('reported') && ended,
        undeclared: technical && did('reported') && !(did('finished') && first('finished') < first('reported')),
        sentBack: did('sentBack'),
      },
    },
    5: {
      ...{ reached: did('reported') || answered, underway: state === 'MONITORING', unjudged: false },
      why: { skipped: !did('confirmed', 'sentBack') && ended },
    },
    6: { reached: state === 'CLOSED' || reopened, underway: false, unjudged: false, why: { reopened } },
  }
  const { reached, underway, why, ...also } = judged[step]
  if (!reached) return []
  const reasons = (Object.keys(why) as Sign[]).filter((reason) => why[reason])
  if (reasons.length > 0) return ['reached', 'deviating', ...reasons]
  return ['reached', underway ? 'underway' : also.unjudged ? 'unjudged' : 'followed']
}
