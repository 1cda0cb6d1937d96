// Steps for overdue work, each taken at most once in a run, whichever instance takes it.

import type { Database, Sql } from '../db.ts'
import type { MasterData, MasterDataSource } from '../settings/master.ts'
import { readMasterData } from '../settings/store.ts'
import type { Concerning } from './audience.ts'
import { type DueRun, type Reminder, remind } from './overdue.ts'
import { insertWord } from './word-store.ts'

// Few enough that nobody who acts on one of them waits long.
const BATCH = 200

/** The instant of a step in a run, and whether it is still to be taken; a held run waits. */
const AT = `CASE s.moment WHEN 'WARNING' THEN r.warn_at ELSE r.due_at END + make_interval(mins => s.after_minutes)`
const STILL_TO_TAKE = `s.active AND r.stopped_at IS NULL AND r.paused_at IS NULL
  AND NOT EXISTS (SELECT FROM reminders m WHERE m.run_id = r.id AND m.step_id = s.id)`

/** Takes every step that fell due before an instant. Gives in how many complaints. */
export async function remindOverdue(db: Database, until: Date): Promise<number> {
  let master: Promise<MasterData> | undefined
  const masterData = () => {
    master ??= readMasterData(db.sql, until)
    return master
  }
  let taken = 0
  for (;;) {
    const found = await db.transaction((sql) => remindBatch(sql, masterData, until))
    if (found === 0) return taken
    taken += found
  }
}

type Due = Concerning & Omit<DueRun, 'due'> & { id: number; last: number; stepId: number; at: Date }

/** Complaints that somebody acts on are left to the next time. */
async function remindBatch(sql: Sql, masterData: MasterDataSource, until: Date): Promise<number> {
  const complaints = await sql<{ id: number }>(
    `SELECT id FROM complaints WHERE id IN (
       SELECT r.complaint_id FROM runs r CROSS JOIN overdue_steps s WHERE ${STILL_TO_TAKE} AND ${AT} < $1 ORDER BY r.due_at LIMIT $2)
     ORDER BY id FOR UPDATE SKIP LOCKED`,
    [until, BATCH],
  )
  if (complaints.length === 0) return 0
  // A statement of its own: it sees what was committed before the locks were had.
  const [master, due] = [await masterData(), await sql<Due>(DUE, [complaints.map(({ id }) => id), until])]
  const outcomes = [...Map.groupBy(due, ({ runId }) => runId).values()].flatMap((steps) => outcomeOf(steps, master, until))
  await write(sql, outcomes, until)
  return complaints.length
}

const DUE = `SELECT c.id, c.state, c.technical, c.ever_escalated AS "everEscalated", c.owner_unit_id AS "ownerUnitId", c.officers,
    c.seen_by_units AS "seenByUnits", c.seen_by_people AS "seenByPeople", c.silent_until AS "silentUntil",
    r.id AS "runId", r.clock, r.due_at AS "dueAt", s.id AS "stepId", ${AT} AS at,
    (SELECT max(m.at) FROM reminders m WHERE m.run_id = r.id) AS "lastAt",
    (SELECT max(sequence) FROM events e WHERE e.complaint_id = c.id) AS last
  FROM complaints c JOIN runs r ON r.complaint_id = c.id CROSS JOIN overdue_steps s
  WHERE c.id = ANY($1::int[]) AND ${STILL_TO_TAKE} AND ${AT} < $2 ORDER BY c.id, r.id`

type Outcome = Pick<Due, 'id' | 'last'> & ReturnType<typeof remind>

function outcomeOf(steps: Due[], master: MasterData, now: Date): Outcome[] {
  const [first] = steps
  if (!first) return []
  const run = { ...first, due: steps.map(({ stepId, at }) => ({ stepId, at })) }
  return [{ id: first.id, last: first.last, ...remind(run, first, master, now) }]
}

async function write(sql: Sql, outcomes: Outcome[], now: Date): Promise<void> {
  const sequences = new Map<number, number>()
  const told = outcomes.flatMap(({ id, last, reminded }) => {
    if (!reminded) return []
    const sequence = (sequences.get(id) ?? last) + 1
    sequences.set(id, sequence)
    return [{ ...reminded, complaintId: id, eventSequence: sequence }]
  })
  const of = <Row extends object>(pick: (one: (typeof told)[number]) => Row[]) =>
    told.flatMap((one) => pick(one).map((row) => ({ ...row, complaintId: one.complaintId, eventSequence: one.eventSequence })))
  await writeReminders(
    sql,
    outcomes.flatMap(({ reminders }) => reminders),
    now,
  )
  await sql(
    `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, payload)
     SELECT t."complaintId", t."eventSequence", 'reminded', t.at, $1, 'SYSTEM', t.payload
     FROM json_to_recordset($2) AS t("complaintId" int, "eventSequence" int, at timestamptz, payload jsonb)`,
    [now, JSON.stringify(told)],
  )
  await insertWord(
    sql,
    of(({ word }) => word.notices),
    of(({ word }) => word.messages),
    now,
  )
}

const writeReminders = (sql: Sql, reminders: Reminder[], now: Date) =>
  sql(
    `INSERT INTO reminders (run_id, step_id, at, recorded_at, passed_over)
     SELECT t."runId", t."stepId", t.at, $1, t."passedOver"
     FROM json_to_recordset($2) AS t("runId" int, "stepId" int, at timestamptz, "passedOver" boolean)`,
    [now, JSON.stringify(reminders)],
  )

/** The instants of a time, to the second after them, at which steps fall due. */
export async function instantsOfSteps(db: Database, from: Date, until: Date): Promise<Date[]> {
  const rows = await db.sql<{ at: Date }>(
    `SELECT DISTINCT date_trunc('second', ${AT}) + interval '1 second' AS at FROM runs r CROSS JOIN overdue_steps s
     WHERE ${STILL_TO_TAKE} AND ${AT} >= $1 AND ${AT} < $2 ORDER BY at`,
    [from, until],
  )
  return rows.map(({ at }) => at)
}
