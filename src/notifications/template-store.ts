import { visibleSql } from '../complaints/visible.ts'
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { TEMPLATE_ACTIONS } from '../settings/trail.ts'
import { type Author, inTurn, record, versionOf } from '../settings/trail-store.ts'
import { eventsOf } from './announce.ts'
import type { Subject } from './filling.ts'
import { ABOUT, type About, SUBJECT, subjectOf } from './outbox-store.ts'
import { TEMPLATES, type TemplateKey, type TemplateText } from './templates.ts'

export type Changed = TemplateText & { changedAt: Date; changedBy: string }

/** The texts that differ from those that came with the application, with who made them so. */
export async function changedTexts(sql: Sql): Promise<Map<string, Changed>> {
  const rows = await sql<Changed & { key: string }>(
    `SELECT t.key, t.subject, t.body, t.changed_at AS "changedAt", p.name AS "changedBy"
     FROM message_templates t JOIN people p ON p.id = t.changed_by_id`,
  )
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

export const templateVersion = (sql: Sql, key: TemplateKey): Promise<string> => versionOf(sql, TEMPLATE_ACTIONS, key)

/** False, and nothing written, when the text was changed after this version was read. One that is as it came is kept nowhere. */
export function saveTemplate(
  db: Database,
  author: Author,
  key: TemplateKey,
  text: TemplateText,
  version: string,
): Promise<boolean> {
  return inTurn(db, 'templates', async (sql) => {
    if ((await templateVersion(sql, key)) !== version) return false
    const before = await textOf(sql, key)
    if (isSame(before, text)) return true
    if (isSame(TEMPLATES[key], text)) await sql('DELETE FROM message_templates WHERE key = $1', [key])
    else await sql(SAVE, [key, text.subject, text.body, author.now, author.actorId])
    const back = isSame(TEMPLATES[key], text)
    if (back) await record(sql, author, { action: 'templateRestored', details: { id: key, before } })
    else await record(sql, author, { action: 'templateChanged', details: { id: key, before, after: text } })
    return true
  })
}

const SAVE = `INSERT INTO message_templates (key, subject, body, changed_at, changed_by_id) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (key) DO UPDATE SET subject = EXCLUDED.subject, body = EXCLUDED.body, changed_at = EXCLUDED.changed_at,
    changed_by_id = EXCLUDED.changed_by_id`

async function textOf(sql: Sql, key: TemplateKey): Promise<TemplateText> {
  const [changed] = await sql<TemplateText>('SELECT subject, body FROM message_templates WHERE key = $1', [key])
  const { subject, body } = changed ?? TEMPLATES[key]
  return { subject, body }
}

const isSame = (one: TemplateText, other: TemplateText): boolean => one.subject === other.subject && one.body === other.body

/** Of what a preview tells; fitting: whether a message with this text comes of it. */
export type Example = { about: Subject; fitting: boolean }

/** An event of one complaint, or of the newest that this person sees: the latest that the text is used for, or of the one named just its latest. */
export async function findExample(
  db: Database,
  user: User,
  key: TemplateKey,
  number: { year: number; sequence: number } | null,
): Promise<Example | undefined> {
  const fitting = Prisma.sql`(e.type = ANY(${eventsOf(key)}::text[]) AND (e.type <> 'noted' OR ${key}::text <> 'answer' OR (e.payload ->> 'forComplainant')::boolean))`
  const [subject, about] = [Prisma.raw(SUBJECT), Prisma.raw(ABOUT)]
  const query = Prisma.sql`SELECT ${subject}, ${fitting} AS fitting FROM ${number ? eventsOfOne(number) : RECENT} m ${about}
    WHERE ${visibleSql(user)} AND ${number ? Prisma.sql`TRUE` : fitting} ORDER BY fitting DESC, m.id DESC LIMIT 1`
  const [found] = await db.sql<About & { fitting: boolean }>(query.text, query.values)
  if (!found) return undefined
  const person = TEMPLATES[key].to === 'STAFF' ? { name: user.name, phone: null, email: null } : null
  return { about: subjectOf(found, person), fitting: found.fitting }
}

const eventsOfOne = ({ year, sequence }: { year: number; sequence: number }): Prisma.Sql =>
  Prisma.sql`(SELECT v.id, v.complaint_id, v.sequence AS event_sequence FROM events v JOIN complaints o ON o.id = v.complaint_id
    WHERE o.year = ${year} AND o.sequence = ${sequence})`

// Of the last few thousand events: where none fits, not the whole history is searched for one.
const RECENT = Prisma.sql`(SELECT id, complaint_id, sequence AS event_sequence FROM events ORDER BY id DESC LIMIT 3000)`
