// How the dashboard counts: each number with the address of its complaints, of the days shown and of those before.
import type { Kind } from '../generated/enums.ts'
import { listHref, type Measure, type Part, type Span } from './addresses.ts'
import type { DashboardContent } from './dashboard-content.ts'
import type { Figures, Flow } from './figures.ts'
import { type Shown, shownAt } from './shown.ts'

export function counting({ figures, before }: DashboardContent, kind: Kind | null) {
  const spanOf = ({ from, until }: Figures): Span => ({ from, until, kind })
  const [span, earlier] = [spanOf(figures), spanOf(before)]
  const at =
    (days: Span) =>
    (count: number, measure: Measure, part?: Part): Shown =>
      shownAt(count, listHref(days, measure, part))
  return { now: at(span), earlier: at(earlier) }
}
export type Counting = ReturnType<typeof counting>

export const flow = (what: keyof Flow): Measure => ({ of: 'flow', what })
