// What was open, came in and left, beside the period before.
import { KIND } from '../words.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import { type Figures, FLOW, type Flow } from './figures.ts'
import { FLOW_WORD, flowMeanings, OVERDUE_WORD } from './measure-words.ts'
import { nameOf } from './period.ts'
import { type Column, counted, type Section, spanOf } from './section.ts'
import { said } from './wording.ts'

export function flowSection(
  { all, complaints, allBefore, complaintsBefore, before }: Content,
  definitions: Definitions,
): Section {
  const columns: Column[] = [
    { label: 'Aduan', kind: 'text' },
    { label: KIND.COMPLAINT, kind: 'number' },
    { label: 'Semua jenis', kind: 'number' },
    { label: `${KIND.COMPLAINT}, ${nameOf(before)}`, kind: 'number' },
    { label: `Semua jenis, ${nameOf(before)}`, kind: 'number' },
  ]
  const of = (figures: Figures, kind: string | null, what: keyof Flow) =>
    counted(figures.total.flow[what], spanOf(figures, kind), { of: 'flow', what })
  const rows = FLOW.map((what) => [
    { text: FLOW_WORD[what] },
    of(complaints, 'COMPLAINT', what),
    of(all, null, what),
    of(complaintsBefore, 'COMPLAINT', what),
    of(allBefore, null, what),
  ])
  const late = (figures: Figures, kind: string | null) => counted(figures.overdue, spanOf(figures, kind), { of: 'overdue' })
  rows.push([
    { text: OVERDUE_WORD },
    late(complaints, 'COMPLAINT'),
    late(all, null),
    late(complaintsBefore, 'COMPLAINT'),
    late(allBefore, null),
  ])
  const { opening, arrived, reopened, closed, dismissed, open } = all.total.flow
  const balance = `${said(opening)} terbuka pada awal + ${said(arrived)} masuk + ${said(reopened)} dibuka kembali = ${said(closed)} selesai + ${said(dismissed)} tidak dilanjutkan + ${said(open)} terbuka pada akhir.`
  return {
    heading: 'Alur aduan',
    sentences: [balance],
    tables: [{ title: 'Alur aduan', columns, rows, sheet: 'Alur' }],
    meanings: flowMeanings(definitions),
  }
}
