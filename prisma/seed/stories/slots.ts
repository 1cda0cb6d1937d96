import type { Turn } from './course.ts'
import { type Crew, WILAYAH } from './crew.ts'
import { type Fit, isFor, isOfOffice, isTechnical } from './matters.ts'
import { begun, declaredDone, givenBack, onHold, reportedAs, seen, sentOut, underWay, untouched } from './open-work.ts'

/** Work that a unit has now: passed on so many minutes ago by its own clock, and come so far. */
export type Slot = { fits: Fit; ago: readonly [number, number]; turn: Turn }

// Before the warning, between warning and deadline, and past it (120 and 180 minutes).
const CALM = [16, 70] as const
const NEAR = [127, 168] as const
const PAST = [215, 560] as const

const WITH_TECHNICIANS = [...WILAYAH, 'DISTRIBUSI'] as const satisfies Crew[]
const WITHOUT_TECHNICIANS = ['LIMBAH', 'PRODUKSI'] as const satisfies Crew[]
const isOutside: Fit = ({ category, unit }) => category.technical && unit.startsWith('WIL')

const ofTechnicians = (unit: Crew, index: number): Slot[] => [
  { fits: isFor(unit, isTechnical), ago: CALM, turn: index % 2 === 0 ? untouched : seen },
  { fits: isFor(unit, isTechnical), ago: [45, 100], turn: sentOut },
  { fits: isFor(unit, isTechnical), ago: NEAR, turn: underWay },
  { fits: isFor(unit, isTechnical), ago: PAST, turn: index % 2 === 0 ? declaredDone : underWay },
]

const withQuickResponse = (unit: Crew): Slot[] => [
  { fits: isFor(unit, isTechnical), ago: CALM, turn: untouched },
  { fits: isFor(unit, isTechnical), ago: NEAR, turn: underWay },
  { fits: isFor(unit, isTechnical), ago: PAST, turn: declaredDone },
]

export const SLOTS: readonly Slot[] = [
  ...WITH_TECHNICIANS.flatMap(ofTechnicians),
  ...WITHOUT_TECHNICIANS.flatMap(withQuickResponse),

  { fits: isFor('WIL1', isOfOffice), ago: CALM, turn: seen },
  { fits: isFor('WIL2', isOfOffice), ago: NEAR, turn: begun },
  { fits: isFor('WIL3', isOfOffice), ago: PAST, turn: begun },
  { fits: isFor('WIL4', isOfOffice), ago: CALM, turn: untouched },
  { fits: isFor('WIL5', isOfOffice), ago: NEAR, turn: seen },
  { fits: isFor('WIL6', isOfOffice), ago: PAST, turn: seen },
  { fits: isFor('LIMBAH', isOfOffice), ago: NEAR, turn: begun },
  { fits: isFor('DISTRIBUSI', isOfOffice), ago: PAST, turn: begun },
  { fits: isFor('HUMAS', isOfOffice), ago: CALM, turn: untouched },
  { fits: isFor('HUMAS', isOfOffice), ago: PAST, turn: begun },

  { fits: isOutside, ago: [250, 700], turn: reportedAs('RESOLVED') },
  { fits: isOutside, ago: [700, 1_300], turn: reportedAs('RESOLVED') },
  { fits: isOutside, ago: [600, 2_000], turn: reportedAs('TEMPORARY') },
  { fits: isFor('DISTRIBUSI', isTechnical), ago: [300, 900], turn: reportedAs('RESOLVED') },
  { fits: isFor('WIL5', isOfOffice), ago: [300, 700], turn: reportedAs('RESOLVED') },

  { fits: isFor('WIL3', isTechnical), ago: [120, 170], turn: onHold('PELANGGAN_TIDAK_DI_TEMPAT') },
  { fits: isFor('WIL5', isTechnical), ago: [150, 300], turn: onHold('CUACA') },
  { fits: isFor('LIMBAH', isTechnical), ago: [200, 500], turn: onHold('MENUNGGU_IZIN') },
  { fits: isFor('WIL4', isTechnical), ago: [300, 900], turn: onHold('MENUNGGU_MATERIAL') },
  { fits: isFor('DISTRIBUSI', isTechnical), ago: [2_000, 7_000], turn: onHold('PIHAK_KETIGA') },

  { fits: isFor('WIL6', isOfOffice), ago: [1_200, 2_400], turn: begun },
  { fits: isFor('WIL4', isOfOffice), ago: [2_400, 3_800], turn: begun },
  { fits: isFor('WIL2', isTechnical), ago: [2_900, 9_000], turn: underWay },
  { fits: isOutside, ago: [95, 160], turn: givenBack },
]
