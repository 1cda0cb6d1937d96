import { describe, expect, test } from 'vitest'
import { isDate, readCalendarFile } from '../../src/settings/ics.ts'

const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((event) => ['BEGIN:VEVENT', event, 'END:VEVENT']), 'END:VCALENDAR'].join(
    '\r\n',
  )
const lines = (...parts: string[]) => parts.join('\r\n')
const days = (...events: string[]) => readCalendarFile(file(...events)).days?.map(({ date, name }) => `${date} ${name}`)
const whyLeft = (event: string) => {
  const read = readCalendarFile(file(event))
  expect(read.days).toEqual([])
  return read.fault === undefined ? read.left[0]?.why : undefined
}

describe('days of an event', () => {
  test.each([
    ['one day', 'DTSTART;VALUE=DATE:20270101', '', ['2027-01-01 Libur']],
    ['a date without saying so', 'DTSTART:20270101', '', ['2027-01-01 Libur']],
    [
      'the end is the day after',
      'DTSTART;VALUE=DATE:20270310',
      'DTEND;VALUE=DATE:20270312',
      ['2027-03-10 Libur', '2027-03-11 Libur'],
    ],
    [
      'over the end of a month',
      'DTSTART;VALUE=DATE:20270228',
      'DTEND;VALUE=DATE:20270302',
      ['2027-02-28 Libur', '2027-03-01 Libur'],
    ],
    ['an end at the start', 'DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270101', ['2027-01-01 Libur']],
    ['a duration', 'DTSTART;VALUE=DATE:20270101', 'DURATION:P2D', ['2027-01-01 Libur', '2027-01-02 Libur']],
    ['midnight of a zone', 'DTSTART;TZID=Asia/Makassar:20270101T000000', '', ['2027-01-01 Libur']],
    ['midnight in WITA, told in UTC', 'DTSTART:20261231T160000Z', 'DTEND:20270101T160000Z', ['2027-01-01 Libur']],
  ])('%s', (_name, start, end, expected) => {
    expect(days(lines(start, ...(end ? [end] : []), 'SUMMARY:Libur'))).toEqual(expected)
  })

  test('come in order, each once: the first name counts', () => {
    const event = (date: string, name: string) => lines(`DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`)
    expect(days(event('20270302', 'B'), event('20270301', 'A'), event('20270302', 'C'))).toEqual(['2027-03-01 A', '2027-03-02 B'])
  })
})

test('names are unfolded and unescaped, and stay one line', () => {
  const summary = lines('SUMMARY:Cuti bersama\\, Idulfitri\\; 1448 H', ' ijriah\\nhari kedua', '\t \\\\ akhir')
  expect(days(lines('DTSTART;VALUE=DATE:20270312', summary))).toEqual([
    '2027-03-12 Cuti bersama, Idulfitri; 1448 Hijriah hari kedua \\ akhir',
  ])
})

test.each([
  ['a timed event', lines('DTSTART:20270101T090000', 'SUMMARY:Rapat'), /sehari penuh/],
  ['a day that does not exist', lines('DTSTART;VALUE=DATE:20270231', 'SUMMARY:X'), /tanggalnya/],
  ['half a date', lines('DTSTART;VALUE=DATE:2027', 'SUMMARY:X'), /tanggalnya/],
  ['no date', 'SUMMARY:X', /tanggalnya/],
  ['no name', 'DTSTART;VALUE=DATE:20270101', /tidak bernama/],
  ['a long name', lines('DTSTART;VALUE=DATE:20270101', `SUMMARY:${'a'.repeat(121)}`), /120/],
  ['a repeating one', lines('DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY', 'SUMMARY:X'), /berulang/],
  ['a cancelled one', lines('DTSTART;VALUE=DATE:20270101', 'STATUS:CANCELLED', 'SUMMARY:X'), /dibatalkan/],
  ['one without end', lines('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:21990101', 'SUMMARY:X'), /60 hari/],
  ['an end that cannot be read', lines('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:2027', 'SUMMARY:X'), /lamanya/],
])('%s is left out with the reason', (_name, event, why) => {
  expect(whyLeft(event)).toMatch(why)
})

test.each([
  ['nothing', ''],
  ['words', 'hari libur 2027'],
  ['a cut file', file(lines('DTSTART;VALUE=DATE:20270101', 'SUMMARY:X')).slice(0, -15)],
  ['another component', 'BEGIN:VCARD\r\nFN:X\r\nEND:VCARD'],
  ['a calendar without events', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'],
  ['hostile names', 'BEGIN:__PROTO__\r\nEND:__PROTO__'],
])('%s is told to be no calendar file', (_name, text) => {
  expect(readCalendarFile(text).fault).toMatch(/berkas kalender/i)
})

test('what one day alone would take for ever is refused', () => {
  const many = Array.from({ length: 10 }, (_, n) =>
    lines(`DTSTART;VALUE=DATE:20${30 + n}0101`, `DTEND;VALUE=DATE:20${30 + n}0225`, 'SUMMARY:X'),
  )
  expect(readCalendarFile(file(...many)).fault).toMatch(/lebih dari 400 hari/)
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['1999-12-31', false],
  ['2026-1-1', false],
  ['', false],
  ['99999-01-01', false],
])('%s is a date: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected)
})
