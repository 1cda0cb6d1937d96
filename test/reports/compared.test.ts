import { expect, test } from 'vitest'
import { comparedDays, kindsAt, laterThan } from '../../src/reports/compared.ts'
import { type Period, periodOf } from '../../src/reports/period.ts'

const period = (key: string): Period => {
  const found = periodOf(key)
  if (!found) throw new Error(key)
  return found
}

test.each([
  // period, now, its days, the days it is compared with, in words
  ['2026-10', '2026-11-24T10:00:00+08:00', '2026-10-01 2026-10-31', '2026-09-01 2026-09-30', 'September 2026'],
  ['2026-11', '2026-11-24T10:00:00+08:00', '2026-11-01 2026-11-24', '2026-10-01 2026-10-24', 'sampai akhir hari yang sama'],
  ['2026-11', '2026-11-30T23:59:59+08:00', '2026-11-01 2026-11-30', '2026-10-01 2026-10-30', '(30 Oktober 2026)'],
  ['2026-11', '2026-12-01T00:00:00+08:00', '2026-11-01 2026-11-30', '2026-10-01 2026-10-31', 'Oktober 2026'],
  ['2026-03', '2026-03-31T10:00:00+08:00', '2026-03-01 2026-03-31', '2026-02-01 2026-02-28', '(28 Februari 2026)'],
  ['2026-W48', '2026-11-24T10:00:00+08:00', '2026-11-23 2026-11-24', '2026-11-16 2026-11-17', '(17 November 2026)'],
  ['2026', '2026-11-24T10:00:00+08:00', '2026-01-01 2026-11-24', '2025-01-01 2025-11-24', '(24 November 2025)'],
  ['2024', '2024-02-29T10:00:00+08:00', '2024-01-01 2024-02-29', '2023-01-01 2023-02-28', '(28 Februari 2023)'],
  ['2025', '2025-12-31T10:00:00+08:00', '2025-01-01 2025-12-31', '2024-01-01 2024-12-31', '(31 Desember 2024)'],
  ['2026-11-24', '2026-11-24T10:00:00+08:00', '2026-11-24 2026-11-24', '2026-11-23 2026-11-23', 'hari ini belum berakhir'],
])('%s at %s', (key, now, days, earlier, said) => {
  const compared = comparedDays(period(key), new Date(now))
  expect(`${compared.days.from} ${compared.days.until}`).toBe(days)
  expect(`${compared.earlier.from} ${compared.earlier.until}`).toBe(earlier)
  expect(compared.said).toContain(said)
})

test('there is nothing after the period that runs', () => {
  const now = new Date('2026-11-30T23:59:59+08:00')
  expect(laterThan(period('2026-11'), now)).toBeNull()
  expect(laterThan(period('2026-10'), now)?.key).toBe('2026-11')
  expect(laterThan(period('2026-11'), new Date('2026-12-01T00:00:00+08:00'))?.key).toBe('2026-12')
})

test('a shorter or longer period is found where one is', () => {
  const now = new Date('2026-11-24T10:00:00+08:00')
  expect(kindsAt(period('2026'), now).map(({ key }) => key)).toEqual(['2026-11-24', '2026-W48', '2026-11', '2026'])
  expect(kindsAt(period('2026-02'), now).map(({ key }) => key)).toEqual(['2026-02-01', '2026-W05', '2026-02', '2026'])
})
