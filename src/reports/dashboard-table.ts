// The dashboard by units, categories, channels, kecamatan, officers and kinds.
import type { MasterData } from '../settings/master.ts'
import { type Counting, flow } from './dashboard-counting.ts'
import { type Dimension, type Figures, type Flow, type Keyed, share } from './figures.ts'
import { lineName } from './line-names.ts'
import { DIMENSION_WORD } from './measure-words.ts'
import { shareWords } from './wording.ts'

type Names = Pick<MasterData, 'names'>

const COLUMNS = ['arrived', 'closed', 'open'] as const satisfies (keyof Flow)[]

export function tableOf(by: Dimension, figures: Figures, at: Counting, master: Names) {
  const lines = figures.by[by].filter(isTold).map((line) => ({ ...line, label: lineName(by, line, master) }))
  lines.sort((a, b) => b.flow.arrived - a.flow.arrived || b.flow.open - a.flow.open || a.label.localeCompare(b.label, 'id'))
  return {
    by,
    word: DIMENSION_WORD[by],
    bars: lines.filter((line) => line.flow.arrived > 0).map(({ label, flow: { arrived } }) => ({ label, count: arrived })),
    rows: lines.map((line) => rowOf(by, line, at)),
    note: by === 'officer' ? 'Aduan dengan beberapa petugas dihitung pada setiap petugas.' : null,
  }
}

/** Units and others of which nothing is to be said in these days are left out. */
const isTold = (line: Keyed): boolean => COLUMNS.some((what) => line.flow[what] > 0)

function rowOf(by: Dimension, line: Keyed & { label: string }, at: Counting) {
  const { kept, late } = line.clocks.FOLLOW_UP
  const part = { by, id: line.id }
  return {
    label: line.label,
    counts: COLUMNS.map((what) => at.now(line.flow[what], flow(what), part)),
    share: kept + late === 0 ? '–' : shareWords(share(kept, kept + late)),
    kept: at.now(kept, { of: 'clock', clock: 'FOLLOW_UP', what: 'kept' }, part),
    judged: (kept + late).toLocaleString('id'),
  }
}
