import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { percentile, share } from '../../src/reports/figures.ts'
import {
  type Days,
  instantsOf,
  isOver,
  nameOf,
  after as next,
  type PeriodKind,
  periodOf,
  periodWith,
  before as previous,
} from '../../src/reports/period.ts'
import { spansOf } from '../../src/reports/tallies.ts'
import { dateInWita } from '../../src/time.ts'
import { tenths } from './counting.ts'

const DAY = 86_400_000
const KINDS: PeriodKind[] = ['day', 'week', 'month', 'year']
const dayAfter = (day: string, days = 1) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

/** Each day between two, both included, one after the other. */
function daysOf({ from, until }: Days): string[] {
  const days = []
  for (let day = from; day <= until; day = dayAfter(day)) days.push(day)
  return days
}

const anyDay = fc
  .integer({ min: Date.parse('2001-01-01') / DAY, max: Date.parse('2190-12-31') / DAY })
  .map((day) => dayAfter('1970-01-01', day))

describe('a period', () => {
  test.each([
    ['2026-11-24', 'day', '2026-11-24', '2026-11-24'],
    ['2024-02-29', 'day', '2024-02-29', '2024-02-29'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2100-02', 'month', '2100-02-01', '2100-02-28'],
    ['2025-12', 'month', '2025-12-01', '2025-12-31'],
    ['2024', 'year', '2024-01-01', '2024-12-31'],
    ['2026-W48', 'week', '2026-11-23', '2026-11-29'],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03'],
    ['2024-W01', 'week', '2024-01-01', '2024-01-07'],
    ['2025-W01', 'week', '2024-12-30', '2025-01-05'],
    ['2000-01-01', 'day', '2000-01-01', '2000-01-01'],
    ['2199-12-31', 'day', '2199-12-31', '2199-12-31'],
  ])('%s is a %s from %s to %s', (key, kind, from, until) => {
    expect(periodOf(key)).toEqual({ key, kind, from, until })
  })

  test.each([
    ...['', '1999', '2200', '2026-13', '2026-00', '2026-1', '2026-02-29', '2100-02-29', '2026-04-31', '2026-11-00'],
    ...['2026-W00', '2025-W53', '2026-W54', '2026-W1', '2026-w48', '26-11-24', '2026-11-24T00:00', ' 2026', '2026 ', 'hari ini'],
  ])('%j names none', (key) => {
    expect(periodOf(key)).toBeUndefined()
  })

  it('of each kind holds its day, and borders on the one before and the one after', () => {
    const holds = fc.property(anyDay, fc.constantFrom(...KINDS), (day, kind) => {
      const period = periodWith(kind, day)
      expect(period.kind).toBe(kind)
      expect(daysOf(period)).toContain(day)
      expect(periodOf(period.key)).toEqual(period)
      expect(dayAfter(previous(period).until)).toBe(period.from)
      expect(next(period).from).toBe(dayAfter(period.until))
      expect(previous(next(period))).toEqual(period)
    })
    fc.assert(holds)
  })

  it('of each kind is as long as the calendar says', () => {
    const long = fc.property(anyDay, (day) => {
      const [week, month] = [periodWith('week', day), periodWith('month', day)]
      expect(daysOf(week)).toHaveLength(7)
      expect(new Date(week.from).getUTCDay()).toBe(1)
      // The week of a year is that of its Thursday.
      expect(week.key.slice(0, 4)).toBe(dayAfter(week.from, 3).slice(0, 4))
      expect(daysOf(month).every((one) => one.startsWith(month.key))).toBe(true)
      expect(dayAfter(month.until).slice(8)).toBe('01')
      expect(periodWith('year', day)).toMatchObject({ from: `${day.slice(0, 4)}-01-01`, until: `${day.slice(0, 4)}-12-31` })
    })
    fc.assert(long)
  })

  it('counts its weeks without a gap over many years', () => {
    for (let week = periodWith('week', '2001-01-01'); week.from < '2060'; week = next(week)) {
      const [year, number] = week.key.split('-W').map(Number)
      const { key } = next(week)
      expect([`${year}-W${String(Number(number) + 1).padStart(2, '0')}`, `${Number(year) + 1}-W01`]).toContain(key)
    }
  })

  test.each([
    ['2026-11-24', 'Selasa 24 November 2026'],
    ['2026-W48', '23 – 29 November 2026'],
    ['2026-W49', '30 November 2026 – 6 Desember 2026'],
    ['2025-W01', '30 Desember 2024 – 5 Januari 2025'],
    ['2026-11', 'November 2026'],
    ['2026', '2026'],
  ])('%s is called %s', (key, name) => {
    const period = periodOf(key)
    expect(period && nameOf(period)).toBe(name)
  })

  test.each([
    ['2026-11-24', '2026-11-23T16:00:00.000Z', '2026-11-24T16:00:00.000Z'],
    ['2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2024-02-29', '2024-02-28T16:00:00.000Z', '2024-02-29T16:00:00.000Z'],
    ['2024', '2023-12-31T16:00:00.000Z', '2024-12-31T16:00:00.000Z'],
  ])('%s begins and ends at midnight in WITA', (key, begin, end) => {
    const period = periodOf(key) as Days
    expect(instantsOf(period)).toEqual({ begin: new Date(begin), end: new Date(end) })
    expect([begin, new Date(Date.parse(end) - 1)].map((at) => dateInWita(new Date(at)))).toEqual([period.from, period.until])
    expect(dateInWita(new Date(Date.parse(begin) - 1))).toBe(dayAfter(period.from, -1))
    expect(dateInWita(new Date(end))).toBe(dayAfter(period.until))
  })

  test.each([
    ['2026-12-31', '2026-12-31T23:59:59.999+08:00', false],
    ['2026-12-31', '2027-01-01T00:00:00.000+08:00', true],
    ['2026', '2026-12-31T23:59:59.999+08:00', false],
    ['2026', '2027-01-01T00:00:00.000+08:00', true],
    ['2024-02', '2024-02-29T23:59:59.999+08:00', false],
    ['2024-02', '2024-03-01T00:00:00.000+08:00', true],
  ])('%s at %s is over: %s', (key, now, over) => {
    const period = periodOf(key)
    expect(period && isOver(period, new Date(now))).toBe(over)
  })
})

describe('days added up by spans', () => {
  const anySpan = fc.tuple(anyDay, fc.nat(800), fc.integer({ min: -900, max: 900 }))

  it('are each there once, in order, and what is not over is apart', () => {
    const once = fc.property(anySpan, ([from, length, ago]) => {
      const [until, today] = [dayAfter(from, length), dayAfter(from, ago)]
      const spans = spansOf({ from, until }, today)
      expect(spans.flatMap(daysOf)).toEqual(daysOf({ from, until }))
      for (const span of spans) expect([span, span.over]).toEqual([span, span.until < today])
      expect(spans.filter(({ over }) => !over).length).toBe(until >= today ? 1 : 0)
    })
    fc.assert(once, { numRuns: 500 })
  })

  it('are taken by whole months and whole weeks, not day by day', () => {
    const whole = fc.property(anySpan, ([from, length, ago]) => {
      const [until, today] = [dayAfter(from, length), dayAfter(from, ago)]
      const fits = (days: Days) => days.until <= until && days.until < today
      for (const span of spansOf({ from, until }, today).filter(({ over }) => over)) {
        const [longest] = [periodWith('month', span.from), periodWith('week', span.from), periodWith('day', span.from)].filter(
          (period) => period.from === span.from && fits(period),
        )
        expect(span.until).toBe(longest?.until)
      }
    })
    fc.assert(whole, { numRuns: 500 })
  })

  test.each([
    ['a year that is over: twelve months', '2024-01-01', '2024-12-31', '2025-01-01', 12, 0],
    [
      'a year on its last day: eleven months, four weeks, two days, and the rest',
      '2024-01-01',
      '2024-12-31',
      '2024-12-31',
      17,
      1,
    ],
    ['a month that is over: itself', '2024-02-01', '2024-02-29', '2024-03-01', 1, 0],
    ['a month on 29 February: four weeks and the days around them', '2024-02-01', '2024-02-29', '2024-02-29', 10, 1],
    ['today', '2024-02-29', '2024-02-29', '2024-02-29', 0, 1],
    ['what is still to come', '2024-03-01', '2024-03-31', '2024-02-29', 0, 1],
    ['a week that is over', '2024-02-26', '2024-03-03', '2024-03-04', 1, 0],
  ])('%s', (_, from, until, today, over, rest) => {
    const spans = spansOf({ from, until }, today)
    expect([spans.filter((span) => span.over).length, spans.filter((span) => !span.over).length]).toEqual([over, rest])
  })

  it('are none where the last day lies before the first', () => {
    expect(spansOf({ from: '2024-03-02', until: '2024-03-01' }, '2024-03-05')).toEqual([])
  })
})

describe('the middle and nine tenths', () => {
  it('are the smallest numbers that so many do not exceed', () => {
    const naive = fc.property(fc.array(fc.nat(50), { maxLength: 60 }), fc.constantFrom(5, 9), (minutes, portion) => {
      const histogram = Object.entries(Object.groupBy(minutes, String)).map(([one, all]) => ({
        minutes: Number(one),
        count: all?.length ?? 0,
      }))
      expect(percentile(histogram.reverse(), portion / 10)).toBe(tenths(minutes, portion))
    })
    fc.assert(naive, { numRuns: 1_000 })
  })

  it('of the same minutes in several rows are those of all of them', () => {
    const rows = [
      { minutes: 7, count: 1 },
      { minutes: 3, count: 2 },
      { minutes: 7, count: 2 },
    ]
    expect([percentile(rows, 0.4), percentile(rows, 0.41), percentile(rows, 0.9)]).toEqual([3, 7, 7])
  })

  it('do not fall on the next number by a fault of rounding, however many there are', () => {
    for (let tens = 1; tens < 20_000; tens++) {
      const rows = [
        { minutes: 1, count: 9 * tens },
        { minutes: 2, count: tens },
      ]
      expect(percentile(rows, 0.9)).toBe(1)
    }
  })
})

it('a share is the nearest per mille, and nothing where there is nothing to share', () => {
  const nearest = fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (part, more) => {
    const whole = part + more
    const found = share(part, whole)
    if (whole === 0 || found === null) return expect([whole, found]).toEqual([0, null])
    expect(Math.abs(found * whole - part * 1_000) * 2).toBeLessThanOrEqual(whole)
    expect(found).toBeLessThanOrEqual(1_000)
  })
  fc.assert(nearest)
  expect([share(0, 0), share(0, 3), share(1, 3), share(2, 3), share(3, 3), share(1, 2_000)]).toEqual([
    null,
    0,
    333,
    667,
    1_000,
    1,
  ])
})
