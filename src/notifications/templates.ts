// The texts of messages as they come with the application, what may stand in them, and how they are filled in.
import type { NoticeKind } from '../generated/enums.ts'

export type TemplateText = { subject: string; body: string }
type Template = TemplateText & { name: string; to: 'COMPLAINANT' | 'STAFF' }

const SIGNED = 'Perumda Air Minum Kota Makassar'

export const TEMPLATES = {
  numbered: {
    ...{ name: 'Nomor aduan', to: 'COMPLAINANT', subject: 'Aduan Anda tercatat dengan nomor {nomor}' },
    body: `Yth. {nama},\n\nAduan Anda tentang {perihal} kami catat dengan nomor {nomor} pada {waktu}. Sebutkan nomor ini bila Anda menghubungi kami lagi.\n\n${SIGNED}`,
  },
  passedOn: {
    ...{ name: 'Aduan diteruskan', to: 'COMPLAINANT', subject: 'Aduan {nomor} kami teruskan ke {unit}' },
    body: `Yth. {nama},\n\nAduan Anda tentang {perihal}, nomor {nomor}, kami teruskan ke {unit} pada {waktu} untuk ditindaklanjuti. Kami mengabari Anda bila sudah selesai.\n\n${SIGNED}`,
  },
  answer: {
    ...{ name: 'Kabar untuk pelapor', to: 'COMPLAINANT', subject: 'Kabar tentang aduan {nomor}' },
    body: `Yth. {nama},\n\nTentang aduan Anda nomor {nomor}, {perihal}:\n\n{pesan}\n\n${SIGNED}`,
  },
  explained: {
    ...{ name: 'Selesai dengan penjelasan', to: 'COMPLAINANT', subject: 'Penjelasan atas aduan {nomor}' },
    body: `Yth. {nama},\n\nTentang aduan Anda nomor {nomor}, {perihal}:\n\n{pesan}\n\nDengan penjelasan ini aduan Anda kami nyatakan selesai. Bila belum, hubungi kami dan sebutkan nomornya.\n\n${SIGNED}`,
  },
  letter: {
    ...{ name: 'Surat jawaban', to: 'COMPLAINANT', subject: 'Surat jawaban atas aduan {nomor}' },
    body: `Yth. {nama},\n\nTerlampir surat jawaban kami atas aduan Anda nomor {nomor}, {perihal}. Bila ada yang ingin ditanyakan, hubungi kami dan sebutkan nomor itu.\n\n${SIGNED}`,
  },
  closed: {
    ...{ name: 'Aduan selesai', to: 'COMPLAINANT', subject: 'Aduan {nomor} sudah selesai' },
    body: `Yth. {nama},\n\nAduan Anda tentang {perihal}, nomor {nomor}, sudah selesai ditindaklanjuti pada {waktu}. Bila keluhan masih ada, hubungi kami dan sebutkan nomornya.\n\n${SIGNED}`,
  },
  work: {
    ...{ name: 'Pekerjaan baru', to: 'STAFF', subject: '{nomor}: {perihal}' },
    body: '{nama},\n\n{kabar}\n\nAduan {nomor}: {perihal}\nUnit: {unit}\nBatas waktu: {batas}\n\nBuka: {tautan}',
  },
  progress: {
    ...{ name: 'Perkembangan aduan', to: 'STAFF', subject: '{nomor}: {perihal}' },
    body: '{nama},\n\n{kabar}\n\nAduan {nomor}: {perihal}\n\nBuka: {tautan}',
  },
  overdue: {
    ...{ name: 'Pengingat batas waktu', to: 'STAFF', subject: 'Batas waktu {nomor}: {perihal}' },
    body: '{nama},\n\n{kabar}\n\nAduan {nomor}: {perihal}\nUnit: {unit}\nBatas waktu: {batas}\n\nBuka: {tautan}',
  },
} as const satisfies Record<string, Template>

export type TemplateKey = keyof typeof TEMPLATES
export const TEMPLATE_KEYS = Object.keys(TEMPLATES) as TemplateKey[]

export const STAFF_TEMPLATE: Record<NoticeKind, TemplateKey> = { WORK: 'work', PROGRESS: 'progress', OVERDUE: 'overdue' }

/** What may stand in braces, and what it stands for. */
export const PLACEHOLDERS = {
  nama: 'nama penerima',
  nomor: 'nomor aduan',
  perihal: 'perihal aduan',
  unit: 'unit yang menangani',
  waktu: 'tanggal dan jam kejadian yang dikabarkan',
  pesan: 'penjelasan atau kabar yang ditulis petugas',
  kabar: 'apa yang terjadi, dalam satu kalimat',
  batas: 'batas waktu yang terdekat',
  tautan: 'alamat halaman aduan, untuk petugas',
} as const
export type Placeholder = keyof typeof PLACEHOLDERS
export type Filling = Record<Placeholder, string>

const OF_COMPLAINANT = ['nama', 'nomor', 'perihal', 'unit', 'waktu', 'pesan'] as const satisfies Placeholder[]
const OF_STAFF = ['nama', 'nomor', 'perihal', 'unit', 'waktu', 'kabar', 'batas', 'tautan'] as const satisfies Placeholder[]

/** What a complainant is told is theirs; what the house tells itself says nothing of who complains. */
export const placeholdersOf = (key: TemplateKey): readonly Placeholder[] =>
  TEMPLATES[key].to === 'COMPLAINANT' ? OF_COMPLAINANT : OF_STAFF

export const BRACES = /\{([^{}\s]*)\}/g

/** Names in braces that are none of those that this text may use. */
export const unknownIn = (text: string, usable: readonly string[]): string[] =>
  [...text.matchAll(BRACES)].map(([, name = '']) => name).filter((name) => !usable.includes(name))

/** The subject is one line, whatever is filled in. */
export function fill({ subject, body }: TemplateText, filling: Readonly<Record<string, string>>): TemplateText {
  const put = (text: string) => text.replace(BRACES, (whole, name) => filling[name] ?? whole)
  return { subject: put(subject).replace(/\s+/g, ' '), body: put(body) }
}
