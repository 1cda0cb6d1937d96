import { MINUTE } from '../time.ts'
import { addWorking, type CalendarName, type Calendars, workingMs } from './calendar.ts'
import type { ClockName, PolicyRow } from './policy.ts'

/** One running of a clock. Instants and milliseconds are exact; minutes are only for reading. */
export type Run = {
  /** null until stored */
  id: number | null
  clock: ClockName
  policyRowId: number
  calendar: CalendarName
  limitMinutes: number
  warnMinutes: number
  startedAt: Date
  warnAt: Date
  dueAt: Date
  /** a pausing hold lasts since then */
  pausedAt: Date | null
  stoppedAt: Date | null
  /** ended pauses, in working time of the run's own calendar */
  heldMs: number
  /** ended holds in which it was not paused, in working time of its own calendar */
  unpausedMs: number
  /** working time without the pauses, once stopped */
  netMs: number | null
  /** the instant of the missed deadline */
  breachedAt: Date | null
  /** false: ended by dismissal without a miss, "tidak dinilai" */
  judged: boolean
}

/** A hold, of those that pause where its reason was marked so when it began; until null: it lasts. */
export type Pause = { from: Date; until: Date | null }

type Target = Pick<PolicyRow, 'id' | 'clock' | 'calendar' | 'warnMinutes' | 'limitMinutes'>

/** A run starts with the whole limit (SOP, Clocks: run). */
export function startRun(row: Target, at: Date, calendars: Calendars): Run {
  const { clock, calendar, warnMinutes, limitMinutes } = row
  const warnAt = addWorking(calendars[calendar], at, warnMinutes * MINUTE)
  const dueAt = addWorking(calendars[calendar], at, limitMinutes * MINUTE)
  const running = { pausedAt: null, stoppedAt: null, heldMs: 0, unpausedMs: 0, netMs: null, breachedAt: null, judged: true }
  return { id: null, clock, policyRowId: row.id, calendar, limitMinutes, warnMinutes, startedAt: at, warnAt, dueAt, ...running }
}

/** Stopped at or before due is in time; judged by the due instant, never by counted minutes (SOP, Clocks: due). */
export function stopRun(run: Run, at: Date, calendars: Calendars): Run {
  if (run.stoppedAt) return run
  const resumed = resumeRun(run, at, calendars)
  return { ...resumed, stoppedAt: at, netMs: netOf(resumed, at, calendars), breachedAt: missedBy(resumed, at) }
}

/** A run ended by dismissal is not judged, unless missed before (SOP, Clocks: closed and dismissed). */
export function dismissRun(run: Run, at: Date, calendars: Calendars): Run {
  if (run.stoppedAt) return run
  const stopped = stopRun(run, at, calendars)
  return { ...stopped, judged: stopped.breachedAt !== null }
}

/** Holds pause from before or at the deadline on, never after it (SOP, Clocks: holds). */
export function pauseRun(run: Run, at: Date): Run {
  const past = run.stoppedAt ?? run.pausedAt ?? run.breachedAt
  return past || at > run.dueAt ? run : { ...run, pausedAt: at }
}

/** The deadline moves by the held time of the run's own calendar: closed hours neither give nor take any (SOP, Clocks: holds). */
export function resumeRun(run: Run, at: Date, calendars: Calendars): Run {
  if (!run.pausedAt || run.stoppedAt) return run
  const held = workingMs(calendars[run.calendar], run.pausedAt, at)
  const moved = { warnAt: moveBy(held, run.warnAt, run, at, calendars), dueAt: moveBy(held, run.dueAt, run, at, calendars) }
  return { ...run, ...moved, pausedAt: null, heldMs: run.heldMs + held }
}

function moveBy(held: number, instant: Date, run: Run, at: Date, calendars: Calendars): Date {
  if (run.pausedAt && instant < run.pausedAt) return instant
  // Held from the very deadline on, it has no time left: it falls due at the resumption, as nothing does while a hold lasts.
  return latest(addWorking(calendars[run.calendar], instant, held), at)
}

/** Category or priority changed: a run that has not missed comes under the row that now fits; without one it ends unjudged. */
export function refitRun(run: Run, row: Target | undefined, pauses: readonly Pause[], calendars: Calendars, now: Date): Run {
  if (run.stoppedAt || missedBy(run, now)) return run
  return row ? replay(run, row, pauses, calendars) : dismissRun(run, now, calendars)
}

/** A change of calendar recomputes open runs that have not missed their limit (SOP, Clocks: changes). */
export function recalendarRun(run: Run, pauses: readonly Pause[], calendars: Calendars, now: Date): Run {
  return refitRun(run, { ...run, id: run.policyRowId }, pauses, calendars, now)
}

/** The run as it would stand had it begun so: same start, same holds, their minutes in the calendar that now counts. */
function replay(run: Run, row: Target, pauses: readonly Pause[], calendars: Calendars): Run {
  const own = pauses.filter(({ from }) => from >= run.startedAt).sort((a, b) => a.from.getTime() - b.from.getTime())
  const fresh = { ...startRun(row, run.startedAt, calendars), id: run.id }
  return own.reduce((replayed, { from, until }) => {
    const paused = pauseRun(replayed, from)
    return until ? resumeRun(paused, until, calendars) : paused
  }, fresh)
}

/** The instant of the deadline that an open run has missed; nothing falls due while a pausing hold lasts (SOP, Clocks: holds). */
export function missedBy(run: Run, now: Date): Date | null {
  if (run.stoppedAt) return null
  if (run.breachedAt || run.pausedAt) return run.breachedAt
  return now > run.dueAt ? run.dueAt : null
}

/** Held minutes, pausing or not, are reported (SOP, Clocks: holds): what of all ended holds, or of those that its end cut off, did not pause it. */
export function besideHolds(run: Run, holds: readonly Pause[], calendars: Calendars): Run {
  const held = holds.reduce((sum, { from, until }) => {
    const end = earliest(until, run.stoppedAt)
    return end ? sum + workingMs(calendars[run.calendar], latest(from, run.startedAt), end) : sum
  }, 0)
  const unpausedMs = Math.max(0, held - run.heldMs)
  return unpausedMs === run.unpausedMs ? run : { ...run, unpausedMs }
}

/** Working milliseconds of a run without its pauses, until now or until it stopped. */
export function netOf(run: Run, now: Date, calendars: Calendars): number {
  const until = run.pausedAt ?? now
  return run.netMs ?? Math.max(0, workingMs(calendars[run.calendar], run.startedAt, until) - run.heldMs)
}

const latest = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))
const earliest = (a: Date | null, b: Date | null): Date | null =>
  a && b ? new Date(Math.min(a.getTime(), b.getTime())) : (a ?? b)
