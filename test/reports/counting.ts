// Figures counted by hand: from the rows and events of complaints as they are written, each complaint looked at by itself, nothing added up in SQL.
import type { Sql } from '../../src/db.ts'
import type { Kind, State } from '../../src/generated/enums.ts'
import type { User } from '../../src/permissions.ts'
import type { Measure, Part } from '../../src/reports/addresses.ts'
import type { ClockFigure, Dimension, Figures, Flow, Line } from '../../src/reports/figures.ts'

type ClockName = 'RECEIVE' | 'EXPLAIN' | 'FOLLOW_UP'
type Row = {
  id: number
  kind: Kind
  categoryId: number
  channelId: number
  village: string | null
  district: string | null
  arrivedAt: Date
  needs: number[]
  needsNote: string | null
}
type Told = { complaintId: number; type: string; at: Date; toState: State | null; payload: Record<string, unknown> }
type Run = {
  complaintId: number
  clock: ClockName
  calendar: 'OFFICE_HOURS' | 'ROUND_THE_CLOCK'
  startedAt: Date
  limitMinutes: number
  stoppedAt: Date | null
  netMs: number | null
  heldMs: number
  breachedAt: Date | null
  judged: boolean
}
type Hold = { complaintId: number; pausing: boolean; from: Date; until: Date | null }
/** Minutes of the day at which an office opens and closes, by weekday with Monday as 1, and the days on which it does not. */
type Office = { hours: { weekday: number; from: number; until: number }[]; closed: Set<string> }
/** From which day to which it was open. */
type Time = { from: string; until: string | null; dismissed: boolean; reason: string | null }
export type Case = Row & {
  arrivedOn: string
  state: State
  unit: number
  officers: number[]
  sentIn: boolean
  dismissal: string | null
  times: Time[]
  runs: (Run & { unpausedMs: number })[]
}
export type Asked = { user: User; from: string; until: string; kind: Kind | null }
/** A complaint that a figure counts, and how many times. */
export type Tally = { one: Case; times: number }

export async function readCases(sql: Sql): Promise<Case[]> {
  const rows =
    await sql<Row>(`SELECT c.id, c.kind, c.category_id AS "categoryId", c.channel_id AS "channelId", c.arrived_at AS "arrivedAt",
    c.village_code AS village, v.district_code AS district, p.needs, p.needs_note AS "needsNote"
    FROM complaints c JOIN complainants p ON p.complaint_id = c.id LEFT JOIN villages v ON v.code = c.village_code ORDER BY c.id`)
  const events = await sql<Told>(
    'SELECT complaint_id AS "complaintId", type, at, to_state AS "toState", payload FROM events ORDER BY sequence',
  )
  const runs =
    await sql<Run>(`SELECT complaint_id AS "complaintId", clock, calendar, started_at AS "startedAt", limit_minutes AS "limitMinutes", stopped_at AS "stoppedAt",
    net_ms AS "netMs", held_ms AS "heldMs", breached_at AS "breachedAt", judged FROM runs ORDER BY id`)
  const sent = await sql<{ complaintId: number; personId: number }>(
    'SELECT complaint_id AS "complaintId", person_id AS "personId" FROM assignments',
  )
  const holds = await sql<Hold>('SELECT complaint_id AS "complaintId", pausing, "from", until FROM holds')
  const office = await readOffice(sql)
  const [humas] = await sql<{ id: number }>(`SELECT id FROM units WHERE code = 'HUMAS'`)
  const [eventsOf, runsOf, sentTo, holdsOf] = [byComplaint(events), byComplaint(runs), byComplaint(sent), byComplaint(holds)]
  return rows.map((row) => {
    const told = eventsOf.get(row.id) ?? []
    const state = told.findLast(({ toState }) => toState)?.toState ?? 'SUBMITTED'
    const routed = told.findLast(({ type }) => type === 'escalated' || type === 'transferred')
    return {
      ...row,
      arrivedOn: dayOf(row.arrivedAt),
      state,
      unit: Number(routed?.payload.unitId ?? humas?.id),
      officers: [...new Set((sentTo.get(row.id) ?? []).map(({ personId }) => personId))],
      sentIn: told.some(({ type }) => type === 'submitted'),
      dismissal: state === 'DISMISSED' ? String(told.findLast(({ type }) => type === 'dismissed')?.payload.reason) : null,
      times: timesOf(row, told),
      runs: (runsOf.get(row.id) ?? []).map((run) => ({ ...run, unpausedMs: unpausedIn(run, holdsOf.get(row.id) ?? [], office) })),
    }
  })
}

async function readOffice(sql: Sql): Promise<Office> {
  const hours = await sql<Office['hours'][number]>('SELECT weekday, "from", until FROM office_hours')
  const closed = await sql<{ day: string }>('SELECT date::text AS day FROM holidays')
  return { hours, closed: new Set(closed.map(({ day }) => day)) }
}

/** Of holds that are over, or were when it stopped: the time in which it ran on, as their reason does not pause it or its limit had passed. */
function unpausedIn({ calendar, startedAt, stoppedAt, breachedAt }: Run, holds: readonly Hold[], office: Office): number {
  return holds
    .filter(({ pausing, from }) => !pausing || (breachedAt !== null && from > breachedAt))
    .map(({ from, until }) => [Math.max(+from, +startedAt), Math.min(Number(until ?? stoppedAt), Number(stoppedAt ?? until))])
    .reduce(
      (sum, [from = 0, until = 0]) =>
        sum + (calendar === 'OFFICE_HOURS' ? officeMs(from, until, office) : Math.max(0, until - from)),
      0,
    )
}

function officeMs(from: number, until: number, { hours, closed }: Office): number {
  let sum = 0
  for (let day = dayOf(new Date(from)); day <= dayOf(new Date(until)); day = dayAfter(day)) {
    if (closed.has(day)) continue
    const midnight = Date.parse(`${day}T00:00:00+08:00`)
    const weekday = new Date(day).getUTCDay() || 7
    for (const span of hours.filter((one) => one.weekday === weekday))
      sum += Math.max(0, Math.min(until, midnight + span.until * MINUTE) - Math.max(from, midnight + span.from * MINUTE))
  }
  return sum
}

/** Open from its arrival, and again from each reopening; what was closed by mistake was never closed. */
function timesOf({ arrivedAt }: Row, told: readonly Told[]): Time[] {
  const times: Time[] = []
  const begin = (from: string) => times.push({ from, until: null, dismissed: false, reason: null })
  begin(dayOf(arrivedAt))
  for (const { type, at, payload } of told) {
    const time = times[times.length - 1] as Time
    if (type === 'explained' || type === 'confirmed' || type === 'dismissed') {
      // An arrival that was corrected to a later day cannot be closed before it.
      time.until = [time.from, dayOf(at)].sort()[1] ?? null
      time.dismissed = type === 'dismissed'
      time.reason = time.dismissed ? String(payload.reason) : null
    }
    if (type !== 'reopened') continue
    if (payload.mistaken) Object.assign(time, { until: null, dismissed: false, reason: null })
    // Nor reopened before it.
    else begin([dayOf(arrivedAt), dayOf(at)].sort()[1] ?? '')
  }
  return times
}

/** Of those that the person may see, of the kind asked for. */
const within = (cases: readonly Case[], { user, kind }: Asked): Case[] => {
  const roles = user.grants.map(({ role }) => role)
  const seesAll = roles.includes('DEPARTMENT_HEAD')
  const sees = ({ state }: Case) => seesAll || (roles.includes('DIRECTOR') && state !== 'SUBMITTED')
  return cases.filter((one) => sees(one) && (kind === null || one.kind === kind))
}

/** What stands behind a figure. */
export function behind(cases: readonly Case[], asked: Asked, measure: Measure, part?: Part): Tally[] {
  return within(cases, asked)
    .filter((one) => !part || placesOf(one, part.by).includes(part.id))
    .map((one) => ({ one, times: timesCounted(one, asked, measure) }))
    .filter(({ times }) => times > 0)
}

function timesCounted(one: Case, { from, until }: Asked, measure: Measure): number {
  const arrived = one.arrivedOn >= from && one.arrivedOn <= until ? 1 : 0
  switch (measure.of) {
    case 'flow':
      return FLOWS[measure.what](one, from, until)
    case 'overdue':
      return openAfter(one, until) && one.runs.some((run) => missedAfter(run, until)) ? 1 : 0
    case 'age':
      return openAfter(one, until) && ageOf(daysBetween(one.arrivedOn, until)) === measure.age ? 1 : 0
    case 'heat': {
      const local = new Date(one.arrivedAt.getTime() + 8 * HOUR)
      return local.getUTCHours() === measure.hour && local.getUTCDay() === measure.weekday % 7 ? arrived : 0
    }
    case 'dismissal':
      return one.sentIn && one.dismissal === measure.reason ? arrived : 0
    case 'dismissed':
      return one.times.filter((time) => time.reason === measure.reason && endsWithin(time, from, until)).length
    case 'clock':
      return arrived * clockOf(one, measure.clock)[measure.what]
  }
}

const FLOWS: Record<keyof Flow, (one: Case, from: string, until: string) => number> = {
  opening: (one, from) => openAfter(one, dayBefore(from)),
  arrived: ({ arrivedOn }, from, until) => Number(arrivedOn >= from && arrivedOn <= until),
  reopened: ({ times }, from, until) => times.slice(1).filter((time) => time.from >= from && time.from <= until).length,
  closed: ({ times }, from, until) => times.filter((time) => !time.dismissed && endsWithin(time, from, until)).length,
  dismissed: ({ times }, from, until) => times.filter((time) => time.dismissed && endsWithin(time, from, until)).length,
  open: (one, _from, until) => openAfter(one, until),
}
const endsWithin = ({ until: end }: Time, from: string, until: string) => end !== null && end >= from && end <= until
/** When the day is over. */
const openAfter = ({ times }: Case, day: string): number =>
  Number(times.some(({ from, until }) => from <= day && (until === null || until > day)))

/** The limit had passed when the day was over, and the run went on. */
function missedAfter({ breachedAt, stoppedAt }: Run, day: string): boolean {
  const end = new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY)
  return breachedAt !== null && breachedAt < end && (stoppedAt === null || stoppedAt >= end)
}

/** The same day, a day, two or three, to a week, to thirty, and longer. */
const ageOf = (days: number): number => [0, 1, 3, 7, 30, Number.POSITIVE_INFINITY].findIndex((most) => days <= most)

function clockOf({ runs }: Case, clock: ClockName) {
  const mine = runs.filter((run) => run.clock === clock)
  const judged = mine.filter((run) => run.judged)
  const missed = mine.filter(({ breachedAt }) => breachedAt)
  const ended = judged.filter(({ stoppedAt }) => stoppedAt)
  const kept = ended.filter(({ breachedAt }) => !breachedAt)
  const allEnded = ended.length === judged.length
  const net = ended.reduce((sum, { netMs }) => sum + Number(netMs), 0)
  const wholeLate = missed.length > 0 || net > (mine.at(-1)?.limitMinutes ?? 0) * MINUTE
  return {
    kept: kept.length,
    late: missed.length,
    unjudged: mine.length - judged.length,
    wholeLate: Number(wholeLate),
    wholeKept: Number(!wholeLate && allEnded && kept.length > 0),
    counted: Number(allEnded && ended.length > 0),
    minutes: Math.floor(net / MINUTE),
    held: Math.floor(mine.reduce((sum, { heldMs }) => sum + heldMs, 0) / MINUTE),
    unpaused: Math.floor(mine.reduce((sum, { unpausedMs }) => sum + unpausedMs, 0) / MINUTE),
  }
}

export function countFigures(cases: readonly Case[], asked: Asked): Figures {
  const mine = within(cases, asked)
  const total = (measure: Measure) => behind(cases, asked, measure).reduce((sum, { times }) => sum + times, 0)
  const moved = mine.filter((one) => Object.values(FLOWS).some((count) => count(one, asked.from, asked.until) > 0))
  const linesBy = (by: Dimension) =>
    [...new Set(moved.flatMap((one) => placesOf(one, by)))].sort(inOrder).map((id) => ({
      id: id as string | number | null,
      ...lineOf(
        mine.filter((one) => placesOf(one, by).includes(id)),
        asked,
      ),
    }))
  const reasons = [...new Set(mine.flatMap(({ dismissal }) => dismissal ?? []))]
  return {
    from: asked.from,
    until: asked.until,
    total: lineOf(mine, asked),
    by: {
      ...{ unit: linesBy('unit'), category: linesBy('category'), channel: linesBy('channel') },
      ...{ district: linesBy('district'), kind: linesBy('kind'), officer: linesBy('officer') },
    },
    special: lineOf(mine.filter(isSpecial), asked),
    others: lineOf(
      mine.filter((one) => !isSpecial(one)),
      asked,
    ),
    overdue: total({ of: 'overdue' }),
    ageing: [0, 1, 2, 3, 4, 5].map((age) => total({ of: 'age', age })),
    dismissals: reasons
      .map((reason) => ({ reason, count: total({ of: 'dismissal', reason }) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    heat: [1, 2, 3, 4, 5, 6, 7].map((weekday) => Array.from({ length: 24 }, (_, hour) => total({ of: 'heat', weekday, hour }))),
  }
}

function lineOf(cases: readonly Case[], { from, until }: Asked): Line {
  const flow = (what: keyof Flow) => cases.reduce((sum, one) => sum + FLOWS[what](one, from, until), 0)
  const arrived = cases.filter(({ arrivedOn }) => arrivedOn >= from && arrivedOn <= until)
  return {
    flow: {
      ...{ opening: flow('opening'), arrived: flow('arrived'), reopened: flow('reopened') },
      ...{ closed: flow('closed'), dismissed: flow('dismissed'), open: flow('open') },
    },
    clocks: {
      RECEIVE: clockFigure(arrived, 'RECEIVE'),
      EXPLAIN: clockFigure(arrived, 'EXPLAIN'),
      FOLLOW_UP: clockFigure(arrived, 'FOLLOW_UP'),
    },
  }
}

function clockFigure(cases: readonly Case[], clock: ClockName): ClockFigure {
  const each = cases.map((one) => clockOf(one, clock))
  const sum = (what: Exclude<keyof ClockFigure, 'median' | 'p90'>) => each.reduce((total, one) => total + one[what], 0)
  const minutes = each.filter(({ counted }) => counted > 0).map((one) => one.minutes)
  return {
    ...{ kept: sum('kept'), late: sum('late'), unjudged: sum('unjudged'), wholeKept: sum('wholeKept') },
    ...{ wholeLate: sum('wholeLate'), counted: sum('counted'), held: sum('held'), unpaused: sum('unpaused') },
    ...{ median: tenths(minutes, 5), p90: tenths(minutes, 9) },
  }
}

/** The smallest of the numbers that so many tenths of them do not exceed. */
export function tenths(numbers: readonly number[], portion: number): number | null {
  const enough = (one: number) => 10 * numbers.filter((other) => other <= one).length >= portion * numbers.length
  const found = numbers.filter(enough)
  return found.length > 0 ? Math.min(...found) : null
}

/** Under what a complaint is counted where figures are told apart. */
function placesOf(one: Case, by: Part['by']): (string | number | boolean | null)[] {
  const { unit, categoryId, channelId, village, district, kind, officers } = one
  return {
    ...{ unit: [unit], category: [categoryId], channel: [channelId], district: [district], kind: [kind], officer: officers },
    ...{ village: [village], special: [isSpecial(one)] },
  }[by]
}

const isSpecial = ({ needs, needsNote }: Case): boolean => needs.length > 0 || needsNote !== null

/** By their ids, what was not given last. */
function inOrder(a: string | number | boolean | null, b: string | number | boolean | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : 1
}

function byComplaint<T extends { complaintId: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) found.set(row.complaintId, [...(found.get(row.complaintId) ?? []), row])
  return found
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** In WITA, eight hours ahead. */
const dayOf = (at: Date): string => new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 10)
const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10)
const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY
