// Tables as Indonesian spreadsheets open them: parted by semicolons, with the mark of UTF-8, and no text that is taken for a formula.
import { type Options, type Stringifier, stringify } from 'csv-stringify'
import { stringify as stringifyAll } from 'csv-stringify/sync'
import type { Report } from '../reports/report.ts'
import { type Cell, type Column, reckoned, type Table } from '../reports/section.ts'
import { COMPANY, CONFIDENTIAL } from '../settings/sop-texts.ts'
import { fullDateAndTime } from '../time.ts'
import { cellText, harmless, instantText, printable, reckonedLabel } from './cell-text.ts'

type CsvValue = string | number | Date | null

// Texts stand in quotes and hold no formula, wherever they are parted; numbers stay as they are.
const FORM = {
  delimiter: ';',
  bom: true,
  record_delimiter: 'windows',
  quoted_string: true,
  cast: { string: (text) => harmless(printable(text)), number: (value) => String(value).replace('.', ','), date: instantText },
} as const satisfies Options

/** A long list below its heads; takes rows as long as whoever reads it keeps up. */
export const csvStream = (labels: readonly string[]): Stringifier => stringify({ ...FORM, header: true, columns: [...labels] })

/** All tables of a report, one below the other, each below its title. */
export function reportCsv(report: Report): string {
  const { title, name, madeAt, sentences, sections, unseen } = report
  const head = [
    [title, name],
    [COMPANY],
    ['Dibuat pada', `${fullDateAndTime(madeAt)} WITA`],
    ...(unseen ? [[unseen]] : []),
    [CONFIDENTIAL],
    [],
  ]
  const tables = sections
    .flatMap(({ tables }) => tables)
    .map(reckoned)
    .flatMap(rowsOf)
  return stringifyAll([...head, ...sentences.map((sentence) => [sentence]), ...tables], FORM)
}

const rowsOf = ({ title, columns, rows, note }: Table): CsvValue[][] => [
  [],
  [title],
  columns.map(reckonedLabel),
  ...rows.map((row) => columns.map((column, index) => valueIn(row[index], column))),
  ...(note ? [[note]] : []),
]

function valueIn(cell: Cell | undefined, column: Column): CsvValue {
  if (column.kind === 'number' || column.kind === 'rate') return cell?.number ?? null
  if (column.kind === 'minutes') return cell?.minutes ?? null
  if (column.kind === 'instant') return cell?.at ?? null
  return column.kind === 'share' && cell?.share == null ? null : cellText(cell, column)
}
