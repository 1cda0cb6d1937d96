import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { codeFor } from '../../src/settings/hold-reason-list.ts'
import { readHoldReasons } from '../../src/settings/hold-reason-store.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { faultsIn, readAll } from '../complaints/reading.ts'
import { timing } from '../complaints/timing.ts'
import { startApp } from '../support/app.ts'
import { atOnce } from './at-once.ts'

const app = await startApp()
const { db, clock, user, signIn, close } = app
afterAll(close)
const { take, working, holdFor } = timing(app)

const HOME = '/pengaturan/penundaan'
const NEW = { nama: 'Jalan ditutup', batas: 'PAUSED', letak: '' }

const seeded = await readHoldReasons(db.sql)
beforeEach(async () => {
  await db.sql('DELETE FROM hold_reasons WHERE id > ALL($1::int[])', [seeded.map(({ id }) => id)])
  for (const { id, name, pausing } of seeded)
    await db.sql('UPDATE hold_reasons SET name = $2, pausing = $3, active = true, position = $4 WHERE id = $1', [
      ...[id, name, pausing],
      seeded.findIndex((one) => one.id === id) + 1,
    ])
})

const idOf = (code: string) => seeded.find((one) => one.code === code)?.id ?? 0
const get = async (path = '', who: Username = 'kabag.humas') => (await signIn(who)).get(HOME + path)
const page = async (path = '') => load((await get(path)).text)
const send = async (path: string, body: object, who: Username = 'kabag.humas') =>
  (await signIn(who))
    .post(HOME + path)
    .type('form')
    .send(body)
const versionOf = async (id: number) => String((await page(`/${id}`))('[name=versi]').val())
const change = async (id: number, body: object) => send(`/${id}`, { versi: await versionOf(id), ...body })
const names = async () => (await readHoldReasons(db.sql)).map(({ name }) => name)
const active = async (id: number) => (await readHoldReasons(db.sql)).find((one) => one.id === id)?.active
const lastEntry = async () =>
  (
    await db.sql<{ details: object }>(
      'SELECT at, actor_id, subject_id, action, details FROM audit_entries ORDER BY id DESC LIMIT 1',
    )
  )[0]
const entries = async () => db.prisma.auditEntry.count()

describe('a new reason', () => {
  test('stands where its person wants it, has a code that nobody sees, and a line in the trail', async () => {
    const letak = idOf('CUACA')
    const { headers, status } = await send('/baru', { ...NEW, letak })
    expect([status, headers.location]).toEqual([303, `${HOME}?kabar=baru`])
    expect(await names()).toEqual([
      ...['Pelanggan tidak di tempat', 'Menunggu izin', 'Cuaca', 'Jalan ditutup', 'Menunggu material', 'Pihak ketiga'],
    ])
    const made = (await readHoldReasons(db.sql)).find(({ name }) => name === NEW.nama)
    expect(made).toMatchObject({ code: 'JALAN_DITUTUP', pausing: true, active: true })
    expect(await lastEntry()).toEqual({
      ...{ at: clock.now(), actor_id: user('kabag.humas').id, subject_id: null, action: 'holdReasonAdded' },
      details: { id: made?.id, after: { name: NEW.nama, pausing: true, place: 4 } },
    })
    const text = (await page('?kabar=baru'))('main').text()
    expect(text).toContain('Petugas dapat memilihnya')
    expect(text).toContain(`${user('kabag.humas').name} menambahkan alasan penundaan Jalan ditutup, batas waktu dijeda.`)
    expect(text).not.toContain('JALAN_DITUTUP')
  })

  test('comes last unless told otherwise, and first when told so', async () => {
    expect((await page('/baru'))('#f-letak').val()).toBe(String(idOf('PIHAK_KETIGA')))
    await send('/baru', NEW)
    expect((await names())[0]).toBe('Jalan ditutup')
  })

  test('can be chosen for a hold, with its mark', async () => {
    await send('/baru', NEW)
    const { holdReasons } = await readMasterData(db.sql, clock.now())
    expect(holdReasons[0]).toMatchObject({ name: 'Jalan ditutup', pausing: true, active: true })
  })

  test.each([
    ['Cuaca', [], 'CUACA'],
    ['Cuaca', ['CUACA', 'CUACA_2'], 'CUACA_3'],
    ['  Listrik (PLN) padam! ', [], 'LISTRIK_PLN_PADAM'],
    ['é', [], 'E'],
    ['水', [], 'ALASAN'],
  ])('%s beside %j has the code %s', (name, taken, code) => expect(codeFor(name.trim(), taken)).toBe(code))
})

describe('a change', () => {
  test('holds for holds that begin afterwards: one that has begun keeps its mark', async () => {
    const before = await working()
    await take(before, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    const id = idOf('CUACA')
    expect((await change(id, { nama: 'Cuaca buruk', batas: 'RUNNING', letak: idOf('MENUNGGU_IZIN') })).status).toBe(303)
    const { complaint } = await readAll(app, before)
    expect(complaint.holds).toMatchObject([{ reasonId: id, pausing: true, until: null }])
    expect((await readMasterData(db.sql, clock.now())).holdReasons.find((one) => one.id === id)).toMatchObject({
      ...{ name: 'Cuaca buruk', pausing: false },
    })
    expect(await lastEntry()).toMatchObject({
      action: 'holdReasonChanged',
      details: { id, before: { name: 'Cuaca', pausing: true }, after: { name: 'Cuaca buruk', pausing: false } },
    })
    expect((await page())('.trail').text()).toContain('Cuaca: nama menjadi Cuaca buruk, batas waktu tetap berjalan.')
  })

  test('of the place moves it alone', async () => {
    await change(idOf('PIHAK_KETIGA'), { nama: 'Pihak ketiga', batas: 'RUNNING', letak: '' })
    expect(await names()).toEqual([
      ...['Pihak ketiga', 'Pelanggan tidak di tempat', 'Menunggu izin', 'Cuaca', 'Menunggu material'],
    ])
    expect((await page())('.trail li').first().text()).toContain('urutan 5 menjadi 1')
  })

  test('that changes nothing writes nothing', async () => {
    const before = await entries()
    await change(idOf('CUACA'), { nama: 'Cuaca', batas: 'PAUSED', letak: idOf('MENUNGGU_IZIN') })
    expect(await entries()).toBe(before)
  })
})

describe('a reason that is not used any more', () => {
  test('stays with its holds, is not offered, and can come back', async () => {
    const [old, fresh] = [await working(), await working()]
    await take(old, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    const id = idOf('CUACA')
    expect((await send(`/${id}/berhenti`, { versi: await versionOf(id) })).status).toBe(303)
    expect(await active(id)).toBe(false)
    expect(await lastEntry()).toMatchObject({ action: 'holdReasonRetired', details: { id } })
    const staff = await signIn('staf.wilayah2')
    const offered = async () => {
      const $ = load((await staff.get(`/aduan/${fresh}`).expect(200)).text)
      return $('form[action$="/tunda"] option').text()
    }
    await expect.poll(offered, { timeout: 10_000, interval: 250 }).not.toContain('Cuaca')
    expect(load((await staff.get(`/aduan/${old}`).expect(200)).text)('main').text()).toContain('menunda: cuaca')
    expect((await send(`/${id}/pakai-lagi`, { versi: await versionOf(id) })).status).toBe(303)
    expect(await active(id)).toBe(true)
    await expect.poll(offered, { timeout: 10_000, interval: 250 }).toContain('Cuaca')
  })

  test('is never the last: then nothing could be held', async () => {
    const [last, ...others] = seeded.map(({ id }) => id)
    await db.sql('UPDATE hold_reasons SET active = false WHERE id = ANY($1)', [others])
    const $ = await page(`/${last}`)
    expect($('form[action$="/berhenti"]').length).toBe(0)
    expect($('main').text()).toContain('satu-satunya alasan yang dipakai')
    const answer = await send(`/${last}/berhenti`, { versi: $('[name=versi]').val() })
    expect([answer.status, await active(last ?? 0)]).toEqual([409, true])
  })
})

describe('two at once', () => {
  test('one is stored; the other is told what it is now, keeps what was typed, and may save from there', async () => {
    const id = idOf('CUACA')
    const versi = await versionOf(id)
    const letak = idOf('MENUNGGU_IZIN')
    const bodies = ['Hujan', 'Angin'].map((nama) => ({ nama, batas: 'PAUSED', letak, versi }))
    const answers = await atOnce(
      db,
      bodies.map((body) => () => send(`/${id}`, body)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.findIndex(({ status }) => status === 409)
    const $ = load(answers[loser]?.text ?? '')
    expect($('.faults').text()).toContain(`Sekarang tersimpan: ${bodies[1 - loser]?.nama}, batas waktu dijeda.`)
    expect($('#f-nama').val()).toBe(bodies[loser]?.nama)
    expect((await send(`/${id}`, { ...bodies[loser], versi: $('[name=versi]').val() })).status).toBe(303)
    expect(await names()).toContain(bodies[loser]?.nama)
  })

  test('a form with a fault does not learn of the change in passing', async () => {
    const id = idOf('CUACA')
    const old = { nama: 'Angin', batas: 'PAUSED', letak: '', versi: await versionOf(id) }
    await change(id, { ...old, nama: 'Hujan', versi: old.versi })
    const $ = load((await send(`/${id}`, { ...old, batas: '' })).text)
    expect((await send(`/${id}`, { ...old, versi: $('form.stack [name=versi]').val() })).status).toBe(409)
  })

  test('of two new ones of one name one is there', async () => {
    const answers = await atOnce(db, [() => send('/baru', NEW), () => send('/baru', NEW)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await names()).filter((name) => name === NEW.nama)).toHaveLength(1)
  })

  test('who retires what another has just renamed is told', async () => {
    const id = idOf('CUACA')
    const versi = await versionOf(id)
    await change(id, { nama: 'Hujan', batas: 'PAUSED', letak: '' })
    const answer = await send(`/${id}/berhenti`, { versi })
    expect([answer.status, load(answer.text)('#f-nama').val(), await active(id)]).toEqual([409, 'Hujan', true])
  })
})

describe('what is refused stays typed and unstored', () => {
  test.each<[object, string, RegExp]>([
    [{ nama: 'CUACA' }, 'nama', /“Cuaca” sudah ada\.$/],
    [{ nama: 'menunggu  Izin' }, 'nama', /sudah ada/],
    [{ nama: 'a'.repeat(61) }, 'nama', /60/],
    [{ nama: ' ' }, 'nama', /wajib/],
    [{ batas: '' }, 'batas', /wajib/],
    [{ batas: 'LAIN' }, 'batas', /dari daftar/],
    [{ letak: '999999999' }, 'letak', /dari daftar/],
  ])('%j', async (body, field, why) => {
    const [before, trail] = [await readHoldReasons(db.sql), await entries()]
    const answer = await send('/baru', { ...NEW, ...body })
    expect(answer.status).toBe(422)
    expect(load(answer.text)(`#f-${field}-salah`).text()).toMatch(why)
    expect(faultsIn(answer.text)).toHaveLength(1)
    expect([await readHoldReasons(db.sql), await entries()]).toEqual([before, trail])
  })

  test('the name of a retired one too, with the way out', async () => {
    await db.sql('UPDATE hold_reasons SET active = false WHERE id = $1', [idOf('CUACA')])
    expect(faultsIn((await send('/baru', { ...NEW, nama: 'cuaca' })).text).join()).toContain('Pakai lagi alasan itu.')
  })

  test.each(['/0', '/999999999', '/x', "/'"])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
    for (const more of ['', '/berhenti', '/pakai-lagi']) expect((await send(path + more, { versi: '0' })).status).toBe(404)
  })

  test('others may not, by any address', async () => {
    const id = idOf('CUACA')
    for (const who of ['kasie.hula', 'sistem', 'direktur'] as const)
      for (const path of ['/baru', `/${id}`, `/${id}/berhenti`, `/${id}/pakai-lagi`])
        expect((await send(path, { ...NEW, versi: '0' }, who)).status).toBe(403)
    expect(await readHoldReasons(db.sql)).toEqual(seeded)
  })
})
