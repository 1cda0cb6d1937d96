// Reads the tallies of a span of days: each statement goes once over the complaints concerned, for all that they are told apart by.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { CLOCKS } from '../sla/policy.ts'
import {
  arrivedSql,
  clockColumn,
  DIMENSION_SQL,
  FLOW_SQL,
  movedSql,
  openAt,
  REOPENED_SINCE,
  repeatedSql,
  type Scope,
  type Sight,
  scopeSql,
  VILLAGE_SQL,
} from './measures-store.ts'
import { MOVES, type Standing, type Tallies } from './tallies.ts'

export async function readTallies(sql: Sql, scope: Scope): Promise<Tallies> {
  const arrived = Prisma.sql`${arrivedSql(scope)} AND ${scopeSql(scope)}`
  const moves = moveCounts(scope)
  const moving = Prisma.sql`spells s JOIN facts f USING (complaint_id)`
  const moved = Prisma.sql`${movedSql(scope)} AND ${scopeSql(scope)}`
  const counted = (columns: Prisma.Sql, from: Prisma.Sql, where: Prisma.Sql, group: Prisma.Sql) =>
    Prisma.sql`SELECT ${columns} FROM ${from} WHERE ${where} GROUP BY ${group}`
  // One after the other: they share the connection of their transaction.
  const ask = <Row extends object>(query: Prisma.Sql) => sql<Row>(query.text, query.values)
  const flows = [
    ...(await ask<Tallies['flows'][number]>(counted(Prisma.sql`${PLACE}, ${moves}`, moving, moved, sets()))),
    ...(await ask<Tallies['flows'][number]>(
      counted(Prisma.sql`${OFFICER}, ${moves}`, Prisma.sql`${moving}, ${OFFICERS}`, moved, Prisma.sql`o.id`),
    )),
  ]
  const clocked = Prisma.sql`facts f, ${CLOCK_ROWS}`
  const clock = Prisma.sql`k.clock`
  const clocks = [
    ...(await ask<Tallies['clocks'][number]>(counted(Prisma.sql`${PLACE}, ${CLOCK_COUNTS}`, clocked, arrived, sets(clock)))),
    ...(await ask<Tallies['clocks'][number]>(
      counted(
        Prisma.sql`${OFFICER}, ${CLOCK_COUNTS}`,
        Prisma.sql`facts f, ${OFFICERS}, ${CLOCK_ROWS}`,
        arrived,
        Prisma.sql`o.id, k.clock`,
      ),
    )),
  ]
  const timed = Prisma.sql`k.minutes IS NOT NULL AND ${arrived}`
  const took = Prisma.sql`k.clock, k.minutes, count(*)::int AS count`
  const minutes = [
    ...(await ask<Took>(counted(Prisma.sql`${PLACE}, ${took}`, clocked, timed, sets(clock, Prisma.sql`k.minutes`)))),
    ...(await ask<Took>(
      counted(
        Prisma.sql`${OFFICER}, ${took}`,
        Prisma.sql`facts f, ${OFFICERS}, ${CLOCK_ROWS}`,
        timed,
        Prisma.sql`o.id, k.clock, k.minutes`,
      ),
    )),
  ]
  const heat = await ask<Tallies['heat'][number]>(
    counted(Prisma.sql`weekday, hour, count(*)::int AS count`, Prisma.sql`facts f`, arrived, Prisma.sql`1, 2`),
  )
  const dismissals = await ask<Tallies['dismissals'][number]>(
    counted(
      Prisma.sql`f.dismissal AS reason, count(*)::int AS count`,
      Prisma.sql`facts f`,
      Prisma.sql`f.submitted AND f.dismissal IS NOT NULL AND ${arrived}`,
      Prisma.sql`1`,
    ),
  )
  const villages = await ask<Tallies['villages'][number]>(
    counted(
      Prisma.sql`${VILLAGE_SQL} AS code, count(*)::int AS count`,
      Prisma.sql`facts f`,
      Prisma.sql`${VILLAGE_SQL} IS NOT NULL AND ${arrived}`,
      Prisma.sql`1`,
    ),
  )
  const repeated = repeatedSql(scope)
  const arrivals = Prisma.sql`SELECT count(*) FILTER (WHERE f.submitted)::int AS submissions, count(${repeated})::int AS connected,
    count(*) FILTER (WHERE ${repeated})::int AS repeated FROM facts f WHERE ${arrived}`
  const [of = { submissions: 0, connected: 0, repeated: 0 }] =
    await ask<Pick<Tallies, 'submissions' | 'connected' | 'repeated'>>(arrivals)
  return { flows, clocks, minutes: togetherBy(minutes), heat, dismissals, villages, ...of, ...(await readClosings(sql, scope)) }
}

type Took = Omit<Tallies['minutes'][number], 'took'> & { minutes: number; count: number }

/** What took its minutes at one place by one clock stands there once: kept tallies are many times shorter so. */
function togetherBy(rows: readonly Took[]): Tallies['minutes'] {
  const places = new Map<string, Tallies['minutes'][number]>()
  for (const { by, id, clock, minutes, count } of rows) {
    const key = `${by} ${id} ${clock}`
    const place = places.get(key) ?? { by, id, clock, took: [] }
    place.took.push([minutes, count])
    places.set(key, place)
  }
  return [...places.values()]
}

/** Each closing makes a complaint handled, and each reopening of one that was closed takes that back. Closed and never passed on: at first contact. */
async function readClosings(sql: Sql, scope: Scope): Promise<Pick<Tallies, 'handled' | 'firstContact' | 'reopenedSince'>> {
  const query = Prisma.sql`
    SELECT arrived, sum(moved)::int AS count, sum("firstContact")::int AS "firstContact", sum("reopenedSince")::int AS "reopenedSince" FROM (
      SELECT f.arrived_on::text AS arrived, count(*) AS moved, count(*) FILTER (WHERE NOT f.escalated) AS "firstContact",
        count(*) FILTER (WHERE ${REOPENED_SINCE}) AS "reopenedSince"
      FROM spells s JOIN facts f USING (complaint_id) WHERE ${FLOW_SQL.closed(scope)} AND ${scopeSql(scope)} GROUP BY 1
      UNION ALL
      SELECT f.arrived_on::text, -count(*), 0, 0
      FROM spells s JOIN facts f USING (complaint_id) JOIN spells b ON b.complaint_id = s.complaint_id AND b.number = s.number - 1
      WHERE NOT b.dismissed AND ${FLOW_SQL.reopened(scope)} AND ${scopeSql(scope)} GROUP BY 1) moves
    GROUP BY 1`
  const rows = await sql<Tallies['handled'][number] & { firstContact: number; reopenedSince: number }>(query.text, query.values)
  return {
    handled: rows.map(({ arrived, count }) => ({ arrived, count })).filter(({ count }) => count !== 0),
    firstContact: rows.reduce((sum, one) => sum + one.firstContact, 0),
    reopenedSince: rows.reduce((sum, one) => sum + one.reopenedSince, 0),
  }
}

/** What was open at the end of a day. */
export async function readStanding(sql: Sql, scope: Sight, day: string): Promise<Standing> {
  const open = Prisma.sql`spells s JOIN facts f USING (complaint_id)`
  const where = Prisma.sql`WHERE ${openAt(day)} AND ${scopeSql(scope)}`
  const count = Prisma.sql`count(*)::int AS count`
  const all = Prisma.sql`SELECT ${PLACE}, ${count} FROM ${open} ${where} GROUP BY ${sets()}`
  const officers = Prisma.sql`SELECT ${OFFICER}, ${count} FROM ${open}, ${OFFICERS} ${where} GROUP BY o.id`
  return [
    ...(await sql<Standing[number]>(all.text, all.values)),
    ...(await sql<Standing[number]>(officers.text, officers.values)),
  ]
}

const COLUMNS = [...Object.entries(DIMENSION_SQL), ['special', Prisma.sql`f.special`] as const]

/** Which of the columns a row is grouped by, and its value there. */
const PLACE = Prisma.sql`CASE ${Prisma.join(
  COLUMNS.map(([name, column]) => Prisma.sql`WHEN GROUPING(${column}) = 0 THEN ${Prisma.raw(`'${name}'`)}`),
  ' ',
)} END AS by, coalesce(${Prisma.join(COLUMNS.map(([, column]) => Prisma.sql`to_jsonb(${column})`))}) AS id`
/** A complaint of several officers is counted with each of them. */
const OFFICER = Prisma.sql`'officer' AS by, to_jsonb(o.id) AS id`

const OFFICERS = Prisma.sql`unnest(f.officers) o(id)`

function sets(...always: Prisma.Sql[]): Prisma.Sql {
  const each = [[], ...COLUMNS.map(([, column]) => [column])].map((columns) => [...always, ...columns])
  return Prisma.sql`GROUPING SETS (${Prisma.join(each.map((set) => (set.length > 0 ? Prisma.sql`(${Prisma.join(set)})` : Prisma.sql`()`)))})`
}

const moveCounts = (scope: Scope): Prisma.Sql =>
  Prisma.join(
    MOVES.map((name) => Prisma.sql`count(*) FILTER (WHERE ${FLOW_SQL[name](scope)})::int AS ${Prisma.raw(`"${name}"`)}`),
  )

/** The three clocks of a complaint one below the other. */
const CLOCK_ROWS = Prisma.sql`LATERAL (VALUES ${Prisma.join(
  CLOCKS.map((clock) => {
    const of = (what: Parameters<typeof clockColumn>[1]) => clockColumn(clock, what)
    return Prisma.sql`(${Prisma.raw(`'${clock}'`)}, ${of('kept')}, ${of('late')}, ${of('unjudged')}, ${of('minutes')}, ${of('held')}, ${of('unpaused')}, ${of('whole')})`
  }),
)}) k(clock, kept, late, unjudged, minutes, held, unpaused, whole)`

const CLOCK_COUNTS = Prisma.sql`k.clock, sum(k.kept)::int AS kept, sum(k.late)::int AS late, sum(k.unjudged)::int AS unjudged,
  count(*) FILTER (WHERE k.whole)::int AS "wholeKept", count(*) FILTER (WHERE NOT k.whole)::int AS "wholeLate",
  count(k.minutes)::int AS counted, coalesce(sum(k.held), 0)::int AS held, coalesce(sum(k.unpaused), 0)::int AS unpaused`
