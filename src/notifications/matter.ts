// What a message is about, a complaint or a report: to whom it goes, who may hear of it, and what it says.
import type { MessageWay } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { type Concerning, maySee } from './audience.ts'
import { complaintRecipient, fillingOf, type Recipient, type Subject } from './filling.ts'
import { REPORT_LETTERS, type ReportLetter, type ReportSubject, reportRecipient, reportText } from './report-letters.ts'
import { mayReadReports } from './report-word.ts'
import { fill, TEMPLATES, type TemplateKey, type TemplateText } from './templates.ts'

export type Matter = (Subject & Concerning) | ReportSubject
export type MessageKey = TemplateKey | ReportLetter

/** Where it goes; null when there is no such address any more. */
export const recipientOf = (about: Matter, way: MessageWay): Recipient | null =>
  'report' in about ? reportRecipient(about, way) : complaintRecipient(about, way)

export const mayHear = (personId: number, about: Matter, master: MasterData): boolean =>
  'report' in about ? mayReadReports(personId, master) : maySee(personId, about, master)

type Writing = { texts: ReadonlyMap<string, TemplateText>; names: MasterData['names']; baseUrl: string }

export function textOf(about: Matter, key: MessageKey, { texts, names, baseUrl }: Writing): TemplateText {
  if ('report' in about) return reportText(about, names, baseUrl)
  return fill(texts.get(key) ?? TEMPLATES[key as TemplateKey], fillingOf(about, names, baseUrl))
}

export const messageName = (key: MessageKey): string =>
  key in REPORT_LETTERS ? REPORT_LETTERS[key as ReportLetter] : TEMPLATES[key as TemplateKey].name
