import { addWorking, type Calendar, isOpen, workingMs } from '../../../src/sla/calendar.ts'
import { DAY, MINUTE } from '../../../src/time.ts'
import { HOLIDAYS } from '../holidays.ts'
import { OFFICE_HOURS } from '../office-hours.ts'

const OFFICE: Calendar = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) =>
    OFFICE_HOURS.filter(({ weekday }) => weekday === day).map(({ from, until }) => ({ from, to: until })),
  ),
  holidays: new Set(HOLIDAYS.map(({ date }) => date)),
}

// Longer than the longest row of days off.
const LOOK_BACK = 30 * DAY

export const inOfficeHours = (at: Date): boolean => isOpen(OFFICE, at)

/** After so many minutes of office hours, and never at closing time itself: nobody acts at sixteen hundred sharp. */
export function officeLater(at: Date, minutes: number): Date {
  const later = addWorking(OFFICE, at, minutes * MINUTE)
  return inOfficeHours(later) ? later : addWorking(OFFICE, later, MINUTE)
}

/** The last instant from which so many minutes of office hours lie before `now`. */
export function officeEarlier(now: Date, minutes: number): Date {
  let early = now.getTime() - LOOK_BACK
  let late = now.getTime()
  while (late - early > 1_000) {
    const middle = (early + late) / 2
    if (workingMs(OFFICE, new Date(middle), now) >= minutes * MINUTE) early = middle
    else late = middle
  }
  return new Date(early)
}
