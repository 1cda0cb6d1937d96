import { describe, expect, it } from 'vitest'
import { type Calendars, ROUND_THE_CLOCK } from '../../src/sla/calendar.ts'
import { refitAll } from '../../src/sla/clock.ts'
import {
  dismissRun,
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
import { at, calendars, FOLLOW_UP, MIN, OFFICE, TECHNICAL, URGENT, withRows } from './samples.ts'

const now = at('2026-11-24 11:00')
const open: Run = { ...startRun(FOLLOW_UP, at('2026-11-24 09:00'), calendars), id: 7 }
const pause = (from: string, until: string | null): Pause => ({ from: at(from), until: until === null ? null : at(until) })
const halfHour = pause('2026-11-24 10:00', '2026-11-24 10:30')
const heldHalfHour = resumeRun(pauseRun(open, halfHour.from), at('2026-11-24 10:30'), calendars)

/** Tuesday was made a holiday, and Wednesday short. */
const changed: Calendars = {
  OFFICE_HOURS: {
    weekly: OFFICE.weekly.map((hours, day) => (day === 2 ? [{ from: 600, to: 660 }] : hours)),
    holidays: new Set(['2026-11-24']),
  },
  ROUND_THE_CLOCK,
}

describe('a change of category or priority', () => {
  it('puts an open run under the row that now fits, with its start', () => {
    const urgent = refitRun(open, URGENT, [], calendars, now)
    expect(urgent).toMatchObject({ id: 7, policyRowId: URGENT.id, limitMinutes: 120, warnMinutes: 60, startedAt: open.startedAt })
    expect(urgent).toMatchObject({ warnAt: at('2026-11-24 10:00'), dueAt: at('2026-11-24 11:00') })
  })

  it('keeps the held minutes', () => {
    expect(refitRun(heldHalfHour, URGENT, [halfHour], calendars, now)).toMatchObject({
      ...{ heldMs: 30 * MIN, warnAt: at('2026-11-24 10:30'), dueAt: at('2026-11-24 11:30'), pausedAt: null },
    })
  })

  it('counts held minutes in the calendar of the new row', () => {
    const night = pause('2026-11-24 11:30', '2026-11-25 08:30')
    const held = resumeRun(pauseRun(open, night.from), at('2026-11-25 08:30'), calendars)
    expect(held).toMatchObject({ heldMs: 300 * MIN, dueAt: at('2026-11-25 09:00') })
    const technical = refitRun(held, TECHNICAL, [night], calendars, at('2026-11-25 08:40'))
    expect(technical).toMatchObject({ calendar: 'ROUND_THE_CLOCK', heldMs: 21 * 60 * MIN, dueAt: at('2026-11-25 09:00') })
    expect(refitRun(technical, FOLLOW_UP, [night], calendars, at('2026-11-25 08:50'))).toEqual(held)
  })

  it('leaves a held run held', () => {
    const paused = refitRun(pauseRun(open, at('2026-11-24 10:00')), URGENT, [pause('2026-11-24 10:00', null)], calendars, now)
    expect(paused).toMatchObject({ pausedAt: at('2026-11-24 10:00'), dueAt: at('2026-11-24 11:00'), limitMinutes: 120 })
    expect(missedBy(paused, at('2026-12-24 10:00'))).toBeNull()
    expect(resumeRun(paused, now, calendars).dueAt).toEqual(at('2026-11-24 12:00'))
  })

  it('may find the new limit missed already, at the instant of its deadline', () => {
    const urgent = refitRun(open, URGENT, [], calendars, at('2026-11-24 11:30'))
    expect(missedBy(urgent, at('2026-11-24 11:30'))).toEqual(at('2026-11-24 11:00'))
  })

  it('does not let a hold after the new deadline move it', () => {
    const late = pause('2026-11-24 11:15', '2026-11-24 11:45')
    const held = resumeRun(pauseRun(open, late.from), at('2026-11-24 11:45'), calendars)
    expect(refitRun(held, URGENT, [late], calendars, at('2026-11-24 12:15'))).toMatchObject({
      heldMs: 0,
      dueAt: at('2026-11-24 11:00'),
    })
  })

  it('leaves the holds of earlier runs out', () => {
    const earlier = [pause('2026-11-23 09:00', '2026-11-23 15:00'), pause('2026-11-24 08:00', '2026-11-24 09:00')]
    expect(refitRun(open, FOLLOW_UP, earlier, calendars, now)).toEqual(open)
  })

  it('takes the holds in the order in which they were', () => {
    const both = [pause('2026-11-24 12:30', '2026-11-24 12:45'), pause('2026-11-24 11:00', '2026-11-24 12:00')]
    const refitted = refitRun(open, FOLLOW_UP, both, calendars, now)
    expect(refitted).toMatchObject({ heldMs: 75 * MIN, dueAt: at('2026-11-24 13:15') })
    expect(both[0]?.from).toEqual(at('2026-11-24 12:30'))
  })

  it('to a row that leads to where the complaint has been ends the run there, with the holds until then', () => {
    const under = withRows({ ...FOLLOW_UP, to: 'FINISHED' })
    const after = pause('2026-11-24 10:45', '2026-11-24 10:55')
    const held = resumeRun(pauseRun(heldHalfHour, after.from), at('2026-11-24 10:55'), calendars)
    const refit = (finishedAt: string) => refitAll([held], [halfHour, after], now, under, { FINISHED: at(finishedAt) })[0]
    expect(refit('2026-11-24 10:40')).toMatchObject({
      ...{ stoppedAt: at('2026-11-24 10:40'), heldMs: 30 * MIN, netMs: 70 * MIN, pausedAt: null, breachedAt: null, judged: true },
    })
    expect(refit('2026-11-24 08:50')).toMatchObject({ stoppedAt: null, heldMs: 40 * MIN }) // before it began
  })

  it('to where the clock is switched off ends the run unjudged, and nothing falls due any more', () => {
    const ended = refitRun(open, undefined, [], calendars, now)
    expect(ended).toMatchObject({ judged: false, stoppedAt: now, breachedAt: null, netMs: 120 * MIN })
    expect(missedBy(ended, at('2026-11-30 09:00'))).toBeNull()
  })
})

describe('a change of calendar', () => {
  it('reaches an open run', () => {
    expect(recalendarRun(open, [], changed, now)).toEqual({
      ...open,
      warnAt: at('2026-11-26 09:00'),
      dueAt: at('2026-11-26 10:00'),
    })
  })

  it('counts the holds anew', () => {
    const overnight = pause('2026-11-24 10:00', '2026-11-26 08:30')
    const held = resumeRun(pauseRun(open, overnight.from), at('2026-11-26 08:30'), calendars)
    expect(held).toMatchObject({ heldMs: (360 + 480 + 30) * MIN, dueAt: at('2026-11-26 10:30') })
    const moved = recalendarRun(held, [overnight], changed, at('2026-11-26 08:40'))
    expect(moved).toMatchObject({
      heldMs: (60 + 30) * MIN,
      dueAt: at('2026-11-26 11:30'),
      limitMinutes: 180,
      policyRowId: FOLLOW_UP.id,
    })
  })

  it('and back again leaves it as it was', () => {
    expect(recalendarRun(recalendarRun(heldHalfHour, [halfHour], changed, now), [halfHour], calendars, now)).toEqual(heldHalfHour)
  })

  it('does not touch what runs round the clock', () => {
    const technical = startRun(TECHNICAL, at('2026-11-24 09:00'), calendars)
    expect(recalendarRun(technical, [], changed, now)).toEqual(technical)
  })
})

describe('what stays as it is', () => {
  const later = at('2026-11-24 13:00')
  const stopped = stopRun(open, at('2026-11-24 10:00'), calendars)

  it.each<[string, Run]>([
    ['a stopped run', stopped],
    ['a run stopped late', stopRun(open, at('2026-11-24 12:30'), calendars)],
    ['a dismissed run', dismissRun(open, at('2026-11-24 10:00'), calendars)],
    ['a missed run that nobody has noticed yet', open],
    ['a missed run', { ...open, breachedAt: open.dueAt }],
  ])('%s', (_, run) => {
    expect(refitRun(run, URGENT, [halfHour], changed, later)).toEqual(run)
    expect(refitRun(run, undefined, [halfHour], changed, later)).toEqual(run)
    expect(recalendarRun(run, [halfHour], changed, later)).toEqual(run)
    expect(pauseRun(run, later)).toEqual(run)
    expect(resumeRun(run, later, changed)).toEqual(run)
  })

  it('a stopped run under stopping and dismissing too', () => {
    expect(stopRun(stopped, later, changed)).toEqual(stopped)
    expect(dismissRun(stopped, later, changed)).toEqual(stopped)
  })
})
