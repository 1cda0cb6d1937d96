// Everything that the dashboard shows, read of one state of the facts.
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Kind } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import type { DashboardContent } from './dashboard.ts'
import { onFacts } from './facts-store.ts'
import { figuresIn } from './figures-store.ts'
import { countRates, readDensity } from './indicators-store.ts'
import { arrivedSql, type Scope, scopeSql, VILLAGE_SQL } from './measures-store.ts'
import type { Days } from './period.ts'

type Asked = { days: Days; earlier: Days; kind: Kind | null }

export function readDashboard(db: Database, user: User, { days, earlier, kind }: Asked, now: Date): Promise<DashboardContent> {
  const [scope, scopeBefore] = [days, earlier].map((span) => ({ user, kind, ...span })) as [Scope, Scope]
  return onFacts(db, async (sql) => ({
    figures: await figuresIn(sql, scope, now),
    before: await figuresIn(sql, scopeBefore, now),
    villages: await readVillages(sql, scope, scopeBefore),
    submissions: await countSubmissions(sql, scope),
    rates: await countRates(sql, scope),
    density: await readDensity(sql, scope),
  }))
}

/** Kelurahan of which more came in than in the days before, the greatest difference first. */
function readVillages(sql: Sql, scope: Scope, earlier: Scope): Promise<DashboardContent['villages']> {
  const [now, then] = [arrivedSql(scope), arrivedSql(earlier)]
  const query = Prisma.sql`SELECT code, count, before FROM (
      SELECT ${VILLAGE_SQL} AS code, count(*) FILTER (WHERE ${now})::int AS count, count(*) FILTER (WHERE ${then})::int AS before
      FROM facts f WHERE (${now} OR ${then}) AND ${VILLAGE_SQL} IS NOT NULL AND ${scopeSql(scope)} GROUP BY 1) counted
    WHERE count > before ORDER BY count - before DESC, count DESC, code LIMIT 10`
  return sql(query.text, query.values)
}

/** What came in by the public form and the like, of which some is not pursued. */
export async function countSubmissions(sql: Sql, scope: Scope): Promise<number> {
  const query = Prisma.sql`SELECT count(*)::int AS count FROM facts f WHERE f.submitted AND ${arrivedSql(scope)} AND ${scopeSql(scope)}`
  const [row] = await sql<{ count: number }>(query.text, query.values)
  return row?.count ?? 0
}
