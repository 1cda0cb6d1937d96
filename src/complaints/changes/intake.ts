// Steps 1 and 2 of the SOP: record, accept, explain, escalate, dismiss.
import { attachmentsOf } from '../../attachments/attachment.ts'
import type { Service, State } from '../../generated/enums.ts'
import { announce } from '../../notifications/announce.ts'
import { endAll, reach } from '../../sla/clock.ts'
import { MINUTE } from '../../time.ts'
import type { Errors, Values } from '../../web/form.ts'
import { type DismissalReason, type ExplanationGiven, type ExplanationOutcome, SERVICE } from '../../words.ts'
import { type Change, type Complaint, isOpen, type NewEvent, numberOf } from '../complaint.ts'
import type { FORMS, INTAKE, IntakeButton } from '../forms.ts'
import { type Circumstances, ended, event, idsOf, type Outcome, routed, settle, step, termsOf } from './course.ts'

export type IntakeValues = Values<typeof INTAKE.simpan.fields>
type Explained = Values<typeof FORMS.explain.fields>
type Escalated = Values<typeof FORMS.escalate.fields>
type Dismissed = Values<typeof FORMS.dismiss.fields>

type IntakeOf<B extends IntakeButton> = Values<(typeof INTAKE)[B]['fields']>

/** What one of the three buttons under the intake does: recorded, and decided in the same breath. */
export function take(button: IntakeButton, values: IntakeValues, openedAt: Date, at: Circumstances): Outcome {
  const errors = wrongCategory(values.kategori, values.layanan, at)
  if (errors) return { errors }
  const recorded = record(values, openedAt, at)
  if (button === 'simpan') return announce(null, recorded, at)
  const decided =
    button === 'jelaskan'
      ? explain(recorded.after, values as IntakeOf<'jelaskan'>, at)
      : escalate(recorded.after, values as IntakeOf<'teruskan'>, at)
  if ('errors' in decided) return decided
  return announce(null, { after: decided.after, events: [...recorded.events, ...decided.events] }, at)
}

/** Step 1 by an officer: received is the later of the arrival and the opening of the form, so the ten minutes are those of the conversation. */
export function record(values: IntakeValues, openedAt: Date, at: Circumstances): Change {
  const receivedAt = new Date(Math.max(values.waktu_masuk.getTime(), openedAt.getTime()))
  const blank = newComplaint(values, 'RECEIVED', at)
  const terms = termsOf(blank, at)
  const runs = reach(reach([], 'ARRIVED', blank.arrivedAt, terms), 'RECEIVED', receivedAt, terms)
  const attachments = attachmentsOf(values)
  const payload = { channelId: values.kanal, openedAt: openedAt.toISOString(), ...idsOf(attachments) }
  const told = event('recorded', payload, at, { at: receivedAt, toState: 'RECEIVED', attachments })
  return step(blank, { runs, receivedAt }, told)
}

/** Step 1 by the public form, the API or an import: waits to be accepted. */
export function submit(values: IntakeValues, at: Circumstances): Outcome {
  const errors = wrongCategory(values.kategori, values.layanan, at)
  if (errors) return { errors }
  const blank = newComplaint(values, 'SUBMITTED', at)
  const runs = reach([], 'ARRIVED', blank.arrivedAt, termsOf(blank, at))
  const told = event('submitted', { channelId: values.kanal }, at, { toState: 'SUBMITTED' })
  return announce(null, step(blank, { runs }, told), at)
}

export function accept(complaint: Complaint, _values: object, at: Circumstances): Change {
  const runs = reach(complaint.runs, 'RECEIVED', at.now, termsOf(complaint, at))
  return step(complaint, { state: 'RECEIVED', receivedAt: at.now, runs }, event('accepted', {}, at))
}

/** Step 2: the customer accepts the explanation and the matter is settled. */
export function explain(complaint: Complaint, values: Explained, at: Circumstances): Outcome {
  if (values.percobaan.some((one) => one.getTime() < complaint.arrivedAt.getTime() - MINUTE))
    return { errors: { percobaan: 'Waktu percobaan menghubungi tidak boleh sebelum aduan masuk.' } }
  const terms = termsOf(complaint, at)
  const decided = reach(reach(complaint.runs, 'DECIDED', at.now, terms), 'CLOSED', at.now, terms)
  const patch = { state: 'CLOSED' as const, decidedAt: at.now, closedAt: at.now, closedById: at.user?.id ?? null }
  const payload = {
    outcome: values.hasil_penjelasan as ExplanationOutcome,
    attempts: values.percobaan.map((one) => one.toISOString()),
  }
  const texts = [{ kind: 'EXPLANATION' as const, body: values.penjelasan, forComplainant: true }]
  const runs = endAll(decided, at.now, { dismissed: false, calendars: terms.calendars })
  return step(complaint, { ...patch, runs }, event('explained', payload, at, { texts }))
}

/** Step 2 to 3: the matter goes to a Bagian or Wilayah. */
export function escalate(complaint: Complaint, values: Escalated, at: Circumstances): Change {
  const terms = termsOf(complaint, at)
  const runs = reach(reach(complaint.runs, 'DECIDED', at.now, terms), 'ESCALATED', at.now, terms)
  const routings = [...complaint.routings, routed(values.unit, 'OWNER', at.now)]
  const patch = { state: 'ESCALATED' as const, decidedAt: at.now, everEscalated: true, runs, routings }
  const payload = { unitId: values.unit, explanation: values.penjelasan_diberikan as ExplanationGiven }
  const texts = [{ kind: 'DISPOSITION' as const, body: values.catatan }]
  return step(complaint, patch, event('escalated', payload, at, { texts }))
}

/** Spam, not ours, or a duplicate of an open complaint, which both then name. */
export function dismiss(complaint: Complaint, values: Dismissed, at: Circumstances): Outcome {
  const reason = values.alasan as DismissalReason
  const original = reason === 'DUPLICATE' ? at.other : null
  if (reason === 'DUPLICATE' && !original) return { errors: { asli: `Aduan ${values.asli} tidak ditemukan.` } }
  if (original?.id === complaint.id) return { errors: { asli: 'Aduan tidak dapat menjadi duplikat dirinya sendiri.' } }
  if (original && !isOpen(original)) return { errors: { asli: closedOriginal(original) } }
  const payload = { reason, ...(original && { original: numberOf(original) }) }
  const texts = values.keterangan ? [{ kind: 'REASON' as const, body: values.keterangan }] : []
  const patch = { state: 'DISMISSED' as const, closedAt: at.now, closedById: at.user?.id ?? null }
  const runs = endAll(complaint.runs, at.now, { dismissed: true, calendars: at.master.calendars })
  const assignments = ended(complaint.assignments, at.now)
  const change = step(complaint, { ...patch, runs, assignments }, event('dismissed', payload, at, { texts }))
  return original
    ? {
        ...change,
        links: [{ otherId: original.id, kind: 'DUPLICATE', told: linkedBy(complaint, 'DUPLICATE', at), original: true }],
      }
    : change
}

/** A category of the other service is a slip: the unit that it goes to could do nothing. */
export function wrongCategory(id: number, service: Service, { master }: Circumstances): Errors | null {
  const category = master.categories.find((one) => one.id === id)
  if (!category?.service || category.service === service) return null
  return {
    kategori: `${category.name} adalah kategori ${SERVICE[category.service].toLowerCase()}. Sesuaikan Kategori atau Layanan.`,
  }
}

export const linkedBy = (complaint: Complaint, kind: 'DUPLICATE' | 'RELATED' | 'FOLLOW_UP', at: Circumstances): NewEvent =>
  event('linkedBy', { other: numberOf(complaint), kind }, at)

const closedOriginal = (original: { year: number; sequence: number }): string =>
  `${numberOf(original)} sudah selesai. Buka kembali aduan itu, atau bila sudah terlambat kaitkan aduan ini sebagai lanjutannya.`

function newComplaint(values: IntakeValues, state: State, { now, master }: Circumstances): Complaint {
  const category = master.categories.find(({ id }) => id === values.kategori)
  if (!category) throw new Error(`No category ${values.kategori}`)
  return settle({
    ...{ id: 0, year: 0, sequence: 0, version: 1, state, channelId: values.kanal, kind: values.jenis, service: values.layanan },
    ...{ categoryId: category.id, technical: category.technical, priority: values.prioritas ?? category.priority },
    ...{ subject: values.perihal ?? subjectOf(category.name, values.kelurahan, master), description: values.uraian },
    ...{
      villageCode: values.kelurahan,
      address: values.alamat,
      connectionNumber: values.nomor_sambungan,
      tariffClass: values.golongan,
    },
    ...{ arrivedAt: values.waktu_masuk, enteredAt: now, receivedAt: null, decidedAt: null, startedAt: null, finishedAt: null },
    ...{ reportedAt: null, closedAt: null, closedById: null, everEscalated: false, arrivedOn: '', closedOn: null },
    ...{ nextDueAt: null, nextWarnAt: null, ownerUnitId: null, activeUnits: [], officers: [], seenByUnits: [], seenByPeople: [] },
    ...{ runs: [], routings: [], assignments: [], holds: [], complainant: complainantOf(values) },
  })
}

export const subjectOf = (category: string, village: string | null, { names }: Circumstances['master']): string =>
  village ? `${category}, ${names.village(village)}` : category

export function complainantOf(values: Omit<IntakeValues, 'waktu_masuk'>): Complaint['complainant'] {
  return {
    kind: values.jenis_pelapor ?? 'INDIVIDUAL',
    anonymous: values.anonim,
    name: values.anonim ? null : values.nama,
    phone: values.telepon,
    phoneDigits: values.telepon && digitsOf(values.telepon),
    account: values.akun,
    contactWay: values.tidak_bersedia ? 'NONE' : (values.cara_dihubungi ?? (values.telepon ? 'PHONE' : 'SOCIAL_MEDIA')),
    proxy: values.mewakili,
    needs: values.kebutuhan,
    needsNote: values.keterangan_kebutuhan,
  }
}

/** A phone number as it is compared: digits only, +62 and 62 as 0. */
export const digitsOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^62/, '0')
