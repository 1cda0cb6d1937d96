// Open limits under another working calendar: those not missed are computed anew, stopped and missed ones stay (SOP, Clocks: changes).
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Calendar, Calendars } from '../sla/calendar.ts'
import { ROUND_THE_CLOCK } from '../sla/calendar.ts'
import { nextDue, nextWarn } from '../sla/clock.ts'
import { besideHolds, missedBy, type Run, recalendarRun } from '../sla/run.ts'
import type { Hold } from './complaint.ts'
import type { Payload } from './events.ts'
import { HOLDS, json, RUNS, revive, type Table, update } from './rows.ts'

/** How many complaints get another limit, and how many of them are late by it at once. */
export type Moved = { complaints: number; late: number }

type Course = { id: number; runs: Run[]; holds: Hold[] }
type Recomputed = { id: number; runs: Run[]; changed: Run[]; clocks: Payload<'recalendared'>['clocks']; late: boolean }

const BATCH = 500
const OPEN = `SELECT complaint_id FROM runs WHERE calendar = 'OFFICE_HOURS' AND stopped_at IS NULL AND breached_at IS NULL`

/** What a calendar of office hours would move at this instant; nothing is written. */
export const countMoved = (db: Database, calendar: Calendar, now: Date): Promise<Moved> => inBatches(db.sql, calendar, now, '')

/** Moves the limits and tells it in each complaint, all in the caller's transaction; the complaints stay locked until it ends. */
export function recalendar(sql: Sql, calendar: Calendar, actorId: number, now: Date): Promise<Moved> {
  return inBatches(sql, calendar, now, 'FOR UPDATE', (moved) => write(sql, moved, actorId, now))
}

type Write = (recomputed: Recomputed[]) => Promise<void>

/** In order of id, as everybody locks complaints, so that nobody blocks another for good. */
async function inBatches(sql: Sql, calendar: Calendar, now: Date, locking: string, put?: Write): Promise<Moved> {
  const calendars = { OFFICE_HOURS: calendar, ROUND_THE_CLOCK }
  const sum = { complaints: 0, late: 0 }
  for (let last = 0; ; ) {
    const found = await sql<{ id: number }>(
      `SELECT id FROM complaints WHERE id > $1 AND id IN (${OPEN}) ORDER BY id LIMIT ${BATCH} ${locking}`,
      [last],
    )
    // A statement of its own: it sees what was committed before the locks were had.
    const courses = await coursesOf(sql, found)
    const recomputed = courses.map((course) => recompute(course, calendars, now)).filter(({ changed }) => changed.length > 0)
    if (put && recomputed.length > 0) await put(recomputed)
    sum.complaints += recomputed.filter(({ clocks }) => clocks.length > 0).length
    sum.late += recomputed.filter(({ late }) => late).length
    last = found.at(-1)?.id ?? last
    if (found.length < BATCH) return sum
  }
}

export async function coursesOf(sql: Sql, complaints: readonly { id: number }[]): Promise<Course[]> {
  const rowsOf = (
    table: Table,
  ) => Prisma.sql`(SELECT coalesce(json_agg(json_build_object('id', t.id, ${json(table, 't')}) ORDER BY t.id), '[]')
    FROM ${Prisma.raw(table.name)} t WHERE t.complaint_id = c.id)`
  const ids = complaints.map(({ id }) => id)
  const query = Prisma.sql`SELECT c.id, ${rowsOf(RUNS)} AS runs, ${rowsOf(HOLDS)} AS holds FROM complaints c WHERE c.id = ANY(${ids}::int[])`
  const courses = await sql<Course>(query.text, query.values)
  for (const { runs, holds } of courses) for (const row of [...runs, ...holds]) revive(row)
  return courses
}

function recompute({ id, runs, holds }: Course, calendars: Calendars, now: Date): Recomputed {
  const pauses = holds.filter(({ pausing }) => pausing)
  const pairs = runs.map((run): [Run, Run] => {
    const anew = run.calendar === 'OFFICE_HOURS' ? recalendarRun(run, pauses, calendars, now) : run
    const held = anew === run ? run : besideHolds(anew, holds, calendars)
    return [run, sameTimes(run, held) ? run : held]
  })
  const moved = pairs.filter(([from, to]) => from.dueAt.getTime() !== to.dueAt.getTime())
  return {
    id,
    runs: pairs.map(([, to]) => to),
    changed: pairs.filter(([from, to]) => from !== to).map(([, to]) => to),
    clocks: moved.map(([from, to]) => ({ clock: to.clock, from: from.dueAt.toISOString(), to: to.dueAt.toISOString() })),
    late: moved.some(([, to]) => missedBy(to, now) !== null),
  }
}

const sameTimes = (one: Run, other: Run): boolean => timesOf(one) === timesOf(other)
const timesOf = ({ warnAt, dueAt, pausedAt, heldMs, unpausedMs }: Run): string =>
  JSON.stringify([warnAt, dueAt, pausedAt, heldMs, unpausedMs])

/** The version of a complaint stays: whoever has a form of it open is not stopped. */
async function write(sql: Sql, recomputed: Recomputed[], actorId: number, now: Date): Promise<void> {
  const rows = recomputed.flatMap(({ id, changed }) => changed.map((run) => ({ ...run, complaintId: id })))
  await update(sql, RUNS, rows)
  const heads = recomputed.map(({ id, runs }) => ({ id, nextDueAt: nextDue(runs), nextWarnAt: nextWarn(runs) }))
  await update(sql, { name: 'complaints', columns: ['nextDueAt', 'nextWarnAt'] }, heads)
  const told = recomputed.filter(({ clocks }) => clocks.length > 0).map(({ id, clocks }) => ({ id, payload: { clocks } }))
  await sql(
    `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, actor_id, payload)
     SELECT t.id, (SELECT coalesce(max(sequence), 0) + 1 FROM events e WHERE e.complaint_id = t.id), 'recalendared', $1, $1, 'PERSON', $2, t.payload
     FROM json_to_recordset($3) AS t(id int, payload jsonb)`,
    [now, actorId, JSON.stringify(told)],
  )
}
