// All reads and writes of single complaints.
import { claim, findSame } from '../attachments/store.ts'
import type { Database, Sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { State } from '../generated/enums.ts'
import { insertWord } from '../notifications/word-store.ts'
import type { User } from '../permissions.ts'
import { MINUTE } from '../time.ts'
import {
  type Change,
  type Complaint,
  isOpen,
  type NewEvent,
  type NewLink,
  numberOf,
  type Other,
  parseNumber,
  type WorkReport,
} from './complaint.ts'
import { Changed } from './decide.ts'
import {
  ASSIGNMENTS,
  asJson,
  COMPLAINANT,
  COMPLAINT,
  HOLDS,
  insert,
  insertText,
  json,
  PROMISES,
  READINGS,
  ROUTINGS,
  RUNS,
  reportJson,
  revive,
  select,
  type Table,
  TEXTS,
  update,
  WORK_REPORTS,
} from './rows.ts'
import { visibleSql } from './visible.ts'

export type Stored = Complaint & { report: WorkReport | null }

/** A complaint with its course, and with more columns when asked, for a person who may see it; else NotFound. */
export async function findVisible<More extends object = object>(
  db: Database,
  user: User,
  number: string,
  more?: Prisma.Sql,
): Promise<Stored & More> {
  const parsed = parseNumber(number)
  if (!parsed) throw new NotFound()
  const mine = Prisma.sql`c.year = ${parsed.year} AND c.sequence = ${parsed.sequence} AND ${visibleSql(user)}`
  const found = await find<More>(db.sql, mine, more)
  if (!found) throw new NotFound('Aduan ini tidak ditemukan.')
  return found
}

export async function find<More extends object = object>(
  sql: Sql,
  condition: Prisma.Sql,
  more?: Prisma.Sql,
): Promise<(Stored & More) | undefined> {
  const query = Prisma.sql`
    SELECT c.id, c.year, c.sequence, c.version, c.entered_at AS "enteredAt", ${select(COMPLAINT, 'c')},
      json_build_object(${json(COMPLAINANT, 'p')}) AS complainant,
      ${rowsOf(RUNS)} AS runs, ${rowsOf(ROUTINGS)} AS routings, ${rowsOf(ASSIGNMENTS)} AS assignments, ${rowsOf(HOLDS)} AS holds,
      (SELECT json_build_object(${reportJson()}) FROM work_reports w WHERE w.complaint_id = c.id ORDER BY w.id DESC LIMIT 1) AS report
      ${more ? Prisma.sql`, ${more}` : Prisma.empty}
    FROM complaints c JOIN complainants p ON p.complaint_id = c.id
    WHERE ${condition}`
  const [row] = await sql<Stored & More>(query.text, query.values)
  if (!row) return undefined
  for (const rows of [row.runs, row.routings, row.assignments, row.holds]) rows.forEach(revive)
  if (row.report) revive(row.report)
  return row
}

const rowsOf = (table: Table): Prisma.Sql =>
  Prisma.sql`(SELECT coalesce(json_agg(json_build_object('id', t.id, ${json(table, 't')}) ORDER BY t.id), '[]')
    FROM ${Prisma.raw(table.name)} t WHERE t.complaint_id = c.id)`

/** Another complaint that a form names, when its person may see it; a bare sequence is one of the same year. */
export async function findOther(db: Database, user: User, number: string, { id, year }: Complaint): Promise<Other | null> {
  const complaintId = id
  const parsed = parseNumber(number, year)
  if (!parsed) return null
  const query = Prisma.sql`
    SELECT c.id, c.year, c.sequence, c.state, c.closed_at AS "closedAt",
      EXISTS (SELECT 1 FROM links l WHERE (l.complaint_id, l.other_id) IN ((c.id, ${complaintId}::int), (${complaintId}::int, c.id))) AS linked
    FROM complaints c WHERE c.year = ${parsed.year} AND c.sequence = ${parsed.sequence} AND ${visibleSql(user)}`
  const [other] = await db.sql<Other>(query.text, query.values)
  return other ?? null
}

/** again: the form was sent before, with the same content, or with other content, which is not stored. */
export type Created = { number: string; again: false | 'same' | 'other' }

/** Stores a new complaint under the next number of its year; the same form sent again finds the first. */
export async function create(db: Database, { after, events }: Change, formKey: string, now: Date): Promise<Created> {
  try {
    return await db.transaction(async (sql) => {
      const year = Number(after.arrivedOn.slice(0, 4))
      const row = { ...after, year, formKey, enteredAt: now, version: 1 }
      const [stored] = await sql<{ id: number; sequence: number }>(CREATE, [
        year,
        asJson(NEW_COMPLAINT.columns, [row]),
        asJson(COMPLAINANT.columns, [after.complainant]),
        asJson(RUNS.columns, after.runs),
        asJson(ROUTINGS.columns, after.routings),
      ])
      if (!stored) throw new SentBefore()
      await writeEvents(sql, stored.id, events, now)
      return { number: numberOf({ year, sequence: stored.sequence }), again: false }
    })
  } catch (error) {
    if (!(error instanceof SentBefore)) throw error
    const first = await find(db.sql, Prisma.sql`c.form_key = ${formKey}`)
    if (!first) throw error
    return { number: numberOf(first), again: saysTheSame(first, after) ? 'same' : 'other' }
  }
}

/** Whether a form sent again tells nothing that the complaint made of it does not hold. */
function saysTheSame(first: Complaint, again: Complaint): boolean {
  const told = ({ complainant: { name, phone, account, needsNote }, ...one }: Complaint) =>
    JSON.stringify([
      ...[one.channelId, one.kind, one.service, one.categoryId, one.subject, one.description, one.arrivedAt],
      ...[one.villageCode, one.address, one.connectionNumber, name, phone, account, needsNote],
    ])
  return told(first) === told(again) && (again.state === 'RECEIVED' || again.state === first.state)
}

class SentBefore extends Error {}

const NEW_COMPLAINT = { ...COMPLAINT, columns: [...COMPLAINT.columns, 'year', 'sequence', 'formKey', 'enteredAt', 'version'] }

// One statement: the year's number is held for everybody else from here to the commit.
const CREATE = `WITH series AS (
    INSERT INTO number_series (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = number_series.last + 1 RETURNING last),
  complaint AS (${insertText(NEW_COMPLAINT, '$2', { sequence: 'series.last' }, ', series')}
    ON CONFLICT (form_key) DO NOTHING RETURNING id, sequence),
  complainant AS (${insertText(COMPLAINANT, '$3', { complaintId: 'complaint.id' }, ', complaint')}),
  runs_begun AS (${insertText(RUNS, '$4', { complaintId: 'complaint.id' }, ', complaint')}),
  routed AS (${insertText(ROUTINGS, '$5', { complaintId: 'complaint.id' }, ', complaint')})
  SELECT id, sequence FROM complaint`

/** Writes a decision and its events together; throws Changed when somebody else wrote since it was read. Gives the first event's sequence. */
export async function apply(db: Database, before: Complaint, change: Change, now: Date): Promise<number> {
  return db.transaction(async (sql) => {
    const { after, events, links = [] } = change
    const rows = await lock(sql, [before.id, ...links.map(({ otherId }) => otherId)])
    // What may be told to the complainant, and what may be linked, depends on whether it is open.
    if (change.aside && isOpen(before) !== rows.some((row) => row.id === before.id && isOpen(row))) throw new Changed()
    const again = change.aside ? await sentBefore(sql, before.id, events, now) : null
    if (again !== null) return again
    if (!change.aside) await updateComplaint(sql, before, after)
    const sequence = await writeEvents(sql, before.id, events, now)
    for (const link of links) await writeLink(sql, before.id, link, now)
    return sequence
  })
}

/** A note that carries files and was sent before: nothing else tells a second sending from a second note. */
async function sentBefore(sql: Sql, complaintId: number, [told]: readonly NewEvent[], now: Date): Promise<number | null> {
  if (!told?.attachments?.length) return null
  return findSame(sql, { complaintId, personId: told.actor.id, body: told.texts?.[0]?.body }, told.attachments, now)
}

// In order of id, so that two who link each other's complaints wait instead of blocking one another.
const lock = (sql: Sql, ids: number[]) =>
  sql<{ id: number; state: State }>('SELECT id, state FROM complaints WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids])

/** Told in the other complaint too. What was open or not linked when it was decided may not be so any more. */
async function writeLink(sql: Sql, complaintId: number, { otherId, kind, told, original }: NewLink, now: Date): Promise<void> {
  const [other] = await sql<{ state: State; linked: boolean }>(
    `SELECT state, EXISTS (SELECT FROM links WHERE (complaint_id, other_id) IN (($1, $2), ($2, $1))) AS linked
     FROM complaints WHERE id = $2`,
    [complaintId, otherId],
  )
  if (!other || (original ? !isOpen(other) : other.linked)) throw new Changed()
  await sql('INSERT INTO links (complaint_id, other_id, kind, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    complaintId,
    otherId,
    kind,
    now,
  ])
  await writeEvents(sql, otherId, [told], now)
}

async function updateComplaint(sql: Sql, before: Complaint, after: Complaint): Promise<void> {
  const stored = await update(sql, COMPLAINT, [{ ...after, version: before.version }], true)
  if (stored === 0) throw new Changed()
  if (after.complainant !== before.complainant) {
    await update(sql, COMPLAINANT, [{ ...after.complainant, complaintId: before.id }])
  }
  await writeCourse(sql, before, after)
}

/** New rows are inserted, changed ones updated, none is ever removed. */
async function writeCourse(sql: Sql, before: Complaint, after: Complaint): Promise<void> {
  const lists = [
    [RUNS, before.runs, after.runs],
    [ROUTINGS, before.routings, after.routings],
    [ASSIGNMENTS, before.assignments, after.assignments],
    [HOLDS, before.holds, after.holds],
  ] as const
  for (const [table, old, rows] of lists) {
    const known = new Set<unknown>(old)
    const written = rows.filter((row) => !known.has(row)).map((row) => ({ ...row, complaintId: after.id }))
    const [added, changed] = [written.filter(({ id }) => id === null), written.filter(({ id }) => id !== null)]
    if (table === RUNS) await expectSameLimits(sql, before, changed.length > 0)
    if (changed.length > 0) await update(sql, table, changed)
    if (added.length > 0) await insert(sql, table, added)
  }
}

/**
 * A change of calendar may have moved limits since the decision looked at them: every step would put the old ones back. Or one may have run out, and
 * been recorded: nothing may undo that.
 */
async function expectSameLimits(sql: Sql, { id, runs }: Complaint, rewritten: boolean): Promise<void> {
  const stored = await sql<Limit>(
    `SELECT id, warn_at AS "warnAt", due_at AS "dueAt", held_ms AS "heldMs", breached_at AS "breachedAt"
     FROM runs WHERE complaint_id = $1 ORDER BY id`,
    [id],
  )
  const limits = (rows: readonly Limit[]) =>
    JSON.stringify(rows.map(({ id, warnAt, dueAt, heldMs, breachedAt }) => [id, warnAt, dueAt, heldMs, rewritten && breachedAt]))
  if (limits(stored) !== limits(runs)) throw new Changed()
}

type Limit = Pick<Complaint['runs'][number], 'id' | 'warnAt' | 'dueAt' | 'heldMs' | 'breachedAt'>

/** Tells, within a transaction that holds the complaint's row, of something that changes nothing about it. */
export const tellAside = (sql: Sql, complaintId: number, told: NewEvent): Promise<number> =>
  writeEvents(sql, complaintId, [told], told.at)

async function writeEvents(sql: Sql, complaintId: number, events: readonly NewEvent[], now: Date): Promise<number> {
  const rows = await sql<{ sequence: number }>(
    `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, actor_id, from_state, to_state, payload)
     SELECT $1, (SELECT coalesce(max(sequence), 0) FROM events WHERE complaint_id = $1) + e.ord, e.type, e.at, $2, e."actorKind", e."actorId",
       e."fromState", e."toState", e.payload
     FROM json_to_recordset($3) AS e(ord int, type text, at timestamptz, "actorKind" "ActorKind", "actorId" int, "fromState" "State", "toState" "State", payload jsonb)
     RETURNING sequence`,
    [
      complaintId,
      now,
      JSON.stringify(
        events.map(({ type, at, actor, fromState, toState, payload }, index) => ({
          ...{ type, at, fromState, toState, payload, ord: index + 1 },
          ...{ actorKind: actor.kind, actorId: actor.id },
        })),
      ),
    ],
  )
  const first = Math.min(...rows.map(({ sequence }) => sequence))
  const of = <T extends object>(pick: (event: NewEvent) => readonly T[]) =>
    events.flatMap((event, index) =>
      pick(event).map((row) => ({ forComplainant: false, ...row, complaintId, eventSequence: first + index })),
    )
  const texts = of(({ texts = [] }) => texts)
  const amendments = of(({ amendments = [] }) => amendments)
  const reports = of(({ report }) => (report ? [report] : []))
  const promises = of(({ promise, actor }) => (promise ? [{ personId: actor.id, at: promise }] : []))
  await insertWord(
    sql,
    of(({ notices = [] }) => notices),
    of(({ messages = [] }) => messages),
    now,
  )
  for (const [index, { attachments = [], actor }] of events.entries())
    if (attachments.length > 0 && !(await claim(sql, actor.id, { complaintId, eventSequence: first + index }, attachments)))
      throw new Changed()
  if (texts.length > 0) await insert(sql, TEXTS, texts)
  if (promises.length > 0) await insert(sql, PROMISES, promises)
  if (amendments.length > 0)
    await insert(sql, { name: 'amendments', columns: ['complaintId', 'eventSequence', 'field', 'before', 'after'] }, amendments)
  if (reports.length > 0) await insert(sql, { ...WORK_REPORTS, columns: [...WORK_REPORTS.columns, 'eventSequence'] }, reports)
  const readings = reports.flatMap(({ readings, eventSequence }) =>
    readings.map((one) => ({ ...one, complaintId, eventSequence })),
  )
  if (readings.length > 0) await insert(sql, READINGS, readings)
  return first
}

/** Opening a complainant's contact is logged: who, whose, what, when. The same person's look within a few minutes is one look. */
export async function logAccess(db: Database, user: User, complaintId: number, what: string, now: Date): Promise<void> {
  await db.sql(
    `INSERT INTO access_log (at, person_id, complaint_id, what)
     SELECT $1::timestamptz, $2::int, $3::int, $4::text WHERE NOT EXISTS
       (SELECT 1 FROM access_log WHERE complaint_id = $3 AND person_id = $2 AND at > $5::timestamptz AND what = $4)`,
    [now, user.id, complaintId, what, new Date(now.getTime() - 10 * MINUTE)],
  )
}

/** The first look of somebody of the unit at what was passed on to it. */
export async function markOpened(db: Database, routingId: number, now: Date): Promise<void> {
  await db.sql('UPDATE routings SET first_opened_at = $2 WHERE id = $1 AND first_opened_at IS NULL', [routingId, now])
}

/** The id of a complaint that this person may see. */
export async function findId(
  db: Database,
  user: User,
  { year, sequence }: { year: number; sequence: number },
): Promise<number | undefined> {
  const query = Prisma.sql`SELECT c.id FROM complaints c WHERE c.year = ${year} AND c.sequence = ${sequence} AND ${visibleSql(user)}`
  return (await db.sql<{ id: number }>(query.text, query.values))[0]?.id
}

/** Those of these complaints that this person may see, by their numbers. */
export async function findNumbers(db: Database, user: User, ids: readonly number[]): Promise<Map<number, string>> {
  const query = Prisma.sql`SELECT c.id, c.year, c.sequence FROM complaints c WHERE c.id = ANY(${ids}::int[]) AND ${visibleSql(user)}`
  const rows = await db.sql<{ id: number; year: number; sequence: number }>(query.text, query.values)
  return new Map(rows.map((row) => [row.id, numberOf(row)]))
}
