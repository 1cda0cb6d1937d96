// The bell: what a person has been told and not read yet, and the list of it; only of complaints that they may see.
import { numberOf } from '../complaints/complaint.ts'
import type { EventType } from '../complaints/events.ts'
import type { Keep } from '../complaints/kept-store.ts'
import { visibleSql } from '../complaints/visible.ts'
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { NoticeKind } from '../generated/enums.ts'
import type { User } from '../permissions.ts'

const PAGE = 50
/** What a bell says at most is 99+. */
const MOST = 100
/** What was read in another instance is counted anew after this time. */
const KEPT_MS = 10_000

export type Unread = {
  count(user: User, now: Date): Promise<number>
  /** Of one complaint; or all up to a notice, so that what came meanwhile stays. */
  markRead(user: User, now: Date, what: { complaintId: number } | { upTo: number }): Promise<void>
}

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
      await db.sql(
        `UPDATE notices SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL AND ${'upTo' in what ? 'id <= $3' : 'complaint_id = $3'}`,
        [user.id, now, 'upTo' in what ? what.upTo : what.complaintId],
      )
      readings.set(user.id, (readings.get(user.id) ?? 0) + 1)
    },
  }
}

async function countUnread(db: Database, user: User): Promise<number> {
  const query = Prisma.sql`SELECT count(*) AS count FROM (
    SELECT FROM notices n JOIN complaints c ON c.id = n.complaint_id
    WHERE n.person_id = ${user.id} AND n.read_at IS NULL AND ${visibleSql(user)} LIMIT ${MOST}) unread`
  const [row] = await db.sql<{ count: number }>(query.text, query.values)
  return row?.count ?? 0
}

export type Listed = {
  id: number
  number: string
  subject: string
  kind: NoticeKind
  type: EventType
  payload: unknown
  actorId: number | null
  /** The instant that it speaks of. */
  at: Date
  toldAt: Date
  unread: boolean
}

/** A page of what a person was told, the latest first; next: the id before which the next page begins. */
export async function listNotices(
  db: Database,
  user: User,
  before: number | null,
): Promise<{ notices: Listed[]; next: number | null }> {
  const query = Prisma.sql`
    SELECT n.id, c.year, c.sequence, c.subject, n.kind, e.type, e.payload, e.actor_id AS "actorId", e.at, n.at AS "toldAt", n.read_at IS NULL AS unread
    FROM notices n JOIN complaints c ON c.id = n.complaint_id
      JOIN events e ON e.complaint_id = n.complaint_id AND e.sequence = n.event_sequence
    WHERE n.person_id = ${user.id} AND (${before}::bigint IS NULL OR n.id < ${before}::bigint) AND ${visibleSql(user)}
    ORDER BY n.id DESC LIMIT ${PAGE + 1}`
  const rows = await db.sql<Omit<Listed, 'number'> & { year: number; sequence: number }>(query.text, query.values)
  const notices = rows.slice(0, PAGE).map((row) => ({ ...row, number: numberOf(row) }))
  return { notices, next: rows.length > PAGE ? (notices.at(-1)?.id ?? null) : null }
}
