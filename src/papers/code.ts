// The short code of a paper: twelve signs of Crockford's alphabet (60 bits), told apart however they are typed.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_BYTES = 12

/** From as many random bytes as the code has signs. */
export const codeOf = (random: Uint8Array): string => Array.from(random, (byte) => ALPHABET[byte % 32]).join('')

/** 'XXXX-XXXX-XXXX' */
export const shownCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** What somebody typed or scanned: in any case, with or without dashes, with letters that look like digits; undefined when it is no code. */
export function parseCode(typed: string): string | undefined {
  const code = typed.slice(0, 40).toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === CODE_BYTES && [...code].every((sign) => ALPHABET.includes(sign)) ? code : undefined
}
