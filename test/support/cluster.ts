// One server for a test run, without fsync, in a fixed folder per checkout: a run that was killed leaves it running, and the
// next one adopts it. Runs at the same time share it.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { seedMasterData } from '../../prisma/seed/index.ts'
import { startPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrations.ts'
import { openDatabase } from '../../src/db.ts'
import { systemClock } from '../../src/time.ts'

declare module 'vitest' {
  interface ProvidedContext {
    template: string
  }
}

const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'autovacuum=off',
  'timezone=UTC',
]

export default async function setup(project: TestProject) {
  const { url, stop } = await startPostgres(sharedFolder(), FAST)
  await dropDatabases(url, (run) => run === process.pid || !isAlive(run))
  const template = databaseUrl(url, `run_${process.pid}_template`)
  await query(url, `CREATE DATABASE ${name(template)}`)
  await prepare(template)
  project.provide('template', template)
  return async () => {
    await dropDatabases(url, (run) => run === process.pid)
    await stop()
  }
}

/** The address of a new database, migrated and with the master data. */
export const freshDatabase = (): Promise<string> => copyDatabase(name(inject('template')))

/** The address of a new database with nothing in it. */
export const emptyDatabase = (): Promise<string> => copyDatabase('template0')

async function copyDatabase(source: string): Promise<string> {
  const template = inject('template')
  const copy = databaseUrl(template, name(template).replace('template', crypto.randomUUID().replaceAll('-', '')))
  await query(databaseUrl(template, 'postgres'), `CREATE DATABASE ${name(copy)} TEMPLATE ${source} STRATEGY FILE_COPY`)
  return copy
}

/** A server of its own with the settings of the application (fsync on), for tests that kill it and for benchmarks. */
export async function productionCluster() {
  const folder = temporaryFolder()
  const { url, stop } = await startPostgres(folder)
  return {
    url,
    stop: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A folder that the database's own user can enter too. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tanggap-'))
  chmodSync(folder, 0o711)
  return folder
}

function sharedFolder(): string {
  const checkout = createHash('sha256')
    .update(`${process.getuid?.()} ${import.meta.dirname}`)
    .digest('hex')
    .slice(0, 12)
  const folder = join(tmpdir(), `tanggap-test-${checkout}`)
  if (!existsSync(folder)) mkdirSync(folder)
  chmodSync(folder, 0o711)
  return folder
}

async function prepare(url: string): Promise<void> {
  await migrate(url)
  const db = openDatabase(url)
  await seedMasterData(db, systemClock)
  await db.close()
}

/** Databases carry the process id of their run, so that a later one can tell which are left over. */
async function dropDatabases(url: string, isOurs: (run: number) => boolean): Promise<void> {
  const rows = await query<{ datname: string }>(url, `SELECT datname FROM pg_database WHERE datname LIKE 'run\\_%'`)
  const ours = rows.filter(({ datname }) => isOurs(Number(datname.split('_')[1])))
  for (const { datname } of ours) await query(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
}

function isAlive(run: number): boolean {
  try {
    return process.kill(run, 0)
  } catch {
    return false
  }
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

const databaseUrl = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href

const name = (url: string): string => new URL(url).pathname.slice(1)
