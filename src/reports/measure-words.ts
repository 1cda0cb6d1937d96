// What each figure is called and what it counts, the same words on every page, paper and sheet.
import { CLOCK, DISMISSAL_REASON } from '../words.ts'
import type { ClockCount, Listed, RateCount } from './addresses.ts'
import { AGES, type Dimension, type Flow } from './figures.ts'

export const FLOW_WORD: Record<keyof Flow, string> = {
  opening: 'Terbuka pada awal',
  arrived: 'Masuk',
  reopened: 'Dibuka kembali',
  closed: 'Selesai',
  dismissed: 'Tidak dilanjutkan',
  open: 'Terbuka pada akhir',
}

export const FLOW_MEANING: Record<keyof Flow, string> = {
  opening: 'Aduan yang masuk sebelum hari pertama dan belum selesai atau ditutup pada akhir hari sebelumnya.',
  arrived: 'Aduan menurut tanggal masuknya (WITA), bukan tanggal dicatat.',
  reopened: 'Aduan selesai atau ditutup yang dibuka kembali; pembatalan salah tutup tidak dihitung.',
  closed: 'Penyelesaian menurut tanggalnya. Aduan yang selesai dua kali dihitung dua kali.',
  dismissed: 'Aduan yang ditutup tanpa tindak lanjut menurut tanggalnya.',
  open: 'Aduan yang pada akhir hari terakhir belum selesai atau ditutup.',
}

export const CLOCK_COUNT_WORD: Record<ClockCount, string> = {
  kept: 'putaran tepat waktu',
  late: 'putaran terlambat',
  unjudged: 'putaran tidak dinilai',
  wholeKept: 'semua putaran bersama dalam batas',
  wholeLate: 'semua putaran bersama melewati batas',
  counted: 'sudah selesai dihitung',
}

export const CLOCK_MEANING =
  'Menurut aduan yang masuk pada hari-hari itu. Setiap putaran dinilai dengan batasnya sendiri; putaran yang berakhir karena aduan ditutup tanpa tindak ' +
  'lanjut tidak dinilai dan tidak ikut dalam persentase. Semua putaran satu aduan juga dinilai bersama terhadap satu batas, sehingga mengalihkan ' +
  'pekerjaan tidak menambah waktu.'

/** Held minutes by whether the clock stood still meanwhile (SOP, Clocks: holds). */
export const HELD_WORD = {
  held: 'Tertunda, menghentikan waktu',
  unpaused: 'Tertunda, tidak menghentikan waktu',
} as const
export const HELD_MEANING =
  'Waktu tertunda dihitung di samping waktu pengerjaan, menurut jam kerja batas waktunya, dari penundaan yang sudah berakhir. Penundaan yang ' +
  'menghentikan waktu menggeser batas; yang alasannya tidak menghentikan waktu, atau yang dimulai sesudah batas lewat, tidak menggesernya.'

export const OVERDUE_WORD = 'Terlambat'
export const OVERDUE_MEANING =
  'Aduan yang terbuka pada akhir hari terakhir dan salah satu batas waktunya sudah lewat tanpa dipenuhi.'

/** What the office is measured by, beside its own limits. */
export const INDICATOR_WORD = {
  handled: 'Tertangani',
  density: 'Keluhan per 1.000 sambungan',
  repeated: 'Berulang dalam 30 hari',
  firstContact: 'Selesai pada kontak pertama',
  reopened: 'Dibuka kembali',
} as const
export type IndicatorName = keyof typeof INDICATOR_WORD

export const INDICATOR_MEANING: Record<IndicatorName, string> = {
  handled:
    'Dari aduan yang masuk pada hari-hari itu, yang pada akhir hari terakhir sudah selesai, dengan penjelasan atau sesudah ditindaklanjuti. ' +
    'Yang masih terbuka dan yang ditutup tanpa tindak lanjut tidak dihitung tertangani. Kepmendagri 47/1999 meminta paling sedikit 80%.',
  density:
    'Keluhan yang masuk pada hari-hari itu untuk setiap 1.000 sambungan aktif. Keluhan dihitung pada unit yang memegangnya, sehingga yang ' +
    'dipegang Bagian hanya ada dalam angka keseluruhan. Jumlah sambungan diisi Kabag Humas.',
  repeated:
    'Dari aduan yang masuk dengan nomor sambungan, yang sambungannya sudah diadukan dalam 30 × 24 jam sebelumnya. Untuk angka keluhan, aduan ' +
    'sebelumnya pun keluhan. Aduan tanpa nomor sambungan tidak dihitung.',
  firstContact:
    'Dari penyelesaian pada hari-hari itu, yang selesai dengan penjelasan dan aduannya tidak pernah diteruskan ke unit. Aduan yang selesai dua ' +
    'kali dihitung dua kali.',
  reopened:
    'Berapa kali aduan dibuka kembali pada hari-hari itu, dibandingkan dengan berapa kali aduan selesai pada hari-hari yang sama. Pembatalan ' +
    'salah tutup tidak dihitung.',
}

const RATE_COUNT_WORD: Record<RateCount, string> = {
  handled: INDICATOR_WORD.handled,
  connected: 'Masuk dengan nomor sambungan',
  repeated: INDICATOR_WORD.repeated,
  firstContact: INDICATOR_WORD.firstContact,
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
  if (measure.of === 'dismissal')
    return `Kiriman tidak dilanjutkan: ${DISMISSAL_REASON[measure.reason as keyof typeof DISMISSAL_REASON].toLowerCase()}`
  return `Masuk ${WEEKDAYS[measure.weekday - 1]} pukul ${String(measure.hour).padStart(2, '0')}.00`
}

export const measureMeaning = (measure: Listed): string => {
  if (measure.of === 'flow') return FLOW_MEANING[measure.what]
  if (measure.of === 'rate') return INDICATOR_MEANING[measure.what === 'connected' ? 'repeated' : measure.what]
  if (measure.of === 'overdue') return OVERDUE_MEANING
  if (measure.of === 'clock') return CLOCK_MEANING
  if (measure.of === 'age') return 'Umur dihitung dari tanggal masuk sampai hari terakhir.'
  return measure.of === 'dismissal' ? 'Kiriman warga yang masuk pada hari-hari itu dan tidak diteruskan.' : FLOW_MEANING.arrived
}
