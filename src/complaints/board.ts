// The live board: what runs out next, what is overdue, where, and how the day compares with others. Pure, at any instant.
import type { Priority, State } from '../generated/enums.ts'
import { describeRun } from '../sla/clock-words.ts'
import { CLOCKS, type ClockName } from '../sla/policy.ts'
import { addDays, dateInWita, MINUTE, startOfDayWita } from '../time.ts'
import { CLOCK } from '../words.ts'
import { numberOf } from './complaint.ts'

export type OpenComplaint = {
  year: number
  sequence: number
  subject: string
  state: State
  priority: Priority
  ownerUnitId: number | null
  /** the clock that runs out first; null while all are held or stopped */
  clock: ClockName | null
  dueAt: Date | null
  warnAt: Date | null
}
/** Arrivals of one WITA date in one hour of its day. */
export type Arrivals = { date: string; hour: number; count: number }
/** heard: the last event that it knows of */
export type Snapshot = { open: OpenComplaint[]; arrivals: Arrivals[]; heard: number }

export const SHOWN = 14
/** How many weeks back the usual is made of. */
const WEEKS = 8

/** Today, and the same weekday of the weeks before. */
export const comparedDates = (now: Date): string[] =>
  Array.from({ length: WEEKS + 1 }, (_, week) => addDays(dateInWita(now), -7 * week))

export function boardAt({ open, arrivals }: Snapshot, names: { unit(id: number): string }, now: Date) {
  const running = open.filter((one): one is Running => one.dueAt !== null && one.warnAt !== null && one.clock !== null)
  running.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  const late = running.filter(isLate(now))
  const coming = running.filter((one) => !isLate(now)(one))
  const tally = tallyAt(now)
  return {
    late: late.slice(0, SHOWN).map(rowAt(names, now)),
    coming: coming.slice(0, SHOWN).map(rowAt(names, now)),
    figures: { ...tally(open), ...arrivedBy(arrivals, now) },
    units: [...Map.groupBy(open, ({ ownerUnitId }) => ownerUnitId)]
      .map(([id, of]) => ({ name: id === null ? 'Belum diteruskan' : names.unit(id), ...tally(of) }))
      .sort((a, b) => b.late - a.late || b.soon - a.soon || b.open - a.open),
    clocks: CLOCKS.map((clock) => ({ name: CLOCK[clock], ...tally(open.filter((one) => one.clock === clock)) })),
    changesIn: changesIn([...late.slice(0, SHOWN), ...coming.slice(0, SHOWN)], now),
  }
}

type Running = OpenComplaint & { dueAt: Date; warnAt: Date; clock: ClockName }
type Dated = Pick<OpenComplaint, 'dueAt' | 'warnAt'>

const isLate =
  (now: Date) =>
  ({ dueAt }: Dated): boolean =>
    dueAt !== null && dueAt < now

const isSoon =
  (now: Date) =>
  (one: Dated): boolean =>
    one.warnAt !== null && one.warnAt <= now && !isLate(now)(one)

const tallyAt = (now: Date) => (of: readonly Dated[]) => ({
  open: of.length,
  late: of.filter(isLate(now)).length,
  soon: of.filter(isSoon(now)).length,
})

const rowAt = (names: { unit(id: number): string }, now: Date) => (one: Running) => ({
  number: numberOf(one),
  href: `/aduan/${numberOf(one)}`,
  subject: one.subject,
  state: one.state,
  priority: one.priority,
  step: CLOCK[one.clock],
  unit: one.ownerUnitId === null ? 'Humas' : names.unit(one.ownerUnitId),
  clock: describeRun(
    { warnAt: one.warnAt, dueAt: one.dueAt, pausedAt: null, stoppedAt: null, netMs: null, breachedAt: null, judged: true },
    now,
  ),
})

/** Arrivals today so far, and by the same minute on the usual day of this weekday; the running hour counts in part. */
function arrivedBy(arrivals: readonly Arrivals[], now: Date): { arrived: number; usual: number | null } {
  const today = dateInWita(now)
  const minutes = (now.getTime() - startOfDayWita(today).getTime()) / MINUTE
  const [hour, part] = [Math.floor(minutes / 60), (minutes % 60) / 60]
  const before = arrivals.filter(({ date }) => date !== today)
  const first = before.map(({ date }) => date).sort()[0]
  const weeks = comparedDates(now).filter((date) => first !== undefined && date >= first && date !== today).length
  const sum = before.reduce((all, one) => all + (one.hour < hour ? one.count : one.hour === hour ? one.count * part : 0), 0)
  return {
    arrived: arrivals.reduce((all, { date, count }) => all + (date === today ? count : 0), 0),
    usual: weeks === 0 ? null : Math.round(sum / weeks),
  }
}

/** Milliseconds until what is shown reads differently: at once when a limit runs out or comes near, else every few seconds. */
function changesIn(shown: readonly Running[], now: Date): number {
  const until = shown.flatMap(({ warnAt, dueAt }) => [warnAt.getTime() - now.getTime(), dueAt.getTime() + 1 - now.getTime()])
  return Math.min(5_000, ...until.filter((ms) => ms > 0))
}
