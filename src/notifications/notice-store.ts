// The bell: what a person has been told and not read yet, and the list of it; only of complaints that they may see.
import { numberOf } from '../complaints/complaint.ts'
import type { EventType } from '../complaints/events.ts'
import type { Keep } from '../complaints/kept-store.ts'
import { visibleSql } from '../complaints/visible.ts'
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { NoticeKind } from '../generated/enums.ts'
import { can, type User } from '../permissions.ts'
import type { ReportEvent } from '../reports/report-events.ts'

const PAGE = 50
/** What a bell says at most is 99+. */
const MOST = 100
/** What was read in another instance is counted anew after this time. */
const KEPT_MS = 10_000

export type Unread = {
  count(user: User, now: Date): Promise<number>
  /** Of one complaint, of a version of a report or its draft; or all up to a notice, so that what came meanwhile stays. */
  markRead(user: User, now: Date, what: Read): Promise<void>
}

type Read = { complaintId: number } | { report: Pick<ReportEvent, 'period' | 'version'> } | { upTo: number }

export function unreadSource(db: Database, keep: Keep): Unread {
  const readings = new Map<number, number>()
  return {
    count(user, now) {
      const key = JSON.stringify(['unread', user.id, user.grants, readings.get(user.id)])
      return keep(
        key,
        now,
        () => countUnread(db, user),
        () => new Date(now.getTime() + KEPT_MS),
      )
    },
    async markRead(user, now, what) {
      const [which, values] = whichOf(what)
      await db.sql(`UPDATE notices SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL AND ${which}`, [
        user.id,
        now,
        ...values,
      ])
      readings.set(user.id, (readings.get(user.id) ?? 0) + 1)
    },
  }
}

function whichOf(what: Read): [condition: string, values: (number | string | null)[]] {
  if ('upTo' in what) return ['id <= $3', [what.upTo]]
  if ('complaintId' in what) return ['complaint_id = $3', [what.complaintId]]
  const { period, version } = what.report
  return [
    'report_event_id IN (SELECT id FROM report_events WHERE period = $3 AND version IS NOT DISTINCT FROM $4)',
    [period, version],
  ]
}

/** Complaints that they see; reports, if they read these. */
const theirs = (user: User): Prisma.Sql =>
  Prisma.sql`CASE WHEN n.report_event_id IS NULL THEN ${visibleSql(user)} ELSE ${can(user, 'seeFigures')} END`

/** As a column of complaint `c`: whether the person was told something of it that they have not read. */
export const unreadSql = (user: User): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT FROM notices n WHERE n.person_id = ${user.id} AND n.complaint_id = c.id AND n.read_at IS NULL)`

async function countUnread(db: Database, user: User): Promise<number> {
  const query = Prisma.sql`SELECT count(*) AS count FROM (
    SELECT FROM notices n LEFT JOIN complaints c ON c.id = n.complaint_id
    WHERE n.person_id = ${user.id} AND n.read_at IS NULL AND ${theirs(user)} LIMIT ${MOST}) unread`
  const [row] = await db.sql<{ count: number }>(query.text, query.values)
  return row?.count ?? 0
}

export type Listed = {
  id: number
  kind: NoticeKind
  actorId: number | null
  /** The instant that it speaks of. */
  at: Date
  toldAt: Date
  unread: boolean
} & (
  | { period: null; number: string; subject: string; type: EventType; payload: unknown }
  | { period: string; version: number | null; type: ReportEvent['type'] }
)

/** A page of what a person was told, the latest first; next: the id before which the next page begins. */
export async function listNotices(
  db: Database,
  user: User,
  before: number | null,
): Promise<{ notices: Listed[]; next: number | null }> {
  const query = Prisma.sql`
    SELECT n.id, c.year, c.sequence, c.subject, n.kind, r.period, r.version, coalesce(e.type, r.type::text) AS type, e.payload,
      coalesce(e.actor_id, r.actor_id) AS "actorId", coalesce(e.at, r.at) AS at, n.at AS "toldAt", n.read_at IS NULL AS unread
    FROM notices n LEFT JOIN complaints c ON c.id = n.complaint_id
      LEFT JOIN events e ON e.complaint_id = n.complaint_id AND e.sequence = n.event_sequence
      LEFT JOIN report_events r ON r.id = n.report_event_id
    WHERE n.person_id = ${user.id} AND (${before}::bigint IS NULL OR n.id < ${before}::bigint) AND ${theirs(user)}
    ORDER BY n.id DESC LIMIT ${PAGE + 1}`
  const rows = await db.sql<Listed & { year: number; sequence: number }>(query.text, query.values)
  const notices = rows.slice(0, PAGE).map((row) => (row.period === null ? { ...row, number: numberOf(row) } : row))
  return { notices, next: rows.length > PAGE ? (notices.at(-1)?.id ?? null) : null }
}
