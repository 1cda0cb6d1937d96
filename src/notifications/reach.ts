// By which way a complainant can be reached as they prefer.
import type { Complainant } from '../complaints/complaint.ts'
import type { MessageWay } from '../generated/enums.ts'

/** Null: somebody has to tell them, or they want to hear nothing. */
export function wayTo({ contactWay, phone, account }: Pick<Complainant, 'contactWay' | 'phone' | 'account'>): MessageWay | null {
  if (contactWay === 'EMAIL') return account && isEmail(account) ? 'EMAIL' : null
  const written = contactWay === 'WHATSAPP' || contactWay === 'SMS' || contactWay === 'PHONE'
  return written && phone && isMobile(phone) ? 'GATEWAY' : null
}

/** An address of one mailbox; no route through others, no number in place of a name. */
export const isEmail = (text: string): boolean =>
  /^[\w.+'-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}$/i.test(text)

/** Indonesian mobile numbers begin with 08; a landline takes no text. */
export const isMobile = (phone: string): boolean => /^(?:0|62)8\d{7,12}$/.test(phone.replace(/\D/g, ''))
