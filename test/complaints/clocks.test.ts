// The SOP's "Rules of a clock", each seen in the stored runs after real actions. Tuesday 24 November 2026 is a working day, 08.00–16.00.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'
import { categoryId } from './carry.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { clock, signIn, close } = app
afterAll(close)

const at = (time: string) => new Date(`2026-11-24T${time}+08:00`)
const hms = (instant: Date | null) => instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 19)
const SHORT = { RECEIVE: 'terima', EXPLAIN: 'jelaskan', FOLLOW_UP: 'tindak' }

/** One line a run: clock, started, due, stopped, whether missed. */
const runsOf = async (number: string) =>
  (await readAll(app, number)).complaint.runs.map(
    ({ clock, startedAt, dueAt, stoppedAt, breachedAt }) =>
      `${SHORT[clock]} ${hms(startedAt)} due ${hms(dueAt)} ${stoppedAt ? `stopped ${hms(stoppedAt)}` : 'runs'}${breachedAt ? ' missed' : ''}`,
  )
const missedIn = async (number: string) =>
  (await readAll(app, number)).events.filter(({ type }) => type === 'limitMissed').map(({ at, payload }) => [hms(at), payload])
const take = (number: string, who: Parameters<typeof act>[2], action: Parameters<typeof act>[3], more = {}) =>
  act(app, number, who, action, bodyOf(action, app, more))

/** Recorded at 10.00, with Wilayah II at 10.05, started at 10.10. */
async function started(more = {}) {
  clock.set(at('10:00:00'))
  const number = await recordComplaint(app, more)
  clock.set(at('10:05:00'))
  await take(number, 'admin.humas', 'escalate')
  clock.set(at('10:10:00'))
  await take(number, 'staf.wilayah2', 'assign')
  await take(number, 'staf.wilayah2', 'start')
  return number
}

describe('a run', () => {
  test('starts at its milestone with the whole limit and stops at the next: 30 minutes, 10 minutes, 3 hours', async () => {
    clock.set(at('10:00:00'))
    const number = await recordComplaint(app, {}, null)
    expect(await runsOf(number)).toEqual(['terima 10:00:00 due 10:30:00 runs'])
    clock.set(at('10:12:00'))
    await take(number, 'callcenter', 'accept')
    clock.set(at('10:20:00'))
    await take(number, 'callcenter', 'escalate')
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'start')
    clock.set(at('12:00:00'))
    await take(number, 'staf.wilayah2', 'report')
    expect(await runsOf(number)).toEqual([
      'terima 10:00:00 due 10:30:00 stopped 10:12:00',
      'jelaskan 10:12:00 due 10:22:00 stopped 10:20:00',
      'tindak 10:20:00 due 13:20:00 stopped 12:00:00',
    ])
  })

  test('of Tindak lanjut starts anew after a transfer, a sending back and a second escalation; none is erased', async () => {
    const number = await started()
    const first = (await readAll(app, number)).complaint.runs.map(({ id }) => id)
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'transfer')
    clock.set(at('12:00:00'))
    await take(number, 'staf.wilayah3', 'return')
    clock.set(at('12:05:00'))
    await take(number, 'admin.humas', 'escalate')
    await take(number, 'staf.wilayah2', 'start')
    clock.set(at('13:00:00'))
    await take(number, 'staf.wilayah2', 'report')
    clock.set(at('14:00:00'))
    await take(number, 'kabag.humas', 'sendBack')
    expect(await runsOf(number)).toEqual([
      'terima 10:00:00 due 10:30:00 stopped 10:00:00',
      'jelaskan 10:00:00 due 10:10:00 stopped 10:05:00',
      'tindak 10:05:00 due 13:05:00 stopped 11:00:00',
      'tindak 11:00:00 due 14:00:00 stopped 12:00:00',
      'jelaskan 12:00:00 due 12:10:00 stopped 12:05:00',
      'tindak 12:05:00 due 15:05:00 stopped 13:00:00',
      'tindak 14:00:00 due 17:00:00 runs',
    ])
    const ids = (await readAll(app, number)).complaint.runs.map(({ id }) => id)
    expect(ids.slice(0, first.length)).toEqual(first)
  })

  test('of Input & penjelasan starts anew after a reopening; Terima pengaduan never does', async () => {
    const number = await started()
    await take(number, 'staf.wilayah2', 'report')
    clock.set(at('11:00:00'))
    await take(number, 'kasie.hula', 'confirm')
    clock.set(at('11:30:00'))
    await take(number, 'kabag.humas', 'reopen')
    expect((await runsOf(number)).slice(3)).toEqual(['jelaskan 11:30:00 due 11:40:00 runs'])
    clock.set(at('12:00:00'))
    const dismissed = await recordComplaint(app, {}, null)
    await take(dismissed, 'admin.humas', 'dismiss')
    await take(dismissed, 'admin.humas', 'reopen')
    expect(await runsOf(dismissed)).toEqual([
      'terima 12:00:00 due 12:30:00 stopped 12:00:00',
      'jelaskan 12:00:00 due 12:10:00 runs',
    ])
  })

  test('counts with the others of its clock: the sum is shown against the same limit', async () => {
    const number = await started()
    clock.set(at('11:05:00'))
    await take(number, 'staf.wilayah2', 'transfer')
    clock.set(at('13:35:00'))
    const $ = load((await (await signIn('kabag.humas')).get(`/aduan/${number}`).expect(200)).text)
    expect($('.runs').text()).toContain('Jumlah 2 kali: 3 jam 30 mnt dari 3 jam')
  })
})

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
