// What a complaint has become since its paper was made: told by whoever checks it, signed by nobody, and of which kinds it is true.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { findPaper } from '../../src/papers/paper-store.ts'
import { sign } from '../../src/papers/signature-store.ts'
import { broughtBy } from '../attachments/brought.ts'
import { browserOf, startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { reported } from './cases.ts'
import { codeIn, made, sheet } from './making.ts'

const app = await startApp()
afterAll(app.close)
const { db, signIn, user, clock } = app

const checked = async (address: string): Promise<string> =>
  load(
    (
      await browserOf(app.app)
        .get(`/cek/${codeIn(address)}`)
        .expect(200)
    ).text,
  )('main').text()
const note = async (number: string, body: object) =>
  (await signIn('staf.wilayah2'))
    .post(`/aduan/${number}/catat`)
    .type('form')
    .send({ catatan: 'Kabar.', ...body })
    .expect(303)
const fresh = async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  return { number, address: await made(app, number, 'berita-acara', 'staf.wilayah2') }
}
const DRAWN = { nama: 'Daeng Baji', goresan: '[[[100,300,0],[300,80,120],[500,320,260]]]' }
const at = (address: string, who: Username) => async (method: 'get' | 'post') => {
  const agent = await signIn(who)
  const path = `${address}/tanda-tangan/pelapor`
  return method === 'get' ? agent.get(path) : agent.post(path).type('form').send(DRAWN)
}

const NOTES: [string, { body: object; files?: number }, boolean][] = [
  ['a note for the house', { body: {} }, false],
  ['a note for the complainant', { body: { untuk_pelapor: 'ya' } }, true],
  ['a note with a file', { body: {}, files: 1 }, true],
]
test.each(NOTES)('%s makes what was printed outdated or not: %j %s', async (_what, { body, files }, changed) => {
  const { number, address } = await fresh()
  expect(await checked(address)).toContain('Asli dan berlaku')
  await note(number, { ...body, ...(files && { lampiran: await broughtBy(app, 'staf.wilayah2', files) }) })
  expect(await checked(address)).toContain(changed ? 'Asli, tetapi aduan berubah sesudahnya' : 'Asli dan berlaku')
})

test('what is outdated is not signed: a page says so and makes the new version, which is', async () => {
  const { number, address } = await fresh()
  await note(number, { untuk_pelapor: 'ya' })
  const staff = at(address, 'staf.wilayah2')
  for (const method of ['get', 'post'] as const) {
    const { status, text } = await staff(method)
    expect([status, load(text)('.stale').text()]).toEqual([
      409,
      expect.stringContaining('Aduan berubah sesudah dokumen ini dibuat'),
    ])
    expect(load(text)('form.stale').attr('action')).toBe(`/aduan/${number}/kertas/berita-acara`)
  }
  expect((await sheet(app, address, 'staf.wilayah2'))('a[href*="tanda-tangan"]')).toHaveLength(0)
  const newer = await made(app, number, 'berita-acara', 'staf.wilayah2')
  expect((await at(newer, 'staf.wilayah2')('post')).status).toBe(303)
  expect(await db.sql('SELECT FROM signatures s JOIN papers p ON p.id = s.paper_id WHERE p.code = $1', [plain(address)])).toEqual(
    [],
  )
})

test('who signs it and makes none asks for the new version', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await reported(app, number, 1)
  const address = await made(app, number, 'laporan-penyelesaian', 'staf.wilayah2')
  await note(number, { untuk_pelapor: 'ya' })
  const { status, text } = await at(address, 'teknik.2')('get')
  const page = load(text)
  expect([status, page('form.stale').length, page('.stale').text()]).toEqual([409, 0, expect.stringContaining('Minta unit')])
})

test('what becomes outdated while the pen moves is not signed', async () => {
  const { number, address } = await fresh()
  const staff = user('staf.wilayah2')
  const paper = await findPaper(db, staff, plain(address))
  await note(number, { untuk_pelapor: 'ya' })
  const hand = { party: 'CUSTOMER', name: 'Daeng Baji', strokes: [[[1, 2, 3]]], refusal: null, reason: null } as const
  const signing = sign(
    db,
    { id: paper.complaintId },
    paper,
    { ...hand, strokes: [[[1, 2, 3]]] },
    { user: staff, now: clock.now() },
  )
  await expect(signing).rejects.toThrow('aduan berubah sesudah dokumen ini dibuat')
})

test('a letter stays what it was on its day', async () => {
  const { number } = await fresh()
  const body = { kepada: 'Daeng Baji', alamat_surat: '', perihal_surat: 'Jawaban', isi: 'Pipa diperbaiki besok.' }
  const { headers } = await (await signIn('admin.humas')).post(`/aduan/${number}/surat`).type('form').send(body).expect(303)
  await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app))
  expect(await checked(String(headers.location))).toContain('Asli dan berlaku')
})

test('a letter with braces around several words is not written', async () => {
  const { number } = await fresh()
  const body = { kepada: 'Daeng Baji', alamat_surat: '', perihal_surat: 'Jawaban', isi: 'Yang terhormat {nama pelapor},' }
  const { text } = await (await signIn('admin.humas')).post(`/aduan/${number}/surat`).type('form').send(body).expect(422)
  expect(load(text)('main').text()).toContain('Ganti isian yang masih dalam kurung kurawal.')
})

test.each(['CLOSED', 'DISMISSED'] as const)('no work is ordered on what is %s', async (state) => {
  const number = await complaintIn(app, state)
  for (const who of ['kasie.hula', 'staf.wilayah2'] as const) {
    const sent = await (await signIn(who)).post(`/aduan/${number}/kertas/surat-perintah-kerja`).type('form').send({})
    expect([403, 404, 409]).toContain(sent.status)
  }
  expect(await db.sql(`SELECT FROM papers WHERE kind = 'WORK_ORDER'`)).toEqual([])
})

test('a photo of a paper is given out below its own complaint alone, and asked for anew each time', async () => {
  const { number: other } = await fresh()
  const number = await complaintIn(app, 'IN_PROGRESS')
  await reported(app, number, 1)
  const address = await made(app, number, 'berita-acara', 'staf.wilayah2')
  const photo = (await sheet(app, address, 'staf.wilayah2'))('img[src*="/foto/"]').attr('src') ?? ''
  const staff = await signIn('staf.wilayah2')
  const { headers } = await staff.get(photo).expect(200)
  expect(headers['cache-control']).toBe('private, no-cache')
  await staff.get(photo.replace(number, other)).expect(404)
})

test('a code cut in the midst of a letter is not known, like any other', async () => {
  const typed = `${'a'.repeat(39)}😀`
  const { headers } = await browserOf(app.app).get('/cek').query({ kode: typed }).expect(303)
  await browserOf(app.app).get(String(headers.location)).expect(404)
})

test('the sending of a letter leads back to letters that there are', async () => {
  const { number } = await fresh()
  const desk = await signIn('admin.humas')
  expect((await desk.get(`/aduan/${number}/surat/1/kirim`).expect(303)).headers.location).toBe(`/aduan/${number}/surat`)
  await desk.get('/aduan/ADU-2026-999999/surat/1/kirim').expect(404)
  await (await signIn('staf.wilayah3')).get(`/aduan/${number}/surat/1/kirim`).expect(404)
})

const plain = (address: string): string => codeIn(address).replaceAll('-', '')
