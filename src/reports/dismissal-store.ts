import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { DISMISSED_FOR, FLOW_SQL, type Scope, scopeSql } from './measures-store.ts'

/** Whatever was dismissed in the days of a scope, by its reason, the most frequent first. */
export function readDismissed(sql: Sql, scope: Scope): Promise<{ reason: string; count: number }[]> {
  const query = Prisma.sql`SELECT ${DISMISSED_FOR} AS reason, count(*)::int AS count FROM spells s JOIN facts f USING (complaint_id)
    WHERE ${FLOW_SQL.dismissed(scope)} AND ${scopeSql(scope)} GROUP BY 1 ORDER BY 2 DESC, 1`
  return sql<{ reason: string; count: number }>(query.text, query.values)
}
