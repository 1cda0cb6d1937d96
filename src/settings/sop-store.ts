import type { Database, Sql } from '../db.ts'
import { changedOf, completed, type Definitions } from '../reports/definitions.ts'
import { FIRST_SOP, type SopTexts } from './sop-texts.ts'
import { type Author, inTurn, record } from './trail-store.ts'

/** Of the definitions only those that the office wrote. */
type Stored = Omit<SopTexts, 'definitions'> & { definitions?: Partial<Definitions> }

/** The texts that hold, and the number of their version; 0 for those that came with the application. */
export async function readSop(sql: Sql): Promise<{ id: number; texts: SopTexts }> {
  const [last] = await sql<{ id: number; texts: Stored }>('SELECT id, texts FROM sop_versions ORDER BY id DESC LIMIT 1')
  if (!last) return { id: 0, texts: FIRST_SOP }
  return { id: last.id, texts: { ...last.texts, definitions: completed(last.texts.definitions) } }
}

/** False, and nothing written, when somebody else wrote since the version that was seen. */
export const saveSop = (db: Database, author: Author, texts: SopTexts, seen: number): Promise<boolean> =>
  inTurn(db, 'sop_versions', async (sql) => {
    if ((await readSop(sql)).id !== seen) return false
    const stored: Stored = { ...texts, definitions: changedOf(texts.definitions) }
    const [made] = await sql<{ id: number }>(
      'INSERT INTO sop_versions (texts, made_at, made_by_id) VALUES ($1, $2, $3) RETURNING id',
      [JSON.stringify(stored), author.now, author.actorId],
    )
    await record(sql, author, { action: 'sopChanged', details: { id: made?.id ?? 0 } })
    return true
  })
