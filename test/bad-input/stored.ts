import type { Database } from '../../src/db.ts'

const TABLES = [
  ...['complaints', 'complainants', 'events', 'texts', 'amendments', 'runs', 'holds', 'routings', 'assignments'],
  ...[
    'work_reports',
    'links',
    'promises',
    'number_series',
    'saved_views',
    'hold_reasons',
    'overdue_steps',
    'message_templates',
    'audit_entries',
    'positions',
  ],
]

/** What lies in the database, so far as these forms can change it: the same text when nothing was stored. */
export async function stored({ sql }: Database): Promise<string> {
  const counts = TABLES.map((table) => `'${table}', (SELECT count(*) FROM ${table})`)
  const [row] = await sql<{ all: object }>(
    `SELECT json_build_object(${counts.join(', ')}, 'versions', (SELECT sum(version) FROM complaints),
       'attached', (SELECT count(complaint_id) FROM attachments), 'numbers', (SELECT sum(last) FROM number_series), 'views', (SELECT string_agg(name || query, ' ') FROM saved_views)) AS all`,
  )
  return JSON.stringify(row?.all)
}
