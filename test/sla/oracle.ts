import type { Calendar } from '../../src/sla/calendar.ts'
import type { Pause } from '../../src/sla/run.ts'

// Written apart from the code it judges: it looks at every single minute (or second) with a wall calendar in hand, and counts.

/** Right for instants on a whole step, where every opening, closing and pause lies on one too. */
export function countOpen(calendar: Calendar, from: Date, to: Date, step: number, pauses: readonly Pause[] = []): number {
  let counted = 0
  for (let t = from.getTime(); t < to.getTime(); t += step) {
    if (!pauseAt(pauses, t) && openAt(calendar, t)) counted += step
  }
  return counted
}

/** The first instant outside every pause at which so much unpaused open time has gone by; null where the last pause lasts. */
export function firstFull(calendar: Calendar, start: Date, ms: number, step: number, pauses: readonly Pause[] = []): Date | null {
  let counted = 0
  for (let t = start.getTime(); ; t += step) {
    const pause = pauseAt(pauses, t)
    if (pause && pause.until === null) return null
    if (pause) continue
    if (counted >= ms) return new Date(t)
    if (openAt(calendar, t)) counted += step
  }
}

export function openAt(calendar: Calendar, t: number): boolean {
  const wall = t + 8 * 3_600_000
  const day = wallDay(Math.floor(wall / 86_400_000))
  if (calendar.holidays.has(day.date)) return false
  const minute = Math.floor(wall / 60_000) % (24 * 60)
  for (const hours of calendar.weekly[day.weekday] ?? []) if (hours.from <= minute && minute < hours.to) return true
  return false
}

// The last day looked at is kept, because a walk asks for it a thousand times and more.
let last = { day: Number.NaN, date: '', weekday: 0 }

function wallDay(day: number): { date: string; weekday: number } {
  if (last.day === day) return last
  const wall = new Date(day * 86_400_000)
  last = { day, date: wall.toISOString().slice(0, 10), weekday: wall.getUTCDay() === 0 ? 6 : wall.getUTCDay() - 1 }
  return last
}

function pauseAt(pauses: readonly Pause[], t: number): Pause | undefined {
  for (const pause of pauses) if (pause.from.getTime() <= t && (pause.until === null || t < pause.until.getTime())) return pause
  return undefined
}
