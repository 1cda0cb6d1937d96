import { numberOf } from '../complaints/complaint.ts'
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { addDays, startOfDayWita } from '../time.ts'
import type { Overdue } from './content.ts'
import { openAt, type Scope, scopeSql } from './measures-store.ts'

/** The complaints that were late at the end of the days, the longest overdue first, at most so many: of each its earliest missed limit. */
export async function listOverdue(sql: Sql, scope: Scope, most = 200): Promise<Overdue[]> {
  const end = Prisma.sql`${startOfDayWita(addDays(scope.until, 1))}::timestamptz`
  const query = Prisma.sql`
    SELECT c.year, c.sequence, f.category_id AS "categoryId", f.unit_id AS "unitId", r.clock, r.due_at AS "dueAt",
      ARRAY(SELECT reason_id FROM holds h WHERE h.complaint_id = c.id AND h."from" < ${end} ORDER BY h.id) AS "holdReasonIds",
      f.transferred + f.returned + f.sent_back AS passes
    FROM spells s JOIN facts f USING (complaint_id) JOIN complaints c ON c.id = f.complaint_id,
      LATERAL (SELECT clock, due_at FROM runs WHERE complaint_id = c.id AND breached_at < ${end} AND (stopped_at IS NULL OR stopped_at >= ${end})
        ORDER BY due_at LIMIT 1) r
    WHERE ${openAt(scope.until)} AND ${scopeSql(scope)} ORDER BY r.due_at, c.id LIMIT ${most}`
  const rows = await sql<Overdue & { year: number; sequence: number }>(query.text, query.values)
  return rows.map(({ year, sequence, ...row }) => ({ ...row, number: numberOf({ year, sequence }) }))
}
