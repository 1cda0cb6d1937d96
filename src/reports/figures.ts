// What a period's figures are. Numbers, codes and ids only, so that they can be frozen and compared.
import { CLOCKS, type ClockName } from '../sla/policy.ts'

export const DIMENSIONS = ['unit', 'category', 'channel', 'district', 'kind', 'officer'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Complaints that were open, came in and left: opening + arrived + reopened = closed + dismissed + open. */
export type Flow = { opening: number; arrived: number; reopened: number; closed: number; dismissed: number; open: number }
export const FLOW = ['opening', 'arrived', 'reopened', 'closed', 'dismissed', 'open'] as const satisfies (keyof Flow)[]

/**
 * How a clock went for the complaints that arrived in the period: runs in time, missed and not judged; complaints whose runs together kept the limit
 * or did not; net minutes of a complaint's runs, once none runs any more, at the middle and at nine tenths; held minutes that paused the clock and, as
 * unpaused, those that did not.
 */
export type ClockFigure = {
  kept: number
  late: number
  unjudged: number
  wholeKept: number
  wholeLate: number
  counted: number
  median: number | null
  p90: number | null
  held: number
  unpaused: number
}

export type Line = { flow: Flow; clocks: Record<ClockName, ClockFigure> }
/** id: of the unit, category, channel or person, the code of the district or kind; null: none was given. */
export type Keyed = Line & { id: number | string | null }

export type Figures = {
  from: string
  until: string
  total: Line
  by: Record<Dimension, Keyed[]>
  /** Those with special needs against the rest. */
  special: Line
  others: Line
  /** Open at the end with a limit that was missed, and its run still going on. */
  overdue: number
  /** Open at the end, by how many days they had been. */
  ageing: number[]
  /** Submissions that were not pursued, by their reason. */
  dismissals: { reason: string; count: number }[]
  /** Arrivals by weekday (Monday first) and hour of the day. */
  heat: number[][]
}

/** Ages of open complaints in whole days: up to the first, the second, …, and older. */
export const AGES = [0, 1, 3, 7, 30] as const

export const NO_FLOW: Flow = { opening: 0, arrived: 0, reopened: 0, closed: 0, dismissed: 0, open: 0 }
export const NO_CLOCK: ClockFigure = {
  ...{ kept: 0, late: 0, unjudged: 0, wholeKept: 0, wholeLate: 0, counted: 0, median: null, p90: null, held: 0, unpaused: 0 },
}
export const emptyLine = (): Line => ({
  flow: { ...NO_FLOW },
  clocks: Object.fromEntries(CLOCKS.map((clock) => [clock, { ...NO_CLOCK }])) as Line['clocks'],
})

/** What is left over when everything that came in or was there is set against what left or is there: always nothing. */
export const imbalance = ({ opening, arrived, reopened, closed, dismissed, open }: Flow): number =>
  opening + arrived + reopened - closed - dismissed - open

/** Parts of a whole in per mille; null where there is nothing to share. Not judged ones are left out by whoever asks. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 1_000) / whole))

/** The smallest of these minutes that a share of the counted ones does not exceed; of a histogram in any order. */
export function percentile(histogram: readonly { minutes: number; count: number }[], portion: number): number | null {
  const inOrder = histogram.toSorted((a, b) => a.minutes - b.minutes)
  const needed = portion * inOrder.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { minutes, count } of inOrder) {
    seen += count
    if (seen >= needed) return minutes
  }
  return null
}
