// The dashboard in words and numbers, each with the address of the complaints that it counts (SOP 5, step 5: Monitoring).
import type { Kind } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { CLOCKS, type ClockName } from '../sla/policy.ts'
import { durationWords } from '../time.ts'
import { CLOCK, DISMISSAL_REASON } from '../words.ts'
import { listHref, type Measure, type Part, type Span } from './addresses.ts'
import type { DashboardContent } from './dashboard-content.ts'
import { type ClockFigure, type Dimension, type Figures, FLOW, type Flow, imbalance, type Keyed, share } from './figures.ts'
import { indicatorsShown } from './indicators-shown.ts'
import { lineName } from './line-names.ts'
import { ageWord, DIMENSION_WORD, FLOW_WORD, WEEKDAYS } from './measure-words.ts'
import { type Shown, shownAt } from './shown.ts'
import { shareWords } from './wording.ts'

/** How a figure differs from that of the days before; sign: an icon. */
export type Change = { sign: 'arrow-up' | 'arrow-down' | 'equal'; words: string; before: Shown }

type Names = Pick<MasterData, 'names' | 'sop'>

/** What counts in the days now and before, with the addresses of both. */
function counting({ figures, before }: DashboardContent, kind: Kind | null) {
  const spanOf = ({ from, until }: Figures): Span => ({ from, until, kind })
  const [span, earlier] = [spanOf(figures), spanOf(before)]
  const at =
    (days: Span) =>
    (count: number, measure: Measure, part?: Part): Shown =>
      shownAt(count, listHref(days, measure, part))
  return { now: at(span), earlier: at(earlier) }
}
type Counting = ReturnType<typeof counting>

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
const flow = (what: keyof Flow): Measure => ({ of: 'flow', what })

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
  return difference > 0
    ? { sign: 'arrow-up', words: `naik ${amount} dari`, before }
    : { sign: 'arrow-down', words: `turun ${amount} dari`, before }
}

function clockOf(clock: ClockName, { figures, before }: DashboardContent, at: Counting) {
  const [line, earlier] = [figures.total.clocks[clock], before.total.clocks[clock]]
  const of = (what: 'kept' | 'late' | 'unjudged' | 'wholeKept' | 'wholeLate' | 'counted') =>
    at.now(line[what], { of: 'clock', clock, what })
  return {
    name: CLOCK[clock],
    runs: shareOf(line.kept, line.late, earlier.kept, earlier.late),
    kept: of('kept'),
    late: of('late'),
    unjudged: of('unjudged'),
    whole: shareOf(line.wholeKept, line.wholeLate, earlier.wholeKept, earlier.wholeLate),
    wholeKept: of('wholeKept'),
    wholeLate: of('wholeLate'),
    counted: of('counted'),
    median: minutesOf(line.median, earlier.median),
    p90: minutesOf(line.p90, earlier.p90),
    held: heldWords(line),
  }
}

/** Held minutes, pausing or not, are always shown beside the net time (SOP, Clocks: holds). */
const heldWords = ({ held, unpaused }: ClockFigure): string =>
  held + unpaused === 0
    ? 'tidak pernah'
    : `${durationWords(held)} menghentikan waktu, ${durationWords(unpaused)} tidak menghentikan waktu`

/** Kept among kept and late: what was not judged is in neither. */
function shareOf(kept: number, late: number, keptBefore: number, lateBefore: number) {
  const [now, then] = [share(kept, kept + late), share(keptBefore, keptBefore + lateBefore)]
  return { words: shareWords(now), ...signOf(now, then, shareWords) }
}

const minutesOf = (now: number | null, then: number | null) => ({
  words: now === null ? 'belum ada' : durationWords(now),
  ...signOf(now, then, durationWords),
})

function signOf(now: number | null, then: number | null, words: (value: number) => string) {
  if (now === null || then === null) return {}
  const difference = now - then
  if (difference === 0) return { sign: 'equal', change: 'tetap' }
  const [sign, word] = difference > 0 ? ['arrow-up', 'naik'] : ['arrow-down', 'turun']
  return { sign, change: `${word} dari ${words(then)}` }
}

const COLUMNS = ['arrived', 'closed', 'open'] as const satisfies (keyof Flow)[]

function tableOf(by: Dimension, figures: Figures, at: Counting, master: Names) {
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

const STEPS = 5

/** Hours below each other, weekdays beside: it fits a phone. level: how strong the colour is that repeats the number. */
function heatOf({ heat }: Figures, at: Counting) {
  const most = Math.max(1, ...heat.flat())
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    label: `${String(hour).padStart(2, '0')}.00`,
    cells: heat.map((row, day) => {
      const count = row[hour] ?? 0
      const measure = { of: 'heat', weekday: day + 1, hour } as const
      return { ...at.now(count, measure), level: Math.ceil((count / most) * STEPS), name: `${WEEKDAYS[day]} ${hour}.00` }
    }),
  }))
  return { weekdays: WEEKDAYS, hours }
}

type Grown = { label: string; count: number; before: number; now: Shown; was: Shown }
const GROWN = 10

function categoryGrowth({ figures, before }: DashboardContent, at: Counting, master: Names) {
  const earlier = new Map(before.by.category.map(({ id, flow }) => [id, flow.arrived]))
  const grown = figures.by.category
    .map(({ id, flow }) => ({ id, count: flow.arrived, before: earlier.get(id) ?? 0 }))
    .filter((one) => one.count > one.before)
    .sort((a, b) => b.count - b.before - (a.count - a.before) || b.count - a.count)
    .slice(0, GROWN)
  return {
    heading: 'Kategori yang paling bertambah',
    word: DIMENSION_WORD.category,
    rows: grown.map(({ id, ...one }) => grownRow(lineName('category', { id }, master), one, at, { by: 'category', id })),
  }
}

const villageGrowth = ({ villages }: DashboardContent, at: Counting, { names }: Names) => ({
  heading: 'Kelurahan yang paling bertambah',
  word: DIMENSION_WORD.village,
  rows: villages.map(({ code, ...one }) => grownRow(names.village(code), one, at, { by: 'village', id: code })),
})

const grownRow = (label: string, one: { count: number; before: number }, at: Counting, part: Part): Grown => ({
  ...{ label, ...one },
  now: at.now(one.count, flow('arrived'), part),
  was: at.earlier(one.before, flow('arrived'), part),
})

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
