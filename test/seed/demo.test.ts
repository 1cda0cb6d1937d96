import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemo } from '../../prisma/seed/demo.ts'
import { PEOPLE } from '../../prisma/seed/people.ts'
import { stories } from '../../prisma/seed/stories.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { verifyPassword } from '../../src/people/passwords.ts'
import { freshDatabase } from '../support/cluster.ts'

const PASSWORD = 'kapal-pinisi-27'
const NOW = new Date('2026-11-29T14:40:00Z') // a Sunday night
const clock = { now: () => NOW }
let db: Database
let left: { complaints: number; people: number }

/** The first start is cut off in the middle, the next two come at once. */
beforeAll(async () => {
  db = openDatabase(await freshDatabase())
  await Promise.all([expect(seedDemo({ db, clock }, PASSWORD, () => {})).rejects.toThrow(), cutOff()])
  left = await counts()
  await Promise.all([1, 2].map(() => seedDemo({ db, clock }, PASSWORD, () => {})))
}, 180_000)
afterAll(() => db.close())

const counts = async () => {
  const [row] = await db.sql<{ complaints: number; people: number }>(
    'SELECT (SELECT count(*) FROM complaints) AS complaints, (SELECT count(*) FROM people) AS people',
  )
  return row as { complaints: number; people: number }
}

/** Ends the connection that makes the demo once it has come to the hundredth complaint. */
async function cutOff(): Promise<void> {
  const [sequence] = await db.sql<{ last: number }>('SELECT last_value AS last FROM complaints_id_seq')
  if ((sequence?.last ?? 0) < 100) {
    await sleep(20)
    return cutOff()
  }
  await db.sql(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database =
    (SELECT oid FROM pg_database WHERE datname = current_database())`)
}

test('what was interrupted leaves nothing, and is made anew, once', async () => {
  expect(left).toEqual({ complaints: 0, people: 0 })
  expect(await counts()).toEqual({ complaints: stories(NOW).length, people: PEOPLE.length })
})

test('an application with people or complaints gets no demo', async () => {
  const said: string[] = []
  await seedDemo({ db, clock }, PASSWORD, (line) => said.push(line))
  expect(said).toEqual([])
})

test('each person signs in with the one password, in one role, and units have their heads', async () => {
  const people = await db.sql<{ username: string; role: string; unit: string; password_hash: string }>(
    `SELECT username, role, u.code AS unit, password_hash FROM people p JOIN grants g ON g.person_id = p.id JOIN units u ON u.id = g.unit_id
     WHERE g."from" < $1 AND g.until IS NULL ORDER BY p.id`,
    [NOW],
  )
  expect(people.map(({ username, role, unit }) => ({ username, role, unit }))).toEqual(
    PEOPLE.map(({ username, role, unit }) => ({ username, role, unit })),
  )
  expect(await verifyPassword(people[5]?.password_hash, PASSWORD)).toBe(true)
  const heads = await db.sql('SELECT FROM units WHERE head_id IS NOT NULL')
  expect(heads.length).toBe(10)
})

test('every state is there, and every event that the SOP knows', async () => {
  const states = await db.sql<{ state: string }>('SELECT DISTINCT state::text FROM complaints ORDER BY 1')
  expect(states.map(({ state }) => state)).toEqual([
    'CLOSED',
    'DISMISSED',
    'ESCALATED',
    'IN_PROGRESS',
    'MONITORING',
    'ON_HOLD',
    'RECEIVED',
    'SUBMITTED',
  ])
  const events = await db.sql<{ type: string }>('SELECT DISTINCT type FROM events ORDER BY 1')
  expect(events.map(({ type }) => type)).toEqual([
    ...[
      'accepted',
      'amended',
      'assigned',
      'confirmed',
      'corrected',
      'dismissed',
      'escalated',
      'explained',
      'finished',
      'held',
      'involved',
    ],
    ...[
      'limitMissed',
      'linked',
      'linkedBy',
      'noted',
      'recorded',
      'reopened',
      'reported',
      'resumed',
      'returned',
      'sentBack',
      'started',
    ],
    ...['submitted', 'transferred'],
  ])
})

test('numbers follow one another without a gap, in the order of their intake', async () => {
  const rows = await db.sql<{ sequence: number }>('SELECT sequence FROM complaints WHERE year = 2026 ORDER BY entered_at')
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1))
})

test('nothing bears an instant that lies ahead or outside the demo', async () => {
  const [row] = await db.sql<{ first: Date; last: Date }>(
    'SELECT min(recorded_at) AS first, max(recorded_at) AS last FROM events',
  )
  expect(row?.last.getTime()).toBeLessThan(NOW.getTime())
  expect(row?.first.getTime()).toBeGreaterThan(NOW.getTime() - 61 * 86_400_000)
})

// Late means later than the deadline, whether or not it has been written down.
test('some of each clock were late, most were in time, and of each some open run is late and some is not', async () => {
  const clocks = await db.sql<{ clock: string; kept: number; late: number; open_late: number; open_kept: number }>(
    `SELECT clock, count(*) FILTER (WHERE stopped_at <= due_at) AS kept, count(*) FILTER (WHERE stopped_at > due_at) AS late,
       count(*) FILTER (WHERE stopped_at IS NULL AND due_at < $1) AS open_late, count(*) FILTER (WHERE stopped_at IS NULL AND due_at >= $1) AS open_kept
     FROM runs WHERE paused_at IS NULL OR stopped_at IS NOT NULL GROUP BY clock ORDER BY clock`,
    [NOW],
  )
  expect(clocks.map(({ clock }) => clock)).toEqual(['RECEIVE', 'EXPLAIN', 'FOLLOW_UP'])
  for (const { clock, kept, late, open_late, open_kept } of clocks) {
    expect(late, clock).toBeGreaterThan(5)
    expect(kept, clock).toBeGreaterThan(2 * late)
    expect(Math.min(open_late, open_kept), clock).toBeGreaterThan(0)
  }
})

test('each unit with people finds open work that is calm, near its end, and late', async () => {
  const units = await db.sql<{ code: string; calm: number; near: number; late: number; unopened: number }>(
    `SELECT u.code, count(*) FILTER (WHERE r.warn_at > $1) AS calm, count(*) FILTER (WHERE r.warn_at <= $1 AND r.due_at >= $1) AS near,
       count(*) FILTER (WHERE r.due_at < $1) AS late
     FROM complaints c JOIN units u ON u.id = c.owner_unit_id JOIN runs r ON r.complaint_id = c.id AND r.stopped_at IS NULL AND r.paused_at IS NULL
     WHERE c.state IN ('ESCALATED', 'IN_PROGRESS', 'ON_HOLD') AND c.technical GROUP BY u.id ORDER BY u.id`,
    [NOW],
  )
  expect(units.map(({ code }) => code)).toEqual([
    'DISTRIBUSI',
    'PRODUKSI',
    'LIMBAH',
    'WIL1',
    'WIL2',
    'WIL3',
    'WIL4',
    'WIL5',
    'WIL6',
  ])
  for (const { code, calm, near, late } of units) expect(Math.min(calm, near, late), code).toBeGreaterThan(0)
})

test('some passed-on work was opened by its unit, some was not', async () => {
  const rows = await db.sql<{ opened: boolean }>(
    `SELECT DISTINCT first_opened_at IS NOT NULL AS opened FROM routings WHERE until IS NULL AND role = 'OWNER'`,
  )
  expect(rows).toHaveLength(2)
})
