import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'
import { press } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { db, signIn, close } = app
afterAll(close)

describe('notes', () => {
  const forThem = { catatan: 'Air mengalir lagi sore ini.', untuk_pelapor: 'ya' }
  const told = async (number: string) => (await readAll(app, number)).texts.at(-1)?.forComplainant

  test('also for the complainant: by front desk, closers and unit staff only', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
    const writers: [Username, boolean][] = [
      ['admin.humas', true],
      ['callcenter', true],
      ['kasie.hula', true],
      ['kabag.humas', true],
      ['staf.wilayah2', true],
      ['staf.distribusi', false],
      ['teknik.2', false],
      ['quick.response', false],
    ]
    for (const [who, may] of writers) {
      const box = load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)(
        'form[action$="/catat"] [name=untuk_pelapor]',
      )
      expect((await press(app, who, number, 'note', forThem)).status).toBe(303)
      expect([who, box.length === 1, await told(number)]).toEqual([who, may, may])
    }
  })

  test('after closing internal only', async () => {
    for (const state of ['CLOSED', 'DISMISSED'] as const) {
      const number = await complaintIn(app, state)
      expect((await press(app, 'kasie.hula', number, 'note', forThem)).status).toBe(303)
      expect(await told(number)).toBe(false)
    }
  })

  test('need words', async () => {
    expect((await press(app, 'kasie.hula', await recordComplaint(app), 'note', { catatan: ' \n ' })).status).toBe(422)
  })
})

describe('links', () => {
  test.each(['DUPLICATE', 'RELATED', 'FOLLOW_UP'])('%s: told in both, of which neither changes its version', async (hubungan) => {
    const [one, other] = [await recordComplaint(app), await complaintIn(app, 'CLOSED')]
    expect((await press(app, 'callcenter', one, 'link', { aduan: other, hubungan })).status).toBe(303)
    const [here, there] = [await readAll(app, one), await readAll(app, other)]
    expect(here.events.at(-1)).toMatchObject({ type: 'linked', payload: { other, kind: hubungan } })
    expect(there.events.at(-1)).toMatchObject({ type: 'linkedBy', payload: { other: one, kind: hubungan } })
    expect([here.complaint.version, there.complaint.version]).toEqual([1, 6])
  })

  test('not to itself, not twice in either direction, not to what one may not see', async () => {
    const [one, other] = [await complaintIn(app, 'ESCALATED'), await complaintIn(app, 'ESCALATED')]
    const unseen = await recordComplaint(app)
    await act(app, one, 'staf.wilayah2', 'link', { aduan: other, hubungan: 'RELATED' })
    for (const [from, aduan] of [
      [one, one],
      [one, other],
      [other, one],
      [one, unseen],
      [one, 'ADU-2026-999999'],
    ] as const)
      expect((await press(app, 'staf.wilayah2', from, 'link', { aduan, hubungan: 'FOLLOW_UP' })).status).toBe(422)
    expect(
      (
        await db.sql('SELECT FROM links l JOIN complaints c ON c.id = l.complaint_id WHERE c.sequence = $1', [
          Number(one.slice(-6)),
        ])
      ).length,
    ).toBe(1)
  })
})
