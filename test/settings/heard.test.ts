// What pages keep of people and settings is read anew when it changes, in whichever instance.
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { masterDataSource } from '../../src/settings/store.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const { db, feed, clock, env, close } = app
const elsewhere = openDatabase(env.databaseUrl ?? '')
afterAll(async () => {
  await elsewhere.close()
  await close()
})

/** Sooner than what is kept runs out by itself. */
const SOON = { timeout: 2_000, interval: 20 }

test.each([
  ['a holiday', `INSERT INTO holidays (date, name, kind) VALUES ('2026-12-01', 'Libur', 'LOCAL')`],
  ['a unit', `UPDATE units SET name = 'Wilayah Baru' WHERE code = 'WIL2'`],
  ['the limit of a measure', `UPDATE measures SET high = 5 WHERE code = 'KEKERUHAN'`],
  ['what a category asks for', `DELETE FROM category_measures`],
  ['a person', `UPDATE people SET name = 'Nama Baru' WHERE username = 'teknik.2'`],
  ['a role', `UPDATE grants SET until = now() WHERE role = 'DIRECTOR'`],
  ['quiet hours', `INSERT INTO notice_preferences (person_id, email, gateway) SELECT id, '{}', '{}' FROM people LIMIT 1`],
])('%s', async (_what, change) => {
  await expect.poll(feed.isLive).toBe(true)
  const masterData = masterDataSource(db, clock, feed.onSettings)
  const before = await masterData()
  expect(await masterData()).toBe(before)
  await elsewhere.sql(change)
  await expect.poll(masterData, SOON).not.toBe(before)
})
