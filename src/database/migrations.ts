import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { inTurn } from './turn.ts'

type Migration = { name: string; sql: string; checksum: string }
type Applied = { name: string; checksum: string; finished: boolean }

/** The number under which Prisma Migrate takes its turn. */
const PRISMA_TURN = 72_707_369

/**
 * Applies what is missing of prisma/migrations, in the format of Prisma Migrate, so that its commands work on the same database.
 * Answers the names applied; throws when the database does not fit this version of the application.
 */
export function migrate(url: string, folder = join(import.meta.dirname, '../../prisma/migrations')): Promise<string[]> {
  return inTurn(url, PRISMA_TURN, async (client) => {
    const wanted = readMigrations(folder)
    const applied = await readApplied(client)
    const fault = misfit(wanted, applied)
    if (fault) throw new Error(fault)
    const done = new Set(applied.map(({ name }) => name))
    const missing = wanted.filter(({ name }) => !done.has(name))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  })
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
    logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  return rows
}

/** Why this version of the application must leave the database alone. */
function misfit(wanted: Migration[], applied: Applied[]): string | undefined {
  for (const { name, checksum, finished } of applied) {
    const ours = wanted.find((migration) => migration.name === name)
    if (!ours)
      return `Basis data lebih baru daripada versi Tanggap ini: migrasi "${name}" tidak dikenal. Jalankan versi yang lebih baru.`
    if (!finished)
      return `Migrasi "${name}" berhenti di tengah jalan. Pulihkan cadangan, atau selesaikan dengan "prisma migrate resolve".`
    if (ours.checksum !== checksum)
      return `Migrasi "${name}" diubah setelah diterapkan. Kembalikan berkas aslinya di prisma/migrations.`
  }
}

/** The change and its record together: a migration that fails leaves nothing behind and is tried again at the next start. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    throw new Error(`Migrasi "${name}" gagal dan dibatalkan: ${(error as Error).message}`, { cause: error })
  }
}
