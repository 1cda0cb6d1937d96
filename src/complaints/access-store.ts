import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'

export type Access = { id: number; at: Date; person: string; year: number; sequence: number; what: string }
export type AccessFilter = {
  personId: number | null
  number: { year: number; sequence: number } | null
  from: Date | null
  /** The first instant that no longer belongs to it. */
  until: Date | null
}
export type Cursor = Pick<Access, 'at' | 'id'>

const PAGE = 100

/** Who opened whose contact, the latest first, a hundred a page by key. */
export async function findAccesses(
  db: Database,
  { personId, number, from, until }: AccessFilter,
  before: Cursor | null,
): Promise<{ rows: Access[]; next: Cursor | null }> {
  const conditions = [
    ...(personId ? [Prisma.sql`a.person_id = ${personId}::int`] : []),
    ...(number
      ? [Prisma.sql`a.complaint_id = (SELECT id FROM complaints WHERE year = ${number.year} AND sequence = ${number.sequence})`]
      : []),
    ...(from ? [Prisma.sql`a.at >= ${from}::timestamptz`] : []),
    ...(until ? [Prisma.sql`a.at < ${until}::timestamptz`] : []),
    ...(before ? [Prisma.sql`(a.at, a.id) < (${before.at}::timestamptz, ${before.id}::bigint)`] : []),
  ]
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
  // A hundred first, then whom and what they concern: the order comes out of an index.
  const query = Prisma.sql`SELECT a.id, a.at, p.name AS person, c.year, c.sequence, a.what
    FROM (SELECT * FROM access_log a ${where} ORDER BY a.at DESC, a.id DESC LIMIT ${Prisma.raw(String(PAGE + 1))}) a
      JOIN people p ON p.id = a.person_id JOIN complaints c ON c.id = a.complaint_id
    ORDER BY a.at DESC, a.id DESC`
  const rows = await db.sql<Access>(query.text, query.values)
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1] ?? null) : null }
}
