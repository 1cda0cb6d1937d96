// What each figure is called, and by which definition it is explained, the same on every page, paper and sheet.
import { CLOCK, DISMISSAL_REASON } from '../words.ts'
import type { ClockCount, Listed, RateCount } from './addresses.ts'
import type { Definitions } from './definitions.ts'
import { AGES, type Dimension, type Flow } from './figures.ts'

export const FLOW_WORD: Record<keyof Flow, string> = {
  opening: 'Terbuka pada awal',
  arrived: 'Masuk',
  reopened: 'Dibuka kembali',
  closed: 'Selesai',
  dismissed: 'Tidak dilanjutkan',
  open: 'Terbuka pada akhir',
}

export const CLOCK_COUNT_WORD: Record<ClockCount, string> = {
  kept: 'tepat waktu',
  late: 'terlambat',
  unjudged: 'tidak dinilai',
  wholeKept: 'seluruh waktu dalam batas',
  wholeLate: 'seluruh waktu melewati batas',
  counted: 'dihitung dalam median',
}

/** A clock runs anew for each transfer, return and reopening: kept, late and unjudged count each of its runs. */
export const RUN_WORD = 'hitungan waktu'
export const WHOLE_WORD = 'Seluruh waktu dalam batas'
export const P90_WORD = '90% selesai dalam'

/** Held minutes by whether the clock stood still meanwhile (SOP, Clocks: holds). */
export const HELD_WORD = {
  held: 'Tertunda, menghentikan waktu',
  unpaused: 'Tertunda, tidak menghentikan waktu',
} as const

export const OVERDUE_WORD = 'Terlambat'

/** What the office is measured by, beside its own limits. */
export const INDICATOR_WORD = {
  handled: 'Tertangani',
  density: 'Keluhan per 1.000 sambungan',
  repeated: 'Berulang dalam 30 hari',
  firstContact: 'Selesai pada kontak pertama',
  reopened: 'Dibuka kembali',
} as const
/** Whoever serves no connections. */
export const OTHER_UNITS_WORD = 'Humas, Bagian, dan unit lain'
export type IndicatorName = keyof typeof INDICATOR_WORD

const RATE_COUNT_WORD: Record<RateCount, string> = {
  handled: INDICATOR_WORD.handled,
  connected: 'Masuk dengan nomor sambungan',
  repeated: INDICATOR_WORD.repeated,
  firstContact: INDICATOR_WORD.firstContact,
  reopenedSince: 'Selesai, lalu dibuka kembali',
}

export const DIMENSION_WORD: Record<Dimension | 'village', string> = {
  unit: 'Unit',
  category: 'Kategori',
  channel: 'Kanal',
  district: 'Kecamatan',
  kind: 'Jenis',
  officer: 'Petugas',
  village: 'Kelurahan',
}

export const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu']

/** 'umur 2 – 3 hari' */
export function ageWord(age: number): string {
  const [from, until] = [age === 0 ? 0 : (AGES[age - 1] ?? 0) + 1, AGES[age]]
  if (until === undefined) return `lebih dari ${AGES.at(-1)} hari`
  if (until === 0) return 'hari yang sama'
  return from === until ? `${from} hari` : `${from} – ${until} hari`
}

export function measureWord(measure: Listed): string {
  if (measure.of === 'flow') return FLOW_WORD[measure.what]
  if (measure.of === 'rate') return RATE_COUNT_WORD[measure.what]
  if (measure.of === 'overdue') return OVERDUE_WORD
  if (measure.of === 'clock') return `${CLOCK[measure.clock]}: ${CLOCK_COUNT_WORD[measure.what]}`
  if (measure.of === 'age') return `Terbuka, ${ageWord(measure.age)}`
  if (measure.of === 'dismissal') return `Kiriman tidak dilanjutkan: ${reasonWord(measure.reason).toLowerCase()}`
  if (measure.of === 'dismissed') return `Tidak dilanjutkan: ${reasonWord(measure.reason).toLowerCase()}`
  return `Masuk ${WEEKDAYS[measure.weekday - 1]} pukul ${String(measure.hour).padStart(2, '0')}.00`
}

export const reasonWord = (reason: string): string => DISMISSAL_REASON[reason as keyof typeof DISMISSAL_REASON] ?? reason

/** What belongs to an indicator is explained with it. */
const EXPLAINED_BY: Record<RateCount, IndicatorName> = {
  handled: 'handled',
  connected: 'repeated',
  repeated: 'repeated',
  firstContact: 'firstContact',
  reopenedSince: 'reopened',
}

export function measureMeaning(measure: Listed, definitions: Definitions): string {
  if (measure.of === 'flow') return definitions[`flow_${measure.what}` as const]
  if (measure.of === 'rate') return definitions[`indicator_${EXPLAINED_BY[measure.what]}` as const]
  if (measure.of === 'dismissed') return definitions.flow_dismissed
  return measure.of === 'heat' ? definitions.flow_arrived : definitions[measure.of]
}

type Meaning = [word: string, meaning: string]

/** What was open, came in and left, and what was overdue. */
export const flowMeanings = (definitions: Definitions): Meaning[] => [
  ...(Object.keys(FLOW_WORD) as (keyof Flow)[]).map((what): Meaning => [FLOW_WORD[what], definitions[`flow_${what}` as const]]),
  [OVERDUE_WORD, definitions.overdue],
]

export const indicatorMeanings = (definitions: Definitions): Meaning[] =>
  (Object.keys(INDICATOR_WORD) as IndicatorName[]).map((name) => [
    INDICATOR_WORD[name],
    definitions[`indicator_${name}` as const],
  ])
