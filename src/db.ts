import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export type Sql = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>

export type Database = {
  prisma: PrismaClient
  sql: Sql
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  pool: pg.Pool
  /** How many transactions this process has committed through `transaction`. */
  commits(): number
  close(): Promise<void>
}

/** One pool for Prisma and for plain SQL. Opening needs no server: each query connects, and connects again after a loss. */
export function openDatabase(url: string, { max = 10 }: { max?: number } = {}): Database {
  const pool = openPool(url, max)
  const names: Names = new Map()
  let commits = 0
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    pool,
    sql: (text, values) => query(pool, names, text, values),
    transaction: async (work) => {
      const result = await transaction(pool, names, work)
      commits++
      return result
    },
    commits: () => commits,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 5_000, types: { getTypeParser } })
  // A lost connection fails the query that used it; without these listeners it would end the process too.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function transaction<T>(pool: pg.Pool, names: Names, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('BEGIN')
    const result = await work((text, values) => query(client, names, text, values))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function query<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  names: Names,
  text: string,
  values: readonly unknown[] = [],
) {
  const { rows } = await on.query<Row>({ name: statementName(names, text), text, values: [...values] })
  return rows
}

type Names = Map<string, string>

/** The same text has the same name, so that the server plans it once a connection. Texts are few and fixed; a flood goes unnamed. */
function statementName(names: Names, text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= 1_000) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}

const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown
const textArray = parserOf(1009) as (text: string) => string[]

/** Numbers for counts, days as they are written, instants read by the platform, which is quick; for this pool alone, Prisma has its own. */
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => new Date(text),
  1016: (text) => textArray(text).map(Number),
  1182: textArray,
}

const getTypeParser = (oid: number, format?: string) => (format !== 'binary' && parsers[oid]) || parserOf(oid, format)
