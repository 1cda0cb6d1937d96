import { describe, expect, it } from 'vitest'
import { endAll, nextDue, nextRun, nextWarn, pauseAll, restart, resumeAll, sumOfRuns, type Terms } from '../../src/sla/clock.ts'
import { MILESTONES, type PolicyRow } from '../../src/sla/policy.ts'
import type { Run } from '../../src/sla/run.ts'
import {
  arrived,
  at,
  brief,
  calendars,
  EXPLAIN,
  escalated,
  FOLLOW_UP,
  MIN,
  RECEIVE,
  reached,
  received,
  TECHNICAL,
  terms,
  URGENT,
  withRows,
} from './samples.ts'

const closed = endAll(reached(received, 'DECIDED', '09:10'), at('2026-11-24 09:10'), { dismissed: false, calendars })

describe('milestones', () => {
  it('drive one clock after the other', () => {
    expect(brief(arrived)).toEqual(['RECEIVE open'])
    expect(brief(received)).toEqual(['RECEIVE kept', 'EXPLAIN open'])
    expect(brief(escalated)).toEqual(['RECEIVE kept', 'EXPLAIN kept', 'FOLLOW_UP open'])
    const reported = reached(escalated, 'REPORTED', '12:10')
    expect(brief(reported)).toEqual(['RECEIVE kept', 'EXPLAIN kept', 'FOLLOW_UP kept'])
    expect(reported.map((run) => run.netMs)).toEqual([5 * MIN, 5 * MIN, 180 * MIN])
    expect(escalated[2]?.startedAt).toEqual(at('2026-11-24 09:10'))
  })

  it('start no follow-up when the explanation settled it', () => {
    expect(brief(closed)).toEqual(['RECEIVE kept', 'EXPLAIN kept'])
  })

  it('reached again start nothing again', () => {
    for (const again of MILESTONES.filter((milestone) => milestone !== 'ESCALATED')) {
      expect(reached(reached(escalated, 'REPORTED', '10:00'), again, '11:00')).toHaveLength(3)
    }
  })

  it('choose the row by what the complaint is', () => {
    const rowUnder = (under: Terms) => reached(received, 'ESCALATED', '09:10', under).at(-1)?.policyRowId
    expect(rowUnder(terms)).toBe(FOLLOW_UP.id)
    expect(rowUnder({ ...terms, technical: true })).toBe(TECHNICAL.id)
    expect(rowUnder({ ...terms, technical: true, priority: 'URGENT' })).toBe(URGENT.id)
  })

  it('are data: a clock from start to finish', () => {
    const under = withRows({ ...FOLLOW_UP, from: 'STARTED', to: 'FINISHED' })
    const started = reached(reached([], 'ESCALATED', '09:00', under), 'STARTED', '09:30', under)
    expect(brief(started)).toEqual(['FOLLOW_UP open'])
    expect(brief(reached(started, 'REPORTED', '10:00', under))).toEqual(['FOLLOW_UP open'])
    expect(brief(reached(started, 'FINISHED', '10:00', under))).toEqual(['FOLLOW_UP kept'])
    expect(brief(restart(started, 'FOLLOW_UP', at('2026-11-24 10:00'), under))).toEqual(['FOLLOW_UP kept', 'FOLLOW_UP open'])
  })

  it('end a run where its own row says, whatever the complaint has become', () => {
    const under = withRows(FOLLOW_UP, { ...TECHNICAL, to: 'FINISHED' })
    const technical = reached([], 'ESCALATED', '09:00', { ...under, technical: true })
    expect(brief(reached(technical, 'REPORTED', '10:00', under))).toEqual(['FOLLOW_UP open'])
    expect(brief(reached(technical, 'FINISHED', '10:00', under))).toEqual(['FOLLOW_UP kept'])
  })

  it('end a run where its own row says, also when its arrival was corrected into another policy', () => {
    const other = withRows({ ...RECEIVE, id: 11 }, { ...FOLLOW_UP, id: 13, to: 'CLOSED' })
    expect(brief(reached(received, 'DECIDED', '09:06', other))).toEqual(['RECEIVE kept', 'EXPLAIN kept'])
    expect(brief(reached(escalated, 'REPORTED', '10:00', other)).at(-1)).toBe('FOLLOW_UP kept')
  })

  it('of a report end the hold of a run that leads beyond it', () => {
    const under = withRows({ ...FOLLOW_UP, to: 'CLOSED' })
    const held = pauseAll(reached([], 'ESCALATED', '09:00', under), at('2026-11-24 09:30'))
    expect(reached(held, 'REPORTED', '10:30', under)).toMatchObject([
      { pausedAt: null, heldMs: 60 * MIN, dueAt: at('2026-11-24 13:00'), stoppedAt: null },
    ])
  })
})

describe('new runs', () => {
  const later = at('2026-11-24 10:00')

  it('of the explanation, by return or reopening, begin then and with the whole limit', () => {
    const returned = restart(escalated, 'EXPLAIN', later, terms)
    expect(brief(returned)).toEqual(['RECEIVE kept', 'EXPLAIN kept', 'FOLLOW_UP kept', 'EXPLAIN open'])
    const reopened = restart(closed, 'EXPLAIN', later, terms)
    expect(brief(reopened)).toEqual(['RECEIVE kept', 'EXPLAIN kept', 'EXPLAIN open'])
    expect(reopened.at(-1)).toMatchObject({ startedAt: later, dueAt: at('2026-11-24 10:10') })
    expect(reopened.slice(0, 2)).toEqual(closed)
  })

  it('of the follow-up, by transfer, sending back or second escalation', () => {
    expect(brief(restart(escalated, 'FOLLOW_UP', later, terms)).slice(2)).toEqual(['FOLLOW_UP kept', 'FOLLOW_UP open'])
    const sentBack = restart(reached(escalated, 'REPORTED', '09:50'), 'FOLLOW_UP', later, terms)
    expect(sentBack.at(-1)).toMatchObject({ startedAt: later, dueAt: at('2026-11-24 13:00') })
    const again = reached(reached(restart(escalated, 'EXPLAIN', later, terms), 'DECIDED', '10:05'), 'ESCALATED', '10:05')
    expect(brief(again).slice(2)).toEqual(['FOLLOW_UP kept', 'EXPLAIN kept', 'FOLLOW_UP open'])
    expect(again.at(-1)).toMatchObject({ startedAt: at('2026-11-24 10:05'), dueAt: at('2026-11-24 13:05') })
  })

  it('end no run of an earlier step that is still open', () => {
    const under = withRows({ ...RECEIVE, to: 'CLOSED' }, { ...EXPLAIN, to: 'REPORTED' }, FOLLOW_UP)
    const open = ['ARRIVED', 'RECEIVED', 'ESCALATED'] as const
    const runs = open.reduce<Run[]>((before, milestone) => reached(before, milestone, '09:00', under), [])
    const transferred = restart(runs, 'FOLLOW_UP', later, under)
    expect(brief(transferred)).toEqual(['RECEIVE open', 'EXPLAIN open', 'FOLLOW_UP kept', 'FOLLOW_UP open'])
    expect(brief(restart(runs, 'EXPLAIN', later, under))).toEqual([
      'RECEIVE open',
      'EXPLAIN late',
      'FOLLOW_UP kept',
      'EXPLAIN open',
    ])
  })

  it('leave a miss where it was', () => {
    const transferred = restart(escalated, 'FOLLOW_UP', at('2026-11-24 13:00'), terms)
    expect(transferred[2]).toMatchObject({ breachedAt: at('2026-11-24 12:10'), stoppedAt: at('2026-11-24 13:00') })
    expect(transferred[3]?.breachedAt).toBeNull()
  })

  it('begin unheld, though the work was held when it was passed on', () => {
    const transferred = restart(pauseAll(escalated, at('2026-11-24 09:20')), 'FOLLOW_UP', later, terms)
    expect(transferred.slice(2)).toMatchObject([
      { pausedAt: null, netMs: 10 * MIN },
      { pausedAt: null, stoppedAt: null },
    ])
  })

  it('are never of the reception, and need a row', () => {
    const dismissed = endAll(arrived, later, { dismissed: true, calendars })
    const reopened = restart(dismissed, 'EXPLAIN', at('2026-11-24 11:00'), terms)
    expect(brief(reached(reopened, 'RECEIVED', '11:00'))).toEqual(['RECEIVE late', 'EXPLAIN open'])
    expect(brief(restart(escalated, 'EXPLAIN', later, withRows(RECEIVE)))).toEqual([
      'RECEIVE kept',
      'EXPLAIN kept',
      'FOLLOW_UP kept',
    ])
  })

  it('are added up with those before, so that passing work on buys nobody time', () => {
    const twice = restart(escalated, 'FOLLOW_UP', at('2026-11-24 12:00'), terms)
    expect(sumOfRuns(twice, 'FOLLOW_UP', at('2026-11-24 13:30'), calendars)).toBe((170 + 90) * MIN)
    const held = resumeAll(pauseAll(twice, at('2026-11-24 13:00')), at('2026-11-24 13:20'), calendars)
    expect(sumOfRuns(held, 'FOLLOW_UP', at('2026-11-24 13:30'), calendars)).toBe((170 + 70) * MIN)
    expect(sumOfRuns(twice, 'EXPLAIN', at('2026-11-24 13:30'), calendars)).toBe(5 * MIN)
    expect(sumOfRuns([], 'EXPLAIN', at('2026-11-24 13:30'), calendars)).toBe(0)
  })
})

describe('what runs out first', () => {
  const early: PolicyRow = { ...FOLLOW_UP, from: 'RECEIVED', warnMinutes: 1, limitMinutes: 4 }
  const two = reached(arrived, 'RECEIVED', '09:05', withRows(RECEIVE, EXPLAIN, early))

  it('is the shortest of all open clocks, whichever began first', () => {
    expect(brief(two)).toEqual(['RECEIVE kept', 'EXPLAIN open', 'FOLLOW_UP open'])
    expect([nextDue(two), nextWarn(two)]).toEqual([at('2026-11-24 09:09'), at('2026-11-24 09:06')])
    expect(nextRun(two)?.clock).toBe('FOLLOW_UP')
  })

  it('leaves out what is stopped or held', () => {
    const one = two.map((run) => (run.clock === 'FOLLOW_UP' ? { ...run, pausedAt: at('2026-11-24 09:06') } : run))
    expect([nextDue(one), nextRun(one)?.clock]).toEqual([at('2026-11-24 09:15'), 'EXPLAIN'])
    const held = pauseAll(two, at('2026-11-24 09:06'))
    expect([nextDue(held), nextWarn(held), nextRun(held)?.clock]).toEqual([null, null, 'FOLLOW_UP'])
    expect([nextDue(closed), nextWarn(closed), nextRun(closed)]).toEqual([null, null, undefined])
  })

  it('keeps a missed clock first until it stops', () => {
    expect(nextDue(escalated.map((run) => ({ ...run, breachedAt: run.dueAt })))).toEqual(at('2026-11-24 12:10'))
  })
})
