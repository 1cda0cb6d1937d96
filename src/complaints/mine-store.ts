// What one person has to do, has promised and has done today; all of it within what the person may see.
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { State } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { addDays, DAY, dateInWita, startOfDayWita } from '../time.ts'
import type { EventType } from './events.ts'
import { OPEN, visibleSql } from './visible.ts'

/** More than anybody reads of one day, or keeps in mind of promises. */
export const MOST = 100
const LONG_AGO = 90 * DAY
const ONE_MORE = Prisma.raw(`LIMIT ${MOST + 1}`)

type Of = { year: number; sequence: number; subject: string; state: State }
export type Promised = Of & { at: Date; personId: number }
export type Done = Of & { id: number; type: EventType; at: Date; recordedAt: Date; payload: unknown }

/** What a person promised, and what was promised where they are sent to, of open complaints: the last promise of each; what passed long ago is left to the history. */
export async function findPromised(db: Database, user: User, now: Date): Promise<Promised[]> {
  const query = Prisma.sql`
    SELECT c.year, c.sequence, c.subject, c.state, p.at, p.person_id AS "personId" FROM promises p JOIN complaints c ON c.id = p.complaint_id
    WHERE (p.person_id = ${user.id}::int OR c.id IN (SELECT c.id FROM complaints c WHERE c.officers && ${[user.id]}::int[] AND ${OPEN})) AND p.at >= ${new Date(now.getTime() - LONG_AGO)} AND ${OPEN} AND ${visibleSql(user)}
      AND NOT EXISTS (SELECT FROM promises later WHERE later.complaint_id = p.complaint_id AND later.id > p.id)
    ORDER BY p.at DESC, p.id DESC ${ONE_MORE}`
  return db.sql<Promised>(query.text, query.values)
}

/** What a person did on the WITA day of an instant, the latest first. */
export async function findDone(db: Database, user: User, now: Date): Promise<Done[]> {
  const today = dateInWita(now)
  const query = Prisma.sql`
    SELECT c.year, c.sequence, c.subject, c.state, e.id, e.type, e.at, e.recorded_at AS "recordedAt", e.payload
    FROM events e JOIN complaints c ON c.id = e.complaint_id
    WHERE e.actor_id = ${user.id}::int AND e.recorded_at >= ${startOfDayWita(today)} AND e.recorded_at < ${startOfDayWita(addDays(today, 1))}
      AND ${visibleSql(user)}
    ORDER BY e.recorded_at DESC, e.id DESC ${ONE_MORE}`
  return db.sql<Done>(query.text, query.values)
}
