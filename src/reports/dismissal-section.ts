// What was dismissed in the days, and the public's submissions of these days that were not pursued, each with its reasons.
import type { Measure } from './addresses.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import { type Figures, share } from './figures.ts'
import { reasonWord } from './measure-words.ts'
import { type Cell, type Column, counted, type Section, shared, spanOf, type Table } from './section.ts'
import { said, shareWords } from './wording.ts'

export function dismissalSection({ all, dismissed, submissions }: Content, definitions: Definitions): Section {
  const notPursued = all.dismissals.reduce((sum, { count }) => sum + count, 0)
  const tables = [
    ...(dismissed ? [reasonTable('Tidak dilanjutkan', 'Aduan', dismissed, all, 'dismissed')] : []),
    reasonTable('Kiriman yang tidak dilanjutkan', 'Kiriman', all.dismissals, all, 'dismissal'),
  ]
  return {
    heading: 'Tidak dilanjutkan',
    sentences: [...(dismissed ? [definitions.flow_dismissed] : []), submissionWords(notPursued, submissions)],
    tables: tables.filter(({ rows }) => rows.length > 0),
  }
}

function submissionWords(notPursued: number, submissions: number): string {
  if (submissions === 0) return 'Tidak ada kiriman warga yang masuk.'
  return notPursued === 0
    ? `Dari ${said(submissions)} kiriman warga yang masuk tidak ada yang ditutup tanpa tindak lanjut.`
    : `Dari ${said(submissions)} kiriman warga yang masuk ${said(notPursued)} ditutup tanpa tindak lanjut (${shareWords(share(notPursued, submissions))}).`
}

/** The reasons with what they come to; nothing where there is none. */
function reasonTable(
  title: string,
  counts: string,
  reasons: Figures['dismissals'],
  all: Figures,
  of: 'dismissed' | 'dismissal',
): Table {
  const total = reasons.reduce((sum, { count }) => sum + count, 0)
  const row = (text: string, count: number, measure?: Measure): Cell[] => [
    { text },
    measure ? counted(count, spanOf(all, null), measure) : { number: count },
    shared(count, total),
  ]
  const columns: Column[] = [
    { label: 'Alasan', kind: 'text' },
    { label: counts, kind: 'number' },
    { label: 'Bagian', kind: 'share' },
  ]
  const rows = reasons.map(({ reason, count }) => row(reasonWord(reason), count, { of, reason }))
  const whole: Measure | undefined = of === 'dismissed' ? { of: 'flow', what: 'dismissed' } : undefined
  return { title, columns, rows: total === 0 ? [] : [...rows, row('Jumlah', total, whole)], sheet: title.slice(0, 31), sum: true }
}
