import { describe, expect, it, test } from 'vitest'
import type { PolicyRow } from '../../src/sla/policy.ts'
import { dismissRun, missedBy, pauseRun, type Run, startRun, stopRun } from '../../src/sla/run.ts'
import { at, calendars, EXPLAIN, FOLLOW_UP, MIN, RECEIVE, TECHNICAL } from './samples.ts'

const start = (row: PolicyRow, instant: string): Run => startRun(row, at(instant), calendars)
const stop = (run: Run, instant: string): Run => stopRun(run, at(instant), calendars)
const open = start(FOLLOW_UP, '2026-11-24 09:00')

describe('a run starts with the whole limit', () => {
  test.each<[string, PolicyRow, string, string, string]>([
    ['in office hours', EXPLAIN, '2026-11-24 09:00:20', '2026-11-24 09:07:20', '2026-11-24 09:10:20'],
    ['due at closing, not at the next opening', RECEIVE, '2026-11-24 15:30', '2026-11-24 15:50', '2026-11-24 16:00'],
    ['over a weekend', FOLLOW_UP, '2026-11-27 15:00', '2026-11-30 09:00', '2026-11-30 10:00'],
    ['over holidays and the year end', FOLLOW_UP, '2026-12-31 14:00', '2026-12-31 16:00', '2027-01-04 09:00'],
    ['round the clock', TECHNICAL, '2026-12-31 22:30', '2027-01-01 00:30', '2027-01-01 01:30'],
  ])('%s', (_, row, from, warn, due) => {
    const run = start(row, from)
    expect(run).toMatchObject({
      startedAt: at(from),
      warnAt: at(warn),
      dueAt: at(due),
      policyRowId: row.id,
      clock: row.clock,
      judged: true,
    })
    expect(run).toMatchObject({ id: null, pausedAt: null, stoppedAt: null, heldMs: 0, netMs: null, breachedAt: null })
  })
})

describe('lateness is judged by the due instant, never by counted minutes', () => {
  test.each([
    ['well before', '2026-11-24 09:22', false, 22],
    ['exactly at the deadline', '2026-11-24 12:00', false, 180],
    ['a second later', '2026-11-24 12:00:01', true, 180 + 1 / 60],
    ['the next day', '2026-11-25 09:00', true, 480],
  ])('%s', (_, instant, late, net) => {
    const stopped = stop(open, instant)
    expect(stopped.breachedAt).toEqual(late ? at('2026-11-24 12:00') : null)
    expect(stopped.stoppedAt).toEqual(at(instant))
    expect(stopped.netMs).toBe(Math.round(net * MIN))
  })

  it('is late after closing even though no further minute was counted', () => {
    const stopped = stop(start(RECEIVE, '2026-11-24 15:30'), '2026-11-25 08:00')
    expect(stopped).toMatchObject({ netMs: 30 * MIN, breachedAt: at('2026-11-24 16:00') })
  })

  it('records the miss of a letter entered a day later at the instant of its deadline', () => {
    expect(stop(start(RECEIVE, '2026-11-23 09:00'), '2026-11-24 09:00').breachedAt).toEqual(at('2026-11-23 09:30'))
  })

  it('keeps a miss recorded by another process, whatever this one thinks the time is', () => {
    const recorded = { ...open, breachedAt: open.dueAt }
    expect(stop(recorded, '2026-11-24 11:00').breachedAt).toEqual(open.dueAt)
    expect(missedBy(recorded, at('2026-11-24 11:00'))).toEqual(open.dueAt)
  })

  it('never counts below nothing where a clock was set back', () => {
    expect(stop(open, '2026-11-24 08:30')).toMatchObject({ netMs: 0, breachedAt: null })
  })
})

describe('a missed limit', () => {
  test.each<[string, Run, string, string | null]>([
    ['not yet', open, '2026-11-24 11:59', null],
    ['not at the deadline itself', open, '2026-11-24 12:00', null],
    ['a millisecond later', open, '2026-11-24 12:00:00.001', '2026-11-24 12:00'],
    ['however late it is noticed', open, '2027-06-01 12:00', '2026-11-24 12:00'],
    ['nothing while a pausing hold lasts', pauseRun(open, at('2026-11-24 11:00')), '2027-06-01 12:00', null],
    ['nothing once stopped', stop(open, '2026-11-24 11:00'), '2027-06-01 12:00', null],
    ['nothing once dismissed', dismissRun(open, at('2026-11-24 11:00'), calendars), '2027-06-01 12:00', null],
  ])('%s', (_, run, now, due) => {
    expect(missedBy(run, at(now))).toEqual(due && at(due))
  })
})

describe('dismissal', () => {
  test.each([
    ['before the deadline is not judged', '2026-11-24 11:00', false, null],
    ['at the deadline is not judged', '2026-11-24 12:00', false, null],
    ['after it is judged as missed', '2026-11-24 12:00:01', true, '2026-11-24 12:00'],
  ])('%s', (_, instant, judged, breached) => {
    const ended = dismissRun(open, at(instant), calendars)
    expect(ended).toMatchObject({ judged, stoppedAt: at(instant), breachedAt: breached && at(breached) })
  })

  it('of a held run is not judged, however long it was held', () => {
    const ended = dismissRun(pauseRun(open, at('2026-11-24 10:00')), at('2026-12-01 10:00'), calendars)
    expect(ended).toMatchObject({ judged: false, breachedAt: null, netMs: 60 * MIN })
  })
})
