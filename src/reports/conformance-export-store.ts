// Every event of a period's complaints, for an auditor: which complaints is settled and recorded at once, events are read as fast as they are taken.
import { visibleSql } from '../complaints/visible.ts'
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import { record } from '../settings/trail-store.ts'
import type { EventRow } from './conformance-events.ts'
import { onFacts } from './facts-store.ts'
import { arrivedSql, type Scope, scopeSql } from './measures-store.ts'

const PAGE = 200

/** In the order in which the complaints arrived, each with its events in theirs. */
export async function exportEvents(
  db: Database,
  scope: Scope,
  { filter, now }: { filter: string; now: Date },
): Promise<AsyncGenerator<EventRow, void, void>> {
  const ids = await onFacts(db, async (sql) => {
    const query = Prisma.sql`SELECT array_agg(c.id ORDER BY c.arrived_at, c.id) AS ids FROM facts f JOIN complaints c ON c.id = f.complaint_id
      WHERE ${arrivedSql(scope)} AND ${scopeSql(scope)} AND ${visibleSql(scope.user)}`
    const [row] = await sql<{ ids: number[] | null }>(query.text, query.values)
    const ids = row?.ids ?? []
    const details = { of: 'events', filter, count: ids.length, form: 'CSV' } as const
    await record(sql, { actorId: scope.user.id, now }, { action: 'exported', details })
    return ids
  })
  return eventsOf(db, scope, ids)
}

/** Sight is asked again for each page: who lost it meanwhile reads no further. */
async function* eventsOf(db: Database, { user }: Scope, ids: readonly number[]): AsyncGenerator<EventRow, void, void> {
  for (let at = 0; at < ids.length; at += PAGE) {
    const query = Prisma.sql`
      SELECT c.year, c.sequence AS complaint, e.sequence, e.type, e.at, e.recorded_at AS "recordedAt", e.actor_kind AS "actorKind",
        e.actor_id AS "actorId", e.from_state AS "fromState", e.to_state AS "toState", e.payload,
        ARRAY(SELECT DISTINCT g.role::text FROM grants g
          WHERE g.person_id = e.actor_id AND g."from" <= e.at AND (g.until IS NULL OR g.until > e.at) ORDER BY 1) AS roles
      FROM unnest(${ids.slice(at, at + PAGE)}::int[]) WITH ORDINALITY AS asked (id, place)
        JOIN complaints c ON c.id = asked.id JOIN events e ON e.complaint_id = c.id
      WHERE ${visibleSql(user)} ORDER BY asked.place, e.sequence`
    yield* await db.sql<EventRow>(query.text, query.values)
  }
}
