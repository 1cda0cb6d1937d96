// The outbox: what waits is claimed by one instance at a time, tried, and either sent or tried again later, until it is given up.
import type { Database, Sql } from '../db.ts'
import type { MessageWay } from '../generated/enums.ts'
import type { ReportEvent } from '../reports/report-events.ts'
import { DAY, MINUTE } from '../time.ts'
import type { Concerning } from './audience.ts'
import type { Paper } from './carrier.ts'
import type { Subject } from './filling.ts'
import type { Matter, MessageKey } from './matter.ts'
import type { TemplateText } from './templates.ts'

/** Longer than any carrier takes for one batch: whoever claimed it and is gone by then will not send it any more. */
const CLAIM = 10 * MINUTE
const PATIENCE = DAY
const BATCH = 10

export type Claimed = {
  id: number
  key: string
  way: MessageWay
  template: MessageKey
  personId: number | null
  complaintId: number | null
  /** How often it was tried before. */
  tries: number
  giveUpAt: Date
} & ({ recipient: string; subject: string; body: string } | { recipient: null; subject: null; body: null })

const CLAIMED = `id, key, way, template, person_id AS "personId", complaint_id AS "complaintId",
  tries - 1 AS tries, give_up_at AS "giveUpAt", recipient, subject, body`

/** What is due by these ways, the longest waiting first; nobody else gets it before its claim has run out. While it is tried it has no fault. */
export async function claim(db: Database, ways: readonly MessageWay[], at: Date): Promise<Claimed[]> {
  const claimed = await db.sql<Claimed>(
    `UPDATE messages SET tries = tries + 1, fault = NULL, next_try_at = $2, give_up_at = coalesce(give_up_at, $3) WHERE id IN (
       SELECT id FROM messages WHERE state = 'WAITING' AND way = ANY($4::"MessageWay"[]) AND (next_try_at IS NULL OR next_try_at <= $1)
       ORDER BY next_try_at NULLS FIRST, id LIMIT $5 FOR UPDATE SKIP LOCKED)
     RETURNING ${CLAIMED}`,
    [at, later(at, CLAIM), later(at, PATIENCE), ways, BATCH],
  )
  return claimed.sort((a, b) => a.id - b.id)
}

type Person = { personName: string | null; personPhone: string | null; email: string | null }

/** What messages say, and whom it may be said to, by the id of each. */
export async function readSubjects(sql: Sql, ids: readonly number[]): Promise<Map<number, Matter>> {
  const rows = await sql<About & Concerning & Person & { id: number }>(
    `SELECT ${SUBJECT}, c.state, c.technical, c.ever_escalated AS "everEscalated", c.officers, c.seen_by_units AS "seenByUnits",
       c.seen_by_people AS "seenByPeople", m.id, p.name AS "personName", p.phone AS "personPhone", p.email
     FROM messages m ${ABOUT} LEFT JOIN people p ON p.id = m.person_id WHERE m.id = ANY($1::bigint[])`,
    [ids],
  )
  const complaints = rows.map(({ personName, personPhone, email, ...row }) => {
    const person = personName === null ? null : { name: personName, phone: personPhone, email }
    return [row.id, { ...row, ...subjectOf(row, person) }] as const
  })
  const found = new Map<number, Matter>(complaints)
  const others = ids.filter((id) => !found.has(id))
  return others.length === 0 ? found : new Map([...found, ...(await readReportSubjects(sql, others))])
}

/** An address that was taken off the list meanwhile is none any more. */
async function readReportSubjects(sql: Sql, ids: readonly number[]): Promise<[number, Matter][]> {
  const rows = await sql<ReportEvent & Person & { id: number; address: string | null }>(
    `SELECT m.id, r.period, r.version, r.type, r.at, r.actor_id AS "actorId", l.address, p.name AS "personName", p.phone AS "personPhone", p.email
     FROM messages m JOIN report_events r ON r.id = m.report_event_id LEFT JOIN people p ON p.id = m.person_id
       LEFT JOIN report_recipients l ON l.address = m.address WHERE m.id = ANY($1::bigint[])`,
    [ids],
  )
  return rows.map(({ id, personName, personPhone, email, address, ...report }) => {
    const person = personName === null ? null : { name: personName, phone: personPhone, email }
    return [id, { report, person, address }]
  })
}

/** The paper that goes with a message: the same bytes at every try. */
export async function readPaper(db: Database, id: number): Promise<Paper | null> {
  const [draft] = await db.sql<{ period: string; pdf: Buffer | null }>(
    `SELECT d.period, d.pdf FROM messages m JOIN report_events r ON r.id = m.report_event_id JOIN report_drafts d ON d.period = r.period WHERE m.id = $1`,
    [id],
  )
  return draft?.pdf ? { name: `laporan-${draft.period}.pdf`, bytes: draft.pdf } : null
}

export type About = Omit<Subject, 'person' | 'complainant'> & Subject['complainant']

export function subjectOf({ name, phone, account, contactWay, ...row }: About, person: Subject['person']): Subject {
  return { ...row, person, complainant: { name, phone, account, contactWay } }
}

/** Of a table m with the complaint and the event that a message is about. */
export const SUBJECT = `c.year, c.sequence, c.subject, c.owner_unit_id AS "ownerUnitId", c.next_due_at AS "nextDueAt",
  k.name, k.phone, k.account, k.contact_way AS "contactWay", e.type, e.at, e.actor_id AS "actorId", e.payload,
  (SELECT body FROM texts t WHERE t.complaint_id = m.complaint_id AND t.event_sequence = m.event_sequence AND t.for_complainant LIMIT 1) AS text`
export const ABOUT = `JOIN complaints c ON c.id = m.complaint_id JOIN complainants k ON k.complaint_id = m.complaint_id
  JOIN events e ON e.complaint_id = m.complaint_id AND e.sequence = m.event_sequence`

/** The texts that differ from those that came with the application. */
export async function changedTemplates(sql: Sql): Promise<Map<string, TemplateText>> {
  const rows = await sql<TemplateText & { key: string }>('SELECT key, subject, body FROM message_templates')
  return new Map(rows.map(({ key, subject, body }) => [key, { subject, body }]))
}

/** Before its first try, as it will be sent at every one. */
export const write = (db: Database, id: number, { subject, body }: TemplateText, recipient: string) =>
  db.sql('UPDATE messages SET subject = $2, body = $3, recipient = $4 WHERE id = $1', [id, subject, body, recipient])

export const markSent = (db: Database, id: number, at: Date) =>
  db.sql(
    `UPDATE messages SET state = 'SENT', ended_at = $2, next_try_at = NULL, fault = NULL WHERE id = $1 AND state = 'WAITING'`,
    [id, at],
  )

/** To be tried again after a wait that grows, or given up. */
export function markFailed(
  db: Database,
  { id, tries, giveUpAt }: Pick<Claimed, 'id' | 'tries' | 'giveUpAt'>,
  fault: string,
  at: Date,
) {
  const next = later(at, waitAfter(tries))
  if (next >= giveUpAt) return giveUp(db, id, fault, at)
  return db.sql(`UPDATE messages SET next_try_at = $2, fault = $3 WHERE id = $1 AND state = 'WAITING'`, [id, next, fault])
}

export const giveUp = (db: Database, id: number, fault: string, at: Date) =>
  db.sql(
    `UPDATE messages SET state = 'GIVEN_UP', ended_at = $2, next_try_at = NULL, fault = $3 WHERE id = $1 AND state = 'WAITING'`,
    [id, at, fault],
  )

const WAITS = [1, 2, 5, 10, 30, 60]

/** How long to wait after so many tries before the last one. */
export const waitAfter = (tries: number): number => (WAITS[tries] ?? WAITS.at(-1) ?? 60) * MINUTE

/** Where no way out is set up, messages stay to be seen, and are given up after the same time: nobody wants to hear of last month. */
export async function keepUnsent(db: Database, way: MessageWay, fault: string, at: Date): Promise<void> {
  await db.sql(
    `UPDATE messages SET give_up_at = $2, fault = $3 WHERE state = 'WAITING' AND way = $1::"MessageWay" AND give_up_at IS NULL`,
    [way, later(at, PATIENCE), fault],
  )
  await db.sql(
    `UPDATE messages SET state = 'GIVEN_UP', ended_at = $2, next_try_at = NULL WHERE state = 'WAITING' AND way = $1::"MessageWay" AND give_up_at <= $2`,
    [way, at],
  )
}

/** Whoever sends looks at once: what is told of complaint 0, which there is not, wakes every instance that listens for changes. */
export const wakeDelivery = (sql: Sql) => sql(`SELECT pg_notify('complaints', '0')`)

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
