import { DAY, dateInWita, MINUTE, startOfDayWita, weekdayInWita } from '../time.ts'

export const CALENDARS = ['OFFICE_HOURS', 'ROUND_THE_CLOCK'] as const
export type CalendarName = (typeof CALENDARS)[number]

/** Open from the first minute of the WITA day until before the second: 08.00–16.00 is { from: 480, to: 960 }. */
export type Hours = { from: number; to: number }

/** Open hours by weekday, Monday first, each day's in order and apart; on a holiday ('2026-12-25') none. */
export type Calendar = { weekly: readonly (readonly Hours[])[]; holidays: ReadonlySet<string> }

export type Calendars = Record<CalendarName, Calendar>

export const ROUND_THE_CLOCK: Calendar = {
  weekly: Array.from({ length: 7 }, () => [{ from: 0, to: 24 * 60 }]),
  holidays: new Set(),
}

// A calendar that opens too seldom is a fault of its settings, to be told instead of searched for ever.
const HORIZON = 5 * 366 * DAY

/** Open milliseconds between two instants; 0 when the second is not after the first. */
export function workingMs(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0
  for (const span of openings(calendar, from.getTime(), to.getTime())) sum += span.closes - span.opens
  return sum
}

/**
 * The first instant at which so many open milliseconds are full: at closing time, not at the next opening (SOP, Clocks: due).
 * With none to wait for it is the start itself, open or not. Throws when they are not full within five years.
 */
export function addWorking(calendar: Calendar, start: Date, ms: number): Date {
  if (ms <= 0) return start
  let left = ms
  for (const { opens, closes } of openings(calendar, start.getTime(), start.getTime() + HORIZON)) {
    if (left <= closes - opens) return new Date(opens + left)
    left -= closes - opens
  }
  throw new Error(`The calendar has no ${ms / MINUTE} open minutes within five years of ${start.toISOString()}`)
}

/** Whether work goes on at this instant; at closing time it no longer does. */
export const isOpen = (calendar: Calendar, at: Date): boolean => workingMs(calendar, at, new Date(at.getTime() + 1)) > 0

/** The open spans between two instants, in order and cut to them. */
function* openings(calendar: Calendar, from: number, to: number): Generator<{ opens: number; closes: number }> {
  const first = startOfDayWita(dateInWita(new Date(from))).getTime()
  for (let midnight = first; midnight < to; midnight += DAY) {
    for (const hours of hoursOf(calendar, new Date(midnight))) {
      const opens = Math.max(from, midnight + hours.from * MINUTE)
      const closes = Math.min(to, midnight + hours.to * MINUTE)
      if (opens < closes) yield { opens, closes }
    }
  }
}

// Days, weekdays and holidays are those of WITA, not of UTC (SOP, Clocks: policy).
function hoursOf(calendar: Calendar, midnight: Date): readonly Hours[] {
  const hours = calendar.weekly[weekdayInWita(midnight)] ?? []
  return hours.length > 0 && calendar.holidays.has(dateInWita(midnight)) ? [] : hours
}
