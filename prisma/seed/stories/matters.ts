import { CATEGORIES, type CategoryRow } from '../categories.ts'
import { VILLAGES } from '../coverage.ts'
import { COMPLAINT_TEXTS } from '../texts/index.ts'
import type { ComplaintText } from '../texts/types.ts'
import { type Caller, callers } from './complainants.ts'
import { CREW, type Crew } from './crew.ts'
import type { Random } from './random.ts'

/** What somebody complains about, and the unit that it will be suggested for. */
export type Matter = { text: ComplaintText; category: CategoryRow; unit: Crew; caller: Caller }
export type Fit = (matter: Pick<Matter, 'text' | 'category' | 'unit'>) => boolean

export const isTechnical: Fit = ({ category }) => category.technical
export const isOfOffice: Fit = ({ category }) => !category.technical
export const isFor =
  (unit: Crew, kind: Fit): Fit =>
  (matter) =>
    matter.unit === unit && kind(matter)

export type Pool = { has(fits: Fit): boolean; take(fits: Fit, known?: Caller): Matter; stray(text: ComplaintText): Matter }

/** Hands out each text once, to a caller of its own or to a known one; of those that fit as long as any is left. */
export function matters(random: Random): Pool {
  const left = random.shuffled(COMPLAINT_TEXTS).map((text) => ({ text, ...routeOf(text) }))
  const newCaller = callers(random)
  const asked = (route: Omit<Matter, 'caller'>, caller = newCaller(route.unit, route.text)): Matter => ({ ...route, caller })
  return {
    has: (fits) => left.some(fits),
    take: (fits, known) => {
      const [matter] = left.splice(Math.max(0, left.findIndex(fits)), 1)
      if (!matter) throw new Error('There are more stories than texts')
      return asked(matter, known)
    },
    // Of who writes to the wrong address nothing more is known.
    stray: (text) => {
      const matter = asked({ text, ...routeOf(text) })
      return { ...matter, caller: { ...matter.caller, connection: null, needs: [], proxy: false } }
    },
  }
}

export function routeOf(text: ComplaintText): Pick<Matter, 'category' | 'unit'> {
  const category = CATEGORIES.find(({ code }) => code === text.category)
  const unit = category?.unit ?? VILLAGES.find(({ code }) => code === text.village)?.unit
  if (!category || !unit || !(unit in CREW))
    throw new Error(`No unit of the demo answers for ${text.category} in ${text.village}`)
  return { category, unit: unit as Crew }
}
