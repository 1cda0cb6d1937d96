// Every event of a complaint: what its payload holds (codes, ids, instants, numbers; never words of people) and how it is told.
import { z } from 'zod'
import { LetterWay, PaperKind, SignatureParty } from '../generated/enums.ts'
import { CLOCKS } from '../sla/policy.ts'
import { dayAndTime, durationWords } from '../time.ts'
import {
  CLOCK,
  DISMISSAL_REASON,
  EXPLANATION_GIVEN,
  EXPLANATION_OUTCOME,
  LETTER_WAY,
  LINK_KIND,
  PAPER_KIND,
  PRIORITY,
  SIGNATURE_PARTY,
  STEP_MOMENT,
  WORK_RESULT,
} from '../words.ts'
import { FIELD } from './field-names.ts'

/** Names of what payloads refer to by id. */
export type Names = {
  unit(id: number): string
  person(id: number): string
  channel(id: number): string
  category(id: number): string
  holdReason(id: number): string
}

type Definition<P extends z.ZodType> = { payload: P; icon: string; tell: (payload: z.infer<P>, names: Names, at: Date) => string }
const event = <P extends z.ZodType>(payload: P, icon: string, tell: Definition<P>['tell']): Definition<P> => ({
  payload,
  icon,
  tell,
})

const nothing = z.strictObject({})
const id = z.int().positive()
const instant = z.iso.datetime()
const codes = <T extends string>(words: Record<T, string>) => z.enum(Object.keys(words) as [T, ...T[]])
const number = z.string().regex(/^ADU-\d{4}-\d{6,}$/)
/** A moment promised to the complainant: a visit, a call, an answer. */
const promise = { promisedAt: instant.optional() }
/** What is attached, by its ids; left out when nothing is. */
const files = { attachments: z.array(id).min(1).optional() }
/** What was measured in the field. */
const readings = {
  readings: z
    .array(z.strictObject({ measureId: id, value: z.number() }))
    .min(1)
    .optional(),
}
const withFiles = (attachments: number[] | undefined) => (attachments ? ` (${attachments.length} berkas)` : '')
const people = (ids: number[], names: Names) =>
  ids
    .map(names.person)
    .join(', ')
    .replace(/, ([^,]*)$/, ' dan $1') || 'belum ada'

export const EVENTS = {
  submitted: event(
    z.strictObject({ channelId: id }),
    'inbox',
    ({ channelId }, names) => `mengirim aduan lewat ${names.channel(channelId)}.`,
  ),
  recorded: event(
    z.strictObject({ channelId: id, openedAt: instant, ...files }),
    'pencil',
    ({ channelId, attachments }, names) =>
      `mencatat aduan yang masuk lewat ${names.channel(channelId)}${withFiles(attachments)}.`,
  ),
  accepted: event(nothing, 'check', () => 'menerima aduan ini.'),
  dismissed: event(
    z.strictObject({ reason: codes(DISMISSAL_REASON), original: number.optional() }),
    'ban',
    ({ reason, original }) =>
      `menutup tanpa tindak lanjut: ${DISMISSAL_REASON[reason].toLowerCase()}${original ? ` (${original})` : ''}.`,
  ),
  explained: event(
    z.strictObject({ outcome: codes(EXPLANATION_OUTCOME), attempts: z.array(instant) }),
    'message-check',
    ({ outcome, attempts }, _names, at) =>
      `menyelesaikan dengan penjelasan: ${EXPLANATION_OUTCOME[outcome].toLowerCase()}${attempts.length > 0 ? ` (dicoba ${moments(attempts, at)})` : ''}.`,
  ),
  escalated: event(
    z.strictObject({ unitId: id, explanation: codes(EXPLANATION_GIVEN) }),
    'send',
    ({ unitId, explanation }, names) => `meneruskan aduan ke ${names.unit(unitId)}. ${EXPLAINED[explanation]}`,
  ),
  transferred: event(
    z.strictObject({ fromUnitId: id, unitId: id }),
    'arrows-exchange',
    ({ fromUnitId, unitId }, names) => `mengalihkan aduan dari ${names.unit(fromUnitId)} ke ${names.unit(unitId)}.`,
  ),
  involved: event(z.strictObject({ unitId: id }), 'users-plus', ({ unitId }, names) => `melibatkan ${names.unit(unitId)}.`),
  returned: event(
    z.strictObject({ fromUnitId: id }),
    'corner-up-left',
    ({ fromUnitId }, names) => `mengembalikan aduan dari ${names.unit(fromUnitId)} ke Humas.`,
  ),
  assigned: event(
    z.strictObject({ officers: z.array(id), ...promise }),
    'user-check',
    ({ officers, promisedAt }, names, at) =>
      `menugaskan ${people(officers, names)}.${promisedAt ? ` Kunjungan dijanjikan ${moments([promisedAt], at)}.` : ''}`,
  ),
  started: event(nothing, 'player-play', () => 'memulai tindak lanjut.'),
  noted: event(
    z.strictObject({ forComplainant: z.boolean(), ...promise, ...files }),
    'note',
    ({ forComplainant, promisedAt, attachments }, _names, at) =>
      `menulis ${forComplainant ? 'kabar untuk pelapor' : 'catatan internal'}${withFiles(attachments)}${promisedAt ? ` dan menjanjikan ${moments([promisedAt], at)}` : ''}.`,
  ),
  amended: event(
    z.strictObject({
      fields: z.array(z.enum(Object.keys(FIELD) as [keyof typeof FIELD, ...(keyof typeof FIELD)[]])),
      category: z.strictObject({ from: id, to: id }).optional(),
      priority: z.strictObject({ from: codes(PRIORITY), to: codes(PRIORITY) }).optional(),
      arrivedAt: z.strictObject({ from: instant, to: instant }).optional(),
    }),
    'edit',
    ({ fields, category, priority, arrivedAt }, names, at) =>
      [
        `memperbaiki data: ${fields.map((field) => FIELD[field].toLowerCase()).join(', ')}.`,
        category && `Kategori ${names.category(category.from)} menjadi ${names.category(category.to)}.`,
        priority && `Prioritas ${PRIORITY[priority.from]} menjadi ${PRIORITY[priority.to]}.`,
        arrivedAt && `Waktu masuk ${moments([arrivedAt.from], at)} menjadi ${moments([arrivedAt.to], at)}.`,
      ]
        .filter(Boolean)
        .join(' '),
  ),
  linked: event(
    z.strictObject({ other: number, kind: codes(LINK_KIND) }),
    'link',
    ({ other, kind }) => `mengaitkan aduan ini dengan ${other} (${LINK_KIND[kind].toLowerCase()}).`,
  ),
  linkedBy: event(
    z.strictObject({ other: number, kind: codes(LINK_KIND) }),
    'link',
    ({ other, kind }) => `mengaitkan ${other} dengan aduan ini (${LINK_KIND[kind].toLowerCase()}).`,
  ),
  held: event(
    z.strictObject({ reasonId: id, pausing: z.boolean(), ...promise }),
    'player-pause',
    ({ reasonId, pausing, promisedAt }, names, at) =>
      `menunda: ${names.holdReason(reasonId).toLowerCase()}${promisedAt ? ` dan menjanjikan ${moments([promisedAt], at)}` : ''}. Batas waktu ${pausing ? 'dijeda' : 'tetap berjalan'}.`,
  ),
  resumed: event(nothing, 'player-play', () => 'melanjutkan tindak lanjut.'),
  finished: event(
    z.strictObject({ result: codes(WORK_RESULT), officers: z.array(id), ...readings, ...files }),
    'tool',
    ({ result, attachments }) => `menyatakan pekerjaan selesai: ${WORK_RESULT[result].toLowerCase()}${withFiles(attachments)}.`,
  ),
  reported: event(
    z.strictObject({ result: codes(WORK_RESULT), officers: z.array(id), ...readings, ...files }),
    'clipboard-check',
    ({ result, attachments }) => `mengisi laporan penyelesaian: ${WORK_RESULT[result].toLowerCase()}${withFiles(attachments)}.`,
  ),
  corrected: event(
    z.strictObject({ result: codes(WORK_RESULT), officers: z.array(id), ...readings, ...files }),
    'clipboard-check',
    ({ result, attachments }) =>
      `memperbaiki laporan penyelesaian: ${WORK_RESULT[result].toLowerCase()}${withFiles(attachments)}.`,
  ),
  confirmed: event(nothing, 'circle-check', () => 'menyatakan aduan ini selesai.'),
  sentBack: event(
    z.strictObject({ unitId: id }),
    'repeat',
    ({ unitId }, names) => `meminta ${names.unit(unitId)} menindaklanjuti ulang.`,
  ),
  reopened: event(z.strictObject({ mistaken: z.boolean() }), 'folder-open', ({ mistaken }) =>
    mistaken ? 'membuka kembali karena salah tutup.' : 'membuka kembali aduan ini.',
  ),
  limitMissed: event(
    z.strictObject({ clock: z.enum(CLOCKS), limitMinutes: z.int() }),
    'alarm',
    ({ clock }) => `mencatat batas waktu ${CLOCK[clock]} terlewati.`,
  ),
  reminded: event(
    z.strictObject({
      clock: z.enum(CLOCKS),
      moment: codes(STEP_MOMENT),
      afterMinutes: z.int().nonnegative(),
      dueAt: instant,
      people: z.array(id).min(1),
    }),
    'bell-ringing',
    ({ clock, moment, afterMinutes, dueAt, people: told }, names, at) =>
      `mengingatkan ${people(told, names)}: batas waktu ${CLOCK[clock]} (${moments([dueAt], at)}) ${runningOut(moment, afterMinutes)}.`,
  ),
  recalendared: event(
    z.strictObject({ clocks: z.array(z.strictObject({ clock: z.enum(CLOCKS), from: instant, to: instant })).min(1) }),
    'calendar-event',
    ({ clocks }, _names, at) =>
      `mengubah kalender kerja: ${clocks.map(({ clock, from, to }) => `batas waktu ${CLOCK[clock]} berpindah dari ${moments([from], at)} ke ${moments([to], at)}`).join(', ')}.`,
  ),
  paperMade: event(
    z.strictObject({ kind: z.enum(PaperKind), version: id, code: z.string() }),
    'file-text',
    ({ kind, version }) => `membuat ${PAPER_KIND[kind]}${version > 1 ? ` versi ${version}` : ''}.`,
  ),
  letterWritten: event(
    z.strictObject({ letterId: id, number: z.string() }),
    'mail',
    ({ number }) => `menulis surat jawaban nomor ${number}.`,
  ),
  letterSent: event(
    z.strictObject({ letterId: id, number: z.string(), way: z.enum(LetterWay), sentAt: instant }),
    'send',
    ({ number, way, sentAt }, _names, at) =>
      `mencatat surat nomor ${number} dikirim: ${LETTER_WAY[way].toLowerCase()}, ${moments([sentAt], at)}.`,
  ),
  signed: event(
    z.strictObject({ code: z.string(), party: z.enum(SignatureParty), refused: z.boolean() }),
    'pencil',
    ({ party, refused }) =>
      refused
        ? `mencatat bahwa ${SIGNATURE_PARTY[party].toLowerCase()} tidak menandatangani.`
        : `mencatat tanda tangan ${SIGNATURE_PARTY[party].toLowerCase()}.`,
  ),
} as const satisfies Record<string, Definition<z.ZodType>>

export type EventType = keyof typeof EVENTS
export type Payload<T extends EventType> = z.infer<(typeof EVENTS)[T]['payload']>

/** What somebody did, to be read after their name: one sentence about a stored event. Throws when the payload is not what the event's type says. */
export function tell(type: EventType, payload: unknown, names: Names, at: Date): string {
  const definition = EVENTS[type] as unknown as Definition<z.ZodType>
  return definition.tell(definition.payload.parse(payload), names, at)
}

const EXPLAINED: Record<keyof typeof EXPLANATION_GIVEN, string> = {
  NOT_YET: 'Pelapor belum diberi penjelasan.',
  NOT_ACCEPTED: 'Pelapor belum menerima penjelasan yang diberikan.',
}

const runningOut = (moment: keyof typeof STEP_MOMENT, afterMinutes: number): string =>
  moment === 'WARNING' ? 'hampir habis' : `terlewati${afterMinutes > 0 ? ` ${durationWords(afterMinutes)}` : ''}`

// With the year where it is not that of the event.
const moments = (instants: string[], told: Date): string => instants.map((at) => dayAndTime(new Date(at), told)).join(' dan ')
