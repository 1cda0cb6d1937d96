import { load } from 'cheerio'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { spanWords } from '../../src/people/absences.ts'
import { startApp } from '../support/app.ts'
import { bodyOf, complaintIn, unitId } from '../support/complaints.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const id = (who: Username) => user(who).id
const pathOf = (whose: Username) => `/saya/ketidakhadiran/${id(whose)}`
const body = (more: object = {}) => ({ mulai: '2026-11-24', sampai: '2026-11-26', wakil: String(id('teknik.3')), ...more })
const enter = async (who: Username, whose: Username, more: object = {}) =>
  (await signIn(who)).post(pathOf(whose)).type('form').send(body(more))
const faults = (text: string) => {
  const $ = load(text)
  return Object.fromEntries(
    $('.narrow .field .fault')
      .toArray()
      .map((one) => [$(one).attr('id'), $(one).text()]),
  )
}
const kept = () =>
  db.sql<{ personId: number; from: string; until: string; deputyId: number; createdById: number; cancelled: boolean }>(
    `SELECT person_id AS "personId", "from", until, deputy_id AS "deputyId", created_by_id AS "createdById", cancelled_at IS NOT NULL AS cancelled
     FROM absences ORDER BY id`,
  )
const lastId = async () => (await db.sql<{ id: number }>('SELECT max(id) AS id FROM absences'))[0]?.id

/** Another technician of Wilayah II. */
beforeAll(() =>
  db.sql(`INSERT INTO grants (person_id, role, unit_id, "from") VALUES ($1, 'TECHNICIAN', $2, $3)`, [
    id('teknik.3'),
    unitId(master, 'WIL2'),
    clock.now(),
  ]),
)
beforeEach(() => db.sql('UPDATE absences SET cancelled_at = $1 WHERE cancelled_at IS NULL', [clock.now()]))

describe('an absence', () => {
  test('is entered for oneself, with a line in the trail, and taken back', async () => {
    const { status, headers } = await enter('teknik.2', 'teknik.2')
    expect([status, headers.location]).toEqual([303, `${pathOf('teknik.2')}?kabar=tercatat`])
    const days = { from: '2026-11-24', until: '2026-11-26', deputyId: id('teknik.3') }
    const own = { personId: id('teknik.2'), createdById: id('teknik.2') }
    expect((await kept()).at(-1)).toEqual({ ...own, ...days, cancelled: false })
    const $ = load((await (await signIn('teknik.2')).get(headers.location ?? '').expect(200)).text)
    expect($('.days li').text()).toContain('24 – 26 November 2026wakil: Yohanis Rantetana')
    await (await signIn('teknik.2')).post(`${pathOf('teknik.2')}/${await lastId()}/batalkan`).expect(303)
    expect((await kept()).at(-1)).toEqual({ ...own, ...days, cancelled: true })
    const trail = load((await (await signIn('sistem')).get(`/pengaturan/jejak?orang=${id('teknik.2')}`).expect(200)).text)
    const lines = trail('tbody td:last-child')
    expect(lines.eq(0).text()).toBe('Baharuddin Daeng Naba membatalkan ketidakhadiran dirinya 24 – 26 November 2026.')
    expect(lines.eq(1).text()).toBe(
      'Baharuddin Daeng Naba mencatat dirinya tidak di tempat 24 – 26 November 2026 dengan wakil Yohanis Rantetana.',
    )
  })

  test('is entered for others by the Kasie, and by staff for the people of their unit', async () => {
    for (const who of ['kasie.hula', 'staf.wilayah2'] as const) {
      expect((await enter(who, 'teknik.2')).status).toBe(303)
      expect((await kept()).at(-1)).toMatchObject({ personId: id('teknik.2'), createdById: id(who), cancelled: false })
      const page = (await (await signIn('teknik.2')).get(pathOf('teknik.2')).expect(200)).text
      expect(page).toContain(`dicatat oleh ${user(who).name}`)
      await (await signIn(who)).post(`${pathOf('teknik.2')}/${await lastId()}/batalkan`).expect(303)
    }
  })

  test.each([
    ['staf.wilayah3', 404],
    ['teknik.3', 403],
    ['admin.humas', 403],
    ['kabag.humas', 403],
    ['direktur', 403],
    ['sistem', 403],
  ] as const)('of teknik.2 is not handled by %s: %i', async (who, status) => {
    await enter('teknik.2', 'teknik.2')
    const [before, path] = [await kept(), pathOf('teknik.2')]
    const browser = await signIn(who)
    expect([
      (await browser.get(path)).status,
      (await browser.post(path).type('form').send(body())).status,
      (await browser.post(`${path}/${await lastId()}/batalkan`)).status,
    ]).toEqual([status, status, status])
    expect(await kept()).toEqual(before)
  })

  test.each([
    [
      'ends before it begins',
      { mulai: '2026-11-26', sampai: '2026-11-25' },
      { 'f-sampai-salah': 'Sampai tidak boleh sebelum mulai.' },
    ],
    ['is over', { mulai: '2026-11-20', sampai: '2026-11-23' }, { 'f-sampai-salah': 'Sampai paling awal hari ini.' }],
    ['is longer than a year', { sampai: '2027-11-25' }, { 'f-sampai-salah': 'Ketidakhadiran paling lama setahun.' }],
    [
      'begins in more than a year',
      { mulai: '2027-11-25', sampai: '2027-11-26' },
      { 'f-mulai-salah': 'Mulai paling lama setahun lagi.' },
    ],
    [
      'has no days',
      { mulai: '', sampai: '2026-02-30' },
      { 'f-mulai-salah': 'Mulai wajib diisi.', 'f-sampai-salah': 'Sampai belum berupa tanggal yang benar.' },
    ],
    ['has no deputy', { wakil: '' }, { 'f-wakil-salah': 'Wakil wajib diisi.' }],
    ['has oneself as deputy', { wakil: String(id('teknik.2')) }, { 'f-wakil-salah': 'Pilih Wakil dari daftar.' }],
    ['has a deputy of another unit', { wakil: String(id('teknik.5')) }, { 'f-wakil-salah': 'Pilih Wakil dari daftar.' }],
    ['has a deputy with another role', { wakil: String(id('staf.wilayah2')) }, { 'f-wakil-salah': 'Pilih Wakil dari daftar.' }],
  ])('is refused beside the field, with what was typed, when it %s', async (_, more, message) => {
    const before = await kept()
    const { status, text } = await enter('teknik.2', 'teknik.2', more)
    expect([status, faults(text)]).toEqual([422, message])
    expect(load(text)('#f-mulai').val()).toBe(body(more).mulai)
    expect(await kept()).toEqual(before)
  })

  test('of one day may be today, and of a whole year', async () => {
    expect((await enter('teknik.2', 'teknik.2', { sampai: '2026-11-24' })).status).toBe(303)
    expect((await enter('teknik.2', 'teknik.2', { mulai: '2026-11-25', sampai: '2027-11-25' })).status).toBe(303)
  })

  test('ends today by WITA, not by UTC', async () => {
    clock.set('2026-11-25T07:59:00+08:00') // still the 24th in UTC
    expect((await enter('teknik.2', 'teknik.2', { sampai: '2026-11-24' })).status).toBe(422)
    clock.set('2026-11-24T10:00:00+08:00')
  })

  test('overlaps no other of the same person, and its deputy is here', async () => {
    await enter('teknik.2', 'teknik.2', { mulai: '2026-11-25', sampai: '2026-11-27' })
    for (const [mulai, sampai] of [
      ['2026-11-24', '2026-11-25'],
      ['2026-11-26', '2026-11-26'],
      ['2026-11-27', '2026-12-01'],
    ])
      expect((await enter('teknik.2', 'teknik.2', { mulai, sampai })).status).toBe(422)
    expect((await enter('teknik.2', 'teknik.2', { mulai: '2026-11-28', sampai: '2026-11-28' })).status).toBe(303)
    const { status, text } = await enter('teknik.3', 'teknik.3', {
      mulai: '2026-11-27',
      sampai: '2026-11-30',
      wakil: String(id('teknik.2')),
    })
    expect([status, faults(text)]).toEqual([
      422,
      { 'f-wakil-salah': 'Wakil ini sendiri tidak di tempat pada hari-hari itu. Pilih yang lain.' },
    ])
  })

  test('entered twice at the same moment is entered once', async () => {
    const before = (await kept()).length
    const answers = await Promise.all(
      ['teknik.2', 'staf.wilayah2', 'kasie.hula'].map((who) => enter(who as Username, 'teknik.2')),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422, 422])
    expect(await kept()).toHaveLength(before + 1)
  })

  test('is taken back once, and not when it has passed', async () => {
    await enter('teknik.2', 'teknik.2')
    const cancel = `${pathOf('teknik.2')}/${await lastId()}/batalkan`
    const browser = await signIn('teknik.2')
    await browser.post(cancel).expect(303)
    expect(load((await browser.post(cancel).expect(409)).text)('.faults').text()).toContain('sudah dibatalkan')
    await enter('teknik.2', 'teknik.2')
    const later = `${pathOf('teknik.2')}/${await lastId()}/batalkan`
    clock.set('2026-11-27T00:00:00+08:00')
    expect(load((await browser.post(later).expect(409)).text)('.faults').text()).toContain('sudah lewat')
    clock.set('2026-11-24T10:00:00+08:00')
    for (const odd of ['0', '999999', 'x']) await browser.post(`${pathOf('teknik.2')}/${odd}/batalkan`).expect(404)
    await (await signIn('kasie.hula')).post(`${pathOf('teknik.5')}/${await lastId()}/batalkan`).expect(404) // of somebody else
  })

  test('without anybody in the same role of the unit is entered without a deputy, and a way out is named', async () => {
    const agent = await signIn('teknik.5')
    expect((await agent.get(pathOf('teknik.5')).expect(200)).text).toContain('Administrator Sistem dapat memberi peran i')
    await agent.post(pathOf('teknik.5')).type('form').send({ mulai: '2026-11-24', sampai: '2026-11-24', wakil: '' }).expect(303)
    expect((await agent.get(pathOf('teknik.5')).expect(200)).text).toContain('tanpa wakil')
  })

  test('passes no rights on', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await enter('teknik.2', 'teknik.2')
    await (await signIn('teknik.3')).get(`/aduan/${number}`).expect(404)
  })
})

test('who is away is said in the choice of officers and beside the name on the complaint’s page', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await enter('teknik.2', 'teknik.2')
  const page = async () => load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}`).expect(200)).text)
  const words = 'tidak di tempat s.d. 26 November 2026; wakil: Yohanis Rantetana'
  await expect.poll(async () => (await page())('.officer .away').text(), { timeout: 10_000 }).toBe(words)
  const $ = await page()
  const labels = $('form[action$="/tugaskan"] .form-check-label')
    .toArray()
    .map((label) => $(label).text())
  expect(labels.filter((label) => label.includes('tidak di tempat'))).toEqual([
    `Baharuddin Daeng Naba · Wilayah Pelayanan II (${words})`,
  ])
  // It may be chosen all the same.
  const { status } = await (await signIn('staf.wilayah2'))
    .post(`/aduan/${number}/tugaskan`)
    .type('form')
    .send({ ...bodyOf('assign', app), versi: $('form[action$="/tugaskan"] [name=versi]').val() })
  expect(status).toBe(303)
})

test.each([
  ['2026-11-24', '2026-11-24', '24 November 2026'],
  ['2026-11-24', '2026-11-26', '24 – 26 November 2026'],
  ['2026-11-24', '2026-12-02', '24 November 2026 – 2 Desember 2026'],
  ['2026-11-24', '2027-11-24', '24 November 2026 – 24 November 2027'],
])('%s to %s reads %s', (from, until, words) => expect(spanWords({ from, until })).toBe(words))
