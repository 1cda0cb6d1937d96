// What may be done to settings, what is kept of it, and how it reads. Pure; writing and reading stand in trail-store.ts.
import { type MessageKey, messageName } from '../notifications/matter.ts'
import { TEMPLATES, type TemplateKey, type TemplateText } from '../notifications/templates.ts'
import { type Exported, exportSentence } from '../reports/export-words.ts'
import { fullDate, startOfDayWita } from '../time.ts'
import { type ConnectionChange, connectionText } from './connections-list.ts'
import { type ReasonContent, reasonText } from './hold-reason-list.ts'
import { type MeasureChange, measureSentence } from './measure-list.ts'
import { changesBetween, lowered, momentText, type StepContent, toldText } from './overdue-step-ladder.ts'

type Holiday = { date: string; name: string }
type Details = {
  policyMade: { effectiveFrom: string }
  officeHoursChanged: object
  holidaysAdded: { after: Holiday[] }
  holidayChanged: { after: Holiday }
  holidayRemoved: { before: Holiday }
  holdReasonAdded: { id: number; after: ReasonContent }
  holdReasonChanged: { id: number; before: ReasonContent; after: ReasonContent }
  holdReasonRetired: { id: number; what: ReasonContent }
  holdReasonRestored: { id: number; what: ReasonContent }
  overdueStepAdded: { id: number; after: StepContent }
  overdueStepChanged: { id: number; before: StepContent; after: StepContent }
  overdueStepRetired: { id: number; what: StepContent }
  overdueStepRestored: { id: number; what: StepContent }
  measureChanged: MeasureChange
  connectionsChanged: { changes: ConnectionChange[] }
  templateChanged: { id: TemplateKey; before: TemplateText; after: TemplateText }
  templateRestored: { id: TemplateKey; before: TemplateText }
  letterTemplateChanged: { id: number; name: string; before: TemplateText; after: TemplateText }
  letterTemplateRestored: { id: number; name: string; before: TemplateText }
  messageResent: { id: number; template: MessageKey }
  messagesResent: { count: number }
  sopChanged: { id: number }
  letterheadChanged: { id: number }
  reportListChanged: { added: string[]; removed: string[] }
  exported: Exported
}
export type SettingAction = keyof Details
export type SettingChange = { [A in SettingAction]: { action: A; details: Details[A] } }[SettingAction]

const SENTENCE: { [A in SettingAction]: (details: Details[A]) => string } = {
  policyMade: ({ effectiveFrom }) => `membuat versi batas waktu yang berlaku mulai ${dateOf(effectiveFrom)}`,
  officeHoursChanged: () => 'mengubah jam kerja',
  holidaysAdded: ({ after }) =>
    after.length > 3 ? `menambahkan ${after.length} hari libur` : `menambahkan hari libur ${after.map(holidayText).join(', ')}`,
  holidayChanged: ({ after }) => `mengubah hari libur ${holidayText(after)}`,
  holidayRemoved: ({ before }) => `menghapus hari libur ${holidayText(before)}`,
  holdReasonAdded: ({ after }) => `menambahkan alasan penundaan ${reasonText(after)}`,
  holdReasonChanged: ({ before, after }) =>
    `mengubah alasan penundaan ${before.name}: ${reasonChanges(before, after).join(', ')}`,
  holdReasonRetired: ({ what }) => `berhenti memakai alasan penundaan ${what.name}`,
  holdReasonRestored: ({ what }) => `memakai lagi alasan penundaan ${what.name}`,
  overdueStepAdded: ({ after }) => `menambahkan pengingat ${when(after)} kepada ${toldText(after)}`,
  overdueStepChanged: ({ before, after }) => `mengubah pengingat ${when(before)}: ${changesBetween(before, after).join('; ')}`,
  overdueStepRetired: ({ what }) => `berhenti memakai pengingat ${when(what)}`,
  overdueStepRestored: ({ what }) => `memakai lagi pengingat ${when(what)}`,
  measureChanged: measureSentence,
  connectionsChanged: ({ changes }) => `mengubah jumlah sambungan ${changes.map(connectionText).join(', ')}`,
  templateChanged: ({ id }) => `mengubah teks pesan ${TEMPLATES[id].name}`,
  templateRestored: ({ id }) => `mengembalikan teks pesan ${TEMPLATES[id].name} ke bawaan`,
  letterTemplateChanged: ({ name }) => `mengubah teks surat ${name}`,
  letterTemplateRestored: ({ name }) => `mengembalikan teks surat ${name} ke bawaan`,
  messageResent: ({ template }) => `mengirim lagi pesan ${messageName(template)}`,
  sopChanged: () => 'mengubah teks SOP',
  letterheadChanged: () => 'mengubah kop surat',
  reportListChanged: ({ added, removed }) =>
    [
      added.length > 0 && `menambahkan penerima laporan ${added.join(', ')}`,
      removed.length > 0 && `menghapus penerima laporan ${removed.join(', ')}`,
    ]
      .filter(Boolean)
      .join(' dan '),
  messagesResent: ({ count }) => `mengirim lagi ${count} pesan yang tidak terkirim`,
  exported: exportSentence,
}

export const SETTING_ACTIONS = Object.keys(SENTENCE) as SettingAction[]
export const HOLD_REASON_ACTIONS = SETTING_ACTIONS.filter((action) => action.startsWith('holdReason'))
export const OVERDUE_STEP_ACTIONS = SETTING_ACTIONS.filter((action) => action.startsWith('overdueStep'))
export const MEASURE_ACTIONS = ['measureChanged'] as const satisfies SettingAction[]
export const CONNECTION_ACTIONS = ['connectionsChanged'] as const satisfies SettingAction[]
export const SOP_ACTIONS = SETTING_ACTIONS.filter((action) => action === 'sopChanged')
export const LETTERHEAD_ACTIONS = ['letterheadChanged'] as const satisfies SettingAction[]
export const REPORT_LIST_ACTIONS = ['reportListChanged'] as const satisfies SettingAction[]
export const LETTER_TEMPLATE_ACTIONS = ['letterTemplateChanged', 'letterTemplateRestored'] as const satisfies SettingAction[]
export const TEMPLATE_ACTIONS = SETTING_ACTIONS.filter((action) => action.startsWith('template'))

/** What was done, to follow the name of who did it: 'mengubah jam kerja'. */
export function settingSentence({ action, details }: SettingChange): string {
  const say = SENTENCE[action] as (details: SettingChange['details']) => string
  return say(details)
}

const reasonChanges = (before: ReasonContent, after: ReasonContent): string[] => [
  ...(before.name === after.name ? [] : [`nama menjadi ${after.name}`]),
  ...(before.pausing === after.pausing ? [] : [after.pausing ? 'batas waktu dijeda' : 'batas waktu tetap berjalan']),
  ...(before.place === after.place ? [] : [`urutan ${before.place} menjadi ${after.place}`]),
]

const when = (step: StepContent): string => lowered(momentText(step))

const holidayText = ({ date, name }: Holiday): string => `${dateOf(date)} (${name})`

const dateOf = (date: string): string => fullDate(startOfDayWita(date))
