// npm run bench: how quick the application is, beside a bare page on the same machine in the same minutes. Nothing here fails for being slow.
import { rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { startPostgres } from '../../src/database/embedded.ts'
import { openDatabase } from '../../src/db.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { command, fillDatabase } from './fill.ts'
import { send, type Target } from './load.ts'
import { measure } from './measure.ts'
import { type Page, pagesOf } from './pages.ts'
import { residentMegabytes, type Started, startProcess } from './process.ts'
import { printFigure, printPages } from './report.ts'
import { countStatements } from './statements.ts'

const SECRET = 'rahasia-uji-kecepatan-yang-cukup-panjang'
const ROUNDS = 3
const PAGES: Record<Page, { name: string; goal: string }> = {
  queue: { name: 'queue /aduan?tab=terbuka', goal: '≥ 0.2 of floor, p50 ≤ 6 ×, ≤ 40,000 bytes' },
  complaint: { name: 'complaint /aduan/ADU-…', goal: '≥ 0.2 of floor, p50 ≤ 6 ×' },
  number: { name: 'search by number /aduan?q=ADU-… (303)', goal: '' },
  words: { name: 'search by words /aduan?q=pipa+bocor', goal: '' },
  account: { name: 'own account /akun', goal: '' },
  intake: { name: 'intake POST /aduan/baru, stored', goal: '≥ 200 / s' },
}

const folder = temporaryFolder()
await bench().finally(() => rmSync(folder, { recursive: true, force: true }))
process.exit()

async function bench(): Promise<void> {
  const began = performance.now()
  const small = await fill()
  console.log(
    `Filled in ${((performance.now() - began) / 1_000).toFixed(0)} s. Load of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.`,
  )
  const app = await start('large', { DATA_DIR: folder })
  const server = await startPostgres(folder) // joins the server that the application has started
  const db = openDatabase(server.url)
  const { intake, ...pages } = await pagesOf({ db, origin: app.origin, secret: SECRET })
  const few = await start('small', { DATABASE_URL: small })
  const fewPages = await pagesOf({ db, origin: few.origin, secret: SECRET })
  // Both serve the queue alone, so that nothing but the database differs.
  const many = await start('many', { DATABASE_URL: server.url })
  const manyPages = await pagesOf({ db, origin: many.origin, secret: SECRET })
  const floor = await startProcess(['test/bench/floor.ts'], {}, join(folder, 'floor.log'))
  const bare: Target = { name: 'floor', origin: floor.origin, status: 200, ask: () => ({ path: '/' }) }
  const read = await measure({ floor: bare, ...pages, few: fewPages.queue, many: manyPages.queue }, ROUNDS)
  // Afterwards: each intake is one more open complaint, and the pages are those of an office with 2,000.
  const measured = { ...read, ...(await measure({ intake }, ROUNDS)) }
  const statements = await statementsOf(server.url)
  const rows = (Object.keys(PAGES) as Page[]).map((page) => ({
    ...PAGES[page],
    measured: measured[page],
    statements: statements[page],
  }))
  printPages(measured.floor, rows)
  printFigure('queue of 100,000 against 1,000', `${(measured.many.p50 / measured.few.p50).toFixed(2)} ×`, '≤ 1.3 ×, p50')
  printFigure('resident memory after the load', `${residentMegabytes(app.pid)} MB`, '< 250 MB')
  printFigure('start to ready, PostgreSQL included', `${app.seconds.toFixed(1)} s`, '< 3 s')
  console.log(
    `Whole run: ${((performance.now() - began) / 1_000).toFixed(0)} s. Load of the machine now: ${loadavg()[0]?.toFixed(1)}.`,
  )
  for (const process of [few, many, app, floor]) await process.stop()
  await db.close()
  await server.stop()
}

/** The database that the application finds in its DATA_DIR, and beside it a small one, whose address it gives. */
async function fill(): Promise<string> {
  console.log('Filling two databases: 100,000 complaints, of them 2,000 open, and 1,000, of them 100 open …')
  const server = await startPostgres(folder)
  await command(server.url, 'CREATE DATABASE small')
  const small = Object.assign(new URL(server.url), { pathname: '/small' }).href
  await fillDatabase(small, { total: 1_000, open: 100 })
  await fillDatabase(server.url, { total: 100_000, open: 2_000 })
  await server.stop()
  return small
}

/** As `npm start` starts it, for production. */
function start(name: string, env: Record<string, string>): Promise<Started> {
  const given = { PORT: '0', DEMO: 'off', SESSION_SECRET: SECRET, ...env }
  const [, ...args] = packageJson.scripts.start.split(' ')
  return startProcess(args, given, join(folder, `${name}.log`))
}

/** How many statements the application sends for one page, in an application of its own; the fewest of ten, as master data is read in between. */
async function statementsOf(url: string): Promise<Record<Page, string>> {
  const counter = await countStatements(url)
  const counted = await start('counted', { DATABASE_URL: counter.url })
  const db = openDatabase(url)
  const pages = await pagesOf({ db, origin: counted.origin, secret: SECRET })
  const counts: [string, string][] = []
  for (const [page, { origin, ask }] of Object.entries(pages)) {
    const each: number[] = []
    for (let turn = 0; turn < 10; turn++) {
      counter.take()
      await send(origin, ask(turn))
      each.push(counter.take())
    }
    counts.push([page, String(Math.min(...each))])
  }
  await counted.stop()
  await db.close()
  return Object.fromEntries(counts) as Record<Page, string>
}
