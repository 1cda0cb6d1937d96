// Counts, shares and rates as people write them, each always with as many digits.

/** '1.234' */
export const said = (count: number): string => count.toLocaleString('id')

/** 125 per mille: '12,5%' */
export const shareWords = (perMille: number | null): string =>
  perMille === null ? 'belum ada yang dinilai' : `${(perMille / 10).toLocaleString('id', DIGITS(1))}%`

/** '0,20' of 1,000 connections */
export const rateWords = (rate: number): string => rate.toLocaleString('id', DIGITS(2))

const DIGITS = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count })

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
