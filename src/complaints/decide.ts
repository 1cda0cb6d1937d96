// A pure decision about a complaint: what an action changes, errors of its form, or a refusal (403, 409).
import { Forbidden, Refused, Unreadable } from '../errors.ts'
import { announce } from '../notifications/announce.ts'
import type { User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { besideAll } from '../sla/clock.ts'
import { STATE } from '../words.ts'
import { confirm, reopen, sendBack, waysToReopen } from './changes/closing.ts'
import type { Circumstances, Outcome } from './changes/course.ts'
import { accept, dismiss, escalate, explain } from './changes/intake.ts'
import { amend, link, note } from './changes/records.ts'
import { assign, involve, returnToHumas, transfer } from './changes/routing.ts'
import { correct, finish, hold, report, resume, start } from './changes/work.ts'
import type { Change as ChangeMade, Complaint } from './complaint.ts'
import { ACTIONS, type Action, allowed, TRANSITIONS } from './workflow.ts'

type Change<V> = (complaint: Complaint, values: V, at: Circumstances) => Outcome

const CHANGES = {
  accept,
  explain,
  escalate,
  start,
  assign,
  finish,
  report,
  confirm,
  sendBack,
  correct,
  hold,
  resume,
  note,
  involve,
  transfer,
  return: returnToHumas,
  amend,
  link,
  dismiss,
  reopen,
} as const satisfies Record<Action, unknown>

export type Deciding = Circumstances & { user: User /** The version that the person saw. */; version: number | null }

/** Whether the person may even try: 403 for what their roles never do; before any form is looked at. */
export function mayTry(user: User, action: Action, complaint: Complaint, master: MasterData): void {
  if (standing(user, action, complaint, master) === 'never') throw new Forbidden()
}

/** Values are those of the action's own form. Throws Forbidden or Refused. */
export function decide(complaint: Complaint, action: Action, values: object, at: Deciding): Outcome {
  refuse(complaint, action, at)
  const outcome = (CHANGES[action] as Change<object>)(complaint, values, at)
  return 'errors' in outcome ? outcome : announce(complaint, withHeldTime(complaint, outcome, at), at)
}

function withHeldTime({ runs }: Complaint, change: ChangeMade, { master: { calendars } }: Deciding): ChangeMade {
  const { after } = change
  return { ...change, after: { ...after, runs: besideAll(runs, after.runs, after.holds, calendars) } }
}

/** What a person may do now, in the table's order, which is that of likelihood. */
export const actionsOf = (user: User, complaint: Complaint, master: MasterData, now: Date): Action[] =>
  ACTIONS.filter((action) => standing(user, action, complaint, master) === 'yes').filter((action) => {
    if (action !== 'reopen') return true
    const { anew, mistaken } = waysToReopen(complaint, { user, now })
    return anew || mistaken
  })

/** Throws as decide does, without deciding: no version, changed since it was seen, not this person's, or not in this state. */
export function refuse(complaint: Complaint, action: Action, { user, master, version }: Deciding): void {
  const answer = standing(user, action, complaint, master)
  if (answer === 'never') throw new Forbidden()
  if (!('aside' in TRANSITIONS[action])) {
    if (version === null) throw new Unreadable()
    if (version !== complaint.version) throw new Changed()
  }
  if (answer === 'not related') throw new Forbidden()
  if (answer === 'wrong state')
    throw new Refused(
      `${TRANSITIONS[action].button} tidak dapat dilakukan pada aduan yang ${STATE[complaint.state].toLowerCase()}.`,
    )
}

/** Somebody acted since the page was opened: the page shows what, and keeps what was typed. */
export class Changed extends Refused {
  constructor() {
    super('Aduan ini berubah sejak Anda membukanya.')
  }
}

const standing = (user: User, action: Action, complaint: Complaint, { humasUnitId }: MasterData) =>
  allowed(user, action, { ...complaint, humasUnitId })
