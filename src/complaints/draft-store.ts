// What a person has typed and not sent: kept for them alone, on whichever machine they go on, gone when it is sent.
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { DAY } from '../time.ts'
import type { Typed } from '../web/form.ts'

export type Draft = { form: string; values: Typed; savedAt: Date }

/** The page on which a form stands, by the form's address; intake and letters have one of their own. */
export const pageOf = (form: string): string =>
  form === '/aduan/baru' || form.endsWith('/surat') ? form : form.slice(0, form.lastIndexOf('/'))

/** As many as somebody may leave unsent; the oldest makes room. */
const MOST = 30
const KEPT_FOR = 7 * DAY

export async function saveDraft(db: Database, user: User, form: string, values: Typed, now: Date): Promise<void> {
  await db.sql(
    `WITH saved AS (INSERT INTO drafts (person_id, form, "values", saved_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, form) DO UPDATE SET "values" = excluded."values", saved_at = excluded.saved_at)
     DELETE FROM drafts WHERE person_id = $1 AND form <> $2
       AND form NOT IN (SELECT form FROM drafts WHERE person_id = $1 AND form <> $2 ORDER BY saved_at DESC LIMIT $5)`,
    [user.id, form, JSON.stringify(values), now, MOST - 1],
  )
}

/** The person's drafts of the forms of one page, the newest first; a form's address begins with its page's. */
export function findDrafts(db: Database, user: User, page: string): Promise<Draft[]> {
  const query = draftsSql(user, page)
  return db.sql<Draft>(query.text, query.values)
}

/** The same, to be read along with what else the page shows. */
export const draftsSql = (user: User, page: string): Prisma.Sql => Prisma.sql`SELECT form, "values", saved_at AS "savedAt"
  FROM drafts WHERE person_id = ${user.id} AND starts_with(form, ${page}) ORDER BY saved_at DESC`

export async function removeDraft(db: Database, user: User, form: string): Promise<void> {
  await db.sql('DELETE FROM drafts WHERE person_id = $1 AND form = $2', [user.id, form])
}

export const removeOldDrafts = (db: Database, now: Date) =>
  db.sql('DELETE FROM drafts WHERE saved_at < $1', [new Date(now.getTime() - KEPT_FOR)])
