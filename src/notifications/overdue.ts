// Overdue work is told to the next person up, step by step (SOP, escalation of overdue work).
import type { Complaint } from '../complaints/complaint.ts'
import type { Payload } from '../complaints/events.ts'
import type { MasterData, OverdueStep } from '../settings/master.ts'
import type { Run } from '../sla/run.ts'
import { type Word, word } from './announce.ts'
import { audience, type Concerning, named } from './audience.ts'

/** An open run whose steps are due: their instants, and those taken before. */
export type DueRun = Pick<Run, 'clock' | 'dueAt'> & {
  runId: number
  silentUntil: Date | null
  due: { stepId: number; at: Date }[]
  /** The instant of the last one taken or passed over. */
  lastAt: Date | null
}
export type Reminder = { runId: number; stepId: number; at: Date; passedOver: boolean }
export type Reminded = { at: Date; payload: Payload<'reminded'>; word: Word }

/**
 * Of the steps that are due in a run only the highest is taken, the others are passed over: so a complaint entered late, and a night without the
 * application, tell each person one thing. What fell due before an import ended is passed over too, and what would be told to nobody.
 */
export function remind(run: DueRun, complaint: Concerning, master: MasterData, now: Date) {
  const inOrder = run.due.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const highest = inOrder.at(-1)
  const step = highest && isNew(run, highest.at) ? master.overdueSteps.find(({ id }) => id === highest.stepId) : undefined
  const people = step ? audience(namedBy(step, complaint, master), complaint, master) : []
  const reminders = inOrder.map((one): Reminder => {
    return { runId: run.runId, ...one, passedOver: one !== highest || people.length === 0 }
  })
  if (!highest || !step || people.length === 0) return { reminders, reminded: null }
  const { moment, afterMinutes, ways } = step
  const payload = { clock: run.clock, moment, afterMinutes, dueAt: run.dueAt.toISOString(), people }
  return { reminders, reminded: { at: highest.at, payload, word: word(people, 'OVERDUE', ways, { master, now }) } }
}

const isNew = ({ silentUntil, lastAt }: DueRun, at: Date): boolean =>
  !(silentUntil && at <= silentUntil) && !(lastAt && at <= lastAt)

const namedBy = ({ recipients }: OverdueStep, complaint: Concerning, master: MasterData): Complaint['officers'] =>
  recipients.flatMap((recipient) => named(recipient, complaint, master))
