// When a limit is met, and how a missed one is told (SOP, "Rules of a clock").
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { categoryId } from './carry.ts'
import { readAll } from './reading.ts'
import { at, timing } from './timing.ts'

const app = await startApp()
const { clock, close } = app
afterAll(close)
const { take, started, runsOf, missedIn } = timing(app)

describe('due', () => {
  test('stopped at the very instant is in time, a second later is late', async () => {
    const [punctual, late] = [await started(), await started()]
    clock.set(at('13:05:00'))
    await take(punctual, 'staf.wilayah2', 'report')
    clock.set(at('13:05:01'))
    await take(late, 'staf.wilayah2', 'report')
    expect((await runsOf(punctual)).at(-1)).toBe('tindak 10:05:00 due 13:05:00 stopped 13:05:00')
    expect((await runsOf(late)).at(-1)).toBe('tindak 10:05:00 due 13:05:00 stopped 13:05:01 missed')
    expect(await missedIn(punctual)).toEqual([])
    expect(await missedIn(late)).toEqual([['13:05:00', { clock: 'FOLLOW_UP', limitMinutes: 180 }]])
  })

  test('in office hours is at closing time, not at the next opening', async () => {
    clock.set(at('15:50:00'))
    const number = await recordComplaint(app)
    expect((await runsOf(number)).at(-1)).toBe('jelaskan 15:50:00 due 16:00:00 runs')
    clock.set(new Date('2026-11-25T07:59:00+08:00'))
    await take(number, 'callcenter', 'explain')
    expect(await missedIn(number)).toEqual([['16:00:00', { clock: 'EXPLAIN', limitMinutes: 10 }]])
  })

  test('of technical work goes on round the clock, of other work in office hours, over night and weekend', async () => {
    const friday = '2026-11-27T15:00:00+08:00'
    const dueOf = async (code: string) => {
      clock.set(friday)
      const number = await recordComplaint(app, { kategori: categoryId(app, code) })
      await take(number, 'callcenter', 'escalate')
      return (await readAll(app, number)).complaint.runs.at(-1)?.dueAt
    }
    expect(await dueOf('BOCOR_PIPA_DINAS')).toEqual(new Date('2026-11-27T18:00:00+08:00'))
    expect(await dueOf('TAGIHAN_MELONJAK')).toEqual(new Date('2026-11-30T10:00:00+08:00'))
  })
})

describe('a missed limit', () => {
  test('is told at the deadline, once, whatever is done afterwards', async () => {
    const number = await started()
    clock.set(at('14:00:00'))
    await take(number, 'staf.wilayah2', 'transfer')
    clock.set(at('14:30:00'))
    await take(number, 'staf.wilayah3', 'start')
    await take(number, 'staf.wilayah3', 'report')
    await take(number, 'kasie.hula', 'confirm')
    await take(number, 'kabag.humas', 'reopen')
    await take(number, 'admin.humas', 'explain')
    expect(await missedIn(number)).toEqual([['13:05:00', { clock: 'FOLLOW_UP', limitMinutes: 180 }]])
    expect((await runsOf(number)).filter((run) => run.endsWith('missed'))).toHaveLength(1)
  })

  test('of two runs is told twice', async () => {
    const number = await started()
    clock.set(at('14:00:00'))
    await take(number, 'staf.wilayah2', 'transfer')
    clock.set(at('17:00:01'))
    await take(number, 'staf.wilayah3', 'return')
    expect((await missedIn(number)).map(([time]) => time)).toEqual(['13:05:00', '17:00:00'])
  })

  test('of a letter entered a day late is told at its own deadline, by the system', async () => {
    clock.set(at('10:00:00'))
    const number = await recordComplaint(app, { waktu_masuk: '2026-11-23T09:00' })
    const { events, complaint } = await readAll(app, number)
    expect(events.map(({ type, at, actorId }) => [type, at, actorId === null])).toEqual([
      ['recorded', at('10:00:00'), false],
      ['limitMissed', new Date('2026-11-23T09:30:00+08:00'), true],
    ])
    expect(complaint.runs[0]?.breachedAt).toEqual(new Date('2026-11-23T09:30:00+08:00'))
  })
})

test('nothing runs or falls due after closing; the next deadline of the row is that of the open runs', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const due = async () => (await readAll(app, number)).complaint.nextDueAt?.getTime()
  expect(await due()).toBe((await readAll(app, number)).complaint.runs.at(-1)?.dueAt.getTime())
  await take(number, 'staf.wilayah2', 'report')
  expect(await due()).toBe(undefined)
  await take(number, 'kasie.hula', 'confirm')
  clock.advance(30 * 60)
  await take(number, 'kasie.hula', 'note')
  expect(await missedIn(number)).toEqual([])
})
