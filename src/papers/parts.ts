// Parts that several papers share, out of a complaint, its history and what the field brought.
import type { Complainant } from '../complaints/complaint.ts'
import { type EventType, tell } from '../complaints/events.ts'
import type { History } from '../complaints/history.ts'
import type { Stored } from '../complaints/store.ts'
import type { MasterData } from '../settings/master.ts'
import { readingShown } from '../settings/measure-list.ts'
import { CONFIDENTIAL, sopName } from '../settings/sop-texts.ts'
import { describeRun } from '../sla/clock-words.ts'
import { CLOCKS } from '../sla/policy.ts'
import { dayAndTime, durationWords, fullDate, fullDateAndTime, startOfDayWita } from '../time.ts'
import { CLOCK, COMPLAINANT_KIND, CONTACT_WAY, KIND, PRIORITY, SERVICE, STATE, TARIFF_CLASS, WORK_RESULT } from '../words.ts'
import type { Evidence, Picture } from './evidence-store.ts'
import type { Content, Fact, Part, Photo } from './paper.ts'

export type Material = { complaint: Stored; history: History; evidence: Evidence; master: MasterData; now: Date }

/** The foot and the references of papers that stay in the house (SOP 1). */
export const forTheHouse = ({ sop }: MasterData): Pick<Content, 'rests' | 'confidential'> => ({
  rests: [sopName(sop, (date) => fullDate(startOfDayWita(date))), ...sop.references],
  confidential: CONFIDENTIAL,
})

/** Those of the facts that say something. */
export const filled = (facts: [label: string, value: string | null | undefined | false, href?: string][]): Fact[] =>
  facts.flatMap(([label, value, href]) => (value ? [{ label, value, ...(href && { href }) }] : []))

/** Parts that hold something. */
export const present = (parts: (Part | null)[]): Part[] => parts.filter((part) => part !== null)

export const moment = (at: Date): string => `${fullDateAndTime(at)} WITA`

export const nameOf = ({ anonymous, name }: Complainant): string => (anonymous ? 'Anonim' : (name ?? 'Anonim'))

/** Null where nobody is to sign by name. */
export const signerName = ({ anonymous, name }: Complainant): string | null => (anonymous ? null : name)

export const placeOf = ({ address, villageCode }: Stored, { names }: MasterData): string =>
  [address, villageCode && `Kel. ${names.village(villageCode)}`, villageCode && `Kec. ${names.district(villageCode)}`]
    .filter(Boolean)
    .join(', ')

export const ownerOf = ({ ownerUnitId }: Stored, { names }: MasterData): string | null =>
  ownerUnitId === null ? null : names.unit(ownerUnitId)

export function complaintPart({ complaint, master: { names } }: Material): Part {
  const facts = filled([
    ['Waktu masuk', moment(complaint.arrivedAt)],
    ['Kanal', names.channel(complaint.channelId)],
    ['Layanan', SERVICE[complaint.service]],
    ['Jenis dan kategori', `${KIND[complaint.kind]}, ${names.category(complaint.categoryId)}`],
    ['Prioritas', PRIORITY[complaint.priority]],
    ['Perihal', complaint.subject],
    ['Uraian', complaint.description],
    ['Keadaan', stateWords(complaint)],
  ])
  return { as: 'facts', heading: 'Pengaduan', facts }
}

const stateWords = ({ state, closedAt }: Stored): string => (closedAt ? `${STATE[state]}, ${moment(closedAt)}` : STATE[state])

export function complainantPart({ complaint, master }: Material): Part {
  const { complainant } = complaint
  const facts = filled([
    ['Pelapor', `${nameOf(complainant)}${complainant.proxy ? ' (mewakili orang lain)' : ''}`],
    ['Jenis pelapor', COMPLAINANT_KIND[complainant.kind]],
    ['Telepon', complainant.phone],
    ['Surel atau akun', complainant.account],
    ['Nomor sambungan', complaint.connectionNumber],
    ['Golongan', complaint.tariffClass && TARIFF_CLASS[complaint.tariffClass]],
    ['Alamat', placeOf(complaint, master)],
    ['Kebutuhan khusus', needsOf(complaint, master)],
  ])
  return { as: 'facts', heading: 'Pelapor', facts }
}

export const needsOf = ({ complainant: { needs, needsNote } }: Stored, { names }: MasterData): string =>
  [needs.map(names.need).join(', '), needsNote].filter(Boolean).join('. ')

export const contactWords = ({ contactWay }: Complainant): string => CONTACT_WAY[contactWay]

/** Every run of every clock, its time against its target (SOP 5). */
export function clocksPart({ complaint, now }: Material): Part | null {
  const runs = CLOCKS.flatMap((clock) => complaint.runs.filter((run) => run.clock === clock))
  const rows = runs.map((run) => [
    CLOCK[run.clock],
    `${durationWords(run.limitMinutes)}${run.calendar === 'OFFICE_HOURS' ? ' jam kerja' : ''}`,
    dayAndTime(run.startedAt, complaint.arrivedAt),
    run.stoppedAt ? dayAndTime(run.stoppedAt, complaint.arrivedAt) : '–',
    dayAndTime(run.dueAt, complaint.arrivedAt),
    run.stoppedAt || !run.judged ? describeRun(run, now).text : run.breachedAt || run.dueAt < now ? 'terlewati' : 'berjalan',
  ])
  if (rows.length === 0) return null
  const columns = ['Langkah', 'Target', 'Mulai', 'Berakhir', 'Batas waktu', 'Hasil']
  return { as: 'table', heading: 'Langkah dan batas waktu', columns, rows }
}

// What staff said to one another, and what only papers and reminders did.
const UNTOLD: readonly EventType[] = [
  'linked',
  'linkedBy',
  'reminded',
  'recalendared',
  'paperMade',
  'signed',
  'letterWritten',
  'letterSent',
]

/** What happened, step by step; notes among staff stay among them. */
export function chroniclePart({ history, complaint, master: { names } }: Material): Part | null {
  const told = history.events.filter(
    ({ type, payload }) =>
      !UNTOLD.includes(type) && (type !== 'noted' || (payload as { forComplainant: boolean }).forComplainant),
  )
  const rows = told.map(({ at, type, payload, actorId }) => [
    dayAndTime(at, complaint.arrivedAt),
    actorId === null ? 'Sistem' : names.person(actorId),
    capital(tell(type, payload, names, at)),
  ])
  return rows.length > 0 ? { as: 'table', heading: 'Kronologi', columns: ['Waktu', 'Oleh', 'Kejadian'], rows } : null
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What was explained to the complainant, the last time. */
export function explanationPart({ history }: Material): Part | null {
  const last = history.texts.filter(({ kind }) => kind === 'EXPLANATION').at(-1)
  return last ? { as: 'text', heading: 'Penjelasan kepada pelapor', paragraphs: paragraphs(last.body) } : null
}

export const paragraphs = (body: string): string[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function workPart({ complaint: { report }, master: { names } }: Material): Part | null {
  if (!report) return null
  const facts = filled([
    ['Penyebab', report.cause],
    ['Tindakan', report.action],
    ['Petugas', report.officers.map(names.person).join(', ')],
    ['Mulai dikerjakan', moment(report.startedAt)],
    ['Selesai dikerjakan', moment(report.finishedAt)],
    ['Hasil', WORK_RESULT[report.result]],
    ['Kunjungan', report.visits.map(moment).join('; ')],
  ])
  return { as: 'facts', heading: 'Penanganan', facts }
}

/** What the report says was measured, against the limits of that day. */
export function readingsPart({ complaint: { report }, master: { measures } }: Material): Part | null {
  const readings = report?.readings.map((reading) => readingShown(reading, measures)) ?? []
  if (readings.length === 0) return null
  const rows = readings.map(({ name, value, limit, met, verdict }) => [name, value, limit, met === null ? '–' : verdict])
  return { as: 'table', heading: 'Hasil ukur di lapangan', columns: ['Ukuran', 'Nilai', 'Batas', 'Penilaian'], rows }
}

/** Before and after the work side by side, then all others but those among staff. */
export function photosPart({ evidence: { pictures }, history, complaint }: Material): Part | null {
  const among = new Set(history.events.filter(({ type }) => type === 'noted').map(({ sequence }) => sequence))
  const shown = pictures.filter(({ eventSequence, forComplainant }) => forComplainant || !among.has(eventSequence))
  const captioned = (one: Picture, words: string): Photo => {
    const at = history.events.find(({ sequence }) => sequence === one.eventSequence)?.at
    return { hash: one.hash, caption: [words, at && dayAndTime(at, complaint.arrivedAt)].filter(Boolean).join(' · ') }
  }
  const of = (phase: Picture['phase']) => shown.filter((one) => one.phase === phase)
  const [before, after] = [of('BEFORE'), of('AFTER')]
  const pairs = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [one, other] = [before[index], after[index]]
    return { before: one ? captioned(one, 'Sebelum') : null, after: other ? captioned(other, 'Sesudah') : null }
  })
  const others = of(null).map((one) => captioned(one, ''))
  return pairs.length + others.length > 0 ? { as: 'photos', heading: 'Lampiran foto', pairs, others } : null
}
