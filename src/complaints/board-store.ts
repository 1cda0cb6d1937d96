import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { addDays, dateInWita, startOfDayWita } from '../time.ts'
import { comparedDates, type OpenComplaint, type Snapshot } from './board.ts'
import type { Keep } from './kept-store.ts'
import { OPEN, sightOf, visibleSql } from './visible.ts'

export type BoardSource = (user: User, now: Date) => Promise<Snapshot>

/** One query for each change and sight, however many look. */
export const boardSource =
  (db: Database, keep: Keep): BoardSource =>
  (user, now) =>
    keep(
      JSON.stringify(['board', sightOf(user), dateInWita(now)]),
      now,
      () => read(db, user, now),
      () => new Date(startOfDayWita(addDays(dateInWita(now), 1)).getTime() - 1),
    )

async function read(db: Database, user: User, now: Date): Promise<Snapshot> {
  const visible = visibleSql(user)
  const days = comparedDates(now).map(startOfDayWita)
  const query = Prisma.sql`SELECT
    (SELECT coalesce(json_agg(o), '[]') FROM (
      SELECT c.year, c.sequence, c.subject, c.state, c.priority, c.owner_unit_id AS "ownerUnitId", c.next_due_at AS "dueAt", c.next_warn_at AS "warnAt",
        (SELECT clock FROM runs WHERE complaint_id = c.id AND stopped_at IS NULL AND paused_at IS NULL ORDER BY due_at LIMIT 1) AS clock
      FROM complaints c WHERE ${OPEN} AND ${visible}) o) AS open,
    (SELECT coalesce(json_agg(a), '[]') FROM (
      SELECT c.arrived_on AS date, extract(hour FROM c.arrived_at AT TIME ZONE 'Asia/Makassar')::int AS hour, count(*)::int AS count
      FROM unnest(${days}::timestamptz[]) day, complaints c
      WHERE c.arrived_at >= day AND c.arrived_at < day + interval '24 hours' AND ${visible} GROUP BY 1, 2) a) AS arrivals,
    (SELECT coalesce(max(id), 0) FROM events) AS heard`
  const [row] = await db.sql<Snapshot>(query.text, query.values)
  if (!row) throw new Error('A query without FROM gives a row')
  return { ...row, open: row.open.map(revived) }
}

/** Instants come out of JSON as text. */
const revived = ({ dueAt, warnAt, ...one }: OpenComplaint): OpenComplaint => ({
  ...one,
  dueAt: dueAt && new Date(dueAt),
  warnAt: warnAt && new Date(warnAt),
})
