// The office's own data as every page and decision needs it: small, read together, looked up by id.
import type {
  HolidayKind,
  NoticeKind,
  NoticeWay,
  Priority,
  Role,
  Service,
  StepMoment,
  StepRecipient,
  UnitKind,
} from '../generated/enums.ts'
import type { Calendars } from '../sla/calendar.ts'
import type { PolicyVersion } from '../sla/policy.ts'
import type { Option } from '../web/form.ts'
import { SERVICE } from '../words.ts'
import type { Letterhead } from './letterhead.ts'
import type { Measure } from './measure-list.ts'
import type { SopTexts } from './sop-texts.ts'

export type Unit = { id: number; code: string; name: string; kind: UnitKind; active: boolean; headId: number | null }
export type Channel = { id: number; code: string; name: string; direct: boolean; active: boolean }
export type Category = {
  id: number
  code: string
  name: string
  service: Service | null
  technical: boolean
  unitId: number | null
  priority: Priority
  active: boolean
}
export type District = { code: string; name: string }
export type Village = { code: string; name: string; districtCode: string; unitId: number | null }
export type Need = { id: number; code: string; name: string; active: boolean }
export type HoldReason = { id: number; code: string; name: string; pausing: boolean; active: boolean }
export type Holiday = { date: string; name: string; kind: HolidayKind }
export type Person = { id: number; name: string; phone: string | null; email: string | null }
/** By which ways beside the application a person is told of what; quiet hours in minutes of the WITA day. */
export type Preference = { email: NoticeKind[]; gateway: NoticeKind[]; quietFrom: number | null; quietUntil: number | null }
export type Officer = { id: number; name: string; unitId: number; role: Role }
/** A role that somebody holds at present. */
export type Post = { personId: number; role: Role; unitId: number }
/** Who is away today, until which day, and who acts for them. */
export type Away = { until: string; deputyId: number | null }
/** By which overdue work is told to the next person up; never deleted, only retired. */
export type OverdueStep = {
  id: number
  moment: StepMoment
  afterMinutes: number
  recipients: StepRecipient[]
  ways: NoticeWay[]
  active: boolean
}

export type MasterData = {
  units: Unit[]
  humasUnitId: number
  channels: Channel[]
  categories: Category[]
  districts: District[]
  villages: Village[]
  needs: Need[]
  holdReasons: HoldReason[]
  measures: Measure[]
  /** All who ever had an account, for their names; officers are those who can be sent out now. */
  people: ReadonlyMap<number, Person>
  officers: Officer[]
  posts: Post[]
  away: ReadonlyMap<number, Away>
  preferences: ReadonlyMap<number, Preference>
  overdueSteps: OverdueStep[]
  policies: PolicyVersion[]
  sop: SopTexts
  letterhead: Letterhead
  calendars: Calendars
  names: {
    unit(id: number): string
    person(id: number): string
    channel(id: number): string
    category(id: number): string
    holdReason(id: number): string
    need(id: number): string
    village(code: string): string
    district(villageCode: string): string
    districtOf(code: string): string
  }
}

export type MasterDataSource = () => Promise<MasterData>

type Row = { id: number; name: string; active: boolean }
const offered =
  (chosen: readonly number[]) =>
  ({ id, active }: Row): boolean =>
    active || chosen.includes(id)

/** The active ones, and those that are chosen already, for a correction of something else. */
export const optionsOf = (rows: readonly Row[], chosen: readonly number[] = []): Option[] =>
  rows.filter(offered(chosen)).map(({ id, name }) => ({ value: String(id), label: name }))

export const categoryOptions = (categories: readonly Category[], chosen: readonly number[] = []): Option[] =>
  categories.filter(offered(chosen)).map(({ id, name, service }) => ({
    value: String(id),
    label: name,
    group: service ? SERVICE[service] : 'Air minum dan air limbah',
  }))

export const villageOptions = ({ districts, villages }: Pick<MasterData, 'districts' | 'villages'>): Option[] =>
  districts.flatMap(({ code, name }) =>
    villages
      .filter(({ districtCode }) => districtCode === code)
      .map((village) => ({ value: village.code, label: village.name, group: name })),
  )
