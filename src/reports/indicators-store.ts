// What indicators count beside the figures, by the same sight, kind and days as these, and keluhan against connections.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { RateCount } from './addresses.ts'
import type { Density } from './indicators.ts'
import { arrivedSql, FLOW_SQL, openAt, REOPENED_SINCE, repeatedSql, type Scope } from './measures-store.ts'
import type { Tallies } from './tallies.ts'

/** On facts f, and for what is counted of closings spells s. */
export const rateSql = (what: RateCount, scope: Scope): Prisma.Sql => RATE_SQL[what](scope)

const RATE_SQL: Record<RateCount, (scope: Scope) => Prisma.Sql> = {
  // What arrived by the end of the days is open then, or was dismissed, or is done: the first two are few.
  handled: (scope) => Prisma.sql`${arrivedSql(scope)}
    AND f.complaint_id NOT IN (SELECT s.complaint_id FROM spells s WHERE ${openAt(scope.until)})
    AND f.complaint_id NOT IN (SELECT s.complaint_id FROM spells s WHERE ${FLOW_SQL.dismissed(scope)}
      AND NOT EXISTS (SELECT FROM spells l WHERE l.complaint_id = s.complaint_id AND l.number > s.number AND l.from_on <= ${scope.until}::date))`,
  connected: (scope) => Prisma.sql`${arrivedSql(scope)} AND f.connection_number IS NOT NULL`,
  repeated: (scope) => Prisma.sql`${arrivedSql(scope)} AND ${repeatedSql(scope)}`,
  // Closed without ever having been passed on is closed by an explanation.
  firstContact: (scope) => Prisma.sql`${FLOW_SQL.closed(scope)} AND NOT f.escalated`,
  reopenedSince: (scope) => Prisma.sql`${FLOW_SQL.closed(scope)} AND ${REOPENED_SINCE}`,
}

/** Of the tallies of keluhan: how many each Wilayah in use holds, and the connections that it serves now. */
export async function readDensity(sql: Sql, tallies: readonly Tallies[]): Promise<Density> {
  const served = await sql<{ unitId: number; connections: number | null }>(
    `SELECT id AS "unitId", connections FROM units WHERE kind = 'WILAYAH' AND active ORDER BY position, id`,
  )
  const flows = tallies.flatMap((one) => one.flows)
  const arrived = (by: 'unit' | null, id: number | null) =>
    flows.filter((one) => one.by === by && one.id === id).reduce((sum, one) => sum + one.arrived, 0)
  return { arrived: arrived(null, null), units: served.map((one) => ({ ...one, arrived: arrived('unit', one.unitId) })) }
}
