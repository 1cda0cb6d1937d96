// What is typed and not sent is offered again to its person alone, and gone when it is sent.
import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { removeOldDrafts } from '../../src/complaints/draft-store.ts'
import { DAY } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, intakeBody, recordComplaint } from '../support/complaints.ts'
import { encoded, press } from './post.ts'

const app = await startApp()
const { db, clock, signIn, close } = app
afterAll(close)
beforeEach(() => db.sql('DELETE FROM drafts'))

const save = async (who: Username, untuk: string, typed: Typed) =>
  (await (await signIn(who)).post('/draf').send(encoded({ untuk, ...typed }))).status
const page = async (who: Username, path: string) => load((await (await signIn(who)).get(path).expect(200)).text)
const kept = async () => (await db.sql<{ count: number }>('SELECT count(*) FROM drafts'))[0]?.count

describe('at the intake', () => {
  test('it is offered on coming back, gone on with, and gone when sent', async () => {
    expect(await save('callcenter', '/aduan/baru', { uraian: 'Air mati sejak', nama: 'Daeng Lino', kebutuhan: ['1', '2'] })).toBe(
      204,
    )
    const offer = (await page('callcenter', '/aduan/baru'))('.draft')
    expect(offer.text()).toMatch(/belum dikirim, tersimpan/)
    const $ = await page('callcenter', String(offer.find('a').attr('href')))
    expect([$('#f-uraian').val(), $('#f-nama').val(), $('[name=kebutuhan]:checked').length]).toEqual([
      'Air mati sejak',
      'Daeng Lino',
      2,
    ])
    expect($('.draft').length).toBe(0)
    const formulir = String($('[name=formulir]').val())
    await (await signIn('callcenter'))
      .post('/aduan/baru')
      .send(encoded({ ...intakeBody(app), formulir }))
      .expect(303)
    expect(await kept()).toBe(0)
  })

  test('it is nobody else’s', async () => {
    await save('callcenter', '/aduan/baru', { uraian: 'Rahasia.' })
    expect((await page('admin.humas', '/aduan/baru')).text()).not.toContain('belum dikirim')
    await (await signIn('admin.humas'))
      .post('/draf/buang')
      .send(encoded({ untuk: '/aduan/baru' }))
      .expect(303)
    expect(await kept()).toBe(1)
  })

  test('it is thrown away when its person says so', async () => {
    await save('callcenter', '/aduan/baru', { uraian: 'Tidak jadi.' })
    await (await signIn('callcenter'))
      .post('/draf/buang')
      .send(encoded({ untuk: '/aduan/baru' }))
      .expect(303)
    expect(await kept()).toBe(0)
  })
})

describe('at an action', () => {
  test('its form opens with what was typed, and it is gone when the action is taken', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await save('staf.wilayah2', `/aduan/${number}/lapor`, { penyebab: 'Pipa retak', versi: '1' })
    const offer = (await page('staf.wilayah2', `/aduan/${number}`))('.draft')
    expect(offer.text()).toContain('Isi laporan penyelesaian')
    const $ = await page('staf.wilayah2', String(offer.find('a').attr('href')))
    expect($('#lapor-penyebab').val()).toBe('Pipa retak')
    expect($('form[action$="/lapor"] [name=versi]').val()).not.toBe('1')
    await press(app, 'staf.wilayah2', number, 'report', bodyOf('report', app))
    expect(await kept()).toBe(0)
  })

  test('what can no longer be done is shown to be copied', async () => {
    const number = await recordComplaint(app)
    await save('callcenter', `/aduan/${number}/jelaskan`, { penjelasan: 'Sudah kami cek.', hasil_penjelasan: 'ACCEPTED' })
    await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
    const draft = (await page('callcenter', `/aduan/${number}`))('.draft')
    expect([draft.find('a').length, draft.find('blockquote').text()]).toEqual([0, 'Sudah kami cek.'])
  })

  test('of a complaint that is not seen, or of no action, there is none', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    expect(await save('staf.wilayah5', `/aduan/${number}/lapor`, { penyebab: 'x' })).toBe(404)
    expect(await save('staf.wilayah2', '/aduan/baru', { uraian: 'x' })).toBe(404)
    for (const path of [
      `/aduan/${number}/hapus`,
      `/aduan/${number}`,
      '/aduan/ADU-2026-999999/lapor',
      '/masuk',
      '//jahat.example/aduan/baru',
    ])
      expect([path, await save('staf.wilayah2', path, { penyebab: 'x' })]).toEqual([path, 404])
    expect((await (await signIn('callcenter')).post('/draf').send('uraian=x')).status).toBe(400)
    expect(await kept()).toBe(0)
  })
})

test('whatever is typed is kept or refused, never a fault', async () => {
  const browser = await signIn('callcenter')
  for (const body of [
    'uraian=%00a%ED%A0%80',
    'uraian=a&uraian=b',
    `uraian=${'x'.repeat(100_000)}`,
    '__proto__=x&constructor=y',
    '%00=%00',
  ])
    expect((await browser.post('/draf').send(`untuk=%2Faduan%2Fbaru&${body}`)).status, body.slice(0, 40)).toBe(204)
  expect((await browser.post('/draf').send(`untuk=%2Faduan%2Fbaru&uraian=${'x'.repeat(300_000)}`)).status).toBe(413)
  await page('callcenter', '/aduan/baru?draf=ya')
})

test('thirty are kept of a person, the newest, and none longer than a week', async () => {
  const numbers: string[] = []
  for (let index = 0; index < 32; index++) numbers.push(await recordComplaint(app))
  for (const number of numbers) {
    clock.advance(1)
    await save('callcenter', `/aduan/${number}/catat`, { catatan: number })
  }
  const forms = await db.sql<{ form: string }>('SELECT form FROM drafts ORDER BY saved_at')
  expect(forms.map(({ form }) => form)).toEqual(numbers.slice(2).map((number) => `/aduan/${number}/catat`))
  await removeOldDrafts(db, new Date(clock.now().getTime() + 7 * DAY + 1))
  expect(await kept()).toBe(0)
})
