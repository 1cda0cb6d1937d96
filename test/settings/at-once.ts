import { expect } from 'vitest'
import type { Database } from '../../src/db.ts'

/** Sends all while none can write into the trail, and lets them go when each has come as far as it can. */
export async function atOnce<Answer>(db: Database, sends: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const { answers } = await db.transaction(async (sql) => {
    await sql('LOCK TABLE audit_entries IN EXCLUSIVE MODE')
    const answers = Promise.all(sends.map((send) => send()))
    const waiting = () => db.sql(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
    await expect.poll(async () => (await waiting()).length, { interval: 20, timeout: 10_000 }).toBe(sends.length)
    return { answers }
  })
  return answers
}
