// The complaints behind a figure, by the same conditions as it is counted by.

import { visibleSql } from '../complaints/visible.ts'
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { State } from '../generated/enums.ts'
import { type Listed, OTHER_UNITS, type Part } from './addresses.ts'
import { AGES } from './figures.ts'
import { rateSql } from './indicators-store.ts'
import {
  arrivedSql,
  clockColumn,
  DIMENSION_SQL,
  DISMISSED_FOR,
  FLOW_SQL,
  openAt,
  overdueSql,
  type Scope,
  scopeSql,
  VILLAGE_SQL,
} from './measures-store.ts'

const PAGE = 50

export type Counted = {
  id: number
  year: number
  sequence: number
  subject: string
  state: State
  unitId: number
  arrivedAt: Date
  closedAt: Date | null
}
/** complaints: rows of the list; counted: what the figure says, which is more where it counts runs of a clock. */
export type CountedPage = { rows: Counted[]; complaints: number; counted: number; next: string | null }

export async function listCounted(
  sql: Sql,
  scope: Scope,
  measure: Listed,
  part: Part | null,
  after: string | null,
): Promise<CountedPage> {
  const [from, where] = countedSql(scope, measure, part)
  const [at, id, spell] = cursorOf(after)
  // A complaint that was closed twice stands there twice.
  const number = inSpells(measure) ? Prisma.sql`s.number` : Prisma.sql`1`
  const count = Prisma.sql`SELECT count(*)::int AS complaints, ${amountOf(measure)} AS counted FROM ${from} WHERE ${where}`
  const page = Prisma.sql`SELECT c.id, c.year, c.sequence, c.subject, c.state, f.unit_id AS "unitId", c.arrived_at AS "arrivedAt", c.closed_at AS "closedAt", ${number}::int AS spell
    FROM ${from} WHERE ${where} AND (${at}::timestamptz IS NULL OR (c.arrived_at, c.id, ${number}) < (${at}::timestamptz, ${id}::int, ${spell}::int))
    ORDER BY c.arrived_at DESC, c.id DESC, spell DESC LIMIT ${PAGE + 1}`
  const [total] = await sql<{ complaints: number; counted: number }>(count.text, count.values)
  const rows = await sql<Counted & { spell: number }>(page.text, page.values)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    rows: rows.slice(0, PAGE),
    complaints: total?.complaints ?? 0,
    counted: total?.counted ?? 0,
    next: last ? `${last.arrivedAt.getTime()}.${last.id}.${last.spell}` : null,
  }
}

/** All of a list, in its order. */
export async function listIds(sql: Sql, scope: Scope, measure: Listed, part: Part | null): Promise<number[]> {
  const [from, where] = countedSql(scope, measure, part)
  const query = Prisma.sql`SELECT array_agg(c.id ORDER BY c.arrived_at DESC, c.id DESC) AS ids FROM ${from} WHERE ${where}`
  const [row] = await sql<{ ids: number[] | null }>(query.text, query.values)
  return row?.ids ?? []
}

const countedSql = (scope: Scope, measure: Listed, part: Part | null): [from: Prisma.Sql, where: Prisma.Sql] => [
  Prisma.sql`${sourceOf(measure)} JOIN complaints c ON c.id = f.complaint_id`,
  Prisma.sql`${measureSql(measure, scope)} AND ${part ? partSql(part) : Prisma.sql`TRUE`} AND ${scopeSql(scope)} AND ${visibleSql(scope.user)}`,
]

const inSpells = (measure: Listed): boolean =>
  ['flow', 'overdue', 'age', 'dismissed'].includes(measure.of) ||
  (measure.of === 'rate' && (measure.what === 'firstContact' || measure.what === 'reopenedSince'))
const sourceOf = (measure: Listed): Prisma.Sql =>
  inSpells(measure) ? Prisma.sql`spells s JOIN facts f USING (complaint_id)` : Prisma.sql`facts f`

/** Runs of a clock are counted each, everything else by complaints. */
function amountOf(measure: Listed): Prisma.Sql {
  const runs = measure.of === 'clock' && (measure.what === 'kept' || measure.what === 'late' || measure.what === 'unjudged')
  return runs
    ? Prisma.sql`coalesce(sum(${clockColumn(measure.clock, measure.what as 'kept')}), 0)::int`
    : Prisma.sql`count(*)::int`
}

function measureSql(measure: Listed, scope: Scope): Prisma.Sql {
  if (measure.of === 'flow') return FLOW_SQL[measure.what](scope)
  if (measure.of === 'rate') return rateSql(measure.what, scope)
  if (measure.of === 'overdue') return Prisma.sql`${openAt(scope.until)} AND ${overdueSql(scope)}`
  if (measure.of === 'age')
    return Prisma.sql`${openAt(scope.until)} AND width_bucket(${scope.until}::date - f.arrived_on, ${AGES.map((age) => age + 1)}::int[]) = ${measure.age}`
  if (measure.of === 'dismissed') return Prisma.sql`${FLOW_SQL.dismissed(scope)} AND ${DISMISSED_FOR} = ${measure.reason}`
  const arrived = arrivedSql(scope)
  if (measure.of === 'dismissal') return Prisma.sql`${arrived} AND f.submitted AND f.dismissal = ${measure.reason}`
  if (measure.of === 'heat') return Prisma.sql`${arrived} AND f.weekday = ${measure.weekday} AND f.hour = ${measure.hour}`
  return Prisma.sql`${arrived} AND ${clockSql(measure)}`
}

function clockSql({ clock, what }: Extract<Listed, { of: 'clock' }>): Prisma.Sql {
  if (what === 'wholeKept') return clockColumn(clock, 'whole')
  if (what === 'wholeLate') return Prisma.sql`NOT ${clockColumn(clock, 'whole')}`
  return what === 'counted'
    ? Prisma.sql`${clockColumn(clock, 'minutes')} IS NOT NULL`
    : Prisma.sql`${clockColumn(clock, what)} > 0`
}

function partSql({ by, id }: Part): Prisma.Sql {
  if (by === 'officer') return Prisma.sql`f.officers @> ARRAY[${Number(id)}::int]`
  if (by === OTHER_UNITS.by && id === OTHER_UNITS.id)
    return Prisma.sql`f.unit_id NOT IN (SELECT id FROM units WHERE kind = 'WILAYAH' AND active)`
  if (by === 'special') return id === true ? Prisma.sql`f.special` : Prisma.sql`NOT f.special`
  const column = by === 'village' ? VILLAGE_SQL : DIMENSION_SQL[by]
  return id === null ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column}::text = ${String(id)}`
}

function cursorOf(after: string | null): [Date, number, number] | [null, null, null] {
  const [, at, id, spell] = /^(-?\d{1,13})\.(\d{1,9})\.(\d{1,4})$/.exec(after ?? '') ?? []
  return at && id && spell ? [new Date(Number(at)), Number(id), Number(spell)] : [null, null, null]
}
