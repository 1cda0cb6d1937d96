// Reads the figures of a period: its days tallied and added up, and what was open before and after.
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { addDays, dateInWita } from '../time.ts'
import { onFacts } from './facts-store.ts'
import { AGES, type Figures } from './figures.ts'
import { FLOW_SQL, overdueSql, type Scope, scopeSql, sightSql } from './measures-store.ts'
import { figuresOf, spansOf, type Tallies } from './tallies.ts'
import { readStanding, readTallies } from './tallies-store.ts'

/** Who keeps tallies: one at a time, as two who do it in another order would wait for each other for ever. */
const KEEPING = 7_402_005

/** After everything that changed was counted in; all of one state of the facts. */
export const readFigures = (db: Database, scope: Scope, now: Date): Promise<Figures> =>
  onFacts(db, (sql) => figuresIn(sql, scope, now))

/** The days of a scope, tallied; within a transaction of onFacts. */
export async function talliesIn(sql: Sql, scope: Scope, now: Date): Promise<Tallies[]> {
  const tallies: Tallies[] = []
  for (const { over, ...days } of spansOf(scope, dateInWita(now))) {
    tallies.push(await (over ? keptTallies : readTallies)(sql, { ...scope, ...days }))
  }
  return tallies
}

/** Figures within a transaction of onFacts, of tallies that were read for more than these. */
export async function figuresIn(sql: Sql, scope: Scope, now: Date, read?: Tallies[]): Promise<Figures> {
  const tallies = read ?? (await talliesIn(sql, scope, now))
  const opening = await readStanding(sql, scope, addDays(scope.from, -1))
  const open = await readStanding(sql, scope, scope.until)
  return { from: scope.from, until: scope.until, ...figuresOf(tallies, opening, open), ...(await readOpen(sql, scope)) }
}

/** Days that are over are tallied once, and kept until one of the complaints that they count changes. */
async function keptTallies(sql: Sql, scope: Scope): Promise<Tallies> {
  const key = [scope.from, scope.until, scope.kind ?? '', keptFor(scope.user)]
  const [kept] = await sql<{ tallies: Tallies }>(
    'SELECT tallies FROM kept_tallies WHERE from_on = $1::date AND until_on = $2::date AND kind = $3 AND sight = $4',
    key,
  )
  if (kept) return kept.tallies
  const tallies = await readTallies(sql, scope)
  await sql(
    `INSERT INTO kept_tallies (from_on, until_on, kind, sight, tallies)
     SELECT $1::date, $2::date, $3, $4, $5::json WHERE pg_try_advisory_xact_lock($6) ON CONFLICT DO NOTHING`,
    [...key, JSON.stringify(tallies), KEEPING],
  )
  return tallies
}

/** By whose sight tallies were counted, and which counts they hold: those that were kept when there were fewer are never read. */
export const keptFor = (user: User): string => `${sightSql(user).text} / 2`

/** What was open at the end, which no sum of days gives. */
async function readOpen(sql: Sql, scope: Scope): Promise<Pick<Figures, 'overdue' | 'ageing'>> {
  const open = Prisma.sql`FROM spells s JOIN facts f USING (complaint_id) WHERE ${FLOW_SQL.open(scope)} AND ${scopeSql(scope)}`
  const query = Prisma.sql`SELECT width_bucket(${scope.until}::date - f.arrived_on, ${AGES.map((age) => age + 1)}::int[]) AS age,
    count(*)::int AS count, count(*) FILTER (WHERE ${overdueSql(scope)})::int AS overdue ${open} GROUP BY 1`
  const rows = await sql<{ age: number; count: number; overdue: number }>(query.text, query.values)
  const ageing = [...AGES, null].map((_, age) => rows.find((row) => row.age === age)?.count ?? 0)
  return { ageing, overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0) }
}
