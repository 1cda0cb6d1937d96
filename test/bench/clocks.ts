// npm run bench:clocks: ten thousand limits run out within one minute, three instances are there to record them. Nothing here fails for being slow.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { startPostgres } from '../../src/database/embedded.ts'
import { openDatabase } from '../../src/db.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { fillDatabase } from './fill.ts'
import { startProcess } from './process.ts'

const RUNS = 10_000
const INSTANCES = 3
const LEAD_SECONDS = 25 // for the instances to start
const MINUTE_SECONDS = 60

const folder = temporaryFolder()
await bench().finally(() => rmSync(folder, { recursive: true, force: true }))
process.exit()

async function bench(): Promise<void> {
  const server = await startPostgres(folder)
  console.log(`Filling: ${RUNS.toLocaleString('en')} open complaints …`)
  await fillDatabase(server.url, { total: RUNS, open: RUNS })
  const db = openDatabase(server.url)
  const first = new Date(Date.now() + LEAD_SECONDS * 1_000)
  const last = new Date(first.getTime() + MINUTE_SECONDS * 1_000)
  // One run of each complaint, evenly over the minute.
  const due = await db.sql(
    `UPDATE runs SET due_at = $1::timestamptz + numbered.n * ($2 || ' seconds')::interval / $3::int, paused_at = NULL, stopped_at = NULL, breached_at = NULL
     FROM (SELECT max(id) AS id, row_number() OVER () AS n FROM runs GROUP BY complaint_id LIMIT $3) numbered WHERE runs.id = numbered.id RETURNING runs.id`,
    [first, MINUTE_SECONDS, RUNS],
  )
  await db.sql('UPDATE runs SET stopped_at = started_at WHERE stopped_at IS NULL AND due_at < $1', [first])
  const instances = await Promise.all(Array.from({ length: INSTANCES }, (_, n) => start(`instance-${n}`, server.url)))
  console.log(`${due.length.toLocaleString('en')} limits run out until ${last.toISOString()}; ${INSTANCES} instances are ready.`)
  const missing = async () =>
    (
      await db.sql<{ left: number }>(
        'SELECT count(*) AS left FROM runs WHERE breached_at IS NULL AND stopped_at IS NULL AND due_at >= $1',
        [first],
      )
    )[0]?.left
  while (await missing()) await sleep(50)
  const [told] = await db.sql<{ events: number; complaints: number; slowest: number; median: number }>(
    `SELECT count(*) AS events, count(DISTINCT complaint_id) AS complaints FROM events WHERE type = 'limitMissed' AND at >= $1`,
    [first],
  )
  console.log(
    `All recorded ${((Date.now() - last.getTime()) / 1_000).toFixed(1)} s after the last of them ran out (goal: < 5 s).`,
  )
  console.log(
    `${told?.events} events of ${told?.complaints} complaints: ${told?.events === told?.complaints ? 'each once' : 'NOT each once'}.`,
  )
  for (const instance of instances) await instance.stop()
  await db.close()
  await server.stop()
}

function start(name: string, url: string) {
  const [, ...args] = packageJson.scripts.start.split(' ')
  const env = { PORT: '0', DEMO: 'off', SESSION_SECRET: 'x'.repeat(32), DATABASE_URL: url, DATA_DIR: folder }
  return startProcess(args, env, join(folder, `${name}.log`))
}
