// The complaints of a list, to take along: which they are is settled and recorded at once, what is told of them is read as fast as it is taken.
import { type Asking, findIds } from '../complaints/queue.ts'
import type { View } from '../complaints/queue-view.ts'
import { seesContactSql, visibleSql } from '../complaints/visible.ts'
import type { Database, Sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import { record } from '../settings/trail-store.ts'
import type { Listed, Part } from './addresses.ts'
import type { ExportRow } from './export-columns.ts'
import type { Exported } from './export-words.ts'
import { onFacts } from './facts-store.ts'
import { listIds } from './list-store.ts'
import type { Scope } from './measures-store.ts'

const PAGE = 500

type Noted = Omit<Exported, 'count' | 'of'>
type Rows = AsyncGenerator<ExportRow, void, void>

export async function exportQueue(db: Database, view: View, asking: Asking, noted: Noted): Promise<Rows> {
  const ids = await db.transaction(async (sql) => {
    const ids = await findIds(sql, view, asking)
    await note(sql, asking, { of: 'queue', count: ids.length, ...noted })
    return ids
  })
  return rowsOf(db, asking.user, ids, Prisma.sql`c.owner_unit_id`)
}

/** Those of them that the person sees, in their order. Throws NotFound where there is none. */
export async function exportChosen(
  db: Database,
  chosen: readonly { year: number; sequence: number }[],
  { user, now }: Pick<Asking, 'user' | 'now'>,
  noted: Noted,
): Promise<Rows> {
  const ids = await db.transaction(async (sql) => {
    const query = Prisma.sql`SELECT c.id FROM unnest(${chosen.map(({ year }) => year)}::int[], ${chosen.map(({ sequence }) => sequence)}::int[])
        WITH ORDINALITY AS t (year, sequence, place)
      JOIN complaints c USING (year, sequence) WHERE ${visibleSql(user)} ORDER BY t.place`
    const found = await sql<{ id: number }>(query.text, query.values)
    if (found.length === 0) throw new NotFound('Aduan yang dicentang tidak ditemukan.')
    await note(sql, { user, now }, { of: 'chosen', count: found.length, ...noted })
    return found.map(({ id }) => id)
  })
  return rowsOf(db, user, ids, Prisma.sql`c.owner_unit_id`)
}

/** As many rows as the figure's list has, in its order. */
export async function exportCounted(
  db: Database,
  scope: Scope,
  { measure, part, now }: { measure: Listed; part: Part | null; now: Date },
  noted: Noted,
): Promise<Rows> {
  const ids = await onFacts(db, async (sql) => {
    const ids = await listIds(sql, scope, measure, part)
    await note(sql, { user: scope.user, now }, { of: 'figure', count: ids.length, ...noted })
    return ids
  })
  return rowsOf(db, scope.user, ids, Prisma.sql`(SELECT unit_id FROM facts WHERE complaint_id = c.id)`)
}

const note = (sql: Sql, { user, now }: { user: User; now: Date }, details: Exported) =>
  record(sql, { actorId: user.id, now }, { action: 'exported', details })

/** Sight is asked again for each page: who lost it meanwhile reads no further. */
async function* rowsOf(db: Database, user: User, ids: readonly number[], unit: Prisma.Sql): Rows {
  for (let at = 0; at < ids.length; at += PAGE) {
    const query = Prisma.sql`
      SELECT c.year, c.sequence, c.arrived_at AS "arrivedAt", c.state, c.kind, c.service, c.category_id AS "categoryId", c.priority,
        c.channel_id AS "channelId", c.village_code AS "villageCode", ${unit} AS "unitId", c.subject,
        CASE WHEN c.closed_at IS NULL THEN c.officers ELSE c.seen_by_people END AS officers,
        CASE WHEN ${seesContactSql(user)} THEN CASE WHEN p.anonymous THEN 'Anonim' ELSE p.name END END AS name,
        CASE WHEN ${seesContactSql(user)} THEN coalesce(p.phone, p.account) END AS contact,
        c.next_due_at AS "nextDueAt", c.closed_at AS "closedAt"
      FROM unnest(${ids.slice(at, at + PAGE)}::int[]) WITH ORDINALITY AS asked (id, place)
        JOIN complaints c ON c.id = asked.id JOIN complainants p ON p.complaint_id = c.id
      WHERE ${visibleSql(user)} ORDER BY asked.place`
    yield* await db.sql<ExportRow>(query.text, query.values)
  }
}
