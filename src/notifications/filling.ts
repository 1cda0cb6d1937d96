// Of a message waiting in the outbox: to whom it goes, and what its text is filled with.
import type { Complainant } from '../complaints/complaint.ts'
import { numberOf } from '../complaints/complaint.ts'
import { type EventType, type Names, tell } from '../complaints/events.ts'
import type { MessageWay } from '../generated/enums.ts'
import { dayAndTime } from '../time.ts'
import { wayTo } from './reach.ts'
import type { Filling } from './templates.ts'

/** An event of a complaint with what messages say of it. Without a person, it is told to the complainant. */
export type Subject = {
  year: number
  sequence: number
  subject: string
  ownerUnitId: number | null
  nextDueAt: Date | null
  complainant: Pick<Complainant, 'name' | 'phone' | 'account' | 'contactWay'>
  person: { name: string; phone: string | null; email: string | null } | null
  type: EventType
  at: Date
  actorId: number | null
  payload: unknown
  /** What was written for the complainant with the event. */
  text: string | null
}

export type Recipient = { to: string; app: 'whatsapp' | 'sms' }

/** Where it goes; null when there is no such address any more, or the complainant wants it otherwise by now. */
export function complaintRecipient({ person, complainant }: Subject, way: MessageWay): Recipient | null {
  const app = person || complainant.contactWay === 'WHATSAPP' ? 'whatsapp' : 'sms'
  if (!person && wayTo(complainant) !== way) return null
  const to = way === 'EMAIL' ? (person ? person.email : complainant.account) : mobile((person ?? complainant).phone)
  return to ? { to, app } : null
}

/** As gateways take it: 628… */
export const mobile = (phone: string | null): string | null => phone?.replace(/\D/g, '').replace(/^0/, '62') ?? null

export function fillingOf(about: Subject, names: Names, baseUrl: string): Filling {
  const number = numberOf(about)
  const actor = about.actorId === null ? 'Sistem' : names.person(about.actorId)
  return {
    nama: (about.person ?? about.complainant).name ?? 'Pelapor',
    nomor: number,
    perihal: about.subject,
    unit: unitOf(about, names),
    waktu: dayAndTime(about.at),
    pesan: about.text ?? '',
    kabar: `${actor} ${tell(about.type, about.payload, names, about.at)}`,
    batas: about.nextDueAt ? dayAndTime(about.nextDueAt) : '–',
    tautan: `${baseUrl}/aduan/${number}`,
  }
}

/** The unit that the event speaks of, or the one that has the complaint. */
function unitOf({ payload, ownerUnitId }: Subject, names: Names): string {
  const told = (payload as { unitId?: number }).unitId ?? ownerUnitId
  return told === null ? 'Bagian Humas' : names.unit(told)
}
