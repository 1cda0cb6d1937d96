import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Numbers } from './arrivals.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

/** The complaints that arrived in the days, as runs of numbers that follow one another. */
export function readArrivals(sql: Sql, scope: Scope): Promise<Numbers[]> {
  const query = Prisma.sql`
    SELECT year, min(sequence)::int AS first, max(sequence)::int AS last FROM (
      SELECT c.year, c.sequence, c.sequence - row_number() OVER (PARTITION BY c.year ORDER BY c.sequence) AS run
      FROM facts f JOIN complaints c ON c.id = f.complaint_id WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)}) numbered
    GROUP BY year, run ORDER BY 1, 2`
  return sql<Numbers>(query.text, query.values)
}
