import { BILLS } from './bills.ts'
import { CONNECTIONS } from './connections.ts'
import { LEAKS } from './leaks.ts'
import { METERS } from './meters.ts'
import { OTHERS } from './others.ts'
import type { ComplaintText } from './types.ts'
import { WASTEWATER } from './wastewater.ts'
import { WATER_SUPPLY } from './water-supply.ts'

export { ACTIONS } from './actions.ts'
export { CAUSES } from './causes.ts'
export { COMPLAINANTS } from './complainants.ts'
export { EXPLANATIONS } from './explanations.ts'
export { DISPOSITIONS, NOTES, REQUESTS } from './notes.ts'
export { REASONS } from './reasons.ts'

/** What customers said, each in words of their own; taken once each, so that no two demo complaints read alike. */
export const COMPLAINT_TEXTS: readonly ComplaintText[] = [
  ...WATER_SUPPLY,
  ...LEAKS,
  ...METERS,
  ...BILLS,
  ...WASTEWATER,
  ...CONNECTIONS,
  ...OTHERS,
]
