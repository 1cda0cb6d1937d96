// What is measured in the field, its limits as the office keeps them, and how a reading reads against them. Pure.

/** Inclusive, save where the rule says "less than". */
export type Limits = { low: number | null; high: number | null }
export type Measure = Limits & {
  id: number
  code: string
  name: string
  unit: string
  /** Digits after the comma. */
  decimals: number
  /** The office has confirmed the limits. */
  confirmed: boolean
  version: number
  /** Which categories ask for it. */
  categories: number[]
}
/** With the limits as they were when it was taken. */
export type Reading = Limits & { measureId: number; value: number }

/** What the office may change of a measure. */
export type MeasureDraft = Limits & { confirmed: boolean; categories: number[] }
/** What the trail keeps of a change; names as they were then. */
export type MeasureChange = {
  id: number
  name: string
  unit: string
  before: Limits & { confirmed: boolean }
  after: Limits & { confirmed: boolean }
  added: string[]
  removed: string[]
}

/** What a gauge can show at most; more is a slip of the pen. */
const MOST: Record<string, number> = { TEKANAN: 25, KEKERUHAN: 4_000, SISA_KLOR: 20, ANGKA_METER: 9_999_999 }
export const mostOf = ({ code }: Pick<Measure, 'code'>): number => MOST[code] ?? 1_000_000

/** Permenkes 2/2023 wants turbidity below its limit, not at it. */
const BELOW = new Set(['KEKERUHAN'])
export const upperWords = ({ code }: Pick<Measure, 'code'>): string => (BELOW.has(code) ? 'Kurang dari' : 'Paling banyak')

export const isMet = ({ value, low, high }: Omit<Reading, 'measureId'>, { code }: Pick<Measure, 'code'>): boolean | null => {
  if (low === null && high === null) return null
  return (low === null || value >= low) && (high === null || (BELOW.has(code) ? value < high : value <= high))
}

/** 'paling sedikit 0,5 bar', 'kurang dari 3 NTU', '0,2–0,5 mg/L', 'tanpa batas' */
export function limitText({ low, high }: Limits, { code, unit }: Pick<Measure, 'code' | 'unit'>): string {
  if (low !== null && high !== null) return `${numberText(low)}–${numberText(high)} ${unit}`
  if (low !== null) return `paling sedikit ${numberText(low)} ${unit}`
  if (high !== null) return `${upperWords({ code }).toLowerCase()} ${numberText(high)} ${unit}`
  return 'tanpa batas'
}

export const numberText = (value: number): string => value.toLocaleString('id', { maximumFractionDigits: 6 })

/** A reading as pages and papers say it; met: null, there was no limit. */
export type ReadingShown = { name: string; value: string; limit: string; met: boolean | null; verdict: string }

export function readingShown(reading: Reading, measures: readonly Measure[]): ReadingShown {
  const measure = measures.find(({ id }) => id === reading.measureId) ?? UNKNOWN
  const met = isMet(reading, measure)
  const limit = `${limitText(reading, measure)}${met === null || measure.confirmed ? '' : ', perlu dikonfirmasi'}`
  const verdict = met === null ? 'tanpa batas' : met ? 'memenuhi' : 'tidak memenuhi'
  return { name: measure.name, value: `${numberText(reading.value)} ${measure.unit}`.trim(), limit, met, verdict }
}

const UNKNOWN = { code: '', name: 'Pengukuran', unit: '', confirmed: true }

/** '0,7 bar: memenuhi (paling sedikit 0,5 bar)' */
export const readingText = ({ value, verdict, met, limit }: ReadingShown): string =>
  met === null ? value : `${value}: ${verdict} (${limit})`

/** The trail's words, to follow the name of who did it. */
export function measureSentence({ name, unit, before, after, added, removed }: MeasureChange): string {
  const said = (limits: Limits) => limitText(limits, { code: '', unit })
  const limits = said(before) !== said(after) && `batas ${said(before)} menjadi ${said(after)}`
  const mark = before.confirmed !== after.confirmed && (after.confirmed ? 'batas dikonfirmasi' : 'batas perlu dikonfirmasi lagi')
  const asks = added.length > 0 && `ditanyakan juga untuk ${added.join(', ')}`
  const stops = removed.length > 0 && `tidak lagi ditanyakan untuk ${removed.join(', ')}`
  return `mengubah pengukuran ${name}: ${[limits, mark, asks, stops].filter(Boolean).join('; ')}`
}
