import { DAY, HOUR, weekdayInWita } from '../../../src/time.ts'
import arrivals from '../data/arrivals-by-weekday-and-hour.json' with { type: 'json' }
import type { Random } from './random.ts'

const WITA = 8 * HOUR

/** Instants in order, as often by weekday and hour as complaints came elsewhere. */
export function drawArrivals(random: Random, from: Date, until: Date, count: number): Date[] {
  const hours = hoursBetween(from, until)
  const total = hours.reduce((sum, { weight }) => sum + weight, 0)
  const drawn = Array.from({ length: count }, () => {
    const hour = hourAt(hours, random.next() * total)
    return new Date(Math.max(from.getTime(), Math.min(until.getTime(), hour + Math.floor(random.next() * HOUR))))
  })
  return drawn.sort((a, b) => a.getTime() - b.getTime())
}

function hoursBetween(from: Date, until: Date) {
  const first = Math.floor(from.getTime() / HOUR) * HOUR
  const count = Math.ceil((until.getTime() - first) / HOUR)
  return Array.from({ length: count }, (_, index) => {
    const start = first + index * HOUR
    return { start, weight: weightOf(new Date(start)) }
  })
}

function weightOf(at: Date): number {
  const hour = Math.floor(((at.getTime() + WITA) % DAY) / HOUR)
  return arrivals.byWeekdayAndHour[weekdayInWita(at)]?.[hour] ?? 0
}

function hourAt(hours: readonly { start: number; weight: number }[], drawn: number): number {
  let left = drawn
  for (const { start, weight } of hours) {
    left -= weight
    if (left < 0) return start
  }
  throw new Error('No hour to draw an arrival from')
}
