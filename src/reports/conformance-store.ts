// What of a period's complaints kept to the SOP: one condition for each count, by which lists find too.
import { visibleSql } from '../complaints/visible.ts'
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import {
  type Asked,
  OTHER_PATHS,
  type Outcome,
  type Reason,
  type Sign,
  STEPS,
  type Step,
  type StepCounts,
  signsOf,
} from './conformance.ts'
import { readWays } from './conformance-paths-store.ts'
import type { Counted } from './list-store.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

const PAGE = 50

const CLOSED_AFTER_UNIT = Prisma.sql`(f.escalated AND f.state = 'CLOSED')`

type Conditions = {
  reached: Prisma.Sql
  underway: Prisma.Sql
  unjudged: Prisma.Sql
  reasons: Partial<Record<Reason, Prisma.Sql>>
}

/** What each step is judged by; beyond `reached`, of complaints that reached it. */
const STEP_SQL: Record<Step, Conditions> = {
  1: {
    reached: Prisma.sql`TRUE`,
    underway: Prisma.sql`f.state = 'SUBMITTED'`,
    unjudged: Prisma.sql`f.receive_unjudged > 0`,
    reasons: {
      skipped: Prisma.sql`NOT f.received AND f.state NOT IN ('SUBMITTED', 'DISMISSED')`,
      late: Prisma.sql`f.receive_late > 0`,
    },
  },
  2: {
    reached: Prisma.sql`(f.received OR f.state NOT IN ('SUBMITTED', 'DISMISSED'))`,
    underway: Prisma.sql`f.state = 'RECEIVED'`,
    unjudged: Prisma.sql`f.explain_unjudged > 0`,
    reasons: {
      skipped: Prisma.sql`NOT f.decided AND f.state NOT IN ('SUBMITTED', 'RECEIVED', 'DISMISSED')`,
      late: Prisma.sql`f.explain_late > 0`,
    },
  },
  3: {
    reached: Prisma.sql`f.escalated`,
    underway: Prisma.sql`f.state IN ('ESCALATED', 'IN_PROGRESS', 'ON_HOLD')`,
    unjudged: Prisma.sql`f.follow_up_unjudged > 0`,
    reasons: {
      skipped: Prisma.sql`NOT f.started AND (f.reported OR f.state = 'CLOSED')`,
      late: Prisma.sql`f.follow_up_late > 0`,
      returned: Prisma.sql`f.returned > 0`,
      transferred: Prisma.sql`f.transferred > 0`,
      held: Prisma.sql`f.held > 0`,
    },
  },
  4: {
    reached: Prisma.sql`(f.finished OR f.reported OR ${CLOSED_AFTER_UNIT})`,
    underway: Prisma.sql`NOT f.reported`,
    unjudged: Prisma.sql`FALSE`,
    reasons: {
      skipped: Prisma.sql`NOT f.reported AND f.state IN ('CLOSED', 'DISMISSED')`,
      undeclared: Prisma.sql`f.technical AND f.reported AND NOT f.declared`,
      sentBack: Prisma.sql`f.sent_back > 0`,
    },
  },
  5: {
    reached: Prisma.sql`(f.reported OR ${CLOSED_AFTER_UNIT})`,
    underway: Prisma.sql`f.state = 'MONITORING'`,
    unjudged: Prisma.sql`FALSE`,
    reasons: { skipped: Prisma.sql`NOT f.confirmed AND f.sent_back = 0 AND f.state IN ('CLOSED', 'DISMISSED')` },
  },
  6: {
    reached: Prisma.sql`(f.state = 'CLOSED' OR f.undone)`,
    underway: Prisma.sql`FALSE`,
    unjudged: Prisma.sql`FALSE`,
    reasons: { reopened: Prisma.sql`f.undone` },
  },
}

export function signSql(step: Step, sign: Sign): Prisma.Sql {
  const { reached, underway, unjudged, reasons } = STEP_SQL[step]
  const any = Prisma.sql`(${Prisma.join(Object.values(reasons), ' OR ', '(', ')')})`
  // In this order: what went otherwise, what still goes on, what is not judged, and the rest.
  const outcomes: Record<Outcome, Prisma.Sql> = {
    deviating: any,
    underway: Prisma.sql`NOT ${any} AND ${underway}`,
    unjudged: Prisma.sql`NOT ${any} AND NOT (${underway}) AND ${unjudged}`,
    followed: Prisma.sql`NOT ${any} AND NOT (${underway}) AND NOT (${unjudged})`,
  }
  const also = { ...outcomes, ...reasons }[sign as Outcome | Reason] ?? Prisma.sql`TRUE`
  return Prisma.sql`(${reached} AND ${also})`
}

/** What the conditions look at: complaints alike in all of it are judged once. */
const JUDGED_BY = Prisma.raw(
  [
    ...['state', 'technical', 'escalated', 'returned', 'transferred', 'sent_back', 'held', 'received', 'decided', 'started'],
    ...['finished', 'declared', 'reported', 'confirmed', 'undone', 'receive_late', 'receive_unjudged', 'explain_late'],
    ...['explain_unjudged', 'follow_up_late', 'follow_up_unjudged'],
  ].join(', '),
)

/** Every count of every step, in one pass over the complaints that arrived. */
export async function countSteps(sql: Sql, scope: Scope): Promise<StepCounts> {
  const counts = STEPS.flatMap((step) =>
    signsOf(step).map(
      (sign) =>
        Prisma.sql`coalesce(sum(f.count) FILTER (WHERE ${signSql(step, sign)}), 0)::int AS ${Prisma.raw(columnOf(step, sign))}`,
    ),
  )
  const alike = Prisma.sql`SELECT ${JUDGED_BY}, count(*) FROM facts f WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)} GROUP BY ${JUDGED_BY}`
  const query = Prisma.sql`SELECT ${Prisma.join(counts)} FROM (${alike}) f`
  const [row = {}] = await sql<Record<string, number>>(query.text, query.values)
  const of = (step: Step) => Object.fromEntries(signsOf(step).map((sign) => [sign, row[columnOf(step, sign).slice(1, -1)] ?? 0]))
  return { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5), 6: of(6) }
}

const columnOf = (step: Step, sign: Sign): string => `"${step}.${sign}"`

/** reasons: why a step was not followed, where the list is of one. */
export type AskedRow = Counted & { reasons: Reason[]; holdReasonIds: number[] }
export type AskedPage = { rows: AskedRow[]; complaints: number; next: string | null }

export async function listAsked(sql: Sql, scope: Scope, asked: Asked, after: string | null): Promise<AskedPage> {
  const [at, id] = cursorOf(after)
  const also = 'path' in asked ? await pathSql(sql, scope, asked.path) : signSql(asked.step, asked.sign)
  const reasons = 'path' in asked ? Prisma.sql`ARRAY[]::text[]` : reasonsSql(asked.step)
  const which = Prisma.sql`${arrivedSql(scope)} AND ${also} AND ${scopeSql(scope)}`
  const count = Prisma.sql`SELECT count(*)::int AS complaints FROM facts f WHERE ${which}`
  // Facts say which they are: of a year's complaints only those of the page are looked at, and whether they may be seen is asked again.
  const page = Prisma.sql`SELECT c.id, c.year, c.sequence, c.subject, c.state, f.unit_id AS "unitId", f.arrived_at AS "arrivedAt", c.closed_at AS "closedAt", f.reasons,
      ARRAY(SELECT DISTINCT reason_id FROM holds h WHERE h.complaint_id = c.id ORDER BY 1) AS "holdReasonIds"
    FROM (SELECT f.complaint_id, f.unit_id, f.arrived_at, ${reasons} AS reasons FROM facts f
      WHERE ${which} AND (${at}::timestamptz IS NULL OR (f.arrived_at, f.complaint_id) < (${at}::timestamptz, ${id}::int))
      ORDER BY f.arrived_at DESC, f.complaint_id DESC LIMIT ${PAGE + 1}) f JOIN complaints c ON c.id = f.complaint_id
    WHERE ${visibleSql(scope.user)} ORDER BY f.arrived_at DESC, c.id DESC`
  const [total] = await sql<{ complaints: number }>(count.text, count.values)
  const rows = await sql<AskedRow>(page.text, page.values)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    rows: rows.slice(0, PAGE),
    complaints: total?.complaints ?? 0,
    next: last ? `${last.arrivedAt.getTime()}.${last.id}` : null,
  }
}

async function pathSql(sql: Sql, scope: Scope, path: string[] | typeof OTHER_PATHS): Promise<Prisma.Sql> {
  if (path !== OTHER_PATHS) return Prisma.sql`f.path = ${path.join('.')}`
  const ways = await readWays(sql, scope)
  return Prisma.sql`f.path <> ALL(${ways.map((way) => way.path)}::text[])`
}

/** Every reason that holds, in the order in which the page of conformance names them. */
function reasonsSql(step: Step): Prisma.Sql {
  const each = Object.entries(STEP_SQL[step].reasons).map(
    ([reason, holds]) => Prisma.sql`CASE WHEN ${holds} THEN ${reason}::text END`,
  )
  return Prisma.sql`array_remove(ARRAY[${Prisma.join(each)}], NULL)`
}

function cursorOf(after: string | null): [Date, number] | [null, null] {
  const [, at, id] = /^(-?\d{1,13})\.(\d{1,9})$/.exec(after ?? '') ?? []
  return at && id ? [new Date(Number(at)), Number(id)] : [null, null]
}
