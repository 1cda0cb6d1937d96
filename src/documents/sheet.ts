// What every workbook has alike: formats, heads, names of sheets, instants as the clock on the wall shows them.
import type { CellStyle, WriteSheet } from 'hucre/xlsx'
import { toLocalInput } from '../time.ts'

export const FORMAT = { number: '#,##0', rate: '#,##0.00', share: '0.0%', instant: 'dd/mm/yyyy hh:mm' } as const

/** Named, for a bold font without a name is another one. */
export const BOLD = { name: 'Calibri', size: 11, bold: true }
export const HEAD_STYLE: CellStyle = {
  font: BOLD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDF2F7' } },
  alignment: { vertical: 'top', wrapText: true },
}

/** Printed on its side, as wide as the page. */
export const ON_PAPER: WriteSheet['pageSetup'] = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
}

/** Not every program makes a row as high as its wrapped text. */
export function heightsOf(rows: readonly (readonly unknown[])[], widths: readonly number[]): WriteSheet['rowDefs'] {
  const lines = (row: readonly unknown[]) =>
    Math.max(1, ...row.map((text, index) => Math.ceil(String(text).length / (widths[index] ?? 10))))
  return new Map(rows.map((row, index) => [index, { height: 15 * lines(row) }]))
}

/** Sheets know no zones: the instant whose UTC fields are those of WITA, to the minute. */
export const wallTime = (at: Date): Date => new Date(`${toLocalInput(at)}Z`)

const LONGEST = 31

/** As a workbook may call them: no two alike, at most 31 letters, none of those that addresses are written with. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((text) => {
    const plain = text.replace(/[\\/?*[\]:']/g, ' ').trim() || 'Tabel'
    let name = plain.slice(0, LONGEST).trim()
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      const mark = ` (${number})`
      name = `${plain.slice(0, LONGEST - mark.length).trim()}${mark}`
    }
    taken.add(name.toLowerCase())
    return name
  })
}
