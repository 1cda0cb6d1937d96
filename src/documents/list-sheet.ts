// A long list as a workbook of one sheet, written while its rows are read.
import { Readable } from 'node:stream'
import type { CellValue } from 'hucre/xlsx'
import { printable } from './cell-text.ts'
import { FORMAT, wallTime } from './sheet.ts'

type Value = string | Date | null

/** Takes rows as long as whoever reads it keeps up. */
export async function listSheet(
  name: string,
  columns: readonly { label: string; width: number }[],
  rows: AsyncIterable<Value[]>,
): Promise<Readable> {
  const { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } = await import('hucre/xlsx')
  const stream = writeXlsxStream(cellsOf(rows), {
    name,
    columns: columns.map(({ label, width }) => ({ header: label, width, numFmt: FORMAT.instant })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: XLSX_MAX_ROWS_PER_SHEET,
  })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}

async function* cellsOf(rows: AsyncIterable<Value[]>): AsyncGenerator<CellValue[]> {
  for await (const row of rows)
    yield row.map((value) => (value instanceof Date ? wallTime(value) : typeof value === 'string' ? printable(value) : null))
}
