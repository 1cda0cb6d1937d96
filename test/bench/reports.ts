// npm run bench:reports: dashboard and reports on a million complaints of five years, and the queue and a complaint's page there against ten thousand.
// Nothing here fails for being slow.
import { rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import packageJson from '../../package.json' with { type: 'json' }
import { startPostgres } from '../../src/database/embedded.ts'
import { openDatabase } from '../../src/db.ts'
import { before, type PeriodKind, periodWith } from '../../src/reports/period.ts'
import { dateInWita, systemClock } from '../../src/time.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { command, fillDatabase } from './fill.ts'
import { oneByOne, type Target } from './load.ts'
import { pagesOf, signIn } from './pages.ts'
import { MILLION } from './plan.ts'
import { startProcess } from './process.ts'
import { printFigure } from './report.ts'

const SECRET = 'rahasia-uji-kecepatan-yang-cukup-panjang'
const folder = temporaryFolder()
await bench().finally(() => rmSync(folder, { recursive: true, force: true }))
process.exit()

async function bench(): Promise<void> {
  const began = performance.now()
  const server = await startPostgres(folder)
  await command(server.url, 'CREATE DATABASE small')
  const small = Object.assign(new URL(server.url), { pathname: '/small' }).href
  await fillDatabase(small, { total: 10_000, open: 2_000 })
  await fillDatabase(server.url, MILLION)
  console.log(
    `Filled in ${seconds(began)} s. Load of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores.`,
  )
  const [many, few] = [await start('many', server.url), await start('few', small)]
  const db = openDatabase(server.url)
  const desk = await pagesOf({ db, origin: many.origin, secret: SECRET })
  const small10 = openDatabase(small)
  const fewDesk = await pagesOf({ db: small10, origin: few.origin, secret: SECRET })

  const cookie = await signIn(many.origin, 'kabag.humas')
  for (const [name, path, goal] of pages()) {
    const page: Target = { name, origin: many.origin, status: 200, ask: () => ({ path, headers: { cookie } }) }
    const [first = Number.NaN] = await oneByOne(page, 1, 60)
    const quiet = await median(page, 20)
    const busy: number[] = []
    for (let turn = 0; turn < 10; turn++) {
      await oneByOne(desk.intake, 1, 10)
      busy.push(...(await oneByOne(page, 1, 60)))
    }
    printFigure(name, `${ms(quiet)}; after an intake each ${ms(middle(busy))}; the first time ${ms(first)}`, goal)
  }
  for (const page of ['queue', 'complaint'] as const) {
    const ratio = (await median(desk[page], 100)) / (await median(fewDesk[page], 100))
    printFigure(`${page}: a million against 10,000`, `${ratio.toFixed(2)} ×`, '≤ 1.5 ×, p50')
  }
  console.log(`Whole run: ${seconds(began)} s. Load of the machine now: ${loadavg()[0]?.toFixed(1)}.`)
  for (const process of [many, few]) await process.stop()
  await Promise.all([db.close(), small10.close()])
  await server.stop()
}

/** Name, path, goal. */
function pages(): [string, string, string][] {
  const today = dateInWita(systemClock.now())
  const last = (kind: PeriodKind) => before(periodWith(kind, today)).key
  return [
    ['dashboard, this month', '/dasbor', '< 300 ms'],
    ['dashboard, this year', `/dasbor?periode=${today.slice(0, 4)}`, '< 300 ms'],
    ['daily report', `/laporan/harian/${last('day')}`, '< 300 ms'],
    ['monthly report, last month', `/laporan/bulanan/${last('month')}`, '< 300 ms'],
    ['monthly report, this month', `/laporan/bulanan/${today.slice(0, 7)}`, '< 300 ms'],
    ['annual report, last year', `/laporan/tahunan/${last('year')}`, '< 1 s'],
    ['annual report, this year', `/laporan/tahunan/${today.slice(0, 4)}`, '< 1 s'],
    ['conformance, last month', `/kepatuhan?periode=${last('month')}&jenis=semua`, '< 300 ms'],
    ['conformance, last year', `/kepatuhan?periode=${last('year')}&jenis=semua`, '< 500 ms'],
  ]
}

function start(name: string, url: string) {
  const [, ...args] = packageJson.scripts.start.split(' ')
  return startProcess(args, { PORT: '0', DEMO: 'off', SESSION_SECRET: SECRET, DATABASE_URL: url }, `${folder}/${name}.log`)
}

async function median(target: Target, count: number): Promise<number> {
  return middle(await oneByOne(target, count, 60))
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

function ms(time: number): string {
  return `${Math.round(time)} ms`
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1_000).toFixed(0)
}
