// What happened to a period's report, as people are told of it. Pure.
import type { ReportEventType } from '../generated/enums.ts'
import { reportNumber } from './issued.ts'
import { addressOf, periodOf, reportName } from './period.ts'

/** version: null, of its draft; actorId: null, the application. */
export type ReportEvent = {
  period: string
  version: number | null
  type: ReportEventType
  at: Date
  actorId: number | null
}

const SENTENCE: Record<ReportEventType, string> = {
  READY: 'menyiapkan laporan ini. Anda dapat memeriksa dan menerbitkannya.',
  ISSUED: 'menerbitkan laporan ini dan meminta persetujuan Anda.',
  APPROVED: 'menyetujui laporan ini.',
  RETURNED: 'mengembalikan laporan ini dengan catatan.',
}

/** To follow the name of who did it. */
export const tellReport = ({ type }: Pick<ReportEvent, 'type'>): string => SENTENCE[type]

/** 'Laporan Bulanan November 2026, versi 2' */
export function reportTitle({ period: key, version }: Pick<ReportEvent, 'period' | 'version'>): string {
  const period = periodOf(key)
  return `${period ? reportName(period) : key}${version === null ? '' : `, versi ${version}`}`
}

export function reportHref({ period: key, version }: Pick<ReportEvent, 'period' | 'version'>): string {
  if (version !== null) return `/laporan/terbit/${reportNumber({ period: key, version })}`
  const period = periodOf(key)
  return period ? addressOf(period) : '/laporan'
}
