// To whom drafts of reports go by mail: what may stand on the list, and how it is told apart. Pure.
import { isEmail } from '../notifications/reach.ts'

export const MOST_RECIPIENTS = 20

/** Each address once, in the order of the alphabet. */
export const addressesIn = (typed: string | null): string[] =>
  [...new Set((typed ?? '').split(/[\s,;]+/).map((one) => one.toLowerCase()))].filter(Boolean).toSorted()

/** One message for all that is wrong; null when nothing is. */
export function faultIn(addresses: readonly string[]): string | null {
  const wrong = addresses.filter((address) => !isEmail(address))
  if (wrong.length > 0)
    return `${wrong.map((one) => `“${one.slice(0, 60)}”`).join(', ')} bukan alamat surel. Contoh: nama@contoh.id.`
  return addresses.length > MOST_RECIPIENTS ? `Paling banyak ${MOST_RECIPIENTS} alamat; Anda mengisi ${addresses.length}.` : null
}

/** Tells this list from every other: a form carries the one that it was made from. */
export const markOf = (addresses: readonly string[]): string => [addresses.length, ...addresses].join(' ')
