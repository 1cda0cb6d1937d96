// An office in memory for random courses: its policies and calendars by chance, and what each action's form would say.
import fc from 'fast-check'
import type { User } from '../../src/permissions.ts'
import type { MasterData } from '../../src/settings/master.ts'
import { type Calendar, type Calendars, type Hours, ROUND_THE_CLOCK } from '../../src/sla/calendar.ts'
import type { ClockName, Milestone, PolicyRow, PolicyVersion } from '../../src/sla/policy.ts'
import { at, MIN, plus } from './samples.ts'

const WEEK = at('2026-11-23 00:00')
const DAY = 24 * 60

const DAYS: Hours[][] = [
  [{ from: 480, to: 960 }],
  [
    { from: 480, to: 690 },
    { from: 810, to: 960 },
  ],
  [{ from: 0, to: 1440 }],
  [{ from: 1200, to: 1440 }],
  [],
]
const anyDay = fc.oneof({ weight: 3, arbitrary: fc.constant(DAYS[0] ?? []) }, fc.constantFrom(...DAYS))

/** Two weeks with some days off, never without any opening. */
export const anyOffice: fc.Arbitrary<Calendar> = fc
  .tuple(fc.array(anyDay, { minLength: 6, maxLength: 6 }), fc.array(fc.nat(13), { maxLength: 3 }))
  .map(([days, off]) => ({ weekly: [...days, [{ from: 540, to: 720 }]], holidays: new Set(off.map((day) => dateOf(day * DAY))) }))

/** A minute of the week, often one at which the date changes in WITA or in UTC, or an office opens or closes. */
export const anyArrival: fc.Arbitrary<Date> = fc
  .tuple(fc.nat(5), fc.oneof(fc.nat(DAY - 1), fc.constantFrom(0, 1, 479, 480, 960, DAY - 1)))
  .map(([day, minute]) => plus(WEEK, (day * DAY + minute) * MIN))

const ENDS: Record<ClockName, { from: Milestone[]; to: Milestone[] }> = {
  RECEIVE: { from: ['ARRIVED'], to: ['RECEIVED', 'RECEIVED', 'DECIDED'] },
  EXPLAIN: { from: ['RECEIVED', 'RECEIVED', 'ARRIVED'], to: ['DECIDED'] },
  FOLLOW_UP: { from: ['ESCALATED', 'ESCALATED', 'STARTED'], to: ['REPORTED', 'REPORTED', 'FINISHED', 'CLOSED'] },
}
const anyLimits = fc.record({
  calendar: fc.constantFrom('OFFICE_HOURS' as const, 'OFFICE_HOURS' as const, 'ROUND_THE_CLOCK' as const),
  warnMinutes: fc.nat(60),
  more: fc.integer({ min: 1, max: 180 }),
})
const CLAIMS = [
  [null, null],
  [true, null],
  [null, 'URGENT'],
  [true, 'URGENT'],
  [false, 'HIGH'],
] as const

/** Rows for everybody, for technical work, for a priority, for both; now and then one is missing, which switches the clock off for some. */
const rowsOf = (clock: ClockName) =>
  fc.subarray([...CLAIMS], { minLength: 1 }).chain((claims) => fc.tuple(...claims.map((claim) => anyRow(clock, claim))))

const anyRow = (clock: ClockName, [technical, priority]: (typeof CLAIMS)[number]) =>
  fc
    .tuple(fc.constantFrom(...ENDS[clock].from), fc.constantFrom(...ENDS[clock].to), anyLimits)
    .map(([from, to, { more, ...one }]) => ({
      ...one,
      ...{ clock, technical, priority, from, to, limitMinutes: one.warnMinutes + more },
    }))

const anyVersion = fc.tuple(rowsOf('RECEIVE'), rowsOf('EXPLAIN'), rowsOf('FOLLOW_UP')).map((rows) => rows.flat())

/** Versions from before the week on, some beginning within it, some on one date. */
export const anyVersions: fc.Arbitrary<PolicyVersion[]> = fc
  .tuple(anyVersion, fc.array(fc.tuple(fc.nat(5), anyVersion), { maxLength: 3 }))
  .map(([first, later]) => [
    { from: '2020-01-01', rows: first },
    ...later.map(([day, rows]) => ({ from: dateOf(day * DAY), rows })),
  ])
  .map((versions) =>
    versions.map(({ from, rows }, index) => ({
      ...{ id: index + 1, effectiveFrom: from },
      rows: rows.map((row, place): PolicyRow => ({ ...row, id: (index + 1) * 100 + place })),
    })),
  )

function dateOf(minutes: number): string {
  return plus(WEEK, (minutes + 8 * 60) * MIN)
    .toISOString()
    .slice(0, 10)
}

export const calendarsOf = (office: Calendar): Calendars => ({ OFFICE_HOURS: office, ROUND_THE_CLOCK })

/** The office's own data with policies and hours by chance. */
export const masterOf = (seed: MasterData, policies: PolicyVersion[], office: Calendar): MasterData => ({
  ...seed,
  policies,
  calendars: calendarsOf(office),
})

/** What forms would offer. */
export function offeredBy({ units, channels, categories, holdReasons }: MasterData) {
  const idOf = (rows: { id: number; code: string }[], code: string): number => rows.find((row) => row.code === code)?.id ?? 0
  return {
    units: [idOf(units, 'WIL2'), idOf(units, 'WIL3')] as const,
    channel: idOf(channels, 'TELEPON') || (channels[0]?.id ?? 0),
    technical: idOf(categories, 'BOCOR_PIPA_DINAS'),
    other: idOf(categories, 'TAGIHAN_MELONJAK'),
    pausing: idOf(holdReasons, 'CUACA'),
    notPausing: idOf(holdReasons, 'MENUNGGU_MATERIAL'),
  }
}

/** Somebody who may do everything, so that every course can be gone. */
export const userOf = (master: MasterData): User => ({
  ...{ id: 1, username: 'semua', name: 'Semua' },
  grants: (['SECTION_HEAD', 'UNIT_STAFF', 'QUICK_RESPONSE'] as const).flatMap((role) =>
    offeredBy(master).units.map((unitId) => ({ role, unitId, unitName: '' })),
  ),
})
