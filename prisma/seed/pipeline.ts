import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Database, Sql } from '../../src/db.ts'

/**
 * One transaction on a connection of its own, which sends a statement without waiting for the answer to the one before: thousands of small ones
 * then take half the time. Statements are answered in the order in which they were sent; transactions within it are part of it.
 */
export async function inPipeline(db: Database, work: (within: Database) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...db.pool.options, pipeline: true })
  client.on('error', () => {}) // the statements under way fail with it
  await client.connect()
  const sql = statementsOf(client)
  try {
    await sql('BEGIN')
    await work({ ...db, sql, transaction: (inner) => inner(sql) })
    await sql('COMMIT')
  } finally {
    await client.end()
  }
}

/** The same text has the same name, so that the server plans it once. */
function statementsOf(client: pg.Client): Sql {
  const names = new Map<string, string>()
  return async <Row extends object>(text: string, values: readonly unknown[] = []) => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 20)
    names.set(text, name)
    const { rows } = await client.query<Row>({ name, text, values: [...values] })
    return rows
  }
}
