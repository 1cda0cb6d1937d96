import type { Calendars } from './calendar.ts'
import { CLOCKS, type ClockName, type Milestone, type PolicyVersion, rowFor, type Traits } from './policy.ts'
import { besideHolds, dismissRun, netOf, type Pause, pauseRun, type Run, refitRun, resumeRun, startRun, stopRun } from './run.ts'

/** Under what the clocks of a complaint run: the policy of its arrival, what it is, and the calendars. versions: all, for runs begun under another. */
export type Terms = Traits & { version: PolicyVersion; versions: readonly PolicyVersion[]; calendars: Calendars }

/**
 * All runs after a milestone: it stops the open runs that lead to it and starts the clocks that begin with it. A clock that
 * has run before starts again only by a second escalation or by restart, Terima pengaduan never (SOP, Clocks: run).
 */
export function reach(runs: readonly Run[], milestone: Milestone, at: Date, terms: Terms): Run[] {
  // A report ends the hold too: a run that leads beyond it goes on.
  const running = milestone === 'REPORTED' ? resumeAll(runs, at, terms.calendars) : runs
  const stopped = running.map((run) => (endOf(run, terms) === milestone ? stopRun(run, at, terms.calendars) : run))
  const starting = CLOCKS.filter((clock) =>
    hasRun(runs, clock) ? restartsAt(clock, milestone) : startsAt(clock, milestone, terms),
  )
  return [...stopped, ...starting.flatMap((clock) => begin(clock, at, terms))]
}

/**
 * A return or reopening restarts Input & penjelasan, a transfer or sending back Tindak lanjut (SOP, Clocks: run). Open runs of
 * that step and of later ones end.
 */
export function restart(runs: readonly Run[], clock: Exclude<ClockName, 'RECEIVE'>, at: Date, terms: Terms): Run[] {
  const ending: readonly ClockName[] = CLOCKS.slice(CLOCKS.indexOf(clock))
  const ended = runs.map((run) => (ending.includes(run.clock) ? stopRun(run, at, terms.calendars) : run))
  return [...ended, ...begin(clock, at, terms)]
}

/** CLOSED and DISMISSED stop every open run; nothing falls due afterwards. */
export function endAll(
  runs: readonly Run[],
  at: Date,
  { dismissed, calendars }: { dismissed: boolean; calendars: Calendars },
): Run[] {
  return runs.map((run) => (dismissed ? dismissRun(run, at, calendars) : stopRun(run, at, calendars)))
}

/** A pausing hold begins. */
export const pauseAll = (runs: readonly Run[], at: Date): Run[] => runs.map((run) => pauseRun(run, at))

/** A pausing hold ends while the work goes on. */
export const resumeAll = (runs: readonly Run[], at: Date, calendars: Calendars): Run[] =>
  runs.map((run) => resumeRun(run, at, calendars))

/** After a step: held time of the runs that it found open or began; those that had stopped stay as they are. */
export const besideAll = (before: readonly Run[], runs: readonly Run[], holds: readonly Pause[], calendars: Calendars): Run[] =>
  runs.map((run) => (run.stoppedAt && before.includes(run) ? run : besideHolds(run, holds, calendars)))

/** When a complaint came to its milestones. */
export type Reached = Partial<Record<Milestone, Date | null>>

/** Category or priority changed: terms are the new ones. A run that now leads to where the complaint has been already stopped there. */
export function refitAll(
  runs: readonly Run[],
  pauses: readonly Pause[],
  now: Date,
  { calendars, ...terms }: Terms,
  reached: Reached = {},
): Run[] {
  return runs.map((run) => {
    const row = rowFor(terms.version, run.clock, terms)
    const ended = row && reached[row.to]
    if (!ended || ended < run.startedAt) return refitRun(run, row, pauses, calendars, now)
    const refitted = refitRun(run, row, until(ended, pauses), calendars, now)
    return refitted === run ? run : stopRun(refitted, ended, calendars)
  })
}

const until = (end: Date, pauses: readonly Pause[]): Pause[] =>
  pauses.filter(({ from }) => from <= end).map((pause) => (pause.until && pause.until <= end ? pause : { ...pause, until: end }))

/** Net milliseconds of all runs of a clock, to be held against its one limit: passing work on buys nobody time. */
export function sumOfRuns(runs: readonly Run[], clock: ClockName, now: Date, calendars: Calendars): number {
  return runs.filter((run) => run.clock === clock).reduce((sum, run) => sum + netOf(run, now, calendars), 0)
}

/** The open run that runs out first; a paused one only when every open run is paused. */
export function nextRun(runs: readonly Run[]): Run | undefined {
  const byDue = runs.filter((run) => !run.stoppedAt).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  return byDue.find((run) => !run.pausedAt) ?? byDue[0]
}

/** The earliest deadline of runs that are open and not paused, missed ones included. */
export const nextDue = (runs: readonly Run[]): Date | null => earliest(runs, 'dueAt')

/** The earliest warning of runs that are open and not paused. */
export const nextWarn = (runs: readonly Run[]): Date | null => earliest(runs, 'warnAt')

function earliest(runs: readonly Run[], column: 'dueAt' | 'warnAt'): Date | null {
  const instants = runs.filter((run) => !run.stoppedAt && !run.pausedAt).map((run) => run[column].getTime())
  return instants.length > 0 ? new Date(Math.min(...instants)) : null
}

function begin(clock: ClockName, at: Date, terms: Terms): Run[] {
  const row = rowFor(terms.version, clock, terms)
  return row ? [startRun(row, at, terms.calendars)] : []
}

const hasRun = (runs: readonly Run[], clock: ClockName): boolean => runs.some((run) => run.clock === clock)

const startsAt = (clock: ClockName, milestone: Milestone, terms: Terms): boolean =>
  rowFor(terms.version, clock, terms)?.from === milestone

const restartsAt = (clock: ClockName, milestone: Milestone): boolean => clock === 'FOLLOW_UP' && milestone === 'ESCALATED'

/** Where its own row says: a corrected arrival may have brought the complaint under another version, and moves no run. */
const endOf = (run: Run, { versions }: Terms): Milestone | undefined =>
  versions.flatMap(({ rows }) => rows).find(({ id }) => id === run.policyRowId)?.to
