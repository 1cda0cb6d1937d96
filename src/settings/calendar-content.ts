// The working calendar as the office keeps it: hours of the week with their breaks, and days off. What may be changed, and into what.
import type { HolidayKind } from '../generated/enums.ts'
import { type Calendar, type Hours, workingMs } from '../sla/calendar.ts'
import { DAY, HOUR } from '../time.ts'
import type { Holiday } from './master.ts'

export const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const
export const HOLIDAY_KIND: Record<HolidayKind, string> = {
  NATIONAL: 'Libur nasional',
  COLLECTIVE: 'Cuti bersama',
  LOCAL: 'Libur daerah',
}

/** Hours by weekday, Monday first; days off in order of their dates. */
export type OfficeCalendar = { weekly: Hours[][]; holidays: Holiday[] }

export type CalendarChange =
  | { kind: 'hours'; weekly: Hours[][] }
  | { kind: 'added'; holidays: Holiday[] }
  | { kind: 'edited'; holiday: Holiday }
  | { kind: 'removed'; date: string }

/** The calendar as it will be. */
export function changed({ weekly, holidays }: OfficeCalendar, change: CalendarChange): OfficeCalendar {
  switch (change.kind) {
    case 'hours':
      return { weekly: change.weekly, holidays }
    case 'added':
      return { weekly, holidays: inOrder([...holidays, ...change.holidays]) }
    case 'edited':
      return { weekly, holidays: holidays.map((one) => (one.date === change.holiday.date ? change.holiday : one)) }
    case 'removed':
      return { weekly, holidays: holidays.filter(({ date }) => date !== change.date) }
  }
}

/** What clocks know of it. */
export const forClocks = ({ weekly, holidays }: OfficeCalendar): Calendar => ({
  weekly,
  holidays: new Set(holidays.map(({ date }) => date)),
})

/** Whether clocks run alike in both: names and kinds of days off move nothing. */
export const runsAlike = (one: OfficeCalendar, other: OfficeCalendar): boolean => clockText(one) === clockText(other)

const clockText = ({ weekly, holidays }: OfficeCalendar): string => JSON.stringify([weekly, holidays.map(({ date }) => date)])

// A clock that finds no open minutes within five years cannot be told when it runs out: an hour a week is far from that.
const LEAST_A_YEAR = 52 * HOUR

/** Whether the year from this instant on has open time enough for every clock. */
export const opensEnough = (calendar: OfficeCalendar, now: Date): boolean =>
  workingMs(forClocks(calendar), now, new Date(now.getTime() + 366 * DAY)) >= LEAST_A_YEAR

/** Reads '08.00–11.30, 13.30–16.00' (nothing: closed); gives what is wrong in words instead. */
export function parseHours(text: string): Hours[] | string {
  const parts = text.split(/[,;\n]/).filter((part) => part.trim() !== '')
  const spans: Hours[] = []
  for (const part of parts) {
    const match = /^\s*(\d{1,2})[.:](\d\d)\s*(?:-|–|—|s\.?d\.?|sampai)\s*(\d{1,2})[.:](\d\d)\s*$/i.exec(part)
    const [from, to] = match ? [minuteOf(match[1], match[2]), minuteOf(match[3], match[4])] : []
    if (from === undefined || to === undefined) return `ditulis seperti 08.00–16.00, bukan “${part.trim().slice(0, 40)}”.`
    if (to <= from) return `jam selesai harus sesudah jam mulai (${spanText({ from, to })}).`
    const before = spans.at(-1)
    if (before && from <= before.to)
      return `${spanText({ from, to })} harus mulai sesudah ${timeText(before.to)}, dengan jeda di antaranya.`
    spans.push({ from, to })
  }
  return spans
}

/** The way back: '08.00–11.30, 13.30–16.00'. */
export const hoursText = (spans: readonly Hours[]): string => spans.map(spanText).join(', ')

export const kindByName = (name: string, otherwise: HolidayKind): HolidayKind =>
  /cuti\s+bersama/i.test(name) ? 'COLLECTIVE' : otherwise

export const inOrder = (holidays: Holiday[]): Holiday[] => holidays.sort((a, b) => a.date.localeCompare(b.date))

const spanText = ({ from, to }: Hours): string => `${timeText(from)}–${timeText(to)}`

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`

function minuteOf(hours = '', minutes = ''): number | undefined {
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= 24 * 60 ? minute : undefined
}
