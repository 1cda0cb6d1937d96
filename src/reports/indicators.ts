// What a water utility is measured by: shares out of a period's figures and a few counts beside them, and keluhan against connections.
import { type Listed, RATE_COUNTS, type RateCount } from './addresses.ts'
import { type Figures, type Flow, share } from './figures.ts'

/** Numbers and ids only, so that they can be frozen with the figures. */
export type RateCounts = Record<RateCount, number>
/** arrived: keluhan that the Wilayah holds; connections: null, nobody has said how many there are. */
export type Served = { unitId: number; connections: number | null; arrived: number }
/** arrived: all keluhan, those that a Bagian holds too. */
export type Density = { arrived: number; units: Served[] }
export type Indicators = { all: RateCounts; complaints: RateCounts; density: Density }

/** What is set against what. */
const RATES = {
  handled: ['handled', 'arrived'],
  repeated: ['repeated', 'connected'],
  firstContact: ['firstContact', 'closed'],
  reopened: ['reopenedSince', 'closed'],
} as const satisfies Record<string, [part: RateCount | keyof Flow, whole: RateCount | keyof Flow]>
export type RateName = keyof typeof RATES

type Side = { count: number; measure: Listed }
/** share: per mille, null when there is nothing to share. */
export type Rate = { name: RateName; part: Side; whole: Side; share: number | null }

export function ratesOf({ total: { flow } }: Figures, counts: Omit<RateCounts, 'reopenedSince'> & Partial<RateCounts>): Rate[] {
  // Reports that were issued before it was counted set all reopenings of the days against the closings.
  const all = { ...flow, ...counts, reopenedSince: counts.reopenedSince ?? flow.reopened }
  const side = (what: keyof typeof all): Side => ({ count: all[what], measure: measureOf(what) })
  return (Object.keys(RATES) as RateName[]).map((name) => {
    const [part, whole] = RATES[name]
    return { name, part: side(part), whole: side(whole), share: share(all[part], all[whole]) }
  })
}

const measureOf = (what: RateCount | keyof Flow): Listed => (isRateCount(what) ? { of: 'rate', what } : { of: 'flow', what })
const isRateCount = (what: RateCount | keyof Flow): what is RateCount => (RATE_COUNTS as readonly string[]).includes(what)

/** What Kepmendagri 47/1999 asks for, by the counts themselves: a rounded share may say more than they do. Not final while days are still to come. */
export function handledVerdict({ part, whole }: Pick<Rate, 'part' | 'whole'>, isOver: boolean): string | null {
  if (whole.count === 0) return null
  const kept = 100 * part.count >= 80 * whole.count
  if (isOver) return `${kept ? 'Tercapai' : 'Belum tercapai'}: ${ASKED}`
  return `Sementara ${kept ? 'sudah' : 'belum'} tercapai; periode ini masih berjalan. ${ASKED}`
}
const ASKED = 'Kepmendagri 47/1999 meminta paling sedikit 80%.'

/** Keluhan of units that serve no connections. */
export const arrivedElsewhere = ({ arrived, units }: Density): number =>
  units.reduce((rest, unit) => rest - unit.arrived, arrived)

/** To the hundredth; null where the number of connections is not known. */
export const perThousand = (arrived: number, connections: number | null): number | null =>
  connections ? Math.round((arrived * 100_000) / connections) / 100 : null

/** All connections; null as long as one Wilayah's number is not known, for then the whole is not. */
export function allConnections({ units }: Density): number | null {
  if (units.length === 0) return null
  return units.reduce<number | null>(
    (sum, { connections }) => (sum === null || connections === null ? null : sum + connections),
    0,
  )
}
