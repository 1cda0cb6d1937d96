import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addWorking, type Calendar, isOpen, ROUND_THE_CLOCK, workingMs } from '../../src/sla/calendar.ts'
import { anyCalendar, anyInstant } from './arbitraries.ts'
import { countOpen, firstFull, openAt } from './oracle.ts'
import { at, MIN, OFFICE, plus, WITH_PRAYERS } from './samples.ts'

const CLOSED: Calendar = { weekly: [[], [], [], [], [], [], []], holidays: new Set() }
const NIGHT: Calendar = {
  weekly: Array.from({ length: 7 }, () => [
    { from: 0, to: 360 },
    { from: 1320, to: 1440 },
  ]),
  holidays: new Set(),
}

test.each<[string, Calendar, string, string, number]>([
  ['within a day', OFFICE, '2026-11-24 08:00', '2026-11-24 10:30', 150],
  ['before opening counts nothing', OFFICE, '2026-11-24 05:00', '2026-11-24 08:00', 0],
  ['over a night', OFFICE, '2026-11-24 15:30', '2026-11-25 08:10', 40],
  ['over a weekend', OFFICE, '2026-11-27 15:00', '2026-11-30 09:00', 120],
  ['over holidays', OFFICE, '2026-12-23 15:00', '2026-12-28 09:00', 120],
  ['over the year end', OFFICE, '2026-12-31 15:00', '2027-01-04 08:30', 90],
  ['over a break', WITH_PRAYERS, '2026-11-27 11:00', '2026-11-27 14:00', 60],
  ['within a break', WITH_PRAYERS, '2026-11-27 11:45', '2026-11-27 13:15', 0],
  ['over midnight', NIGHT, '2026-11-24 23:00', '2026-11-25 01:00', 120],
  ['round the clock', ROUND_THE_CLOCK, '2026-12-24 23:00', '2026-12-26 01:00', 26 * 60],
  ['seconds and milliseconds', OFFICE, '2026-11-24 15:59:58.750', '2026-11-25 08:00:01.500', 2.75 / 60],
  ['backwards is nothing', OFFICE, '2026-11-24 10:00', '2026-11-24 09:00', 0],
  ['no opening at all', CLOSED, '2026-11-24 10:00', '2027-11-24 09:00', 0],
])('working time %s', (_, calendar, from, to, minutes) => {
  expect(workingMs(calendar, at(from), at(to))).toBe(Math.round(minutes * MIN))
})

test.each<[string, Calendar, string, number, string]>([
  ['within a day', OFFICE, '2026-11-24 08:00', 30, '2026-11-24 08:30'],
  ['full at closing is due at closing, not at the next opening', OFFICE, '2026-11-24 15:30', 30, '2026-11-24 16:00'],
  ['full before a weekend stays before it', OFFICE, '2026-11-27 13:00', 180, '2026-11-27 16:00'],
  ['a minute more goes to the next opening', OFFICE, '2026-11-27 13:00', 181, '2026-11-30 08:01'],
  ['a break is left out', WITH_PRAYERS, '2026-11-27 11:00', 60, '2026-11-27 14:00'],
  ['full at the start of a break', WITH_PRAYERS, '2026-11-27 11:00', 30, '2026-11-27 11:30'],
  ['begun at night', OFFICE, '2026-11-24 22:00', 10, '2026-11-25 08:10'],
  ['begun on a Sunday in WITA that is a Saturday in UTC', OFFICE, '2026-11-29 01:00', 10, '2026-11-30 08:10'],
  ['begun on a Monday in WITA that is a Sunday in UTC', OFFICE, '2026-11-30 07:30', 10, '2026-11-30 08:10'],
  ['over holidays', OFFICE, '2026-12-23 15:50', 30, '2026-12-28 08:20'],
  ['over the year end', OFFICE, '2026-12-31 15:50', 30, '2027-01-04 08:20'],
  ['nothing to wait for, open', OFFICE, '2026-11-24 10:00', 0, '2026-11-24 10:00'],
  ['nothing to wait for, closed: the start itself', OFFICE, '2026-11-24 20:00', 0, '2026-11-24 20:00'],
  ['seconds and milliseconds', OFFICE, '2026-11-24 15:59:58.750', 1, '2026-11-25 08:00:58.750'],
  ['round the clock', ROUND_THE_CLOCK, '2026-12-31 23:00', 180, '2027-01-01 02:00'],
])('working time added: %s', (_, calendar, start, minutes, full) => {
  expect(addWorking(calendar, at(start), minutes * MIN)).toEqual(at(full))
})

describe('a calendar that cannot be right', () => {
  it('is told, and not searched for ever', () => {
    expect(() => addWorking(CLOSED, at('2026-11-24 10:00'), 30 * MIN)).toThrow(
      'no 30 open minutes within five years of 2026-11-24T02:00',
    )
  })
})

test.each([
  ['2026-11-24 07:59:59.999', false],
  ['2026-11-24 08:00', true],
  ['2026-11-24 15:59:59.999', true],
  ['2026-11-24 16:00', false],
  ['2026-11-28 10:00', false],
  ['2026-12-25 10:00', false],
])('at %s open is %s', (instant, open) => {
  expect(isOpen(OFFICE, at(instant))).toBe(open)
})

describe('against the oracle', () => {
  const span = fc.nat(2 * 24 * 60).map((minutes) => minutes * MIN)

  it('counts the open minutes between two instants', () => {
    const same = fc.property(anyCalendar, anyInstant, span, (calendar, from, length) => {
      const to = plus(from, length)
      expect(workingMs(calendar, from, to)).toBe(countOpen(calendar, from, to, MIN))
    })
    fc.assert(same, { numRuns: 2_000 })
  })

  it('finds the first instant at which the minutes are full', () => {
    const same = fc.property(anyCalendar, anyInstant, fc.nat(400), (calendar, start, minutes) => {
      expect(addWorking(calendar, start, minutes * MIN)).toEqual(firstFull(calendar, start, minutes * MIN, MIN))
    })
    fc.assert(same, { numRuns: 2_000 })
  })

  it('counts seconds around openings and closings', () => {
    const edge = fc
      .constantFrom('2026-11-27 07:50', '2026-11-27 11:20', '2026-11-27 13:20', '2026-11-27 15:50', '2026-12-31 15:50')
      .map(at)
    const same = fc.property(edge, fc.nat(1_200), fc.nat(900), (near, later, seconds) => {
      const from = plus(near, later * 1_000)
      const to = plus(from, seconds * 1_000)
      expect(workingMs(WITH_PRAYERS, from, to)).toBe(countOpen(WITH_PRAYERS, from, to, 1_000))
    })
    fc.assert(same, { numRuns: 2_000 })
  })

  it('loses no millisecond: what is added is counted again, and nothing less would do', () => {
    const same = fc.property(
      anyCalendar,
      anyInstant,
      fc.nat(MIN - 1),
      fc.integer({ min: 1, max: 300 * MIN }),
      (calendar, minute, ms, wait) => {
        const start = plus(minute, ms)
        const full = addWorking(calendar, start, wait)
        expect(workingMs(calendar, start, full)).toBe(wait)
        expect(workingMs(calendar, start, plus(full, -1))).toBe(wait - 1)
      },
    )
    fc.assert(same, { numRuns: 2_000 })
  })

  it('is open when the oracle says so', () => {
    fc.assert(fc.property(anyCalendar, anyInstant, (calendar, t) => isOpen(calendar, t) === openAt(calendar, t.getTime())))
  })
})
