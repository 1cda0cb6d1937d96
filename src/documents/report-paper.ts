// A report as a paper: A4, head data of the SOP, sections, room for signatures; the definition that pdfmake sets.
import type { Content, ContentTable, CustomTableLayout, Margins, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { barsPicture, leftOut, ON_PAPER } from '../reports/pictures.ts'
import type { Report } from '../reports/report.ts'
import type { Bars, Column, Section, Table } from '../reports/section.ts'
import { COMPANY, CONFIDENTIAL, sopName } from '../settings/sop-texts.ts'
import { fullDate, fullDateAndTime, startOfDayWita } from '../time.ts'
import { cellText, printable } from './cell-text.ts'

export const PRODUCT = 'Tanggap – Layanan Pengaduan Pelanggan'

const INK = '#1a202c'
const QUIET = '#4a5568'
const LINE = '#cbd5e0'
const HEAD = '#edf2f7'
const ACCENT = '#1a4e8a'

/** More columns than these are set in smaller type, so that nothing is cut and the page stays upright. */
const WIDE = 9
const WIDEST = 12
/** Tables of fewer columns than these are no wider than they need, so that a number stands near its word. */
const NARROW = 6
/** Tables up to so many rows stay together with what leads to them, unless that is longer than so many letters. */
const TOGETHER = 12
const FEW_WORDS = 400

export const paperOf = (report: Report): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageMargins: [40, 52, 40, 56],
  info: {
    title: `${report.title} ${report.name}`,
    author: COMPANY,
    creator: PRODUCT,
    producer: PRODUCT,
    creationDate: report.madeAt,
    modDate: report.madeAt,
  },
  language: 'id',
  displayTitle: true,
  defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.15, color: INK },
  styles: {
    heading: { fontSize: 13, bold: true, color: ACCENT, margin: [0, 14, 0, 4] },
    tableTitle: { fontSize: 9.5, bold: true, margin: [0, 4, 0, 2] },
    quiet: { fontSize: 8, color: QUIET },
  },
  header: (page) => (page === 1 ? null : runningHead(report)),
  footer: (page, pages) => footer(report, page, pages),
  content: [letterhead(report), headData(report), ...summary(report), ...report.sections.flatMap(sectionOf), signatures(report)],
})

const runningHead = ({ title, name }: Report): Content => ({
  columns: [
    { text: `${title} · ${name}`, style: 'quiet' },
    { text: COMPANY, style: 'quiet', alignment: 'right' },
  ],
  margin: [40, 26, 40, 0],
})

/** The number stands on every page, so that none passes for one of another version. */
const footer = ({ stamp }: Report, page: number, pages: number): Content => ({
  columns: [
    { text: CONFIDENTIAL, style: 'quiet' },
    { text: `${stamp?.number ?? 'Konsep'} · Halaman ${page} dari ${pages}`, style: 'quiet', alignment: 'right', width: 150 },
  ],
  margin: [40, 20, 40, 0],
})

const letterhead = ({ title, name, stamp }: Report): Content => ({
  stack: [
    { text: COMPANY, fontSize: 13, bold: true, color: ACCENT },
    { text: PRODUCT, style: 'quiet' },
    { canvas: [{ type: 'line', x1: 0, y1: 5, x2: 515, y2: 5, lineWidth: 1.5, lineColor: ACCENT }] },
    { text: title, fontSize: 18, bold: true, margin: [0, 20, 0, 0] },
    { text: capital(name), fontSize: 13, color: QUIET, margin: [0, 0, 0, stamp ? 12 : 2] },
    ...(stamp ? [] : [{ text: DRAFT, bold: true, margin: [0, 0, 0, 12] as Margins }]),
  ],
})

const DRAFT = 'Konsep: bukan laporan terbit, angkanya masih dapat berubah.'

function headData({ madeAt, stamp, sop, unseen }: Report): Content {
  const lines: [string, Content][] = [
    ['SOP', { text: sopName(sop, (date) => fullDate(startOfDayWita(date))) }],
    ['Dasar', { stack: [...sop.references] }],
    ['Dibuat oleh', { text: sop.madeBy }],
    ['Disetujui oleh', { text: `${sop.approvedBy}, dengan tanda tangan pada halaman terakhir` }],
    ['Dibuat pada', { text: `${fullDateAndTime(madeAt)} WITA` }],
    ...(stamp ? stampLines(stamp) : []),
    ...(unseen ? [['Catatan', { text: unseen, bold: true }] satisfies [string, Content]] : []),
  ]
  const body = lines.map(([label, content]): TableCell[] => [{ text: label, color: QUIET }, content])
  return { table: { widths: [90, '*'], body }, layout: 'noBorders', margin: [0, 0, 0, 4] }
}

/** What a printed copy is checked by. */
const stampLines = ({ number, version, sha256, by, at }: NonNullable<Report['stamp']>): [string, Content][] => [
  ['Nomor', { text: `${number} (versi ${version})`, bold: true }],
  ['Diterbitkan', { text: `${by}, ${fullDateAndTime(at)} WITA; menunggu persetujuan ketika kertas ini dibuat` }],
  ['Sidik SHA-256', { text: sha256, fontSize: 8 }],
]

const summary = ({ sentences, imbalances }: Report): Content[] => [
  { text: 'Ringkasan', style: 'heading' },
  ...sentences.map(paragraph),
  ...imbalances.map((text): Content => ({ text: `Angka tidak seimbang: ${text}`, bold: true, color: '#c53030' })),
]

const paragraph = (text: string): Content => ({ text: printable(text), margin: [0, 0, 0, 4] })

/** What leads to a table stays with it: the heading, its sentences, the picture and a first short table are one piece. */
function sectionOf(section: Section): Content[] {
  const [first, ...others] = section.tables.filter(({ rows }) => rows.length > 0)
  const leading: Content[] = [{ text: section.heading, style: 'heading' }, ...section.sentences.map(paragraph)]
  const picture = section.bars ? pictureOf(section.bars) : []
  if (!first) return [...leading, ...(section.tables.length > 0 ? [paragraph('Tidak ada.')] : [])]
  const titled = (table: Table) => tableOf(table, table.title !== section.heading)
  const long = section.sentences.join().length > FEW_WORDS
  const short = picture.length === 0 && first.rows.length <= TOGETHER && !long
  const head: Content = { stack: [...leading, ...picture, ...(short ? titled(first) : [])], unbreakable: true }
  return [head, ...(short ? [] : titled(first)), ...others.flatMap(titled)]
}

function tableOf({ title, columns, rows, note, sum }: Table, titled: boolean): Content[] {
  const type = columns.length > WIDEST ? TIGHT : columns.length > WIDE ? DENSE : USUAL
  const body = rows.map((row) => {
    const bold = sum === true && row === rows.at(-1)
    return columns.map((column, index) => ({ ...bodyCell(cellText(row[index], column), column, isShort(rows, index)), bold }))
  })
  const name = [
    { text: title, style: 'tableTitle', colSpan: columns.length, margin: [-type.padding, 4, 0, 2] as Margins },
    ...columns.slice(1).map(() => ''),
  ]
  const table: ContentTable = {
    table: {
      headerRows: titled ? 2 : 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map((column, index) => widthOf(column, rows, index, { ...type, narrow: columns.length < NARROW })),
      body: [...(titled ? [name] : []), columns.map((column) => headCell(column, type.head)), ...body],
    },
    layout: layoutOf(titled ? 2 : 1, type.padding),
    fontSize: type.body,
    margin: [0, 4, 0, note ? 2 : 8],
  }
  return note ? [table, { text: note, style: 'quiet', margin: [0, 0, 0, 8] }] : [table]
}

/** Sizes of type and widths of columns, in points. */
type Type = { head: number; body: number; padding: number; width: Record<Exclude<Column['kind'], 'text'>, number> }
const USUAL: Type = { head: 7, body: 8, padding: 3, width: { number: 40, rate: 44, share: 44, minutes: 54, instant: 84 } }
const DENSE: Type = { head: 6.5, body: 7, padding: 2, width: { number: 34, rate: 38, share: 38, minutes: 46, instant: 74 } }
const TIGHT: Type = { head: 6, body: 6.5, padding: 1.5, width: { number: 28, rate: 32, share: 32, minutes: 42, instant: 66 } }
/** A share with its counts on one line. */
const COUNTED = 60
/** Columns of text as short as this are as wide as their text. */
const SHORT = 20

function widthOf({ kind, counted }: Column, rows: Table['rows'], index: number, { width, narrow }: Type & { narrow: boolean }) {
  if (counted) return COUNTED
  if (kind !== 'text') return width[kind] * (narrow ? 1.7 : 1)
  if (narrow) return 160
  return isShort(rows, index) ? 'auto' : '*'
}

const isShort = (rows: Table['rows'], index: number): boolean =>
  index > 0 && rows.every((row) => (row[index]?.text?.length ?? 0) <= SHORT)

function pictureOf({ title, bars }: Bars): Content[] {
  const [svg, rest] = [barsPicture(title, bars, ON_PAPER), leftOut(bars)]
  if (!svg) return []
  const picture: Content = { svg, width: 300, margin: [0, 2, 0, rest ? 2 : 8] }
  const below: Content[] = rest ? [{ text: rest, style: 'quiet', margin: [0, 0, 0, 8] }] : []
  return [{ text: title, style: 'tableTitle' }, picture, ...below]
}

const headCell = ({ label, kind }: Column, fontSize: number): TableCell => ({
  text: label,
  bold: true,
  fontSize,
  verticalAlignment: 'bottom',
  alignment: kind === 'text' || kind === 'instant' ? 'left' : 'right',
})

/** A word longer than these letters would run out of its cell. */
const LONG_WORD = /\S{24}/

function bodyCell(text: string, { kind }: Column, noWrap: boolean) {
  const shown = printable(text)
  if (kind !== 'text') return { text: shown, alignment: kind === 'instant' ? ('left' as const) : ('right' as const) }
  return LONG_WORD.test(shown) ? { text: shown, wordBreak: 'break-all' as const } : { text: shown, noWrap }
}

const layoutOf = (headRows: number, padding: number): CustomTableLayout => ({
  hLineWidth: (line, { table }) => (line < headRows - 1 ? 0 : line === headRows || line === table.body.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: () => padding,
  paddingRight: () => padding,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
  fillColor: (row) => (row === headRows - 1 ? HEAD : null),
})

const signatures = ({ sop, stamp }: Report): Content => ({
  columns: [signature('Dibuat oleh', sop.madeBy, stamp?.by), signature('Disetujui oleh', sop.approvedBy)],
  columnGap: 40,
  unbreakable: true,
  margin: [0, 28, 0, 0],
})

/** by: whose name is known. */
const signature = (label: string, office: string, by?: string): Content => ({
  stack: [
    { text: `${label},` },
    { text: office, bold: true },
    { text: 'Makassar, ........................................', margin: [0, 6, 0, 52] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 200, y2: 0, lineWidth: 0.7, lineColor: QUIET }] },
    by ? { text: by, margin: [0, 2, 0, 0] } : { text: 'Nama dan tanda tangan', style: 'quiet' },
  ],
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
