// Assignments that a person may give to others.
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { State } from '../generated/enums.ts'
import { HUMAS_STAFF, hasRole, type User, unitsAs } from '../permissions.ts'
import { OPEN, visibleSql } from './visible.ts'

type Asking = { user: User; humasUnitId: number }
export type Held = { personId: number; activeUnits: number[]; held: number }
export type Assigned = {
  year: number
  sequence: number
  subject: string
  state: State
  ownerUnitId: number | null
  activeUnits: number[]
  officers: number[]
}

/** How many open assignments each officer has, by the units that have the complaint. */
export async function countAssigned(db: Database, asking: Asking): Promise<Held[]> {
  const query = Prisma.sql`
    SELECT a.person_id AS "personId", c.active_units AS "activeUnits", count(*) AS held ${reassignable(asking)} GROUP BY 1, 2`
  return db.sql<Held>(query.text, query.values)
}

/** The open complaints of one officer, what runs out first before the others. */
export async function findAssigned(db: Database, asking: Asking, personId: number): Promise<Assigned[]> {
  const query = Prisma.sql`
    SELECT c.year, c.sequence, c.subject, c.state, c.owner_unit_id AS "ownerUnitId", c.active_units AS "activeUnits", c.officers
    ${reassignable(asking)} AND c.officers && ${[personId]}::int[] AND a.person_id = ${personId}::int
    ORDER BY coalesce(c.next_due_at, 'infinity'::timestamptz), c.id`
  return db.sql<Assigned>(query.text, query.values)
}

/** SECTION_HEAD all; staff of the owner its complaints, a supporter's staff those whom it sent itself (SOP, assign). */
function reassignable({ user, humasUnitId }: Asking): Prisma.Sql {
  const units = [...unitsAs(user, 'UNIT_STAFF'), ...(hasRole(user, HUMAS_STAFF) ? [humasUnitId] : [])]
  const own = Prisma.sql`(c.owner_unit_id = ANY(${units}::int[]) OR (c.active_units && ${units}::int[] AND a.unit_id = ANY(${units}::int[])))`
  return Prisma.sql`FROM complaints c JOIN assignments a ON a.complaint_id = c.id AND a.until IS NULL
    WHERE ${OPEN} AND c.officers <> '{}' AND ${visibleSql(user)} AND ${hasRole(user, ['SECTION_HEAD']) ? Prisma.sql`TRUE` : own}`
}
