import type { UnitCode } from './units.ts'

export type CategoryRow = {
  code: string
  name: string
  service: 'WATER' | 'WASTEWATER' | null
  technical: boolean
  /** null: the Wilayah of the kelurahan */
  unit: UnitCode | null
  priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
}

export const CATEGORIES = [
  { code: 'TIDAK_MENGALIR', name: 'Tidak mengalir', service: 'WATER', technical: true, unit: null, priority: 'HIGH' },
  { code: 'TEKANAN_RENDAH', name: 'Tekanan rendah', service: 'WATER', technical: true, unit: null, priority: 'NORMAL' },
  { code: 'KERUH_BERBAU', name: 'Keruh atau berbau', service: 'WATER', technical: true, unit: null, priority: 'HIGH' },
  {
    code: 'KUALITAS_LAINNYA',
    name: 'Kualitas air lainnya',
    service: 'WATER',
    technical: true,
    unit: 'PRODUKSI',
    priority: 'HIGH',
  },
  { code: 'BOCOR_PIPA_DINAS', name: 'Bocor pipa dinas', service: 'WATER', technical: true, unit: null, priority: 'HIGH' },
  {
    code: 'BOCOR_PIPA_DISTRIBUSI',
    name: 'Bocor pipa distribusi',
    service: 'WATER',
    technical: true,
    unit: 'DISTRIBUSI',
    priority: 'URGENT',
  },
  { code: 'BOCOR_SETELAH_METER', name: 'Bocor setelah meter', service: 'WATER', technical: true, unit: null, priority: 'NORMAL' },
  { code: 'METER_RUSAK', name: 'Meter rusak atau macet', service: 'WATER', technical: true, unit: null, priority: 'NORMAL' },
  { code: 'METER_HILANG', name: 'Meter hilang', service: 'WATER', technical: true, unit: null, priority: 'HIGH' },
  { code: 'BEKAS_GALIAN', name: 'Bekas galian', service: null, technical: true, unit: null, priority: 'NORMAL' },
  {
    code: 'MOBIL_TANGKI',
    name: 'Permintaan mobil tangki',
    service: 'WATER',
    technical: true,
    unit: 'DISTRIBUSI',
    priority: 'HIGH',
  },
  {
    code: 'LIMBAH_MELUAP',
    name: 'Air limbah meluap atau tersumbat',
    service: 'WASTEWATER',
    technical: true,
    unit: 'LIMBAH',
    priority: 'URGENT',
  },
  { code: 'SEDOT_TINJA', name: 'Sedot tinja', service: 'WASTEWATER', technical: true, unit: 'LIMBAH', priority: 'NORMAL' },
  { code: 'SALAH_CATAT', name: 'Salah catat meter', service: 'WATER', technical: false, unit: null, priority: 'NORMAL' },
  { code: 'TAGIHAN_MELONJAK', name: 'Tagihan melonjak', service: 'WATER', technical: false, unit: null, priority: 'NORMAL' },
  { code: 'DENDA', name: 'Denda', service: 'WATER', technical: false, unit: null, priority: 'LOW' },
  { code: 'PASANG_BARU', name: 'Pasang baru', service: 'WATER', technical: false, unit: null, priority: 'NORMAL' },
  {
    code: 'PENYAMBUNGAN_KEMBALI',
    name: 'Penyambungan kembali',
    service: 'WATER',
    technical: false,
    unit: null,
    priority: 'NORMAL',
  },
  { code: 'PEMUTUSAN', name: 'Pemutusan', service: 'WATER', technical: false, unit: null, priority: 'NORMAL' },
  { code: 'BALIK_NAMA', name: 'Balik nama', service: 'WATER', technical: false, unit: null, priority: 'LOW' },
  { code: 'PELAYANAN_PETUGAS', name: 'Pelayanan petugas', service: null, technical: false, unit: 'HUMAS', priority: 'NORMAL' },
  { code: 'PENCURIAN_AIR', name: 'Pencurian air', service: 'WATER', technical: false, unit: 'DISTRIBUSI', priority: 'NORMAL' },
  {
    code: 'SAMBUNGAN_LIMBAH',
    name: 'Sambungan air limbah',
    service: 'WASTEWATER',
    technical: false,
    unit: 'LIMBAH',
    priority: 'NORMAL',
  },
  { code: 'TARIF_LIMBAH', name: 'Tarif air limbah', service: 'WASTEWATER', technical: false, unit: 'LIMBAH', priority: 'LOW' },
  { code: 'LAINNYA', name: 'Lainnya', service: null, technical: false, unit: 'HUMAS', priority: 'NORMAL' },
] as const satisfies readonly CategoryRow[]

export type CategoryCode = (typeof CATEGORIES)[number]['code']
