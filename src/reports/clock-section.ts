// How the clocks were kept, by run and by the sum of runs.
import type { ClockName } from '../sla/policy.ts'
import { CLOCKS } from '../sla/policy.ts'
import { CLOCK } from '../words.ts'
import type { Part, Span } from './addresses.ts'
import type { Content } from './content.ts'
import type { Definitions } from './definitions.ts'
import { type ClockFigure, type Figures, type Line, share } from './figures.ts'
import { HELD_WORD, P90_WORD, WHOLE_WORD } from './measure-words.ts'
import { type Cell, type Column, counted, type Section, shared, spanOf, type Table } from './section.ts'

export const CLOCK_COLUMNS: Column[] = [
  { label: 'Tepat waktu', kind: 'number' },
  { label: 'Terlambat', kind: 'number' },
  { label: 'Tidak dinilai', kind: 'number' },
  { label: 'Bagian tepat waktu', kind: 'share' },
  { label: WHOLE_WORD, kind: 'share' },
  { label: 'Median dari (aduan)', kind: 'number' },
  { label: 'Median', kind: 'minutes' },
  { label: P90_WORD, kind: 'minutes' },
  { label: HELD_WORD.held, kind: 'minutes' },
  { label: HELD_WORD.unpaused, kind: 'minutes' },
]

export function clockCells(line: Line, clock: ClockName, span: Span, part?: Part): Cell[] {
  const figure = line.clocks[clock]
  const of = (what: 'kept' | 'late' | 'unjudged' | 'counted') => counted(figure[what], span, { of: 'clock', clock, what }, part)
  return [
    ...[of('kept'), of('late'), of('unjudged')],
    ...[shared(figure.kept, figure.kept + figure.late), shared(figure.wholeKept, figure.wholeKept + figure.wholeLate)],
    ...[of('counted'), { minutes: figure.median }, { minutes: figure.p90 }],
    // Reports that were issued before it was counted say nothing of it.
    ...[{ minutes: figure.held }, { minutes: figure.unpaused ?? null }],
  ]
}

export function clockSection({ all, complaints }: Content, definitions: Definitions): Section {
  const table = (figures: Figures, kind: string | null, title: string, sheet: string): Table => ({
    ...{ title, sheet, columns: [{ label: 'Langkah', kind: 'text' }, ...CLOCK_COLUMNS] },
    rows: CLOCKS.map((clock) => [{ text: CLOCK[clock] }, ...clockCells(figures.total, clock, spanOf(figures, kind))]),
  })
  return {
    heading: 'Batas waktu',
    sentences: [definitions.clock, definitions.held],
    tables: [
      table(complaints, 'COMPLAINT', 'Batas waktu keluhan', 'Batas waktu keluhan'),
      table(all, null, 'Batas waktu semua jenis', 'Batas waktu semua'),
    ],
  }
}

export const keptShare = ({ kept, late }: ClockFigure): number | null => share(kept, kept + late)
