// The ways that complaints really took from state to state, the most frequent ones with how long each step took at the middle.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Path, Paths } from './conformance.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

const SHOWN = 10

/** Of the complaints that arrived, as far as each has come; minutes rounded down, the smaller of the two in the middle. */
export async function readPaths(sql: Sql, scope: Scope): Promise<Paths> {
  const query = Prisma.sql`
    WITH walked AS MATERIALIZED (
      SELECT w.states, w.ats FROM facts f CROSS JOIN LATERAL (
        SELECT array_agg(to_state::text ORDER BY sequence) AS states, array_agg(at ORDER BY sequence) AS ats
        FROM events WHERE complaint_id = f.complaint_id AND to_state IS NOT NULL) w
      WHERE w.states IS NOT NULL AND ${arrivedSql(scope)} AND ${scopeSql(scope)}),
    ways AS (SELECT states, count(*)::int AS count, sum(count(*)) OVER ()::int AS "all", count(*) OVER ()::int AS ways FROM walked GROUP BY states),
    shown AS (SELECT * FROM ways ORDER BY count DESC, states LIMIT ${SHOWN}),
    middles AS (
      SELECT states, place, percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes) AS minutes FROM (
        SELECT states, place, floor(extract(epoch FROM walked.ats[place + 1] - walked.ats[place]) / 60)::int AS minutes
        FROM shown JOIN walked USING (states) CROSS JOIN LATERAL generate_series(1, cardinality(states) - 1) place) steps
      GROUP BY states, place)
    SELECT states, count, "all", ways, ARRAY(SELECT minutes FROM middles m WHERE m.states = s.states ORDER BY place) AS minutes
    FROM shown s ORDER BY count DESC, states`
  const rows = await sql<Path & { all: number; ways: number }>(query.text, query.values)
  const shown = rows.map(({ states, count, minutes }) => ({ states, count, minutes }))
  return { shown, all: rows[0]?.all ?? 0, ways: rows[0]?.ways ?? 0 }
}
