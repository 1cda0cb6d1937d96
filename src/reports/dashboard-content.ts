// Everything that the dashboard shows, before it is put into words.
import type { Figures } from './figures.ts'
import type { Density, RateCounts } from './indicators.ts'

export type DashboardContent = {
  figures: Figures
  before: Figures
  villages: { code: string; count: number; before: number }[]
  submissions: number
  rates: RateCounts
  density: Density
  /** Whether its last day has passed. */
  isOver: boolean
}
