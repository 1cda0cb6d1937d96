// Counts what indicators need beside the figures, by the same sight, kind and days as these.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { RateCount } from './addresses.ts'
import type { Density, RateCounts } from './indicators.ts'
import { arrivedSql, FLOW_SQL, openAt, type Scope, scopeSql } from './measures-store.ts'
import { instantsOf } from './period.ts'
import { sumOf, type Tallies } from './tallies.ts'

/** tallies: of the days of the scope. */
export async function countRates(sql: Sql, scope: Scope, tallies: readonly Tallies[]): Promise<RateCounts> {
  const handled = Prisma.sql`SELECT count(*)::int AS handled FROM facts f WHERE ${rateSql('handled', scope)} AND ${scopeSql(scope)}`
  const [row] = await sql<{ handled: number }>(handled.text, handled.values)
  return {
    handled: row?.handled ?? 0,
    ...(await countConnected(sql, scope)),
    firstContact: sumOf(tallies, 'firstContact'),
  }
}

/** The same as the conditions below say of each, in one pass: what counts is how long ago the one before it was. */
async function countConnected(sql: Sql, scope: Scope): Promise<Pick<RateCounts, 'connected' | 'repeated'>> {
  const { begin, end } = instantsOf(scope)
  const query = Prisma.sql`SELECT count(*)::int AS connected, count(*) FILTER (WHERE arrived_at - earlier <= ${WITHIN})::int AS repeated
    FROM (SELECT arrived_at, lag(arrived_at) OVER (PARTITION BY connection_number COLLATE "C" ORDER BY arrived_at, id) AS earlier FROM complaints f
      WHERE connection_number IS NOT NULL AND ${arrivedFrom(begin)} AND f.arrived_at < ${end}::timestamptz AND ${scopeSql(scope)}) calls
    WHERE arrived_at >= ${begin}::timestamptz`
  const [row] = await sql<Pick<RateCounts, 'connected' | 'repeated'>>(query.text, query.values)
  return row ?? { connected: 0, repeated: 0 }
}

const WITHIN = Prisma.sql`interval '720 hours'`
/** Those that may stand before the first of the days, too. */
const arrivedFrom = (begin: Date): Prisma.Sql => Prisma.sql`f.arrived_at >= ${begin}::timestamptz - ${WITHIN}`

/** On facts f, their complaints c, and for firstContact spells s. */
export const rateSql = (what: RateCount, scope: Scope): Prisma.Sql => RATE_SQL[what](scope)

const RATE_SQL: Record<RateCount, (scope: Scope) => Prisma.Sql> = {
  // What arrived by the end of the days is open then, or was dismissed, or is done: the first two are few.
  handled: (scope) => Prisma.sql`${arrivedSql(scope)}
    AND f.complaint_id NOT IN (SELECT s.complaint_id FROM spells s WHERE ${openAt(scope.until)})
    AND f.complaint_id NOT IN (SELECT s.complaint_id FROM spells s WHERE ${FLOW_SQL.dismissed(scope)}
      AND NOT EXISTS (SELECT FROM spells l WHERE l.complaint_id = s.complaint_id AND l.number > s.number AND l.from_on <= ${scope.until}::date))`,
  connected: (scope) => Prisma.sql`${arrivedSql(scope)} AND c.connection_number IS NOT NULL`,
  repeated: (scope) => Prisma.sql`${RATE_SQL.connected(scope)} AND ${earlierSql(scope)}`,
  // Closed without ever having been passed on is closed by an explanation.
  firstContact: (scope) => Prisma.sql`${FLOW_SQL.closed(scope)} AND NOT f.escalated`,
}

/** Another complaint of the connection in the 30 × 24 hours before; f is that other one here, so that it is seen as any that is counted. */
function earlierSql(scope: Scope): Prisma.Sql {
  const { begin, end } = instantsOf(scope)
  return Prisma.sql`EXISTS (SELECT FROM complaints f WHERE f.connection_number = c.connection_number
    AND (f.arrived_at, f.id) < (c.arrived_at, c.id) AND f.arrived_at >= c.arrived_at - ${WITHIN}
    AND ${arrivedFrom(begin)} AND f.arrived_at < ${end}::timestamptz AND ${scopeSql(scope)})`
}

/** Keluhan of the days, and the connections that each Wilayah in use serves now. */
export async function readDensity(sql: Sql, { user, from, until }: Omit<Scope, 'kind'>): Promise<Density> {
  const scope: Scope = { user, from, until, kind: 'COMPLAINT' }
  const query = Prisma.sql`SELECT f.unit_id AS "unitId", count(*)::int AS arrived FROM facts f WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)} GROUP BY 1`
  const counts = await sql<{ unitId: number; arrived: number }>(query.text, query.values)
  const served = await sql<{ unitId: number; connections: number | null }>(
    `SELECT id AS "unitId", connections FROM units WHERE kind = 'WILAYAH' AND active ORDER BY position, id`,
  )
  const arrivedIn = new Map(counts.map(({ unitId, arrived }) => [unitId, arrived]))
  return {
    arrived: counts.reduce((sum, { arrived }) => sum + arrived, 0),
    units: served.map((one) => ({ ...one, arrived: arrivedIn.get(one.unitId) ?? 0 })),
  }
}
