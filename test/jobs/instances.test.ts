// Three instances on one database, one of them with its clock an hour behind: each missed limit once, at its deadline.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { HOUR } from '../../src/time.ts'
import { startApp } from '../support/app.ts'
import { type Application, startApplication } from '../support/application.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: new Date().toISOString() })
const { db, env, close } = app
const running: Application[] = []
afterAll(async () => {
  for (const application of running) application.kill('SIGTERM')
  await Promise.all(running.map(({ exited }) => exited))
  await close()
})

const BEHIND = {
  SHIFT_MS: String(-HOUR),
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../support/shifted-clock.mjs')).href}`,
}

test('what fell due in an outage, and what falls due while one of them is killed, is recorded once', {
  timeout: 150_000,
}, async () => {
  for (let index = 0; index < 60; index++) await recordComplaint(app)
  const open = await db.sql<{ id: number }>('SELECT id FROM runs WHERE stopped_at IS NULL ORDER BY id')
  expect(open).toHaveLength(60)
  // A third ran out long ago, nobody was there; a third falls due while the instances start, a third after that.
  await db.sql(
    `UPDATE runs SET due_at = $1::timestamptz + CASE id % 3 WHEN 0 THEN interval '-3 days' WHEN 1 THEN interval '5 seconds' ELSE interval '25 seconds' END
     WHERE stopped_at IS NULL`,
    [new Date()],
  )
  const start = (more: NodeJS.ProcessEnv = {}) =>
    startApplication({
      DATABASE_URL: env.databaseUrl,
      SESSION_SECRET: 'x'.repeat(32),
      DATA_DIR: temporaryFolder(),
      DEMO: 'off',
      ...more,
    })
  const [first, ...others] = await Promise.all([start(), start(BEHIND), start()])
  running.push(...others)
  await expect.poll(recorded, { interval: 100, timeout: 60_000 }).toBeGreaterThanOrEqual(20)
  first?.kill('SIGKILL')
  await expect.poll(recorded, { interval: 100, timeout: 90_000 }).toBe(60)
  const told = await db.sql<{ misses: number; right: number }>(
    `SELECT count(*) AS misses, count(*) FILTER (WHERE r.breached_at = e.at AND r.due_at = e.at) AS right
     FROM events e JOIN runs r ON r.complaint_id = e.complaint_id AND r.stopped_at IS NULL WHERE e.type = 'limitMissed' GROUP BY r.id`,
  )
  expect(told).toHaveLength(60)
  for (const one of told) expect(one).toEqual({ misses: 1, right: 1 })
})

const recorded = async () =>
  (await db.sql<{ count: number }>('SELECT count(*) FROM runs WHERE breached_at IS NOT NULL'))[0]?.count ?? 0
