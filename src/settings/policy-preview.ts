// What other rows would have done: the courses of complaints run through the clocks again, under one policy and under another.
import type { Calendars } from '../sla/calendar.ts'
import { endAll, pauseAll, reach, restart, resumeAll, type Terms } from '../sla/clock.ts'
import { CLOCKS, type ClockName, type Milestone, type PolicyVersion, type Traits } from '../sla/policy.ts'
import { missedBy, type Run } from '../sla/run.ts'
import { addDays, dateInWita, fullDate, startOfDayWita } from '../time.ts'

/** An event that moves a clock. Pausing: of a hold, the mark that it had. */
export type Step = { type: StepType; at: Date; pausing: boolean }
/** A complaint with the milestones that it reached, in order. */
export type Course = Traits & { arrivedAt: Date; steps: readonly Step[] }
export type Tally = Record<ClockName, { runs: number; late: number }>

type Move = (runs: readonly Run[], step: Step, terms: Terms) => readonly Run[]
const reaching =
  (...milestones: Milestone[]): Move =>
  (runs, { at }, terms) =>
    milestones.reduce((reached, milestone) => reach(reached, milestone, at, terms), runs)
const again =
  (clock: 'EXPLAIN' | 'FOLLOW_UP'): Move =>
  (runs, { at }, terms) =>
    restart(runs, clock, at, terms)
const ending =
  (move: Move): Move =>
  (runs, step, terms) =>
    endAll(move(runs, step, terms), step.at, { dismissed: step.type === 'dismissed', calendars: terms.calendars })

/** What each event does to the clocks (SOP, Clocks: run and holds). */
const MOVES = {
  recorded: reaching('RECEIVED'),
  accepted: reaching('RECEIVED'),
  explained: ending(reaching('DECIDED', 'CLOSED')),
  escalated: reaching('DECIDED', 'ESCALATED'),
  started: reaching('STARTED'),
  finished: reaching('FINISHED'),
  reported: reaching('REPORTED'),
  confirmed: ending(reaching('CLOSED')),
  dismissed: ending((runs) => runs),
  transferred: again('FOLLOW_UP'),
  sentBack: again('FOLLOW_UP'),
  returned: again('EXPLAIN'),
  reopened: again('EXPLAIN'),
  held: (runs, { at, pausing }) => (pausing ? pauseAll(runs, at) : runs),
  resumed: (runs, { at }, { calendars }) => resumeAll(runs, at, calendars),
} as const satisfies Record<string, Move>

export type StepType = keyof typeof MOVES
export const STEP_TYPES = Object.keys(MOVES) as StepType[]

/** The runs of a course under a policy. Category and priority count as they are now, also for what ran before they were corrected. */
export function runsUnder(
  { arrivedAt, technical, priority, steps }: Course,
  version: PolicyVersion,
  calendars: Calendars,
): Run[] {
  const terms = { version, versions: [version], calendars, technical, priority }
  const arrived: readonly Run[] = reach([], 'ARRIVED', arrivedAt, terms)
  return [...steps.reduce((runs, step) => (MOVES[step.type] as Move)(runs, step, terms), arrived)]
}

/** How many runs of each clock there were and how many of them were late, by now when they still run. */
export function tally(courses: readonly Course[], version: PolicyVersion, calendars: Calendars, now: Date): Tally {
  const runs = courses.flatMap((course) => runsUnder(course, version, calendars)).filter(({ judged }) => judged)
  const counted = CLOCKS.map((clock) => {
    const own = runs.filter((run) => run.clock === clock)
    return [clock, { runs: own.length, late: own.filter((run) => run.breachedAt || missedBy(run, now)).length }]
  })
  return Object.fromEntries(counted)
}

/** The tally of two lots of complaints together. */
export const added = (one: Tally, other: Tally): Tally =>
  Object.fromEntries(
    CLOCKS.map((clock) => [clock, { runs: one[clock].runs + other[clock].runs, late: one[clock].late + other[clock].late }]),
  ) as Tally

export const NOTHING = Object.fromEntries(CLOCKS.map((clock) => [clock, { runs: 0, late: 0 }])) as Tally

/** The last calendar month in WITA that is over: from its first instant until before the second; its name: 'Oktober 2026'. */
export function lastMonth(now: Date): { from: Date; until: Date; name: string } {
  const firstOf = (date: string) => `${date.slice(0, 7)}-01`
  const until = firstOf(dateInWita(now))
  const from = startOfDayWita(firstOf(addDays(until, -1)))
  return { from, until: startOfDayWita(until), name: fullDate(from).replace(/^\d+ /, '') }
}
