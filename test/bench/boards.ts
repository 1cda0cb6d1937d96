// npm run bench:boards: two hundred boards of three sights are open, something changes in another instance. What it asks of the database, and when the last
// board shows it. Nothing here fails for being slow.
import { rmSync } from 'node:fs'
import { get } from 'node:http'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import packageJson from '../../package.json' with { type: 'json' }
import { startPostgres } from '../../src/database/embedded.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { fillDatabase, PASSWORD } from './fill.ts'
import { send } from './load.ts'
import { startProcess } from './process.ts'

const BOARDS = 200
const SIZE = { total: 10_000, open: 2_000 }
const ROUNDS = 6
/** Who sees all, who sees all that was received, and who sees what their unit had. */
const WATCHERS = ['kabag.humas', 'direktur', 'staf.wilayah2']
const SETTINGS = [
  'shared_buffers=256MB',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'shared_preload_libraries=pg_stat_statements',
]

/** Which statements are which. */
const KINDS = {
  'for the feed': '%AS untouched%',
  "for the board's content": '%AS arrivals%',
  'for sessions of those who fetch': '%FROM web.session%',
}

const folder = temporaryFolder()
await bench().finally(() => rmSync(folder, { recursive: true, force: true }))
process.exit()

async function bench(): Promise<void> {
  const server = await startPostgres(folder, SETTINGS)
  await fillDatabase(server.url, SIZE)
  const db = openDatabase(server.url)
  await db.sql('CREATE EXTENSION pg_stat_statements')
  const [here, elsewhere] = [await start('boards', server.url), await start('elsewhere', server.url)]
  const cookies = await Promise.all(WATCHERS.map((who) => signIn(here.origin, who)))
  const boards = await Promise.all(
    Array.from({ length: BOARDS }, (_, n) => openBoard(here.origin, cookies[n % cookies.length] ?? '')),
  )
  await settled(db)
  await round(db, boards, () => change(db, elsewhere.origin, cookies[2] ?? '')) // the first time everything is compiled
  console.log(
    `${BOARDS} boards of ${WATCHERS.length} sights, ${SIZE.open.toLocaleString('en')} open complaints; load of the machine ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.`,
  )
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const { said, counts } = await round(db, boards, () => change(db, elsewhere.origin, cookies[2] ?? ''))
    console.log(`${turn}. ${said}\n   ${asked(counts)}`)
  }
  for (const instance of [here, elsewhere]) await instance.stop()
  await db.close()
  await server.stop()
}

/** One change, until every board shows it. */
async function round(db: Database, boards: Board[], change: () => Promise<void>) {
  await sleep(1_000)
  await db.sql('SELECT pg_stat_statements_reset()')
  const shown = Promise.all(boards.map((board) => board.next()))
  const began = performance.now()
  await change()
  const acknowledged = performance.now() - began
  const times = (await shown).map(({ heard, shown }) => ({ heard: heard - began, shown: shown - began }))
  return { said: told(acknowledged, times), counts: await counted(db) }
}

/** What ran out before the instances were there is recorded first: those are changes too. */
async function settled(db: Database): Promise<void> {
  const left = `SELECT 1 FROM runs WHERE stopped_at IS NULL AND paused_at IS NULL AND breached_at IS NULL AND due_at < $1 LIMIT 1`
  while ((await db.sql(left, [new Date(Date.now() - 5_000)])).length > 0) await sleep(200)
}

function start(name: string, url: string) {
  const [, ...args] = packageJson.scripts.start.split(' ')
  const env = { PORT: '0', DEMO: 'off', SESSION_SECRET: 'x'.repeat(32), DATABASE_URL: url, DATA_DIR: folder }
  return startProcess(args, env, join(folder, `${name}.log`))
}

async function signIn(origin: string, username: string): Promise<string> {
  const form = new URLSearchParams({ username, password: PASSWORD }).toString()
  const { status, cookies } = await send(origin, { path: '/masuk', form })
  if (status !== 303) throw new Error(`Signing in answers ${status}`)
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
}

type Board = Awaited<ReturnType<typeof openBoard>>

/** As the page's script: it listens, and fetches the board anew at a change. next: when it heard of the next one, and when it had its content. */
async function openBoard(origin: string, cookie: string) {
  const content = { path: '/pemantauan/isi', headers: { cookie } }
  await send(origin, content)
  let told = () => {}
  // A stream ends after a minute, and the browser opens it again.
  const listen = () =>
    get(`${origin}/kabar`, { agent: false, headers: { cookie } }, (answer) => {
      answer.on('data', (chunk: Buffer) => chunk.includes('event: change') && told())
      answer.on('end', () => listen().on('error', () => {})) // the last time nobody answers any more
    })
  await new Promise((begun, failed) => listen().once('response', begun).once('error', failed))
  return {
    async next() {
      await new Promise<void>((done) => (told = done))
      const heard = performance.now()
      const { status } = await send(origin, content)
      if (status !== 200) throw new Error(`The board answers ${status}`)
      return { heard, shown: performance.now() }
    },
  }
}

/** A note on a complaint that everybody here sees. */
async function change(db: Database, origin: string, cookie: string): Promise<void> {
  const [open] = await db.sql<{ number: string }>(
    `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints c JOIN units u ON u.id = c.owner_unit_id
     WHERE u.code = 'WIL2' AND c.state = 'IN_PROGRESS' ORDER BY c.id DESC LIMIT 1`,
  )
  const form = new URLSearchParams({ catatan: 'Petugas dalam perjalanan.' }).toString()
  const { status, body } = await send(origin, { path: `/aduan/${open?.number}/catat`, form, headers: { cookie } })
  if (status !== 303) throw new Error(`The note answers ${status}: ${body.slice(0, 500)}`)
}

/** What the server has counted since it was last reset, of all instances. */
async function counted(db: Database): Promise<Record<string, number>> {
  const counts = Object.entries(KINDS).map(async ([kind, pattern]) => {
    const [row] = await db.sql<{ calls: number }>(
      'SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements WHERE query LIKE $1 AND query NOT LIKE $2',
      [pattern, '%pg_stat_statements%'],
    )
    return [kind, row?.calls ?? 0]
  })
  return Object.fromEntries(await Promise.all(counts))
}

function asked(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([kind, calls]) => `${calls} ${kind} (${(calls / WATCHERS.length).toFixed(1)} a sight)`)
    .join(' · ')
}

function told(acknowledged: number, times: { heard: number; shown: number }[]): string {
  const [heard, shown] = [times.map((one) => one.heard).sort(byNumber), times.map((one) => one.shown).sort(byNumber)]
  const ms = (times: number[], part: number) => `${(times[Math.ceil(times.length * part) - 1] ?? Number.NaN).toFixed(0)} ms`
  return `stored after ${acknowledged.toFixed(0)} ms; told to the first after ${ms(heard, 0.005)}, to the last after ${ms(heard, 1)}; shown by half after ${ms(shown, 0.5)}, by the last after ${ms(shown, 1)} (goal: 1 s)`
}

function byNumber(a: number, b: number): number {
  return a - b
}
