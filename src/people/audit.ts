// What may be done to a person, what is kept of it, and how it reads. Codes, ids and names of fields only: no secret, no personal data.
import type { Role } from '../generated/enums.ts'
import { fullDateAndTime } from '../time.ts'
import { ROLE } from '../words.ts'
import { type Days, spanWords } from './absences.ts'

export const PERSON_FIELD = { name: 'nama', phone: 'nomor telepon', email: 'surel' } as const
export type PersonField = keyof typeof PERSON_FIELD

type GrantDetails = { role: Role; unitId: number; from?: string; until?: string | null }
type AbsenceDetails = Days & { deputyId: number | null }
type Details = {
  created: { role: Role; unitId: number }
  changed: { fields: PersonField[] }
  roleGiven: GrantDetails
  roleEnded: GrantDetails
  disabled: Record<string, never>
  enabled: Record<string, never>
  linkMade: Record<string, never>
  passwordSet: Record<string, never>
  passwordChanged: Record<string, never>
  sessionEnded: Record<string, never>
  sessionsEnded: { count: number }
  absenceEntered: AbsenceDetails
  absenceCancelled: AbsenceDetails
}
type Action = keyof Details
export type Change = { [A in Action]: { action: A; details: Details[A] } }[Action]

type Words = { whom: string; unitName: (id: number) => string; personName: (id: number) => string }
const SENTENCE: { [A in Action]: (details: Details[A], words: Words) => string } = {
  created: (to, { whom, unitName }) => `membuat akun ${whom} sebagai ${ROLE[to.role]} di ${unitName(to.unitId)}`,
  changed: ({ fields }, { whom }) => `mengubah ${listed(fields.map((field) => PERSON_FIELD[field]))} ${whom}`,
  roleGiven: (to, { whom, unitName }) => `memberi ${whom} peran ${ROLE[to.role]} di ${unitName(to.unitId)}${span(to)}`,
  roleEnded: (of, { whom, unitName }) => `mengakhiri peran ${ROLE[of.role]} di ${unitName(of.unitId)} dari ${whom}`,
  disabled: (_, { whom }) => `menonaktifkan akun ${whom}`,
  enabled: (_, { whom }) => `mengaktifkan kembali akun ${whom}`,
  linkMade: (_, { whom }) => `membuat tautan kata sandi untuk ${whom}`,
  passwordSet: () => 'menetapkan kata sandi melalui tautan',
  passwordChanged: () => 'mengganti kata sandi',
  sessionEnded: () => 'mengakhiri salah satu sesi masuk',
  sessionsEnded: ({ count }, { whom }) => `mengakhiri ${count} sesi masuk ${whom}`,
  absenceEntered: (days, { whom, personName }) =>
    `mencatat ${whom} tidak di tempat ${spanWords(days)} ${days.deputyId === null ? 'tanpa wakil' : `dengan wakil ${personName(days.deputyId)}`}`,
  absenceCancelled: (days, { whom }) => `membatalkan ketidakhadiran ${whom} ${spanWords(days)}`,
}

/** What was done, to follow the name of who did it: 'memberi Rusdi peran Petugas Teknik di Wilayah Pelayanan V'. */
export function sentence({ action, details }: Change, words: Words): string {
  const say = SENTENCE[action] as (details: Change['details'], words: Words) => string
  return say(details, words)
}

const span = ({ from, until }: GrantDetails): string =>
  (from ? ` mulai ${fullDateAndTime(new Date(from))}` : '') + (until ? ` sampai ${fullDateAndTime(new Date(until))}` : '')

const listed = (names: string[]): string => names.join(', ').replace(/, ([^,]*)$/, ' dan $1')
