// Of a message about a report: to whom it goes, and what it says; drafts go with their paper to those on the list.
import type { MessageWay } from '../generated/enums.ts'
import { type ReportEvent, reportHref, reportTitle, tellReport } from '../reports/report-events.ts'
import type { MasterData } from '../settings/master.ts'
import { COMPANY } from '../settings/sop-texts.ts'
import { mobile, type Recipient } from './filling.ts'
import type { TemplateText } from './templates.ts'

export const REPORT_LETTERS = { report: 'Laporan', reportPaper: 'Laporan dengan PDF' } as const
export type ReportLetter = keyof typeof REPORT_LETTERS

/** person: of the house; else an address on the list, null when it was taken off it meanwhile. */
export type ReportSubject = {
  report: ReportEvent
  person: { name: string; phone: string | null; email: string | null } | null
  address: string | null
}

export function reportRecipient({ person, address }: ReportSubject, way: MessageWay): Recipient | null {
  const to = way === 'GATEWAY' ? mobile(person?.phone ?? null) : person ? person.email : address
  return to ? { to, app: 'whatsapp' } : null
}

export function reportText(
  { report, person }: ReportSubject,
  names: Pick<MasterData['names'], 'person'>,
  baseUrl: string,
): TemplateText {
  const title = reportTitle(report)
  if (!person) return { subject: `Konsep ${title}`, body: DRAFT(title) }
  const actor = report.actorId === null ? 'Sistem' : names.person(report.actorId)
  return {
    subject: title,
    body: `${person.name},\n\n${title}\n\n${actor} ${tellReport(report)}\n\nBuka: ${baseUrl}${reportHref(report)}`,
  }
}

const DRAFT = (title: string): string =>
  `Terlampir konsep ${title} dalam bentuk PDF. Laporan ini belum diterbitkan dan belum disetujui; angkanya masih dapat diperbaiki.\n\n` +
  `Anda menerima surel ini karena alamat Anda tercantum pada daftar penerima laporan. Isinya rahasia dan tidak untuk disebarkan.\n\n${COMPANY}`
