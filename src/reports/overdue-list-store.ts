import { numberOf } from '../complaints/complaint.ts'
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Overdue } from './content.ts'
import { endOf, openAt, type Scope, scopeSql } from './measures-store.ts'
import { causesUntil, standingAt } from './missed-store.ts'

/**
 * The complaints that were late at the end of the days, the longest overdue first, at most so many: of each its earliest missed limit, who held it then
 * and why, as far as it was known then. What was returned is held by Humas.
 */
export async function listOverdue(sql: Sql, scope: Scope, most = 200): Promise<Overdue[]> {
  const end = endOf(scope)
  const query = Prisma.sql`
    SELECT c.year, c.sequence, f.category_id AS "categoryId", r.clock, r.due_at AS "dueAt", ${causesUntil(end)},
      coalesce((SELECT unit_id FROM routings o WHERE o.complaint_id = c.id AND o.role = 'OWNER' AND o."from" < ${end}
        AND (o.until IS NULL OR o.until >= ${end}) ORDER BY o.id DESC LIMIT 1), (SELECT id FROM units WHERE code = 'HUMAS')) AS "unitId"
    FROM spells s JOIN facts f USING (complaint_id) JOIN complaints c ON c.id = f.complaint_id,
      LATERAL (SELECT clock, due_at FROM runs r WHERE complaint_id = c.id AND ${standingAt(end)} ORDER BY due_at LIMIT 1) r
    WHERE ${openAt(scope.until)} AND ${scopeSql(scope)} ORDER BY r.due_at, c.id LIMIT ${most}`
  const rows = await sql<Overdue & { year: number; sequence: number }>(query.text, query.values)
  return rows.map(({ year, sequence, ...row }) => ({ ...row, number: numberOf({ year, sequence }) }))
}
