// What the outbox shows of a message, and to whom. The administrator sees no complaint (SOP, who may administer). Pure.
import { numberOf } from '../complaints/complaint.ts'
import type { MessageState, MessageWay } from '../generated/enums.ts'
import { reportHref, reportTitle } from '../reports/report-events.ts'
import { MINUTE } from '../time.ts'
import { masked } from './masking.ts'
import { type Matter, type MessageKey, messageName, recipientOf } from './matter.ts'

export type Standing = { state: MessageState; tries: number; fault: string | null; nextTryAt: Date | null }
/** A message as somebody may read it who sees what it is about or not, the complainant's contact or not. */
export type Listed = Standing & {
  id: number
  way: MessageWay
  template: MessageKey
  createdAt: Date
  endedAt: Date | null
  recipient: string | null
  personId: number | null
  person: string | null
  complaintId: number | null
  year: number
  sequence: number
  /** Of a message about a report. */
  period: string | null
  version: number | null
  seen: boolean
  seesContact: boolean
}

/** about: where it has not been tried yet, what it will be written from. isSetUp: whether there is a way out for it. */
export function messageRow(message: Listed, about: Matter | undefined, now: Date, isSetUp: boolean) {
  const { id, way, template, createdAt, seen, person } = message
  const to = addressOf(message, about)
  return {
    ...{
      id,
      way,
      createdAt,
      name: messageName(template),
      state: message.state,
      tries: message.tries,
      tried: message.recipient !== null,
    },
    subject: seen ? subjectOf(message) : null,
    ofReport: message.period !== null,
    hasPaper: template === 'reportPaper',
    person: seen ? person : null,
    to: to && masked(to, way),
    // Of every message that waits the page says so once, at its top.
    fault: isSetUp || message.state !== 'WAITING' ? message.fault : null,
    ...progressOf(message, now, isSetUp),
  }
}

/** What it is about, as a link. */
const subjectOf = ({ period, version, ...message }: Listed) =>
  period === null
    ? { text: numberOf(message), href: `/aduan/${numberOf(message)}` }
    : { text: reportTitle({ period, version }), href: reportHref({ period, version }) }

/** Where it went or would go; null when there is no such address any more. */
export const addressOf = ({ recipient, way }: Listed, about: Matter | undefined): string | null =>
  recipient ?? (about && recipientOf(about, way)?.to) ?? null

/** What comes next, or how it ended, with the instant of it; nothing comes where there is no way out. */
function progressOf(message: Standing & { endedAt: Date | null }, now: Date, isSetUp: boolean) {
  const { state, tries, nextTryAt, endedAt } = message
  if (state !== 'WAITING') return { progress: null, at: endedAt }
  if (!isSetUp) return { progress: null, at: null }
  if (isUnderWay(message, now)) return { progress: 'sedang dikirim', at: null }
  if (!nextTryAt || nextTryAt <= now) return { progress: 'segera dikirim', at: null }
  const next = tries > 0 ? 'dicoba lagi' : 'dikirim'
  return +nextTryAt - +now <= MINUTE ? { progress: `${next} sebentar lagi`, at: null } : { progress: next, at: nextTryAt }
}

/** Why a message cannot be sent again at present; null when it can. */
export function whyNotAgain(message: Standing, now: Date): string | null {
  const { state, nextTryAt } = message
  if (state === 'SENT') return 'Pesan ini sudah terkirim.'
  if (state === 'GIVEN_UP') return null
  if (!nextTryAt || nextTryAt <= now) return 'Pesan ini sudah menunggu giliran untuk dikirim.'
  return isUnderWay(message, now) ? 'Pesan ini sedang dikirim. Muat ulang halaman sebentar lagi.' : null
}

/** Whoever claimed it took its fault away and has not said yet how it went: nobody else may send it meanwhile. */
const isUnderWay = ({ tries, fault, nextTryAt }: Standing, now: Date): boolean =>
  tries > 0 && fault === null && nextTryAt !== null && nextTryAt > now

/** A message to a complainant names them: it is open to who may see their contact too. */
export const mayRead = ({ seen, seesContact, personId }: Listed): boolean => seen && (personId !== null || seesContact)
