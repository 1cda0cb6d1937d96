// How the rows of a complaint lie in the database: their columns once, for reading, inserting and updating.
import type { Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'

export type Table = { name: string; key?: string; columns: readonly string[] }

export const COMPLAINT = {
  name: 'complaints',
  columns: [
    ...['state', 'channelId', 'kind', 'service', 'categoryId', 'technical', 'priority', 'subject', 'description'],
    ...['villageCode', 'address', 'connectionNumber', 'tariffClass', 'arrivedAt', 'receivedAt', 'decidedAt', 'startedAt'],
    ...[
      'finishedAt',
      'reportedAt',
      'closedAt',
      'closedById',
      'everEscalated',
      'arrivedOn',
      'closedOn',
      'nextDueAt',
      'nextWarnAt',
    ],
    ...['ownerUnitId', 'activeUnits', 'officers', 'seenByUnits', 'seenByPeople'],
  ],
} as const satisfies Table

export const COMPLAINANT = {
  name: 'complainants',
  key: 'complaintId',
  columns: [
    'complaintId',
    'kind',
    'anonymous',
    'name',
    'phone',
    'phoneDigits',
    'account',
    'contactWay',
    'proxy',
    'needs',
    'needsNote',
  ],
} as const satisfies Table

export const RUNS = {
  name: 'runs',
  columns: [
    ...[
      'complaintId',
      'clock',
      'policyRowId',
      'calendar',
      'warnMinutes',
      'limitMinutes',
      'startedAt',
      'warnAt',
      'dueAt',
      'pausedAt',
      'stoppedAt',
    ],
    ...['heldMs', 'unpausedMs', 'netMs', 'breachedAt', 'judged'],
  ],
} as const satisfies Table

export const ROUTINGS = {
  name: 'routings',
  columns: ['complaintId', 'unitId', 'role', 'from', 'until', 'firstOpenedAt'],
} as const satisfies Table
export const ASSIGNMENTS = {
  name: 'assignments',
  columns: ['complaintId', 'personId', 'unitId', 'from', 'until'],
} as const satisfies Table
export const HOLDS = { name: 'holds', columns: ['complaintId', 'reasonId', 'pausing', 'from', 'until'] } as const satisfies Table
export const TEXTS = {
  name: 'texts',
  columns: ['complaintId', 'eventSequence', 'kind', 'body', 'forComplainant'],
} as const satisfies Table
export const PROMISES = {
  name: 'promises',
  columns: ['complaintId', 'eventSequence', 'personId', 'at'],
} as const satisfies Table
export const WORK_REPORTS = {
  name: 'work_reports',
  columns: ['complaintId', 'kind', 'cause', 'action', 'officers', 'startedAt', 'finishedAt', 'result', 'visits'],
} as const satisfies Table

export const READINGS = {
  name: 'readings',
  columns: ['complaintId', 'eventSequence', 'measureId', 'value', 'low', 'high'],
} as const satisfies Table

const known = new Map<string, string>()

function column(name: string): string {
  const found = known.get(name) ?? `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`
  known.set(name, found)
  return found
}

export const select = ({ columns }: Table, alias: string): Prisma.Sql =>
  Prisma.raw(columns.map((name) => `${alias}.${column(name)} AS "${name}"`).join(', '))

/** The arguments of json_build_object. */
export const json = ({ columns }: Table, alias: string): Prisma.Sql =>
  Prisma.raw(columns.map((name) => `'${name}', ${alias}.${column(name)}`).join(', '))

/** What json_build_object takes for a work report `w` with what was measured at its step. */
export const reportJson = (): Prisma.Sql =>
  Prisma.sql`${json(WORK_REPORTS, 'w')}, 'readings', (SELECT coalesce(json_agg(json_build_object(${json(READINGS, 'r')}) ORDER BY r.id), '[]')
    FROM readings r WHERE r.complaint_id = w.complaint_id AND r.event_sequence = w.event_sequence)`

/** Inserts rows from one JSON parameter, so that the statement is the same whatever their number. Gives their keys. */
export function insert(sql: Sql, table: Table, rows: readonly object[]): Promise<{ id: number }[]> {
  return sql<{ id: number }>(`${insertText(table, '$1')} RETURNING ${column(table.key ?? 'id')} AS id`, [
    asJson(table.columns, rows),
  ])
}

/** An INSERT of the rows in a JSON parameter; columns that are `given` come from another part of the statement. */
export function insertText({ name, columns }: Table, json: string, given: Record<string, string> = {}, from = ''): string {
  const values = columns.map((one) => given[one] ?? `r.${column(one)}`)
  return `INSERT INTO ${name} (${columns.map(column).join(', ')})
    SELECT ${values.join(', ')} FROM json_populate_recordset(NULL::${name}, ${json}) r${from}`
}

/** Updates rows by their key, of a versioned table only at the version given and raising it. Gives how many were there. */
export async function update(
  sql: Sql,
  { name, key = 'id', columns }: Table,
  rows: readonly object[],
  versioned = false,
): Promise<number> {
  const sets = columns.map((one) => `${column(one)} = n.${column(one)}`)
  const text = `UPDATE ${name} o SET ${[...sets, ...(versioned ? ['version = o.version + 1'] : [])].join(', ')}
    FROM json_populate_recordset(NULL::${name}, $1) n WHERE o.${column(key)} = n.${column(key)} ${versioned ? 'AND o.version = n.version' : ''}
    RETURNING o.${column(key)}`
  return (await sql(text, [asJson([...new Set([...columns, key, 'version'])], rows)])).length
}

/** Rows as the JSON that these statements take. */
export const asJson = (columns: readonly string[], rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(columns.map((name) => [column(name).slice(1, -1), (row as Record<string, unknown>)[name]])),
    ),
  )

const INSTANTS = [
  'from',
  'until',
  'at',
  'recordedAt',
  'savedAt',
  'firstOpenedAt',
  ...RUNS.columns,
  ...WORK_REPORTS.columns,
].filter((name) => /(At|from|until|at)$/.test(name))

/** Instants come out of JSON as text. */
export function revive(row: object): void {
  const record = row as Record<string, unknown>
  for (const name of INSTANTS) if (typeof record[name] === 'string') record[name] = new Date(record[name])
  if (Array.isArray(record.visits)) record.visits = record.visits.map((at) => new Date(String(at)))
}
