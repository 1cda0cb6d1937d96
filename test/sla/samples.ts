import { type Calendar, type Calendars, type Hours, ROUND_THE_CLOCK } from '../../src/sla/calendar.ts'
import { reach, type Terms } from '../../src/sla/clock.ts'
import type { Milestone, PolicyRow, PolicyVersion } from '../../src/sla/policy.ts'
import type { Run } from '../../src/sla/run.ts'

export const MIN = 60_000

/** '2026-11-24 14:30' or '2026-11-24 14:30:05.250', in WITA. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`)
export const plus = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms)

const weekday: Hours[] = [{ from: 8 * 60, to: 16 * 60 }]
// Friday prayers from 11.30 to 13.30.
const friday: Hours[] = [
  { from: 8 * 60, to: 11.5 * 60 },
  { from: 13.5 * 60, to: 16 * 60 },
]

/** Monday to Friday 08.00–16.00, Christmas and New Year off. */
export const OFFICE: Calendar = {
  weekly: [weekday, weekday, weekday, weekday, weekday, [], []],
  holidays: new Set(['2026-12-24', '2026-12-25', '2027-01-01']),
}
export const WITH_PRAYERS: Calendar = { ...OFFICE, weekly: [weekday, weekday, weekday, weekday, friday, [], []] }
export const calendars: Calendars = { OFFICE_HOURS: OFFICE, ROUND_THE_CLOCK }

const row = { technical: null, priority: null, calendar: 'OFFICE_HOURS' } as const
export const RECEIVE: PolicyRow = {
  ...row,
  id: 1,
  clock: 'RECEIVE',
  from: 'ARRIVED',
  to: 'RECEIVED',
  warnMinutes: 20,
  limitMinutes: 30,
}
export const EXPLAIN: PolicyRow = {
  ...row,
  id: 2,
  clock: 'EXPLAIN',
  from: 'RECEIVED',
  to: 'DECIDED',
  warnMinutes: 7,
  limitMinutes: 10,
}
export const FOLLOW_UP: PolicyRow = {
  ...{ ...row, id: 3, clock: 'FOLLOW_UP', from: 'ESCALATED', to: 'REPORTED', warnMinutes: 120, limitMinutes: 180 },
}
export const TECHNICAL: PolicyRow = { ...FOLLOW_UP, id: 4, technical: true, calendar: 'ROUND_THE_CLOCK' }
export const URGENT: PolicyRow = { ...FOLLOW_UP, id: 5, priority: 'URGENT', warnMinutes: 60, limitMinutes: 120 }

export const version: PolicyVersion = {
  id: 1,
  effectiveFrom: '2026-01-01',
  rows: [RECEIVE, EXPLAIN, FOLLOW_UP, TECHNICAL, URGENT],
}
export const terms: Terms = { version, versions: [version], calendars, technical: false, priority: 'NORMAL' }

/** On 24 November 2026, a Tuesday. */
export const reached = (runs: readonly Run[], milestone: Milestone, time: string, under: Terms = terms): Run[] =>
  reach(runs, milestone, at(`2026-11-24 ${time}`), under)
export const withRows = (...rows: PolicyRow[]): Terms => {
  const other = { ...version, rows }
  return { ...terms, version: other, versions: [other, version] }
}

/** 'EXPLAIN kept', 'FOLLOW_UP open' … */
export const brief = (runs: readonly Run[]): string[] =>
  runs.map((run) => `${run.clock} ${run.stoppedAt ? (run.breachedAt ? 'late' : run.judged ? 'kept' : 'unjudged') : 'open'}`)

export const arrived = reached([], 'ARRIVED', '09:00')
export const received = reached(arrived, 'RECEIVED', '09:05')
export const escalated = reached(reached(received, 'DECIDED', '09:10'), 'ESCALATED', '09:10')
