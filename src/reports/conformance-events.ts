// An auditor's table of events: who did what and when, in words, and nothing of whom it is about.
import { numberOf } from '../complaints/complaint.ts'
import { type EventType, type Names, tell } from '../complaints/events.ts'
import type { ActorKind, Role, State } from '../generated/enums.ts'
import { ROLE, STATE } from '../words.ts'

export type EventRow = {
  year: number
  complaint: number
  sequence: number
  type: EventType
  at: Date
  recordedAt: Date
  actorKind: ActorKind
  actorId: number | null
  /** Held by the person at the instant of the event. */
  roles: Role[]
  fromState: State | null
  toState: State | null
  payload: unknown
}

/** Beside each event: the instant it speaks of, and the instant it was written down. */
export const EVENT_COLUMNS = [
  ...['Nomor', 'Urutan', 'Kejadian', 'Waktu kejadian', 'Waktu dicatat'],
  ...['Oleh', 'Peran', 'Dari keadaan', 'Ke keadaan', 'Uraian'],
]

export async function* valuesOf(rows: AsyncIterable<EventRow>, names: Names): AsyncGenerator<(string | number | Date)[]> {
  for await (const row of rows)
    yield [
      ...[numberOf({ year: row.year, sequence: row.complaint }), row.sequence, EVENT_WORD[row.type], row.at, row.recordedAt],
      row.actorId === null ? ACTOR[row.actorKind] : names.person(row.actorId),
      row.roles.map((role) => ROLE[role]).join(', '),
      ...[row.fromState, row.toState].map((state) => (state ? STATE[state] : '')),
      tell(row.type, row.payload, names, row.at),
    ]
}

const ACTOR: Record<EventRow['actorKind'], string> = {
  ...{ COMPLAINANT: 'Pelapor', SYSTEM: 'Sistem', API: 'Aplikasi lain', PERSON: 'Petugas' },
}

/** What a table calls each kind of event. */
export const EVENT_WORD: Record<EventType, string> = {
  submitted: 'Aduan masuk',
  recorded: 'Dicatat',
  accepted: 'Diterima',
  dismissed: 'Ditutup tanpa tindak lanjut',
  explained: 'Selesai dengan penjelasan',
  escalated: 'Diteruskan',
  transferred: 'Dialihkan',
  involved: 'Unit lain dilibatkan',
  returned: 'Dikembalikan ke Humas',
  assigned: 'Ditugaskan',
  started: 'Tindak lanjut dimulai',
  noted: 'Catatan',
  amended: 'Data diperbaiki',
  linked: 'Dikaitkan',
  linkedBy: 'Dikaitkan dari aduan lain',
  held: 'Ditunda',
  resumed: 'Dilanjutkan',
  finished: 'Pekerjaan dinyatakan selesai',
  reported: 'Laporan penyelesaian diisi',
  corrected: 'Laporan penyelesaian diperbaiki',
  confirmed: 'Dinyatakan selesai',
  sentBack: 'Diminta tindak lanjut ulang',
  reopened: 'Dibuka kembali',
  limitMissed: 'Batas waktu terlewati',
  reminded: 'Pengingat',
  recalendared: 'Kalender kerja berubah',
  paperMade: 'Dokumen dibuat',
  letterWritten: 'Surat jawaban ditulis',
  letterSent: 'Surat jawaban dikirim',
  signed: 'Tanda tangan dicatat',
}
