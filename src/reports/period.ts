// A day, a week, a month or a year of WITA: what is reported on, and what it is compared with.
import { addDays, dateInWita, fullDate, startOfDayWita, weekdayInWita } from '../time.ts'

export type PeriodKind = 'day' | 'week' | 'month' | 'year'
/** key: '2026-11-24', '2026-W48', '2026-11' or '2026'; both dates are included. */
export type Days = { from: string; until: string }
export type Period = Days & { kind: PeriodKind; key: string }

/** Undefined for what names no period of the years 2000 to 2199. */
export const periodOf = (key: string): Period | undefined => (/^(20|21)\d\d(-|$)/.test(key) ? read(key) : undefined)

function read(key: string): Period | undefined {
  if (/^\d{4}$/.test(key)) return { kind: 'year', key, from: `${key}-01-01`, until: `${key}-12-31` }
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(key))
    return { kind: 'month', key, from: `${key}-01`, until: addDays(`${nextMonth(key)}-01`, -1) }
  if (/^\d{4}-\d\d-\d\d$/.test(key)) return addDays(key, 0) === key ? { kind: 'day', key, from: key, until: key } : undefined
  const [, year = '', week = ''] = /^(\d{4})-W(\d\d)$/.exec(key) ?? []
  const from = year && addDays(mondayOf(`${year}-01-04`), 7 * (Number(week) - 1))
  return from && weekKey(from) === key ? { kind: 'week', key, from, until: addDays(from, 6) } : undefined
}

/** The period of a kind that a date lies in. */
export function periodWith(kind: PeriodKind, date: string): Period {
  const keys = { day: date, week: weekKey(mondayOf(date)), month: date.slice(0, 7), year: date.slice(0, 4) }
  const period = read(keys[kind]) // what comes before the first that can be asked for is one too
  if (!period) throw new Error(`${date} lies in no ${kind}`)
  return period
}

export const before = ({ kind, from }: Period): Period => periodWith(kind, addDays(from, -1))
export const after = ({ kind, until }: Period): Period => periodWith(kind, addDays(until, 1))

/** Whether its last day has passed, so that its figures change only by corrections. */
export const isOver = ({ until }: Days, now: Date): boolean => until < dateInWita(now)

/** The instant at which it begins, and the one at which it is over. */
export const instantsOf = ({ from, until }: Days): { begin: Date; end: Date } => ({
  begin: startOfDayWita(from),
  end: startOfDayWita(addDays(until, 1)),
})

const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu']

/** 'Selasa 24 November 2026', 'Minggu 23 – 29 November 2026', 'November 2026', '2026'. */
export function nameOf({ kind, key, from, until }: Period): string {
  const [first, last] = [from, until].map((date) => fullDate(startOfDayWita(date)))
  if (kind === 'day') return `${WEEKDAYS[weekdayInWita(startOfDayWita(from))]} ${first}`
  if (kind === 'week') return `${from.slice(0, 7) === until.slice(0, 7) ? Number(from.slice(8)) : first} – ${last}`
  return kind === 'month' ? (last ?? '').replace(/^\d+ /, '') : key
}

const mondayOf = (date: string): string => addDays(date, -weekdayInWita(startOfDayWita(date)))

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekKey(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4)
  const first = mondayOf(`${year}-01-04`)
  const week = 1 + Math.round((Date.parse(monday) - Date.parse(first)) / (7 * 86_400_000))
  return `${year}-W${String(week).padStart(2, '0')}`
}

const nextMonth = (month: string): string => addDays(`${month}-28`, 4).slice(0, 7)

export const REPORT_TITLE: Record<PeriodKind, string> = {
  day: 'Laporan Harian',
  week: 'Laporan Mingguan',
  month: 'Laporan Bulanan',
  year: 'Laporan Tahunan',
}

/** 'Laporan Bulanan November 2026' */
export const reportName = (period: Period): string => `${REPORT_TITLE[period.kind]} ${nameOf(period)}`

/** The periods of which there are reports, as their addresses call them. */
export const REPORT_KIND = { harian: 'day', bulanan: 'month', tahunan: 'year' } as const satisfies Record<string, PeriodKind>
const PATH: Record<PeriodKind, string> = { day: 'harian', week: 'harian', month: 'bulanan', year: 'tahunan' }

export const addressOf = (period: Period): string => `/laporan/${PATH[period.kind]}/${period.key}`
