// What a list says of complaints that were late: by when it was due, by how much it was late, and what is known of why.
import type { MasterData } from '../settings/master.ts'
import { lateBy } from '../sla/clock-words.ts'
import type { ClockName } from '../sla/policy.ts'
import type { Listed } from './addresses.ts'
import { causeWords, NO_CAUSE } from './open-section.ts'

/** The earliest limit that was missed, with what is known of why; stoppedAt: null while it still runs. */
export type Missed = { id: number; dueAt: Date; stoppedAt: Date | null; holdReasonIds: number[]; passes: number }
/** The limits that a list is about: of one clock or of any, all of them or those not kept at the end of its days. */
export type MissedBy = { clock: ClockName | null; atEnd: boolean }

export function missedBy(measure: Listed): MissedBy | undefined {
  if (measure.of === 'overdue') return { clock: null, atEnd: true }
  if (measure.of !== 'clock') return undefined
  return measure.what === 'late' || measure.what === 'wholeLate' ? { clock: measure.clock, atEnd: false } : undefined
}

/** Of the sum of runs none needs to have been missed. */
export function missedWords(missed: Missed | undefined, names: MasterData['names'], now: Date) {
  if (!missed) return { dueAt: null, by: null, cause: '–' }
  const cause = causeWords(missed, names)
  return { dueAt: missed.dueAt, by: lateBy(missed.dueAt, missed.stoppedAt ?? now), cause: cause === NO_CAUSE ? '–' : cause }
}
