// The texts that a written answer begins with: as they come with the application, what may stand in them, and which holds for a category. Pure.
import type { TemplateText } from '../notifications/templates.ts'

/** What may stand in braces, and what it stands for. */
export const LETTER_PLACEHOLDERS = {
  nama: 'nama pelapor',
  alamat: 'alamat pada aduan',
  sambungan: 'nomor sambungan',
  nomor: 'nomor aduan',
  perihal: 'perihal aduan',
  kategori: 'kategori aduan',
  tanggal: 'tanggal aduan masuk',
  unit: 'unit yang menangani',
  penyebab: 'penyebab menurut laporan',
  tindakan: 'tindakan menurut laporan',
  hasil: 'hasil pekerjaan menurut laporan',
  selesai: 'tanggal pekerjaan selesai',
  ukuran: 'hasil ukur di lapangan',
  penjelasan: 'penjelasan terakhir kepada pelapor',
} as const
export type LetterPlaceholder = keyof typeof LETTER_PLACEHOLDERS
export type LetterFilling = Record<LetterPlaceholder, string>
export const LETTER_NAMES = Object.keys(LETTER_PLACEHOLDERS) as LetterPlaceholder[]

/** Stands where nothing is known yet: the writer fills it before the letter goes out. */
export const GAP = '………'

const OPENING =
  'Dengan hormat,\n\nTerima kasih atas aduan Anda tentang {perihal}, yang kami terima pada {tanggal} dan kami catat dengan nomor {nomor}.'
const CLOSING =
  'Bila keluhan masih ada, hubungi Bagian Hubungan Masyarakat dan sebutkan nomor aduan tersebut.\n\nDemikian kami sampaikan. Atas perhatian Anda, kami mengucapkan terima kasih.'
const letter = (middle: string): TemplateText => ({
  subject: 'Jawaban atas aduan nomor {nomor}',
  body: `${OPENING}\n\n${middle}\n\n${CLOSING}`,
})

const WORK = 'Penyebab: {penyebab}\nTindakan: {tindakan}\nHasil: {hasil}'
export const GENERAL = letter(`Aduan tersebut sudah ditindaklanjuti oleh {unit}.\n\n${WORK}`)
const LEAK = letter(`Kebocoran di {alamat} sudah ditangani oleh {unit} pada {selesai}.\n\n${WORK}`)
const SUPPLY = letter(
  `Aliran air di {alamat} sudah diperiksa dan ditangani oleh {unit} pada {selesai}.\n\n${WORK}\n\nHasil ukur: {ukuran}`,
)
const QUALITY = letter(`Air di {alamat} sudah diperiksa oleh {unit} pada {selesai}.\n\n${WORK}\n\nHasil ukur: {ukuran}`)
const METER = letter(
  `Pencatatan pada sambungan nomor {sambungan} sudah diperiksa oleh {unit} pada {selesai}.\n\n${WORK}\n\nHasil ukur: {ukuran}`,
)
const EXPLAINED = letter('Tentang hal itu kami jelaskan:\n\n{penjelasan}')

/** By the category's code; all others have the general one. */
const OF_CATEGORY: Record<string, TemplateText> = {
  ...{ BOCOR_PIPA_DINAS: LEAK, BOCOR_PIPA_DISTRIBUSI: LEAK, BOCOR_SETELAH_METER: LEAK },
  ...{ TIDAK_MENGALIR: SUPPLY, TEKANAN_RENDAH: SUPPLY, KERUH_BERBAU: QUALITY, KUALITAS_LAINNYA: QUALITY },
  ...{ METER_RUSAK: METER, SALAH_CATAT: METER, TAGIHAN_MELONJAK: METER },
  ...{ DENDA: EXPLAINED, PASANG_BARU: EXPLAINED, BALIK_NAMA: EXPLAINED, PEMUTUSAN: EXPLAINED, PENYAMBUNGAN_KEMBALI: EXPLAINED },
  ...{ PELAYANAN_PETUGAS: EXPLAINED, TARIF_LIMBAH: EXPLAINED },
}

/** What the office wrote instead, by category; null: the general one. */
export type WrittenTexts = ReadonlyMap<number | null, TemplateText>
type Named = { id: number; code: string } | null

/** What holds while nothing of its own is written for it. Null as category: the general text. */
export function builtIn(category: Named, written: WrittenTexts): TemplateText {
  if (category === null) return GENERAL
  return OF_CATEGORY[category.code] ?? written.get(null) ?? GENERAL
}

export const letterText = (category: Named, written: WrittenTexts): TemplateText =>
  written.get(category?.id ?? null) ?? builtIn(category, written)
