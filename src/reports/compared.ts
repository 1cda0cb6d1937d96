// Which days the dashboard shows, and which it compares them with.
import { addDays, dateInWita, fullDate, startOfDayWita } from '../time.ts'
import { after, before, type Days, nameOf, type Period, type PeriodKind, periodWith } from './period.ts'

export const PERIOD_WORD: Record<PeriodKind, string> = { day: 'Hari', week: 'Minggu', month: 'Bulan', year: 'Tahun' }

/** earlier: as far as the same day while the period still runs; said: what it is compared with, in words. */
export type Compared = { days: Days; earlier: Days; said: string }

/** Days that have not come yet are left out: ages and what is overdue are those of today. */
export function comparedDays(period: Period, now: Date): Compared {
  const [today, previous] = [dateInWita(now), before(period)]
  const days = { from: period.from, until: earlierOf(period.until, today) }
  if (period.until < today) return { days, earlier: daysOf(previous), said: nameOf(previous) }
  if (period.kind === 'day') return { days, earlier: daysOf(previous), said: `${nameOf(previous)} sehari penuh; ${UNFINISHED}` }
  const until = sameDay(period, previous, today)
  const said = `${nameOf(previous)} sampai akhir hari yang sama (${fullDate(startOfDayWita(until))}); ${UNFINISHED}`
  return { days, earlier: { from: previous.from, until }, said }
}

const UNFINISHED = 'hari ini belum berakhir'

const earlierOf = (...days: string[]): string => days.toSorted()[0] ?? ''
const daysOf = ({ from, until }: Period): Days => ({ from, until })

/** The last day of the one before where it has no such day. */
function sameDay({ kind, from }: Period, previous: Period, today: string): string {
  if (kind === 'year') {
    const day = `${previous.key}${today.slice(4)}`
    return addDays(day, 0) === day ? day : addDays(day, -1)
  }
  const passed = (Date.parse(today) - Date.parse(from)) / 86_400_000
  const day = addDays(previous.from, passed)
  return earlierOf(day, previous.until)
}

/** The one after, unless it has not begun. */
export function laterThan(period: Period, now: Date): Period | null {
  const later = after(period)
  return later.from <= dateInWita(now) ? later : null
}

/** Each kind of period at the place where one is: today's where it lies within, else the first day's. */
export function kindsAt({ from, until }: Period, now: Date): Period[] {
  const today = dateInWita(now)
  const day = from <= today && today <= until ? today : from
  return (['day', 'week', 'month', 'year'] as const).map((kind) => periodWith(kind, day))
}
