// Missed limits, recorded at the instant of their deadline, whichever process notices them and however late (SOP, Clocks: missed).
import type { Database, Sql } from '../db.ts'

// Few enough that nobody who acts on one of them waits long.
const BATCH = 500

/** Records every limit that ran out before an instant, each once, also while other instances do the same. Gives how many. */
export async function recordMissed(db: Database, until: Date): Promise<number> {
  let recorded = 0
  for (;;) {
    const found = await db.transaction((sql) => recordBatch(sql, until))
    if (found === 0) return recorded
    recorded += found
  }
}

const FALLING_DUE = 'stopped_at IS NULL AND paused_at IS NULL AND breached_at IS NULL'

/** Complaints that somebody acts on are left to them or to the next time. */
async function recordBatch(sql: Sql, until: Date): Promise<number> {
  const complaints = await sql<{ id: number }>(
    `SELECT id FROM complaints WHERE id IN (SELECT complaint_id FROM runs WHERE ${FALLING_DUE} AND due_at < $1 ORDER BY due_at LIMIT $2)
     ORDER BY id FOR UPDATE SKIP LOCKED`,
    [until, BATCH],
  )
  if (complaints.length === 0) return 0
  // A statement of its own: it sees what was committed before the locks were had.
  const events = await sql(
    `WITH missed AS (
       UPDATE runs SET breached_at = due_at WHERE complaint_id = ANY($1::int[]) AND ${FALLING_DUE} AND due_at < $2
       RETURNING complaint_id, clock, limit_minutes, due_at)
     INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, payload)
     SELECT complaint_id, (SELECT max(sequence) FROM events e WHERE e.complaint_id = m.complaint_id)
         + (row_number() OVER (PARTITION BY complaint_id ORDER BY due_at))::int,
       'limitMissed', due_at, $2, 'SYSTEM', jsonb_build_object('clock', clock, 'limitMinutes', limit_minutes)
     FROM missed m RETURNING id`,
    [complaints.map(({ id }) => id), until],
  )
  return events.length
}

/** The instants of a time, to the second after them, at which limits run out. */
export async function instantsOfDue(db: Database, from: Date, until: Date): Promise<Date[]> {
  const rows = await db.sql<{ at: Date }>(
    `SELECT DISTINCT date_trunc('second', due_at) + interval '1 second' AS at FROM runs
     WHERE ${FALLING_DUE} AND due_at >= $1 AND due_at < $2 ORDER BY at`,
    [from, until],
  )
  return rows.map(({ at }) => at)
}
