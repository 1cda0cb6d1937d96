import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  dateInWita,
  dayAndTime,
  durationWords,
  fullDate,
  fullDateAndTime,
  minutesBetween,
  parseLocal,
  said,
  startOfDayWita,
  systemClock,
  timeOfDay,
  toLocalInput,
  weekdayInWita,
} from '../src/time.ts'

const utc = (text: string): Date => new Date(`${text}Z`)
const wita = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`)

describe('days of WITA', () => {
  test.each([
    ['2026-11-23T15:59:59.999', '2026-11-23', 0],
    ['2026-11-23T16:00:00', '2026-11-24', 1],
    ['2026-12-31T16:00:00', '2027-01-01', 4],
    ['2028-02-28T16:00:00', '2028-02-29', 1],
    ['2026-11-29T15:00:00', '2026-11-29', 6],
  ])('%s UTC is %s', (instant, date, weekday) => {
    expect(dateInWita(utc(instant))).toBe(date)
    expect(weekdayInWita(utc(instant))).toBe(weekday)
  })

  it('begin at 16.00 UTC of the day before', () => {
    expect(startOfDayWita('2027-01-01')).toEqual(utc('2026-12-31T16:00:00'))
  })

  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('%s and %i days is %s', (date, days, sum) => {
    expect(addDays(date, days)).toBe(sum)
  })
})

describe('what a datetime-local field sends', () => {
  test.each([
    ['2026-11-24T14:30', '2026-11-24T06:30:00'],
    ['2026-11-24T14:30:45', '2026-11-24T06:30:45'],
    ['2027-01-01T00:00', '2026-12-31T16:00:00'],
    ['2028-02-29T23:59:59', '2028-02-29T15:59:59'],
  ])('%s is %s UTC', (text, instant) => {
    expect(parseLocal(text)).toEqual(utc(instant))
  })

  test.each([
    ...[
      '',
      '2026-11-24',
      '2026-11-24 14:30',
      '2026-11-24T14:30Z',
      '2026-11-24T14:30+08:00',
      '24-11-2026T14:30',
      '2026-11-24T4:30',
    ],
    ...['2026-02-30T10:00', '2027-02-29T10:00', '2026-13-01T10:00', '2026-00-10T10:00', '2026-11-24T24:00', '2026-11-24T14:60'],
    ...[
      '2026-11-24T14:30:60',
      '2026-11-24T14:30:00.000',
      ' 2026-11-24T14:30',
      '2026-11-24T14:30\n',
      '２０２６-11-24T14:30',
      '+002026-11-24T14:30',
    ],
  ])('%j is refused', (text) => {
    expect(parseLocal(text)).toBeUndefined()
  })

  it('goes back into the field as it came', () => {
    const minutes = fc.integer({ min: Date.parse('1990-01-01') / 60_000, max: Date.parse('2090-01-01') / 60_000 })
    const same = fc.property(minutes, (minute) => {
      const instant = new Date(minute * 60_000)
      expect(parseLocal(toLocalInput(instant))).toEqual(instant)
    })
    fc.assert(same)
  })
})

describe('times in words', () => {
  const tuesday = wita('2026-11-24 14:30:59')

  it('names the day and the hour', () => {
    expect(timeOfDay(tuesday)).toBe('14.30')
    expect(timeOfDay(wita('2026-11-24 00:05'))).toBe('00.05')
    expect(dayAndTime(tuesday)).toBe('Sel 24 Nov 14.30')
    expect(fullDate(wita('2026-08-01 00:00'))).toBe('1 Agustus 2026')
    expect(fullDateAndTime(tuesday)).toBe('24 November 2026 pukul 14.30')
  })

  it('adds the year when it is not that of now in WITA', () => {
    expect(dayAndTime(tuesday, wita('2026-12-31 23:59'))).toBe('Sel 24 Nov 14.30')
    expect(dayAndTime(tuesday, wita('2027-01-01 00:00'))).toBe('Sel 24 Nov 2026 14.30')
  })

  it('knows every weekday and month', () => {
    const weekdays = [23, 24, 25, 26, 27, 28, 29].map((day) => dayAndTime(wita(`2026-11-${day} 12:00`)).split(' ')[0])
    expect(weekdays).toEqual(['Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab', 'Min'])
    const months = Array.from({ length: 12 }, (_, month) => dayAndTime(new Date(Date.UTC(2026, month, 15))).split(' ')[2])
    expect(months).toEqual(['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nov', 'Des'])
  })

  test.each([
    ['2026-11-24 14:30:59', 'baru saja'],
    ['2026-11-24 14:30:00', 'baru saja'],
    ['2026-11-24 14:31:40', 'baru saja'],
    ['2026-11-24 14:29:59', '1 mnt lalu'],
    ['2026-11-24 13:31', '59 mnt lalu'],
    ['2026-11-24 13:30', '1 jam lalu'],
    ['2026-11-24 00:00', '14 jam lalu'],
    ['2026-11-23 23:59', 'kemarin 23.59'],
    ['2026-11-23 00:00', 'kemarin 00.00'],
    ['2026-11-22 23:59', 'Min 22 Nov 23.59'],
    ['2026-11-03 14:20', 'Sel 3 Nov 14.20'],
    ['2025-11-04 14:20', 'Sel 4 Nov 2025 14.20'],
    ['2026-11-24 14:40', 'Sel 24 Nov 14.40'],
    ['2026-11-25 09:00', 'Rab 25 Nov 09.00'],
  ])('%s is %s', (text, words) => {
    expect(said(wita(text), tuesday)).toBe(words)
  })

  it('says minutes rather than yesterday just after midnight', () => {
    expect(said(wita('2026-11-23 23:50'), wita('2026-11-24 00:02'))).toBe('12 mnt lalu')
  })

  test.each([
    [0, '0 mnt'],
    [12, '12 mnt'],
    [59.9, '59 mnt'],
    [60, '1 jam'],
    [65, '1 jam 5 mnt'],
    [47 * 60 + 59, '47 jam 59 mnt'],
    [48 * 60, '48 jam'],
    [48 * 60 + 1, '2 hari'],
    [49 * 60, '2 hari 1 jam'],
    [74 * 60 + 59, '3 hari 2 jam'],
    [400 * 24 * 60, '400 hari'],
  ])('%d minutes are %s', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words)
  })

  it('counts whole minutes', () => {
    expect(minutesBetween(wita('2026-11-24 14:00:30'), wita('2026-11-24 14:02:29'))).toBe(1)
    expect(minutesBetween(wita('2026-11-24 14:02'), wita('2026-11-24 14:00:30'))).toBe(-2)
  })
})

it('takes the time of the machine', () => {
  const before = Date.now()
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before)
})
