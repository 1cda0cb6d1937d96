import fc from 'fast-check'
import type { Calendar } from '../../src/sla/calendar.ts'
import { at, MIN, plus } from './samples.ts'

/** Any hours of a day, from none to three spans, midnight to midnight among them. */
const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 })
  .map((halfHours) => halfHours.sort((a, b) => a - b).map((half) => half * 30))
  .map((bounds) => bounds.flatMap((from, i) => (i % 2 === 0 && bounds[i + 1] ? [{ from, to: bounds[i + 1] as number }] : [])))

// Month ends, year ends, a leap day, and an ordinary week.
const anchors = ['2026-11-23', '2026-12-30', '2027-02-26', '2028-02-27'].map((date) => at(`${date} 00:00`))

/** Calendars with some holidays among the days in question, and always open on some. */
export const anyCalendar: fc.Arbitrary<Calendar> = fc
  .tuple(fc.array(day, { minLength: 6, maxLength: 6 }), fc.array(fc.nat(6), { maxLength: 3 }), fc.constantFrom(...anchors))
  .map(([days, off, from]) => ({
    weekly: [...days.slice(0, 2), [{ from: 9 * 60, to: 17 * 60 }], ...days.slice(2)],
    holidays: new Set(
      off.map((n) =>
        plus(from, n * 24 * 60 * MIN + 8 * 60 * MIN)
          .toISOString()
          .slice(0, 10),
      ),
    ),
  }))

/** Instants on whole minutes of the week after an anchor. */
export const anyInstant: fc.Arbitrary<Date> = fc
  .tuple(fc.constantFrom(...anchors), fc.nat(7 * 24 * 60))
  .map(([from, minutes]) => plus(from, minutes * MIN))
