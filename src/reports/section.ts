// What a report consists of: sections of sentences, tables and pictures, the same for the screen, the paper and the sheet.
import { listHref, type Measure, type Part, type Span } from './addresses.ts'
import { type Figures, share } from './figures.ts'

/** number: right-aligned and a number in sheets, a rate with its hundredths; share: per mille, of what counts; minutes: a duration; null: nothing to tell. */
export type Cell = {
  text?: string
  number?: number | null
  share?: number | null
  of?: { part: number; whole: number }
  minutes?: number | null
  at?: Date
  href?: string
}
/** counted: a share whose counts no other column tells. */
export type Column = { label: string; kind: 'text' | 'number' | 'rate' | 'share' | 'minutes' | 'instant'; counted?: true }
/** sum: whether its last row is what the others add up to. */
export type Table = { title: string; columns: Column[]; rows: Cell[][]; note?: string; sheet: string; sum?: boolean }
/** What a picture is drawn from: labels with numbers, the first the greatest. */
export type Bars = { title: string; bars: { label: string; count: number }[] }
/** meanings: what its figures are called, and what they count. */
export type Section = { heading: string; sentences: string[]; tables: Table[]; bars?: Bars; meanings?: [string, string][] }

export const spanOf = ({ from, until }: Figures, kind: string | null): Span => ({ from, until, kind })

export const counted = (number: number, span: Span, measure: Measure, part?: Part): Cell => ({
  number,
  href: listHref(span, measure, part),
})

export const shared = (part: number, whole: number): Cell => ({ share: share(part, whole), of: { part, whole } })

/** To reckon with, a share that is told with its counts has a column for each of them. */
export function reckoned(table: Table): Table {
  const columns = table.columns.flatMap((column): Column[] => {
    const { label, kind, counted } = column
    if (!counted) return [column]
    const counts = [`${label}: jumlah`, `${label}: dari`].map((label): Column => ({ label, kind: 'number' }))
    return [...counts, { label, kind }]
  })
  const rows = table.rows.map((row) =>
    row.flatMap((cell, index): Cell[] =>
      table.columns[index]?.counted ? [{ number: cell.of?.part ?? null }, { number: cell.of?.whole ?? null }, cell] : [cell],
    ),
  )
  return { ...table, columns, rows }
}
