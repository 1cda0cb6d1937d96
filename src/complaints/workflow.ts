// The table of actions (SOP 5 and "States"): everything that may happen to a complaint stands here, and everything reads it.
import type { State } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import type { Complaint } from './complaint.ts'
import type { EventType } from './events.ts'
import { PARTIES, type PartyName, type Standing } from './parties.ts'

export type Transition = {
  from: readonly State[]
  /** null: the state stays. */
  to: State | null
  /** A party, or a party in these states only. */
  by: readonly (PartyName | { party: PartyName; in: readonly State[] })[]
  path: string
  button: string
  event: EventType
  /** Notes and links neither check nor raise the version. */
  aside?: true
  danger?: true
}

const WITH_UNIT = ['ESCALATED', 'IN_PROGRESS', 'ON_HOLD'] as const satisfies State[]
const ENDED = ['CLOSED', 'DISMISSED'] as const satisfies State[]
const OPEN = ['SUBMITTED', 'RECEIVED', ...WITH_UNIT, 'MONITORING'] as const satisfies State[]
const EVERY = [...OPEN, ...ENDED] as const satisfies State[]
const NOTERS = ['FRONT_DESK', 'CLOSERS', 'UNIT_STAFF', 'SUPPORTER_STAFF', 'ASSIGNED_OFFICER', 'QUICK_RESPONSE'] as const
const COORDINATORS = ['UNIT_STAFF', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] as const
const WORKERS = ['UNIT_STAFF', 'ASSIGNED_OFFICER'] as const
const ASSIGNERS = ['UNIT_STAFF', 'SUPPORTER_STAFF', 'SECTION_HEAD', 'QUICK_RESPONSE_IN_TECHNICAL'] as const

// biome-ignore format: a table, one action a row
export const TRANSITIONS = {
  accept:   { from: ['SUBMITTED'], to: 'RECEIVED', by: ['FRONT_DESK'], path: 'terima', button: 'Terima', event: 'accepted' }, // step 1
  explain:  { from: ['RECEIVED'], to: 'CLOSED', by: ['FRONT_DESK'], path: 'jelaskan', button: 'Selesaikan dengan penjelasan', event: 'explained' }, // step 2
  escalate: { from: ['RECEIVED'], to: 'ESCALATED', by: ['FRONT_DESK'], path: 'teruskan', button: 'Teruskan', event: 'escalated' }, // step 2 to 3
  start:    { from: ['ESCALATED'], to: 'IN_PROGRESS', by: WORKERS, path: 'mulai', button: 'Mulai tindak lanjut', event: 'started' }, // step 3
  assign:   { from: WITH_UNIT, to: null, by: ASSIGNERS, path: 'tugaskan', button: 'Tugaskan', event: 'assigned' }, // step 3
  finish:   { from: ['IN_PROGRESS'], to: null, by: ['ASSIGNED_OFFICER'], path: 'selesai-kerja', button: 'Nyatakan pekerjaan selesai', event: 'finished' }, // step 4
  report:   { from: ['IN_PROGRESS', 'ON_HOLD'], to: 'MONITORING', by: ['UNIT_STAFF'], path: 'lapor', button: 'Isi laporan penyelesaian', event: 'reported' }, // step 4
  confirm:  { from: ['MONITORING'], to: 'CLOSED', by: ['CLOSERS'], path: 'nyatakan-selesai', button: 'Nyatakan selesai', event: 'confirmed' }, // steps 5, 6
  sendBack: { from: ['MONITORING'], to: 'ESCALATED', by: ['CLOSERS'], path: 'ulang', button: 'Minta tindak lanjut ulang', event: 'sentBack' }, // step 5
  correct:  { from: ['MONITORING'], to: null, by: ['UNIT_STAFF'], path: 'perbaiki-laporan', button: 'Perbaiki laporan', event: 'corrected' }, // step 4
  hold:     { from: ['IN_PROGRESS'], to: 'ON_HOLD', by: WORKERS, path: 'tunda', button: 'Tunda', event: 'held' },
  resume:   { from: ['ON_HOLD'], to: 'IN_PROGRESS', by: WORKERS, path: 'lanjutkan', button: 'Lanjutkan', event: 'resumed' },
  note:     { from: EVERY, to: null, by: NOTERS, path: 'catat', button: 'Catat perkembangan', event: 'noted', aside: true },
  involve:  { from: WITH_UNIT, to: null, by: COORDINATORS, path: 'libatkan', button: 'Libatkan unit lain', event: 'involved' },
  transfer: { from: WITH_UNIT, to: 'ESCALATED', by: COORDINATORS, path: 'alihkan', button: 'Alihkan', event: 'transferred' },
  return:   { from: WITH_UNIT, to: 'RECEIVED', by: ['UNIT_STAFF', { party: 'FRONT_DESK', in: ['ESCALATED'] }], path: 'kembalikan', button: 'Kembalikan ke Humas', event: 'returned' },
  amend:    { from: EVERY, to: null, by: [{ party: 'FRONT_DESK', in: OPEN }, { party: 'UNIT_STAFF', in: OPEN }, { party: 'SECTION_HEAD', in: ENDED }], path: 'perbaiki', button: 'Perbaiki data', event: 'amended' },
  link:     { from: EVERY, to: null, by: ['FRONT_DESK', 'CLOSERS', 'UNIT_STAFF'], path: 'kaitkan', button: 'Kaitkan', event: 'linked', aside: true },
  dismiss:  { from: ['SUBMITTED', 'RECEIVED'], to: 'DISMISSED', by: ['FRONT_DESK'], path: 'tutup', button: 'Tutup tanpa tindak lanjut', event: 'dismissed', danger: true }, // step 1
  reopen:   { from: ENDED, to: 'RECEIVED', by: ['CLOSERS', 'WHO_CLOSED_IT'], path: 'buka-kembali', button: 'Buka kembali', event: 'reopened' },
} as const satisfies Record<string, Transition>

export type Action = keyof typeof TRANSITIONS
export const ACTIONS = Object.keys(TRANSITIONS) as Action[]

export const actionAt = (path: string): Action | undefined => ACTIONS.find((action) => TRANSITIONS[action].path === path)

export type Allowed = 'yes' | 'wrong state' | 'not related' | 'never'

/** Whether a person may take an action now; time limits of reopening apart. */
export function allowed(user: User, action: Action, complaint: Standing & Pick<Complaint, 'state'>): Allowed {
  const { from, by }: Transition = TRANSITIONS[action]
  const rules = by.map((rule) => (typeof rule === 'string' ? { party: rule, in: from } : rule))
  const roles = rules.flatMap(({ party }) => [...PARTIES[party].roles])
  if (!user.grants.some(({ role }) => roles.includes(role))) return 'never'
  const holding = rules.filter(({ party }) => PARTIES[party].holds(user, complaint))
  if (holding.length === 0) return 'not related'
  return holding.some((rule) => rule.in.includes(complaint.state)) ? 'yes' : 'wrong state'
}
