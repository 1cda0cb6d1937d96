import type { Database } from '../db.ts'
import { NotFound, Refused } from '../errors.ts'
import { dateInWita } from '../time.ts'
import type { Absence, Days } from './absences.ts'
import { type Between, oneAtATime, record, type Tools, type Transaction } from './changes-store.ts'

/** Absences of these people that are not over and not taken back, the next first. */
export const listAbsences = (db: Database, personIds: number[], now: Date): Promise<Absence[]> =>
  db.sql<Absence>(
    `SELECT id, person_id AS "personId", "from", until, deputy_id AS "deputyId", created_by_id AS "createdById"
     FROM absences WHERE person_id = ANY($1) AND until >= $2::date AND cancelled_at IS NULL ORDER BY "from", id`,
    [personIds, dateInWita(now)],
  )

export type Entered = 'entered' | 'overlapping' | 'deputy away'
type Span = Days & { deputyId: number | null }

/** Nothing is written when the person, or the deputy, is away on one of these days already. */
export function enterAbsence(tools: Tools, between: Between & { actorId: number }, span: Span): Promise<Entered> {
  return oneAtATime(tools, async (tx, now) => {
    const { personId, actorId } = between
    if (await isAway(tx, personId, span)) return 'overlapping'
    if (span.deputyId !== null && (await isAway(tx, span.deputyId, span))) return 'deputy away'
    const days = { from: new Date(span.from), until: new Date(span.until) }
    await tx.absence.create({ data: { personId, ...days, deputyId: span.deputyId, createdById: actorId, createdAt: now } })
    await record(tx, now, between, { action: 'absenceEntered', details: { ...span } })
    return 'entered'
  })
}

/** Takes back what has not passed yet: from now on the person is here. */
export function cancelAbsence(tools: Tools, between: Between, id: number): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    const found = await tx.absence.findFirst({ where: { id, personId: between.personId } })
    if (!found) throw new NotFound('Ketidakhadiran ini tidak ditemukan.')
    const [from, until] = [dayOf(found.from), dayOf(found.until)]
    if (found.cancelledAt) throw new Refused('Ketidakhadiran ini sudah dibatalkan.')
    if (until < dateInWita(now)) throw new Refused('Ketidakhadiran ini sudah lewat.')
    await tx.absence.update({ where: { id }, data: { cancelledAt: now } })
    await record(tx, now, between, { action: 'absenceCancelled', details: { from, until, deputyId: found.deputyId } })
  })
}

async function isAway(tx: Transaction, personId: number, { from, until }: Span): Promise<boolean> {
  const touching = { from: { lte: new Date(until) }, until: { gte: new Date(from) } }
  return (await tx.absence.findFirst({ where: { personId, cancelledAt: null, ...touching } })) !== null
}

// Prisma gives a day as the instant at which it begins in UTC.
const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
