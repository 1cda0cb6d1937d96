import type { Database } from '../db.ts'

export type Access = { id: number; at: Date; person: string; year: number; sequence: number; what: string }

const PAGE = 100

/** Who opened whose contact, the latest first, a hundred a page by key. */
export async function findAccesses(db: Database, before: number | null): Promise<{ rows: Access[]; next: number | null }> {
  const rows = await db.sql<Access>(
    `SELECT a.id, a.at, p.name AS person, c.year, c.sequence, a.what FROM access_log a
       JOIN people p ON p.id = a.person_id JOIN complaints c ON c.id = a.complaint_id
     WHERE a.id < $1 ORDER BY a.id DESC LIMIT $2`,
    [before ?? Number.MAX_SAFE_INTEGER, PAGE + 1],
  )
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}
