import pg from 'pg'

/** Runs the work while no other instance runs work of the same number on this database: it waits for its turn. */
export async function inTurn<T>(url: string, number: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the query under way fails with it
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [number])
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
