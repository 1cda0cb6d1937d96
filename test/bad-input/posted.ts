// Every form that posts to /aduan, and those of lists in the settings, with a person who may send it, its field table and a body that would be taken.
import type { Username } from '../../prisma/seed/people.ts'
import { CORRECTIONS, type CorrectionScope, FORMS, INTAKE, SAVED_VIEW } from '../../src/complaints/forms.ts'
import { ACTIONS, type Action, TRANSITIONS } from '../../src/complaints/workflow.ts'
import type { State } from '../../src/generated/enums.ts'
import { templateForm } from '../../src/notifications/template-forms.ts'
import { LETTER } from '../../src/papers/letter-forms.ts'
import { CHANGED_REASON, NEW_REASON } from '../../src/settings/hold-reason-forms.ts'
import { LETTER_TEMPLATE } from '../../src/settings/letter-template-forms.ts'
import { FIRST_LETTERHEAD } from '../../src/settings/letterhead.ts'
import { LETTERHEAD_FORM, typedLetterhead } from '../../src/settings/letterhead-forms.ts'
import { measureForm, typedMeasure } from '../../src/settings/measure-forms.ts'
import { CHANGED_STEP, NEW_STEP } from '../../src/settings/overdue-step-forms.ts'
import { REPORT_LIST_FORM } from '../../src/settings/report-list-forms.ts'
import { toLocalInput } from '../../src/time.ts'
import type { Field, Fields, Typed } from '../../src/web/form.ts'
import { broughtBy } from '../attachments/brought.ts'
import type { TestApp } from '../support/app.ts'
import { complaintIn, recordComplaint, unitId, villageOf } from '../support/complaints.ts'

export type Posted = { title: string; path: string; who: Username; fields: Fields; prefix: string; good: Typed }
type Sent = { state: State; who: Username }

const SENT: Record<Exclude<Action, 'amend'>, Sent> = {
  accept: { state: 'SUBMITTED', who: 'callcenter' },
  explain: { state: 'RECEIVED', who: 'callcenter' },
  escalate: { state: 'RECEIVED', who: 'admin.humas' },
  start: { state: 'ESCALATED', who: 'staf.wilayah2' },
  assign: { state: 'ESCALATED', who: 'staf.wilayah2' },
  finish: { state: 'IN_PROGRESS', who: 'teknik.2' },
  report: { state: 'IN_PROGRESS', who: 'staf.wilayah2' },
  confirm: { state: 'MONITORING', who: 'kabag.humas' },
  sendBack: { state: 'MONITORING', who: 'kabag.humas' },
  correct: { state: 'MONITORING', who: 'staf.wilayah2' },
  hold: { state: 'IN_PROGRESS', who: 'teknik.2' },
  resume: { state: 'ON_HOLD', who: 'staf.wilayah2' },
  note: { state: 'RECEIVED', who: 'callcenter' },
  involve: { state: 'IN_PROGRESS', who: 'kasie.hula' },
  transfer: { state: 'IN_PROGRESS', who: 'staf.wilayah2' },
  return: { state: 'ESCALATED', who: 'staf.wilayah2' },
  link: { state: 'RECEIVED', who: 'admin.humas' },
  dismiss: { state: 'RECEIVED', who: 'callcenter' },
  reopen: { state: 'CLOSED', who: 'kasie.hula' },
}
const AMENDED: Record<CorrectionScope, Sent> = {
  frontDesk: { state: 'RECEIVED', who: 'callcenter' },
  sectionHead: { state: 'MONITORING', who: 'kasie.hula' },
  unit: { state: 'ESCALATED', who: 'staf.wilayah2' },
  afterClosing: { state: 'CLOSED', who: 'kasie.hula' },
}

/** Each on a complaint of its own, so that none disturbs another. */
export async function postedForms(app: TestApp): Promise<Posted[]> {
  const other = await recordComplaint(app, { perihal: 'Aduan lain' })
  const action = async (name: Action, { state, who }: Sent, fields: Fields, title: string = name): Promise<Posted> => {
    const { path } = TRANSITIONS[name]
    const number = await complaintIn(app, state)
    const [{ version } = { version: 0 }] = await app.db.sql<{ version: number }>(
      `SELECT version FROM complaints WHERE 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') = $1`,
      [number],
    )
    const good = { ...filled(fields, app, other), ...(await filesFor(app, who, fields)), versi: String(version) }
    return { title, path: `/aduan/${number}/${path}`, who, fields, prefix: `${path}-`, good }
  }
  const intake = async (tindakan: string, fields: Fields): Promise<Posted> => ({
    ...{ title: `intake: ${tindakan}`, path: '/aduan/baru', who: 'callcenter', fields, prefix: 'f-' },
    good: { ...filled(fields, app, other), ...(await filesFor(app, 'callcenter', fields)), tindakan },
  })
  const forms = await Promise.all(Object.entries(INTAKE).map(([tindakan, { fields }]) => intake(tindakan, fields)))
  for (const name of ACTIONS) if (name !== 'amend') forms.push(await action(name, SENT[name], FORMS[name].fields))
  for (const scope of Object.keys(CORRECTIONS) as CorrectionScope[])
    forms.push(await action('amend', AMENDED[scope], CORRECTIONS[scope], `amend: ${scope}`))
  const { fields } = SAVED_VIEW
  return [
    ...forms,
    ...settingsForms(app),
    {
      ...{ title: 'letter', path: `/aduan/${other}/surat`, who: 'callcenter', prefix: 'f-', fields: LETTER.fields },
      good: { kepada: 'Daeng Baji', alamat_surat: 'Jl. Baji 1', perihal_surat: 'Jawaban', isi: 'Sudah kami tangani.' },
    },
    { title: 'saved view', path: '/aduan/tampilan', who: 'callcenter', fields, prefix: 'f-', good: filled(fields, app, other) },
  ]
}

function settingsForms({ master }: TestApp): Posted[] {
  const reason: Typed = { nama: 'Jalan ditutup', batas: 'PAUSED', letak: String(master.holdReasons[1]?.id) }
  const step: Typed = { kapan: 'LIMIT', menit: '180', kepada: ['SECTION_HEAD', 'DEPARTMENT_HEAD'], lewat: ['BELL', 'EMAIL'] }
  const [reasons, steps] = ['/pengaturan/penundaan', '/pengaturan/pengingat']
  const [reasonId, stepId] = [master.holdReasons[0]?.id, master.overdueSteps[0]?.id]
  const kept = { who: 'kabag.humas', prefix: 'f-' } as const
  return [
    { ...kept, title: 'new hold reason', path: `${reasons}/baru`, fields: NEW_REASON.fields, good: reason },
    {
      ...{ ...kept, title: 'hold reason', path: `${reasons}/${reasonId}`, fields: CHANGED_REASON.fields },
      good: { ...reason, nama: 'Rumah kosong', versi: '0' },
    },
    { ...kept, title: 'new overdue step', path: `${steps}/baru`, fields: NEW_STEP.fields, good: step },
    {
      ...{ ...kept, title: 'overdue step', path: `${steps}/${stepId}`, fields: CHANGED_STEP.fields },
      good: { ...step, menit: '240', versi: '0' },
    },
    {
      ...{ title: 'text of a message', path: '/pengaturan/pesan/nomor', who: 'kasie.hula', prefix: 'f-' },
      fields: templateForm('numbered').fields,
      good: { judul: 'Nomor {nomor}', isi: 'Yth. {nama}', aduan: '', versi: '0', tindakan: 'simpan' },
    },
    ...master.measures.slice(1, 2).map((measure) => ({
      ...{ ...kept, title: 'measure', path: `/pengaturan/pengukuran/${measure.id}`, fields: measureForm(measure).fields },
      good: { ...typedMeasure(measure), paling_banyak: '4,5' },
    })),
    {
      ...{ title: 'text of a letter', path: '/pengaturan/surat/umum', who: 'kasie.hula', prefix: 'f-' },
      fields: LETTER_TEMPLATE.fields,
      good: { judul: 'Nomor {nomor}', isi: 'Yth. {nama}', aduan: '', versi: '0', tindakan: 'simpan' },
    },
    {
      ...{ ...kept, title: 'letterhead', path: '/pengaturan/kop-surat', fields: LETTERHEAD_FORM.fields },
      good: { ...typedLetterhead(FIRST_LETTERHEAD), dilihat: '0' },
    },
    {
      ...{ ...kept, title: 'who gets reports', path: '/pengaturan/penerima-laporan', fields: REPORT_LIST_FORM.fields },
      good: { alamat: 'arsip@pdam.example', versi: '0' },
    },
  ]
}

/** Two files for each field that takes some, brought by whoever sends the form. */
async function filesFor(app: TestApp, who: Username, fields: Fields): Promise<Typed> {
  const names = Object.keys(fields).filter((name) => fields[name]?.input === 'files')
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await broughtBy(app, who, 2)])))
}

/** A value that fits each field: by its name where only some words do, else by its kind. */
function filled(fields: Fields, app: TestApp, other: string): Typed {
  const { master, clock, user } = app
  const named: Typed = {
    ...{ telepon: '0812-3456-7890', nomor_sambungan: '012345678', asli: other, aduan: other, anonim: '', query: 'tab=terbuka' },
    ...{ unit: String(unitId(master, 'WIL3')), kelurahan: villageOf(master, 'WIL2'), petugas: [String(user('teknik.2').id)] },
    ...{ alasan: 'options' in (fields.alasan ?? {}) ? 'SPAM' : String(master.holdReasons[0]?.id) },
    ...{ kanal: String(master.channels[1]?.id), kategori: String(master.categories[1]?.id), kebutuhan: needs(master) },
    janji: '2026-11-26T09:00',
  }
  const now = toLocalInput(clock.now())
  const value = (name: string, field: Field): string | string[] => {
    if (name in named && !(name === 'alasan' && field.input === 'textarea')) return named[name] ?? ''
    if (field.input === 'datetime-local') return field.count ? [now, now.replace(/..$/, '30')].slice(0, 1) : now
    if (field.input === 'checkbox') return 'ya'
    if (field.input === 'files') return []
    return field.options?.[0]?.value ?? `Kata untuk ${name}`
  }
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(name, field)]))
}

const needs = ({ needs: [one, two] }: TestApp['master']): string[] => [String(one?.id), String(two?.id)]
