import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { toLocalInput } from '../../src/time.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const reasonId = (code: string) => String(master.holdReasons.find((reason) => reason.code === code)?.id)

test('an officer sets off: start by who was assigned, not by another technician', async () => {
  const number = await complaintIn(app, 'ESCALATED')
  await act(app, number, 'staf.wilayah2', 'assign', bodyOf('assign', app))
  expect((await press(app, 'teknik.3', number, 'start')).status).toBe(404)
  expect((await press(app, 'teknik.2', number, 'start')).status).toBe(303)
  expect((await readAll(app, number)).complaint.startedAt).toEqual(clock.now())
})

describe('hold', () => {
  test('keeps its reason, what was said, and the mark that the reason had when it began', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const body = { alasan: reasonId('MENUNGGU_MATERIAL'), keterangan: 'Klem 4 inci.' }
    await press(app, 'teknik.2', number, 'hold', body)
    await db.sql('UPDATE hold_reasons SET pausing = true WHERE id = $1', [Number(body.alasan)])
    clock.advance(5)
    await press(app, 'staf.wilayah2', number, 'resume')
    await db.sql('UPDATE hold_reasons SET pausing = false WHERE id = $1', [Number(body.alasan)])
    const { complaint, texts } = await readAll(app, number)
    expect(complaint.holds).toMatchObject([{ reasonId: Number(body.alasan), pausing: false, until: clock.now() }])
    expect(texts.at(-1)).toMatchObject({ kind: 'REASON', body: 'Klem 4 inci.' })
  })

  test('needs a reason from the list', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    for (const alasan of ['', '0', '99999', 'CUACA'])
      expect((await press(app, 'teknik.2', number, 'hold', { alasan })).status).toBe(422)
  })

  test('a second one is another row', async () => {
    const number = await complaintIn(app, 'ON_HOLD')
    clock.advance(5)
    await act(app, number, 'teknik.2', 'resume')
    await act(app, number, 'teknik.2', 'hold', { alasan: reasonId('PIHAK_KETIGA') })
    const { complaint } = await readAll(app, number)
    expect(complaint.holds.map(({ pausing, until }) => [pausing, until])).toEqual([
      [true, clock.now()],
      [false, null],
    ])
  })
})

describe('the report', () => {
  test('is filled in advance with what the technician declared', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const typed = {
      ...bodyOf('finish', app),
      penyebab: 'Sambungan lama retak.',
      tindakan: 'Pipa diganti 2 meter.',
      mulai_dikerjakan: '2026-11-24T09:10',
      selesai_dikerjakan: '2026-11-24T09:50',
      hasil: 'CUSTOMER_ABSENT',
      kunjungan: ['2026-11-24T09:15', '2026-11-24T09:40'],
    }
    await press(app, 'teknik.2', number, 'finish', typed)
    const $ = load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}`).expect(200)).text)
    const form = $('form[action$="/lapor"]')
    const value = (name: string) =>
      form
        .find(`[name=${name}]`)
        .toArray()
        .map((input) => String($(input).val()).trim())
    expect([value('penyebab'), value('tindakan'), value('hasil')]).toEqual([
      [typed.penyebab],
      [typed.tindakan],
      ['CUSTOMER_ABSENT'],
    ])
    expect([value('mulai_dikerjakan'), value('selesai_dikerjakan')]).toEqual([['2026-11-24T09:10'], ['2026-11-24T09:50']])
    expect(value('kunjungan')).toEqual([...typed.kunjungan, ''])
    expect(
      form
        .find('[name=petugas]:checked')
        .toArray()
        .map((box) => $(box).val()),
    ).toEqual([String(user('teknik.2').id)])
    expect((await readAll(app, number)).reports).toMatchObject([
      { kind: 'WORK_DONE', cause: typed.penyebab, result: 'CUSTOMER_ABSENT' },
    ])
  })

  test('ends hold and assignments with their time', async () => {
    const number = await complaintIn(app, 'ON_HOLD')
    clock.advance(20)
    await press(app, 'staf.wilayah2', number, 'report', bodyOf('report', app))
    const { complaint } = await readAll(app, number)
    expect(complaint.assignments).toMatchObject([{ personId: user('teknik.2').id, until: clock.now() }])
    expect(complaint.holds).toMatchObject([{ until: clock.now() }])
  })

  test('corrected, is a new version beside the old one', async () => {
    const number = await complaintIn(app, 'MONITORING')
    await press(app, 'staf.wilayah2', number, 'correct', bodyOf('correct', app, { penyebab: 'Akar pohon.' }))
    expect((await readAll(app, number)).reports.map(({ kind, cause }) => [kind, cause])).toEqual([
      ['COMPLETION', 'Sambungan pecah.'],
      ['COMPLETION', 'Akar pohon.'],
    ])
  })

  test.each([
    ['ended before it began', { mulai_dikerjakan: '2026-11-24T09:50', selesai_dikerjakan: '2026-11-24T09:49' }],
    ['ended in the future', { selesai_dikerjakan: '2027-01-01T09:00' }],
    ['nobody did it', { petugas: [] }],
    ['no cause', { penyebab: ' ' }],
    ['nothing done', { tindakan: '' }],
    ['no result', { hasil: '' }],
    ['a result that is none', { hasil: 'LUNAS' }],
    ['customer absent, but no visit', { hasil: 'CUSTOMER_ABSENT' }],
    ['a visit in the future', { hasil: 'CUSTOMER_ABSENT', kunjungan: ['2027-01-01T09:00'] }],
  ])('is not taken: %s', async (_, more) => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    for (const [who, action] of [
      ['teknik.2', 'finish'],
      ['staf.wilayah2', 'report'],
    ] as const) {
      const { status, text } = await press(app, who, number, action, bodyOf(action, app, more))
      expect([status, faultsIn(text).length]).toEqual([422, 1])
    }
    expect((await readAll(app, number)).reports).toEqual([])
  })

  test.each([
    ['TEMPORARY', /sementara/],
    ['CUSTOMER_ABSENT', /pelanggan tidak di tempat/],
    ['LOCATION_NOT_FOUND', /lokasi tidak ditemukan/],
    ['NOT_OUR_AUTHORITY', /bukan kewenangan/],
    ['REFUSED_BY_CUSTOMER', /ditolak pelanggan/],
    ['RESOLVED', null],
  ])('with %s as result: the closer is told, beside the button, unless all is well', async (hasil, words) => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const body = bodyOf('report', app, { hasil, kunjungan: [toLocalInput(clock.now())] })
    expect((await press(app, 'staf.wilayah2', number, 'report', body)).status).toBe(303)
    for (const who of ['admin.humas', 'kasie.hula', 'kabag.humas'] as const) {
      const $ = load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)
      const hint = $('form[action$="/nyatakan-selesai"]').text().toLowerCase()
      if (words) expect(hint).toMatch(words)
      else expect(hint).not.toMatch(/hasil/)
    }
  })
})
