// A complaint as decisions see it: its row, its complainant, and the rows with times that tell its course.
import type { NewAttachment } from '../attachments/attachment.ts'
import type {
  ComplainantKind,
  ContactWay,
  Kind,
  LinkKind,
  MessageWay,
  NoticeKind,
  Priority,
  Role,
  RoutingRole,
  Service,
  State,
  TariffClass,
  TextKind,
  WorkReportKind,
  WorkResult,
} from '../generated/enums.ts'
import type { TemplateKey } from '../notifications/templates.ts'
import type { Reading } from '../settings/measure-list.ts'
import type { Run } from '../sla/run.ts'
import type { EventType, Payload } from './events.ts'

/** The columns of a complaint that can change. */
export type Columns = {
  state: State
  channelId: number
  kind: Kind
  service: Service
  categoryId: number
  technical: boolean
  priority: Priority
  subject: string
  description: string
  villageCode: string | null
  address: string | null
  connectionNumber: string | null
  tariffClass: TariffClass | null
  arrivedAt: Date
  receivedAt: Date | null
  decidedAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
  reportedAt: Date | null
  closedAt: Date | null
  closedById: number | null
  everEscalated: boolean
  /** Worked out of the rest by settle(). */
  arrivedOn: string
  closedOn: string | null
  nextDueAt: Date | null
  nextWarnAt: Date | null
  ownerUnitId: number | null
  activeUnits: number[]
  officers: number[]
  seenByUnits: number[]
  seenByPeople: number[]
}

export type Complainant = {
  kind: ComplainantKind
  anonymous: boolean
  name: string | null
  phone: string | null
  phoneDigits: string | null
  account: string | null
  contactWay: ContactWay
  proxy: boolean
  needs: number[]
  needsNote: string | null
}

/** Rows with an id of null are not stored yet. */
export type Routing = {
  id: number | null
  unitId: number
  role: RoutingRole
  from: Date
  until: Date | null
  firstOpenedAt: Date | null
}
export type Assignment = { id: number | null; personId: number; unitId: number; from: Date; until: Date | null }
export type Hold = { id: number | null; reasonId: number; pausing: boolean; from: Date; until: Date | null }
export type WorkReport = {
  kind: WorkReportKind
  cause: string
  action: string
  officers: number[]
  startedAt: Date
  finishedAt: Date
  result: WorkResult
  visits: Date[]
  readings: Reading[]
}

export type Complaint = Columns & {
  id: number
  year: number
  sequence: number
  version: number
  enteredAt: Date
  complainant: Complainant
  runs: Run[]
  routings: Routing[]
  assignments: Assignment[]
  holds: Hold[]
}

export type Actor = { kind: 'PERSON' | 'COMPLAINANT' | 'SYSTEM' | 'API'; id: number | null }
export type NewText = { kind: TextKind; body: string; forComplainant?: boolean }
export type NewEvent<T extends EventType = EventType> = {
  type: T
  at: Date
  actor: Actor
  fromState?: State
  toState?: State
  payload: Payload<T>
  texts?: NewText[]
  amendments?: { field: string; before: string | null; after: string | null }[]
  report?: WorkReport
  attachments?: NewAttachment[]
  /** The moment promised with it to the complainant. */
  promise?: Date | null
  /** Who is told of it in the application, and what is sent because of it. */
  notices?: NewNotice[]
  messages?: NewMessage[]
}
export type NewNotice = { personId: number; kind: NoticeKind }
/** Without a person it goes to the complainant; null as next try: at once. */
export type NewMessage = { way: MessageWay; template: TemplateKey; personId: number | null; nextTryAt: Date | null }

/** An original must still be open when this is written; any other must not be linked yet. */
export type NewLink = { otherId: number; kind: LinkKind; told: NewEvent; original?: true }

/** What a decision changes: the complaint as it will be, what is told of it, and links to other complaints. */
export type Change = {
  after: Complaint
  events: NewEvent[]
  links?: NewLink[]
  /** Notes and links neither check nor raise the version. */
  aside?: true
}

/** Another complaint that a form names, as far as its person may see it. */
export type Other = { id: number; year: number; sequence: number; state: State; closedAt: Date | null; linked: boolean }

export type Officer = { id: number; name: string; unitId: number; role: Role }

export const isOpen = ({ state }: { state: State }): boolean => state !== 'CLOSED' && state !== 'DISMISSED'

export const numberOf = ({ year, sequence }: { year: number; sequence: number }): string =>
  `ADU-${year}-${String(sequence).padStart(6, '0')}`

/** Year and sequence of a number as written, with or without leading zeros; undefined when it is none. A bare 299 is of the year given. */
export function parseNumber(text: string, year?: number): { year: number; sequence: number } | undefined {
  const match = /^(?:ADU-(\d{4})-)?(\d{1,9})$/i.exec(text.trim())
  const of = Number(match?.[1] ?? year)
  return match && of ? { year: of, sequence: Number(match[2]) } : undefined
}
