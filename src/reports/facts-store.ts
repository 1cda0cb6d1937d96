// Keeps facts and spells as the complaints are: what an event marked is worked out anew before anything is counted.
import type { Database, Sql } from '../db.ts'

/** Who works facts out anew has them alone; who reads has them together, as they stay meanwhile. */
const FACTS = 7_402_004
const BATCH = 20_000

/** Reads on facts that hold every change committed before. */
export async function onFacts<T>(db: Database, read: (sql: Sql) => Promise<T>): Promise<T> {
  const [{ last } = { last: null }] = await db.sql<{ last: number | null }>('SELECT max(id) AS last FROM facts_stale')
  while (last !== null && (await db.transaction((sql) => refreshBatch(sql, last)))) {}
  return db.transaction(async (sql) => {
    await sql('SELECT pg_advisory_xact_lock_shared($1)', [FACTS])
    return read(sql)
  })
}

/**
 * Up to the last mark that was there, so that nobody waits as long as others write; answers whether there may be more. A mark is seen only together
 * with the change that it stands for.
 */
async function refreshBatch(sql: Sql, last: number): Promise<boolean> {
  await sql('SELECT pg_advisory_xact_lock($1)', [FACTS])
  const marks = await sql<{ id: number }>(
    `DELETE FROM facts_stale WHERE id IN (SELECT id FROM facts_stale WHERE id <= $1 ORDER BY id LIMIT $2) RETURNING complaint_id AS id`,
    [last, BATCH],
  )
  if (marks.length === 0) return false
  const ids = await withNeighbours(sql, [...new Set(marks.map(({ id }) => id))])
  await forgetDays(sql, ids)
  for (const table of ['facts', 'spells']) {
    await sql(`DELETE FROM ${table} WHERE complaint_id = ANY($1::int[])`, [ids])
    await sql(`INSERT INTO ${table} SELECT * FROM ${table}_now WHERE complaint_id = ANY($1::int[])`, [ids])
  }
  await forgetDays(sql, ids)
  return marks.length === BATCH
}

/** And those of whom their calls, as they were and as they are, are said to be repeats; of what has no facts yet a mark is still to come. */
async function withNeighbours(sql: Sql, ids: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }>(
    `WITH calls AS (
       SELECT connection_number, arrived_at FROM facts WHERE complaint_id = ANY($1::int[])
       UNION SELECT connection_number, arrived_at FROM complaints WHERE id = ANY($1::int[]))
     SELECT unnest($1::int[]) AS id
     UNION SELECT f.complaint_id FROM calls c JOIN facts f ON f.connection_number = c.connection_number
       AND f.arrived_at BETWEEN c.arrived_at AND c.arrived_at + interval '720 hours'`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** The kept tallies of every day on which one of these complaints is counted, as it was and as it is. */
const forgetDays = (sql: Sql, ids: readonly number[]) =>
  sql(
    `WITH counted AS (
       SELECT arrived_on AS day FROM facts WHERE complaint_id = ANY($1::int[])
       UNION SELECT from_on FROM spells WHERE complaint_id = ANY($1::int[])
       UNION SELECT until_on FROM spells WHERE complaint_id = ANY($1::int[]) AND until_on IS NOT NULL)
     DELETE FROM kept_tallies k USING counted WHERE counted.day BETWEEN k.from_on AND k.until_on`,
    [ids],
  )

/** Complaints whose facts or spells are not what their rows and events say, at most so many of each (null: all). */
export const differingFacts = (db: Database, most: number | null = 20): Promise<number[]> =>
  onFacts(db, async (sql) => {
    const rows = await sql<{ id: number }>(
      `SELECT DISTINCT complaint_id AS id FROM (
         (SELECT complaint_id FROM (SELECT * FROM facts EXCEPT SELECT * FROM facts_now) f LIMIT $1) UNION ALL
         (SELECT complaint_id FROM (SELECT * FROM facts_now EXCEPT SELECT * FROM facts) f LIMIT $1) UNION ALL
         (SELECT complaint_id FROM (SELECT * FROM spells EXCEPT SELECT * FROM spells_now) s LIMIT $1) UNION ALL
         (SELECT complaint_id FROM (SELECT * FROM spells_now EXCEPT SELECT * FROM spells) s LIMIT $1)) differing ORDER BY 1`,
      [most],
    )
    return rows.map(({ id }) => id)
  })
