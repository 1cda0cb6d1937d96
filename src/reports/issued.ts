// A report as it is issued: its content frozen to the letter, and what a later version says otherwise.

import { canonical } from '../documents/canonical.ts'
import { cellText } from '../documents/cell-text.ts'
import type { MasterData } from '../settings/master.ts'
import type { Content } from './content.ts'
import { before, periodOf } from './period.ts'
import { type Report, reportOf } from './report.ts'
import type { Table } from './section.ts'

/** Figures, codes, ids and numbers of complaints; no name of anybody who complained and no word of theirs. */
export function freeze({ period, before: _before, ...content }: Content): string {
  return canonical(JSON.parse(JSON.stringify({ ...content, period: period.key })))
}

export function thaw(frozen: string): Content {
  const { period: key, now, overdue, ...figures } = JSON.parse(frozen)
  const period = periodOf(key)
  if (!period) throw new Error(`${key} is no period`)
  const late = (overdue as Content['overdue']).map((one) => ({ ...one, dueAt: new Date(one.dueAt) }))
  return { ...figures, period, before: before(period), now: new Date(now), overdue: late }
}

/** Whether two frozen reports say the same; when each was counted does not matter. */
export function sameFigures(one: string, other: string): boolean {
  const [{ now: _one, arrivals, ...said }, { now: _other, arrivals: others, ...saidLater }] = [JSON.parse(one), JSON.parse(other)]
  const sameArrivals = !arrivals || !others || canonical(arrivals) === canonical(others)
  return sameArrivals && canonical(said) === canonical(saidLater)
}

export type Difference = { table: string; row: string; column: string; from: string; to: string }

/** What stands otherwise now, by the definitions and at the instant of the version, so that only its figures are compared. */
export function sinceIssued(frozen: string, current: Content, master: MasterData): Difference[] {
  const issued = thaw(frozen)
  const { sop: _sop, ...texts } = issued
  const of = (content: Content) => reportOf(content, master)
  return differences(of(texts), of({ ...current, now: issued.now }))
}

/** What stands otherwise in a later version, cell by cell; rows are known by their first words. */
export function differences(earlier: Report, later: Report): Difference[] {
  const tables = (report: Report) => report.sections.flatMap((section) => section.tables)
  return tables(later).flatMap((table) => {
    const old = tables(earlier).find(({ title }) => title === table.title)
    const rows = new Set([...rowsOf(old), ...rowsOf(table)].map(([name]) => name))
    return [...rows].flatMap((row) => {
      const [from, to] = [rowsOf(old).find(([name]) => name === row)?.[1], rowsOf(table).find(([name]) => name === row)?.[1]]
      return table.columns.flatMap(({ label }, index) => {
        const [one, other] = [from?.[index] ?? '–', to?.[index] ?? '–']
        return one === other ? [] : [{ table: table.title, row, column: label, from: one, to: other }]
      })
    })
  })
}

/** Rows by their words, with what each cell says. */
function rowsOf(table: Table | undefined): [string, string[]][] {
  if (!table) return []
  const named = table.columns.findIndex(({ kind }) => kind !== 'text')
  return table.rows.map((row) => {
    const cells = table.columns.map((column, index) => cellText(row[index], column))
    const words = table.title === 'Daftar terlambat' ? cells.slice(0, 1) : cells.slice(0, named < 0 ? 1 : named)
    return [words.join(', '), cells]
  })
}

/** 'LAP-2026-11-v2': a paper names its period and version. */
export const reportNumber = ({ period, version }: { period: string; version: number }): string => `LAP-${period}-v${version}`

export function parseReportNumber(text: string): { period: string; version: number } | undefined {
  const [, period = '', version] = /^LAP-(.+)-v([1-9]\d{0,5})$/i.exec(text.trim()) ?? []
  return version && periodOf(period) ? { period, version: Number(version) } : undefined
}
