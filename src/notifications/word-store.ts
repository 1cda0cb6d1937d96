// What people are told, written with the events that it is about.
import { randomUUID } from 'node:crypto'
import type { NewMessage, NewNotice } from '../complaints/complaint.ts'
import { asJson, insertText, type Table } from '../complaints/rows.ts'
import type { Sql } from '../db.ts'

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
