import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { freshDatabase } from '../support/cluster.ts'

const db = openDatabase(await freshDatabase())
afterAll(() => db.close())

test('counts are numbers, days are text, instants are dates', async () => {
  const rows = await db.sql(`SELECT count(*) AS count, DATE '2026-02-03' AS day, TIMESTAMPTZ '2026-02-03T04:05:06Z' AS instant,
    ARRAY[DATE '2026-02-03'] AS days, ARRAY[7::int8] AS numbers`)
  const instant = new Date('2026-02-03T04:05:06Z')
  expect(rows).toEqual([{ count: 1, day: '2026-02-03', instant, days: ['2026-02-03'], numbers: [7] }])
})

test('the parsers are those of this pool alone', async () => {
  const { default: pg } = await import('pg')
  expect(pg.types.getTypeParser(pg.types.builtins.INT8)('7')).toBe('7')
})
