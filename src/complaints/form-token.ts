// The intake form's own key and the instant of its opening (SOP, Clocks: received), signed so that nobody sets the clock back.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

export type FormToken = { key: string; openedAt: Date }

export const newToken = (personId: number, openedAt: Date, secret: string): string =>
  sign(`${randomUUID()}.${openedAt.getTime()}`, personId, secret)

/** Undefined for a token that this application did not give to this person. */
export function readToken(token: unknown, personId: number, secret: string): FormToken | undefined {
  const [key = '', openedAt = '', mark = ''] = typeof token === 'string' ? token.split('.') : []
  const expected = Buffer.from(sign(`${key}.${openedAt}`, personId, secret))
  const given = Buffer.from(`${key}.${openedAt}.${mark}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return { key, openedAt: new Date(Number(openedAt)) }
}

const sign = (text: string, personId: number, secret: string): string =>
  `${text}.${createHmac('sha256', secret).update(`intake:${personId}:${text}`).digest('base64url')}`
