// Counts and shares as people write them.

/** '1.234' */
export const said = (count: number): string => count.toLocaleString('id')

/** 125 per mille: '12,5%' */
export const shareWords = (perMille: number | null): string =>
  perMille === null ? 'tidak ada yang dinilai' : `${(perMille / 10).toLocaleString('id', { maximumFractionDigits: 1 })}%`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
