// What of a period's complaints kept to the SOP: one condition for each count, by which lists find too.
import { visibleSql } from '../complaints/visible.ts'
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { type Asked, type Outcome, type Reason, type Sign, STEPS, type Step, type StepCounts, signsOf } from './conformance.ts'
import type { Counted } from './list-store.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

const PAGE = 50

// What a complaint's events say of it that its facts do not, found by the events' own index.
const WALK = Prisma.sql`facts f CROSS JOIN LATERAL (SELECT
    coalesce(bool_or(to_state = 'RECEIVED'), false) AS received,
    coalesce(bool_or(type IN ('explained', 'escalated')), false) AS decided,
    coalesce(bool_or(type = 'started'), false) AS started,
    coalesce(bool_or(type = 'reported'), false) AS reported,
    coalesce(bool_or(type = 'confirmed'), false) AS confirmed,
    coalesce(bool_or(type = 'reopened' AND from_state = 'CLOSED' AND NOT (payload ->> 'mistaken')::boolean), false) AS reopened,
    min(sequence) FILTER (WHERE type = 'finished') AS finished_first,
    min(sequence) FILTER (WHERE type = 'reported') AS reported_first
    FROM events WHERE complaint_id = f.complaint_id) w`

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
      skipped: Prisma.sql`NOT w.received AND f.state NOT IN ('SUBMITTED', 'DISMISSED')`,
      late: Prisma.sql`f.receive_late > 0`,
    },
  },
  2: {
    reached: Prisma.sql`(w.received OR f.state NOT IN ('SUBMITTED', 'DISMISSED'))`,
    underway: Prisma.sql`f.state = 'RECEIVED'`,
    unjudged: Prisma.sql`f.explain_unjudged > 0`,
    reasons: {
      skipped: Prisma.sql`NOT w.decided AND f.state NOT IN ('SUBMITTED', 'RECEIVED', 'DISMISSED')`,
      late: Prisma.sql`f.explain_late > 0`,
    },
  },
  3: {
    reached: Prisma.sql`f.escalated`,
    underway: Prisma.sql`f.state IN ('ESCALATED', 'IN_PROGRESS', 'ON_HOLD')`,
    unjudged: Prisma.sql`f.follow_up_unjudged > 0`,
    reasons: {
      skipped: Prisma.sql`NOT w.started AND (w.reported OR f.state = 'CLOSED')`,
      late: Prisma.sql`f.follow_up_late > 0`,
      returned: Prisma.sql`f.returned > 0`,
      transferred: Prisma.sql`f.transferred > 0`,
      held: Prisma.sql`f.held > 0`,
    },
  },
  4: {
    reached: Prisma.sql`(w.finished_first IS NOT NULL OR w.reported OR ${CLOSED_AFTER_UNIT})`,
    underway: Prisma.sql`NOT w.reported`,
    unjudged: Prisma.sql`FALSE`,
    reasons: {
      skipped: Prisma.sql`NOT w.reported AND f.state IN ('CLOSED', 'DISMISSED')`,
      undeclared: Prisma.sql`f.technical AND w.reported AND coalesce(w.finished_first > w.reported_first, true)`,
      sentBack: Prisma.sql`f.sent_back > 0`,
    },
  },
  5: {
    reached: Prisma.sql`(w.reported OR ${CLOSED_AFTER_UNIT})`,
    underway: Prisma.sql`f.state = 'MONITORING'`,
    unjudged: Prisma.sql`FALSE`,
    reasons: { skipped: Prisma.sql`NOT w.confirmed AND f.sent_back = 0 AND f.state IN ('CLOSED', 'DISMISSED')` },
  },
  6: {
    reached: Prisma.sql`(f.state = 'CLOSED' OR w.reopened)`,
    underway: Prisma.sql`FALSE`,
    unjudged: Prisma.sql`FALSE`,
    reasons: { reopened: Prisma.sql`w.reopened` },
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

/** Every count of every step, in one pass over the complaints that arrived. */
export async function countSteps(sql: Sql, scope: Scope): Promise<StepCounts> {
  const counts = STEPS.flatMap((step) =>
    signsOf(step).map(
      (sign) => Prisma.sql`count(*) FILTER (WHERE ${signSql(step, sign)})::int AS ${Prisma.raw(columnOf(step, sign))}`,
    ),
  )
  const query = Prisma.sql`SELECT ${Prisma.join(counts)} FROM ${WALK} WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)}`
  const [row = {}] = await sql<Record<string, number>>(query.text, query.values)
  const of = (step: Step) => Object.fromEntries(signsOf(step).map((sign) => [sign, row[columnOf(step, sign).slice(1, -1)] ?? 0]))
  return { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5), 6: of(6) }
}

const columnOf = (step: Step, sign: Sign): string => `"${step}.${sign}"`

/** The states that a complaint came into, in the order of its events. */
export const STATES_SQL = Prisma.sql`(SELECT array_agg(to_state::text ORDER BY sequence) FROM events
  WHERE complaint_id = f.complaint_id AND to_state IS NOT NULL)`

export type AskedPage = { rows: Counted[]; complaints: number; next: string | null }

export async function listAsked(sql: Sql, scope: Scope, asked: Asked, after: string | null): Promise<AskedPage> {
  const [at, id] = cursorOf(after)
  const also = 'path' in asked ? Prisma.sql`${STATES_SQL} = ${asked.path}::text[]` : signSql(asked.step, asked.sign)
  const from = Prisma.sql`${'path' in asked ? Prisma.sql`facts f` : WALK} JOIN complaints c ON c.id = f.complaint_id
    WHERE ${arrivedSql(scope)} AND ${also} AND ${scopeSql(scope)} AND ${visibleSql(scope.user)}`
  const count = Prisma.sql`SELECT count(*)::int AS complaints FROM ${from}`
  const page = Prisma.sql`SELECT c.id, c.year, c.sequence, c.subject, c.state, f.unit_id AS "unitId", c.arrived_at AS "arrivedAt", c.closed_at AS "closedAt"
    FROM ${from} AND (${at}::timestamptz IS NULL OR (c.arrived_at, c.id) < (${at}::timestamptz, ${id}::int))
    ORDER BY c.arrived_at DESC, c.id DESC LIMIT ${PAGE + 1}`
  const [total] = await sql<{ complaints: number }>(count.text, count.values)
  const rows = await sql<Counted>(page.text, page.values)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    rows: rows.slice(0, PAGE),
    complaints: total?.complaints ?? 0,
    next: last ? `${last.arrivedAt.getTime()}.${last.id}` : null,
  }
}

function cursorOf(after: string | null): [Date, number] | [null, null] {
  const [, at, id] = /^(-?\d{1,13})\.(\d{1,9})$/.exec(after ?? '') ?? []
  return at && id ? [new Date(Number(at)), Number(id)] : [null, null]
}
