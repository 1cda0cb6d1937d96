// What people are told, written with the events that it is about.
import { randomUUID } from 'node:crypto'
import type { NewMessage, NewNotice } from '../complaints/complaint.ts'
import { asJson, insertText, type Table } from '../complaints/rows.ts'
import type { Sql } from '../db.ts'
import type { ReportEvent } from '../reports/report-events.ts'
import { wakeDelivery } from './outbox-store.ts'
import type { ReportWord } from './report-word.ts'

const NOTICES = {
  name: 'notices',
  columns: ['complaintId', 'eventSequence', 'personId', 'kind', 'at'],
} as const satisfies Table
const MESSAGES = {
  name: 'messages',
  columns: ['complaintId', 'eventSequence', 'personId', 'key', 'way', 'template', 'createdAt', 'nextTryAt'],
} as const satisfies Table

type Of<Row> = Row & { complaintId: number; eventSequence: number }

/** In the caller's transaction, by one statement. */
export async function insertWord(sql: Sql, notices: readonly Of<NewNotice>[], messages: readonly Of<NewMessage>[], now: Date) {
  if (notices.length === 0 && messages.length === 0) return
  const toSend = messages.map((row) => ({ ...row, key: randomUUID(), createdAt: now }))
  const toShow = notices.map((row) => ({ ...row, at: now }))
  await sql(INSERT, [asJson(NOTICES.columns, toShow), asJson(MESSAGES.columns, toSend)])
}

const INSERT = `WITH shown AS (${insertText(NOTICES, '$1')} ON CONFLICT DO NOTHING) ${insertText(MESSAGES, '$2')}`

/** In the caller's transaction: what happened to a report, who is told of it, and to which addresses its paper goes. */
export async function insertReportWord(
  sql: Sql,
  event: ReportEvent,
  { notices, messages }: ReportWord,
  addresses: readonly string[],
) {
  const { period, version, type, at, actorId } = event
  const [made] = await sql<{ id: number }>(
    'INSERT INTO report_events (period, version, type, at, actor_id) VALUES ($1, $2, $3::"ReportEventType", $4, $5) RETURNING id',
    [period, version, type, at, actorId],
  )
  const toList = addresses.map((address) => ({ way: 'EMAIL', template: 'reportPaper', personId: null, nextTryAt: null, address }))
  const toSend = [...messages, ...toList].map((row) => ({ ...row, key: randomUUID(), createdAt: at, reportEventId: made?.id }))
  const toShow = notices.map((row) => ({ ...row, at, reportEventId: made?.id }))
  await sql(INSERT_REPORT, [asJson(REPORT_NOTICES.columns, toShow), asJson(REPORT_MESSAGES.columns, toSend)])
  await wakeDelivery(sql)
}

const REPORT_NOTICES = { name: 'notices', columns: ['reportEventId', 'personId', 'kind', 'at'] } as const satisfies Table
const REPORT_MESSAGES = {
  name: 'messages',
  columns: ['reportEventId', 'address', 'personId', 'key', 'way', 'template', 'createdAt', 'nextTryAt'],
} as const satisfies Table
const INSERT_REPORT = `WITH shown AS (${insertText(REPORT_NOTICES, '$1')}) ${insertText(REPORT_MESSAGES, '$2')}`
