// The ways that complaints really took from state to state, the most frequent ones with how long each step took at the middle.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Path, Paths } from './conformance.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

const SHOWN = 10

/** Of the complaints that arrived, as far as each has come; minutes rounded down, the smaller of the two in the middle. */
export async function readPaths(sql: Sql, scope: Scope): Promise<Paths> {
  const [arrived, rows] = [arrivedOn(scope), await readWays(sql, scope)]
  const took = Prisma.sql`
    WITH took AS (
      SELECT path, place::int, minutes, count(*)::int AS count FROM facts f, unnest(f.path_minutes) WITH ORDINALITY step (minutes, place)
      WHERE path = ANY(${rows.map(({ path }) => path)}::text[]) AND ${arrived} GROUP BY path, place, minutes),
    running AS (
      SELECT path, place, minutes, sum(count) OVER (PARTITION BY path, place ORDER BY minutes) AS seen,
        sum(count) OVER (PARTITION BY path, place) AS whole FROM took)
    SELECT path, place, min(minutes) AS minutes FROM running WHERE 2 * seen >= whole GROUP BY path, place ORDER BY place`
  const middles = Map.groupBy(await sql<{ path: string; minutes: number }>(took.text, took.values), ({ path }) => path)
  const shown = rows.map(({ path, count }): Path => {
    return { states: path.split('.'), count, minutes: (middles.get(path) ?? []).map(({ minutes }) => minutes) }
  })
  return { shown, all: rows[0]?.all ?? 0, ways: rows[0]?.ways ?? 0 }
}

const arrivedOn = (scope: Scope): Prisma.Sql => Prisma.sql`f.path IS NOT NULL AND ${arrivedSql(scope)} AND ${scopeSql(scope)}`

/** The most frequent ways, and how many complaints and ways there are in all. */
export function readWays(sql: Sql, scope: Scope): Promise<{ path: string; count: number; all: number; ways: number }[]> {
  const query = Prisma.sql`SELECT path, count(*)::int AS count, sum(count(*)) OVER ()::int AS "all", count(*) OVER ()::int AS ways
    FROM facts f WHERE ${arrivedOn(scope)} GROUP BY path ORDER BY count DESC, path LIMIT ${SHOWN}`
  return sql<{ path: string; count: number; all: number; ways: number }>(query.text, query.values)
}
