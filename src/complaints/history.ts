// The history of a complaint as one timeline of sentences, and what it is linked with.

import type { Attachment } from '../attachments/attachment.ts'
import type { Database } from '../db.ts'
import { NotFound } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { ActorKind, LinkKind, MessageState, MessageWay, State, TextKind } from '../generated/enums.ts'
import { unreadSql } from '../notifications/notice-store.ts'
import type { TemplateKey } from '../notifications/templates.ts'
import type { User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { readingShown, readingText } from '../settings/measure-list.ts'
import { dayAndTime, durationWords, fullDateAndTime, MINUTE } from '../time.ts'
import { COMPLAINANT_KIND, CONTACT_WAY, KIND, SERVICE, TARIFF_CLASS, WORK_RESULT } from '../words.ts'
import type { WorkReport } from './complaint.ts'
import { type Draft, draftsSql } from './draft-store.ts'
import { EVENTS, type EventType, tell } from './events.ts'
import { FIELD } from './field-names.ts'
import { json, reportJson, revive, TEXTS } from './rows.ts'
import { findVisible, type Stored } from './store.ts'
import { visibleSql } from './visible.ts'

type Event = {
  id: number
  sequence: number
  type: EventType
  at: Date
  recordedAt: Date
  actorKind: ActorKind
  actorId: number | null
  payload: unknown
}
type Text = { eventSequence: number; kind: TextKind; body: string; forComplainant: boolean }
type Amendment = { eventSequence: number; field: keyof typeof FIELD; before: string | null; after: string | null }
export type Promised = { at: Date; personId: number }
export type Sent = { template: TemplateKey; way: MessageWay; state: MessageState; at: Date }
/** Where a photo of a step was taken. */
export type Placed = { eventSequence: number; latitude: number; longitude: number }
export type Linked = { year: number; sequence: number; subject: string; state: State; kind: LinkKind }
export type History = {
  events: Event[]
  texts: Text[]
  amendments: Amendment[]
  reports: (WorkReport & { eventSequence: number })[]
  attachments: Attachment[]
  positions: Placed[]
  links: Linked[]
  /** The last one made; it stands in for those before. */
  promise: Promised | null
  /** What was or is to be sent to the complainant. */
  sent: Sent[]
}

/** What a person has of a complaint for themselves: what they typed and did not send, and whether they were told what they have not read. */
type Own = { drafts: Draft[]; unread: boolean }

/** A complaint together with all else that its page shows, in one round trip; NotFound when the person may not see it. */
export async function findWithHistory(
  db: Database,
  user: User,
  number: string,
): Promise<{ complaint: Stored; history: History } & Own> {
  const own = Prisma.sql`${list(draftsSql(user, `/aduan/${number}/`))} AS drafts, ${unreadSql(user)} AS unread`
  const { drafts, unread, events, texts, amendments, reports, attachments, positions, links, promise, sent, ...complaint } =
    await findVisible<History & Own>(db, user, number, Prisma.sql`${historySql(user)}, ${own}`)
  const history = revived({ events, texts, amendments, reports, attachments, positions, links, promise, sent })
  drafts.forEach(revive)
  return { complaint, history, drafts, unread }
}

export async function readHistory(db: Database, user: User, complaintId: number): Promise<History> {
  const query = Prisma.sql`SELECT ${historySql(user)} FROM complaints c WHERE c.id = ${complaintId}`
  const [history] = await db.sql<History>(query.text, query.values)
  if (!history) throw new NotFound()
  return revived(history)
}

export type Latest = Pick<Event, 'type' | 'at' | 'actorId' | 'payload'> & {
  year: number
  sequence: number
  /** The event's own number among all, and its sequence in the complaint. */
  id: number
  last: number
  version: number
  /** nobody has acted on it since it came in */
  untouched: boolean
  /** Who of the people asked for is told of something in it and has not read it. */
  told: number[]
}

/** The last event of each of these complaints that the person may see. */
export async function findLatest(db: Database, user: User, complaintIds: number[], people: number[] = []): Promise<Latest[]> {
  const query = Prisma.sql`
    SELECT c.year, c.sequence, c.version, c.version = 1 AS untouched, e.id, e.sequence AS last, e.type, e.at, e.actor_id AS "actorId", e.payload,
      ARRAY(SELECT person_id FROM notices n WHERE n.complaint_id = c.id AND n.read_at IS NULL AND n.person_id = ANY(${people}::int[])) AS told
    FROM complaints c, LATERAL (SELECT * FROM events WHERE complaint_id = c.id ORDER BY sequence DESC LIMIT 1) e
    WHERE c.id = ANY(${complaintIds}::int[]) AND ${visibleSql(user)} ORDER BY e.id`
  return db.sql<Latest>(query.text, query.values)
}

// More than anybody would read of; the newest.
const MOST = 500

/** Complaints that changed after an event, whoever may see them. */
export async function changedSince(db: Database, eventId: number): Promise<number[]> {
  const rows = await db.sql<{ id: number }>(
    'SELECT DISTINCT complaint_id AS id FROM (SELECT complaint_id FROM events WHERE id > $1 ORDER BY id DESC LIMIT $2) e',
    [eventId, MOST],
  )
  return rows.map(({ id }) => id)
}

function revived(history: History): History {
  for (const rows of [history.events, history.reports, history.sent]) rows.forEach(revive)
  if (history.promise) revive(history.promise)
  return history
}

/** As columns of complaint `c`: by the instant spoken of, then by sequence. Links only to complaints that the person may see. */
const historySql = (user: User): Prisma.Sql =>
  Prisma.sql`
    ${list(Prisma.sql`SELECT id, sequence, type, at, recorded_at AS "recordedAt", actor_kind AS "actorKind", actor_id AS "actorId", payload
      FROM events WHERE complaint_id = c.id ORDER BY at, events.sequence`)} AS events,
    (SELECT coalesce(json_agg(json_build_object(${json(TEXTS, 't')}) ORDER BY t.id), '[]') FROM texts t WHERE t.complaint_id = c.id) AS texts,
    ${list(Prisma.sql`SELECT event_sequence AS "eventSequence", field, before, after FROM amendments WHERE complaint_id = c.id ORDER BY id`)} AS amendments,
    (SELECT coalesce(json_agg(json_build_object('eventSequence', w.event_sequence, ${reportJson()}) ORDER BY w.id), '[]')
      FROM work_reports w WHERE w.complaint_id = c.id) AS reports,
    ${list(Prisma.sql`SELECT id, event_sequence AS "eventSequence", name, type, bytes, width, height, phase, for_complainant AS "forComplainant"
      FROM attachments JOIN blobs USING (hash) WHERE complaint_id = c.id ORDER BY phase, attachments.id`)} AS attachments,
    ${list(Prisma.sql`SELECT event_sequence AS "eventSequence", latitude, longitude FROM positions WHERE complaint_id = c.id ORDER BY id`)} AS positions,
    ${list(Prisma.sql`SELECT template, way, state, coalesce(ended_at, created_at) AS at FROM messages
      WHERE complaint_id = c.id AND person_id IS NULL ORDER BY messages.id`)} AS sent,
    (SELECT row_to_json(x) FROM (SELECT at, person_id AS "personId" FROM promises WHERE complaint_id = c.id ORDER BY id DESC LIMIT 1) x) AS promise,
    (SELECT coalesce(json_agg(x ORDER BY l.id), '[]') FROM (SELECT other_id AS id, kind FROM links WHERE complaint_id = c.id
        UNION SELECT complaint_id, kind FROM links WHERE other_id = c.id) l,
      LATERAL (SELECT c.year, c.sequence, c.subject, c.state, l.kind FROM complaints c WHERE c.id = l.id AND ${visibleSql(user)}) x) AS links`

const list = (select: Prisma.Sql): Prisma.Sql => Prisma.sql`(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x)`

const TEXT_LABEL: Record<TextKind, string | null> = {
  EXPLANATION: 'Penjelasan',
  NOTE: null,
  REASON: 'Alasan',
  REQUEST: 'Permintaan',
  DISPOSITION: 'Catatan untuk unit',
}

export type Telling = { master: MasterData; now: Date; masked: boolean }

/** Steps with their words, facts and the time since the step before. */
export function timelineOf(history: History, telling: Telling) {
  return history.events.map((event, index) => {
    const texts = history.texts.filter(({ eventSequence }) => eventSequence === event.sequence)
    const before = history.events[index - 1]
    return {
      sequence: event.sequence,
      at: event.at,
      recordedAt: event.recordedAt,
      kind: kindOf(event, texts),
      icon: EVENTS[event.type].icon,
      actorId: event.actorId,
      who: whoOf(event, telling),
      sentence: tell(event.type, event.payload, telling.master.names, event.at),
      texts: texts.map(({ kind, body }) => ({ label: TEXT_LABEL[kind], body })),
      facts: factsOf(event, history, telling),
      attachments: history.attachments.filter(({ eventSequence }) => eventSequence === event.sequence),
      place: history.positions.find(({ eventSequence }) => eventSequence === event.sequence) ?? null,
      since:
        before && event.at.getTime() - before.at.getTime() >= MINUTE
          ? `+ ${durationWords((event.at.getTime() - before.at.getTime()) / MINUTE)}`
          : null,
      late: event.type === 'limitMissed',
    }
  })
}

const kindOf = ({ actorKind }: Event, texts: Text[]): 'complainant' | 'answer' | 'internal' | 'event' =>
  actorKind === 'COMPLAINANT'
    ? 'complainant'
    : texts.some(({ forComplainant }) => forComplainant)
      ? 'answer'
      : texts.length > 0
        ? 'internal'
        : 'event'

function whoOf({ actorKind, actorId }: Event, { master }: Telling): string {
  if (actorId !== null) return master.names.person(actorId)
  return { COMPLAINANT: 'Pelapor', SYSTEM: 'Sistem', API: 'Aplikasi lain', PERSON: 'Petugas' }[actorKind]
}

const PERSONAL = new Set<string>(['name', 'phone', 'account', 'needs', 'needsNote'])

/** met: of what was measured, whether it keeps its limit. */
type Fact = { label: string; value: string; met?: boolean | null }

function factsOf({ sequence }: Event, { amendments, reports }: History, { master, now, masked }: Telling): Fact[] {
  const report = reports.find(({ eventSequence }) => eventSequence === sequence)
  const changes = amendments.filter(({ eventSequence, field }) => eventSequence === sequence && !(masked && PERSONAL.has(field)))
  return [
    ...(report ? reportFacts(report, master, now) : []),
    ...changes.map(({ field, before, after }) => ({
      label: FIELD[field],
      value: `${written(field, before, master)} → ${written(field, after, master)}`,
    })),
  ]
}

function reportFacts(report: WorkReport, { names, measures }: MasterData, now: Date): Fact[] {
  return [
    { label: 'Penyebab', value: report.cause },
    { label: 'Tindakan', value: report.action },
    { label: 'Petugas', value: report.officers.map(names.person).join(', ') },
    { label: 'Dikerjakan', value: `${dayAndTime(report.startedAt, now)} – ${dayAndTime(report.finishedAt, now)}` },
    { label: 'Hasil', value: WORK_RESULT[report.result] },
    ...(report.visits.length > 0
      ? [{ label: 'Kunjungan', value: report.visits.map((at) => dayAndTime(at, now)).join(', ') }]
      : []),
    ...report.readings.map((reading) => {
      const shown = readingShown(reading, measures)
      return { label: shown.name, value: readingText(shown), met: shown.met }
    }),
  ]
}

const CODES: Partial<Record<keyof typeof FIELD, Record<string, string>>> = {
  kind: KIND,
  service: SERVICE,
  contactWay: CONTACT_WAY,
  complainantKind: COMPLAINANT_KIND,
  tariffClass: TARIFF_CLASS,
}

/** A field's value in a correction as people read it. */
function written(field: keyof typeof FIELD, value: string | null, master: MasterData): string {
  if (value === null || value === '') return '(kosong)'
  if (field === 'village') return master.names.village(value)
  if (field === 'channel') return master.names.channel(Number(value))
  if (field === 'needs')
    return value
      .split(',')
      .map((id) => master.names.need(Number(id)))
      .join(', ')
  if (field === 'arrivedAt') return fullDateAndTime(new Date(value))
  return CODES[field]?.[value] ?? (value === 'true' ? 'ya' : value === 'false' ? 'tidak' : value)
}
