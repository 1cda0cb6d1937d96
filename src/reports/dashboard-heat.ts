// When complaints come in: hours of the day by weekdays.
import type { Counting } from './dashboard-counting.ts'
import type { Figures } from './figures.ts'
import { WEEKDAYS } from './measure-words.ts'

const STEPS = 5

/** Hours below each other, weekdays beside: it fits a phone. level: how strong the colour is that repeats the number. */
export function heatOf({ heat }: Figures, at: Counting) {
  const most = Math.max(1, ...heat.flat())
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    label: `${String(hour).padStart(2, '0')}.00`,
    cells: heat.map((row, day) => {
      const count = row[hour] ?? 0
      const measure = { of: 'heat', weekday: day + 1, hour } as const
      return { ...at.now(count, measure), level: Math.ceil((count / most) * STEPS), name: `${WEEKDAYS[day]} ${hour}.00` }
    }),
  }))
  return { weekdays: WEEKDAYS, hours }
}
