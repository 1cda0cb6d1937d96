// Times of those with special needs against those of the rest, and where too few to compare (SOP 2: served equally).
import type { ClockName } from '../sla/policy.ts'
import { CLOCKS } from '../sla/policy.ts'
import { durationWords } from '../time.ts'
import { CLOCK } from '../words.ts'
import { CLOCK_COLUMNS, clockCells } from './clock-section.ts'
import type { Content } from './content.ts'
import type { Figures } from './figures.ts'
import { type Cell, type Column, counted, type Section, spanOf } from './section.ts'
import { said } from './wording.ts'

/** Fewer than these tell nothing of a difference. */
const ENOUGH = 10

/** linked: whether the person sees which complainants have special needs, so that figures lead to them. */
export function equitySection({ all }: Content, linked: boolean): Section {
  const span = spanOf(all, null)
  const groups = [
    { label: 'Dengan kebutuhan khusus', line: all.special, id: true },
    { label: 'Lainnya', line: all.others, id: false },
  ]
  const rows = CLOCKS.flatMap((clock) =>
    groups.map(({ label, line, id }): Cell[] => [
      { text: CLOCK[clock] },
      { text: label },
      counted(line.flow.arrived, span, { of: 'flow', what: 'arrived' }, { by: 'special', id }),
      ...clockCells(line, clock, span, { by: 'special', id }),
    ]),
  )
  const columns: Column[] = [
    { label: 'Langkah', kind: 'text' },
    { label: 'Pelapor', kind: 'text' },
    { label: 'Masuk', kind: 'number' },
    ...CLOCK_COLUMNS,
  ]
  const shown = linked ? rows : rows.map((row) => row.map(({ href: _href, ...cell }) => cell))
  const table = { title: 'Kesetaraan pelayanan', columns, rows: shown, sheet: 'Kesetaraan' }
  return { heading: 'Kesetaraan pelayanan', sentences: CLOCKS.map((clock) => equitySentence(clock, all)), tables: [table] }
}

function equitySentence(clock: ClockName, { special, others }: Figures): string {
  const [one, other] = [special.clocks[clock], others.clocks[clock]]
  if (one.median === null || other.median === null || Math.min(one.counted, other.counted) < ENOUGH)
    return `${CLOCK[clock]}: terlalu sedikit untuk dibandingkan (${said(one.counted)} aduan dengan kebutuhan khusus, ${said(other.counted)} lainnya).`
  const difference = one.median - other.median
  const words =
    difference === 0
      ? 'sama dengan yang lainnya'
      : `${durationWords(Math.abs(difference))} lebih ${difference > 0 ? 'lama' : 'cepat'} daripada yang lainnya`
  return `${CLOCK[clock]}: median bagi pelapor dengan kebutuhan khusus ${words} (dari ${said(one.counted)} dan ${said(other.counted)} aduan).`
}
