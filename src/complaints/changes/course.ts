// What every change shares: the words for a step, and the columns that follow from the rest.
import type { NewAttachment } from '../../attachments/attachment.ts'
import type { State } from '../../generated/enums.ts'
import type { User } from '../../permissions.ts'
import type { MasterData } from '../../settings/master.ts'
import { nextDue, nextWarn, type Terms } from '../../sla/clock.ts'
import { policyOf } from '../../sla/policy.ts'
import type { Run } from '../../sla/run.ts'
import { dateInWita } from '../../time.ts'
import type { Errors } from '../../web/form.ts'
import type { Actor, Assignment, Change, Complaint, Hold, NewEvent, Other, Routing } from '../complaint.ts'
import type { EventType, Payload } from '../events.ts'

/** Under what a decision is taken. Null as user: the complainant, through a public way. */
export type Circumstances = { user: User | null; now: Date; master: MasterData; other?: Other | null }
export type Outcome = Change | { errors: Errors }

export const actorOf = ({ user }: Circumstances): Actor =>
  user ? { kind: 'PERSON', id: user.id } : { kind: 'COMPLAINANT', id: null }

/** The policy of the arrival and the calendars (SOP, Clocks). */
export const termsOf = (
  complaint: Pick<Complaint, 'arrivedAt' | 'technical' | 'priority'>,
  { master }: Circumstances,
): Terms => ({
  version: policyOf(master.policies, complaint.arrivedAt),
  versions: master.policies,
  technical: complaint.technical,
  priority: complaint.priority,
  calendars: master.calendars,
})

/** A promised moment, as a payload tells it. */
export const promisedAt = (at: Date | null | undefined) => (at ? { promisedAt: at.toISOString() } : {})

/** What is attached, as a payload names it. */
export const idsOf = (attachments: readonly NewAttachment[]) =>
  attachments.length > 0 ? { attachments: attachments.map(({ id }) => id) } : {}

export function event<T extends EventType>(
  type: T,
  payload: Payload<T>,
  circumstances: Circumstances,
  more: Partial<NewEvent> = {},
): NewEvent {
  return { type, at: circumstances.now, actor: actorOf(circumstances), payload, ...more } as NewEvent
}

/** A step from one state to another, told by one event. */
export function step(before: Complaint, patch: Partial<Complaint>, told: NewEvent): Change {
  const after = settle({ ...before, ...patch })
  const moved = before.state === after.state ? {} : { fromState: before.state as State, toState: after.state as State }
  return { after, events: [{ ...moved, ...told }, ...missed(before, after)] }
}

/** A limit that passed before this step is told at the instant of its deadline, once per run (SOP, Clocks: missed). */
function missed(before: Complaint, after: Complaint): NewEvent[] {
  const told = (run: Run) => before.runs.some((old) => old === run || (old.id !== null && old.id === run.id && old.breachedAt))
  return after.runs.flatMap((run) =>
    run.breachedAt && !told(run)
      ? [
          {
            type: 'limitMissed',
            at: run.breachedAt,
            actor: { kind: 'SYSTEM', id: null },
            payload: { clock: run.clock, limitMinutes: run.limitMinutes },
          },
        ]
      : [],
  )
}

export function settle(complaint: Complaint): Complaint {
  const present = complaint.routings.filter(({ until }) => !until)
  const owner = present.find(({ role }) => role === 'OWNER')?.unitId ?? null
  const hidden = complaint.state === 'DISMISSED'
  return {
    ...complaint,
    arrivedOn: dateInWita(complaint.arrivedAt),
    closedOn: complaint.closedAt && dateInWita(complaint.closedAt),
    nextDueAt: nextDue(complaint.runs),
    nextWarnAt: nextWarn(complaint.runs),
    ownerUnitId: owner,
    activeUnits: distinct(present.map(({ unitId }) => unitId)),
    officers: complaint.assignments.filter(({ until }) => !until).map(({ personId }) => personId),
    // Only the front desk and its heads see what was dismissed (SOP 4).
    seenByUnits: hidden ? [] : distinct(complaint.routings.map(({ unitId }) => unitId)),
    seenByPeople: hidden ? [] : distinct(complaint.assignments.map(({ personId }) => personId)),
  }
}

/** Rows that end at an instant: of all present ones, or of those that fit. */
export const ended = <T extends Routing | Assignment | Hold>(
  rows: readonly T[],
  at: Date,
  fits: (row: T) => boolean = () => true,
): T[] => rows.map((row) => (!row.until && fits(row) ? { ...row, until: at } : row))

export const routed = (unitId: number, role: Routing['role'], at: Date): Routing => ({
  id: null,
  unitId,
  role,
  from: at,
  until: null,
  firstOpenedAt: null,
})

export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]
