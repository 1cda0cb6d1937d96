// A report with everything that a paper or a sheet can stumble over: long tables, long words, text that begins like a formula, numbers of all sizes.

import type { Report } from '../../src/reports/report.ts'
import type { Cell, Column, Table } from '../../src/reports/section.ts'
import { FIRST_SOP } from '../../src/settings/sop-texts.ts'

export const MADE_AT = new Date('2026-12-01T07:00:30+08:00')
const DUE_AT = new Date('2026-11-24T23:59:00+08:00')

export const FORMULAS = ['=1+1', '+62811', '-5', '@SUM(A1)', '\t=2', '\r=3']
export const LONG_WORD = 'Pelangganyangmenulistanpaspasi'.repeat(6)

const columns: Column[] = [
  { label: 'Kategori', kind: 'text' },
  { label: 'Masuk', kind: 'number' },
  { label: 'Tepat waktu', kind: 'share' },
  { label: 'Median', kind: 'minutes' },
]
const WIDE: Column[] = [
  { label: 'Langkah', kind: 'text' },
  { label: 'Pelapor', kind: 'text' },
  ...Array.from({ length: 4 }, (_, index): Column => ({ label: `Jumlah ${index + 1}`, kind: 'number' })),
  { label: 'Seluruh waktu dalam batas', kind: 'share' },
  ...['Median', '90% selesai dalam', 'Ditunda'].map((label): Column => ({ label, kind: 'minutes' })),
  // As many columns as the widest table of a report.
  { label: 'Bagian tepat waktu', kind: 'share' },
  { label: 'Median dari (aduan)', kind: 'number' },
  { label: 'Tertunda, tidak menghentikan waktu', kind: 'minutes' },
]
const LATE: Column[] = [
  { label: 'Nomor', kind: 'text' },
  { label: 'Perihal', kind: 'text' },
  { label: 'Batas waktu', kind: 'instant' },
  { label: 'Unit', kind: 'text' },
  { label: 'Langkah', kind: 'text' },
  { label: 'Sebab yang tercatat', kind: 'text' },
]

const line = (text: string, number: number): Cell[] => [{ text }, { number }, { share: number % 1_001 }, { minutes: number * 7 }]
const table = (title: string, columns: Column[], rows: Cell[][], sheet = title): Table => ({ title, columns, rows, sheet })

const categories = Array.from({ length: 90 }, (_, index) => line(`Kategori ${index + 1}`, 1_000 + index * 37))
const wide = ['Terima pengaduan', 'Tindak lanjut'].map((text, index): Cell[] => [
  ...[{ text }, { text: 'Dengan kebutuhan khusus' }],
  ...[12, 1_234_567, 0, 98_765].map((number) => ({ number: number + index })),
  ...[{ share: 125 }, { minutes: 1_695 }, { minutes: 200_000 }, { minutes: null }],
  ...[{ share: 1_000 }, { number: 1_234 }, { minutes: 826 }],
])
const late = [...FORMULAS, LONG_WORD, 'Meter “macet” 😀\u0007 & <bocor>'].map((text, index): Cell[] => [
  { text: `ADU-2026-00000${index}`, href: `/aduan/ADU-2026-00000${index}` },
  { text },
  { at: DUE_AT, text: 'Sel 24 Nov 23.59' },
  ...['Bagian Distribusi & Kehilangan Air', 'Tindak lanjut', 'Tidak ada penundaan yang tercatat'].map((text) => ({ text })),
])

export const REPORT: Report = {
  title: 'Laporan Bulanan Pengaduan Pelanggan',
  period: { kind: 'month', key: '2026-11', from: '2026-11-01', until: '2026-11-30' },
  sop: FIRST_SOP,
  name: 'November 2026',
  madeAt: MADE_AT,
  sentences: ['November 2026: 168 aduan masuk.', '=HYPERLINK("http://jahat.example")'],
  imbalances: [],
  unseen: null,
  sections: [
    {
      heading: 'Menurut kategori',
      sentences: ['Satu baris satu kategori.'],
      tables: [
        { ...table('Menurut kategori', columns, categories, 'Kategori'), note: 'Aduan dihitung menurut kategori terakhir.' },
      ],
      bars: {
        title: 'Aduan masuk',
        bars: [
          { label: 'Tidak mengalir', count: 1_234 },
          { label: 'Denda', count: 5 },
        ],
      },
    },
    { heading: 'Kesetaraan', sentences: [], tables: [table('Kesetaraan pelayanan', WIDE, wide, 'Kesetaraan')] },
    {
      heading: 'Terlambat',
      sentences: [],
      tables: [
        table('Daftar terlambat', LATE, late, 'Terlambat: daftar yang sangat panjang sekali [2026]'),
        table('Daftar kedua', LATE, [], 'Terlambat: daftar yang sangat panjang sekali [2026]'),
      ],
    },
  ],
}
