// The categories and kelurahan that grow.
import type { MasterData } from '../settings/master.ts'
import type { Part } from './addresses.ts'
import type { DashboardContent } from './dashboard-content.ts'
import { type Counting, flow } from './dashboard-counting.ts'
import { lineName } from './line-names.ts'
import { DIMENSION_WORD } from './measure-words.ts'
import type { Shown } from './shown.ts'

type Names = Pick<MasterData, 'names'>
type Grown = { label: string; count: number; before: number; now: Shown; was: Shown }
const GROWN = 10

export function categoryGrowth({ figures, before }: DashboardContent, at: Counting, master: Names) {
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

export const villageGrowth = ({ villages }: DashboardContent, at: Counting, { names }: Names) => ({
  heading: 'Kelurahan yang paling bertambah',
  word: DIMENSION_WORD.village,
  rows: villages.map(({ code, ...one }) => grownRow(names.village(code), one, at, { by: 'village', id: code })),
})

const grownRow = (label: string, one: { count: number; before: number }, at: Counting, part: Part): Grown => ({
  ...{ label, ...one },
  now: at.now(one.count, flow('arrived'), part),
  was: at.earlier(one.before, flow('arrived'), part),
})
