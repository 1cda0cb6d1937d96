// How a person is changed: in one transaction with its line in the audit trail, and one change at a time.
import { NotFound, Refused } from '../errors.ts'
import type { Prisma } from '../generated/client.ts'
import type { Change, PersonField } from './audit.ts'
import type { Setting } from './credentials.ts'
import { canSomebodyAdminister, latestChange } from './store.ts'

export type Tools = Pick<Setting, 'db' | 'clock'>
export type Transaction = Prisma.TransactionClient
/** Who changes whom; without an actor it is the application itself. */
export type Between = { actorId: number | null; personId: number }
export type Account = { name: string; phone: string | null; email: string | null }

export const LAST_ADMIN =
  'Harus selalu ada Administrator Sistem aktif yang sudah menetapkan kata sandi. Beri peran itu kepada orang lain lebih dahulu.'

/** Two administrators who end each other's role at the same time must not both succeed. */
export function oneAtATime<Result>({ db, clock }: Tools, work: (tx: Transaction, now: Date) => Promise<Result>): Promise<Result> {
  return db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('people', 0))`
    return work(tx, clock.now())
  })
}

export const record = (tx: Transaction, at: Date, { actorId, personId }: Between, { action, details }: Change) =>
  tx.auditEntry.create({ data: { at, actorId, subjectId: personId, action, details } })

export async function existing(tx: Transaction, id: number) {
  const person = await tx.person.findUnique({ where: { id }, include: { grants: true } })
  if (!person) throw new NotFound()
  return person
}

/**
 * Writes what differs; the trail says which fields those were, and not what they hold. False, and nothing written, when the person was changed after
 * this version was read.
 */
export function changeFields(tools: Tools, between: Between, account: Partial<Account>, version: string): Promise<boolean> {
  return oneAtATime(tools, async (tx, now) => {
    const before = await existing(tx, between.personId)
    if ((await latestChange(tx, before.id)) !== version) return false
    const fields = (Object.keys(account) as PersonField[]).filter((field) => before[field] !== account[field])
    if (fields.length === 0) return true
    await tx.person.update({ where: { id: before.id }, data: account })
    await record(tx, now, between, { action: 'changed', details: { fields } })
    return true
  })
}

/** Called after a change that may have taken the last administrator away: then it does not happen. */
export async function keepAnAdministrator(tx: Transaction, now: Date): Promise<void> {
  if (!(await canSomebodyAdminister(tx, now))) throw new Refused(LAST_ADMIN)
}
