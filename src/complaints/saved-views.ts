import type { Database } from '../db.ts'
import { NotFound } from '../errors.ts'
import type { User } from '../permissions.ts'

export type SavedView = { id: number; name: string; query: string }

/** As many as the menu shows: what it does not show could never be deleted. */
export const MOST_VIEWS = 50

export const findViews = (db: Database, { id }: User): Promise<SavedView[]> =>
  db.sql<SavedView>('SELECT id, name, query FROM saved_views WHERE person_id = $1 ORDER BY name LIMIT $2', [id, MOST_VIEWS])

/** The id of the view; the same name again replaces what it stood for. null when there is no room for one more. */
export async function saveView(db: Database, user: User, name: string, query: string): Promise<number | null> {
  return db.transaction(async (sql) => {
    // One at a time, or two windows would both take the last place.
    await sql('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [user.id])
    const [saved] = await sql<{ id: number }>(
      `INSERT INTO saved_views (person_id, name, query) SELECT $1::int, $2::text, $3::text
       WHERE (SELECT count(*) FROM saved_views WHERE person_id = $1 AND name <> $2) < $4::int
       ON CONFLICT (person_id, name) DO UPDATE SET query = excluded.query RETURNING id`,
      [user.id, name, query, MOST_VIEWS],
    )
    return saved?.id ?? null
  })
}

export async function deleteView(db: Database, user: User, id: number): Promise<void> {
  const { count } = await db.prisma.savedView.deleteMany({ where: { id, personId: user.id } })
  if (count === 0) throw new NotFound()
}
