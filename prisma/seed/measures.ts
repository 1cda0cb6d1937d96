import type { CategoryCode } from './categories.ts'

type MeasureRow = {
  code: string
  name: string
  unit: string
  decimals: number
  low: number | null
  high: number | null
  /** Which complaints ask for it. */
  asked: readonly CategoryCode[]
}

const LEAKS = ['BOCOR_PIPA_DINAS', 'BOCOR_PIPA_DISTRIBUSI', 'BOCOR_SETELAH_METER'] as const
const QUALITY = ['KERUH_BERBAU', 'KUALITAS_LAINNYA'] as const
const METERS = ['METER_RUSAK', 'SALAH_CATAT', 'TAGIHAN_MELONJAK'] as const

/** Limits of drinking water after Permenkes 2/2023, of pressure after usual practice; none is confirmed by the office yet. */
export const MEASURES: readonly MeasureRow[] = [
  {
    ...{ code: 'TEKANAN', name: 'Tekanan air', unit: 'bar', decimals: 2, low: 0.5, high: null },
    asked: ['TIDAK_MENGALIR', 'TEKANAN_RENDAH', ...LEAKS],
  },
  { ...{ code: 'KEKERUHAN', name: 'Kekeruhan', unit: 'NTU', decimals: 2, low: null, high: 3 }, asked: QUALITY },
  { ...{ code: 'SISA_KLOR', name: 'Sisa klor bebas', unit: 'mg/L', decimals: 2, low: 0.2, high: 0.5 }, asked: QUALITY },
  {
    ...{ code: 'ANGKA_METER', name: 'Angka meter', unit: 'm³', decimals: 0, low: null, high: null },
    asked: [...METERS, 'BOCOR_SETELAH_METER'],
  },
]
