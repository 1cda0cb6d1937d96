import { dateInWita } from '../time.ts'
import type { CalendarName } from './calendar.ts'

/** In the order of the SOP's steps: Terima pengaduan, Input & penjelasan, Tindak lanjut. */
export const CLOCKS = ['RECEIVE', 'EXPLAIN', 'FOLLOW_UP'] as const
export type ClockName = (typeof CLOCKS)[number]

/** A decision is DECIDED whichever it was; ESCALATED tells the one that hands the work to a unit. */
export const MILESTONES = ['ARRIVED', 'RECEIVED', 'DECIDED', 'ESCALATED', 'STARTED', 'FINISHED', 'REPORTED', 'CLOSED'] as const
export type Milestone = (typeof MILESTONES)[number]

export const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What is asked of one clock; null in technical or priority means whichever. */
export type PolicyRow = {
  id: number
  clock: ClockName
  technical: boolean | null
  priority: Priority | null
  from: Milestone
  to: Milestone
  calendar: CalendarName
  warnMinutes: number
  limitMinutes: number
}

/** Rows that hold from a WITA date ('2026-11-24') on, until a later version does. */
export type PolicyVersion = { id: number; effectiveFrom: string; rows: readonly PolicyRow[] }

/** What of a complaint chooses among the rows. */
export type Traits = { technical: boolean; priority: Priority }

/** Policy is that of the arrival, by its WITA date (SOP, Clocks: policy); of one date, the version made last. Throws if none. */
export function policyOf(versions: readonly PolicyVersion[], arrivedAt: Date): PolicyVersion {
  const date = dateInWita(arrivedAt)
  const effective = versions.filter((version) => version.effectiveFrom <= date)
  const latest = effective.sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.id - a.id)[0]
  if (!latest) throw new Error(`No policy is effective on ${date}`)
  return latest
}

/** The most specific row that fits, priority before technical; undefined where the clock is switched off. */
export function rowFor(version: PolicyVersion, clock: ClockName, traits: Traits): PolicyRow | undefined {
  const fitting = version.rows.filter((row) => row.clock === clock && fits(row, traits))
  return fitting.sort((a, b) => specificity(b) - specificity(a))[0]
}

const fits = (row: PolicyRow, { technical, priority }: Traits): boolean =>
  (row.technical ?? technical) === technical && (row.priority ?? priority) === priority

const specificity = (row: PolicyRow): number => (row.priority === null ? 0 : 2) + (row.technical === null ? 0 : 1)
