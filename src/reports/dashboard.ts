// The dashboard in words and numbers, each with the address of the complaints that it counts (SOP 5, step 5: Monitoring).
import type { Kind } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { CLOCKS } from '../sla/policy.ts'
import { DISMISSAL_REASON } from '../words.ts'
import type { Measure } from './addresses.ts'
import { clockOf } from './dashboard-clock.ts'
import type { DashboardContent } from './dashboard-content.ts'
import { type Counting, counting, flow } from './dashboard-counting.ts'
import { categoryGrowth, villageGrowth } from './dashboard-growth.ts'
import { heatOf } from './dashboard-heat.ts'
import { tableOf } from './dashboard-table.ts'
import { type Dimension, FLOW, type Flow, imbalance, share } from './figures.ts'
import { indicatorsShown } from './indicators-shown.ts'
import { ageWord, FLOW_WORD } from './measure-words.ts'
import type { Shown } from './shown.ts'
import { shareWords } from './wording.ts'

/** How a figure differs from that of the days before; sign: an icon. */
export type Change = { sign: 'arrow-up' | 'arrow-down' | 'equal'; words: string; before: Shown }

type Names = Pick<MasterData, 'names' | 'sop'>

export function dashboardOf(content: DashboardContent, kind: Kind | null, master: Names) {
  const at = counting(content, kind)
  const { figures } = content
  return {
    heads: headsOf(content, at),
    flow: FLOW.map((what) => ({ word: FLOW_WORD[what], what, count: at.now(figures.total.flow[what], flow(what)) })),
    imbalance: imbalance(figures.total.flow),
    clocks: CLOCKS.map((clock) => clockOf(clock, content, at)),
    indicators: indicatorsShown(content, kind, master),
    tables: [...TABLES, ...(kind === null ? (['kind'] as const) : [])].map((by) => tableOf(by, figures, at, master)),
    ageing: figures.ageing.map((count, age) => ({ label: ageWord(age), count, shown: at.now(count, { of: 'age', age }) })),
    heat: heatOf(figures, at),
    growth: [categoryGrowth(content, at, master), villageGrowth(content, at, master)],
    dismissals: dismissalsOf(content, at),
  }
}
export type Dashboard = ReturnType<typeof dashboardOf>

const TABLES = ['unit', 'category', 'channel', 'district', 'officer'] as const satisfies Dimension[]

function headsOf({ figures, before }: DashboardContent, at: Counting) {
  const head = (label: string, measure: Measure, count: number, earlier: number) => ({
    label,
    count: at.now(count, measure),
    change: changeOf(count - earlier, Math.abs(count - earlier).toLocaleString('id'), at.earlier(earlier, measure)),
  })
  const of = (what: keyof Flow) => head(FLOW_WORD[what], flow(what), figures.total.flow[what], before.total.flow[what])
  return [
    of('arrived'),
    of('closed'),
    of('open'),
    head('Terlambat pada akhir', { of: 'overdue' }, figures.overdue, before.overdue),
  ]
}

function changeOf(difference: number, amount: string, before: Shown): Change {
  if (difference === 0) return { sign: 'equal', words: 'tetap', before }
  if (before.href === null) return { sign: 'arrow-up', words: 'sebelumnya tidak ada', before: { text: '', href: null } }
  return difference > 0
    ? { sign: 'arrow-up', words: `naik ${amount} dari`, before }
    : { sign: 'arrow-down', words: `turun ${amount} dari`, before }
}

function dismissalsOf({ figures: { dismissals }, submissions }: DashboardContent, at: Counting) {
  const total = dismissals.reduce((sum, { count }) => sum + count, 0)
  return {
    total: total.toLocaleString('id'),
    submissions: submissions.toLocaleString('id'),
    share: submissions === 0 ? null : shareWords(share(total, submissions)),
    rows: dismissals.map(({ reason, count }) => ({
      label: DISMISSAL_REASON[reason as keyof typeof DISMISSAL_REASON] ?? reason,
      count,
      shown: at.now(count, { of: 'dismissal', reason }),
      share: shareWords(share(count, submissions)),
    })),
  }
}
