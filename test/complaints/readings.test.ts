// What the field measured: asked where the category asks, kept with the limits as they were, and shown as met or not.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { Typed } from '../../src/web/form.ts'
import { finished } from '../papers/cases.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { post, press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { db, master, signIn, close } = app
afterAll(close)

const category = (code: string) => String(master.categories.find((one) => one.code === code)?.id)
const measure = (code: string) => master.measures.find((one) => one.code === code)?.id ?? 0
const field = (code: string) => `ukur_${measure(code)}`
const working = (code: string) => complaintIn(app, 'IN_PROGRESS', { kategori: category(code) })
const report = (number: string, more: Typed, action: Action = 'report', who: Username = 'staf.wilayah2') =>
  press(app, who, number, action, bodyOf(action, app, { tetap_tuntas: 'ya', ...more }))
const page = async (number: string, who: Username = 'staf.wilayah2') =>
  load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)
const asked = async (number: string, path = 'lapor', who: Username = 'staf.wilayah2') =>
  (await page(number, who))(`form[action$="/${path}"] [name^=ukur_]`)
    .toArray()
    .map(({ attribs }) => attribs.name)
const kept = async (number: string) => {
  const { complaint } = await readAll(app, number)
  return db.sql('SELECT event_sequence AS event, measure_id AS measure, value, low, high FROM readings WHERE complaint_id = $1', [
    complaint.id,
  ])
}

describe('what is asked', () => {
  test.each([
    ['TIDAK_MENGALIR', ['TEKANAN']],
    ['TEKANAN_RENDAH', ['TEKANAN']],
    ['BOCOR_PIPA_DINAS', ['TEKANAN']],
    ['BOCOR_SETELAH_METER', ['TEKANAN', 'ANGKA_METER']],
    ['KERUH_BERBAU', ['KEKERUHAN', 'SISA_KLOR']],
    ['KUALITAS_LAINNYA', ['KEKERUHAN', 'SISA_KLOR']],
    ['METER_RUSAK', ['ANGKA_METER']],
    ['SALAH_CATAT', ['ANGKA_METER']],
    ['TAGIHAN_MELONJAK', ['ANGKA_METER']],
    ['DENDA', []],
  ])('%s: %j', async (code, measures) => {
    const number = await working(code)
    expect(await asked(number)).toEqual(measures.map(field))
    expect(await asked(number, 'selesai-kerja', 'teknik.2')).toEqual(measures.map(field))
  })

  test('is measured or not, as the work allowed', async () => {
    const number = await working('KERUH_BERBAU')
    expect((await report(number, {})).status).toBe(303)
    expect(await kept(number)).toEqual([])
    expect((await readAll(app, number)).events.at(-1)?.payload).not.toHaveProperty('readings')
  })

  test('and nothing else is taken, whatever is sent', async () => {
    const number = await working('TEKANAN_RENDAH')
    await report(number, { [field('KEKERUHAN')]: '9', ukur_999: '1', [field('TEKANAN')]: '1' })
    expect(await kept(number)).toMatchObject([{ measure: measure('TEKANAN'), value: 1 }])
  })

  test('has a key field for numbers on a phone, and says its limit and that nobody has confirmed it', async () => {
    const $ = await page(await working('TEKANAN_RENDAH'))
    const input = $(`#lapor-${field('TEKANAN')}`)
    expect(input.attr('inputmode')).toBe('decimal')
    expect($(`#${input.attr('aria-describedby')}`).text()).toBe('Batas paling sedikit 0,5 bar (perlu dikonfirmasi).')
  })
})

describe('what was measured', () => {
  test('is kept with its step and limits, told by ids and numbers, and shown with a verdict', async () => {
    const number = await working('KERUH_BERBAU')
    await report(number, { [field('KEKERUHAN')]: '3,05', [field('SISA_KLOR')]: '0.2' })
    const { events } = await readAll(app, number)
    expect(await kept(number)).toEqual([
      { event: events.length, measure: measure('KEKERUHAN'), value: 3.05, low: null, high: 3 },
      { event: events.length, measure: measure('SISA_KLOR'), value: 0.2, low: 0.2, high: 0.5 },
    ])
    expect(events.at(-1)?.payload).toMatchObject({
      readings: [
        { measureId: measure('KEKERUHAN'), value: 3.05 },
        { measureId: measure('SISA_KLOR'), value: 0.2 },
      ],
    })
    const $ = await page(number)
    const facts = $('.story li').last().find('dl').text().replace(/\s+/g, ' ')
    expect(facts).toContain('Kekeruhan3,05 NTU: tidak memenuhi (kurang dari 3 NTU, perlu dikonfirmasi)')
    expect(facts).toContain('Sisa klor bebas0,2 mg/L: memenuhi (0,2–0,5 mg/L, perlu dikonfirmasi)')
    expect($('.story dd.unmet').text()).toContain('3,05 NTU')
    expect($('.story dd.unmet')).toHaveLength(1)
  })

  test.each([
    ['KERUH_BERBAU', 'KEKERUHAN', '3', false],
    ['KERUH_BERBAU', 'KEKERUHAN', '2,99', true],
    ['KERUH_BERBAU', 'SISA_KLOR', '0,5', true],
    ['KERUH_BERBAU', 'SISA_KLOR', '0,51', false],
    ['KERUH_BERBAU', 'SISA_KLOR', '0,19', false],
    ['TEKANAN_RENDAH', 'TEKANAN', '0,5', true],
    ['TEKANAN_RENDAH', 'TEKANAN', '0,49', false],
    ['TEKANAN_RENDAH', 'TEKANAN', '0', false],
  ])('%s, %s of %s: met %s', async (code, what, value, met) => {
    const number = await working(code)
    await report(number, { [field(what)]: value })
    const $ = await page(number)
    expect($('.story li').last().find('dd').last().text()).toContain(met ? ': memenuhi' : ': tidak memenuhi')
    expect($('.story dd.unmet')).toHaveLength(met ? 0 : 1)
  })

  test('without a limit has no verdict', async () => {
    const number = await working('SALAH_CATAT')
    await report(number, { [field('ANGKA_METER')]: '1.234' })
    const last = (await page(number))('.story li').last().find('dd').last()
    expect([last.text().trim(), last.attr('class'), last.find('svg').length]).toEqual(['1.234 m³', undefined, 0])
    expect(await kept(number)).toMatchObject([{ value: 1234, low: null, high: null }])
  })

  test('keeps the limit that it had, when the office has another one since', async () => {
    const number = await working('TEKANAN_RENDAH')
    await report(number, { [field('TEKANAN')]: '0,6' })
    await db.sql('UPDATE measures SET low = 0.8 WHERE code = $1', ['TEKANAN'])
    const now = async () => (await page(await working('TEKANAN_RENDAH')))('form[action$="/lapor"]').text()
    await expect.poll(now, { timeout: 10_000 }).toContain('0,8 bar')
    expect((await page(number))('.story').text()).toContain('0,6 bar: memenuhi (paling sedikit 0,5 bar')
    await report(number, { [field('TEKANAN')]: '0,6' }, 'correct')
    expect(await kept(number)).toMatchObject([{ low: 0.5 }, { low: 0.8 }])
    await db.sql('UPDATE measures SET low = 0.5 WHERE code = $1', ['TEKANAN'])
  })
})

describe('complete work with a reading out of its limits', () => {
  const ask = (number: string, more: Typed, action: Action = 'report', who: Username = 'staf.wilayah2') =>
    report(number, { tetap_tuntas: '', ...more }, action, who)

  test('is asked about once, beside a tick that nobody sees before; ticked it is kept, and shows so in a correction', async () => {
    const number = await working('TEKANAN_RENDAH')
    expect((await page(number))('[name=tetap_tuntas]')).toHaveLength(0)
    const { status, text } = await ask(number, { [field('TEKANAN')]: '0,3' })
    expect([status, faultsIn(text)]).toEqual([422, [expect.stringContaining('tidak memenuhi batas')]])
    expect(load(text)('form[action$="/lapor"] [name=tetap_tuntas]').attr('aria-invalid')).toBe('true')
    expect(await kept(number)).toEqual([])
    expect((await ask(number, { [field('TEKANAN')]: '0,3', tetap_tuntas: 'ya' })).status).toBe(303)
    expect((await page(number))('form[action$="/perbaiki-laporan"] [name=tetap_tuntas]').attr('checked')).toBe('checked')
    expect((await ask(number, { [field('TEKANAN')]: '0,3' }, 'correct')).status).toBe(422)
  })

  test('nobody is asked of work that is not complete, or within its limits', async () => {
    const number = await working('TEKANAN_RENDAH')
    expect((await ask(number, { [field('TEKANAN')]: '0,3', hasil: 'TEMPORARY' }, 'finish', 'teknik.2')).status).toBe(303)
    expect((await ask(number, { [field('TEKANAN')]: '0,6' })).status).toBe(303)
  })
})

describe('the report', () => {
  test('shows the photos that the technician sent, so that nobody brings them twice', async () => {
    const number = await working('TEKANAN_RENDAH')
    await finished(app, number, 1)
    const form = (await page(number))('form[action$="/lapor"]')
    const shown = (name: string) =>
      form
        .find(`[data-files=${name}] .already img`)
        .toArray()
        .map(({ attribs }) => attribs.alt)
    expect([shown('foto_sebelum'), shown('foto_sesudah'), shown('lampiran')]).toEqual([['sebelum-0.jpg'], ['sesudah-0.jpg'], []])
    expect(form.find('.buttons button').text()).toBe('Kirim laporan')
  })

  test('is filled with what the technician measured, the correction with what the report says', async () => {
    const number = await working('KERUH_BERBAU')
    await report(number, { [field('KEKERUHAN')]: '1,75' }, 'finish', 'teknik.2')
    const value = async (path: string, code: string) => (await page(number))(`#${path}-${field(code)}`).val()
    expect([await value('lapor', 'KEKERUHAN'), await value('lapor', 'SISA_KLOR')]).toEqual(['1,75', ''])
    await report(number, { [field('KEKERUHAN')]: '1,80' })
    expect(await value('perbaiki-laporan', 'KEKERUHAN')).toBe('1,8')
    await report(number, { [field('KEKERUHAN')]: '' }, 'correct')
    expect(await value('perbaiki-laporan', 'KEKERUHAN')).toBe('')
    expect(await kept(number)).toMatchObject([{ value: 1.75 }, { value: 1.8 }])
  })

  test.each([
    ['TEKANAN_RENDAH', 'TEKANAN', 'dua', /Tekanan air \(bar\) belum berupa angka\./],
    ['TEKANAN_RENDAH', 'TEKANAN', '-1', /belum berupa angka/],
    ['TEKANAN_RENDAH', 'TEKANAN', '1e3', /belum berupa angka/],
    ['TEKANAN_RENDAH', 'TEKANAN', '0x1', /belum berupa angka/],
    ['TEKANAN_RENDAH', 'TEKANAN', 'Infinity', /belum berupa angka/],
    ['TEKANAN_RENDAH', 'TEKANAN', '1,2,3', /belum berupa angka/],
    ['TEKANAN_RENDAH', 'TEKANAN', '1.234', /paling banyak 2 angka di belakang koma/],
    ['TEKANAN_RENDAH', 'TEKANAN', '25,01', /paling banyak 25\./],
    ['TEKANAN_RENDAH', 'TEKANAN', '1\u0000', /karakter/],
    ['SALAH_CATAT', 'ANGKA_METER', '12,5', /harus bilangan bulat/],
    ['SALAH_CATAT', 'ANGKA_METER', '99.999.999', /paling banyak 9\.999\.999\./],
  ])('%s, %s: %j is not taken, and stays typed', async (code, what, value, why) => {
    const number = await working(code)
    for (const [action, who] of [['finish', 'teknik.2'] as const, ['report', 'staf.wilayah2'] as const]) {
      const { status, text } = await report(number, { [field(what)]: value }, action, who)
      expect([status, faultsIn(text).length, faultsIn(text).join()]).toEqual([422, 1, expect.stringMatching(why)])
      const shown = load(text)(`[name=${field(what)}][aria-invalid]`).val()
      if (!value.includes('\u0000')) expect(shown).toBe(value)
    }
    expect(await kept(number)).toEqual([])
  })

  test.each([
    ['TEKANAN_RENDAH', 'TEKANAN', ' 0,75 ', 0.75],
    ['TEKANAN_RENDAH', 'TEKANAN', '25', 25],
    ['TEKANAN_RENDAH', 'TEKANAN', '0.7', 0.7],
    ['KERUH_BERBAU', 'KEKERUHAN', '1.234,5', 1234.5],
    ['SALAH_CATAT', 'ANGKA_METER', '1.234.567', 1_234_567],
    ['SALAH_CATAT', 'ANGKA_METER', '000123', 123],
  ])('%s, %s: %j is read as %d', async (code, what, typed, value) => {
    const number = await working(code)
    expect((await report(number, { [field(what)]: typed })).status).toBe(303)
    expect(await kept(number)).toMatchObject([{ value }])
  })

  test('refused because a colleague was faster leaves no reading, and what was measured stays typed', async () => {
    const number = await working('TEKANAN_RENDAH')
    const { version } = (await readAll(app, number)).complaint
    await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app))
    const body = bodyOf('report', app, { [field('TEKANAN')]: '0,7' })
    const { status, text } = await post(app, 'staf.wilayah2', number, 'report', body, version)
    expect([status, load(text)(`#lapor-${field('TEKANAN')}`).val()]).toEqual([409, '0,7'])
    expect(await kept(number)).toEqual([])
  })
})
