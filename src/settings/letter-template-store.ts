import { visibleSql } from '../complaints/visible.ts'
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { TemplateText } from '../notifications/templates.ts'
import type { User } from '../permissions.ts'
import { builtIn, letterText } from './letter-templates.ts'
import { LETTER_TEMPLATE_ACTIONS } from './trail.ts'
import { type Author, inTurn, record, versionOf } from './trail-store.ts'

/** The texts that the office wrote, by category; null: the general one. */
export async function writtenTexts(sql: Sql): Promise<Map<number | null, TemplateText>> {
  const rows = await sql<TemplateText & { categoryId: number | null }>(
    'SELECT category_id AS "categoryId", subject, body FROM letter_templates',
  )
  return new Map(rows.map(({ categoryId, subject, body }) => [categoryId, { subject, body }]))
}

/** What a text belongs to; without a category it is the general one. */
export type Owner = { category: { id: number; code: string } | null; name: string }

const idOf = ({ category }: Owner): number => category?.id ?? 0

export const letterTemplateVersion = (sql: Sql, owner: Owner): Promise<string> =>
  versionOf(sql, LETTER_TEMPLATE_ACTIONS, idOf(owner))

/** Null as text: back to what it came with. False, and nothing written, when it was changed after this version was read. */
export function saveLetterTemplate(
  db: Database,
  author: Author,
  owner: Owner,
  text: TemplateText | null,
  version: string,
): Promise<boolean> {
  return inTurn(db, 'letter templates', async (sql) => {
    if ((await letterTemplateVersion(sql, owner)) !== version) return false
    const { category, name } = owner
    const written = await writtenTexts(sql)
    const before = letterText(category, written)
    const base = builtIn(category, written)
    const own = text && !isSame(text, base) ? text : null
    if (isSame(own ?? base, before)) return true
    await sql('DELETE FROM letter_templates WHERE category_id IS NOT DISTINCT FROM $1', [category?.id ?? null])
    if (own)
      await sql('INSERT INTO letter_templates (category_id, subject, body) VALUES ($1, $2, $3)', [
        category?.id ?? null,
        own.subject,
        own.body,
      ])
    const details = { id: idOf(owner), name, before }
    if (own) await record(sql, author, { action: 'letterTemplateChanged', details: { ...details, after: own } })
    else await record(sql, author, { action: 'letterTemplateRestored', details })
    return true
  })
}

const isSame = (one: TemplateText, other: TemplateText): boolean => one.subject === other.subject && one.body === other.body

/** The newest complaint that this person sees, of a category, the rather when work on it was reported. */
export async function findExampleNumber(db: Database, user: User, categoryId: number | null) {
  const query = Prisma.sql`SELECT c.year, c.sequence FROM complaints c
    WHERE ${visibleSql(user)} AND (${categoryId}::int IS NULL OR c.category_id = ${categoryId}::int)
    ORDER BY c.reported_at DESC NULLS LAST, c.id DESC LIMIT 1`
  return (await db.sql<{ year: number; sequence: number }>(query.text, query.values))[0]
}
