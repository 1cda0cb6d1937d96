import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'
import { press } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { clock, signIn, close } = app
afterAll(close)

const MONTH = 30 * 24 * 60
const SECOND = 1 / 60
const again = { alasan: 'Bocor lagi.' }
const mistaken = { ...again, salah_tutup: 'ya' }
const reopen = async (who: Username, number: string, body = again) => (await press(app, who, number, 'reopen', body)).status
const offers = async (who: Username, number: string) =>
  load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)('form[action$="/buka-kembali"]').length === 1

async function explainedBy(who: Username): Promise<string> {
  const number = await recordComplaint(app)
  await act(app, number, who, 'explain', bodyOf('explain', app))
  return number
}

describe('reopening', () => {
  test('by closers until 30 × 24 hours after the closing, not a second longer', async () => {
    const [number, late] = [await complaintIn(app, 'CLOSED'), await complaintIn(app, 'CLOSED')]
    clock.advance(MONTH)
    expect(await offers('kabag.humas', late)).toBe(true)
    expect(await reopen('kabag.humas', number)).toBe(303)
    clock.advance(SECOND)
    expect(await offers('kabag.humas', late)).toBe(false)
    expect(await reopen('kabag.humas', late)).toBe(409)
    expect((await readAll(app, late)).complaint).toMatchObject({ state: 'CLOSED', version: 6 })
  })

  test('counts from the last closing', async () => {
    const number = await explainedBy('admin.humas')
    clock.advance(MONTH - 60)
    expect(await reopen('kasie.hula', number)).toBe(303)
    await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
    clock.advance(MONTH)
    expect(await reopen('kasie.hula', number)).toBe(303)
  })

  test('also what was dismissed', async () => {
    const number = await complaintIn(app, 'DISMISSED')
    clock.advance(60)
    expect(await reopen('admin.humas', number)).toBe(303)
    expect((await readAll(app, number)).events.at(-1)).toMatchObject({ from: 'DISMISSED', to: 'RECEIVED' })
  })

  test('needs a reason', async () => {
    expect(await reopen('kasie.hula', await complaintIn(app, 'CLOSED'), { alasan: '' })).toBe(422)
  })
})

describe('reopening as salah tutup', () => {
  test('by who closed it, the call center too, within 15 minutes, and it is marked as such', async () => {
    for (const who of ['callcenter', 'admin.humas', 'kasie.hula'] as const) {
      const number = await explainedBy(who)
      clock.advance(15)
      expect(await offers(who, number)).toBe(true)
      expect(await reopen(who, number, mistaken)).toBe(303)
      expect((await readAll(app, number)).events.at(-1)?.payload).toEqual({ mistaken: true })
    }
  })

  test('not a second later: closers may still reopen it as counted, the call center may not at all', async () => {
    const [byCallCenter, byAdmin] = [await explainedBy('callcenter'), await explainedBy('admin.humas')]
    clock.advance(15 + SECOND)
    expect(await offers('callcenter', byCallCenter)).toBe(false)
    expect(await reopen('callcenter', byCallCenter, mistaken)).toBe(409)
    expect(await reopen('admin.humas', byAdmin, mistaken)).toBe(303)
    // The box was not offered any more: ticked all the same, it counts as reopened.
    expect((await readAll(app, byAdmin)).events.at(-1)?.payload).toEqual({ mistaken: false })
  })

  test('nobody else, though they may close: for them it is reopened and counted', async () => {
    const number = await explainedBy('admin.humas')
    expect(await reopen('callcenter', number, mistaken)).toBe(403)
    expect(await reopen('kabag.humas', number, mistaken)).toBe(303)
    expect((await readAll(app, number)).events.at(-1)?.payload).toEqual({ mistaken: false })
  })

  test('the call center only as salah tutup', async () => {
    const number = await explainedBy('callcenter')
    expect(await reopen('callcenter', number)).toBe(422)
    expect((await readAll(app, number)).complaint.state).toBe('CLOSED')
  })

  test('who closed it before does not keep the right once another closed it again', async () => {
    const number = await explainedBy('callcenter')
    await act(app, number, 'kasie.hula', 'reopen', again)
    await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
    expect(await reopen('callcenter', number, mistaken)).toBe(403)
  })
})

test('sending back goes to the unit that had it, with nobody assigned, the report kept', async () => {
  const number = await complaintIn(app, 'MONITORING')
  await press(app, 'kabag.humas', number, 'sendBack', { alasan: 'Masih rembes.' })
  const { complaint, reports } = await readAll(app, number)
  expect(complaint).toMatchObject({ state: 'ESCALATED', officers: [], startedAt: null, finishedAt: null, reportedAt: null })
  expect(complaint.routings.filter(({ until }) => !until)).toHaveLength(1)
  expect(reports).toHaveLength(1)
})

test('closing leaves nobody assigned and no clock running', async () => {
  const number = await complaintIn(app, 'MONITORING')
  await press(app, 'kasie.hula', number, 'confirm')
  const { complaint } = await readAll(app, number)
  expect(complaint.assignments.every(({ until }) => until !== null)).toBe(true)
  expect(complaint.runs.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true)
})
