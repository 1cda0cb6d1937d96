// Writes the migration for what changed in schema.prisma, to be read before it is committed: npm run migration nama_perubahan
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../src/database/embedded.ts'
import { migrate } from '../src/database/migrations.ts'

const DRAFT = 'migration_draft'

const name = process.argv[2]
if (!name) {
  console.error('Sebut nama perubahannya: npm run migration nama_perubahan')
  process.exit(1)
}
const server = await startPostgres(process.env.DATA_DIR || 'data')
await query(`DROP DATABASE IF EXISTS ${DRAFT} WITH (FORCE)`)
await query(`CREATE DATABASE ${DRAFT}`)
const url = Object.assign(new URL(server.url), { pathname: `/${DRAFT}` }).href
await migrate(url)
process.exitCode = draft()
await query(`DROP DATABASE ${DRAFT} WITH (FORCE)`)
await server.stop()

function draft(): number {
  const prisma = join(import.meta.dirname, '../node_modules/prisma/build/index.js')
  const args = [prisma, 'migrate', 'dev', '--create-only', '--name', String(name)]
  return spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } }).status ?? 1
}

async function query(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(text)
  await client.end()
}
