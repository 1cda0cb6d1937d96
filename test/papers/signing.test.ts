// Hands on a paper: drawn or with the reason why not, once, bound to what it said; bad strokes are told and nothing is kept of them.
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { handsOf } from '../../src/documents/case-hands.ts'
import { SHAPE } from '../../src/documents/case-shape.ts'
import type { Strokes } from '../../src/papers/signature.ts'
import { sealOf } from '../../src/papers/signature-store.ts'
import { browserOf, startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { finished, full, LONG_NAME, reported } from './cases.ts'
import { codeIn, made, pdfOf, sheet } from './making.ts'

const app = await startApp()
const { db, signIn, close } = app
afterAll(close)

const STROKES: Strokes = [
  [
    [100, 300, 0],
    [300, 80, 120],
    [500, 320, 260],
  ],
  [
    [600, 200, 400],
    [900, 210, 520],
  ],
]
const HAND = { party: 'CUSTOMER' as const, name: null, refusal: null, reason: null, signedAt: new Date(0) }
const DRAWN = { nama: 'Daeng Baji', goresan: JSON.stringify(STROKES) }
const REFUSED = { nama: '', penolakan: 'WOULD_NOT', alasan: 'Ingin membaca dulu di rumah.' }

const post = async (address: string, who: Username, body: object, party = 'pelapor') =>
  (await signIn(who)).post(`${address}/tanda-tangan/${party}`).type('form').send(body)

async function paperOf(state: 'IN_PROGRESS' | 'MONITORING' = 'IN_PROGRESS') {
  const number = await complaintIn(app, state, full(app))
  return { number, address: await made(app, number, 'berita-acara', 'staf.wilayah2') }
}
const signaturesOn = (address: string) =>
  db.sql<Signature>(
    'SELECT s.*, p.sha256 AS paper FROM signatures s JOIN papers p ON p.id = s.paper_id WHERE p.code = $1 ORDER BY s.party',
    [codeIn(address).replaceAll('-', '')],
  )
type Signature = {
  party: 'CUSTOMER'
  name: string | null
  strokes: string
  refusal: null
  reason: null
  sha256: string
  paper: string
}

describe('signed', () => {
  let number: string
  let address: string
  let unsigned: Buffer
  beforeAll(async () => {
    ;({ number, address } = await paperOf())
    unsigned = await pdfOf(app, `${address}/pdf`, 'staf.wilayah2')
    expect((await post(address, 'teknik.2', DRAWN)).headers.location).toBe(`${address}?kabar=ditandatangani`)
    expect((await post(address, 'staf.wilayah2', REFUSED, 'petugas')).status).toBe(303)
  })

  test('the officer in the field takes the hand; page and PDF show it as a line, and the other as its reason', async () => {
    const $ = await sheet(app, address, 'staf.wilayah2')
    expect($('.hand svg path').attr('d')).toMatch(/^M100 300Q300 80 400 200L500 320M600 200L900 210$/)
    expect($('.signed').text()).toContain('Tidak bersedia menandatangani: Ingin membaca dulu di rumah.')
    expect($('.signed .name').first().text()).toBe('Daeng Baji')
    const [hand] = handsOf([{ party: 'CUSTOMER', label: 'Pelapor', name: null }], [{ ...HAND, strokes: STROKES }], SHAPE.a4)
    expect(JSON.stringify(hand)).toContain('M100 300Q300 80 400 200L500 320M600 200L900 210')
    const signed = await pdfOf(app, `${address}/pdf`, 'staf.wilayah2')
    expect(signed.equals(unsigned)).toBe(false)
    expect(signed.equals(await pdfOf(app, `${address}/pdf`, 'staf.wilayah2'))).toBe(true)
  })

  test('it is told in the history, and by a count where anybody checks it', async () => {
    const story = load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}`)).text)('.story').text()
    expect(story).toContain('mencatat tanda tangan pelapor.')
    expect(story).toContain('mencatat bahwa petugas tidak menandatangani.')
    const { text } = await browserOf(app.app).get(`/cek/${codeIn(address)}`)
    expect(text).toContain('Memuat 2 tanda tangan')
    expect(text).not.toContain('Daeng Baji')
  })

  test('the fingerprint is over the paper and the hand; neither can be exchanged, altered or taken away', async () => {
    const [customer] = await signaturesOn(address)
    if (!customer) throw new Error('No signature')
    const { party, name, refusal, reason, paper } = customer
    const drawn = { party, name, strokes: JSON.parse(customer.strokes), refusal, reason }
    expect(customer.sha256).toBe(sealOf({ sha256: paper }, drawn))
    expect(customer.sha256).not.toBe(sealOf({ sha256: 'another' }, drawn))
    expect(customer.sha256).not.toBe(sealOf({ sha256: paper }, { ...drawn, name: 'Orang lain' }))
    for (const change of [
      "strokes = '[]'",
      "name = 'Orang lain'",
      "refusal = 'COULD_NOT'",
      "sha256 = 'x'",
      "signed_at = signed_at + interval '1 day'",
    ])
      await expect(db.sql(`UPDATE signatures SET ${change}`)).rejects.toThrow('stays as it is')
    await expect(db.sql('DELETE FROM signatures')).rejects.toThrow()
  })

  test('nobody signs twice, and two at once are one', async () => {
    expect((await post(address, 'staf.wilayah2', DRAWN)).status).toBe(409)
    const other = await paperOf()
    const answers = await Promise.all([1, 2, 3].map(() => post(other.address, 'staf.wilayah2', DRAWN)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409])
    expect(await signaturesOn(other.address)).toHaveLength(1)
  })

  test('what is signed is opened again after a change; only who asks for it makes a new version, which is unsigned', async () => {
    await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app))
    expect(await made(app, number, 'berita-acara', 'staf.wilayah2')).toBe(address)
    const told = (await sheet(app, address, 'staf.wilayah2'))('form.stale')
    expect(told.find('span').text()).toBe('Aduan berubah sesudah dokumen ini ditandatangani.')
    expect(told.find('button').text()).toBe('Buat versi baru (2 tanda tangan tidak ikut)')
    const asked = Object.fromEntries(told.serializeArray().map(({ name, value }) => [name, value]))
    const sent = await (await signIn('staf.wilayah2'))
      .post(told.attr('action') ?? '')
      .type('form')
      .send(asked)
      .expect(303)
    const second = sent.headers.location as string
    expect(second).not.toBe(address)
    const [old, anew] = [await sheet(app, address, 'staf.wilayah2'), await sheet(app, second, 'staf.wilayah2')]
    expect([old('.hand svg').length, anew('.hand svg').length]).toEqual([1, 0])
    expect(old('.stale a').attr('href')).toBe(second)
    expect((await post(address, 'staf.wilayah2', DRAWN)).status).toBe(409)
    await (await signIn('staf.wilayah2')).get(`${address}/tanda-tangan/petugas`).expect(409)
  })

  test('the list of papers keeps the signed one below the one that took its place', async () => {
    const $ = load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}/kertas`).expect(200)).text)
    expect($('.papers .made > li > a')).toHaveLength(1)
    expect($('.papers .made > li > a').attr('href')).not.toBe(address)
    expect($('.papers .made details summary').text()).toBe('1 versi sebelumnya, ada yang ditandatangani')
    expect($('.papers .made details a').attr('href')).toBe(address)
    expect($('.papers .made details small').text()).toContain('ditandatangani (2 tanda tangan atau keterangan)')
  })

  test('emptied by retention the place of the hand says so', async () => {
    const one = await paperOf()
    await post(one.address, 'staf.wilayah2', DRAWN)
    await db.sql('UPDATE signatures SET name = NULL, strokes = NULL WHERE paper_id = (SELECT id FROM papers WHERE code = $1)', [
      codeIn(one.address).replaceAll('-', ''),
    ])
    expect((await sheet(app, one.address, 'staf.wilayah2'))('.signed').text()).toContain('Tanda tangan sudah dikosongkan')
    await pdfOf(app, `${one.address}/pdf`, 'staf.wilayah2')
  })
})

test('from the work to the paper: the officer photographs and declares it done, the complainant signs on the glass, staff report and print what was signed', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS', full(app))
  const officer = await signIn('teknik.2')
  const asking = async () =>
    load((await officer.get(`/aduan/${number}`).expect(200)).text)('button:contains("Minta tanda tangan pelapor")')
  expect((await asking()).hasClass('btn-primary')).toBe(false)
  await finished(app, number, 1)
  expect((await asking()).hasClass('btn-primary')).toBe(true)
  const press = () => officer.post(`/aduan/${number}/kertas/berita-acara`).type('form').send({ lalu: 'tanda-tangan' }).expect(303)
  const signing = (await press()).headers.location as string
  expect(signing).toMatch(/\/tanda-tangan\/pelapor$/)
  const address = signing.replace('/tanda-tangan/pelapor', '')
  expect((await post(address, 'teknik.2', DRAWN)).status).toBe(303)
  expect((await post(address, 'teknik.2', { ...DRAWN, nama: app.user('teknik.2').name }, 'petugas')).status).toBe(303)
  expect(await asking()).toHaveLength(0)
  expect((await press()).headers.location).toBe(address)

  await reported(app, number, 1)
  expect(await made(app, number, 'berita-acara', 'staf.wilayah2')).toBe(address)
  const $ = await sheet(app, address, 'staf.wilayah2')
  expect([$('.hand svg').length, $('.paper figure img').length]).toEqual([2, 2])
  await pdfOf(app, `${address}/pdf`, 'staf.wilayah2')
  const { text } = await browserOf(app.app)
    .get(`/cek/${codeIn(address)}`)
    .expect(200)
  expect(load(text)('.verdict h1').text()).toContain('Asli')
  await (await signIn('staf.wilayah3')).get($('.paper figure img').attr('src') ?? '').expect(404)
})

test('an officer signs by their own name, which stands there already; who did not do the work does not take that line', async () => {
  const { address } = await paperOf()
  const own = app.user('teknik.2').name
  const page = load((await (await signIn('teknik.2')).get(`${address}/tanda-tangan/petugas`).expect(200)).text)
  expect([page('[name=nama]').first().val(), page('[name=nama]').first().attr('aria-required')]).toEqual([own, 'true'])
  for (const [nama, fault] of [
    ['', 'wajib diisi'],
    ['Orang Lain', `atas nama sendiri: ${own}`],
  ] as const) {
    const { status, text } = await post(address, 'teknik.2', { ...DRAWN, nama }, 'petugas')
    expect([status, load(text)('.pad .fault').text()]).toEqual([422, expect.stringContaining(fault)])
  }
  for (const who of ['admin.humas', 'kasie.hula', 'kabag.humas'] as const) {
    await (await signIn(who)).get(`${address}/tanda-tangan/petugas`).expect(403)
    expect((await sheet(app, address, who))('a[href$="/tanda-tangan/petugas"]')).toHaveLength(0)
    expect((await sheet(app, address, who))('a[href$="/tanda-tangan/pelapor"]')).toHaveLength(1)
  }
  expect((await post(address, 'teknik.2', { ...DRAWN, nama: `Ir. ${own}, S.T.` }, 'petugas')).status).toBe(303)
})

test('who makes it and the officers who were sent out may let it be signed, while they see it', async () => {
  const { number, address } = await paperOf('MONITORING')
  const may: Username[] = ['staf.wilayah2', 'admin.humas', 'kasie.hula', 'kabag.humas', 'teknik.2']
  for (const who of [...may, 'callcenter', 'quick.response', 'staf.wilayah3', 'teknik.3', 'direktur', 'sistem'] as Username[]) {
    const { status } = await (await signIn(who)).get(`${address}/tanda-tangan/pelapor`)
    expect([who, status]).toEqual([who, may.includes(who) ? 200 : ['callcenter', 'quick.response'].includes(who) ? 403 : 404])
  }
  await act(app, number, 'kasie.hula', 'confirm')
  expect((await post(address, 'teknik.2', DRAWN)).status).toBe(404)
  await (await signIn('staf.wilayah2')).get(`${address}/tanda-tangan/siapa`).expect(404)
})

describe('what cannot be kept', () => {
  let address: string
  beforeAll(async () => {
    address = (await paperOf()).address
  })
  const many = JSON.stringify([Array.from({ length: 6_000 }, (_, index) => [index % 1000, 10, index])])
  const HOSTILE: [string, string][] = [
    ['nothing', ''],
    ['no strokes', '[]'],
    ['an empty stroke', '[[]]'],
    ['a dot', '[[[10,10,0]]]'],
    ['no JSON', '{{{'],
    ['another kind of JSON', '{"length":1}'],
    ['words', '[[["a","b","c"]]]'],
    ['NaN', '[[[NaN,1,1],[500,1,1]]]'],
    ['null', '[[[null,1,1],[500,1,1]]]'],
    ['numbers beyond numbers', '[[[1e999,1,1],[500,1,1]]]'],
    ['fractions', '[[[1.5,1,1],[500,1,1]]]'],
    ['left of the box', '[[[-1,1,1],[500,1,1]]]'],
    ['right of the box', '[[[1001,1,1],[500,1,1]]]'],
    ['below the box', '[[[1,401,1],[500,1,1]]]'],
    ['two numbers', '[[[1,1],[500,1]]]'],
    ['four numbers', '[[[1,1,1,1],[500,1,1,1]]]'],
    ['depth', '['.repeat(40_000)],
    ['a tag', '[["<svg onload=alert(1)>"]]'],
    ['too many points', many],
    ['too much', '1'.repeat(150_000)],
  ]

  test.each(HOSTILE)('%s: told beside the box, the name kept', async (_name, goresan) => {
    const { status, text } = await post(address, 'staf.wilayah2', { nama: 'Daeng Baji', goresan })
    const $ = load(text)
    expect([status, $('[name=nama]').first().val()]).toEqual([422, 'Daeng Baji'])
    expect($('#f-goresan-salah').text()).toMatch(/^(Bubuhkan tanda tangan|Tanda tangan (tidak dapat dibaca|terlalu panjang))/)
    expect(await signaturesOn(address)).toEqual([])
  })

  test('a megabyte, the same field twice, and reasons that are none', async () => {
    const big = await post(address, 'staf.wilayah2', { nama: '', goresan: '1'.repeat(1_000_000) })
    expect([big.status, load(big.text)('h1').text()]).toEqual([413, 'Kiriman terlalu besar'])
    const twice = await post(address, 'staf.wilayah2', { nama: 'A', goresan: [DRAWN.goresan, DRAWN.goresan] })
    expect(twice.status).toBe(422)
    for (const body of [{}, { penolakan: 'MALAS', alasan: 'x' }, { penolakan: 'COULD_NOT', alasan: ' ' }]) {
      const { status, text } = await post(address, 'staf.wilayah2', body)
      expect([status, load(text)('.unsigned[open] .fault').length > 0]).toEqual([422, true])
    }
    expect(await signaturesOn(address)).toEqual([])
  })

  test('a name is shown as it is, never as markup', async () => {
    await post(address, 'staf.wilayah2', { ...DRAWN, nama: '<img src=x onerror=alert(1)>' })
    const $ = await sheet(app, address, 'staf.wilayah2')
    expect($('.signed img')).toHaveLength(0)
    expect($('.signed .name').first().text()).toBe('<img src=x onerror=alert(1)>')
    expect($('.paper').text()).toContain(LONG_NAME)
  })
})
