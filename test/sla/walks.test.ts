import fc from 'fast-check'
import { expect, it } from 'vitest'
import { endAll, pauseAll, reach, restart, resumeAll, sumOfRuns } from '../../src/sla/clock.ts'
import type { Pause, Run } from '../../src/sla/run.ts'
import { anyInstant } from './arbitraries.ts'
import { countOpen, firstFull } from './oracle.ts'
import { calendars, FOLLOW_UP, MIN, OFFICE, plus, terms } from './samples.ts'

type State = 'RECEIVED' | 'WORK' | 'HELD' | 'MONITORING' | 'CLOSED'
/** What a bystander writes down: when the unit had the work, and when it was held. */
type Diary = { state: State; spans: { from: Date; to: Date | null }[]; pauses: Pause[] }

const opens = (diary: Diary, from: Date): void => void diary.spans.push({ from, to: null })
const ends = (diary: Diary, to: Date): void => {
  for (const span of diary.spans) span.to ??= to
  for (const pause of diary.pauses) pause.until ??= to
}
const escalate = (runs: Run[], at: Date): Run[] => reach(reach(runs, 'DECIDED', at, terms), 'ESCALATED', at, terms)
const returned = (runs: Run[], at: Date): Run[] => restart(runs, 'EXPLAIN', at, terms)
const passOn = (runs: Run[], at: Date): Run[] => restart(runs, 'FOLLOW_UP', at, terms)
const report = (runs: Run[], at: Date): Run[] => reach(runs, 'REPORTED', at, terms)
const close = (runs: Run[], at: Date): Run[] => endAll(runs, at, { dismissed: false, calendars })

type Action = { from: State; to: State; runs: (runs: Run[], at: Date) => Run[]; diary: (diary: Diary, at: Date) => void }
const again = (diary: Diary, at: Date): void => {
  ends(diary, at)
  opens(diary, at)
}
const ACTIONS: Action[] = [
  { from: 'RECEIVED', to: 'WORK', runs: escalate, diary: opens },
  { from: 'RECEIVED', to: 'CLOSED', runs: (runs, at) => close(reach(runs, 'DECIDED', at, terms), at), diary: ends },
  { from: 'WORK', to: 'RECEIVED', runs: returned, diary: ends },
  { from: 'WORK', to: 'WORK', runs: passOn, diary: again },
  { from: 'WORK', to: 'HELD', runs: pauseAll, diary: (diary, from) => void diary.pauses.push({ from, until: null }) },
  { from: 'WORK', to: 'MONITORING', runs: report, diary: ends },
  { from: 'HELD', to: 'WORK', runs: (runs, at) => resumeAll(runs, at, calendars), diary: (diary, at) => endPause(diary, at) },
  { from: 'HELD', to: 'WORK', runs: passOn, diary: again },
  { from: 'HELD', to: 'RECEIVED', runs: returned, diary: ends },
  { from: 'HELD', to: 'MONITORING', runs: report, diary: ends },
  { from: 'MONITORING', to: 'WORK', runs: passOn, diary: again },
  { from: 'MONITORING', to: 'CLOSED', runs: close, diary: ends },
  { from: 'CLOSED', to: 'RECEIVED', runs: returned, diary: ends },
]
const endPause = (diary: Diary, at: Date): void => {
  for (const pause of diary.pauses) pause.until ??= at
}

it('whatever happens to a complaint, every run stays, and each is judged and added up as the oracle does', () => {
  const steps = fc.array(fc.tuple(fc.nat(200), fc.nat(20)), { maxLength: 12 })
  const same = fc.property(anyInstant, steps, fc.nat(500), (arrival, walk, rest) => {
    const diary: Diary = { state: 'RECEIVED', spans: [], pauses: [] }
    let now = arrival
    let runs = reach(reach([], 'ARRIVED', now, terms), 'RECEIVED', now, terms)
    for (const [gap, choice] of walk) {
      now = plus(now, gap * MIN)
      const possible = ACTIONS.filter((action) => action.from === diary.state)
      const action = possible[choice % possible.length] as Action
      const before = runs
      runs = action.runs(runs, now)
      action.diary(diary, now)
      diary.state = action.to
      before.forEach(
        (run, i) => void expect(run.stoppedAt ? runs[i] : runs[i]?.startedAt).toEqual(run.stoppedAt ? run : run.startedAt),
      )
    }
    expectSame(runs, diary, plus(now, rest * MIN))
  })
  fc.assert(same, { numRuns: 500 })
})

function expectSame(runs: Run[], { spans, pauses, state }: Diary, now: Date): void {
  const followUps = runs.filter((run) => run.clock === 'FOLLOW_UP')
  const seen = spans.map(({ from, to }) => {
    const own = pauses.filter((pause) => pause.from >= from && (!to || pause.from < to))
    const due = firstFull(OFFICE, from, FOLLOW_UP.limitMinutes * MIN, MIN, own)
    const pausing = own.filter((pause) => !due || pause.from <= due)
    return { from, to, missed: to && due && to > due ? due : null, net: countOpen(OFFICE, from, to ?? now, MIN, pausing) }
  })
  expect(followUps.map((run) => [run.startedAt, run.stoppedAt, run.breachedAt])).toEqual(
    seen.map((s) => [s.from, s.to, s.missed]),
  )
  expect(sumOfRuns(runs, 'FOLLOW_UP', now, calendars)).toBe(seen.reduce((sum, { net }) => sum + net, 0))
  expect(runs.filter((run) => run.clock === 'RECEIVE')).toHaveLength(1)
  expect(runs.filter((run) => !run.stoppedAt)).toHaveLength(['CLOSED', 'MONITORING'].includes(state) ? 0 : 1)
}
