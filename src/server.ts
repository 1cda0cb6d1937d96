import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { seedDemo, seedMasterData } from '../prisma/seed/index.ts'
import { createApp } from './app.ts'
import { sweepIncoming } from './attachments/incoming.ts'
import { openObjects } from './attachments/objects.ts'
import { openFeed } from './complaints/feed-store.ts'
import { workOutUnpaused } from './complaints/unpaused-store.ts'
import { startPostgres } from './database/embedded.ts'
import { migrate } from './database/migrations.ts'
import { reachServer } from './database/outside.ts'
import { inTurn } from './database/turn.ts'
import { type Database, openDatabase } from './db.ts'
import { openDoor } from './door.ts'
import { type Env, readEnv } from './env.ts'
import { whoCanSignIn } from './greeting.ts'
import { runJobs } from './jobs/run.ts'
import { jobsOf } from './jobs/schedule.ts'
import { closePost, openPost } from './notifications/post.ts'
import { stopCleanly } from './stop.ts'
import { systemClock as clock } from './time.ts'

/** The number under which instances that start together take turns at filling the database. */
const FILLING = 7_402_002

const say = (line: string) => console.log(line)
const { onStop, isStopping, stop } = stopCleanly(say)
await start().catch(giveUp)

async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const asked = readEnv(process.env)
  const door = await openDoor(asked)
  const env = { ...asked, baseUrl: asked.baseUrl.replace(/:0$/, `:${door.port}`) }
  const url = await startDatabase(env)
  const migrated = await migrate(url)
  if (migrated.length) say(`Skema basis data diperbarui: ${migrated.join(', ')}.`)
  const db = openDatabase(url)
  const signIns = await inTurn(url, FILLING, () => fill(db, env))
  await sweepIncoming(env.dataDir, clock.now())
  const log = openLog()
  const feed = openFeed(url)
  door.open(createApp({ db, feed, env, clock, log, ready: () => isReady(db) }))
  onStop(1, () => Promise.all([db.close(), feed.close()]))
  const post = openPost(env)
  const endJobs = runJobs(url, jobsOf({ db, feed, post, baseUrl: env.baseUrl, objects: openObjects(env) }), (error) =>
    log.error(error),
  )
  onStop(2, async () => closePost(post))
  onStop(5, () => Promise.all([door.close(), endJobs()]))
  for (const line of signIns) say(line)
  say(`Tanggap siap di ${env.baseUrl} dalam ${(performance.now() / 1_000).toFixed(1).replace('.', ',')} detik. Berhenti: Ctrl+C.`)
}

/** The embedded server, or the one of DATABASE_URL: its address once it accepts connections. */
async function startDatabase({ databaseUrl, dataDir }: Env): Promise<string> {
  if (databaseUrl) {
    await reachServer(databaseUrl, say)
    return databaseUrl
  }
  const starting = startPostgres(dataDir, undefined, say)
  onStop(3, () => starting.then(({ stop }) => stop()).catch(() => {})) // a start cut short must not leave it running
  return (await starting).url
}

/** Adds what is missing; answers what to tell about signing in. */
async function fill(db: Database, env: Env): Promise<string[]> {
  await seedMasterData(db, clock)
  await workOutUnpaused(db, clock)
  if (env.demo) await seedDemo({ db, clock }, env.demoPassword, say)
  return whoCanSignIn(db, env, clock)
}

/** One line a request, written out several together; at a terminal only what went wrong, so that the address stays in sight. */
function openLog(): pino.Logger {
  const out = pino.destination({ sync: false, minLength: 4_096, periodicFlush: 500 })
  return pino({ level: process.stdout.isTTY ? 'warn' : 'info' }, out)
}

async function isReady(db: Database): Promise<boolean> {
  const answers = db.sql('SELECT 1').then(
    () => true,
    () => false,
  )
  return !isStopping() && (await Promise.race([answers, sleep(2_000, false)]))
}

/** Faults that we foresaw say what to do; of any other the operator needs to see where it arose. */
function giveUp(error: Error): void {
  if (isStopping()) return
  console.error(error.name === 'Error' ? error.message : error)
  stop(1)
}
