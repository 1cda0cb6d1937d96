// What an action's form offers a person for a complaint, and what it holds before anything is typed.

import { type Brought, broughtOptions } from '../attachments/attachment.ts'
import { awayWords } from '../people/absences.ts'
import { hasRole, type User } from '../permissions.ts'
import { categoryOptions, type MasterData, optionsOf, villageOptions } from '../settings/master.ts'
import { toLocalInput } from '../time.ts'
import type { Fields, Form, Lists, Option, Typed } from '../web/form.ts'
import { waysToReopen } from './changes/closing.ts'
import { onlySupports } from './changes/routing.ts'
import { type Complaint, isOpen, type WorkReport } from './complaint.ts'
import { type CorrectionScope, correction, FORMS } from './forms.ts'
import { isStaffOf, PARTIES } from './parties.ts'
import { readingFields, typedReadings } from './readings.ts'
import { suggestUnit } from './suggestion.ts'
import type { Action } from './workflow.ts'

export type Choosing = { user: User; now: Date; master: MasterData; report: WorkReport | null; brought?: readonly Brought[] }

/** The form of an action as this person gets it. */
export function formOf(action: Action, complaint: Complaint, choosing: Choosing): Form {
  if (action === 'amend') return correction(scopeOf(complaint, choosing))
  const form = FORMS[action] as unknown as Form
  if (action === 'finish' || action === 'report' || action === 'correct')
    return withReadings(form, readingFields(complaint, choosing.master))
  if (action === 'note' && !isOpen(complaint)) return without(form, 'untuk_pelapor', 'janji')
  if (action === 'note' && !mayAnswer(complaint, choosing)) return without(form, 'untuk_pelapor')
  if (action === 'reopen' && !waysToReopen(complaint, choosing).mistaken) return without(form, 'salah_tutup')
  return form
}

/** Before the photos, which prove them. */
function withReadings(form: Form, readings: Fields): Form {
  const fields = Object.entries(form.fields)
  const photos = fields.findIndex(([, { input }]) => input === 'files')
  return { ...form, fields: Object.fromEntries(fields.toSpliced(photos, 0, ...Object.entries(readings))) }
}

function without(form: Form, ...names: string[]): Form {
  return { ...form, fields: Object.fromEntries(Object.entries(form.fields).filter(([name]) => !names.includes(name))) }
}

/** Notes for the complainant too: by front desk, closers and unit staff. */
function mayAnswer(complaint: Complaint, { user, master }: Choosing): boolean {
  const parties = [PARTIES.FRONT_DESK, PARTIES.CLOSERS, PARTIES.UNIT_STAFF]
  return parties.some(({ holds }) => holds(user, { ...complaint, humasUnitId: master.humasUnitId }))
}

function scopeOf(complaint: Complaint, { user }: Choosing): CorrectionScope {
  if (!isOpen(complaint)) return 'afterClosing'
  if (hasRole(user, ['SECTION_HEAD'])) return 'sectionHead'
  return hasRole(user, ['HUMAS_ADMIN', 'CALL_CENTER']) ? 'frontDesk' : 'unit'
}

export function listsOf(complaint: Complaint, choosing: Choosing): Lists {
  const { master, brought = [] } = choosing
  return {
    brought: broughtOptions(brought),
    units: optionsOf(master.units.filter(({ id }) => id !== complaint.ownerUnitId)),
    officers: officerOptions(complaint, choosing).map((option) => withAbsence(option, master)),
    workers: workerOptions(complaint, choosing),
    holdReasons: master.holdReasons
      .filter(({ active }) => active)
      .map(({ id, name, pausing }) => ({
        value: String(id),
        label: `${name} (batas waktu ${pausing ? 'dijeda' : 'tetap berjalan'})`,
      })),
    channels: optionsOf(master.channels, [complaint.channelId]),
    categories: categoryOptions(master.categories, [complaint.categoryId]),
    villages: villageOptions(master),
    needs: optionsOf(master.needs, complaint.complainant.needs),
  }
}

/** TECHNICIAN of the owner or a supporter, and QUICK_RESPONSE; for a supporter's staff their own unit's. */
function officerOptions(complaint: Complaint, { user, master }: Choosing): Option[] {
  const standing = { ...complaint, humasUnitId: master.humasUnitId }
  const narrow = onlySupports(user, standing)
  const units = complaint.activeUnits.filter((unit) => !narrow || isStaffOf(user, unit, standing))
  const fitting = master.officers.filter(({ role, unitId }) => role === 'QUICK_RESPONSE' || units.includes(unitId))
  return peopleOptions(fitting, master)
}

/** Who is away can be sent all the same; whoever chooses should know. */
function withAbsence(option: Option, master: MasterData): Option {
  const away = awayWords(Number(option.value), master)
  return away ? { ...option, label: `${option.label} (${away})` } : option
}

/** Who can be named in a report: those, and who was ever sent, whatever has become of them. */
function workerOptions(complaint: Complaint, choosing: Choosing): Option[] {
  const { master } = choosing
  const sent = complaint.assignments.map((assignment) => ({
    id: assignment.personId,
    name: master.names.person(assignment.personId),
    unitId: ownUnitOf(assignment, master),
  }))
  const known = new Map(peopleOptions(sent, master).map((option) => [option.value, option]))
  return [...officerOptions(complaint, choosing).filter(({ value }) => !known.has(value)), ...known.values()]
}

/** Of whom somebody was when they were sent; a Quick Response officer goes out for another unit, and stays of their own. */
export function ownUnitOf({ personId, unitId }: { personId: number; unitId: number }, { officers }: MasterData): number {
  const own = officers.filter(({ id }) => id === personId)
  return (own.find((one) => one.unitId === unitId) ?? own[0])?.unitId ?? unitId
}

const peopleOptions = (people: { id: number; name: string; unitId: number }[], { names }: MasterData): Option[] => [
  ...new Map(
    people.map(({ id, name, unitId }) => [id, { value: String(id), label: `${name} · ${names.unit(unitId)}` }]),
  ).values(),
]

/** Officers are already ticked, a report is filled from the technician's, a correction shows what is there. */
export function initialValues(action: Action, complaint: Complaint, choosing: Choosing): Typed {
  switch (action) {
    case 'escalate':
      return { unit: String(suggestUnit(complaint.categoryId, complaint.villageCode, choosing.master)?.unitId ?? '') }
    case 'assign':
      return { petugas: complaint.officers.map(String) }
    case 'finish':
    case 'report':
    case 'correct':
      return workValues(complaint, choosing)
    case 'amend':
      return factsOf(complaint)
    default:
      return {}
  }
}

function workValues(complaint: Complaint, { report, now, master }: Choosing): Typed {
  if (!report)
    return {
      petugas: complaint.officers.map(String),
      mulai_dikerjakan: toLocalInput(complaint.startedAt ?? now),
      selesai_dikerjakan: toLocalInput(now),
    }
  return {
    penyebab: report.cause,
    tindakan: report.action,
    petugas: report.officers.map(String),
    mulai_dikerjakan: toLocalInput(report.startedAt),
    selesai_dikerjakan: toLocalInput(report.finishedAt),
    hasil: report.result,
    kunjungan: report.visits.map(toLocalInput),
    ...typedReadings(report, master),
  }
}

function factsOf(complaint: Complaint): Typed {
  const { complainant } = complaint
  return {
    kanal: String(complaint.channelId),
    jenis: complaint.kind,
    layanan: complaint.service,
    kategori: String(complaint.categoryId),
    prioritas: complaint.priority,
    perihal: complaint.subject,
    uraian: complaint.description,
    waktu_masuk: toLocalInput(complaint.arrivedAt),
    kelurahan: complaint.villageCode ?? '',
    alamat: complaint.address ?? '',
    nomor_sambungan: complaint.connectionNumber ?? '',
    nama: complainant.name ?? '',
    ...(complainant.anonymous && { anonim: 'ya' }),
    telepon: complainant.phone ?? '',
    akun: complainant.account ?? '',
    cara_dihubungi: complainant.contactWay,
    ...(complainant.proxy && { mewakili: 'ya' }),
    kebutuhan: complainant.needs.map(String),
    keterangan_kebutuhan: complainant.needsNote ?? '',
    jenis_pelapor: complainant.kind,
    golongan: complaint.tariffClass ?? '',
  }
}
