// Three instances on one database, one of them with its clock an hour behind and one killed: each step once, each mail there once by Message-ID.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { HOUR } from '../../src/time.ts'
import { startApp } from '../support/app.ts'
import { type Application, startApplication } from '../support/application.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { recordComplaint } from '../support/complaints.ts'
import { openMailbox } from './receiving.ts'

const app = await startApp({ now: new Date().toISOString() })
const { db, env, close } = app
const mailbox = await openMailbox()
const running: Application[] = []
afterAll(async () => {
  for (const application of running) application.kill('SIGTERM')
  await Promise.all(running.map(({ exited }) => exited))
  await mailbox.close()
  await close()
})

const BEHIND = {
  SHIFT_MS: String(-HOUR),
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../support/shifted-clock.mjs')).href}`,
}
const COMPLAINTS = 45

test('steps that fell due in an outage and while one is killed are taken once, and their mails arrive once', {
  timeout: 150_000,
}, async () => {
  for (let index = 0; index < COMPLAINTS; index++) await recordComplaint(app, { tidak_bersedia: 'ya' })
  // A third ran out long ago, nobody was there; a third falls due while the instances start, a third after that.
  await db.sql(
    `UPDATE runs SET warn_at = $1::timestamptz - interval '4 days',
       due_at = $1::timestamptz + CASE id % 3 WHEN 0 THEN interval '-3 days' WHEN 1 THEN interval '5 seconds' ELSE interval '20 seconds' END
     WHERE stopped_at IS NULL`,
    [new Date()],
  )
  const start = (more: NodeJS.ProcessEnv = {}) =>
    startApplication({
      ...{ DATABASE_URL: env.databaseUrl, SESSION_SECRET: 'x'.repeat(32), DATA_DIR: temporaryFolder(), DEMO: 'off' },
      ...{ SMTP_URL: mailbox.url, MAIL_FROM: 'aduan@tanggap.example', ...more },
    })
  const [first, ...others] = await Promise.all([start(), start(BEHIND), start()])
  running.push(...others)
  await expect.poll(() => taken('LIMIT'), { interval: 100, timeout: 60_000 }).toBeGreaterThanOrEqual(COMPLAINTS / 3)
  first?.kill('SIGKILL')
  await expect.poll(() => taken('LIMIT'), { interval: 100, timeout: 90_000 }).toBe(COMPLAINTS)

  const steps = await db.sql<{ run: number; told: number; events: number }>(
    `SELECT r.id AS run, (SELECT count(*) FROM reminders m WHERE m.run_id = r.id AND NOT m.passed_over) AS told,
       (SELECT count(*) FROM events e WHERE e.complaint_id = r.complaint_id AND e.type = 'reminded') AS events
     FROM runs r WHERE r.stopped_at IS NULL`,
  )
  expect(steps).toHaveLength(COMPLAINTS)
  // Long ago: only the highest step. The others: the warning, which was due at the first look, and then the limit.
  for (const { run, told, events } of steps) expect([run % 3, told, events]).toEqual([run % 3, run % 3 === 0 ? 1 : told, told])

  await expect.poll(waiting, { interval: 200, timeout: 60_000 }).toBe(0)
  // What the killed one had claimed is free again after some minutes, which pass here at once.
  await db.sql(`UPDATE messages SET next_try_at = NULL WHERE state = 'WAITING'`)
  await recordComplaint(app, { tidak_bersedia: 'ya' })
  await expect.poll(unsent, { interval: 200, timeout: 90_000 }).toBe(0)
  const keys = await db.sql<{ key: string }>('SELECT key FROM messages')
  expect(new Set(mailbox.mails.map(({ messageId }) => messageId))).toEqual(
    new Set(keys.map(({ key }) => `<${key}@tanggap.example>`)),
  )
})

/** In how many runs a step of this moment was taken. */
const taken = async (moment: string) =>
  (
    await db.sql<{ count: number }>(
      'SELECT count(DISTINCT m.run_id) FROM reminders m JOIN overdue_steps s ON s.id = m.step_id WHERE s.moment::text = $1 AND NOT m.passed_over',
      [moment],
    )
  )[0]?.count ?? 0

/** Mails that nobody has tried yet. */
const waiting = async () =>
  (await db.sql<{ count: number }>(`SELECT count(*) FROM messages WHERE state = 'WAITING' AND next_try_at IS NULL`))[0]?.count ??
  0

const unsent = async () => (await db.sql<{ count: number }>(`SELECT count(*) FROM messages WHERE state <> 'SENT'`))[0]?.count ?? 0
