import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { endOf, type Scope } from './measures-store.ts'
import type { Missed, MissedBy } from './missed.ts'

/** Of each complaint of a page its earliest missed limit, in one statement. */
export async function readMissed(
  sql: Sql,
  page: readonly { id: number }[],
  scope: Scope,
  { clock, atEnd }: MissedBy,
): Promise<Map<number, Missed>> {
  const end = endOf(scope)
  const which = atEnd ? standingAt(end) : Prisma.sql`r.breached_at IS NOT NULL`
  const query = Prisma.sql`SELECT DISTINCT ON (r.complaint_id) r.complaint_id AS id, r.due_at AS "dueAt", r.stopped_at AS "stoppedAt",
      ${causesUntil(atEnd ? end : Prisma.sql`'infinity'`)}
    FROM runs r JOIN complaints c ON c.id = r.complaint_id
    WHERE c.id = ANY(${page.map(({ id }) => id)}::int[]) AND ${which} AND (${clock}::text IS NULL OR r.clock::text = ${clock}) ORDER BY r.complaint_id, r.due_at`
  const rows = await sql<Missed>(query.text, query.values)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Runs r that had missed their limit at an instant, and still ran. */
export const standingAt = (end: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`r.breached_at < ${end} AND (r.stopped_at IS NULL OR r.stopped_at >= ${end})`

/** What is known, before an instant, of why a complaint c was late. */
export const causesUntil = (end: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ARRAY(SELECT reason_id FROM holds h WHERE h.complaint_id = c.id AND h."from" < ${end} ORDER BY h.id) AS "holdReasonIds",
  (SELECT count(*)::int FROM events e WHERE e.complaint_id = c.id AND e.type IN ('transferred', 'returned', 'sentBack') AND e.at < ${end}) AS passes`
