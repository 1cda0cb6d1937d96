// Written answers: begun from the category's text, numbered without a gap, kept as papers, and their sending recorded.
import { load } from 'cheerio'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { deliver } from '../../src/notifications/deliver.ts'
import { closePost, openPost } from '../../src/notifications/post.ts'
import { letterNumber } from '../../src/papers/letter.ts'
import { GAP } from '../../src/settings/letter-templates.ts'
import { faultsIn, readAll } from '../complaints/reading.ts'
import { type Mail, openMailbox, partOf } from '../notifications/receiving.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { made, pdfOf } from './making.ts'

const app = await startApp({ env: { smtp: { url: 'smtp://127.0.0.1:1', from: 'aduan@tanggap.example' } } })
const { db, clock, user, signIn, close } = app
afterAll(close)
beforeEach(() => clock.set('2026-11-24T10:00:00+08:00'))

const TEXT = { kepada: 'Daeng Baji', alamat_surat: '', perihal_surat: 'Jawaban', isi: 'Dengan hormat,\n\npipa sudah diperbaiki.' }
const get = async (number: string, who: Username = 'admin.humas') => (await signIn(who)).get(`/aduan/${number}/surat`)
const send = async (number: string, body: object, who: Username = 'admin.humas', more = '') =>
  (await signIn(who)).post(`/aduan/${number}/surat${more}`).type('form').send(body)
const write = async (number: string, more: object = {}) => {
  const { status, headers, text } = await send(number, { ...TEXT, ...more })
  if (status !== 303) throw new Error(`${status} ${faultsIn(text)}`)
  return headers.location as string
}
const letters = () =>
  db.sql<{ id: number; sequence: number; number: string; way: string | null; at: Date | null }>(
    'SELECT id, sequence, number, sent_way AS way, sent_at AS at FROM letters ORDER BY sequence',
  )
const last = async () => (await letters()).at(-1)
async function wordsOf(pdf: Buffer): Promise<string> {
  const paper = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const { items } = await (await paper.getPage(1)).getTextContent()
  await paper.destroy()
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
}

describe('the form', () => {
  test('begins with the text of the category, filled in; what nobody knows yet is left open and must be closed', async () => {
    const number = await complaintIn(app, 'MONITORING', { alamat: 'Jl. Baji Gau 3' })
    const $ = load((await get(number, 'staf.wilayah2')).text)
    expect($('[name=kepada]').val()).toBe('Daeng Baji')
    expect($('[name=perihal_surat]').val()).toBe(`Jawaban atas aduan nomor ${number}`)
    const body = String($('[name=isi]').val())
    for (const word of [
      'Kebocoran di Jl. Baji Gau 3',
      'Wilayah Pelayanan II',
      'Sambungan pecah.',
      'Klem diganti.',
      'tuntas',
      '24 November 2026',
    ])
      expect(body).toContain(word)
    expect(body).not.toContain(GAP)
    const early = await recordComplaint(app)
    const open = String(load((await get(early)).text)('[name=isi]').val())
    expect(open).toContain(`Penyebab: ${GAP}`)
    const { status, text } = await send(early, { ...TEXT, isi: open })
    expect([status, faultsIn(text)]).toEqual([422, [`Lengkapi bagian yang masih bertanda ${GAP}`]])
  })

  test.each<[object, RegExp]>([
    [{ kepada: ' ' }, /Kepada wajib/],
    [{ isi: '' }, /Isi surat wajib/],
    [{ isi: 'Yth. {nama}' }, /kurung kurawal/],
    [{ perihal_surat: 'a'.repeat(151) }, /150/],
    [{ isi: 'a'.repeat(7_501) }, /7\.500/],
  ])('%j is not taken, stays typed and takes no number', async (more, why) => {
    const number = await recordComplaint(app)
    const before = await letters()
    const { status, text } = await send(number, { ...TEXT, ...more })
    expect([status, faultsIn(text).join()]).toEqual([422, expect.stringMatching(why)])
    if (!('kepada' in more)) expect(load(text)('[name=kepada]').val()).toBe(TEXT.kepada)
    expect(await letters()).toEqual(before)
  })

  test('is looked at before it is made, and that takes no number', async () => {
    const [number, before] = [await recordComplaint(app), await letters()]
    const { status, text } = await send(number, { ...TEXT, tindakan: 'pratinjau' })
    expect([status, load(text)('.letter').text()]).toEqual([200, expect.stringContaining('pipa sudah diperbaiki')])
    expect(await letters()).toEqual(before)
  })

  test('that was left half done is offered again', async () => {
    const number = await recordComplaint(app)
    const agent = await signIn('callcenter')
    await agent
      .post('/draf')
      .type('form')
      .send({ ...TEXT, isi: 'Setengah jadi', untuk: `/aduan/${number}/surat` })
      .expect(204)
    expect(load((await get(number, 'callcenter')).text)('[name=isi]').val()).toContain('Setengah jadi')
    expect(load((await agent.get(`/aduan/${number}`)).text)('.draft a').attr('href')).toBe(`/aduan/${number}/surat`)
    await send(number, TEXT, 'callcenter')
    expect(load((await get(number, 'callcenter')).text)('.draft')).toHaveLength(0)
  })
})

test('who answers complainants writes: front desk, closers, the unit’s staff; others may not or do not see it', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const answers: [Username, number][] = [
    ...(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'staf.wilayah2'] as const).map((who): [Username, number] => [
      who,
      200,
    ]),
    ...(['teknik.2', 'quick.response', 'direktur'] as const).map((who): [Username, number] => [who, 403]),
    ...(['staf.wilayah3', 'sistem'] as const).map((who): [Username, number] => [who, 404]),
  ]
  for (const [who, status] of answers) {
    expect([who, (await get(number, who)).status]).toEqual([who, status])
    expect([who, (await send(number, { ...TEXT, tindakan: 'pratinjau' }, who)).status]).toEqual([who, status])
  }
  expect((await get(await complaintIn(app, 'SUBMITTED'))).status).toBe(409)
})

describe('a letter', () => {
  test('has the next number of its year by the pattern, is told, and is a paper that can be read as PDF and checked', async () => {
    const number = await complaintIn(app, 'CLOSED')
    const receipts = await (await signIn('admin.humas')).post(`/aduan/${number}/kertas/tanda-terima`).expect(303)
    const address = await write(number, { isi: 'Dengan hormat,\n\npipa sudah diperbaiki.' })
    const letter = await last()
    expect(letter?.number).toBe(`${letter?.sequence}/B.3a/HUMAS/XI/2026`)
    const words = await wordsOf(await pdfOf(app, `${address}/pdf`, 'admin.humas'))
    for (const word of [
      letter?.number ?? '',
      'Makassar, 24 November 2026',
      'Yth. Daeng Baji',
      'pipa sudah diperbaiki.',
      'Kepala Bagian Hubungan Masyarakat',
    ])
      expect(words).toContain(word)
    expect(words).not.toContain('Rahasia')
    const { events } = await readAll(app, number)
    expect(events.find(({ type }) => type === 'letterWritten')).toMatchObject({
      ...{ actorId: user('admin.humas').id, payload: { letterId: letter?.id, number: letter?.number }, from: null, to: null },
    })
    for (const location of [address, receipts.headers.location])
      expect((await (await signIn('direktur')).get(`/cek/${location?.split('/').at(-1)}`)).text).toContain('berlaku')
  })

  test('pressed twice with the same words is one', async () => {
    const number = await recordComplaint(app)
    const before = (await letters()).length
    const addresses = await Promise.all([write(number), write(number), write(number)])
    expect([new Set(addresses).size, (await letters()).length]).toEqual([1, before + 1])
    await write(number, { alamat_surat: 'Jl. Lain 1' })
    expect((await letters()).length).toBe(before + 2)
  })

  test('never shares its number, whoever writes at once, and a failure leaves no gap', async () => {
    const numbers = await Promise.all(Array.from({ length: 4 }, () => recordComplaint(app)))
    const before = (await last())?.sequence ?? 0
    await Promise.all(numbers.flatMap((number) => [1, 2, 3].map((n) => write(number, { isi: `Surat ${n}.` }))))
    const made = (await letters()).map(({ sequence }) => sequence).filter((one) => one > before)
    expect(made).toEqual(Array.from({ length: 12 }, (_, index) => before + 1 + index))
    await db.sql(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no paper'; END $$`)
    await db.sql('CREATE TRIGGER failing BEFORE INSERT ON papers FOR EACH ROW EXECUTE FUNCTION fail()')
    expect((await send(numbers[0] ?? '', { ...TEXT, isi: 'Gagal.' })).status).toBe(500)
    await db.sql('DROP TRIGGER failing ON papers')
    await write(numbers[0] ?? '', { isi: 'Sesudah kegagalan.' })
    expect((await last())?.sequence).toBe(before + 13)
  })

  test('begins with 1 in a new year of WITA', async () => {
    const number = await recordComplaint(app)
    clock.set('2026-12-31T16:00:00Z')
    await write(number, { isi: 'Selamat tahun baru.' })
    expect((await db.sql<{ number: string }>('SELECT number FROM letters WHERE year = 2027'))[0]?.number).toBe(
      '1/B.3a/HUMAS/I/2027',
    )
    await db.sql('DELETE FROM letter_series WHERE year = 2027')
  })

  test.each([
    ['{nomor}/{tahun}', 7, '2026-11-24T10:00:00+08:00', '7/2026'],
    ['{tahun}.{bulan}.{nomor}', 120, '2026-04-30T23:59:00+08:00', '2026.IV.120'],
    ['S-{nomor}/HUMAS/{bulan}/{tahun}', 1, '2026-09-01T00:00:00+08:00', 'S-1/HUMAS/IX/2026'],
  ])('%s, %i', (pattern, sequence, at, number) => expect(letterNumber(pattern, sequence, new Date(at))).toBe(number))
})

test('a written letter offers to record its sending; a new one is folded away, and the history tells of it once', async () => {
  const number = await recordComplaint(app)
  expect(load((await get(number)).text)('details form [name=isi]')).toHaveLength(0)
  const address = await write(number, { isi: 'Untuk dicatat.' })
  const agent = await signIn('admin.humas')
  const offer = load((await agent.get(address).expect(200)).text)('a:contains("Catat pengiriman")').attr('href') ?? ''
  const $ = load((await agent.get(offer.split('#')[0] ?? '').expect(200)).text)
  expect($(`details[id=${offer.split('#')[1]}]`).attr('open')).toBeDefined()
  const folded = $('details:has([name=isi])')
  expect([folded.length, folded.attr('open')]).toEqual([1, undefined])
  expect(load((await send(number, { ...TEXT, isi: '' })).text)('details:has([name=isi])').attr('open')).toBeDefined()
  const story = load((await agent.get(`/aduan/${number}`)).text)('.story li')
  expect(story.toArray().filter((one) => /surat/i.test(load(one).text()))).toHaveLength(1)
  const plain = load((await (await signIn('admin.humas')).get(await made(app, number, 'tanda-terima', 'admin.humas'))).text)
  expect(plain('a:contains("Catat pengiriman")')).toHaveLength(0)
})

describe('its sending', () => {
  const WILLING = { telepon: '', akun: 'baji@contoh.id', cara_dihubungi: 'EMAIL' }

  test('is recorded with way, instant and person, and told once', async () => {
    const number = await recordComplaint(app)
    await write(number, { isi: 'Untuk diserahkan.' })
    const id = (await last())?.id
    clock.advance(60)
    const body = { cara: 'HAND', waktu: '2026-11-24T10:30' }
    for (const _ of [1, 2]) expect((await send(number, body, 'kasie.hula', `/${id}/kirim`)).status).toBe(303)
    expect(await last()).toMatchObject({ way: 'HAND', at: new Date('2026-11-24T10:30:00+08:00') })
    const told = (await readAll(app, number)).events.filter(({ type }) => type === 'letterSent')
    expect(told).toMatchObject([{ actorId: user('kasie.hula').id, at: clock.now(), payload: { letterId: id, way: 'HAND' } }])
    const page = load((await (await signIn('kasie.hula')).get(`/aduan/${number}`)).text)('.story').text()
    expect(page).toContain('dikirim: diserahkan langsung, Sel 24 Nov 10.30.')
  })

  test.each([
    [{ cara: '' }, /Cara mengirim wajib/],
    [{ cara: 'MERPATI' }, /dari daftar/],
    [{ waktu: '2026-11-24T10:31' }, /masa depan/],
    [{ waktu: '2026-11-24T09:00' }, /sebelum surat ini ditulis/],
  ])('%j is not taken', async (more, why) => {
    const number = await recordComplaint(app)
    await write(number, { isi: 'Belum dikirim.' })
    const id = (await last())?.id
    const { status, text } = await send(
      number,
      { cara: 'POST', waktu: '2026-11-24T10:00', ...more },
      'admin.humas',
      `/${id}/kirim`,
    )
    expect([status, faultsIn(text).join()]).toEqual([422, expect.stringMatching(why)])
    expect(await last()).toMatchObject({ way: null })
  })

  test('of another complaint’s letter is not found', async () => {
    const [one, other] = [await recordComplaint(app), await recordComplaint(app)]
    await write(one, { isi: 'Milik yang satu.' })
    const id = (await last())?.id
    for (const path of [`/${id}/kirim`, `/${id}/surel`, '/0/kirim', '/x/surel'])
      expect((await send(other, { cara: 'POST', waktu: '2026-11-24T10:00' }, 'admin.humas', path)).status).toBe(404)
  })

  test('by mail takes the PDF along, once', async () => {
    const number = await recordComplaint(app, WILLING)
    await write(number, { isi: 'Lewat surel, pipa diperbaiki.' })
    const id = (await last())?.id
    expect(load((await get(number)).text)('form[action$="/surel"] button').text()).toContain('baji@contoh.id')
    expect((await send(number, {}, 'admin.humas', `/${id}/surel`)).status).toBe(303)
    expect((await send(number, {}, 'admin.humas', `/${id}/surel`)).status).toBe(409)
    const box = await openMailbox()
    const post = openPost({ smtp: { url: box.url, from: 'Tanggap <aduan@tanggap.example>' }, webhook: null })
    await Promise.all([1, 2].map(() => deliver({ db, post, baseUrl: 'https://tanggap.example' }, clock.now())))
    const mails = box.mails.filter(({ subject }) => subject.includes('Surat jawaban'))
    expect(mails.map(({ to }) => to)).toEqual(['baji@contoh.id'])
    const words = await wordsOf(partOf(mails[0] as Mail, 'application/pdf'))
    expect(words).toContain((await last())?.number)
    expect(words).toContain('Lewat surel, pipa diperbaiki.')
    closePost(post)
    await box.close()
  })

  test.each([
    ['who wants calls', {}],
    ['who wants to hear nothing', { ...WILLING, tidak_bersedia: 'ya' }],
  ])('is not offered by mail to a complainant %s', async (_, more) => {
    const number = await recordComplaint(app, more)
    await write(number, { isi: 'Bukan lewat surel.' })
    expect(load((await get(number)).text)('form[action$="/surel"]')).toHaveLength(0)
    expect((await send(number, {}, 'admin.humas', `/${(await last())?.id}/surel`)).status).toBe(409)
  })
})
