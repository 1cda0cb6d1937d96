// Keeps facts and spells as the complaints are: what an event marked is worked out anew before anything is counted.
import type { Database, Sql } from '../db.ts'

/** Instances refresh one after the other: a later one sees what an earlier one has written. */
const REFRESHING = 7_402_004
const BATCH = 20_000

export async function refreshFacts(db: Database): Promise<void> {
  const [stale] = await db.sql('SELECT FROM facts_stale LIMIT 1')
  if (!stale) return
  while (await db.transaction(refreshBatch)) {}
}

/** Whether there was anything to do. A mark is seen only together with the change that it stands for. */
async function refreshBatch(sql: Sql): Promise<boolean> {
  await sql('SELECT pg_advisory_xact_lock($1)', [REFRESHING])
  const marks = await sql<{ id: number }>(
    `DELETE FROM facts_stale WHERE id IN (SELECT id FROM facts_stale ORDER BY id LIMIT $1) RETURNING complaint_id AS id`,
    [BATCH],
  )
  if (marks.length === 0) return false
  const ids = [...new Set(marks.map(({ id }) => id))]
  for (const table of ['facts', 'spells']) {
    await sql(`DELETE FROM ${table} WHERE complaint_id = ANY($1::int[])`, [ids])
    await sql(`INSERT INTO ${table} SELECT * FROM ${table}_now WHERE complaint_id = ANY($1::int[])`, [ids])
  }
  return true
}

/** Complaints whose facts or spells are not what their rows and events say, at most so many of each. */
export async function differingFacts(db: Database, most = 20): Promise<number[]> {
  await refreshFacts(db)
  const rows = await db.sql<{ id: number }>(
    `SELECT DISTINCT complaint_id AS id FROM (
       (SELECT complaint_id FROM (SELECT * FROM facts EXCEPT SELECT * FROM facts_now) f LIMIT $1) UNION ALL
       (SELECT complaint_id FROM (SELECT * FROM facts_now EXCEPT SELECT * FROM facts) f LIMIT $1) UNION ALL
       (SELECT complaint_id FROM (SELECT * FROM spells EXCEPT SELECT * FROM spells_now) s LIMIT $1) UNION ALL
       (SELECT complaint_id FROM (SELECT * FROM spells_now EXCEPT SELECT * FROM spells) s LIMIT $1)) differing ORDER BY 1`,
    [most],
  )
  return rows.map(({ id }) => id)
}
