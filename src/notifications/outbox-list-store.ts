import { seesContactSql, visibleSql } from '../complaints/visible.ts'
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { MessageState } from '../generated/enums.ts'
import { can, type User } from '../permissions.ts'
import type { OutboxFilter } from './outbox-filter.ts'
import type { Listed } from './outbox-page.ts'
import { FAILED_SINCE, WEEK } from './resend-store.ts'

const PAGE = 50

/** A page of the outbox, the latest first, and the id before which the next one begins when there is one. */
export async function listMessages(db: Database, user: User, { state, way, before }: OutboxFilter) {
  const conditions = [
    readableTo(user),
    ...(state ? [IN_STATE[state]] : []),
    ...(way ? [Prisma.sql`m.way = ${way}::"MessageWay"`] : []),
    ...(before ? [Prisma.sql`m.id < ${before}::bigint`] : []),
  ]
  const query = Prisma.sql`SELECT ${columns(user)} ${FROM}
    WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY m.id DESC LIMIT ${Prisma.raw(String(PAGE + 1))}`
  const rows = await db.sql<Listed>(query.text, query.values)
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
}

// Written out, so that the server knows which index holds these alone.
const IN_STATE: Record<MessageState, Prisma.Sql> = {
  WAITING: Prisma.sql`m.state = 'WAITING'`,
  SENT: Prisma.sql`m.state = 'SENT'`,
  GIVEN_UP: Prisma.sql`m.state = 'GIVEN_UP'`,
}

export type Message = Listed & ({ subject: string; body: string } | { subject: null; body: null })

/** Undefined when there is none for this person. What it says comes along: whoever asks shows it by `mayRead`. */
export async function findMessage(db: Database, user: User, id: number): Promise<Message | undefined> {
  const query = Prisma.sql`SELECT ${columns(user)}, m.subject, m.body ${FROM} WHERE m.id = ${id}::bigint AND ${readableTo(user)}`
  const [message] = await db.sql<Message>(query.text, query.values)
  return message
}

/** How sending stands: what waits since when, and what of the last week was given up. */
export async function outboxStanding(db: Database, now: Date) {
  const [[waiting], [failed]] = await Promise.all([
    db.sql<{ waiting: number; since: Date | null }>(
      `SELECT count(*) AS waiting, min(created_at) AS since FROM messages WHERE state = 'WAITING'`,
    ),
    db.sql<{ failed: number }>(`SELECT count(*) AS failed FROM messages WHERE ${FAILED_SINCE}`, [new Date(now.getTime() - WEEK)]),
  ])
  return { waiting: waiting?.waiting ?? 0, since: waiting?.since ?? null, failed: failed?.failed ?? 0 }
}

/** Who administers reads every row, of those whose complaint is not theirs to see only how the sending goes. */
const readableTo = (user: User): Prisma.Sql => (can(user, 'administerPeople') ? Prisma.sql`TRUE` : seenSql(user))

/** Reports are read by those who see figures. */
const seenSql = (user: User): Prisma.Sql =>
  Prisma.sql`CASE WHEN m.report_event_id IS NULL THEN ${visibleSql(user)} ELSE ${can(user, 'seeFigures')} END`

const FROM = Prisma.sql`FROM messages m LEFT JOIN complaints c ON c.id = m.complaint_id LEFT JOIN report_events r ON r.id = m.report_event_id
  LEFT JOIN people p ON p.id = m.person_id`

const columns = (user: User): Prisma.Sql => Prisma.sql`m.id, m.way, m.template, m.state, m.tries, m.fault, m.recipient,
  m.created_at AS "createdAt", m.next_try_at AS "nextTryAt", m.ended_at AS "endedAt", m.person_id AS "personId", p.name AS person,
  m.complaint_id AS "complaintId", c.year, c.sequence, r.period, r.version, ${seenSql(user)} AS seen,
  CASE WHEN m.report_event_id IS NULL THEN ${seesContactSql(user)} ELSE ${can(user, 'keepReportList')} END AS "seesContact"`
