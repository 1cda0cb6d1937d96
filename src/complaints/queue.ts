// The queue: fifty complaints of a view, the next ones by key; and how many wait in each tab.
import type { Database, Sql } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { Priority, State } from '../generated/enums.ts'
import { FRONT_DESK, HUMAS_STAFF, hasRole, type User, unitsAs } from '../permissions.ts'
import type { Run } from '../sla/run.ts'
import { addDays } from '../time.ts'
import { NOBODY, type Sort, type Tab, type View } from './queue-view.ts'
import { matching } from './search.ts'
import { OPEN, seesContactSql, visibleSql } from './visible.ts'

export const PAGE = 50
/** Letters of what was said that a row carries. */
export const EXCERPT = 90

export type QueueRow = {
  id: number
  year: number
  sequence: number
  subject: string
  excerpt: string
  state: State
  priority: Priority
  technical: boolean
  everEscalated: boolean
  villageCode: string | null
  arrivedAt: Date
  closedAt: Date | null
  finishedAt: Date | null
  nextDueAt: Date | null
  nextWarnAt: Date | null
  ownerUnitId: number | null
  activeUnits: number[]
  officers: number[]
  seenByPeople: number[]
  name: string | null
  anonymous: boolean
  needs: number[]
  /** null unless it waits for its owner to begin */
  openedAt: Date | null
  lastRun: Pick<Run, 'warnAt' | 'dueAt' | 'pausedAt' | 'stoppedAt' | 'netMs' | 'breachedAt' | 'judged'> | null
}

export type Asking = { user: User; now: Date; humasUnitId: number }

export async function findPage(
  db: Database,
  view: View,
  asking: Asking,
  cursor: string | null,
): Promise<{ rows: QueueRow[]; next: string | null }> {
  const { order, after } = ORDERS[view.urut]
  // Fifty first, then what is told of them: a search that finds thousands reads no more than the sort needs.
  const query = Prisma.sql`
    SELECT c.id, c.year, c.sequence, c.subject, left(c.description, ${Prisma.raw(String(EXCERPT))}) AS excerpt, c.state, c.priority, c.technical,
      c.ever_escalated AS "everEscalated", c.village_code AS "villageCode", c.arrived_at AS "arrivedAt", c.closed_at AS "closedAt", c.finished_at AS "finishedAt",
      c.next_due_at AS "nextDueAt", c.next_warn_at AS "nextWarnAt", c.owner_unit_id AS "ownerUnitId", c.active_units AS "activeUnits",
      c.officers, c.seen_by_people AS "seenByPeople", p.name, p.anonymous, p.needs, o.first_opened_at AS "openedAt",
      (SELECT row_to_json(r) FROM (SELECT warn_at AS "warnAt", due_at AS "dueAt", paused_at AS "pausedAt", stopped_at AS "stoppedAt",
         net_ms AS "netMs", breached_at AS "breachedAt", judged FROM runs WHERE complaint_id = c.id AND c.next_due_at IS NULL
         ORDER BY id DESC LIMIT 1) r) AS "lastRun"
    FROM (SELECT * FROM complaints c WHERE ${Prisma.join(conditions(view, asking), ' AND ')} AND ${after(cursor)}
        ORDER BY ${order} ${ONE_MORE}) c
      JOIN complainants p ON p.complaint_id = c.id
      LEFT JOIN routings o ON o.complaint_id = c.id AND o.role = 'OWNER' AND o.until IS NULL AND c.state = 'ESCALATED'
    ORDER BY ${order}`
  const rows = await db.sql<QueueRow>(query.text, query.values)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return { rows: rows.slice(0, PAGE), next: last ? ORDERS[view.urut].cursor(last) : null }
}

/** All that a view shows, in its order. */
export async function findIds(sql: Sql, view: View, asking: Asking): Promise<number[]> {
  const query = Prisma.sql`SELECT array_agg(c.id ORDER BY ${ORDERS[view.urut].order}) AS ids
    FROM complaints c WHERE ${Prisma.join(conditions(view, asking), ' AND ')}`
  const [row] = await sql<{ ids: number[] | null }>(query.text, query.values)
  return row?.ids ?? []
}

export type Counts = Record<'saya' | 'unit' | 'terbuka' | 'terlambat', number>

// Written out: with a limit that it does not know, the server would plan each query anew.
const ONE_MORE = Prisma.raw(`LIMIT ${PAGE + 1}`)

/** How many wait in each tab; until when that holds if nothing changes; and the last event that it knows of. */
export type Counted = { counts: Counts; nextDueAt: Date | null; heard: number }

export async function countOpen(db: Database, asking: Asking): Promise<Counted> {
  const query = Prisma.sql`
    SELECT count(*) FILTER (WHERE ${mine(asking)}) AS saya, count(*) FILTER (WHERE ${myUnits(asking)}) AS unit,
      count(*) AS terbuka, count(*) FILTER (WHERE ${late(asking)}) AS terlambat,
      min(c.next_due_at) FILTER (WHERE c.next_due_at >= ${asking.now}) AS "nextDueAt", (SELECT coalesce(max(id), 0) FROM events) AS heard
    FROM complaints c WHERE ${OPEN} AND ${visibleSql(asking.user)}`
  const [row] = await db.sql<Counts & Omit<Counted, 'counts'>>(query.text, query.values)
  if (!row) throw new Error('A count gives a row')
  const { nextDueAt, heard, ...counts } = row
  return { counts, nextDueAt, heard }
}

function conditions(view: View, asking: Asking): Prisma.Sql[] {
  const { user } = asking
  return [
    visibleSql(user),
    tabSql(view.tab, asking),
    ...(view.q ? [matching(view.q, user)] : []),
    ...(view.status ? [Prisma.sql`c.state = ${view.status}::"State"`] : []),
    ...(view.unit ? [Prisma.sql`c.owner_unit_id = ${view.unit}::int`] : []),
    ...(view.kategori ? [Prisma.sql`c.category_id = ${view.kategori}::int`] : []),
    ...(view.kanal ? [Prisma.sql`c.channel_id = ${view.kanal}::int`] : []),
    ...(view.wilayah ? [Prisma.sql`c.village_code LIKE ${`${view.wilayah}%`}`] : []),
    ...(view.prioritas ? [Prisma.sql`c.priority = ${view.prioritas}::"Priority"`] : []),
    ...(view.dari ? [Prisma.sql`c.arrived_on >= ${view.dari}::date`] : []),
    ...(view.sampai ? [Prisma.sql`c.arrived_on < ${addDays(view.sampai, 1)}::date`] : []),
    ...(view.terlambat ? [Prisma.sql`${late(asking)} AND ${OPEN}`] : []),
    ...(view.petugas ? [withOfficer(view.petugas)] : []),
    ...(view.kebutuhan ? [withNeeds(user)] : []),
  ]
}

/** Closing ends assignments: what is closed is found by who was ever assigned. */
const withOfficer = (who: number | typeof NOBODY): Prisma.Sql =>
  who === NOBODY
    ? Prisma.sql`(c.officers = '{}' AND ${OPEN})`
    : Prisma.sql`(c.officers && ${[who]}::int[] OR (c.closed_at IS NOT NULL AND c.seen_by_people && ${[who]}::int[]))`

/** Whose special needs are masked is not found by them either. */
const withNeeds = (user: User): Prisma.Sql =>
  Prisma.sql`(EXISTS (SELECT FROM complainants n WHERE n.complaint_id = c.id AND n.needs <> '{}') AND ${seesContactSql(user)})`

function tabSql(tab: Tab, asking: Asking): Prisma.Sql {
  switch (tab) {
    case 'saya':
      return Prisma.sql`(${OPEN} AND ${mine(asking)})`
    case 'unit':
      return Prisma.sql`(${OPEN} AND ${myUnits(asking)})`
    case 'terbuka':
      return OPEN
    case 'terlambat':
      return Prisma.sql`(${OPEN} AND ${late(asking)})`
    case 'selesai':
      return Prisma.sql`c.closed_at IS NOT NULL`
    case 'cari':
      return Prisma.sql`TRUE`
  }
}

const myUnits = ({ user }: Asking): Prisma.Sql =>
  Prisma.sql`c.active_units && ${[...new Set(user.grants.map(({ unitId }) => unitId))]}::int[]`
const late = ({ now }: Asking): Prisma.Sql => Prisma.sql`c.next_due_at < ${now}`

/** Perlu tindakan saya (SOP, after the table of actions). */
function mine({ user, now, humasUnitId }: Asking): Prisma.Sql {
  const mine: Prisma.Sql[] = []
  if (hasRole(user, FRONT_DESK)) mine.push(Prisma.sql`c.state IN ('SUBMITTED', 'RECEIVED')`)
  if (hasRole(user, ['HUMAS_ADMIN', 'SECTION_HEAD', 'DEPARTMENT_HEAD'])) mine.push(Prisma.sql`c.state = 'MONITORING'`)
  if (hasRole(user, ['DEPARTMENT_HEAD'])) mine.push(Prisma.sql`c.next_due_at < ${now}`)
  const units = [...unitsAs(user, 'UNIT_STAFF'), ...(hasRole(user, HUMAS_STAFF) ? [humasUnitId] : [])]
  if (units.length > 0)
    mine.push(Prisma.sql`(c.owner_unit_id = ANY(${units}::int[]) AND (c.state = 'ESCALATED'
      OR (c.state IN ('IN_PROGRESS', 'ON_HOLD') AND (c.officers = '{}' OR c.finished_at IS NOT NULL))))`)
  if (hasRole(user, ['TECHNICIAN', 'QUICK_RESPONSE'])) mine.push(Prisma.sql`c.officers && ${[user.id]}::int[]`)
  return mine.length > 0 ? Prisma.sql`(${Prisma.join(mine, ' OR ')})` : Prisma.sql`FALSE`
}

type Order = { order: Prisma.Sql; after: (cursor: string | null) => Prisma.Sql; cursor: (row: QueueRow) => string }

const DUE = Prisma.sql`coalesce(c.next_due_at, 'infinity'::timestamptz)`
const stamp = (at: Date | null): string => (at ? String(at.getTime()) : 'x')

/** A cursor is the last row's sort key; one that is not ours begins at the front. */
const keyed = (cursor: string | null, pattern: RegExp, after: (parts: string[]) => Prisma.Sql): Prisma.Sql => {
  const parts = pattern.exec(cursor ?? '')
  return parts ? after(parts.slice(1)) : Prisma.sql`TRUE`
}
const instantOf = (ms: string | undefined): string | Date => (ms === 'x' || ms === undefined ? 'infinity' : new Date(Number(ms)))

const ORDERS: Record<Sort, Order> = {
  batas: {
    order: Prisma.sql`${DUE}, c.id`,
    after: (cursor) =>
      keyed(
        cursor,
        /^(\d{1,14}|x)_(\d{1,9})$/,
        ([due, id]) => Prisma.sql`(${DUE}, c.id) > (${instantOf(due)}::timestamptz, ${Number(id)}::int)`,
      ),
    cursor: (row) => `${stamp(row.nextDueAt)}_${row.id}`,
  },
  masuk: {
    order: Prisma.sql`c.arrived_at DESC, c.id DESC`,
    after: (cursor) =>
      keyed(
        cursor,
        /^(\d{1,14})_(\d{1,9})$/,
        ([at, id]) => Prisma.sql`(c.arrived_at, c.id) < (${instantOf(at)}::timestamptz, ${Number(id)}::int)`,
      ),
    cursor: (row) => `${stamp(row.arrivedAt)}_${row.id}`,
  },
  selesai: {
    order: Prisma.sql`c.closed_at DESC, c.id DESC`,
    after: (cursor) =>
      keyed(
        cursor,
        /^(\d{1,14})_(\d{1,9})$/,
        ([at, id]) => Prisma.sql`(c.closed_at, c.id) < (${instantOf(at)}::timestamptz, ${Number(id)}::int)`,
      ),
    cursor: (row) => `${stamp(row.closedAt)}_${row.id}`,
  },
  prioritas: {
    order: Prisma.sql`c.priority DESC, ${DUE}, c.id`,
    after: (cursor) =>
      keyed(
        cursor,
        /^(LOW|NORMAL|HIGH|URGENT)_(\d{1,14}|x)_(\d{1,9})$/,
        ([priority, due, id]) => Prisma.sql`(c.priority < ${priority}::"Priority" OR (c.priority = ${priority}::"Priority"
          AND (${DUE}, c.id) > (${instantOf(due)}::timestamptz, ${Number(id)}::int)))`,
      ),
    cursor: (row) => `${row.priority}_${stamp(row.nextDueAt)}_${row.id}`,
  },
}
