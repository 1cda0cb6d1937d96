// In which sizes papers about a complaint are set, and what that does to their parts.
import type { PageSize } from 'pdfmake/interfaces.js'

export const SIZES = ['a4', 'besar', '80mm'] as const
export type Size = (typeof SIZES)[number]

export const INK = '#111827'
export const QUIET = '#4b5563'
export const LINE = '#cbd5e0'
const MM = 72 / 25.4

/** Points. label: the width of labels; null: they stand above what they name. ticket: from a roll, with nothing to sign on. */
export type Shape = {
  page: PageSize
  margin: number
  width: number
  font: number
  fine: number
  label: number | null
  /** Between what stands below one another. */
  gap: number
  /** The side of the code by which a paper is checked. */
  qr: number
  ticket: boolean
}
export const SHAPE: Record<Size, Shape> = {
  a4: { page: 'A4', margin: 48, width: 499, font: 10, fine: 8, label: 120, gap: 3, qr: 76, ticket: false },
  besar: { page: 'A4', margin: 36, width: 523, font: 16, fine: 13, label: 118, gap: 0, qr: 112, ticket: false },
  '80mm': {
    page: { width: 80 * MM, height: 'auto' },
    margin: 4 * MM,
    width: 72 * MM,
    font: 9,
    fine: 7.5,
    label: null,
    gap: 4,
    qr: 76,
    ticket: true,
  },
}
