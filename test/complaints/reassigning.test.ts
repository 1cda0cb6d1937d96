// Handing over the open work of who is away, or can no longer be sent out, in one step.
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { ownUnitOf } from '../../src/complaints/choices.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, unitId } from '../support/complaints.ts'
import { encoded, everything } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const id = (who: Username) => user(who).id
const pathOf = (whose: Username) => `/saya/alihkan/${id(whose)}`
const handOver = async (who: Username, whose: Username, to: Username, aduan: string[]) =>
  (await signIn(who)).post(pathOf(whose)).send(encoded({ wakil: String(id(to)), aduan }))
const numbersOn = (html: string) => {
  const $ = load(html)
  return $('form[action^="/saya/alihkan"] [name=aduan]')
    .toArray()
    .map((input) => String($(input).val()))
}
const assign = (number: string, who: Username, ...officers: Username[]) =>
  act(app, number, who, 'assign', { petugas: officers.map((one) => String(id(one))) })
const officersOf = async (number: string) => (await readAll(app, number)).complaint.officers
const reasonsIn = (html: string) => {
  const $ = load(html)
  return $('.faults li')
    .toArray()
    .map((one) => $(one).text())
}

const mine: string[] = []

/** teknik.2 is away from today on, with teknik.3 as deputy, who is a technician of Wilayah II too. */
beforeAll(async () => {
  const grant = 'INSERT INTO grants (person_id, role, unit_id, "from") VALUES ($1, $2, $3, $4)'
  await db.sql(grant, [id('teknik.3'), 'TECHNICIAN', unitId(master, 'WIL2'), clock.now()])
  await db.sql(
    `INSERT INTO absences (person_id, "from", until, deputy_id, created_by_id, created_at)
     VALUES ($1, '2026-11-24', '2026-11-26', $2, $1, $3)`,
    [id('teknik.2'), id('teknik.3'), clock.now()],
  )
  for (const state of ['ESCALATED', 'IN_PROGRESS', 'ON_HOLD'] as const) mine.push(await complaintIn(app, state))
  await assign(mine[0] ?? '', 'staf.wilayah2', 'teknik.2', 'quick.response')
  await complaintIn(app, 'MONITORING') // nobody's work any more
})

test('each officer is shown with the unit that they go out from, also in the report', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await assign(number, 'staf.wilayah2', 'teknik.2', 'quick.response')
  expect((await handOver('staf.wilayah2', 'teknik.2', 'teknik.3', [number])).status).toBe(303)
  const $ = load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}`).expect(200)).text)
  const own = { 'teknik.3': 'Wilayah Pelayanan II', 'quick.response': 'Bagian Humas' } as const
  for (const [who, unit] of Object.entries(own)) {
    const { name } = user(who as Username)
    expect($('.officer').text()).toContain(`${name}${unit}`)
    expect($('form[action$="/lapor"]').text()).toContain(`${name} · ${unit}`)
  }
  await assign(number, 'staf.wilayah2', 'quick.response')
})

test('who has roles in two units is of the one that they were sent from, whichever comes first', () => {
  const technician = { id: 7, name: 'Rusdi', role: 'TECHNICIAN' as const }
  const officers = [1, 2].map((unitId) => ({ ...technician, unitId }))
  for (const unitId of [1, 2]) expect(ownUnitOf({ personId: 7, unitId }, { ...master, officers })).toBe(unitId)
})

describe('the list', () => {
  test('holds the open work of who is away, the deputy chosen in advance, for the Kasie and the unit’s staff', async () => {
    for (const who of ['kasie.hula', 'staf.wilayah2'] as const) {
      const { text } = await (await signIn(who)).get(pathOf('teknik.2')).expect(200)
      expect(numbersOn(text).toSorted()).toEqual(mine.toSorted())
      const $ = load(text)
      expect($('[name=wakil] [selected]').text()).toBe(user('teknik.3').name)
      expect($('.head p').text()).toContain('tidak di tempat s.d. 26 November 2026')
      const home = load((await (await signIn(who)).get('/saya').expect(200)).text)
      expect(home('.hindered a').attr('href')).toBe(pathOf('teknik.2'))
      expect(home('.hindered a').text()).toBe('Alihkan 3 aduan')
    }
  })

  test.each([
    ['staf.wilayah3', 404],
    ['admin.humas', 404],
    ['kabag.humas', 403],
    ['callcenter', 403],
    ['quick.response', 403],
    ['teknik.3', 403],
    ['sistem', 403],
  ] as const)('is not for %s: %i', async (who, status) => {
    const browser = await signIn(who)
    expect((await browser.get(pathOf('teknik.2'))).status).toBe(status)
    if (status === 403) expect((await handOver(who, 'teknik.2', 'teknik.3', mine)).status).toBe(403)
  })

  test.each(['teknik.3', 'teknik.5', 'kabag.humas'] as const)('is not there for who is here: %s', async (whose) => {
    await (await signIn('kasie.hula')).get(pathOf(whose)).expect(404)
  })

  test.each(['0', 'x', '999999999'])('is not there for nobody: %s', async (odd) => {
    await (await signIn('kasie.hula')).get(`/saya/alihkan/${odd}`).expect(404)
  })
})

describe('handing over', () => {
  test('without a successor from the list, or by a body that no page sends, changes nothing', async () => {
    const before = await everything(app)
    for (const wakil of ['', 'x', String(id('teknik.2')), String(id('staf.wilayah2'))]) {
      const { status, text } = await (await signIn('kasie.hula')).post(pathOf('teknik.2')).send(encoded({ wakil, aduan: mine }))
      expect([status, load(text)('.fault').length]).toEqual([422, 1])
    }
    expect((await handOver('kasie.hula', 'teknik.2', 'teknik.3', [])).status).toBe(400)
    expect(await everything(app)).toEqual(before)
  })

  test('to somebody of another unit is refused complaint by complaint, with the reason', async () => {
    const before = await everything(app)
    const { status, text } = await handOver('staf.wilayah2', 'teknik.2', 'teknik.5', mine)
    expect([status, reasonsIn(text)]).toEqual([
      409,
      mine.map((number) => `${number} Rusdi Mappasomba bukan petugas dari unit yang menangani aduan ini.`),
    ])
    expect(await everything(app)).toEqual(before)
  })

  test('by staff of another unit moves nothing, and says no more than that there is nothing', async () => {
    const before = await everything(app)
    const { status, text } = await handOver('staf.wilayah3', 'teknik.2', 'teknik.3', mine)
    expect([status, reasonsIn(text)]).toEqual([409, mine.map((number) => `${number} Aduan ini tidak ditemukan.`)])
    expect(await everything(app)).toEqual(before)
  })

  test('moves what it may, leaves the others of the set, and lists the rest with the reason', async () => {
    const [first = '', second = '', third = ''] = mine
    const ended = await complaintIn(app, 'IN_PROGRESS')
    const elsewhere = await complaintIn(app, 'IN_PROGRESS')
    await act(app, ended, 'staf.wilayah2', 'report', bodyOf('report', app))
    await assign(elsewhere, 'staf.wilayah2', 'quick.response')
    const counted = async (number: string) => (await readAll(app, number)).events.length
    const events = await Promise.all(mine.map(counted))
    const { status, text } = await handOver('staf.wilayah2', 'teknik.2', 'teknik.3', [
      first,
      ended,
      second,
      elsewhere,
      'x',
      third,
    ])
    expect([status, load(text)('.news').text()]).toEqual([409, '3 aduan dialihkan kepada Yohanis Rantetana.'])
    expect(reasonsIn(text)).toEqual([
      `${ended} Tugaskan tidak dapat dilakukan pada aduan yang dipantau.`,
      `${elsewhere} Aduan ini tidak lagi ditugaskan kepada Baharuddin Daeng Naba.`,
      expect.stringMatching(/^x .*tidak ditemukan/),
    ])
    expect((await officersOf(first)).toSorted()).toEqual([id('quick.response'), id('teknik.3')].toSorted())
    expect([await officersOf(second), await officersOf(third)]).toEqual([[id('teknik.3')], [id('teknik.3')]])
    expect(await officersOf(elsewhere)).toEqual([id('quick.response')])
    expect(await Promise.all(mine.map(counted))).toEqual(events.map((count) => count + 1))
    const last = (await readAll(app, first)).events.at(-1)
    expect([last?.type, last?.actorId]).toEqual(['assigned', id('staf.wilayah2')])
    await (await signIn('teknik.3')).get(`/aduan/${first}`).expect(200)
    await (await signIn('staf.wilayah2')).get(pathOf('teknik.2')).expect(404) // nothing is left
  })

  test('of all says how many, on the page of one’s own work', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const { status, headers } = await handOver('kasie.hula', 'teknik.2', 'teknik.3', [number])
    expect([status, headers.location]).toEqual([303, '/saya?dialihkan=1'])
    const page = load((await (await signIn('kasie.hula')).get(headers.location ?? '').expect(200)).text)
    expect([page('.news').text(), page('.hindered').length]).toEqual(['1 aduan dialihkan; riwayat tiap aduan mencatatnya.', 0])
  })

  test('of who is here, though no page offers it, is refused', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await assign(number, 'staf.wilayah2', 'quick.response')
    const { status, text } = await handOver('kasie.hula', 'quick.response', 'teknik.3', [number])
    expect([status, reasonsIn(text)]).toEqual([409, [`${number} Syamsul Bahri Daeng Sila tidak lagi berhalangan.`]])
    expect(await officersOf(number)).toEqual([id('quick.response')])
  })

  test('by two at once moves each complaint once', async () => {
    const numbers = [await complaintIn(app, 'IN_PROGRESS'), await complaintIn(app, 'ESCALATED')]
    await assign(numbers[1] ?? '', 'staf.wilayah2', 'teknik.2')
    const answers = await Promise.all([
      handOver('kasie.hula', 'teknik.2', 'teknik.3', numbers),
      handOver('staf.wilayah2', 'teknik.2', 'quick.response', numbers.toReversed()),
    ])
    const refused = answers.flatMap(({ text }) => reasonsIn(text))
    expect(refused).toHaveLength(numbers.length)
    for (const number of numbers) {
      const { complaint, events } = await readAll(app, number)
      expect(complaint.officers).toHaveLength(1)
      expect(complaint.officers).not.toContain(id('teknik.2'))
      const after = events.filter(({ type, actorId }) => type === 'assigned' && actorId !== null).slice(1)
      expect(after.length).toBe(1)
    }
  })
})

test('a supporter’s staff hand over whom they sent, and nobody of the owner', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app))
  await assign(number, 'staf.wilayah2', 'teknik.2', 'teknik.distribusi')
  await (await signIn('staf.distribusi')).get(pathOf('teknik.2')).expect(404)
  const { status, text } = await handOver('staf.distribusi', 'teknik.2', 'quick.response', [number])
  expect([status, reasonsIn(text)]).toEqual([
    409,
    [`${number} Penugasan Baharuddin Daeng Naba hanya dapat diubah oleh unit yang menugaskannya.`],
  ])
  expect(await officersOf(number)).toEqual([id('teknik.2'), id('teknik.distribusi')])
})

test('who is disabled, or not an officer of the unit any more, is listed as well', async () => {
  const [disabled, moved] = [await complaintIn(app, 'IN_PROGRESS'), await complaintIn(app, 'IN_PROGRESS')]
  await assign(disabled, 'staf.wilayah2', 'quick.response')
  await handOver('kasie.hula', 'teknik.2', 'teknik.3', [moved])
  await db.sql('UPDATE people SET disabled_at = $2 WHERE id = $1', [id('quick.response'), clock.now()])
  await db.sql('UPDATE grants SET until = $2 WHERE person_id = $1 AND unit_id = $3', [
    id('teknik.3'),
    clock.now(),
    unitId(master, 'WIL2'),
  ])
  const listed = async (whose: Username) => numbersOn((await (await signIn('staf.wilayah2')).get(pathOf(whose))).text)
  await expect.poll(() => listed('teknik.3'), { timeout: 10_000 }).toContain(moved)
  expect(await listed('quick.response')).toContain(disabled)
  const home = load((await (await signIn('staf.wilayah2')).get('/saya').expect(200)).text)
  expect(home('.hindered').text()).toContain('tidak lagi menjadi petugas di unit itu')
  const page = await (await signIn('sistem')).get(`/pengaturan/orang/${id('teknik.3')}/nonaktifkan`).expect(200)
  expect(page.text).toMatch(/aduan terbuka<\/b>.*Kasie Hula atau staf unitnya mengalihkannya/)
})
