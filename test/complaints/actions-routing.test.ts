import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, unitId } from '../support/complaints.ts'
import { press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { clock, master, user, signIn, close } = app
afterAll(close)

const idOf = (name: Username) => user(name).id
const to = (code: string) => ({ unit: String(unitId(master, code)) })
const officers = (...names: Username[]) => ({ petugas: names.map((name) => String(idOf(name))) })

describe('transfer', () => {
  test('ends owner, assignments and hold with their time, keeps the supporter, and erases nothing', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    await act(app, number, 'teknik.2', 'hold', bodyOf('hold', app))
    const begun = clock.now()
    clock.advance(10)
    await act(app, number, 'kabag.humas', 'transfer', bodyOf('transfer', app))
    const { complaint } = await readAll(app, number)
    const now = clock.now()
    expect(complaint.routings.map(({ unitId, role, from, until }) => ({ unitId, role, from, until }))).toEqual([
      { unitId: unitId(master, 'WIL2'), role: 'OWNER', from: begun, until: now },
      { unitId: unitId(master, 'DISTRIBUSI'), role: 'SUPPORTER', from: begun, until: null },
      { unitId: unitId(master, 'WIL3'), role: 'OWNER', from: now, until: null },
    ])
    expect(complaint.assignments.map(({ personId, from, until }) => [personId, from, until])).toEqual([
      [idOf('teknik.2'), begun, now],
    ])
    expect(complaint.holds.map(({ from, until }) => [from, until])).toEqual([[begun, now]])
  })

  test('to a supporter makes it the owner, and no longer a supporter', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    await act(app, number, 'staf.wilayah2', 'transfer', { ...bodyOf('transfer', app), ...to('DISTRIBUSI') })
    const { complaint } = await readAll(app, number)
    expect([complaint.ownerUnitId, complaint.activeUnits]).toEqual([unitId(master, 'DISTRIBUSI'), [unitId(master, 'DISTRIBUSI')]])
    expect(complaint.routings.filter(({ until }) => !until).map(({ role }) => role)).toEqual(['OWNER'])
  })

  test('goes to another unit, with a reason', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    for (const body of [
      { ...to('WIL2'), alasan: 'x' },
      { ...to('WIL3'), alasan: ' ' },
      { unit: '99999', alasan: 'x' },
      { alasan: 'x' },
    ])
      expect(faultsIn((await press(app, 'staf.wilayah2', number, 'transfer', body)).text)).toHaveLength(1)
    expect((await readAll(app, number)).complaint.version).toBe(2)
  })
})

describe('involve', () => {
  test('lets the supporter see, note and send its own officers; the owner keeps clock and report', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const before = await readAll(app, number)
    expect((await (await signIn('staf.distribusi')).get(`/aduan/${number}`)).status).toBe(404)
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    expect((await press(app, 'staf.distribusi', number, 'note', bodyOf('note', app))).status).toBe(303)
    expect((await press(app, 'staf.distribusi', number, 'assign', officers('teknik.distribusi'))).status).toBe(303)
    expect((await press(app, 'staf.distribusi', number, 'report', bodyOf('report', app))).status).toBe(403)
    expect((await readAll(app, number)).complaint.runs).toEqual(before.complaint.runs)
  })

  test('takes no unit that takes part already', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await act(app, number, 'kasie.hula', 'involve', bodyOf('involve', app))
    for (const unit of ['DISTRIBUSI', 'WIL2'])
      expect((await press(app, 'kasie.hula', number, 'involve', { ...to(unit), permintaan: 'Bantu.' })).status).toBe(422)
    expect((await readAll(app, number)).complaint.routings).toHaveLength(2)
  })
})

test('return ends owner, supporters and assignments with their time', async () => {
  const number = await complaintIn(app, 'ON_HOLD')
  await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
  clock.advance(7)
  await act(app, number, 'staf.wilayah2', 'return', bodyOf('return', app))
  const { complaint } = await readAll(app, number)
  for (const rows of [complaint.routings, complaint.assignments, complaint.holds])
    expect(rows.map(({ until }) => until)).toEqual(rows.map(() => clock.now()))
  expect([complaint.routings.length, complaint.assignments.length, complaint.holds.length]).toEqual([2, 1, 1])
})

describe('assign', () => {
  const assigned = async (number: string) => (await readAll(app, number)).complaint.officers.toSorted((a, b) => a - b)
  const ids = (...names: Username[]) => names.map(idOf).toSorted((a, b) => a - b)

  test('replaces the set; who leaves keeps a row with its time, who stays keeps the first', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const begun = clock.now()
    clock.advance(5)
    await act(app, number, 'staf.wilayah2', 'assign', officers('teknik.2', 'quick.response'))
    clock.advance(5)
    await act(app, number, 'staf.wilayah2', 'assign', officers('quick.response'))
    const { complaint, events } = await readAll(app, number)
    const rows = complaint.assignments.map(({ personId, from, until }) => [personId, from.getTime() - begun.getTime(), until])
    expect(rows).toEqual([
      [idOf('teknik.2'), 0, clock.now()],
      [idOf('quick.response'), 5 * 60_000, null],
    ])
    expect(events.at(-1)?.payload).toEqual({ officers: [idOf('quick.response')] })
  })

  test("a supporter's staff replace their own officers only", async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    await act(app, number, 'staf.distribusi', 'assign', officers('teknik.distribusi'))
    expect(await assigned(number)).toEqual(ids('teknik.2', 'teknik.distribusi'))
    expect((await press(app, 'staf.distribusi', number, 'assign', officers('teknik.2'))).status).toBe(422)
    await act(app, number, 'staf.distribusi', 'assign', officers('quick.response'))
    expect(await assigned(number)).toEqual(ids('teknik.2', 'quick.response'))
    await act(app, number, 'staf.distribusi', 'assign', officers('teknik.distribusi'))
    expect(await assigned(number)).toEqual(ids('teknik.2', 'teknik.distribusi'))
    await act(app, number, 'staf.wilayah2', 'assign', officers('teknik.2'))
    expect(await assigned(number)).toEqual(ids('teknik.2'))
  })

  test('offers technicians of owner and supporter and Quick Response, no others', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    const offered = async (who: Username) => {
      const $ = load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)
      const boxes = $('form[action$="/tugaskan"] [name=petugas]').toArray()
      return boxes.map((box) => Number($(box).val())).toSorted((a, b) => a - b)
    }
    expect(await offered('staf.wilayah2')).toEqual(ids('teknik.2', 'teknik.distribusi', 'quick.response'))
    expect(await offered('staf.distribusi')).toEqual(ids('teknik.distribusi', 'quick.response'))
    expect((await press(app, 'staf.wilayah2', number, 'assign', officers('teknik.3'))).status).toBe(422)
    expect((await press(app, 'staf.wilayah2', number, 'assign', { petugas: [] })).status).toBe(422)
  })
})
