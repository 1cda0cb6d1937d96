// Reads the figures of a period: each statement once over the complaints concerned, for all that they are told apart by.
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { CLOCKS, type ClockName } from '../sla/policy.ts'
import { refreshFacts } from './facts-store.ts'
import {
  AGES,
  type ClockFigure,
  DIMENSIONS,
  type Dimension,
  emptyLine,
  type Figures,
  FLOW,
  type Flow,
  type Keyed,
  type Line,
  percentile,
} from './figures.ts'
import { arrivedSql, clockColumn, DIMENSION_SQL, FLOW_SQL, type Scope, scopeSql, touchedSql } from './measures-store.ts'

/** All of one instant, after what changed was counted in. */
export async function readFigures(db: Database, scope: Scope): Promise<Figures> {
  await refreshFacts(db)
  const sql: Sql = db.sql
  const [flows, clocks, minutes, officers, others] = await Promise.all([
    readFlows(sql, scope),
    readClocks(sql, scope),
    readMinutes(sql, scope),
    readOfficers(sql, scope),
    readOthers(sql, scope),
  ])
  const lines = new Lines()
  for (const row of [...flows, ...officers.flows]) Object.assign(lines.of(row).flow, pickFlow(row))
  for (const row of [...clocks, ...officers.clocks]) Object.assign(lines.of(row).clocks[row.clock], countsOf(row))
  for (const [line, clock, histogram] of histogramsOf(minutes, lines)) {
    line.clocks[clock].median = percentile(histogram, 0.5)
    line.clocks[clock].p90 = percentile(histogram, 0.9)
  }
  return { from: scope.from, until: scope.until, ...lines.all(), ...others }
}

type Place = { by: Dimension | 'special' | null; id: string | number | boolean | null }

/** Lines by what they are told apart by, made when first asked for. */
class Lines {
  readonly #total = emptyLine()
  readonly #special = new Map([true, false].map((special) => [special, emptyLine()]))
  readonly #by = new Map(DIMENSIONS.map((dimension) => [dimension, new Map<string | number | null, Keyed>()]))

  of({ by, id }: Place): Line {
    if (by === null) return this.#total
    if (by === 'special') return this.#special.get(id === true) as Line
    const lines = this.#by.get(by) as Map<string | number | null, Keyed>
    const key = id as string | number | null
    const line = lines.get(key) ?? { id: key, ...emptyLine() }
    lines.set(key, line)
    return line
  }

  all() {
    const by = Object.fromEntries([...this.#by].map(([dimension, lines]) => [dimension, [...lines.values()]]))
    return {
      total: this.#total,
      by: by as Figures['by'],
      special: this.#special.get(true) as Line,
      others: this.#special.get(false) as Line,
    }
  }
}

const SETS = [...Object.entries(DIMENSION_SQL), ['special', Prisma.sql`f.special`] as const]
/** Which of the columns a row is grouped by, and its value there. */
const PLACE = Prisma.sql`${Prisma.join(
  [
    Prisma.sql`CASE ${Prisma.join(
      SETS.map(([name, column]) => Prisma.sql`WHEN GROUPING(${column}) = 0 THEN ${Prisma.raw(`'${name}'`)}`),
      ' ',
    )} END AS by`,
    Prisma.sql`coalesce(${Prisma.join(SETS.map(([, column]) => Prisma.sql`to_jsonb(${column})`))}) AS id`,
  ],
  ', ',
)}`
const grouped = (...more: Prisma.Sql[]): Prisma.Sql => {
  const sets = [[], ...SETS.map(([, column]) => [column])].map((columns) => [...more, ...columns])
  return Prisma.sql`GROUP BY GROUPING SETS (${Prisma.join(sets.map((set) => (set.length > 0 ? Prisma.sql`(${Prisma.join(set)})` : Prisma.sql`()`)))})`
}

const flowCounts = (scope: Scope): Prisma.Sql =>
  Prisma.join(FLOW.map((name) => Prisma.sql`count(*) FILTER (WHERE ${FLOW_SQL[name](scope)})::int AS ${Prisma.raw(`"${name}"`)}`))
const pickFlow = (row: Flow): Flow => Object.fromEntries(FLOW.map((name) => [name, row[name]])) as Flow

const ask = <Row extends object>(sql: Sql, query: Prisma.Sql) => sql<Row>(query.text, query.values)

const readFlows = (sql: Sql, scope: Scope) =>
  ask<Place & Flow>(
    sql,
    Prisma.sql`SELECT ${PLACE}, ${flowCounts(scope)} FROM spells s JOIN facts f USING (complaint_id)
      WHERE ${touchedSql(scope)} AND ${scopeSql(scope)} ${grouped()}`,
  )

type ClockCounts = Pick<ClockFigure, 'kept' | 'late' | 'unjudged' | 'wholeKept' | 'wholeLate' | 'counted' | 'held'>
type ClockRow = Place & ClockCounts & { clock: ClockName }

/** The three clocks of a complaint one below the other. */
const CLOCK_ROWS = Prisma.sql`LATERAL (VALUES ${Prisma.join(
  CLOCKS.map((clock) => {
    const of = (what: Parameters<typeof clockColumn>[1]) => clockColumn(clock, what)
    return Prisma.sql`(${Prisma.raw(`'${clock}'`)}, ${of('kept')}, ${of('late')}, ${of('unjudged')}, ${of('minutes')}, ${of('held')}, ${of('whole')})`
  }),
)}) k(clock, kept, late, unjudged, minutes, held, whole)`

const CLOCK_COUNTS = Prisma.sql`k.clock, sum(k.kept)::int AS kept, sum(k.late)::int AS late, sum(k.unjudged)::int AS unjudged,
  count(*) FILTER (WHERE k.whole)::int AS "wholeKept", count(*) FILTER (WHERE NOT k.whole)::int AS "wholeLate",
  count(k.minutes)::int AS counted, coalesce(sum(k.held), 0)::int AS held`

const countsOf = ({ kept, late, unjudged, wholeKept, wholeLate, counted, held }: ClockRow): ClockCounts => {
  return { kept, late, unjudged, wholeKept, wholeLate, counted, held }
}

const readClocks = (sql: Sql, scope: Scope) =>
  ask<ClockRow>(
    sql,
    Prisma.sql`SELECT ${PLACE}, ${CLOCK_COUNTS} FROM facts f, ${CLOCK_ROWS} WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)} ${grouped(Prisma.sql`k.clock`)}`,
  )

type MinutesRow = Place & { clock: ClockName; minutes: number; count: number }

const readMinutes = (sql: Sql, scope: Scope) =>
  ask<MinutesRow>(
    sql,
    Prisma.sql`SELECT ${PLACE}, k.clock, k.minutes, count(*)::int AS count FROM facts f, ${CLOCK_ROWS}
      WHERE k.minutes IS NOT NULL AND ${arrivedSql(scope)} AND ${scopeSql(scope)} ${grouped(Prisma.sql`k.clock`, Prisma.sql`k.minutes`)}`,
  )

function histogramsOf(rows: MinutesRow[], lines: Lines): [Line, ClockName, MinutesRow[]][] {
  const groups = Map.groupBy(rows, ({ by, id, clock }) => `${by} ${id} ${clock}`)
  return [...groups.values()].flatMap((group): [Line, ClockName, MinutesRow[]][] => {
    const [first] = group
    return first ? [[lines.of(first), first.clock, group]] : []
  })
}

/** A complaint of several officers is counted with each of them. */
async function readOfficers(sql: Sql, scope: Scope) {
  const place = Prisma.sql`'officer' AS by, to_jsonb(o.id) AS id`
  const [flows, clocks] = await Promise.all([
    ask<Place & Flow>(
      sql,
      Prisma.sql`SELECT ${place}, ${flowCounts(scope)} FROM spells s JOIN facts f USING (complaint_id), unnest(f.officers) o(id)
        WHERE ${touchedSql(scope)} AND ${scopeSql(scope)} GROUP BY o.id`,
    ),
    ask<ClockRow>(
      sql,
      Prisma.sql`SELECT ${place}, ${CLOCK_COUNTS} FROM facts f, unnest(f.officers) o(id), ${CLOCK_ROWS}
        WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)} GROUP BY o.id, k.clock`,
    ),
  ])
  return { flows, clocks }
}

async function readOthers(sql: Sql, scope: Scope): Promise<Pick<Figures, 'overdue' | 'ageing' | 'dismissals' | 'heat'>> {
  const arrived = Prisma.sql`FROM facts f WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)}`
  const open = Prisma.sql`FROM spells s JOIN facts f USING (complaint_id) WHERE ${FLOW_SQL.open(scope)} AND ${scopeSql(scope)}`
  const [heat, ageing, dismissals, [late]] = await Promise.all([
    ask<{ weekday: number; hour: number; count: number }>(
      sql,
      Prisma.sql`SELECT weekday, hour, count(*)::int AS count ${arrived} GROUP BY 1, 2`,
    ),
    ask<{ age: number; count: number }>(
      sql,
      Prisma.sql`SELECT width_bucket(${scope.until}::date - f.arrived_on, ${AGES.map((age) => age + 1)}::int[]) AS age, count(*)::int AS count ${open} GROUP BY 1`,
    ),
    ask<{ reason: string; count: number }>(
      sql,
      Prisma.sql`SELECT f.dismissal AS reason, count(*)::int AS count ${arrived} AND f.submitted AND f.dismissal IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    ),
    ask<{ count: number }>(sql, Prisma.sql`SELECT count(*)::int AS count ${open} AND ${overdueSql(scope)}`),
  ])
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { weekday, hour, count } of heat) (grid[weekday - 1] as number[])[hour] = count
  const ages = Array.from({ length: AGES.length + 1 }, (_, age) => ageing.find((one) => one.age === age)?.count ?? 0)
  return { heat: grid, ageing: ages, dismissals, overdue: late?.count ?? 0 }
}

/** A limit was missed by the end of the days, and the work that it was for was still not done. */
export const overdueSql = ({ until }: Scope): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT FROM runs r WHERE r.complaint_id = f.complaint_id AND r.breached_at < ${`${until}T24:00:00+08:00`}::timestamptz
    AND (r.stopped_at IS NULL OR r.stopped_at >= ${`${until}T24:00:00+08:00`}::timestamptz))`
