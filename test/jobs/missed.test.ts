// Missed limits: at the instant of the deadline, once, whoever notices them.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { DAY, MINUTE } from '../../src/time.ts'
import { press } from '../complaints/post.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, clock, close } = app
afterAll(close)
beforeEach(() => clock.set('2026-11-24T10:00:00+08:00'))

type Miss = { clock: string; at: Date; due: Date; recordedAt: Date }
const missesOf = (number: string) =>
  db.sql<Miss>(
    `SELECT e.payload->>'clock' AS clock, e.at, r.breached_at AS due, e.recorded_at AS "recordedAt" FROM events e
       JOIN complaints c ON c.id = e.complaint_id
       LEFT JOIN runs r ON r.complaint_id = c.id AND r.clock::text = e.payload->>'clock' AND r.breached_at = e.at
     WHERE e.type = 'limitMissed' AND c.year = 2026 AND c.sequence = $1 ORDER BY e.sequence`,
    [Number(number.slice(9))],
  )
const later = (minutes: number) => new Date(clock.now().getTime() + minutes * MINUTE)

describe('a limit that runs out while nobody acts', () => {
  test('is recorded at its deadline, in the run and in the history, once however often and late it is looked for', async () => {
    const number = await recordComplaint(app)
    const due = later(10)
    await recordMissed(db, due)
    expect(await missesOf(number)).toEqual([])
    await recordMissed(db, later(10 + 3 * 24 * 60))
    await recordMissed(db, later(11))
    await recordMissed(db, later(90_000))
    expect(await missesOf(number)).toMatchObject([{ clock: 'EXPLAIN', at: due, due }])
  })

  test('is recorded once by any number of instances at once', async () => {
    const numbers: string[] = []
    for (let index = 0; index < 40; index++) numbers.push(await recordComplaint(app))
    const counts = await Promise.all(Array.from({ length: 8 }, () => recordMissed(db, later(60))))
    // What one instance has locked, another leaves alone: together they miss none.
    expect(counts.reduce((sum, count) => sum + count, 0) + (await recordMissed(db, later(60)))).toBeGreaterThanOrEqual(40)
    for (const number of numbers) expect(await missesOf(number)).toHaveLength(1)
  })

  test('stays missed whatever is done afterwards, and is not told again by what is done', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await recordMissed(db, later(4 * 60))
    const before = await missesOf(number)
    expect(before).toHaveLength(1)
    clock.advance(4 * 60 + 5)
    await act(app, number, 'staf.wilayah2', 'start')
    await act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app))
    expect(await missesOf(number)).toEqual(before)
  })

  test('does not run out while a hold pauses it, nor after it ended', async () => {
    const held = await complaintIn(app, 'ON_HOLD')
    const closed = await complaintIn(app, 'CLOSED')
    const dismissed = await complaintIn(app, 'DISMISSED')
    await recordMissed(db, new Date(clock.now().getTime() + 30 * DAY))
    for (const number of [held, closed, dismissed]) expect(await missesOf(number)).toEqual([])
  })
})

test('whoever acts in the moment in which a limit is recorded is told, and the miss stays', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const reasonId = app.master.holdReasons.find(({ pausing }) => pausing)?.id
  // The officer's page was read and decided at the deadline's last instant; the job is a moment ahead at the database.
  const holding = db.transaction(async (sql) => {
    await sql('SELECT id FROM complaints WHERE sequence = $1 FOR UPDATE', [Number(number.slice(9))])
    const pressed = press(app, 'staf.wilayah2', number, 'hold', { alasan: String(reasonId), keterangan: '' })
    await waitingForLock()
    await sql(
      `UPDATE runs SET breached_at = due_at WHERE stopped_at IS NULL AND complaint_id =
      (SELECT id FROM complaints WHERE year = 2026 AND sequence = $1)`,
      [Number(number.slice(9))],
    )
    return { pressed }
  })
  const { status } = await (await holding).pressed
  expect(status).toBe(409)
  const [run] = await db.sql<{ paused: Date | null; breached: Date | null }>(
    `SELECT paused_at AS paused, breached_at AS breached FROM runs r JOIN complaints c ON c.id = r.complaint_id
     WHERE c.year = 2026 AND c.sequence = $1 AND r.clock = 'FOLLOW_UP'`,
    [Number(number.slice(9))],
  )
  expect(run).toEqual({ paused: null, breached: expect.any(Date) })
  const again = await press(app, 'staf.wilayah2', number, 'hold', { alasan: String(reasonId), keterangan: '' })
  expect(again.status).toBe(303)
})

/** Somebody waits for a row that another transaction of this database holds. */
async function waitingForLock(): Promise<void> {
  const waiting = () => db.sql(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
  await expect.poll(async () => (await waiting()).length, { interval: 20, timeout: 10_000 }).toBeGreaterThan(0)
}
