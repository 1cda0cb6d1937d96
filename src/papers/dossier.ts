// What one download holds of a complaint: its history as data and as a table, and the names of its files. Pure.
import { savedName } from '../attachments/kinds.ts'
import { numberOf } from '../complaints/complaint.ts'
import { type History, timelineOf } from '../complaints/history.ts'
import type { Stored } from '../complaints/store.ts'
import type { PaperKind, Phase } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { KIND, PHASE, PRIORITY, SERVICE, STATE } from '../words.ts'
import { PAPERS } from './paper.ts'

type Told = { complaint: Stored; history: History; master: MasterData; now: Date }

/** The facts and every event with its payload and words, for whoever reckons with them. */
export function historyData({ complaint, history, master, now }: Told) {
  const { complainant, villageCode } = complaint
  const steps = timelineOf(history, { master, now, masked: false })
  return {
    nomor: numberOf(complaint),
    keadaan: STATE[complaint.state],
    jenis: KIND[complaint.kind],
    layanan: SERVICE[complaint.service],
    kategori: master.names.category(complaint.categoryId),
    prioritas: PRIORITY[complaint.priority],
    kanal: master.names.channel(complaint.channelId),
    perihal: complaint.subject,
    uraian: complaint.description,
    masuk: complaint.arrivedAt,
    selesai: complaint.closedAt,
    kelurahan: villageCode && master.names.village(villageCode),
    alamat: complaint.address,
    nomorSambungan: complaint.connectionNumber,
    pelapor: { ...complainant, needs: complainant.needs.map(master.names.need) },
    batasWaktu: complaint.runs,
    riwayat: steps.map((step) => {
      const event = history.events.find(({ sequence }) => sequence === step.sequence)
      const report = history.reports.find(({ eventSequence }) => eventSequence === step.sequence) ?? null
      const { sequence, at, recordedAt, who, sentence, texts, facts, attachments, place } = step
      return {
        ...{ sequence, type: event?.type, at, recordedAt, actor: event?.actorKind, who, sentence, payload: event?.payload },
        ...{ texts, facts, report, place, attachments: attachments.map(({ id, name, phase }) => ({ id, name, phase })) },
      }
    }),
  }
}

export const HISTORY_COLUMNS = ['Nomor', 'Waktu', 'Dicatat', 'Oleh', 'Kejadian', 'Isi', 'Berkas'] as const

/** The same in rows to read, oldest first. */
export const historyRows = ({ history, master, now }: Told): (string | number | Date)[][] =>
  timelineOf(history, { master, now, masked: false }).map(
    ({ sequence, at, recordedAt, who, sentence, texts, facts, attachments }) => [
      ...[sequence, at, recordedAt, who, sentence],
      [
        ...texts.map(({ label, body }) => (label ? `${label}: ${body}` : body)),
        ...facts.map(({ label, value }) => `${label}: ${value}`),
      ].join('\n'),
      attachments.map(({ name }) => name).join(', '),
    ],
  )

export type File = { id: number; name: string; type: string; phase: Phase | null; hash: string; bytes: number; at: Date }

// What one of the usual systems would not take in a name.
const UNFIT = /[<>:"/\\|?*\p{Cc}\p{Cf}]/gu

/** Of a whole name in an archive, for systems and programs that take no more. */
const MOST_NAME_BYTES = 200

/** lampiran/03-sebelum-Pipa bocor.jpg: in the order in which they came, no two alike. */
export function filePath({ name, type, phase }: Pick<File, 'name' | 'type' | 'phase'>, index: number): string {
  const plain = savedName(name, type)
    .replace(UNFIT, '_')
    .replace(/^[.\s]+/, '')
  const before = `lampiran/${counted(index)}-${phase ? `${PHASE[phase].toLowerCase()}-` : ''}`
  const [, stem = plain, ending = ''] = /^(.*?)(\.[^.]+)?$/s.exec(plain) ?? []
  return before + shortened(stem, MOST_NAME_BYTES - Buffer.byteLength(before + ending)) + ending
}

/** As many whole letters as so many bytes hold. */
const shortened = (text: string, bytes: number): string =>
  [...text].reduce((kept, letter) => (Buffer.byteLength(kept + letter) <= bytes ? kept + letter : kept), '')

/** dokumen/01-berita-acara-versi-2-XXXX-XXXX-XXXX.pdf */
export const paperPath = ({ kind, version, shown }: { kind: PaperKind; version: number; shown: string }, index: number): string =>
  `dokumen/${counted(index)}-${PAPERS[kind].path}-versi-${version}-${shown}.pdf`

const counted = (index: number): string => String(index + 1).padStart(2, '0')
