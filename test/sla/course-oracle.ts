// What the clocks of a complaint must read, told from the SOP's "Rules of a clock" alone: by somebody who stands by with a wall calendar and counts minutes.
import type { Calendars } from '../../src/sla/calendar.ts'
import type { ClockName, Milestone, PolicyRow, PolicyVersion, Traits } from '../../src/sla/policy.ts'
import type { Pause } from '../../src/sla/run.ts'
import { countOpen, firstFull } from './oracle.ts'
import { MIN } from './samples.ts'

/** due and warn are null while a hold lasts that keeps them from coming. */
type Reading = { due: Date | null; warn: Date | null; heldMs: number }
type Entry = {
  clock: ClockName
  row: PolicyRow
  from: Date
  to: Date | null
  /** How many milestones had been reached when it began. */
  after: number
  judged: boolean
  /** Once stopped or missed it stays as it is. */
  fixed: Reading | null
  netMs: number | null
}
export type Diary = {
  versions: readonly PolicyVersion[]
  calendars: Calendars
  arrivedAt: Date
  traits: Traits
  entries: Entry[]
  pauses: Pause[]
  milestones: { name: Milestone; at: Date }[]
}

const ORDER: readonly ClockName[] = ['RECEIVE', 'EXPLAIN', 'FOLLOW_UP']

/** A milestone stops what leads to it and begins what starts with it; only Tindak lanjut begins again, with a second escalation. */
export function milestone(diary: Diary, reached: Milestone, at: Date): void {
  const before = new Set(diary.entries.map(({ clock }) => clock))
  diary.milestones.push({ name: reached, at })
  for (const entry of open(diary)) if (entry.row.to === reached) stop(diary, entry, at)
  for (const clock of ORDER) {
    const again = clock === 'FOLLOW_UP' && reached === 'ESCALATED'
    if (before.has(clock) ? again : rowOf(diary, clock)?.from === reached) begin(diary, clock, at)
  }
}

/** A return or reopening, a transfer or sending back: what is open of that step or a later one ends, and one run begins. */
export function anew(diary: Diary, clock: 'EXPLAIN' | 'FOLLOW_UP', at: Date): void {
  const ending = clock === 'EXPLAIN' ? ['EXPLAIN', 'FOLLOW_UP'] : ['FOLLOW_UP']
  for (const entry of open(diary)) if (ending.includes(entry.clock)) stop(diary, entry, at)
  begin(diary, clock, at)
}

export function close(diary: Diary, at: Date, dismissed: boolean): void {
  for (const entry of open(diary)) {
    stop(diary, entry, at)
    entry.judged = !dismissed || missedOf(diary, entry, at) !== null
  }
}

export const hold = ({ pauses }: Diary, at: Date): void => void pauses.push({ from: at, until: null })

export function release({ pauses }: Diary, at: Date): void {
  for (const pause of pauses) pause.until ??= at
}

/** Category or priority changed: what is open and not missed comes under the row that now fits; where there is none it ends unjudged. */
export function retrait(diary: Diary, traits: Traits, at: Date): void {
  if (traits.technical === diary.traits.technical && traits.priority === diary.traits.priority) return
  diary.traits = traits
  for (const entry of unmissed(diary, at)) {
    const row = rowOf(diary, entry.clock)
    entry.judged = row !== undefined
    entry.row = row ?? entry.row
    // Where it now leads to it may have been already.
    const been = diary.milestones.slice(entry.after).findLast(({ name }) => name === row?.to)
    if (been || !row) stop(diary, entry, been?.at ?? at)
  }
}

export function recalendar(diary: Diary, calendars: Calendars, at: Date): void {
  unmissed(diary, at)
  diary.calendars = calendars
}

export function readingOf(diary: Diary, entry: Entry): Reading {
  if (entry.fixed) return entry.fixed
  const calendar = diary.calendars[entry.row.calendar]
  const pauses = ownPauses(diary, entry)
  const full = (minutes: number) => firstFull(calendar, entry.from, minutes * MIN, MIN, pauses)
  const due = full(entry.row.limitMinutes)
  const ended = pauses.flatMap(({ from, until }) => (until && (!due || from <= due) ? [{ from, until }] : []))
  const heldMs = ended.reduce((sum, { from, until }) => sum + countOpen(calendar, from, until, MIN), 0)
  return { due, warn: full(entry.row.warnMinutes), heldMs }
}

/** The instant of the deadline that it has missed by now, or had when it stopped. */
export function missedOf(diary: Diary, entry: Entry, now: Date): Date | null {
  const { due } = readingOf(diary, entry)
  return due && (entry.to ?? now) > due ? due : null
}

export function netOf(diary: Diary, entry: Entry, now: Date): number {
  if (entry.netMs !== null) return entry.netMs
  const calendar = diary.calendars[entry.row.calendar]
  // Its held minutes stay those of the calendar under which it missed its limit.
  if (entry.fixed) return Math.max(0, countOpen(calendar, entry.from, now, MIN) - entry.fixed.heldMs)
  const { due } = readingOf(diary, entry)
  const pausing = ownPauses(diary, entry).filter(({ from }) => !due || from <= due)
  return countOpen(calendar, entry.from, now, MIN, pausing)
}

/** The policy of the arrival by its date in WITA, of one date the later made; of its rows the one that says most, priority before technical. */
export function rowOf({ versions, arrivedAt, traits }: Diary, clock: ClockName): PolicyRow | undefined {
  const date = new Date(arrivedAt.getTime() + 8 * 60 * MIN).toISOString().slice(0, 10)
  let version: PolicyVersion | undefined
  for (const one of versions) {
    if (one.effectiveFrom > date) continue
    if (!version || one.effectiveFrom > version.effectiveFrom) version = one
    else if (one.effectiveFrom === version.effectiveFrom && one.id > version.id) version = one
  }
  const says = (technical: boolean | null, priority: Traits['priority'] | null) =>
    version?.rows.find((row) => row.clock === clock && row.technical === technical && row.priority === priority)
  return (
    says(traits.technical, traits.priority) ?? says(null, traits.priority) ?? says(traits.technical, null) ?? says(null, null)
  )
}

function begin(diary: Diary, clock: ClockName, at: Date): void {
  const row = rowOf(diary, clock)
  if (row)
    diary.entries.push({ clock, row, from: at, to: null, after: diary.milestones.length, judged: true, fixed: null, netMs: null })
}

function stop(diary: Diary, entry: Entry, at: Date): void {
  const netMs = netOf(diary, entry, at)
  entry.to = at
  entry.fixed = readingOf(diary, entry)
  entry.netMs = netMs
}

const open = ({ entries }: Diary): Entry[] => entries.filter(({ to }) => !to)

/** The open ones that have not missed their limit; those that have stay as they are from here on. */
function unmissed(diary: Diary, at: Date): Entry[] {
  for (const entry of open(diary)) if (missedOf(diary, entry, at)) entry.fixed = readingOf(diary, entry)
  return open(diary).filter(({ fixed }) => !fixed)
}

/** Holds begun during the run; with its end they are over for it. */
const ownPauses = ({ pauses }: Diary, { from, to }: Entry): Pause[] =>
  pauses
    .filter((pause) => pause.from >= from && (!to || pause.from <= to))
    .map(({ from, until }) => ({ from, until: to && (!until || until > to) ? to : until }))
