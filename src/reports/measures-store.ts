// What is counted, as conditions in SQL on facts f and spells s: figures count by them, and lists find by them, so that the two agree.
import { Prisma } from '../generated/client.ts'
import type { Kind } from '../generated/enums.ts'
import { ALL_SEEING, hasRole, type User } from '../permissions.ts'
import type { ClockName } from '../sla/policy.ts'
import { addDays, startOfDayWita } from '../time.ts'
import type { Dimension, Flow } from './figures.ts'

/** Of whose sight, of which days, of one kind of complaint or of all. */
export type Sight = { user: User; kind: Kind | null }
export type Scope = Sight & { from: string; until: string }

/** The same as complaints/visible.ts says for those who may see figures; a test proves them equal. */
export function sightSql(user: User): Prisma.Sql {
  if (hasRole(user, ALL_SEEING)) return Prisma.sql`TRUE`
  return hasRole(user, ['DIRECTOR']) ? Prisma.sql`f.state <> 'SUBMITTED'` : Prisma.sql`FALSE`
}

export const kindSql = ({ kind }: Pick<Scope, 'kind'>): Prisma.Sql =>
  kind === null ? Prisma.sql`TRUE` : Prisma.sql`f.kind = ${kind}::"Kind"`

export const scopeSql = (scope: Sight): Prisma.Sql => Prisma.sql`${sightSql(scope.user)} AND ${kindSql(scope)}`

/** The instant at which the days of a scope are over. */
export const endOf = ({ until }: Pick<Scope, 'until'>): Prisma.Sql =>
  Prisma.sql`${startOfDayWita(addDays(until, 1))}::timestamptz`

/** Complaints that arrived in the days of a scope: whom its clocks are judged by. */
export const arrivedSql = ({ from, until }: Scope): Prisma.Sql =>
  Prisma.sql`f.arrived_on BETWEEN ${from}::date AND ${until}::date`

/** Spells that were open at the end of a day. */
export const openAt = (day: string): Prisma.Sql => Prisma.sql`daterange(s.from_on, s.until_on, '[)') @> ${day}::date`
const began = ({ from, until }: Scope): Prisma.Sql => Prisma.sql`s.from_on BETWEEN ${from}::date AND ${until}::date`
const ended = ({ from, until }: Scope): Prisma.Sql => Prisma.sql`s.until_on BETWEEN ${from}::date AND ${until}::date`

export const FLOW_SQL: Record<keyof Flow, (scope: Scope) => Prisma.Sql> = {
  opening: ({ from }) => openAt(addDays(from, -1)),
  arrived: (scope) => Prisma.sql`s.number = 1 AND ${began(scope)}`,
  reopened: (scope) => Prisma.sql`s.number > 1 AND ${began(scope)}`,
  closed: (scope) => Prisma.sql`NOT s.dismissed AND ${ended(scope)}`,
  dismissed: (scope) => Prisma.sql`s.dismissed AND ${ended(scope)}`,
  open: ({ until }) => openAt(until),
}

/**
 * Why a spell s was dismissed. Facts know that of the last one; one that was taken up again has it in its events, where a dismissal by mistake does
 * not count.
 */
export const DISMISSED_FOR = Prisma.sql`CASE WHEN s.number = f.reopened + 1 THEN f.dismissal ELSE (
  SELECT reason FROM (
    SELECT row_number() OVER (ORDER BY sequence) AS number, reason FROM (
      SELECT sequence, type <> 'reopened' AS closing, payload ->> 'reason' AS reason,
        coalesce(lead(type = 'reopened' AND (payload ->> 'mistaken')::boolean) OVER (ORDER BY sequence), false) AS undone
      FROM events WHERE complaint_id = s.complaint_id AND type IN ('explained', 'confirmed', 'dismissed', 'reopened')) told
    WHERE closing AND NOT undone) closings
  WHERE closings.number = s.number) END`

/** Of a spell that was closed: opened again afterwards, on whatever day. A closing by mistake ends no spell. */
export const REOPENED_SINCE = Prisma.sql`EXISTS (SELECT FROM spells l WHERE l.complaint_id = s.complaint_id AND l.number = s.number + 1)`

/** Every spell that came in or went out in the days of a scope, found by one index for each. */
export const movedSql = (scope: Scope): Prisma.Sql => Prisma.sql`(${began(scope)} OR ${ended(scope)})`

/** The column that a complaint is told apart by; a person of several is counted with each. */
export const DIMENSION_SQL: Record<Exclude<Dimension, 'officer'>, Prisma.Sql> = {
  unit: Prisma.sql`f.unit_id`,
  category: Prisma.sql`f.category_id`,
  channel: Prisma.sql`f.channel_id`,
  district: Prisma.sql`f.district_code`,
  kind: Prisma.sql`f.kind`,
}

export const VILLAGE_SQL = Prisma.sql`f.village_code`

/** Whether the connection was complained about before; null where there is none. What one does not see, or is of another kind, does not count. */
export function repeatedSql({ user, kind }: Sight): Prisma.Sql {
  const seen = hasRole(user, ALL_SEEING) ? '' : '_seen'
  return Prisma.raw(`f.repeated${kind === null ? '' : '_kind'}${seen}`)
}

const COLUMN: Record<ClockName, string> = { RECEIVE: 'receive', EXPLAIN: 'explain', FOLLOW_UP: 'follow_up' }
export const clockColumn = (
  clock: ClockName,
  what: 'kept' | 'late' | 'unjudged' | 'minutes' | 'held' | 'unpaused' | 'whole',
): Prisma.Sql => Prisma.raw(`f.${COLUMN[clock]}_${what}`)

/** A limit was missed by the end of the days, and what it was for was still not done. */
export function overdueSql(scope: Scope): Prisma.Sql {
  const end = endOf(scope)
  return Prisma.sql`EXISTS (SELECT FROM runs r WHERE r.complaint_id = f.complaint_id AND r.breached_at < ${end} AND (r.stopped_at IS NULL OR r.stopped_at >= ${end}))`
}
