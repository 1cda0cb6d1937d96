// Dismissal, corrections and policy in the stored runs (SOP, "Rules of a clock").
import { afterAll, describe, expect, test } from 'vitest'
import { initialValues } from '../../src/complaints/choices.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { readMasterData } from '../../src/settings/store.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { categoryId } from './carry.ts'
import { readAll } from './reading.ts'
import { at, timing } from './timing.ts'

const app = await startApp()
const { db, clock, master, user, close } = app
afterAll(close)
const { take, working, last, missedIn, holdFor } = timing(app)

const MINUTE = 60_000

describe('dismissal', () => {
  test('ends a run unjudged, unless its limit was missed before', async () => {
    clock.set(at('10:00:00'))
    const [soon, late] = [await recordComplaint(app, {}, null), await recordComplaint(app, {}, null)]
    clock.set(at('10:30:00'))
    await take(soon, 'callcenter', 'dismiss')
    clock.set(at('10:30:01'))
    await take(late, 'callcenter', 'dismiss')
    expect(await last(soon)).toMatchObject({ stoppedAt: at('10:30:00'), judged: false, breachedAt: null })
    expect(await last(late)).toMatchObject({ stoppedAt: at('10:30:01'), judged: true, breachedAt: at('10:30:00') })
    expect([await missedIn(soon), await missedIn(late)]).toEqual([[], [['10:30:00', { clock: 'RECEIVE', limitMinutes: 30 }]]])
  })
})

describe('a correction', () => {
  async function amend(number: string, who: 'kasie.hula' | 'staf.wilayah2', change: Typed) {
    const complaint = await findVisible(db, user(who), number)
    const shown = initialValues('amend', complaint, { user: user(who), now: clock.now(), master, report: null })
    await act(app, number, who, 'amend', { ...shown, alasan: 'Salah pilih.', ...change })
  }
  const other = () => ({ kategori: categoryId(app, 'TAGIHAN_MELONJAK') })

  test('of the category puts the open run under the row that fits, with its start and its held minutes', async () => {
    const number = await working()
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    clock.set(at('11:30:00'))
    await take(number, 'staf.wilayah2', 'resume')
    const before = await readAll(app, number)
    await amend(number, 'staf.wilayah2', other())
    const { complaint } = await readAll(app, number)
    expect(await last(number)).toMatchObject({
      id: before.complaint.runs.at(-1)?.id,
      calendar: 'OFFICE_HOURS',
      startedAt: at('10:00:00'),
      heldMs: 30 * MINUTE,
      dueAt: at('13:30:00'),
    })
    expect(complaint.runs.slice(0, -1)).toEqual(before.complaint.runs.slice(0, -1))
    expect([complaint.technical, complaint.runs.length]).toEqual([false, before.complaint.runs.length])
    expect(complaint.nextDueAt).toEqual(at('13:30:00'))
  })

  test('leaves a run that has missed its limit as it is', async () => {
    const number = await working()
    clock.set(at('14:00:00'))
    await amend(number, 'kasie.hula', other())
    expect(await last(number)).toMatchObject({ calendar: 'ROUND_THE_CLOCK', dueAt: at('13:00:00') })
    await take(number, 'staf.wilayah2', 'report')
    expect(await missedIn(number)).toEqual([['13:00:00', { clock: 'FOLLOW_UP', limitMinutes: 180 }]])
  })

  test('of the arrival moves no run', async () => {
    const number = await working()
    const before = await readAll(app, number)
    await amend(number, 'kasie.hula', { waktu_masuk: '2026-11-24T06:00' })
    expect((await readAll(app, number)).complaint.runs).toEqual(before.complaint.runs)
  })
})

test('the policy is that of the arrival by its date in WITA, for every later run too', async () => {
  const [version] = await db.sql<{ id: number }>(
    `INSERT INTO policy_versions (effective_from) VALUES ('2026-11-25') RETURNING id`,
  )
  await db.sql(
    `INSERT INTO policy_rows (version_id, clock, technical, priority, "from", "to", calendar, warn_minutes, limit_minutes)
     SELECT $1, clock, technical, priority, "from", "to", calendar, 5, 60 FROM policy_rows`,
    [version?.id],
  )
  const renewed = { ...app, master: await readMasterData(db.sql, clock.now()) }
  clock.set(new Date('2026-11-25T09:00:00+08:00'))
  const [before, after] = [
    await recordComplaint(renewed, { waktu_masuk: '2026-11-24T23:59' }),
    await recordComplaint(renewed, { waktu_masuk: '2026-11-25T00:00' }),
  ]
  for (const number of [before, after]) await act(renewed, number, 'callcenter', 'escalate', bodyOf('escalate', app))
  const limits = async (number: string) => (await readAll(app, number)).complaint.runs.map(({ limitMinutes }) => limitMinutes)
  expect([await limits(before), await limits(after)]).toEqual([
    [30, 10, 180],
    [60, 60, 60],
  ])
  clock.set(new Date('2026-11-26T09:00:00+08:00'))
  for (const number of [before, after]) await act(renewed, number, 'staf.wilayah2', 'transfer', bodyOf('transfer', app))
  expect([(await limits(before)).at(-1), (await limits(after)).at(-1)]).toEqual([180, 60])
})
