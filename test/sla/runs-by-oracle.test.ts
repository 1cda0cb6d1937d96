import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Calendar, type Calendars, ROUND_THE_CLOCK } from '../../src/sla/calendar.ts'
import type { PolicyRow } from '../../src/sla/policy.ts'
import {
  missedBy,
  type Pause,
  pauseRun,
  type Run,
  recalendarRun,
  refitRun,
  resumeRun,
  startRun,
  stopRun,
} from '../../src/sla/run.ts'
import { anyCalendar, anyInstant } from './arbitraries.ts'
import { countOpen, firstFull } from './oracle.ts'
import { FOLLOW_UP, MIN, OFFICE, plus } from './samples.ts'

type Case = { row: PolicyRow; office: Calendar; startedAt: Date; pauses: Pause[] }

/** Holds one after the other, some of no length, some begun at the end of the one before, the last perhaps without an end. */
const anyPauses = fc
  .tuple(fc.array(fc.tuple(fc.nat(150), fc.nat(400)), { maxLength: 3 }), fc.boolean())
  .map(([steps, lasts]) => ({ steps, lasts }))

const anyCase: fc.Arbitrary<Case> = fc
  .tuple(anyCalendar, anyInstant, fc.nat(60), fc.nat(120), anyPauses, fc.boolean())
  .map(([office, startedAt, warnMinutes, more, { steps, lasts }, technical]) => {
    const calendar = technical ? ('ROUND_THE_CLOCK' as const) : ('OFFICE_HOURS' as const)
    let end = startedAt
    const pauses = steps.map(([gap, length], i): Pause => {
      const from = plus(end, gap * MIN)
      end = plus(from, length * MIN)
      return { from, until: lasts && i === steps.length - 1 ? null : end }
    })
    return { office, startedAt, pauses, row: { ...FOLLOW_UP, calendar, warnMinutes, limitMinutes: warnMinutes + more } }
  })

const calendarsOf = (office: Calendar): Calendars => ({ OFFICE_HOURS: office, ROUND_THE_CLOCK })
const calendarOf = ({ row, office }: Case): Calendar => calendarsOf(office)[row.calendar]

/** As it happens: one hold begins and ends after the other. */
const lived = ({ row, office, startedAt, pauses }: Case): Run =>
  pauses.reduce(
    (run, { from, until }) => {
      const paused = pauseRun(run, from)
      return until ? resumeRun(paused, until, calendarsOf(office)) : paused
    },
    startRun(row, startedAt, calendarsOf(office)),
  )

it('falls due and warns at the minute the oracle finds, with holds', () => {
  const same = fc.property(anyCase, (one) => {
    const run = lived(one)
    const find = (minutes: number) => firstFull(calendarOf(one), one.startedAt, minutes * MIN, MIN, one.pauses)
    const due = find(one.row.limitMinutes)
    const warn = find(one.row.warnMinutes)
    expect(run.pausedAt === null).toBe(due !== null)
    if (due) expect(run.dueAt).toEqual(due)
    if (warn) expect(run.warnAt).toEqual(warn)
    expect(missedBy(run, plus(one.startedAt, 1e10))).toEqual(due)
  })
  fc.assert(same, { numRuns: 2_000 })
})

it('stops with the net minutes and the judgement of the oracle', () => {
  const same = fc.property(anyCase, fc.nat(1_500), (whole, minutes) => {
    const stop = plus(whole.startedAt, minutes * MIN)
    const begun = whole.pauses.filter(({ from }) => from <= stop)
    const one = { ...whole, pauses: begun.map(({ from, until }) => ({ from, until: until && until > stop ? null : until })) }
    const run = stopRun(lived(one), stop, calendarsOf(one.office))
    const due = firstFull(calendarOf(one), one.startedAt, one.row.limitMinutes * MIN, MIN, one.pauses)
    const pausing = one.pauses.filter(({ from }) => due === null || from <= due)
    expect(run.breachedAt).toEqual(due && stop > due ? due : null)
    expect(run.netMs).toBe(countOpen(calendarOf(one), one.startedAt, stop, MIN, pausing))
    expect(run.heldMs).toBe(countOpen(calendarOf(one), one.startedAt, stop, MIN) - (run.netMs ?? 0))
  })
  fc.assert(same, { numRuns: 2_000 })
})

it('stands after a change of row or calendar as if it had begun so', () => {
  const generous: PolicyRow = { ...FOLLOW_UP, calendar: 'ROUND_THE_CLOCK', warnMinutes: 1, limitMinutes: 60 * 24 * 60 }
  const same = fc.property(anyCase, (one) => {
    const now = plus(one.startedAt, 40 * 24 * 60 * MIN)
    const refitted = refitRun(lived({ ...one, row: generous }), one.row, one.pauses, calendarsOf(one.office), now)
    expect(refitted).toEqual(lived(one))
    const before = { ...one, office: OFFICE, pauses: [] }
    expect(recalendarRun(lived(before), [], calendarsOf(one.office), one.startedAt)).toEqual(lived({ ...one, pauses: [] }))
  })
  fc.assert(same, { numRuns: 2_000 })
})
