// The public's submissions that were not pursued, with their reasons.
import { DISMISSAL_REASON } from '../words.ts'
import type { Content } from './content.ts'
import { share } from './figures.ts'
import { type Cell, type Column, counted, type Section, spanOf } from './section.ts'
import { said, shareWords } from './wording.ts'

export function dismissalSection({ all, submissions }: Content): Section {
  const span = spanOf(all, null)
  const total = all.dismissals.reduce((sum, { count }) => sum + count, 0)
  const rows = all.dismissals.map(({ reason, count }): Cell[] => [
    { text: DISMISSAL_REASON[reason as keyof typeof DISMISSAL_REASON] ?? reason },
    counted(count, span, { of: 'dismissal', reason }),
    { share: share(count, total) },
  ])
  const columns: Column[] = [
    { label: 'Alasan', kind: 'text' },
    { label: 'Kiriman', kind: 'number' },
    { label: 'Bagian', kind: 'share' },
  ]
  const sentence =
    total === 0
      ? 'Tidak ada kiriman warga yang ditutup tanpa tindak lanjut.'
      : `${said(total)} dari ${said(submissions)} kiriman warga (${shareWords(share(total, submissions))}) ditutup tanpa tindak lanjut.`
  return {
    heading: 'Kiriman yang tidak dilanjutkan',
    sentences: [sentence],
    tables: total === 0 ? [] : [{ title: 'Kiriman yang tidak dilanjutkan', columns, rows, sheet: 'Tidak dilanjutkan' }],
  }
}
