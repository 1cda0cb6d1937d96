import type { Database, Sql } from '../db.ts'
import { markOf } from './report-list.ts'
import { type Author, inTurn, record } from './trail-store.ts'

export async function readReportList(sql: Sql): Promise<string[]> {
  const rows = await sql<{ address: string }>('SELECT address FROM report_recipients')
  return rows.map(({ address }) => address).toSorted()
}

type Keeping = { addresses: readonly string[]; version: string }

/** False, and nothing written, when the list is not the one that this version was read of any more. */
export function keepReportList(db: Database, author: Author, { addresses, version }: Keeping): Promise<boolean> {
  return inTurn(db, 'report_recipients', async (sql) => {
    const before = await readReportList(sql)
    if (markOf(before) !== version) return false
    const added = addresses.filter((one) => !before.includes(one))
    const removed = before.filter((one) => !addresses.includes(one))
    if (added.length + removed.length === 0) return true
    await sql('DELETE FROM report_recipients WHERE address = ANY($1)', [removed])
    await sql('INSERT INTO report_recipients (address) SELECT unnest($1::text[])', [added])
    await record(sql, author, { action: 'reportListChanged', details: { added, removed } })
    return true
  })
}
