// Who may see a complaint and who its complainant (SOP 4), each in two forms that a test proves equal: for Prisma and for SQL on `complaints c`.
import { Prisma } from '../generated/client.ts'
import type { ComplaintWhereInput } from '../generated/models.ts'
import { ALL_SEEING, hasRole, type User, unitsAs } from '../permissions.ts'

export const OPEN = Prisma.sql`c.state NOT IN ('CLOSED', 'DISMISSED')`

const NOBODY: ComplaintWhereInput = { id: { in: [] } }

export function visibleTo(user: User): ComplaintWhereInput {
  if (hasRole(user, ALL_SEEING)) return {}
  const sights: ComplaintWhereInput[] = []
  if (hasRole(user, ['DIRECTOR'])) sights.push({ state: { not: 'SUBMITTED' } })
  if (hasRole(user, ['UNIT_STAFF'])) sights.push({ seenByUnits: { hasSome: unitsAs(user, 'UNIT_STAFF') } })
  if (hasRole(user, ['QUICK_RESPONSE']))
    sights.push({ technical: true, everEscalated: true, state: { notIn: ['CLOSED', 'DISMISSED'] } })
  if (hasRole(user, ['QUICK_RESPONSE', 'TECHNICIAN'])) sights.push({ seenByPeople: { has: user.id } })
  return sights.length > 0 ? { OR: sights } : NOBODY
}

export function visibleSql(user: User): Prisma.Sql {
  if (hasRole(user, ALL_SEEING)) return Prisma.sql`TRUE`
  const sights: Prisma.Sql[] = []
  if (hasRole(user, ['DIRECTOR'])) sights.push(Prisma.sql`c.state <> 'SUBMITTED'`)
  if (hasRole(user, ['UNIT_STAFF'])) sights.push(Prisma.sql`c.seen_by_units && ${unitsAs(user, 'UNIT_STAFF')}::int[]`)
  if (hasRole(user, ['QUICK_RESPONSE'])) sights.push(Prisma.sql`(c.technical AND c.ever_escalated AND ${OPEN})`)
  if (hasRole(user, ['QUICK_RESPONSE', 'TECHNICIAN'])) sights.push(Prisma.sql`c.seen_by_people && ${[user.id]}::int[]`)
  return either(sights)
}

/** The same for all who see the same complaints. */
export function sightOf(user: User): string {
  const { text, values } = visibleSql(user)
  return JSON.stringify([text, values])
}

type Sighted = {
  state: string
  technical: boolean
  everEscalated: boolean
  activeUnits: readonly number[]
  seenByPeople: readonly number[]
}

/** Whether name, contact and special needs are shown, of a complaint that the person may see. */
export function seesContact(user: User, complaint: Sighted): boolean {
  const open = complaint.state !== 'CLOSED' && complaint.state !== 'DISMISSED'
  const assigned = complaint.seenByPeople.includes(user.id)
  return (
    hasRole(user, ALL_SEEING) ||
    unitsAs(user, 'UNIT_STAFF').some((unit) => complaint.activeUnits.includes(unit)) ||
    (hasRole(user, ['QUICK_RESPONSE']) && (assigned || (open && complaint.technical && complaint.everEscalated))) ||
    (hasRole(user, ['TECHNICIAN']) && assigned && open)
  )
}

/** The same, for a search by name or phone: what is masked cannot be found by guessing either. */
export function seesContactSql(user: User): Prisma.Sql {
  if (hasRole(user, ALL_SEEING)) return Prisma.sql`TRUE`
  const sights: Prisma.Sql[] = []
  if (hasRole(user, ['UNIT_STAFF'])) sights.push(Prisma.sql`c.active_units && ${unitsAs(user, 'UNIT_STAFF')}::int[]`)
  if (hasRole(user, ['QUICK_RESPONSE']))
    sights.push(Prisma.sql`(c.seen_by_people && ${[user.id]}::int[] OR (c.technical AND c.ever_escalated AND ${OPEN}))`)
  if (hasRole(user, ['TECHNICIAN'])) sights.push(Prisma.sql`(c.seen_by_people && ${[user.id]}::int[] AND ${OPEN})`)
  return either(sights)
}

const either = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`(${Prisma.join(conditions, ' OR ')})` : Prisma.sql`FALSE`
