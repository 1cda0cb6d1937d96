// What may be written at almost any time: notes, corrections, links.

import { attachmentsOf } from '../../attachments/attachment.ts'
import type { LinkKind } from '../../generated/enums.ts'
import { type Reached, refitAll } from '../../sla/clock.ts'
import { dayAndTime, MINUTE } from '../../time.ts'
import type { Errors, Values } from '../../web/form.ts'
import { type Change, type Columns, type Complainant, type Complaint, isOpen, numberOf } from '../complaint.ts'
import type { FIELD } from '../field-names.ts'
import { type CorrectionValues, checkArrival, type FORMS } from '../forms.ts'
import { type Circumstances, event, idsOf, type Outcome, promisedAt, step, termsOf } from './course.ts'
import { digitsOf, linkedBy, subjectOf, wrongCategory } from './intake.ts'

type Noted = Values<typeof FORMS.note.fields>
type Linked = Values<typeof FORMS.link.fields>
type FieldName = keyof typeof FIELD

/** Internal, or for the complainant too where its person may and it is still open (checked by the action's form). */
export function note(complaint: Complaint, values: Noted, at: Circumstances): Change {
  const forComplainant = values.untuk_pelapor === true
  const texts = [{ kind: 'NOTE' as const, body: values.catatan, forComplainant }]
  const attachments = attachmentsOf(values)
  const payload = { forComplainant, ...promisedAt(values.janji), ...idsOf(attachments) }
  return { ...step(complaint, {}, event('noted', payload, at, { texts, promise: values.janji, attachments })), aside: true }
}

export function link(complaint: Complaint, values: Linked, at: Circumstances): Outcome {
  if (!at.other) return { errors: { aduan: `Aduan ${values.aduan} tidak ditemukan.` } }
  if (at.other.id === complaint.id) return { errors: { aduan: 'Aduan tidak dapat dikaitkan dengan dirinya sendiri.' } }
  if (at.other.linked) return { errors: { aduan: 'Kedua aduan ini sudah dikaitkan.' } }
  const kind = values.hubungan as LinkKind
  const change = step(complaint, {}, event('linked', { other: numberOf(at.other), kind }, at))
  return { ...change, aside: true, links: [{ otherId: at.other.id, kind, told: linkedBy(complaint, kind, at) }] }
}

const COLUMNS = {
  kanal: ['channelId', 'channel'],
  jenis: ['kind', 'kind'],
  layanan: ['service', 'service'],
  kategori: ['categoryId', 'category'],
  prioritas: ['priority', 'priority'],
  perihal: ['subject', 'subject'],
  uraian: ['description', 'description'],
  waktu_masuk: ['arrivedAt', 'arrivedAt'],
  kelurahan: ['villageCode', 'village'],
  alamat: ['address', 'address'],
  nomor_sambungan: ['connectionNumber', 'connectionNumber'],
  golongan: ['tariffClass', 'tariffClass'],
} as const satisfies Record<string, [keyof Columns, FieldName]>

const PERSONAL = {
  nama: ['name', 'name'],
  anonim: ['anonymous', 'anonymous'],
  telepon: ['phone', 'phone'],
  akun: ['account', 'account'],
  cara_dihubungi: ['contactWay', 'contactWay'],
  mewakili: ['proxy', 'proxy'],
  kebutuhan: ['needs', 'needs'],
  keterangan_kebutuhan: ['needsNote', 'needsNote'],
  jenis_pelapor: ['kind', 'complainantKind'],
} as const satisfies Record<string, [keyof Complainant, FieldName]>

// These are told in the event itself; of all others only that they changed, what they held stands apart.
const TOLD: readonly FieldName[] = ['category', 'priority', 'arrivedAt']

/** Only what changed; a reason for category, priority and arrival, which moves no run (SOP, amend; Clocks, last rule). */
export function amend(complaint: Complaint, values: CorrectionValues, at: Circumstances): Outcome {
  const typed = follow(keepMandatory(values, complaint), complaint, at)
  const columns = changed(complaint, typed, COLUMNS)
  const personal = changed(complaint.complainant, typed, PERSONAL)
  const fields = [...columns.fields, ...personal.fields]
  if (fields.length === 0) return { errors: { alasan: 'Belum ada data yang diubah.' } }
  if (!values.alasan && fields.some((field) => TOLD.includes(field)))
    return { errors: { alasan: 'Isi alasan perubahan kategori, prioritas atau waktu masuk.' } }
  const after = { ...complaint, ...columns.patch, complainant: settleContact({ ...complaint.complainant, ...personal.patch }) }
  const errors = faultsOf(after, fields, at)
  if (Object.keys(errors).length > 0) return { errors }
  const technical = at.master.categories.find(({ id }) => id === after.categoryId)?.technical ?? complaint.technical
  const payload = { fields, ...toldChanges(complaint, after) }
  const amendments = [...columns.amendments, ...personal.amendments].filter(({ field }) => !TOLD.includes(field as FieldName))
  const texts = values.alasan ? [{ kind: 'REASON' as const, body: values.alasan }] : []
  return step(
    complaint,
    { ...after, technical, runs: refit(complaint, { ...after, technical }, at) },
    event('amended', payload, at, { texts, amendments }),
  )
}

/** What is wrong already does not stand in the way of a correction of something else. */
const faultsOf = (after: Complaint, fields: FieldName[], at: Circumstances): Errors => ({
  ...(fields.includes('arrivedAt') && checkArrival({ waktu_masuk: after.arrivedAt }, at.now)),
  ...(fields.includes('arrivedAt') &&
    after.receivedAt &&
    after.arrivedAt > after.receivedAt && {
      waktu_masuk: `Waktu masuk tidak boleh sesudah aduan diterima (${dayAndTime(after.receivedAt, at.now)}).`,
    }),
  ...((fields.includes('category') || fields.includes('service')) && wrongCategory(after.categoryId, after.service, at)),
})

/** Open runs that have not missed go under the row that now fits, keeping start and held time (SOP, Clocks: changes of category or priority). */
function refit(before: Complaint, after: Complaint, at: Circumstances) {
  if (before.technical === after.technical && before.priority === after.priority) return before.runs
  const pauses = before.holds.filter(({ pausing }) => pausing)
  return isOpen(before) ? refitAll(before.runs, pauses, at.now, termsOf(after, at), reachedBy(before)) : before.runs
}

const reachedBy = ({ receivedAt, decidedAt, startedAt, finishedAt, reportedAt }: Complaint): Reached => ({
  ...{ RECEIVED: receivedAt, DECIDED: decidedAt, STARTED: startedAt, FINISHED: finishedAt, REPORTED: reportedAt },
})

/** What may not be empty stays as it was when the field is left empty. */
const keepMandatory = (values: CorrectionValues, complaint: Complaint): CorrectionValues => ({
  ...values,
  ...(values.anonim && { nama: null }),
  ...('perihal' in values && { perihal: values.perihal ?? complaint.subject }),
  ...('cara_dihubungi' in values && { cara_dihubungi: values.cara_dihubungi ?? complaint.complainant.contactWay }),
  ...('jenis_pelapor' in values && { jenis_pelapor: values.jenis_pelapor ?? complaint.complainant.kind }),
  // The field shows minutes: the same minute is no change.
  ...(values.waktu_masuk && sameMinute(values.waktu_masuk, complaint.arrivedAt) && { waktu_masuk: complaint.arrivedAt }),
})

/** A priority and a subject that came from the category follow it, unless they are changed as well. */
function follow(values: CorrectionValues, complaint: Complaint, { master }: Circumstances): CorrectionValues {
  const [old, chosen] = [complaint.categoryId, values.kategori].map((one) => master.categories.find(({ id }) => id === one))
  if (!old || !chosen || old === chosen) return values
  const village = values.kelurahan === undefined ? complaint.villageCode : values.kelurahan
  return {
    ...values,
    ...(values.prioritas === complaint.priority && complaint.priority === old.priority && { prioritas: chosen.priority }),
    ...(values.perihal === complaint.subject &&
      complaint.subject === subjectOf(old.name, complaint.villageCode, master) && {
        perihal: subjectOf(chosen.name, village, master),
      }),
  }
}

const sameMinute = (a: Date, b: Date): boolean => Math.floor(a.getTime() / MINUTE) === Math.floor(b.getTime() / MINUTE)

const settleContact = (complainant: Complainant): Complainant => ({
  ...complainant,
  phoneDigits: complainant.phone && digitsOf(complainant.phone),
})

function changed<T extends Columns | Complainant>(
  before: T,
  values: CorrectionValues,
  table: Record<string, readonly [string, FieldName]>,
) {
  const old = before as unknown as Record<string, unknown>
  const differing = Object.entries(table).flatMap(([name, [column, field]]) => {
    const value: unknown = values[name as keyof CorrectionValues]
    return value === undefined || written(value) === written(old[column]) ? [] : [{ column, field, value, before: old[column] }]
  })
  return {
    patch: Object.fromEntries(differing.map(({ column, value }) => [column, value])) as Partial<T>,
    fields: differing.map(({ field }) => field),
    amendments: differing.map(({ field, before, value }) => ({ field, before: written(before), after: written(value) })),
  }
}

const written = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : value instanceof Date
      ? value.toISOString()
      : Array.isArray(value)
        ? value.join(',')
        : String(value)

function toldChanges(before: Complaint, after: Complaint) {
  return {
    ...(before.categoryId !== after.categoryId && { category: { from: before.categoryId, to: after.categoryId } }),
    ...(before.priority !== after.priority && { priority: { from: before.priority, to: after.priority } }),
    ...(before.arrivedAt.getTime() !== after.arrivedAt.getTime() && {
      arrivedAt: { from: before.arrivedAt.toISOString(), to: after.arrivedAt.toISOString() },
    }),
  }
}
