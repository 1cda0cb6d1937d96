// The preview against what the application itself stored, and against lateness counted by hand.
import { afterAll, describe, expect, test } from 'vitest'
import { lastMonth, runsUnder, STEP_TYPES, type Step } from '../../src/settings/policy-preview.ts'
import { asVersion } from '../../src/settings/policy-rules.ts'
import { compare } from '../../src/settings/policy-store.ts'
import { tellStories } from '../complaints/carry.ts'
import { at } from '../sla/samples.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { EXPLAIN, FOLLOW_UP, RECEIVE, SOP } from './policy-samples.ts'

const app = await startApp({ now: '2026-10-06T09:00:00+08:00' })
const { db, clock, master, close } = app
afterAll(close)
const { calendars } = master
const present = master.policies[0] as (typeof master.policies)[number]
const span = { from: at('2026-10-01 00:00'), until: at('2026-11-01 00:00') }

describe('a course run again under the rows that it ran under', () => {
  test('gives the runs that are stored, whatever was done', async () => {
    const told = await tellStories(app)
    const number = await recordComplaint(app)
    const steps: [string, Parameters<typeof act>[2], Parameters<typeof act>[3], object?][] = [
      ['09:20', 'admin.humas', 'escalate'],
      ['09:30', 'staf.wilayah2', 'start'],
      ['10:00', 'staf.wilayah2', 'hold'],
      ['11:00', 'staf.wilayah2', 'resume'],
      ['11:30', 'staf.wilayah2', 'transfer'],
      ['13:00', 'staf.wilayah3', 'return'],
      ['13:20', 'admin.humas', 'escalate'],
      ['13:30', 'staf.wilayah2', 'start'],
      ['14:00', 'staf.wilayah2', 'report'],
      ['14:10', 'kabag.humas', 'sendBack'],
      ['18:30', 'staf.wilayah2', 'start'],
      ['18:40', 'staf.wilayah2', 'report'],
      ['18:50', 'kasie.hula', 'confirm'],
      ['19:00', 'kasie.hula', 'reopen'],
    ]
    for (const [time, who, action] of steps) {
      clock.set(at(`2026-10-06 ${time}`))
      await act(app, number, who, action, bodyOf(action, app))
    }
    const complaints = await db.sql<{ id: number; arrivedAt: Date; technical: boolean; priority: 'NORMAL' }>(
      'SELECT id, arrived_at AS "arrivedAt", technical, priority FROM complaints',
    )
    expect(complaints.length).toBe(told.length + 1)
    for (const complaint of complaints) {
      const steps = await db.sql<Step>(
        `SELECT type, at, coalesce((payload ->> 'pausing')::boolean, false) AS pausing FROM events
         WHERE complaint_id = $1 AND type = ANY($2::text[]) ORDER BY sequence`,
        [complaint.id, STEP_TYPES],
      )
      const again = runsUnder({ ...complaint, steps }, present, calendars)
      const columns = ({ clock, startedAt, dueAt, stoppedAt, judged }: (typeof again)[number]) => ({
        clock,
        startedAt,
        dueAt,
        stoppedAt,
        judged,
      })
      const stored = await db.sql<(typeof again)[number]>(
        `SELECT clock, started_at AS "startedAt", due_at AS "dueAt", stopped_at AS "stoppedAt", judged FROM runs
         WHERE complaint_id = $1 ORDER BY id`,
        [complaint.id],
      )
      expect(again.map(columns)).toEqual(stored.map(columns))
    }
  })
})

describe('how many would have been late', () => {
  // In September, on Tuesday the 8th: received at once, escalated after so many minutes, reported so many minutes later or not at all.
  const COURSES: [decided: number, reported: number | null][] = [
    [5, 30],
    [8, 61],
    [10, 60],
    [12, 200],
    [20, null],
  ]
  const september = { from: at('2026-09-01 00:00'), until: at('2026-10-01 00:00') }
  const now = at('2026-10-06 09:00')

  test('is what a count by hand gives, under each of the rows', async () => {
    for (const [decided, reported] of COURSES) {
      const start = at('2026-09-08 09:00').getTime()
      const pass = (minutes: number) => clock.set(new Date(start + minutes * 60_000))
      pass(0)
      const number = await recordComplaint(app)
      pass(decided)
      await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
      if (reported === null) continue
      await act(app, number, 'staf.wilayah2', 'start')
      pass(decided + reported)
      await act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app))
    }
    const strict = asVersion('', [
      RECEIVE,
      { ...EXPLAIN, warnMinutes: 1, limitMinutes: 7 },
      { ...FOLLOW_UP, warnMinutes: 30, limitMinutes: 60 },
    ])
    const late = (limit: number, which: 0 | 1) =>
      COURSES.filter((course) => (course[which] ?? Number.POSITIVE_INFINITY) > limit).length
    const { tallies, ...counted } = await compare(db, { ...september, now, calendars, versions: [present, strict] })
    expect(counted).toEqual({ complaints: 5, more: false })
    expect(tallies).toEqual([
      { RECEIVE: { runs: 5, late: 0 }, EXPLAIN: { runs: 5, late: late(10, 0) }, FOLLOW_UP: { runs: 5, late: late(180, 1) } },
      { RECEIVE: { runs: 5, late: 0 }, EXPLAIN: { runs: 5, late: late(7, 0) }, FOLLOW_UP: { runs: 5, late: late(60, 1) } },
    ])
    expect([late(10, 0), late(7, 0), late(180, 1), late(60, 1)]).toEqual([2, 4, 2, 3])
  })

  test('counts the newest up to a bound, and says that there were more', async () => {
    const { tallies, ...counted } = await compare(db, { ...september, now, calendars, versions: [present] }, 2)
    expect(counted).toEqual({ complaints: 2, more: true })
    expect(tallies[0]?.EXPLAIN.runs).toBe(2)
    const empty = await compare(db, {
      from: span.until,
      until: at('2026-12-01 00:00'),
      now,
      calendars,
      versions: [asVersion('', SOP)],
    })
    expect(empty).toEqual({ complaints: 0, more: false, tallies: [expect.objectContaining({ RECEIVE: { runs: 0, late: 0 } })] })
  })
})

test('the last month is that of WITA', () => {
  expect(lastMonth(at('2026-11-01 00:00'))).toEqual({ ...span, name: 'Oktober 2026' })
  expect(lastMonth(at('2026-10-31 23:59'))).toEqual({ from: at('2026-09-01 00:00'), until: span.from, name: 'September 2026' })
  expect(lastMonth(at('2027-01-15 12:00')).name).toBe('Desember 2026')
})
