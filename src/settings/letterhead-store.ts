import type { Database, Sql } from '../db.ts'
import { FIRST_LETTERHEAD, type Letterhead } from './letterhead.ts'
import { type Author, inTurn, record } from './trail-store.ts'

/** The letterhead that holds, and the number of its version; 0 for the one that came with the application. */
export async function readLetterhead(sql: Sql): Promise<{ id: number; texts: Letterhead }> {
  const [last] = await sql<{ id: number; texts: Letterhead }>('SELECT id, texts FROM letterheads ORDER BY id DESC LIMIT 1')
  return last ?? { id: 0, texts: FIRST_LETTERHEAD }
}

/** False, and nothing written, when somebody else wrote since the version that was seen. */
export const saveLetterhead = (db: Database, author: Author, texts: Letterhead, seen: number): Promise<boolean> =>
  inTurn(db, 'letterheads', async (sql) => {
    if ((await readLetterhead(sql)).id !== seen) return false
    const [made] = await sql<{ id: number }>(
      'INSERT INTO letterheads (texts, made_at, made_by_id) VALUES ($1, $2, $3) RETURNING id',
      [JSON.stringify(texts), author.now, author.actorId],
    )
    await record(sql, author, { action: 'letterheadChanged', details: { id: made?.id ?? 0 } })
    return true
  })
