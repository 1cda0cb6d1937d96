// Held time beside the clocks of runs that were kept before it was: worked out once, in the calendars that hold when that is done.
import type { Database, Sql } from '../db.ts'
import { readMasterData } from '../settings/store.ts'
import type { Calendars } from '../sla/calendar.ts'
import { besideHolds } from '../sla/run.ts'
import type { Clock } from '../time.ts'
import { coursesOf } from './recalendar-store.ts'
import { RUNS, update } from './rows.ts'

const BATCH = 500

/** Who writes to a complaint meanwhile has worked out its open runs already: these are not touched. */
export async function workOutUnpaused(db: Database, clock: Clock): Promise<void> {
  const { calendars } = await readMasterData(db.sql, clock.now())
  while (await db.transaction((sql) => workOutSome(sql, calendars))) {}
}

/** Answers whether there may be more. */
async function workOutSome(sql: Sql, calendars: Calendars): Promise<boolean> {
  const found = await sql<{ id: number }>(
    `SELECT id FROM complaints WHERE id IN (SELECT complaint_id FROM runs WHERE unpaused_ms IS NULL) ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
  )
  // A statement of its own: it sees what was committed before the locks were had.
  const courses = await coursesOf(sql, found)
  const runs = courses.flatMap(({ id, runs, holds }) =>
    runs
      .filter(({ unpausedMs }) => unpausedMs === null)
      .map((run) => ({ ...besideHolds(run, holds, calendars), complaintId: id })),
  )
  if (runs.length > 0) await update(sql, { ...RUNS, columns: ['unpausedMs'] }, runs)
  await sql('INSERT INTO facts_stale (complaint_id) SELECT unnest($1::int[])', [found.map(({ id }) => id)])
  return found.length === BATCH
}
