import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { readServed } from '../../src/settings/connections-store.ts'
import { faultsIn } from '../complaints/reading.ts'
import { startApp } from '../support/app.ts'
import { atOnce } from './at-once.ts'

const { db, clock, user, signIn, close } = await startApp()
afterAll(close)

const HOME = '/pengaturan/sambungan'
const served = await readServed(db.sql)
const [first, second] = served.map(({ id }) => id)
const field = (id: number | undefined) => `wilayah_${id}`
const FULL = Object.fromEntries(served.map(({ id }, index) => [field(id), String(30_000 + index)]))

beforeEach(() => db.sql("UPDATE units SET connections = NULL, active = true WHERE kind = 'WILAYAH'"))

const get = async (query = '', who: Username = 'kabag.humas') => (await signIn(who)).get(HOME + query)
const page = async (query = '') => load((await get(query)).text)
const send = async (body: object, who: Username = 'kabag.humas') => (await signIn(who)).post(HOME).type('form').send(body)
const version = async () => String((await page())('[name=versi]').val())
const keep = async (body: object) => send({ ...FULL, versi: await version(), ...body })
const stored = async () => (await readServed(db.sql)).map(({ connections }) => connections)
const entries = async () => db.prisma.auditEntry.count()

test('six Wilayah have no number until somebody says one', async () => {
  const $ = await page()
  expect($('form.connections label').length).toBe(6)
  expect($('.total').text()).toContain('6 Wilayah belum diisi')
})

test('what is typed is kept, with its total and a line in the trail that says what changed', async () => {
  const { status, headers } = await keep({ [field(first)]: '31.250' })
  expect([status, headers.location]).toEqual([303, `${HOME}?kabar=tersimpan`])
  expect(await stored()).toEqual([31_250, 30_001, 30_002, 30_003, 30_004, 30_005])
  const $ = await page('?kabar=tersimpan')
  expect($('.news').text()).toContain('Jumlah sambungan tersimpan.')
  expect($(`#f-${field(first)}`).val()).toBe('31.250')
  expect($('.total').text()).toMatch(/181\.265\s*$/)
  await keep({ [field(first)]: '', [field(second)]: '1' })
  const [entry] = await db.sql<object>(
    'SELECT at, actor_id, subject_id, action, details FROM audit_entries ORDER BY id DESC LIMIT 1',
  )
  expect(entry).toEqual({
    ...{ at: clock.now(), actor_id: user('kabag.humas').id, subject_id: null, action: 'connectionsChanged' },
    details: {
      changes: [
        { id: first, name: 'Wilayah Pelayanan I', before: 31_250, after: null },
        { id: second, name: 'Wilayah Pelayanan II', before: 30_001, after: 1 },
        // Those that stayed are not told.
      ],
    },
  })
  const said = `${user('kabag.humas').name} mengubah jumlah sambungan Wilayah Pelayanan I menjadi kosong, Wilayah Pelayanan II menjadi 1.`
  expect((await page())('.trail li').first().text()).toContain(said)
  expect((await (await signIn('sistem')).get('/pengaturan/jejak').expect(200)).text).toContain('mengubah jumlah sambungan')
})

test('saving what is there already writes nothing', async () => {
  await keep({})
  const before = await entries()
  expect((await keep({})).status).toBe(303)
  expect(await entries()).toBe(before)
})

test('a Wilayah that is not used any more keeps its number and is not asked for', async () => {
  await keep({})
  await db.sql('UPDATE units SET active = false WHERE id = $1', [first])
  expect((await page())('form.connections label').length).toBe(5)
  await keep({ [field(first)]: '7' })
  expect(await db.sql('SELECT connections FROM units WHERE id = $1', [first])).toEqual([{ connections: 30_000 }])
})

describe('what is refused stays typed and unstored', () => {
  test.each(['0', '-1', '1,5', '12.50', '1.2345', '10000000', '9.999.999.999', 'banyak', '1e3', ' 1 2 ', 'x'.repeat(30)])(
    '%s',
    async (typed) => {
      const before = await entries()
      const answer = await keep({ [field(second)]: typed })
      expect(answer.status).toBe(422)
      expect(faultsIn(answer.text)).toHaveLength(1)
      const $ = load(answer.text)
      expect($(`#f-${field(second)}-salah`).text()).toContain('Wilayah Pelayanan II')
      expect([$(`#f-${field(second)}`).val(), $(`#f-${field(first)}`).val()]).toEqual([typed, '30000'])
      expect([await stored(), await entries()]).toEqual([served.map(() => null), before])
    },
  )

  test('a field sent twice, or no version at all', async () => {
    for (const body of [{ [field(first)]: ['1', '2'] }, { versi: '' }]) expect((await keep(body)).status).toBe(422)
    expect(await stored()).toEqual(served.map(() => null))
  })
})

test('of two at once one is stored; the other is told, keeps what was typed, and may save from there', async () => {
  const versi = await version()
  const bodies = ['1111', '2222'].map((typed) => ({ ...FULL, versi, [field(first)]: typed }))
  const answers = await atOnce(
    db,
    bodies.map((body) => () => send(body)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const loser = answers.findIndex(({ status }) => status === 409)
  const $ = load(answers[loser]?.text ?? '')
  expect($('.faults').text()).toContain(`Sekarang tersimpan: Wilayah Pelayanan I ${loser === 1 ? '1.111' : '2.222'},`)
  expect($(`#f-${field(first)}`).val()).toBe(loser === 1 ? '2222' : '1111')
  expect((await send({ ...bodies[loser], versi: $('[name=versi]').val() })).status).toBe(303)
  expect((await stored())[0]).toBe(loser === 1 ? 2222 : 1111)
})

test.each(['kasie.hula', 'direktur', 'sistem', 'admin.humas', 'staf.wilayah2'] as const)(
  '%s may neither see nor change them',
  async (who) => {
    expect((await get('', who)).status).toBe(403)
    expect((await send(FULL, who)).status).toBe(403)
    expect(await stored()).toEqual(served.map(() => null))
  },
)
