import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, toLocalInput } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, intakeBody, recordComplaint } from '../support/complaints.ts'
import { encoded, press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { clock, signIn, close } = app
afterAll(close)

/** The form as it is opened, filled three minutes later, and sent. */
async function takeCall(tindakan: string, more: Typed = {}) {
  const agent = await signIn('callcenter')
  const $ = load((await agent.get('/aduan/baru').expect(200)).text)
  const body = intakeBody(app, more)
  const openedAt = clock.now()
  clock.advance(3)
  const response = await agent
    .post('/aduan/baru')
    .send(encoded({ ...body, tindakan, formulir: String($('[name=formulir]').val()) }))
  return { response, openedAt, number: /\/aduan\/(ADU-\d{4}-\d{6})/.exec(response.headers.location ?? '')?.[1] ?? '' }
}

describe('the three buttons under the intake', () => {
  test('Simpan: recorded, received when the form was opened', async () => {
    const { number, openedAt } = await takeCall('simpan')
    const { complaint, events } = await readAll(app, number)
    expect(events.map(({ type, to, at }) => [type, to, at])).toEqual([['recorded', 'RECEIVED', openedAt]])
    expect([complaint.receivedAt, complaint.enteredAt, complaint.decidedAt]).toEqual([openedAt, clock.now(), null])
  })

  test('Simpan dan selesaikan dengan penjelasan: closed in the same breath', async () => {
    const { number } = await takeCall('jelaskan', bodyOf('explain', app))
    const { complaint, events } = await readAll(app, number)
    expect(events.map(({ type, from, to }) => [type, from, to])).toEqual([
      ['recorded', null, 'RECEIVED'],
      ['explained', 'RECEIVED', 'CLOSED'],
    ])
    expect([complaint.decidedAt, complaint.closedAt]).toEqual([clock.now(), clock.now()])
  })

  test('Simpan dan teruskan: with the unit in the same breath', async () => {
    const { number } = await takeCall('teruskan', bodyOf('escalate', app))
    const { complaint, events } = await readAll(app, number)
    expect(events.map(({ type, from, to }) => [type, from, to])).toEqual([
      ['recorded', null, 'RECEIVED'],
      ['escalated', 'RECEIVED', 'ESCALATED'],
    ])
    expect(complaint.routings.map(({ role, from, until }) => [role, from, until])).toEqual([['OWNER', clock.now(), null]])
  })

  test('a category of the other service is a fault beside the category, with everything typed', async () => {
    const kategori = String(app.master.categories.find(({ code }) => code === 'LIMBAH_MELUAP')?.id)
    const { response } = await takeCall('teruskan', { ...bodyOf('escalate', app), kategori, layanan: 'WATER' })
    expect([response.status, faultsIn(response.text).length]).toEqual([422, 1])
    expect(load(response.text)('#f-kategori-salah').text()).toContain('kategori air limbah')
    expect(load(response.text)('#f-kategori [selected]').val()).toBe(kategori)
  })

  test('what comes in later than the form was opened is received when it came in', async () => {
    const agent = await signIn('callcenter')
    const $ = load((await agent.get('/aduan/baru').expect(200)).text)
    clock.advance(5)
    const body = intakeBody(app, { tindakan: 'simpan', formulir: String($('[name=formulir]').val()) })
    const { headers } = await agent.post('/aduan/baru').send(encoded(body)).expect(303)
    const { complaint } = await readAll(app, String(headers.location).slice(7, 22))
    expect(complaint.receivedAt).toEqual(complaint.arrivedAt)
  })

  test('a subject left empty is made from the category', async () => {
    const { number } = await takeCall('simpan', { perihal: '' })
    expect((await readAll(app, number)).complaint.subject).toMatch(/^Bocor pipa dinas/)
  })
})

describe('dismissing a duplicate', () => {
  const duplicate = (asli: string) => ({ alasan: 'DUPLICATE', asli })

  test('names the open original, and the original names it, its version untouched', async () => {
    const [original, copy] = [await complaintIn(app, 'IN_PROGRESS'), await recordComplaint(app)]
    const before = await readAll(app, original)
    expect((await press(app, 'callcenter', copy, 'dismiss', duplicate(original.toLowerCase()))).status).toBe(303)
    const [kept, gone] = [await readAll(app, original), await readAll(app, copy)]
    expect(gone.events.at(-1)).toMatchObject({ type: 'dismissed', payload: { reason: 'DUPLICATE', original } })
    expect(kept.events.at(-1)).toMatchObject({
      type: 'linkedBy',
      from: null,
      to: null,
      payload: { other: copy, kind: 'DUPLICATE' },
    })
    expect([kept.complaint.state, kept.complaint.version]).toEqual(['IN_PROGRESS', before.complaint.version])
    for (const [here, there] of [
      [original, copy],
      [copy, original],
    ]) {
      const { text } = await (await signIn('kasie.hula')).get(`/aduan/${here}`).expect(200)
      expect(load(text)('.facts .link a').attr('href')).toBe(`/aduan/${there}`)
    }
  })

  test('needs an original that is there, open and another one', async () => {
    const [closed, copy] = [await complaintIn(app, 'CLOSED'), await recordComplaint(app)]
    for (const asli of ['', 'ADU-2026-999999', 'tanpa nomor', copy, closed, await complaintIn(app, 'DISMISSED')]) {
      const { status, text } = await press(app, 'admin.humas', copy, 'dismiss', duplicate(asli))
      expect([asli, status, faultsIn(text).length]).toEqual([asli, 422, 1])
    }
    const { text } = await press(app, 'admin.humas', copy, 'dismiss', duplicate(closed))
    expect(faultsIn(text)[0]).toMatch(/Buka kembali .*lanjutan/)
    expect((await readAll(app, copy)).complaint.state).toBe('RECEIVED')
  })

  test('of one that it is linked with already, and once more after being reopened', async () => {
    const [original, copy] = [await recordComplaint(app), await recordComplaint(app)]
    await act(app, copy, 'callcenter', 'link', { aduan: original, hubungan: 'DUPLICATE' })
    for (const _ of [1, 2]) {
      expect((await press(app, 'callcenter', copy, 'dismiss', duplicate(original))).status).toBe(303)
      await act(app, copy, 'kasie.hula', 'reopen', bodyOf('reopen', app))
    }
    const { events } = await readAll(app, copy)
    expect(events.filter(({ type }) => type === 'dismissed')).toHaveLength(2)
  })
})

describe('a complainant who cannot be reached', () => {
  const unreachable = (...percobaan: string[]) => ({
    penjelasan: 'Tiga kali ditelepon.',
    hasil_penjelasan: 'UNREACHABLE',
    percobaan,
  })

  test('needs two attempts at two times, since it came in and none in the future', async () => {
    const number = await recordComplaint(app)
    const early = toLocalInput(new Date(clock.now().getTime() - HOUR))
    clock.advance(60)
    const [first, second, later] = [-40, -20, 600].map((minutes) =>
      toLocalInput(new Date(clock.now().getTime() + minutes * MINUTE)),
    )
    for (const body of [
      unreachable(),
      unreachable(first ?? ''),
      unreachable(first ?? '', ''),
      unreachable(first ?? '', first ?? ''),
      unreachable(first ?? '', later ?? ''),
      unreachable(first ?? '', early),
    ]) {
      const { status, text } = await press(app, 'callcenter', number, 'explain', body)
      expect([body.percobaan, status, faultsIn(text).length]).toEqual([body.percobaan, 422, 1])
    }
    expect((await press(app, 'callcenter', number, 'explain', unreachable(first ?? '', second ?? ''))).status).toBe(303)
    const { events } = await readAll(app, number)
    expect(events.find(({ type }) => type === 'explained')?.payload).toEqual({
      outcome: 'UNREACHABLE',
      attempts: [first, second].map((typed) => new Date(`${typed}+08:00`).toISOString()),
    })
  })
})
