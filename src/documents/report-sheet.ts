// A report as a workbook: a sheet that says what it is, then a sheet a table, with numbers and dates to reckon with.
import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import type { Report } from '../reports/report.ts'
import { type Cell, type Column, reckoned, type Table } from '../reports/section.ts'
import { COMPANY, CONFIDENTIAL } from '../settings/sop-texts.ts'
import { fullDateAndTime } from '../time.ts'
import { printable, reckonedLabel } from './cell-text.ts'
import { PRODUCT } from './report-paper.ts'
import { BOLD, FORMAT, HEAD_STYLE, heightsOf, ON_PAPER, sheetNames, wallTime } from './sheet.ts'

export async function reportSheet(report: Report): Promise<Buffer> {
  const { writeXlsx } = await import('hucre/xlsx')
  const tables = report.sections.flatMap(({ tables }) => tables).map(reckoned)
  const names = sheetNames(['Ringkasan', ...tables.map(({ sheet }) => sheet)])
  const { title, name, madeAt } = report
  const bytes = await writeXlsx({
    sheets: [summarySheet(report, names[0]), ...tables.map((table, index) => tableSheet(table, names[index + 1]))],
    properties: { title: `${title} ${name}`, creator: PRODUCT, company: COMPANY, created: madeAt, modified: madeAt },
  })
  return Buffer.from(bytes)
}

/** Widths of the first sheet's columns, in letters. */
const [LABEL, SAID] = [40, 100]

function summarySheet(report: Report, name = ''): WriteSheet {
  const { title, madeAt, sentences, sections, imbalances, sop, unseen } = report
  const head: [string, string][] = [
    [title, report.name],
    ['Perusahaan', COMPANY],
    ...sop.references.map((reference, index): [string, string] => [index === 0 ? 'Dasar' : '', reference]),
    ['Dibuat oleh', sop.madeBy],
    ['Disetujui oleh', sop.approvedBy],
    ['Dibuat pada', `${fullDateAndTime(madeAt)} WITA`],
    ...(unseen ? [['Catatan', unseen] satisfies [string, string]] : []),
    ['', CONFIDENTIAL],
  ]
  const said = [...sentences, ...imbalances.map((text) => `Angka tidak seimbang: ${text}`)]
  const about = sections.flatMap(({ heading, sentences, tables }) =>
    labelled(heading, [...sentences, ...tables.flatMap(({ note }) => note ?? [])]),
  )
  const rows = [...head, ...labelled('Ringkasan', said), ...about].map((row) => row.map(printable))
  const alignment = { vertical: 'top', wrapText: true } as const
  return {
    ...{ name, rows, pageSetup: ON_PAPER },
    columns: [
      { width: LABEL, style: { font: BOLD, alignment } },
      { width: SAID, style: { alignment } },
    ],
    rowDefs: heightsOf(rows, [LABEL - 2, SAID - 6]),
  }
}

const labelled = (label: string, sentences: readonly string[]): [string, string][] =>
  sentences.map((sentence, index) => [index === 0 ? label : '', sentence])

function tableSheet({ columns, rows }: Table, name = ''): WriteSheet {
  const labels = columns.map(reckonedLabel)
  const values = rows.map((row) => columns.map((column, index) => valueIn(row[index], column)))
  const widths = columns.map((column, index) => widthOf(column, [labels[index], ...values.map((row) => row[index])]))
  return {
    ...{ name, rows: [labels, ...values], pageSetup: ON_PAPER },
    columns: columns.map(({ kind }, index) => ({ width: widths[index], style: STYLE[kind] })),
    rowDefs: heightsOf(
      [labels],
      widths.map((width) => width - 2),
    ),
    cells: new Map(labels.map((_, column) => [`0,${column}`, { style: HEAD_STYLE }])),
    freezePane: { rows: 1 },
  }
}

function valueIn(cell: Cell | undefined, { kind }: Column): CellValue {
  if (kind === 'number' || kind === 'rate') return cell?.number ?? null
  // To reckon with as it is, not as it is rounded to be read.
  if (kind === 'share') return cell?.share == null ? null : cell.of ? cell.of.part / cell.of.whole : cell.share / 1_000
  if (kind === 'minutes') return cell?.minutes ?? null
  if (kind === 'instant') return cell?.at ? wallTime(cell.at) : null
  return cell?.text === undefined ? null : printable(cell.text)
}

const STYLE: Record<Column['kind'], CellStyle> = {
  text: {},
  number: { numFmt: FORMAT.number },
  rate: { numFmt: FORMAT.rate },
  minutes: { numFmt: FORMAT.number },
  share: { numFmt: FORMAT.share },
  instant: { numFmt: FORMAT.instant },
}

function widthOf({ kind }: Column, values: readonly (CellValue | undefined)[]): number {
  const longest = Math.max(...values.map((value) => (typeof value === 'string' ? value.length : 10)))
  return Math.min(kind === 'text' ? 60 : 18, Math.max(kind === 'instant' ? 18 : 10, longest + 3))
}
