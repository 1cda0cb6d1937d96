// What every workbook has alike: formats, heads, names of sheets, instants as the clock on the wall shows them.
import type { CellStyle } from 'hucre/xlsx'
import { toLocalInput } from '../time.ts'

export const FORMAT = { number: '#,##0', share: '0.0%', instant: 'dd/mm/yyyy hh:mm' } as const

export const HEAD_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDF2F7' } },
  alignment: { vertical: 'top', wrapText: true },
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
