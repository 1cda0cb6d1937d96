import { describe, expect, test } from 'vitest'
import { changed, hoursText, kindByName, opensEnough, parseHours, runsAlike } from '../../src/settings/calendar-content.ts'

const NOW = new Date('2026-11-24T10:00:00+08:00')
const DAY = [{ from: 480, to: 960 }]
const WEEK = { weekly: [DAY, DAY, DAY, DAY, DAY, [], []], holidays: [] }
const holiday = (date: string, name = 'Libur') => ({ date, name, kind: 'NATIONAL' as const })

describe('hours as typed', () => {
  test.each([
    ['', []],
    ['08.00–16.00', [{ from: 480, to: 960 }]],
    [
      '8:00-11:30; 13.30 s.d. 16.00',
      [
        { from: 480, to: 690 },
        { from: 810, to: 960 },
      ],
    ],
    ['00.00–24.00', [{ from: 0, to: 1440 }]],
  ])('%s', (text, spans) => {
    expect(parseHours(text)).toEqual(spans)
    expect(parseHours(hoursText(spans))).toEqual(spans)
  })

  test.each([
    ['08.00', /ditulis seperti/],
    ['08.60–10.00', /ditulis seperti/],
    ['08.00–24.01', /ditulis seperti/],
    ['16.00–08.00', /sesudah jam mulai/],
    ['08.00–08.00', /sesudah jam mulai/],
    ['08.00–12.00, 12.00–16.00', /jeda/],
    ['08.00–12.00, 11.00–16.00', /jeda/],
    ['13.00–16.00, 08.00–12.00', /jeda/],
  ])('%s is refused in words', (text, why) => {
    expect(parseHours(text)).toMatch(why)
  })
})

test('a calendar that opens for less than an hour a week is not enough', () => {
  expect(opensEnough(WEEK, NOW)).toBe(true)
  const weekly = (to: number) => [[{ from: 480, to }], [], [], [], [], [], []]
  expect(opensEnough({ weekly: weekly(480 + 59), holidays: [] }, NOW)).toBe(false)
  expect(opensEnough({ weekly: weekly(480 + 60), holidays: [] }, NOW)).toBe(true)
  expect(opensEnough({ weekly: [[], [], [], [], [], [], []], holidays: [] }, NOW)).toBe(false)
})

test('names move no clock, days and hours do', () => {
  const before = changed(WEEK, { kind: 'added', holidays: [holiday('2026-12-02'), holiday('2026-12-01')] })
  expect(before.holidays.map(({ date }) => date)).toEqual(['2026-12-01', '2026-12-02'])
  expect(runsAlike(before, changed(before, { kind: 'edited', holiday: holiday('2026-12-01', 'Lain') }))).toBe(true)
  expect(runsAlike(before, changed(before, { kind: 'removed', date: '2026-12-01' }))).toBe(false)
  expect(runsAlike(before, changed(before, { kind: 'hours', weekly: [DAY, DAY, DAY, DAY, [], [], []] }))).toBe(false)
})

test.each([
  ['Cuti Bersama Idulfitri', 'COLLECTIVE'],
  ['Idulfitri', 'LOCAL'],
])('%s is %s', (name, kind) => {
  expect(kindByName(name, 'LOCAL')).toBe(kind)
})
