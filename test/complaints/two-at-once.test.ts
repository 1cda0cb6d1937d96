import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId } from '../support/complaints.ts'
import { post } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { clock, master, user, signIn, close } = app
afterAll(close)

type Press = [Username, Action, Typed]
const seenOn = async (who: Username, number: string) =>
  String(load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)('[name=versi]').val())

/** All press at once, each having seen the same page. */
async function atOnce(number: string, presses: Press[]) {
  const seen = await seenOn(presses[0]?.[0] ?? 'kasie.hula', number)
  return Promise.all(presses.map(([who, action, body]) => post(app, who, number, action, body, seen)))
}
const statuses = (responses: { status: number }[]) => responses.map(({ status }) => status).toSorted((a, b) => a - b)

describe('twenty at once', () => {
  test('conflicting: exactly one wins; each of the others is told who did what, and keeps what they typed', async () => {
    const number = await recordComplaint(app)
    const desk: Username[] = ['admin.humas', 'callcenter', 'kasie.hula']
    const presses = Array.from({ length: 20 }, (_, index): Press => {
      const who = desk[index % 3] ?? 'callcenter'
      if (index % 2 === 0) return [who, 'escalate', bodyOf('escalate', app, { catatan: `Catatan panjang nomor ${index}.` })]
      return [who, 'explain', bodyOf('explain', app, { penjelasan: `Penjelasan panjang nomor ${index}.` })]
    })
    clock.advance(1)
    const responses = await atOnce(number, presses)
    expect(statuses(responses)).toEqual([303, ...presses.slice(1).map(() => 409)])
    const { complaint, events, texts } = await readAll(app, number)
    expect([complaint.version, events.length, texts.length]).toEqual([2, 2, 1])
    const winner = presses[responses.findIndex(({ status }) => status === 303)]
    responses.forEach(({ status, text }, index) => {
      if (status === 303) return
      const said = load(text)('[role=alert]').text()
      expect(said).toContain(user(winner?.[0] ?? 'callcenter').name)
      expect(said).toMatch(winner?.[1] === 'escalate' ? /Wilayah Pelayanan II/ : /penjelasan/)
      expect(said).not.toMatch(/[A-Z]{3,}_|ACCEPTED/)
      expect(load(text)('main').text()).toContain(`nomor ${index}.`)
    })
  })

  test('notes conflict with nothing: all are kept, in one row of sequences, and a step goes on beside them', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const before = await readAll(app, number)
    const writers: Username[] = ['admin.humas', 'staf.wilayah2', 'teknik.2', 'kabag.humas']
    const notes = Array.from(
      { length: 19 },
      (_, index): Press => [writers[index % 4] ?? 'teknik.2', 'note', { catatan: `Kabar ${index}` }],
    )
    const responses = await atOnce(number, [['staf.wilayah2', 'hold', bodyOf('hold', app)], ...notes])
    expect(statuses(responses)).toEqual(responses.map(() => 303))
    const { complaint, events, texts } = await readAll(app, number)
    expect(complaint).toMatchObject({ state: 'ON_HOLD', version: before.complaint.version + 1 })
    expect(events.length - before.events.length).toBe(20)
    expect(new Set(texts.slice(before.texts.length).map(({ body }) => body)).size).toBe(19)
  })

  test('links to twenty others conflict with nothing', async () => {
    const number = await recordComplaint(app)
    const others: string[] = []
    for (let count = 0; count < 10; count++) others.push(await recordComplaint(app))
    const responses = await atOnce(
      number,
      others.map((aduan): Press => ['callcenter', 'link', { aduan, hubungan: 'RELATED' }]),
    )
    expect(statuses(responses)).toEqual(others.map(() => 303))
    expect((await readAll(app, number)).events.filter(({ type }) => type === 'linked')).toHaveLength(10)
  })
})

describe('two complaints that name each other', () => {
  test('linked from both sides at once, ten pairs: no deadlock, one link each', async () => {
    for (let pair = 0; pair < 10; pair++) {
      const [one, other] = [await recordComplaint(app), await recordComplaint(app)]
      const responses = await Promise.all([
        post(app, 'callcenter', one, 'link', { aduan: other, hubungan: 'RELATED' }, 1),
        post(app, 'admin.humas', other, 'link', { aduan: one, hubungan: 'RELATED' }, 1),
      ])
      // The later one either found the link when it was parsed (422) or under the lock (409).
      expect(responses.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
      expect(responses.every(({ status }) => [303, 409, 422].includes(status))).toBe(true)
      const told = [...(await readAll(app, one)).events, ...(await readAll(app, other)).events].map(({ type }) => type)
      expect(told.filter((type) => type === 'linked' || type === 'linkedBy').toSorted()).toEqual(['linked', 'linkedBy'])
    }
  })

  test('dismissed as duplicates of each other at once: one stays open', async () => {
    for (let pair = 0; pair < 5; pair++) {
      const [one, other] = [await recordComplaint(app), await recordComplaint(app)]
      const responses = await Promise.all([
        post(app, 'callcenter', one, 'dismiss', { alasan: 'DUPLICATE', asli: other }, 1),
        post(app, 'admin.humas', other, 'dismiss', { alasan: 'DUPLICATE', asli: one }, 1),
      ])
      expect(responses.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
      const states = [(await readAll(app, one)).complaint.state, (await readAll(app, other)).complaint.state]
      expect(states.toSorted()).toEqual(['DISMISSED', 'RECEIVED'])
    }
  })
})

describe('who comes second', () => {
  const typed = 'Sudah dicek ke lapangan, bukan wilayah kami.'

  test('sees the words typed though the action is not theirs any more', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    const seen = await seenOn('staf.wilayah2', number)
    await act(app, number, 'kasie.hula', 'transfer', bodyOf('transfer', app))
    const { status, text } = await post(app, 'staf.wilayah2', number, 'return', { alasan: typed }, seen)
    expect(status).toBe(409)
    expect(load(text)('[role=alert]').text()).toContain(user('kasie.hula').name)
    expect(load(text)('main').text()).toContain(typed)
  })

  test('may send the same again from the page that tells it, and then it counts', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    const seen = await seenOn('staf.wilayah2', number)
    await act(app, number, 'staf.wilayah2', 'start')
    const body = { alasan: typed, unit: String(unitId(master, 'WIL4')) }
    const { status, text } = await post(app, 'staf.wilayah2', number, 'transfer', body, seen)
    const form = load(text)('form[action$="/alihkan"]')
    expect([status, form.find('[name=alasan]').val(), form.find('[name=unit]').val()]).toEqual([409, `${typed}`, body.unit])
    expect((await post(app, 'staf.wilayah2', number, 'transfer', body, String(form.find('[name=versi]').val()))).status).toBe(303)
  })

  test('is told of every step since, not of notes before', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const seen = await seenOn('staf.wilayah2', number)
    await act(app, number, 'teknik.2', 'hold', bodyOf('hold', app))
    await act(app, number, 'teknik.2', 'resume')
    await act(app, number, 'teknik.2', 'finish', bodyOf('finish', app))
    const { text } = await post(app, 'staf.wilayah2', number, 'return', { alasan: typed }, seen)
    expect(load(text)('[role=alert] li').length).toBe(3)
  })
})
