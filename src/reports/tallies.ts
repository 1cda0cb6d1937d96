// What a span of days is counted into, and how spans are added up to the figures of a longer time, exactly.
import type { ClockName } from '../sla/policy.ts'
import { addDays, startOfDayWita, weekdayInWita } from '../time.ts'
import {
  type ClockFigure,
  DIMENSIONS,
  type Dimension,
  emptyLine,
  type Figures,
  type Flow,
  type Keyed,
  type Line,
  percentile,
} from './figures.ts'
import type { RateCounts } from './indicators.ts'
import type { Days } from './period.ts'

/** What a row is told apart by, and its value there; null: the whole. */
export type Place = { by: Dimension | 'special' | null; id: string | number | boolean | null }
export type ClockCounts = Omit<ClockFigure, 'median' | 'p90'>
/** What comes in and goes out: it adds up over days, as what is there at their ends does not. */
export type Moves = Omit<Flow, 'opening' | 'open'>
export type Tallies = {
  flows: (Place & Moves)[]
  clocks: (Place & { clock: ClockName } & ClockCounts)[]
  /** How many complaints took so many net minutes, in any order. */
  minutes: (Place & { clock: ClockName; took: [minutes: number, count: number][] })[]
  heat: { weekday: number; hour: number; count: number }[]
  dismissals: { reason: string; count: number }[]
  /** Arrivals by kelurahan, where one is given. */
  villages: { code: string; count: number }[]
  /** By when they had arrived: how many complaints more are done at the end of the days than at their beginning. */
  handled: { arrived: string; count: number }[]
  /** Arrivals: submissions of the public, those with a connection, and those of one that was complained about before. */
  submissions: number
  connected: number
  repeated: number
  /** Closings of what was never passed on, and closings after which a complaint was opened again. */
  firstContact: number
  reopenedSince: number
}
/** How many were open at the end of a day. */
export type Standing = (Place & { count: number })[]

/** The days before today as whole months, else whole weeks, else single days; and the rest, which still changes. */
export function spansOf({ from, until }: Days, today: string): (Days & { over: boolean })[] {
  const spans: (Days & { over: boolean })[] = []
  const last = until < today ? until : addDays(today, -1)
  let day = from
  while (day <= last) {
    const ends = [endOfMonth(day), endOfWeek(day), day]
    const end = ends.find((one) => one !== null && one <= last) ?? day
    spans.push({ from: day, until: end, over: true })
    day = addDays(end, 1)
  }
  return day <= until ? [...spans, { from: day, until, over: false }] : spans
}

const endOfMonth = (day: string): string | null =>
  day.endsWith('-01') ? addDays(`${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1) : null
const endOfWeek = (day: string): string | null => (weekdayInWita(startOfDayWita(day)) === 0 ? addDays(day, 6) : null)

/** Spans that follow one another, with what was open before the first and at the end of the last. */
export function figuresOf(spans: readonly Tallies[], opening: Standing, open: Standing): Tallied {
  const lines = new Lines()
  for (const row of opening) lines.of(row).flow.opening = row.count
  for (const row of open) lines.of(row).flow.open = row.count
  for (const row of spans.flatMap(({ flows }) => flows)) {
    const { flow } = lines.of(row)
    for (const name of MOVES) flow[name] += row[name]
  }
  for (const row of spans.flatMap(({ clocks }) => clocks)) {
    const figure = lines.of(row).clocks[row.clock]
    for (const name of COUNTED) figure[name] += row[name]
  }
  const minutes = Map.groupBy(
    spans.flatMap((one) => one.minutes),
    ({ by, id, clock }) => `${by} ${id} ${clock}`,
  )
  for (const parts of minutes.values()) {
    const [first] = parts
    if (!first) continue
    const histogram = histogramOf(parts.flatMap(({ took }) => took))
    Object.assign(lines.of(first).clocks[first.clock], {
      median: percentile(histogram, 0.5),
      p90: percentile(histogram, 0.9),
    })
  }
  return { ...lines.all(), heat: heatOf(spans), dismissals: dismissalsOf(spans) }
}

/** Each number of minutes once, the fewest first. */
function histogramOf(took: readonly [minutes: number, count: number][]): { minutes: number; count: number }[] {
  const counts = new Map<number, number>()
  for (const [minutes, count] of took) counts.set(minutes, (counts.get(minutes) ?? 0) + count)
  return [...counts].map(([minutes, count]) => ({ minutes, count })).sort((a, b) => a.minutes - b.minutes)
}

type Tallied = Pick<Figures, 'total' | 'by' | 'special' | 'others' | 'heat' | 'dismissals'>
export const MOVES = ['arrived', 'reopened', 'closed', 'dismissed'] as const satisfies (keyof Moves)[]
const COUNTED = [
  'kept',
  'late',
  'unjudged',
  'wholeKept',
  'wholeLate',
  'counted',
  'held',
  'unpaused',
] as const satisfies (keyof ClockCounts)[]

type Summed = 'submissions' | 'connected' | 'repeated' | 'firstContact' | 'reopenedSince'
export const sumOf = (spans: readonly Tallies[], what: Summed): number => spans.reduce((sum, one) => sum + one[what], 0)

/** Spans that follow one another from a day on: what of their arrivals is done at their end is the sum of what became so, and no longer was. */
export const ratesIn = (spans: readonly Tallies[], from: string): RateCounts => ({
  handled: spans
    .flatMap(({ handled }) => handled)
    .filter(({ arrived }) => arrived >= from)
    .reduce((sum, { count }) => sum + count, 0),
  connected: sumOf(spans, 'connected'),
  repeated: sumOf(spans, 'repeated'),
  firstContact: sumOf(spans, 'firstContact'),
  reopenedSince: sumOf(spans, 'reopenedSince'),
})

export type Growth = { code: string; count: number; before: number }

/** Kelurahan of which more came in than in the days before, the greatest difference first, at most ten. */
export function growthOf(spans: readonly Tallies[], earlier: readonly Tallies[]): Growth[] {
  const [now, then] = [spans, earlier].map((some) => {
    const counts = new Map<string, number>()
    for (const { code, count } of some.flatMap(({ villages }) => villages)) counts.set(code, (counts.get(code) ?? 0) + count)
    return counts
  })
  return [...(now ?? [])]
    .map(([code, count]) => ({ code, count, before: then?.get(code) ?? 0 }))
    .filter(({ count, before }) => count > before)
    .sort((a, b) => b.count - b.before - (a.count - a.before) || b.count - a.count || a.code.localeCompare(b.code))
    .slice(0, 10)
}

/** Lines by what they are told apart by, made when first asked for. */
class Lines {
  readonly #total = emptyLine()
  readonly #special = { true: emptyLine(), false: emptyLine() }
  readonly #by = Object.fromEntries(DIMENSIONS.map((by) => [by, new Map()])) as Record<Dimension, Map<Keyed['id'], Keyed>>

  of({ by, id }: Place): Line {
    if (by === null) return this.#total
    if (by === 'special') return id === true ? this.#special.true : this.#special.false
    const key = id as Keyed['id']
    const line = this.#by[by].get(key) ?? { id: key, ...emptyLine() }
    this.#by[by].set(key, line)
    return line
  }

  all(): Pick<Figures, 'total' | 'by' | 'special' | 'others'> {
    const by = Object.fromEntries(DIMENSIONS.map((one) => [one, [...this.#by[one].values()].sort(byId)])) as Figures['by']
    return { total: this.#total, by, special: this.#special.true, others: this.#special.false }
  }
}

/** Always in the same order, so that equal figures are written alike; what was not given stands last. */
function byId({ id: a }: Keyed, { id: b }: Keyed): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : 1
}

function heatOf(spans: readonly Tallies[]): Figures['heat'] {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { weekday, hour, count } of spans.flatMap(({ heat }) => heat)) {
    const row = grid[weekday - 1]
    if (row) row[hour] = (row[hour] ?? 0) + count
  }
  return grid
}

function dismissalsOf(spans: readonly Tallies[]): Figures['dismissals'] {
  const reasons = Map.groupBy(
    spans.flatMap(({ dismissals }) => dismissals),
    ({ reason }) => reason,
  )
  return [...reasons]
    .map(([reason, rows]) => ({ reason, count: rows.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
}
