// A period by units, categories, channels, kecamatan and officers.
import type { MasterData } from '../settings/master.ts'
import { listHref, type Part, type Span } from './addresses.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import { type Dimension, FLOW, type Line } from './figures.ts'
import { lineName } from './line-names.ts'
import { DIMENSION_WORD, FLOW_WORD } from './measure-words.ts'
import { type Cell, type Column, counted, type Section, shared, spanOf } from './section.ts'

export const BREAKDOWNS = ['unit', 'category', 'channel', 'district', 'officer'] as const satisfies Dimension[]

export function breakdownSection(
  by: Exclude<Dimension, 'kind'>,
  { all }: Content,
  master: MasterData,
  definitions: Definitions,
): Section {
  const span = spanOf(all, null)
  const lines = all.by[by].toSorted((a, b) => b.flow.arrived - a.flow.arrived || String(a.id).localeCompare(String(b.id)))
  const columns: Column[] = [
    { label: DIMENSION_WORD[by], kind: 'text' },
    ...FLOW.map((what) => ({ label: FLOW_WORD[what], kind: 'number' as const })),
    { label: 'Tindak lanjut tepat waktu', kind: 'share', counted: true },
    { label: 'Median tindak lanjut', kind: 'minutes' },
  ]
  const row = (text: string, line: Line, part?: Part): Cell[] => [
    { text },
    ...FLOW.map((what) => counted(line.flow[what], span, { of: 'flow', what }, part)),
    keptCell(line, span, part),
    { minutes: line.clocks.FOLLOW_UP.median },
  ]
  const rows = lines.map((line) => row(lineName(by, line, master), line, { by, id: line.id }))
  // What stands in several rows adds up to nothing.
  const sum = by !== 'officer' && rows.length > 0
  if (sum) rows.push(row('Jumlah', all.total))
  const title = `Menurut ${DIMENSION_WORD[by].toLowerCase()}`
  const note =
    by === 'officer' ? 'Aduan dengan beberapa petugas dihitung pada setiap petugas, jadi angkanya tidak dijumlahkan.' : undefined
  const bars = lines.map((line) => ({ label: lineName(by, line, master), count: line.flow.arrived }))
  return {
    heading: title,
    sentences: ['Semua jenis aduan.', ...(by === 'unit' ? [definitions.unit] : [])],
    tables: [{ title, columns, rows, sheet: DIMENSION_WORD[by], sum, ...(note && { note }) }],
    bars: { title: `Aduan masuk ${title.toLowerCase()}`, bars },
  }
}

/** In time among what was judged, with both counts; leads to those in time. */
function keptCell({ clocks: { FOLLOW_UP } }: Line, span: Span, part?: Part): Cell {
  const { kept, late } = FOLLOW_UP
  const href = listHref(span, { of: 'clock', clock: 'FOLLOW_UP', what: 'kept' }, part)
  return { ...shared(kept, kept + late), ...(kept > 0 && { href }) }
}
