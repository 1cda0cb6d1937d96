// Work of officers who cannot do it: who are away, or can no longer be sent out for that complaint. It goes to another by an ordinary assignment.
import { Refused } from '../errors.ts'
import { awayWords } from '../people/absences.ts'
import type { MasterData } from '../settings/master.ts'
import type { Option } from '../web/form.ts'
import { listsOf } from './choices.ts'
import type { Change, Complaint } from './complaint.ts'
import { type Deciding, decide, refuse } from './decide.ts'

/** Whether an officer's assignment waits for somebody else. */
export function isStranded(personId: number, activeUnits: readonly number[], { officers, away }: MasterData): boolean {
  const sendable = officers.some(
    ({ id, role, unitId }) => id === personId && (role === 'QUICK_RESPONSE' || activeUnits.includes(unitId)),
  )
  return away.has(personId) || !sendable
}

export const whyStranded = (personId: number, master: MasterData): string =>
  awayWords(personId, master) ?? 'tidak lagi menjadi petugas di unit itu'

/** Who could take over what these units have. */
export function successorsOf(personId: number, activeUnits: readonly number[], master: MasterData): Option[] {
  const fitting = master.officers.filter(
    ({ id, role, unitId }) => id !== personId && (role === 'QUICK_RESPONSE' || activeUnits.includes(unitId)),
  )
  return [...new Set(fitting.map(({ id }) => id))].map((id) => {
    const [name, away] = [master.names.person(id), awayWords(id, master)]
    return { value: String(id), label: away ? `${name} (${away})` : name }
  })
}

type Handing = { personId: number; deputyId: number }

/** The deputy in the place of the officer, the others as they are. Throws Forbidden or Refused, with the reason. */
export function handOver(complaint: Complaint, { personId, deputyId }: Handing, at: Deciding): Change {
  const { user, now, master } = at
  refuse(complaint, 'assign', at)
  const [person, deputy] = [master.names.person(personId), master.names.person(deputyId)]
  if (!complaint.officers.includes(personId)) throw new Refused(`Aduan ini tidak lagi ditugaskan kepada ${person}.`)
  if (!isStranded(personId, complaint.activeUnits, master)) throw new Refused(`${person} tidak lagi berhalangan.`)
  const { officers = [] } = listsOf(complaint, { user, now, master, report: null })
  if (!officers.some(({ value }) => value === String(deputyId)))
    throw new Refused(`${deputy} bukan petugas dari unit yang menangani aduan ini.`)
  const petugas = complaint.officers.map((id) => (id === personId ? deputyId : id))
  const outcome = decide(complaint, 'assign', { petugas, janji: null }, at)
  if ('errors' in outcome || outcome.after.officers.includes(personId))
    throw new Refused(`Penugasan ${person} hanya dapat diubah oleh unit yang menugaskannya.`)
  return outcome
}
