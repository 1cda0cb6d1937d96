// The SOP's "Rules of a clock", each seen in the stored runs after real actions: how runs begin and end.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'
import { readAll } from './reading.ts'
import { at, timing } from './timing.ts'

const app = await startApp()
const { clock, signIn, close } = app
afterAll(close)
const { take, started, runsOf } = timing(app)

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
