import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedMasterData } from '../../prisma/seed/index.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { systemClock } from '../../src/time.ts'
import { freshDatabase } from '../support/cluster.ts'

let db: Database

beforeAll(async () => {
  db = openDatabase(await freshDatabase())
})
afterAll(() => db.close())

const all = (table: string) => db.sql<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1`)
const TABLES = [
  'units',
  'districts',
  'villages',
  'categories',
  'channels',
  'needs',
  'hold_reasons',
  'measures',
  'category_measures',
  'holidays',
  'office_hours',
  'policy_rows',
]
const codes = (rows: Record<string, unknown>[] | undefined) => rows?.map(({ code }) => code)
const everything = async () => Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await all(table)])))

test('the 15 kecamatan and 153 kelurahan of Makassar all have their Wilayah', async () => {
  const wilayah = await db.sql<{ name: string; districts: number; villages: number }>(
    `SELECT u.name, count(DISTINCT district_code) AS districts, count(*) AS villages
     FROM villages v JOIN units u ON u.id = v.unit_id WHERE u.kind = 'WILAYAH' GROUP BY u.id ORDER BY u.id`,
  )
  expect(wilayah.map(({ name }) => name)).toEqual(
    ['I', 'II', 'III', 'IV', 'V', 'VI'].map((number) => `Wilayah Pelayanan ${number}`),
  )
  expect(wilayah.reduce((sum, { districts }) => sum + districts, 0)).toBe(15)
  expect(wilayah.reduce((sum, { villages }) => sum + villages, 0)).toBe(153)
})

// Transcribed from the SOP's list of categories: W is the Wilayah of the kelurahan.
test('the 25 categories go where the SOP sends them', async () => {
  const rows = await db.sql<{ line: string }>(
    `SELECT concat_ws(' | ', c.name, c.service, CASE WHEN technical THEN 'T' ELSE '-' END, coalesce(u.code, 'W'), priority) AS line
     FROM categories c LEFT JOIN units u ON u.id = c.unit_id ORDER BY c.position`,
  )
  expect(rows.map(({ line }) => line)).toEqual([
    'Tidak mengalir | WATER | T | W | HIGH',
    'Tekanan rendah | WATER | T | W | NORMAL',
    'Keruh atau berbau | WATER | T | W | HIGH',
    'Kualitas air lainnya | WATER | T | PRODUKSI | HIGH',
    'Bocor pipa dinas | WATER | T | W | HIGH',
    'Bocor pipa distribusi | WATER | T | DISTRIBUSI | URGENT',
    'Bocor setelah meter | WATER | T | W | NORMAL',
    'Meter rusak atau macet | WATER | T | W | NORMAL',
    'Meter hilang | WATER | T | W | HIGH',
    'Bekas galian | T | W | NORMAL',
    'Permintaan mobil tangki | WATER | T | DISTRIBUSI | HIGH',
    'Air limbah meluap atau tersumbat | WASTEWATER | T | LIMBAH | URGENT',
    'Sedot tinja | WASTEWATER | T | LIMBAH | NORMAL',
    'Salah catat meter | WATER | - | W | NORMAL',
    'Tagihan melonjak | WATER | - | W | NORMAL',
    'Denda | WATER | - | W | LOW',
    'Pasang baru | WATER | - | W | NORMAL',
    'Penyambungan kembali | WATER | - | W | NORMAL',
    'Pemutusan | WATER | - | W | NORMAL',
    'Balik nama | WATER | - | W | LOW',
    'Pelayanan petugas | - | HUMAS | NORMAL',
    'Pencurian air | WATER | - | DISTRIBUSI | NORMAL',
    'Sambungan air limbah | WASTEWATER | - | LIMBAH | NORMAL',
    'Tarif air limbah | WASTEWATER | - | LIMBAH | LOW',
    'Lainnya | - | HUMAS | NORMAL',
  ])
})

test('the clocks are 30 minutes, 10 minutes and 3 hours, round the clock for technical follow-up alone', async () => {
  const rows = await db.sql<{ line: string }>(
    `SELECT concat_ws(' ', clock, technical, "from", "to", calendar, warn_minutes, limit_minutes) AS line FROM policy_rows ORDER BY id`,
  )
  expect(rows.map(({ line }) => line)).toEqual([
    'RECEIVE ARRIVED RECEIVED OFFICE_HOURS 20 30',
    'EXPLAIN RECEIVED DECIDED OFFICE_HOURS 7 10',
    'FOLLOW_UP t ESCALATED REPORTED ROUND_THE_CLOCK 120 180',
    'FOLLOW_UP f ESCALATED REPORTED OFFICE_HOURS 120 180',
  ])
})

test('three instances that start at once seed once, and nobody is made', async () => {
  const before = await everything()
  await db.sql('DELETE FROM needs')
  const instances = [1, 2, 3].map(() => openDatabase(db.pool.options.connectionString ?? ''))
  await Promise.all(instances.map((instance) => seedMasterData(instance, systemClock)))
  await Promise.all(instances.map((instance) => instance.close()))
  const after = await everything()
  expect(codes(after.needs)).toEqual(codes(before.needs))
  expect({ ...after, needs: [] }).toEqual({ ...before, needs: [] })
  expect(await db.sql('SELECT FROM people')).toHaveLength(0)
})

test('what an administrator changed stays as it is, and what is missing comes back by its code', async () => {
  await db.sql(`UPDATE units SET name = 'Wilayah Pelayanan Satu', active = false WHERE code = 'WIL1'`)
  await db.sql(`UPDATE villages SET unit_id = (SELECT id FROM units WHERE code = 'WIL6') WHERE code = '73.71.01.1001'`)
  await db.sql(`DELETE FROM channels WHERE code = 'X'`)
  await db.sql(`DELETE FROM holidays WHERE date < '2027-01-01'`)
  await db.sql('UPDATE measures SET high = 5')
  await db.sql('DELETE FROM category_measures WHERE measure_id = (SELECT min(id) FROM measures)')
  await db.sql('DELETE FROM office_hours WHERE weekday = 5')
  const before = await everything()
  await seedMasterData(db, systemClock)
  const after = await everything()
  expect({ ...after, channels: [] }).toEqual({ ...before, channels: [] })
  expect(codes(after.channels)).toContain('X')
})
