// What is told of a change, to whom and by which way; written in the same transaction as its events.
import type { Change, Complainant, Complaint, NewEvent, NewMessage, NewNotice } from '../complaints/complaint.ts'
import type { EventType, Payload } from '../complaints/events.ts'
import type { MessageWay, NoticeKind, NoticeWay } from '../generated/enums.ts'
import { CLOSERS } from '../permissions.ts'
import type { MasterData, Preference } from '../settings/master.ts'
import { DAY, dateInWita, MINUTE, startOfDayWita } from '../time.ts'
import { audience, type Concerning, frontDesk, holders, keepers, staffOf } from './audience.ts'
import { wayTo } from './reach.ts'
import { STAFF_TEMPLATE, type TemplateKey } from './templates.ts'

type Told = { before: Complaint | null; after: Complaint; master: MasterData; now: Date }

/** The change with who is told of each of its events. A complainant hears once, of the last one that concerns them. */
export function announce(before: Complaint | null, change: Change, at: { master: MasterData; now: Date }): Change {
  const told = { before, after: change.after, ...at }
  const last = change.events.findLastIndex((event) => toComplainant(event))
  const events = change.events.map((event, index) => {
    const { notices, messages } = toStaff(event, told)
    return { ...event, notices, messages: index === last ? [...messages, ...toReach(change.after.complainant, event)] : messages }
  })
  return { ...change, events }
}

/** An event for people of the house: in the application, and by the ways that they want for its kind. Whoever did it knows. */
function toStaff(event: NewEvent, told: Told): Word {
  const rule = RULES[event.type]
  if (!rule) return { notices: [], messages: [] }
  const { kind, people } = rule as Rule
  const concerned = audience(people(told, event.payload), told.after, told.master).filter((id) => id !== event.actor.id)
  return word(concerned, kind, ['BELL', 'EMAIL', 'GATEWAY'], told)
}

type Rule = { kind: NoticeKind; people: (told: Told, payload: unknown) => number[] }
type Rules = { [T in EventType]?: { kind: NoticeKind; people: (told: Told, payload: Payload<T>) => number[] } }

/** A unit is told of its work; Humas, who have the queue before them all day, of what comes and goes. */
const RULES: Rules = {
  submitted: { kind: 'PROGRESS', people: ({ master }) => frontDesk(master) },
  returned: { kind: 'PROGRESS', people: ({ master }) => frontDesk(master) },
  reopened: { kind: 'PROGRESS', people: ({ master }) => frontDesk(master) },
  reported: { kind: 'PROGRESS', people: ({ master }) => holders(master, CLOSERS) },
  escalated: { kind: 'WORK', people: (told) => [...keepers(told.after, told.master), ...rapid(told)] },
  transferred: { kind: 'WORK', people: ({ after, master }) => keepers(after, master) },
  sentBack: { kind: 'WORK', people: ({ after, master }) => keepers(after, master) },
  finished: { kind: 'WORK', people: ({ after, master }) => keepers(after, master) },
  involved: { kind: 'WORK', people: ({ master }, { unitId }) => staffOf(master, unitId) },
  assigned: { kind: 'WORK', people: ({ before }, { officers }) => officers.filter((id) => !before?.officers.includes(id)) },
  noted: { kind: 'PROGRESS', people: ({ after, master }) => workersOn(after, master) },
  amended: { kind: 'PROGRESS', people: ({ after }) => after.officers },
}

/** Step 3: Petugas Quick Response goes out at once where a technical matter cannot wait. */
const rapid = ({ after, master }: Told): number[] =>
  after.technical && after.priority === 'URGENT' ? holders(master, ['QUICK_RESPONSE']) : []

const workersOn = (complaint: Concerning, master: MasterData): number[] =>
  complaint.ownerUnitId === null ? [] : [...complaint.officers, ...staffOf(master, complaint.ownerUnitId)]

export type Word = { notices: NewNotice[]; messages: NewMessage[] }
type At = { master: Pick<MasterData, 'people' | 'preferences' | 'away'>; now: Date }

/** One thing told to several people of the house. Who is away finds it in the application on coming back. */
export function word(people: readonly number[], kind: NoticeKind, ways: readonly NoticeWay[], { master, now }: At): Word {
  const notices = ways.includes('BELL') ? people.map((personId) => ({ personId, kind })) : []
  const messages = people.flatMap((personId) => {
    const preference = master.preferences.get(personId) ?? AS_IT_COMES
    if (master.away.has(personId)) return []
    return waysOf(preference, kind)
      .filter((way) => ways.includes(way) && master.people.get(personId)?.[ADDRESS[way]])
      .map((way) => ({ way, template: STAFF_TEMPLATE[kind], personId, nextTryAt: afterQuiet(preference, now) }))
  })
  return { notices, messages }
}

const ADDRESS = { EMAIL: 'email', GATEWAY: 'phone' } as const

/** What somebody gets who has chosen nothing. */
export const AS_IT_COMES: Preference = { email: ['WORK', 'OVERDUE'], gateway: [], quietFrom: null, quietUntil: null }

const waysOf = ({ email, gateway }: Preference, kind: NoticeKind): MessageWay[] => [
  ...(email.includes(kind) ? (['EMAIL'] as const) : []),
  ...(gateway.includes(kind) ? (['GATEWAY'] as const) : []),
]

/** The end of the quiet hours that an instant falls into (minutes of the WITA day, also over midnight); null outside of them. */
export function afterQuiet({ quietFrom, quietUntil }: Preference, now: Date): Date | null {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return null
  const today = startOfDayWita(dateInWita(now)).getTime()
  const [from, until] = [today + quietFrom * MINUTE, today + quietUntil * MINUTE]
  const at = now.getTime()
  if (from < until) return at >= from && at < until ? new Date(until) : null
  if (at < until) return new Date(until)
  return at >= from ? new Date(until + DAY) : null
}

/** Complainants hear when the number is given, when it is passed on, when it is done, and what is written for them. */
const toComplainant = ({ type, payload }: NewEvent): TemplateKey | null => {
  if (type === 'noted') return (payload as Payload<'noted'>).forComplainant ? 'answer' : null
  return COMPLAINANT_TEMPLATE[type] ?? null
}

const COMPLAINANT_TEMPLATE: { [T in EventType]?: TemplateKey } = {
  submitted: 'numbered',
  recorded: 'numbered',
  escalated: 'passedOn',
  explained: 'explained',
  confirmed: 'closed',
}

/** Of which events a text tells; of a note, only where it is for the complainant. */
export function eventsOf(template: TemplateKey): EventType[] {
  if (template === 'answer') return ['noted']
  if (template === 'overdue') return ['reminded']
  if (template === 'letter') return ['letterSent']
  const types = Object.keys({ ...RULES, ...COMPLAINANT_TEMPLATE }) as EventType[]
  const ofStaff = (type: EventType) => RULES[type] && STAFF_TEMPLATE[RULES[type].kind]
  return types.filter((type) => COMPLAINANT_TEMPLATE[type] === template || ofStaff(type) === template)
}

function toReach(complainant: Complainant, event: NewEvent): NewMessage[] {
  const [way, template] = [wayTo(complainant), toComplainant(event)]
  return way && template ? [{ way, template, personId: null, nextTryAt: null }] : []
}
