import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { freshDatabase } from '../support/cluster.ts'

const url = await freshDatabase()
const db = openDatabase(url)
afterAll(() => db.close())

test('counts are numbers, days are text, instants are dates', async () => {
  const rows = await db.sql(`SELECT count(*) AS count, DATE '2026-02-03' AS day, TIMESTAMPTZ '2026-02-03T04:05:06Z' AS instant,
    ARRAY[DATE '2026-02-03'] AS days, ARRAY[7::int8] AS numbers`)
  const instant = new Date('2026-02-03T04:05:06Z')
  expect(rows).toEqual([{ count: 1, day: '2026-02-03', instant, days: ['2026-02-03'], numbers: [7] }])
})

test.each(['UTC', 'Asia/Makassar', 'Asia/Kathmandu', 'America/St_Johns'])(
  'an instant is the same in the time zone %s',
  async (zone) => {
    const alone = openDatabase(url, { max: 1 })
    await alone.sql(`SELECT set_config('timezone', $1, false)`, [zone])
    const text = '2026-02-03T04:05:06.789Z'
    expect(await alone.sql('SELECT $1::timestamptz AS instant', [text])).toEqual([{ instant: new Date(text) }])
    await alone.close()
  },
)

test('the parsers are those of this pool alone', () => {
  expect(pg.types.getTypeParser(pg.types.builtins.INT8)('7')).toBe('7')
})

test('a text is planned once a connection, under one name', async () => {
  const alone = openDatabase(url, { max: 1 })
  for (const value of [1, 2, 3]) expect(await alone.sql('SELECT $1::int AS value', [value])).toEqual([{ value }])
  const named = await alone.sql<{ statement: string }>('SELECT statement FROM pg_prepared_statements')
  expect(named.filter(({ statement }) => statement === 'SELECT $1::int AS value')).toHaveLength(1)
  await alone.close()
})

test('Prisma and plain SQL see the same, over one pool', async () => {
  const alone = openDatabase(url, { max: 1 })
  const [row] = await alone.sql<{ count: number }>('SELECT count(*) FROM units')
  expect(await alone.prisma.unit.count()).toBe(row?.count)
  expect(alone.pool.totalCount).toBe(1)
  await alone.close()
})

test('a transaction is kept as a whole, or not at all', async () => {
  await db.sql('CREATE TABLE marks (mark int)')
  const answer = await db.transaction(async (sql) => {
    await sql('INSERT INTO marks VALUES ($1)', [1])
    return 'kept'
  })
  expect(answer).toBe('kept')
  const failing = db.transaction(async (sql) => {
    await sql('INSERT INTO marks VALUES ($1)', [2])
    throw new Error('changed our mind')
  })
  await expect(failing).rejects.toThrow('changed our mind')
  expect(await db.sql('SELECT mark FROM marks')).toEqual([{ mark: 1 }])
})

test('lost connections fail the work that used them, and the next work has new ones', async () => {
  const lost = db.transaction(async (sql) => {
    await endConnections()
    await sql('SELECT 1')
  })
  await expect(lost).rejects.toThrow()
  expect(await db.sql('SELECT $1::int AS value', [1])).toEqual([{ value: 1 }])
  expect(await db.prisma.unit.count()).toBeGreaterThan(0)
})

test('a connection lost between two statements of a transaction ends the transaction, not the process', async () => {
  const lost = db.transaction(async (sql) => {
    const [row] = await sql<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await endConnections()
    await expect.poll(() => db.sql('SELECT FROM pg_stat_activity WHERE pid = $1', [row?.pid])).toEqual([])
    await sql('SELECT 1')
  })
  await expect(lost).rejects.toThrow()
})

async function endConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
}
