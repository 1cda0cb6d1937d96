import { describe, expect, it, test } from 'vitest'
import type { PolicyRow } from '../../src/sla/policy.ts'
import { besideHolds, netOf, pauseRun, type Run, resumeRun, startRun, stopRun } from '../../src/sla/run.ts'
import { at, calendars, FOLLOW_UP, MIN, TECHNICAL } from './samples.ts'

const start = (row: PolicyRow, instant: string): Run => startRun(row, at(instant), calendars)
const stop = (run: Run, instant: string): Run => stopRun(run, at(instant), calendars)
const held = (run: Run, from: string, until: string): Run => resumeRun(pauseRun(run, at(from)), at(until), calendars)
const open = start(FOLLOW_UP, '2026-11-24 09:00')

describe('holds', () => {
  it.each([
    ['before the deadline', '2026-11-24 11:00', true],
    ['at the deadline', '2026-11-24 12:00', true],
    ['not a second after it', '2026-11-24 12:00:01', false],
  ])('pause %s', (_, instant, pauses) => {
    expect(pauseRun(open, at(instant)).pausedAt).toEqual(pauses ? at(instant) : null)
  })

  it('do not pause what was missed, stopped or is paused already', () => {
    const missed = { ...open, breachedAt: open.dueAt }
    const paused = pauseRun(open, at('2026-11-24 09:30'))
    const stopped = stop(open, '2026-11-24 10:00')
    for (const run of [missed, paused, stopped]) expect(pauseRun(run, at('2026-11-24 10:00'))).toEqual(run)
    expect(resumeRun(open, at('2026-11-24 10:00'), calendars)).toEqual(open)
    expect(resumeRun(stopped, at('2026-11-24 10:00'), calendars)).toEqual(stopped)
  })

  const night = start(TECHNICAL, '2026-11-24 15:00')
  test.each<[string, Run, string, string, number]>([
    [
      'an hour in office hours is an hour',
      held(open, '2026-11-24 10:00', '2026-11-24 11:00'),
      '2026-11-24 12:00',
      '2026-11-24 13:00',
      60,
    ],
    [
      'seconds too',
      held(open, '2026-11-24 10:00:10', '2026-11-24 10:00:15'),
      '2026-11-24 11:00:05',
      '2026-11-24 12:00:05',
      5 / 60,
    ],
    [
      'a night between counts only its open part',
      held(open, '2026-11-24 10:00', '2026-11-25 09:00'),
      '2026-11-25 10:00',
      '2026-11-25 11:00',
      420,
    ],
    [
      'resumed at night, no time is given or taken',
      held(open, '2026-11-24 10:00', '2026-11-24 20:00'),
      '2026-11-25 09:00',
      '2026-11-25 10:00',
      360,
    ],
    ['resumed on a holiday', held(open, '2026-11-24 10:00', '2026-11-28 12:00'), '2026-11-30 09:00', '2026-11-30 10:00', 1800],
    [
      'round the clock every hour counts',
      held(night, '2026-11-24 16:00', '2026-11-25 04:00'),
      '2026-11-25 05:00',
      '2026-11-25 06:00',
      720,
    ],
    [
      'a warning that was due stays where it was',
      held(open, '2026-11-24 11:30', '2026-11-24 12:30'),
      '2026-11-24 11:00',
      '2026-11-24 13:00',
      60,
    ],
    [
      'from the deadline on: due at the resumption',
      held(open, '2026-11-24 12:00', '2026-11-24 13:00'),
      '2026-11-24 11:00',
      '2026-11-24 13:00',
      60,
    ],
  ])('%s', (_, run, warn, due, minutes) => {
    expect(run).toMatchObject({ pausedAt: null, warnAt: at(warn), dueAt: at(due), heldMs: Math.round(minutes * MIN) })
  })

  it('outside the hours of the clock leave the deadline alone', () => {
    const evening = start(FOLLOW_UP, '2026-11-24 15:00')
    expect(held(evening, '2026-11-24 18:00', '2026-11-25 07:00')).toEqual(evening)
  })

  it('from a deadline at closing on, it falls due at the resumption and not within the hold', () => {
    const atClosing = held(start(FOLLOW_UP, '2026-11-24 13:00'), '2026-11-24 16:00', '2026-11-25 07:00')
    expect(atClosing).toMatchObject({ dueAt: at('2026-11-25 07:00'), heldMs: 0 })
    expect(stop(atClosing, '2026-11-25 07:00').breachedAt).toBeNull()
  })

  it('add up', () => {
    const twice = held(held(open, '2026-11-24 09:30', '2026-11-24 10:00'), '2026-11-24 11:00', '2026-11-24 11:15')
    expect(twice).toMatchObject({ dueAt: at('2026-11-24 12:45'), warnAt: at('2026-11-24 11:45'), heldMs: 45 * MIN })
    expect(stop(twice, '2026-11-24 12:45')).toMatchObject({ netMs: 180 * MIN, breachedAt: null })
    expect(stop(twice, '2026-11-24 12:45:01').breachedAt).toEqual(at('2026-11-24 12:45'))
  })

  it('end with the work: what is stopped while held has the net time of the moment it was held', () => {
    const stopped = stop(pauseRun(open, at('2026-11-24 10:30')), '2026-11-26 10:00')
    expect(stopped).toMatchObject({ netMs: 90 * MIN, breachedAt: null, pausedAt: null, heldMs: (330 + 480 + 120) * MIN })
  })

  it('leave the net time standing while they last', () => {
    const paused = pauseRun(open, at('2026-11-24 10:30'))
    expect(netOf(paused, at('2026-11-24 15:00'), calendars)).toBe(90 * MIN)
    const resumed = resumeRun(paused, at('2026-11-24 11:00'), calendars)
    expect(netOf(resumed, at('2026-11-24 12:00'), calendars)).toBe(150 * MIN)
  })
})

describe('held time in which a clock ran on', () => {
  const hold = (from: string, until: string | null) => ({ from: at(from), until: until === null ? null : at(until) })
  const stopped = stop(open, '2026-11-24 11:00')
  const beside = (run: Run, ...holds: ReturnType<typeof hold>[]) => besideHolds(run, holds, calendars).unpausedMs / MIN

  test.each<[string, Run, ReturnType<typeof hold>[], number]>([
    ['is that of holds that do not pause', open, [hold('2026-11-24 10:00', '2026-11-24 11:00')], 60],
    ['adds up', open, [hold('2026-11-24 10:00', '2026-11-24 10:20'), hold('2026-11-24 11:00', '2026-11-24 11:10')], 30],
    ['is of the clock’s own calendar', open, [hold('2026-11-24 10:00', '2026-11-25 09:00')], 420],
    ['is none as long as the hold lasts', open, [hold('2026-11-24 10:00', null)], 0],
    ['ends where the clock stops', stopped, [hold('2026-11-24 10:30', null)], 30],
    ['is cut off there too', stopped, [hold('2026-11-24 10:30', '2026-11-24 12:00')], 30],
    ['is none after the clock stopped', stopped, [hold('2026-11-24 11:30', '2026-11-24 12:00')], 0],
    ['begins no sooner than the clock', open, [hold('2026-11-24 08:30', '2026-11-24 09:10')], 10],
  ])('%s', (_, run, holds, minutes) => {
    expect(beside(run, ...holds)).toBe(minutes)
  })

  it('leaves out what paused, and has what came too late to pause', () => {
    const paused = held(open, '2026-11-24 10:00', '2026-11-24 10:30')
    const twice = held(paused, '2026-11-24 13:00', '2026-11-24 13:20') // due at 12.30
    expect(beside(twice, hold('2026-11-24 10:00', '2026-11-24 10:30'), hold('2026-11-24 13:00', '2026-11-24 13:20'))).toBe(20)
  })

  it('changes nothing where there is none', () => {
    expect(besideHolds(open, [], calendars)).toBe(open)
  })
})
