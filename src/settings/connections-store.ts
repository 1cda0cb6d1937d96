import type { Database, Sql } from '../db.ts'
import { changesTo, markOf, type Served } from './connections-list.ts'
import { type Author, inTurn, record } from './trail-store.ts'

/** The Wilayah in use, in their order. */
export const readServed = (sql: Sql): Promise<Served[]> =>
  sql<Served>(`SELECT id, name, connections FROM units WHERE kind = 'WILAYAH' AND active ORDER BY position, id`)

type Keeping = { numbers: ReadonlyMap<number, number | null>; version: string }

/** False, and nothing written, when the numbers are not those that this version was read of any more. */
export function keepConnections(db: Database, author: Author, { numbers, version }: Keeping): Promise<boolean> {
  return inTurn(db, 'connections', async (sql) => {
    const served = await readServed(sql)
    if (markOf(served) !== version) return false
    const changes = changesTo(served, numbers)
    if (changes.length === 0) return true
    await sql(
      'UPDATE units SET connections = kept.connections FROM unnest($1::int[], $2::int[]) AS kept(id, connections) WHERE units.id = kept.id',
      [changes.map(({ id }) => id), changes.map(({ after }) => after)],
    )
    await record(sql, author, { action: 'connectionsChanged', details: { changes } })
    return true
  })
}
