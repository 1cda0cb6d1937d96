import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../src/database/migrations.ts'
import { openDatabase } from '../../src/db.ts'
import { emptyDatabase } from '../support/cluster.ts'

const FIRST = '20260101000000_first'
const SECOND = '20260102000000_second'

let url: string
let folder: string
beforeEach(async () => {
  url = await emptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'tanggap-migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  write(FIRST, 'CREATE TABLE marks (mark int NOT NULL); INSERT INTO marks VALUES (1);')
})

test('what is missing is applied in order, once', async () => {
  write(SECOND, 'INSERT INTO marks VALUES (2);')
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"')
  expect(await migrate(url, folder)).toEqual([FIRST, SECOND])
  expect(await migrate(url, folder)).toEqual([])
  expect(await marks()).toEqual([1, 2])
})

test('three instances that start together apply it once', async () => {
  write(SECOND, 'SELECT pg_sleep(0.2); INSERT INTO marks VALUES (2);')
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, folder)))
  expect(applied.flat()).toEqual([FIRST, SECOND])
  expect(await marks()).toEqual([1, 2])
})

test('one that fails leaves nothing behind, and is tried again when it is mended', async () => {
  write(SECOND, 'INSERT INTO marks VALUES (2); INSERT INTO nowhere VALUES (3);')
  await expect(migrate(url, folder)).rejects.toThrow(
    `Migrasi "${SECOND}" gagal dan dibatalkan: relation "nowhere" does not exist`,
  )
  expect(await marks()).toEqual([1])
  write(SECOND, 'INSERT INTO marks VALUES (2);')
  expect(await migrate(url, folder)).toEqual([SECOND])
  expect(await marks()).toEqual([1, 2])
})

test('one that was changed after it was applied is refused, and so is all that follows', async () => {
  await migrate(url, folder)
  write(FIRST, 'CREATE TABLE marks (mark bigint NOT NULL);')
  write(SECOND, 'INSERT INTO marks VALUES (2);')
  await expect(migrate(url, folder)).rejects.toThrow(`Migrasi "${FIRST}" diubah setelah diterapkan`)
  expect(await marks()).toEqual([1])
})

test('a database of a newer version is refused', async () => {
  write(SECOND, 'INSERT INTO marks VALUES (2);')
  await migrate(url, folder)
  rmSync(join(folder, SECOND), { recursive: true })
  await expect(migrate(url, folder)).rejects.toThrow(`Basis data lebih baru daripada versi Tanggap ini: migrasi "${SECOND}"`)
})

test('one that stopped half-way is refused, until it is marked as rolled back', async () => {
  await migrate(url, folder)
  write(SECOND, 'INSERT INTO marks VALUES (2);')
  await run(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('half', 'half', '${SECOND}')`)
  await expect(migrate(url, folder)).rejects.toThrow(`Migrasi "${SECOND}" berhenti di tengah jalan`)
  await run(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'half'`)
  expect(await migrate(url, folder)).toEqual([SECOND])
  expect(await marks()).toEqual([1, 2])
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const marks = async () => (await run<{ mark: number }>('SELECT mark FROM marks ORDER BY mark')).map(({ mark }) => mark)

async function run<Row extends object>(text: string): Promise<Row[]> {
  const db = openDatabase(url)
  const rows = await db.sql<Row>(text)
  await db.close()
  return rows
}
