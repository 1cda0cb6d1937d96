// What papers say of the SOP, as it comes with the application; the office's own wording stands in sop_versions.
import { type Definitions, FIRST_DEFINITIONS } from '../reports/definitions.ts'

export type SopTexts = {
  name: string
  version: string
  /** '2024-02-01', or empty while it is not known. */
  dated: string
  references: string[]
  madeBy: string
  approvedBy: string
  /** Who answers for each step, in the order of SOP 5. */
  answerable: string[]
  /** What each figure counts. */
  definitions: Definitions
}

export const COMPANY = 'Perumda Air Minum Kota Makassar'
export const CONFIDENTIAL = `Rahasia – tidak boleh memperbanyak tanpa izin tertulis dari ${COMPANY}`

/** SOP 5, in its order. */
export const SOP_STEPS = [
  'Terima Pengaduan',
  'Input Aduan',
  'Tindak Lanjut',
  'Laporan Hasil Tindak Lanjut',
  'Monitoring',
  'Selesai',
] as const

export const FIRST_SOP: SopTexts = {
  name: 'SOP Pengaduan Pelanggan',
  version: '',
  dated: '',
  references: [
    'Peraturan Daerah Kota Makassar Nomor 7 Tahun 2019',
    'Peraturan Wali Kota Makassar Nomor 18 Tahun 2012',
    'Keputusan Direksi Nomor 041/B.3a/II/2024 tentang Tim Quick Response',
  ],
  madeBy: 'Kepala Bagian Humas',
  approvedBy: 'Direktur Umum & Pelayanan',
  answerable: [
    'Bagian Humas',
    'Kasie Hula dan Petugas Admin Humas',
    'Unit yang menangani dan Kabag Humas',
    'Staf unit, atau Humas bila menangani sendiri',
    'Kabag Humas',
    'Bagian Humas',
  ],
  definitions: FIRST_DEFINITIONS,
}

/** What papers must name and nobody has filled in yet; null when all is there. */
export function sopGap({ version, dated }: SopTexts): string | null {
  if (version && dated) return null
  return `${version ? 'Tanggal' : dated ? 'Versi' : 'Versi dan tanggal'} SOP belum diisi`
}

/** 'SOP Pengaduan Pelanggan versi 3, 1 Februari 2024' */
export const sopName = ({ name, version, dated }: SopTexts, dateWords: (date: string) => string): string =>
  [`${name}${version ? ` versi ${version}` : ''}`, dated && dateWords(dated)].filter(Boolean).join(', ')
