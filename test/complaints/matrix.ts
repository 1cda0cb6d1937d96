// The SOP's tables "who may see a complaint" and "action, from, to, who", transcribed by hand: of the application only the names of actions
// are taken, so that a slip in its own table shows.
import type { UnitCode } from '../../prisma/seed/units.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { Role, State } from '../../src/generated/enums.ts'

export const STATES = [
  'SUBMITTED',
  'RECEIVED',
  'ESCALATED',
  'IN_PROGRESS',
  'ON_HOLD',
  'MONITORING',
  'CLOSED',
  'DISMISSED',
] as const satisfies State[]

/** What a test did to a complaint, in its own words: nothing of it is read from the application. */
export type Facts = {
  state: State
  technical: boolean
  owner: UnitCode | null
  supporters: UnitCode[]
  /** Units that had it and gave it up. */
  once: UnitCode[]
  assigned: string[]
  /** Officers who were sent out and are not any more. */
  onceAssigned: string[]
  closedBy: string | null
}
export type Holder = { username: string; grants: { role: Role; unit: UnitCode }[] }

type Who =
  | 'front desk'
  | 'closers'
  | 'unit staff'
  | 'supporter staff'
  | 'assigned officer'
  | 'SECTION_HEAD'
  | 'DEPARTMENT_HEAD'
  | 'QUICK_RESPONSE'
  | 'QUICK_RESPONSE in technical cases'
  | 'who closed it'
type Row = { from: State[]; to?: State; who: Who[] }

const WITH_UNIT: State[] = ['ESCALATED', 'IN_PROGRESS', 'ON_HOLD']
const OPEN: State[] = ['SUBMITTED', 'RECEIVED', ...WITH_UNIT, 'MONITORING']
const ENDED: State[] = ['CLOSED', 'DISMISSED']
const EVERY: State[] = [...OPEN, ...ENDED]

/** Without `to` the state stays. */
export const TABLE: Record<Action, Row[]> = {
  accept: [{ from: ['SUBMITTED'], to: 'RECEIVED', who: ['front desk'] }],
  dismiss: [{ from: ['SUBMITTED', 'RECEIVED'], to: 'DISMISSED', who: ['front desk'] }],
  explain: [{ from: ['RECEIVED'], to: 'CLOSED', who: ['front desk'] }],
  escalate: [{ from: ['RECEIVED'], to: 'ESCALATED', who: ['front desk'] }],
  transfer: [{ from: WITH_UNIT, to: 'ESCALATED', who: ['unit staff', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] }],
  involve: [{ from: WITH_UNIT, who: ['unit staff', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] }],
  return: [
    { from: WITH_UNIT, to: 'RECEIVED', who: ['unit staff'] },
    { from: ['ESCALATED'], to: 'RECEIVED', who: ['front desk'] },
  ],
  assign: [{ from: WITH_UNIT, who: ['unit staff', 'supporter staff', 'SECTION_HEAD', 'QUICK_RESPONSE in technical cases'] }],
  start: [{ from: ['ESCALATED'], to: 'IN_PROGRESS', who: ['unit staff', 'assigned officer'] }],
  note: [{ from: EVERY, who: ['front desk', 'closers', 'unit staff', 'supporter staff', 'assigned officer', 'QUICK_RESPONSE'] }],
  amend: [
    { from: OPEN, who: ['front desk', 'unit staff'] },
    { from: ENDED, who: ['SECTION_HEAD'] },
  ],
  link: [{ from: EVERY, who: ['front desk', 'closers', 'unit staff'] }],
  hold: [{ from: ['IN_PROGRESS'], to: 'ON_HOLD', who: ['unit staff', 'assigned officer'] }],
  resume: [{ from: ['ON_HOLD'], to: 'IN_PROGRESS', who: ['unit staff', 'assigned officer'] }],
  finish: [{ from: ['IN_PROGRESS'], who: ['assigned officer'] }],
  report: [{ from: ['IN_PROGRESS', 'ON_HOLD'], to: 'MONITORING', who: ['unit staff'] }],
  correct: [{ from: ['MONITORING'], who: ['unit staff'] }],
  confirm: [{ from: ['MONITORING'], to: 'CLOSED', who: ['closers'] }],
  sendBack: [{ from: ['MONITORING'], to: 'ESCALATED', who: ['closers'] }],
  reopen: [{ from: ENDED, to: 'RECEIVED', who: ['closers', 'who closed it'] }],
}

/** The path words, as the SOP prints them beside the actions. */
export const PATHS: Record<Action, string> = {
  accept: 'terima',
  dismiss: 'tutup',
  explain: 'jelaskan',
  escalate: 'teruskan',
  transfer: 'alihkan',
  involve: 'libatkan',
  return: 'kembalikan',
  assign: 'tugaskan',
  start: 'mulai',
  note: 'catat',
  amend: 'perbaiki',
  link: 'kaitkan',
  hold: 'tunda',
  resume: 'lanjutkan',
  finish: 'selesai-kerja',
  report: 'lapor',
  correct: 'perbaiki-laporan',
  confirm: 'nyatakan-selesai',
  sendBack: 'ulang',
  reopen: 'buka-kembali',
}
export const ALL_ACTIONS = Object.keys(PATHS) as Action[]

const FRONT_DESK: Role[] = ['HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD']
const CLOSERS: Role[] = ['HUMAS_ADMIN', 'SECTION_HEAD', 'DEPARTMENT_HEAD']
const ALL_SEEING: Role[] = [...FRONT_DESK, 'DEPARTMENT_HEAD']

const has = ({ grants }: Holder, roles: Role[]) => grants.some(({ role }) => roles.includes(role))
const isStaffOf = (holder: Holder, unit: UnitCode) =>
  holder.grants.some((grant) => grant.role === 'UNIT_STAFF' && grant.unit === unit) ||
  (unit === 'HUMAS' && has(holder, ['HUMAS_ADMIN', 'SECTION_HEAD']))
const isOpen = ({ state }: Facts) => OPEN.includes(state)
const everAssigned = ({ username }: Holder, { assigned, onceAssigned }: Facts) =>
  [...assigned, ...onceAssigned].includes(username)
const escalatedOnce = ({ owner, once }: Facts) => owner !== null || once.length > 0

const IS: Record<Who, (holder: Holder, facts: Facts) => boolean> = {
  'front desk': (holder) => has(holder, FRONT_DESK),
  closers: (holder) => has(holder, CLOSERS),
  'unit staff': (holder, { owner }) => owner !== null && isStaffOf(holder, owner),
  'supporter staff': (holder, { supporters }) => supporters.some((unit) => isStaffOf(holder, unit)),
  'assigned officer': (holder, { assigned }) =>
    has(holder, ['TECHNICIAN', 'QUICK_RESPONSE']) && assigned.includes(holder.username),
  SECTION_HEAD: (holder) => has(holder, ['SECTION_HEAD']),
  DEPARTMENT_HEAD: (holder) => has(holder, ['DEPARTMENT_HEAD']),
  QUICK_RESPONSE: (holder) => has(holder, ['QUICK_RESPONSE']),
  'QUICK_RESPONSE in technical cases': (holder, { technical }) => technical && has(holder, ['QUICK_RESPONSE']),
  'who closed it': (holder, { closedBy }) => has(holder, ALL_SEEING) && closedBy === holder.username,
}

/** Who may see a complaint; several roles: the union. */
export function sees(holder: Holder, facts: Facts): boolean {
  const hidden = facts.state === 'DISMISSED'
  const units: UnitCode[] = [...(facts.owner ? [facts.owner] : []), ...facts.supporters, ...facts.once]
  return holder.grants.some(({ role, unit }) => {
    if (ALL_SEEING.includes(role)) return true
    if (role === 'DIRECTOR') return facts.state !== 'SUBMITTED'
    if (role === 'UNIT_STAFF') return !hidden && units.includes(unit)
    if (role === 'TECHNICIAN') return !hidden && everAssigned(holder, facts)
    if (role === 'QUICK_RESPONSE')
      return (isOpen(facts) && facts.technical && escalatedOnce(facts)) || (!hidden && everAssigned(holder, facts))
    return false
  })
}

/** Of those who see it, who sees name, contact and special needs. */
export function seesContactOf(holder: Holder, facts: Facts): boolean {
  const present: UnitCode[] = [...(facts.owner ? [facts.owner] : []), ...facts.supporters]
  return holder.grants.some(({ role, unit }) => {
    if (ALL_SEEING.includes(role)) return true
    if (role === 'UNIT_STAFF') return present.includes(unit)
    if (role === 'TECHNICIAN') return isOpen(facts) && everAssigned(holder, facts)
    return role === 'QUICK_RESPONSE' && sees({ ...holder, grants: [{ role, unit }] }, facts)
  })
}

export type Answer = 'yes' | 403 | 404 | 409

/** Refusals: not seen 404; seen, but not theirs to do 403; wrong state 409. */
export function expected(holder: Holder, action: Action, facts: Facts): Answer {
  if (!sees(holder, facts)) return 404
  const mine = TABLE[action].filter(({ who }) => who.some((one) => IS[one](holder, facts)))
  if (mine.length === 0) return 403
  return mine.some(({ from }) => from.includes(facts.state)) ? 'yes' : 409
}
