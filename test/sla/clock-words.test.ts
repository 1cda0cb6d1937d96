import { expect, it, test } from 'vitest'
import { describeRun } from '../../src/sla/clock-words.ts'
import { dismissRun, pauseRun, type Run, resumeRun, startRun, stopRun } from '../../src/sla/run.ts'
import { at, calendars, FOLLOW_UP } from './samples.ts'

// Due at 14.30, warns from 13.30 on.
const open = startRun(FOLLOW_UP, at('2026-11-24 11:30'), calendars)
const stopped = (instant: string): Run => stopRun(open, at(instant), calendars)
const paused = pauseRun(open, at('2026-11-24 12:00'))

test.each<[string, Run, string, string, string]>([
  ['running', open, '2026-11-24 12:18', 'calm', 'sisa 2 jam 12 mnt'],
  ['just before the warning', open, '2026-11-24 13:29:59.999', 'calm', 'sisa 1 jam'],
  ['from the warning on', open, '2026-11-24 13:30', 'warning', 'sisa 1 jam'],
  ['what is left is rounded down', open, '2026-11-24 14:23:01', 'warning', 'sisa 6 mnt'],
  ['the last whole minute', open, '2026-11-24 14:29', 'warning', 'sisa 1 mnt'],
  ['less than a minute is never none', open, '2026-11-24 14:29:01', 'warning', 'sisa < 1 mnt'],
  ['at the deadline there is still time to stop', open, '2026-11-24 14:30', 'warning', 'sisa < 1 mnt'],
  ['what is over is rounded up', open, '2026-11-24 14:30:00.001', 'missed', 'lewat 1 mnt'],
  ['a minute over', open, '2026-11-24 14:31', 'missed', 'lewat 1 mnt'],
  ['more than a minute over', open, '2026-11-24 14:31:01', 'missed', 'lewat 2 mnt'],
  ['an hour over', open, '2026-11-24 15:35', 'missed', 'lewat 1 jam 5 mnt'],
  ['over by wall time, nights and all', open, '2026-11-25 14:30', 'missed', 'lewat 24 jam'],
  ['days only beyond 48 hours', open, '2026-11-26 14:30', 'missed', 'lewat 48 jam'],
  ['days', open, '2026-11-27 16:30', 'missed', 'lewat 3 hari 2 jam'],
  ['missed before this clock knows', { ...open, breachedAt: open.dueAt }, '2026-11-24 14:29', 'missed', 'lewat 1 mnt'],
  ['kept, by net minutes', stopped('2026-11-24 11:52:40'), '2026-11-24 18:00', 'kept', 'tepat waktu, 22 mnt'],
  ['kept at the deadline', stopped('2026-11-24 14:30'), '2026-11-24 18:00', 'kept', 'tepat waktu, 3 jam'],
  ['kept at once', stopped('2026-11-24 11:30'), '2026-11-24 18:00', 'kept', 'tepat waktu, < 1 mnt'],
  ['late by a second', stopped('2026-11-24 14:30:01'), '2026-11-24 18:00', 'late', 'terlambat 1 mnt'],
  ['late', stopped('2026-11-24 14:44'), '2026-12-24 18:00', 'late', 'terlambat 14 mnt'],
  ['held', paused, '2026-12-01 18:00', 'held', 'dijeda'],
  ['held and stopped', stopRun(paused, at('2026-11-25 10:00'), calendars), '2026-12-01 18:00', 'kept', 'tepat waktu, 30 mnt'],
  ['resumed', resumeRun(paused, at('2026-11-24 12:10'), calendars), '2026-11-24 12:10', 'calm', 'sisa 2 jam 30 mnt'],
  ['dismissed', dismissRun(open, at('2026-11-24 12:00'), calendars), '2026-12-01 18:00', 'unjudged', 'tidak dinilai'],
  ['dismissed when missed', dismissRun(open, at('2026-11-24 14:31'), calendars), '2026-12-01 18:00', 'late', 'terlambat 1 mnt'],
])('%s', (_, run, now, tone, text) => {
  expect(describeRun(run, at(now))).toMatchObject({ tone, text })
})

it('names the deadline, with its year when that is another', () => {
  expect(describeRun(open, at('2026-11-24 12:00')).deadline).toBe('batas Sel 24 Nov 14.30')
  expect(describeRun(open, at('2027-01-04 12:00')).deadline).toBe('batas Sel 24 Nov 2026 14.30')
})

it('does not promise a deadline that a hold still moves', () => {
  expect(describeRun(paused, at('2026-11-24 12:30')).deadline).toBe('batas Sel 24 Nov 14.30, bergeser selama dijeda')
})
