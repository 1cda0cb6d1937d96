// npm run bench:seed: a million complaints of five years in a database of their own, to look at and to measure on. Where: DATA_DIR, by default ./data-million.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../src/database/embedded.ts'
import { fillDatabase, PASSWORD } from './fill.ts'
import { MILLION } from './plan.ts'

const folder = process.env.DATA_DIR || 'data-million'
if (existsSync(join(folder, 'postgres'))) {
  console.error(`In ${folder} there is a database already; name another folder in DATA_DIR.`)
  process.exit(1)
}
const began = performance.now()
const server = await startPostgres(folder)
await fillDatabase(server.url, MILLION)
await server.stop()
const seconds = Math.round((performance.now() - began) / 1_000)
console.log(
  `${MILLION.total.toLocaleString('en')} complaints in ${seconds} s. Look at them: DATA_DIR=${folder} DEMO=off npm start (kabag.humas, ${PASSWORD})`,
)
process.exit()
