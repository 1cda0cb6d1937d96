import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { startPostgres } from '../../src/database/embedded.ts'
import { openDatabase } from '../../src/db.ts'
import { temporaryFolder } from '../support/cluster.ts'

const folder = temporaryFolder()
const cluster = join(folder, 'postgres/cluster')
afterAll(() => rmSync(folder, { recursive: true }))

test('two first starts at once share one server, with production settings, and the last to stop ends it', async () => {
  const [one, two] = await Promise.all([startPostgres(folder), startPostgres(folder)])
  expect(one.url).toBe(two.url)
  expect(await ask(one.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
  await one.stop()
  expect(await ask(two.url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  await two.stop()
  expect(existsSync(join(cluster, 'data/postmaster.pid'))).toBe(false)
})

test('a server that is killed is started again at the same address, with all that was acknowledged', async () => {
  const said: string[] = []
  const { url, stop } = await startPostgres(folder, undefined, (line) => said.push(line))
  const db = openDatabase(url)
  onTestFinished(() => db.close().then(stop))
  await db.sql('CREATE TABLE IF NOT EXISTS marks (mark int)')
  await db.sql('INSERT INTO marks VALUES (1)')
  process.kill(postmaster(), 'SIGKILL')
  await expect
    .poll(() => said, { timeout: 15_000 })
    .toEqual(['PostgreSQL berhenti; dijalankan lagi …', 'PostgreSQL berjalan lagi.'])
  expect(await db.sql('SELECT mark FROM marks')).toEqual([{ mark: 1 }])
})

test('a backend that is killed takes the server down and up again; the pool goes on', async () => {
  const { url, stop } = await startPostgres(folder)
  const db = openDatabase(url, { max: 1 })
  onTestFinished(() => db.close().then(stop))
  const [backend] = await db.sql<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  process.kill(backend?.pid ?? 0, 'SIGKILL')
  const answer = () => db.sql('SELECT 1 AS one').catch(() => 'lost')
  await expect.poll(answer, { timeout: 15_000 }).toEqual([{ one: 1 }])
})

test.runIf(process.platform === 'linux')(
  'a process id left behind that now belongs to another program is no hindrance',
  async () => {
    writeFileSync(join(cluster, 'data/postmaster.pid'), `${process.pid}\n${join(cluster, 'data')}\n1\n1\n\n127.0.0.1\n`)
    const { url, stop } = await startPostgres(folder)
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await stop()
  },
)

test.runIf(process.getuid?.() === 0)(
  'under root, data lies elsewhere when the user postgres cannot enter the folder',
  async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const { url, stop } = await startPostgres(closed)
    const elsewhere = realpathSync(join(closed, 'postgres'))
    onTestFinished(() => rmSync(elsewhere, { recursive: true }))
    expect(elsewhere.startsWith(closed)).toBe(false)
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await stop()
  },
)

const postmaster = () => Number.parseInt(readFileSync(join(cluster, 'data/postmaster.pid'), 'utf8'), 10)

async function ask(url: string, text: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
