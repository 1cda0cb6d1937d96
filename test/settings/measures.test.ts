import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { readMeasures } from '../../src/settings/measure-store.ts'
import type { Typed } from '../../src/web/form.ts'
import { encoded } from '../complaints/post.ts'
import { faultsIn } from '../complaints/reading.ts'
import { startApp } from '../support/app.ts'
import { atOnce } from './at-once.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const HOME = '/pengaturan/pengukuran'
const seeded = await readMeasures(db.sql)
beforeEach(async () => {
  await db.sql('DELETE FROM category_measures')
  for (const { id, low, high, categories } of seeded) {
    await db.sql('UPDATE measures SET low = $2, high = $3, confirmed = false, version = 1 WHERE id = $1', [id, low, high])
    await db.sql('INSERT INTO category_measures SELECT unnest($1::int[]), $2', [categories, id])
  }
})

const idOf = (code: string) => seeded.find((one) => one.code === code)?.id ?? 0
const categoryId = (code: string) => String(master.categories.find((one) => one.code === code)?.id)
const get = async (path = '', who: Username = 'kabag.humas') => (await signIn(who)).get(HOME + path)
const page = async (path = '') => load((await get(path)).text)
const send = async (path: string, body: Typed, who: Username = 'kabag.humas') =>
  (await signIn(who)).post(HOME + path).send(encoded(body))
const now = async (code: string) => (await readMeasures(db.sql)).find((one) => one.code === code)
const entries = () => db.prisma.auditEntry.count()
const CLOUDY = [categoryId('KERUH_BERBAU'), categoryId('KUALITAS_LAINNYA')]
const TURBIDITY: Typed = { paling_sedikit: '', paling_banyak: '5', kategori: CLOUDY, versi: '1' }

test('as seeded: limits after Permenkes 2/2023, none of them confirmed', async () => {
  const $ = await page()
  const rows = $('main tbody tr')
    .toArray()
    .map((row) => $(row).find('td').slice(0, 2).text().replace(/\s+/g, ' ').trim())
  expect(rows).toEqual([
    'Tekanan air barpaling sedikit 0,5 bar perlu dikonfirmasi',
    'Kekeruhan NTUkurang dari 3 NTU perlu dikonfirmasi',
    'Sisa klor bebas mg/L0,2–0,5 mg/L perlu dikonfirmasi',
    'Angka meter m³tanpa batas',
  ])
})

describe('a change', () => {
  test('is kept with its mark, asks as told, and stands in the trail', async () => {
    const id = idOf('KEKERUHAN')
    const body = { ...TURBIDITY, dikonfirmasi: 'ya', kategori: [CLOUDY[0] ?? '', categoryId('TIDAK_MENGALIR')] }
    const { status, headers } = await send(`/${id}`, body)
    expect([status, headers.location]).toEqual([303, `${HOME}?kabar=tersimpan`])
    expect(await now('KEKERUHAN')).toMatchObject({ low: null, high: 5, confirmed: true, version: 2 })
    expect((await now('KEKERUHAN'))?.categories.map(String).toSorted()).toEqual(body.kategori.toSorted())
    const text = (await page('?kabar=tersimpan'))('main').text()
    expect(text).toContain(
      `${user('kabag.humas').name} mengubah pengukuran Kekeruhan: batas paling banyak 3 NTU menjadi paling banyak 5 NTU; batas dikonfirmasi; ditanyakan juga untuk Tidak mengalir; tidak lagi ditanyakan untuk Kualitas air lainnya.`,
    )
    const [entry] = await db.sql('SELECT at, actor_id, subject_id FROM audit_entries ORDER BY id DESC LIMIT 1')
    expect(entry).toEqual({ at: clock.now(), actor_id: user('kabag.humas').id, subject_id: null })
  })

  test('no limit at all, and nobody asked, are settings too', async () => {
    await send(`/${idOf('SISA_KLOR')}`, { paling_sedikit: '', paling_banyak: '', versi: '1' })
    expect(await now('SISA_KLOR')).toMatchObject({ low: null, high: null, categories: [] })
    expect((await page())('main tbody').text()).toContain('Tidak ditanyakan')
  })

  test('that changes nothing writes nothing', async () => {
    const before = await entries()
    expect((await send(`/${idOf('KEKERUHAN')}`, { ...TURBIDITY, paling_banyak: '3,00' })).status).toBe(303)
    expect([await entries(), (await now('KEKERUHAN'))?.version]).toEqual([before, 1])
  })
})

test('two at once: one is stored, the other is told and keeps what was typed', async () => {
  const id = idOf('KEKERUHAN')
  const bodies = ['4', '6'].map((paling_banyak) => ({ ...TURBIDITY, paling_banyak }))
  const answers = await atOnce(
    db,
    bodies.map((body) => () => send(`/${id}`, body)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const loser = answers.findIndex(({ status }) => status === 409)
  const $ = load(answers[loser]?.text ?? '')
  expect($('.faults').text()).toContain(
    `Sekarang tersimpan: kurang dari ${bodies[1 - loser]?.paling_banyak} NTU, perlu dikonfirmasi.`,
  )
  expect($('#f-paling_banyak').val()).toBe(bodies[loser]?.paling_banyak)
  expect((await send(`/${id}`, { ...bodies[loser], versi: String($('[name=versi]').val()) })).status).toBe(303)
})

describe('what is refused stays typed and unstored', () => {
  test.each<[Typed, string, RegExp]>([
    [{ paling_banyak: 'tiga' }, 'paling_banyak', /belum berupa angka/],
    [{ paling_banyak: '5.000' }, 'paling_banyak', /paling banyak 2 angka/],
    [{ paling_banyak: '4001' }, 'paling_banyak', /paling banyak 4\.000/],
    [{ paling_sedikit: '6' }, 'paling_banyak', /Batas atas tidak boleh kurang dari batas paling sedikit/],
    [{ kategori: ['999999'] }, 'kategori', /dari daftar/],
    [{ versi: '' }, 'versi', /wajib/],
  ])('%j', async (more, name, why) => {
    const before = await entries()
    const { status, text } = await send(`/${idOf('KEKERUHAN')}`, { ...TURBIDITY, ...more })
    expect(status).toBe(422)
    if (name !== 'versi') expect(faultsIn(text).join()).toMatch(why)
    expect([await readMeasures(db.sql), await entries()]).toEqual([seeded, before])
  })

  test.each(['/0', '/999999999', '/x', "/'"])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
    expect((await send(path, TURBIDITY)).status).toBe(404)
  })

  test('others may not', async () => {
    for (const who of ['kasie.hula', 'sistem', 'direktur', 'staf.wilayah2'] as const)
      expect((await send(`/${idOf('KEKERUHAN')}`, TURBIDITY, who)).status).toBe(403)
    expect(await readMeasures(db.sql)).toEqual(seeded)
  })
})
