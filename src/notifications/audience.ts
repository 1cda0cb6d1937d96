// Whom something about a complaint concerns (SOP 4 and 5): people by the posts they hold now, never one who may not see it.
import type { Complaint } from '../complaints/complaint.ts'
import type { Role, StepRecipient } from '../generated/enums.ts'
import { ALL_SEEING, FRONT_DESK, HUMAS_STAFF } from '../permissions.ts'
import type { MasterData, Post } from '../settings/master.ts'

/** What of a complaint decides who is told of it and who may see it. */
export type Concerning = Pick<
  Complaint,
  'state' | 'technical' | 'everEscalated' | 'ownerUnitId' | 'officers' | 'seenByUnits' | 'seenByPeople'
>
type Posts = Pick<MasterData, 'posts' | 'humasUnitId'>

export const frontDesk = (master: Posts): number[] => holders(master, FRONT_DESK)

export const holders = ({ posts }: Posts, roles: readonly Role[]): number[] =>
  posts.filter(({ role }) => roles.includes(role)).map(({ personId }) => personId)

/** Staff of a unit: UNIT_STAFF there; for Bagian Humas its admins and the Kasie. */
export const staffOf = (master: Posts, unitId: number): number[] => [
  ...master.posts.filter((post) => post.role === 'UNIT_STAFF' && post.unitId === unitId).map(({ personId }) => personId),
  ...(unitId === master.humasUnitId ? holders(master, HUMAS_STAFF) : []),
]

/** Those whose work a complaint is at present: the staff of its unit, before that the front desk. */
export const keepers = ({ ownerUnitId }: Concerning, master: Posts): number[] =>
  ownerUnitId === null ? frontDesk(master) : staffOf(master, ownerUnitId)

/** Whom a step for overdue work names. A head who could not open the complaint is none, so the Kasie hears of it (SOP, escalation of overdue work). */
export function named(recipient: StepRecipient, complaint: Concerning, master: MasterData): number[] {
  if (recipient === 'ASSIGNED') return complaint.officers
  if (recipient === 'UNIT_STAFF') return keepers(complaint, master)
  if (recipient !== 'UNIT_HEAD') return holders(master, [recipient])
  const headId = master.units.find(({ id }) => id === (complaint.ownerUnitId ?? master.humasUnitId))?.headId
  return headId && maySee(headId, complaint, master) ? [headId] : holders(master, ['SECTION_HEAD'])
}

/** Each once, with the deputy of who is away, and only those who may see the complaint. */
export function audience(people: readonly number[], complaint: Concerning, master: MasterData): number[] {
  const deputies = people.flatMap((id) => master.away.get(id)?.deputyId ?? [])
  return [...new Set([...people, ...deputies])].filter((id) => maySee(id, complaint, master))
}

/** The same as complaints/visible.ts says of a person who holds these posts; a test proves them equal. */
export function maySee(personId: number, complaint: Concerning, { posts }: Pick<MasterData, 'posts'>): boolean {
  return posts.some((post) => post.personId === personId && shows(post, complaint))
}

function shows({ role, unitId, personId }: Post, complaint: Concerning): boolean {
  const open = complaint.state !== 'CLOSED' && complaint.state !== 'DISMISSED'
  if ((ALL_SEEING as readonly Role[]).includes(role)) return true
  if (role === 'DIRECTOR') return complaint.state !== 'SUBMITTED'
  if (role === 'UNIT_STAFF') return complaint.seenByUnits.includes(unitId)
  if (role === 'QUICK_RESPONSE' && complaint.technical && complaint.everEscalated && open) return true
  return (role === 'QUICK_RESPONSE' || role === 'TECHNICIAN') && complaint.seenByPeople.includes(personId)
}
