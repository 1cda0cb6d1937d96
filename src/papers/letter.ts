// A written answer to a complainant: who writes it, what its text is filled with, its number, and the paper that it becomes. Pure.
import { numberOf } from '../complaints/complaint.ts'
import type { History } from '../complaints/history.ts'
import { PARTIES, type Standing } from '../complaints/parties.ts'
import type { Stored } from '../complaints/store.ts'
import { hasRole, type User } from '../permissions.ts'
import { GAP, type LetterFilling } from '../settings/letter-templates.ts'
import type { MasterData } from '../settings/master.ts'
import { readingShown, readingText } from '../settings/measure-list.ts'
import { dateInWita, fullDate } from '../time.ts'
import { PAPER_KIND, WORK_RESULT } from '../words.ts'
import type { Content } from './paper.ts'
import { nameOf, ownerOf, paragraphs, placeOf } from './parts.ts'

/** As for what is written to the complainant elsewhere (SOP, note): front desk, closers, unit staff. */
const WRITERS = [PARTIES.FRONT_DESK, PARTIES.CLOSERS, PARTIES.UNIT_STAFF] as const

export function mayWrite(user: User, complaint: Standing): 'yes' | 'not related' | 'never' {
  if (!WRITERS.some(({ roles }) => hasRole(user, roles))) return 'never'
  return WRITERS.some(({ holds }) => holds(user, complaint)) ? 'yes' : 'not related'
}

/** Before an officer has accepted it there is nothing to answer. */
export const isAnswerable = ({ state }: Pick<Stored, 'state'>): boolean => state !== 'SUBMITTED'

export function fillingOf(complaint: Stored, history: Pick<History, 'texts'>, master: MasterData): LetterFilling {
  const { report, complainant, connectionNumber, arrivedAt } = complaint
  const explained = history.texts.filter(({ kind }) => kind === 'EXPLANATION').at(-1)
  const readings = report?.readings.map((reading) => readingShown(reading, master.measures)) ?? []
  return {
    nama: complainant.anonymous ? 'Pelapor' : nameOf(complainant),
    alamat: placeOf(complaint, master) || GAP,
    sambungan: connectionNumber ?? GAP,
    nomor: numberOf(complaint),
    perihal: complaint.subject,
    kategori: master.names.category(complaint.categoryId),
    tanggal: fullDate(arrivedAt),
    unit: ownerOf(complaint, master) ?? 'Bagian Hubungan Masyarakat',
    penyebab: report?.cause ?? GAP,
    tindakan: report?.action ?? GAP,
    hasil: report ? WORK_RESULT[report.result].toLowerCase() : GAP,
    selesai: report ? fullDate(report.finishedAt) : GAP,
    ukuran: readings.map((one) => `${one.name} ${readingText(one)}`).join('; ') || GAP,
    penjelasan: explained?.body ?? GAP,
  }
}

export type LetterText = { recipient: string; address: string | null; subject: string; body: string }

const MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** '12/B.3a/HUMAS/XI/2026', by the pattern of the letterhead. */
export function letterNumber(pattern: string, sequence: number, now: Date): string {
  const [year = '', month = ''] = dateInWita(now).split('-')
  const filling: Record<string, string> = { nomor: String(sequence), bulan: MONTHS[Number(month) - 1] ?? '', tahun: year }
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => filling[name] ?? whole)
}

export const letterYear = (now: Date): number => Number(dateInWita(now).slice(0, 4))

type Writing = { number: string; now: Date; complaint: Pick<Stored, 'year' | 'sequence'>; letterhead: MasterData['letterhead'] }

export function letterContent(
  { recipient, address, subject, body }: LetterText,
  { number, now, complaint, letterhead }: Writing,
): Content {
  const facts = [
    { label: 'Perihal', value: subject },
    { label: 'Tanggal', value: `${letterhead.city}, ${fullDate(now)}` },
  ]
  return {
    title: PAPER_KIND.LETTER,
    number: numberOf(complaint),
    paperNumber: number,
    letterhead,
    parts: [
      { as: 'facts', heading: null, facts },
      { as: 'text', heading: null, paragraphs: [[`Yth. ${recipient}`, ...paragraphs(address ?? '')].join('\n')] },
      { as: 'text', heading: null, paragraphs: paragraphs(body) },
    ],
    signers: [{ party: null, label: letterhead.signerOffice, name: letterhead.signerName || null }],
    rests: [],
    confidential: null,
  }
}
