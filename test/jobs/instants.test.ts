// The instant that a job is told, when it had to wait for its turn.
import { afterAll, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs/run.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
afterAll(app.close)

const atDatabase = async () => (await app.db.sql<{ at: Date }>('SELECT clock_timestamp() AS at'))[0]?.at ?? new Date(0)
const waiting = () => app.db.sql<{ at: Date }>(`SELECT start_after AS at FROM jobs.job WHERE name = 'slow' AND state = 'created'`)

test('a job that waited for the one before is told when it began, not when it was asked for', { timeout: 30_000 }, async () => {
  const told: Date[] = []
  const first = Promise.withResolvers<void>()
  let wake = () => {}
  const work = async (at: Date) => {
    if (told.push(at) === 1) await first.promise
  }
  const job = { name: 'slow', cron: '0 0 1 1 *', work, wake: (call: () => void) => (wake = call) }
  const end = runJobs(app.env.databaseUrl ?? '', [job], () => {})
  await expect.poll(() => told.length, { timeout: 15_000 }).toBe(1)
  wake()
  await expect.poll(waiting).toHaveLength(1)
  const [asked] = await waiting()
  await expect
    .poll(async () => (await atDatabase()).getTime() - (asked?.at.getTime() ?? 0), { timeout: 5_000 })
    .toBeGreaterThan(1_500)
  const released = await atDatabase()
  first.resolve()
  await expect.poll(() => told.length, { timeout: 5_000 }).toBe(2)
  expect(told[1]?.getTime()).toBeGreaterThanOrEqual(released.getTime())
  await end()
})
