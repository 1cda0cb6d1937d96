import { NotFound, Refused } from '../errors.ts'
import type { Role } from '../generated/client.ts'
import { type Between, existing, keepAnAdministrator, oneAtATime, record, type Tools } from './changes-store.ts'

/** A role in a unit; without `from` it begins at once, without `until` it has no end. */
export type Span = { role: Role; unitId: number; from: Date | null; until: Date | null }

/** False when the person holds that role in that unit already for a part of the time. */
export function giveRole(tools: Tools, between: Between, { role, unitId, from, until }: Span): Promise<boolean> {
  return oneAtATime(tools, async (tx, now) => {
    const { id: personId } = await existing(tx, between.personId)
    const begins = from ?? now
    const overlapping = { OR: [{ until: null }, { until: { gt: begins } }], ...(until && { from: { lt: until } }) }
    if (await tx.grant.findFirst({ where: { personId, role, unitId, ...overlapping } })) return false
    await tx.grant.create({ data: { personId, role, unitId, from: begins, until } })
    const span = { from: from?.toISOString(), until: until?.toISOString() }
    await record(tx, now, between, { action: 'roleGiven', details: { role, unitId, ...span } })
    return true
  })
}

/** Ends a role now, and says which; one that had yet to begin never does. */
export function endRole(tools: Tools, between: Between, grantId: number): Promise<Role> {
  return oneAtATime(tools, async (tx, now) => {
    const grant = await tx.grant.findFirst({ where: { id: grantId, personId: between.personId } })
    if (!grant) throw new NotFound()
    if (grant.until && grant.until <= now) throw new Refused('Peran ini sudah berakhir.')
    await tx.grant.update({ where: { id: grantId }, data: { until: now } })
    if (grant.role === 'SYSTEM_ADMIN') await keepAnAdministrator(tx, now)
    await record(tx, now, between, { action: 'roleEnded', details: { role: grant.role, unitId: grant.unitId } })
    return grant.role
  })
}
