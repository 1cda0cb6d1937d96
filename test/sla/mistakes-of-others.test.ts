import { expect, it } from 'vitest'
import { ROUND_THE_CLOCK } from '../../src/sla/calendar.ts'
import { endAll, nextDue, nextRun, pauseAll, reach, refitAll, restart, resumeAll } from '../../src/sla/clock.ts'
import { describeRun } from '../../src/sla/clock-words.ts'
import type { PolicyRow } from '../../src/sla/policy.ts'
import { missedBy, recalendarRun } from '../../src/sla/run.ts'
import * as samples from './samples.ts'

const {
  at,
  brief,
  calendars,
  EXPLAIN,
  escalated,
  FOLLOW_UP,
  MIN,
  OFFICE,
  reached,
  received,
  RECEIVE,
  TECHNICAL,
  terms,
  URGENT,
  withRows,
} = samples
const closed = endAll(reached(received, 'DECIDED', '09:10'), at('2026-11-24 09:10'), { dismissed: false, calendars })
const pauses = [{ from: at('2026-11-24 09:40'), until: at('2026-11-24 10:00') }]
const held = resumeAll(pauseAll(escalated, at('2026-11-24 09:40')), at('2026-11-24 10:00'), calendars)

it('an answer and a hold saved in one step stop the first clock, in either order', () => {
  const answeredFirst = pauseAll(reached(received, 'DECIDED', '09:10'), at('2026-11-24 09:10'))
  const heldFirst = reached(pauseAll(received, at('2026-11-24 09:10')), 'DECIDED', '09:10')
  for (const runs of [answeredFirst, heldFirst]) {
    expect(brief(runs)).toEqual(['RECEIVE kept', 'EXPLAIN kept'])
    expect(runs[1]).toMatchObject({ pausedAt: null, netMs: 5 * MIN })
  }
})

it('a reopened complaint counts from the reopening, not from its arrival', () => {
  const reopened = restart(closed, 'EXPLAIN', at('2026-12-02 10:00'), terms)
  expect(reopened.at(-1)).toMatchObject({ startedAt: at('2026-12-02 10:00'), dueAt: at('2026-12-02 10:10'), heldMs: 0 })
  const again = reach(reach(reopened, 'DECIDED', at('2026-12-02 10:05'), terms), 'ESCALATED', at('2026-12-02 10:05'), terms)
  expect(again.at(-1)).toMatchObject({ clock: 'FOLLOW_UP', startedAt: at('2026-12-02 10:05'), dueAt: at('2026-12-02 13:05') })
})

it('held time outlives a change of priority', () => {
  const urgent = refitAll(held, pauses, at('2026-11-24 10:00'), { ...terms, priority: 'URGENT' })
  expect(urgent.slice(0, 2)).toEqual(escalated.slice(0, 2))
  expect(urgent[2]).toMatchObject({ policyRowId: URGENT.id, heldMs: 20 * MIN, dueAt: at('2026-11-24 11:30') })
})

it('a change of calendar reaches what is open, and only that', () => {
  const holiday = { OFFICE_HOURS: { ...OFFICE, holidays: new Set(['2026-11-25']) }, ROUND_THE_CLOCK }
  const afternoon = restart(escalated, 'FOLLOW_UP', at('2026-11-24 14:00'), terms)
  const moved = afternoon.map((run) => recalendarRun(run, [], holiday, at('2026-11-24 15:00')))
  expect(moved.slice(0, 3)).toEqual(afternoon.slice(0, 3))
  expect([afternoon, moved].map((runs) => runs[3]?.dueAt)).toEqual([at('2026-11-25 09:00'), at('2026-11-26 09:00')])
})

it('a switched-off clock starts nothing and leaves nothing overdue', () => {
  const off = withRows(RECEIVE, EXPLAIN, TECHNICAL)
  expect(brief(reached(received, 'ESCALATED', '09:10', off))).toEqual(['RECEIVE kept', 'EXPLAIN open'])
  const refitted = refitAll(escalated, [], at('2026-11-24 10:00'), off)
  expect(brief(refitted)).toEqual(['RECEIVE kept', 'EXPLAIN kept', 'FOLLOW_UP unjudged'])
  expect(nextDue(refitted)).toBeNull()
})

it('what is closed or merged runs out no more', () => {
  for (const dismissed of [false, true]) {
    const ended = endAll(escalated, at('2026-11-24 10:00'), { dismissed, calendars })
    expect(brief(ended)[2]).toBe(dismissed ? 'FOLLOW_UP unjudged' : 'FOLLOW_UP kept')
    expect(ended.map((run) => missedBy(run, at('2027-11-24 10:00')))).toEqual([null, null, null])
    expect(nextDue(ended)).toBeNull()
    expect(pauseAll(ended, at('2026-11-24 11:00'))).toEqual(ended)
  }
})

it('what was answered in time is not overdue later', () => {
  const answered = reached(received, 'DECIDED', '09:10')
  const muchLater = at('2027-01-05 10:00')
  expect(answered.map((run) => missedBy(run, muchLater))).toEqual([null, null])
  expect(answered.map((run) => describeRun(run, muchLater).tone)).toEqual(['kept', 'kept'])
})

it('two clocks do not hide each other, whichever is the shorter', () => {
  const short: PolicyRow = { ...FOLLOW_UP, from: 'RECEIVED', limitMinutes: 4, warnMinutes: 2 }
  const long: PolicyRow = { ...short, limitMinutes: 40 }
  for (const [second, first, due] of [[short, 'FOLLOW_UP', '09:09'] as const, [long, 'EXPLAIN', '09:15'] as const]) {
    const both = reached(samples.arrived, 'RECEIVED', '09:05', withRows(RECEIVE, EXPLAIN, second))
    expect([nextRun(both)?.clock, nextDue(both)]).toEqual([first, at(`2026-11-24 ${due}`)])
    expect(both.map((run) => missedBy(run, at('2026-11-24 10:00')))).toEqual([null, both[1]?.dueAt, both[2]?.dueAt])
  }
})

it('resuming outside office hours neither gives nor takes time', () => {
  const paused = pauseAll(escalated, at('2026-11-24 10:10'))
  const resumptions = ['2026-11-24 16:00', '2026-11-24 22:00', '2026-11-25 03:00', '2026-11-25 08:00']
  const dues = resumptions.map((resumed) => resumeAll(paused, at(resumed), calendars)[2]?.dueAt)
  expect(dues).toEqual(resumptions.map(() => at('2026-11-25 10:00')))
})

it('stopping exactly at the deadline is in time', () => {
  const due = at('2026-11-24 12:10')
  expect(escalated[2]?.dueAt).toEqual(due)
  expect(brief(reach(escalated, 'REPORTED', due, terms))[2]).toBe('FOLLOW_UP kept')
  expect(brief(reach(escalated, 'REPORTED', samples.plus(due, 1_000), terms))[2]).toBe('FOLLOW_UP late')
})
