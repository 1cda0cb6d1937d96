// Everything that a periodic report is made of, before it is put into words; also what is frozen of it.
import type { SopTexts } from '../settings/sop-texts.ts'
import type { ClockName } from '../sla/policy.ts'
import type { Numbers } from './arrivals.ts'
import type { Figures } from './figures.ts'
import type { Indicators } from './indicators.ts'
import type { Period } from './period.ts'

/** A complaint that was late at the end of the period, with what is known of why. */
export type Overdue = {
  number: string
  categoryId: number
  unitId: number
  clock: ClockName
  dueAt: Date
  holdReasonIds: number[]
  passes: number
}

/** all, complaints: the figures of every kind and of *keluhan* alone, and those of the period before. */
export type Content = {
  period: Period
  before: Period
  all: Figures
  complaints: Figures
  allBefore: Figures
  complaintsBefore: Figures
  overdue: Overdue[]
  /** None in reports that were issued before there were any. */
  indicators?: Indicators
  /** What held when it was issued; until then what holds. */
  sop?: SopTexts
  /** Why what was dismissed was, of every kind; unknown in reports that were issued before it was counted. */
  dismissed?: { reason: string; count: number }[]
  /** How many submissions of the public arrived, of every kind. */
  submissions: number
  /** Which complaints arrived, for versions to be told apart by; only in what is issued. */
  arrivals?: Numbers[]
  now: Date
}
