// The address of the complaints behind a figure: which days, which kind, what was counted, and what of it.
import { CLOCKS, type ClockName } from '../sla/policy.ts'
import { DISMISSAL_REASON } from '../words.ts'
import { AGES, DIMENSIONS, type Dimension, FLOW, type Flow } from './figures.ts'

export const CLOCK_COUNTS = ['kept', 'late', 'unjudged', 'wholeKept', 'wholeLate', 'counted'] as const
export type ClockCount = (typeof CLOCK_COUNTS)[number]

/**
 * What a figure counts. Runs of a clock may be several of one complaint: kept, late and unjudged count runs, everything else complaints. Dismissal is
 * that of submissions that arrived, dismissed whatever was dismissed in the days.
 */
export type Measure =
  | { of: 'flow'; what: keyof Flow }
  | { of: 'overdue' }
  | { of: 'clock'; clock: ClockName; what: ClockCount }
  | { of: 'age'; age: number }
  | { of: 'dismissal'; reason: string }
  | { of: 'dismissed'; reason: string }
  | { of: 'heat'; weekday: number; hour: number }
/** What indicators set against the figures: complaints that arrived, and for firstContact and reopenedSince times that one was closed. */
export const RATE_COUNTS = ['handled', 'connected', 'repeated', 'firstContact', 'reopenedSince'] as const
export type RateCount = (typeof RATE_COUNTS)[number]
/** Whatever has complaints behind it. */
export type Listed = Measure | { of: 'rate'; what: RateCount }
/** Kelurahan are too many to be told apart in every figure; only arrivals are. */
export type Part = { by: Dimension | 'special' | 'village'; id: number | string | boolean | null }
/** Units that serve no connections: Humas, the Bagian, and a Wilayah no longer in use. */
export const OTHER_UNITS = { by: 'unit', id: 'lain' } as const satisfies Part
/** The days and the kind (null: all) that a page of figures is about. */
export type Span = { from: string; until: string; kind: string | null }

export const LIST = '/dasbor/aduan'

export function listHref({ from, until, kind }: Span, measure: Listed, part?: Part): string {
  const query = new URLSearchParams({ dari: from, sampai: until, ukuran: nameOf(measure) })
  if (kind) query.set('jenis', kind)
  if (part) query.set('menurut', part.by)
  if (part && part.id !== null) query.set('nilai', String(part.id))
  return `${LIST}?${query}`
}

/** As a link in a report: the list that it leads to leads back there. */
export const fromReport = (href: string, key: string): string => `${href}&laporan=${key}`

/** 'arrived', 'handled', 'overdue', 'RECEIVE.kept', 'age.2', 'dismissal.SPAM', 'dismissed.SPAM', 'heat.1.13' */
export function nameOf(measure: Listed): string {
  if (measure.of === 'flow' || measure.of === 'rate') return measure.what
  if (measure.of === 'clock') return `${measure.clock}.${measure.what}`
  if (measure.of === 'age') return `age.${measure.age}`
  if (measure.of === 'dismissal' || measure.of === 'dismissed') return `${measure.of}.${measure.reason}`
  return measure.of === 'heat' ? `heat.${measure.weekday}.${measure.hour}` : measure.of
}

/** Every figure by its name. */
export const MEASURES: ReadonlyMap<string, Measure> = new Map(
  (
    [
      ...FLOW.map((what) => ({ of: 'flow', what }) as const),
      { of: 'overdue' },
      ...CLOCKS.flatMap((clock) => CLOCK_COUNTS.map((what) => ({ of: 'clock', clock, what }) as const)),
      ...[...AGES, null].map((_, age) => ({ of: 'age', age }) as const),
      ...Object.keys(DISMISSAL_REASON).flatMap((reason) => [
        { of: 'dismissal', reason } as const,
        { of: 'dismissed', reason } as const,
      ]),
      ...Array.from(
        { length: 7 * 24 },
        (_, cell) => ({ of: 'heat', weekday: 1 + Math.floor(cell / 24), hour: cell % 24 }) as const,
      ),
    ] satisfies Measure[]
  ).map((measure): [string, Measure] => [nameOf(measure), measure]),
)

/** Every figure, and what indicators count beside them. */
export const LISTED: ReadonlyMap<string, Listed> = new Map([
  ...MEASURES,
  ...RATE_COUNTS.map((what): [string, Listed] => [what, { of: 'rate', what }]),
])

export const isDimension = (text: string): text is Part['by'] =>
  text === 'special' || text === 'village' || (DIMENSIONS as readonly string[]).includes(text)
