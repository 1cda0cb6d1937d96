import type { Username } from '../people.ts'
import type { UnitCode } from '../units.ts'
import { inOfficeHours } from './office-time.ts'
import type { Random } from './random.ts'

/** Units that have people in the demo: who takes work there, and who goes out. */
export const CREW = {
  HUMAS: { staff: ['admin.humas', 'kasie.hula'], officer: 'quick.response' },
  DISTRIBUSI: { staff: ['staf.distribusi'], officer: 'teknik.distribusi' },
  PRODUKSI: { staff: ['staf.produksi'], officer: 'quick.response' },
  LIMBAH: { staff: ['staf.limbah'], officer: 'quick.response' },
  WIL1: { staff: ['staf.wilayah1'], officer: 'teknik.1' },
  WIL2: { staff: ['staf.wilayah2'], officer: 'teknik.2' },
  WIL3: { staff: ['staf.wilayah3'], officer: 'teknik.3' },
  WIL4: { staff: ['staf.wilayah4'], officer: 'teknik.4' },
  WIL5: { staff: ['staf.wilayah5'], officer: 'teknik.5' },
  WIL6: { staff: ['staf.wilayah6'], officer: 'teknik.6' },
} as const satisfies Partial<Record<UnitCode, { staff: readonly Username[]; officer: Username }>>

export type Crew = keyof typeof CREW

export const WILAYAH = ['WIL1', 'WIL2', 'WIL3', 'WIL4', 'WIL5', 'WIL6'] as const satisfies Crew[]

export const staffOf = (random: Random, unit: Crew): Username => random.pick<Username>(CREW[unit].staff)

/** The call centre answers day and night, the counter in office hours. */
export function deskAt(random: Random, at: Date): Username {
  if (!inOfficeHours(at)) return 'callcenter'
  return random.weighted<Username>({ 'admin.humas': 6, callcenter: 3, 'kasie.hula': 1 })
}

export const closer = (random: Random): Username =>
  random.weighted<Username>({ 'admin.humas': 5, 'kasie.hula': 4, 'kabag.humas': 1 })
