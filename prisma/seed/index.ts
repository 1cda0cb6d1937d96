import type { Database, Sql } from '../../src/db.ts'
import type { Clock } from '../../src/time.ts'
import { CATEGORIES } from './categories.ts'
import { CHANNELS } from './channels.ts'
import { DISTRICTS, VILLAGES } from './coverage.ts'
import { HOLD_REASONS } from './hold-reasons.ts'
import { HOLIDAYS } from './holidays.ts'
import { MEASURES } from './measures.ts'
import { NEEDS } from './needs.ts'
import { OFFICE_HOURS } from './office-hours.ts'
import { OVERDUE_STEPS } from './overdue-steps.ts'
import { FIRST_POLICY } from './policies.ts'
import { UNITS } from './units.ts'

export { seedDemo } from './demo.ts'

const MASTER_DATA = 7_402_001

/**
 * Adds what is missing of the master data, by code, and changes nothing that is there: an administrator may have. Calendar and policy, of which
 * rows may have been taken away, come only where there is none at all. Instances that start at once take turns. Nothing of it has a time of its own.
 */
export async function seedMasterData(db: Database, _clock: Clock): Promise<void> {
  await db.transaction(async (sql) => {
    await sql('SELECT pg_advisory_xact_lock($1)', [MASTER_DATA])
    await seedUnitsAndAreas(sql)
    await seedLists(sql)
    await seedCalendar(sql)
    await seedPolicy(sql)
    await fillWhenEmpty(sql, 'overdue_steps', OVERDUE_STEPS)
  })
}

async function seedUnitsAndAreas(sql: Sql): Promise<void> {
  await addMissing(sql, 'units', inOrder(UNITS.map(({ code, name, kind }) => ({ code, name, kind }))))
  await addMissing(sql, 'districts', DISTRICTS)
  const idOf = await unitIds(sql)
  const villages = VILLAGES.map(({ code, name, districtCode, unit }) => ({
    code,
    name,
    district_code: districtCode,
    unit_id: idOf(unit),
  }))
  await addMissing(sql, 'villages', villages)
}

async function seedLists(sql: Sql): Promise<void> {
  const idOf = await unitIds(sql)
  await addMissing(sql, 'categories', inOrder(CATEGORIES.map(({ unit, ...category }) => ({ ...category, unit_id: idOf(unit) }))))
  await addMissing(sql, 'channels', inOrder(CHANNELS))
  await addMissing(sql, 'needs', inOrder(NEEDS))
  await addMissing(sql, 'hold_reasons', inOrder(HOLD_REASONS))
  await seedMeasures(sql)
}

/** Which categories ask comes with a measure that is new, for an administrator may have let one ask no more. */
async function seedMeasures(sql: Sql): Promise<void> {
  const added = await addMissing<{ id: number; code: string }>(sql, 'measures', inOrder(MEASURES.map(({ asked, ...row }) => row)))
  for (const { id, code } of added)
    await sql('INSERT INTO category_measures (category_id, measure_id) SELECT id, $1 FROM categories WHERE code = ANY($2)', [
      ...[id, MEASURES.find((one) => one.code === code)?.asked],
    ])
}

async function seedCalendar(sql: Sql): Promise<void> {
  await fillWhenEmpty(sql, 'office_hours', OFFICE_HOURS)
  await fillWhenEmpty(sql, 'holidays', HOLIDAYS)
}

async function seedPolicy(sql: Sql): Promise<void> {
  const [version] = await fillWhenEmpty<{ id: number }>(sql, 'policy_versions', [{ effective_from: FIRST_POLICY.effectiveFrom }])
  if (!version) return
  const rows = FIRST_POLICY.rows.map(({ warnMinutes, limitMinutes, ...row }) => ({
    ...row,
    version_id: version.id,
    warn_minutes: warnMinutes,
    limit_minutes: limitMinutes,
  }))
  await fillWhenEmpty(sql, 'policy_rows', rows)
}

async function unitIds(sql: Sql) {
  const units = await sql<{ id: number; code: string }>('SELECT id, code FROM units')
  return (code: string | null) => units.find((unit) => unit.code === code)?.id ?? null
}

const inOrder = <Row extends object>(rows: readonly Row[]) => rows.map((row, index) => ({ ...row, position: index + 1 }))

const addMissing = <Row extends object>(sql: Sql, table: string, rows: readonly object[]) =>
  insert<Row>(sql, table, rows, `NOT EXISTS (SELECT FROM ${table} WHERE ${table}.code = row.code)`)

const fillWhenEmpty = <Row extends object>(sql: Sql, table: string, rows: readonly object[]) =>
  insert<Row>(sql, table, rows, `NOT EXISTS (SELECT FROM ${table})`)

/** One statement a table: the rows travel as JSON, whose keys are the columns. */
function insert<Row extends object>(sql: Sql, table: string, rows: readonly object[], condition: string): Promise<Row[]> {
  const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`)
  return sql<Row>(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::${table}, $1) WITH ORDINALITY AS row
     WHERE ${condition} ORDER BY ordinality RETURNING *`,
    [JSON.stringify(rows)],
  )
}
