// A period by units, categories, channels, kecamatan and officers.
import type { MasterData } from '../settings/master.ts'
import { keptShare } from './clock-section.ts'
import type { Content } from './content.ts'
import { type Dimension, FLOW } from './figures.ts'
import { lineName } from './line-names.ts'
import { DIMENSION_WORD, FLOW_WORD } from './measure-words.ts'
import { type Cell, type Column, counted, type Section, spanOf } from './section.ts'

export const BREAKDOWNS = ['unit', 'category', 'channel', 'district', 'officer'] as const satisfies Dimension[]

export function breakdownSection(by: Exclude<Dimension, 'kind'>, { all }: Content, master: MasterData): Section {
  const span = spanOf(all, null)
  const lines = all.by[by].toSorted((a, b) => b.flow.arrived - a.flow.arrived || String(a.id).localeCompare(String(b.id)))
  const columns: Column[] = [
    { label: DIMENSION_WORD[by], kind: 'text' },
    ...FLOW.map((what) => ({ label: FLOW_WORD[what], kind: 'number' as const })),
    { label: 'Tindak lanjut tepat waktu', kind: 'share' },
    { label: 'Median tindak lanjut', kind: 'minutes' },
  ]
  const rows = lines.map((line): Cell[] => [
    { text: lineName(by, line, master) },
    ...FLOW.map((what) => counted(line.flow[what], span, { of: 'flow', what }, { by, id: line.id })),
    { share: keptShare(line.clocks.FOLLOW_UP) },
    { minutes: line.clocks.FOLLOW_UP.median },
  ])
  const title = `Menurut ${DIMENSION_WORD[by].toLowerCase()}`
  const note = by === 'officer' ? 'Aduan dengan beberapa petugas dihitung pada setiap petugas.' : undefined
  const bars = lines.map((line) => ({ label: lineName(by, line, master), count: line.flow.arrived }))
  return {
    heading: title,
    sentences: ['Semua jenis aduan.'],
    tables: [{ title, columns, rows, sheet: DIMENSION_WORD[by], ...(note && { note }) }],
    bars: { title: `Aduan masuk ${title.toLowerCase()}`, bars },
  }
}
