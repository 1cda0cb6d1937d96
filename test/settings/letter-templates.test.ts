import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { unknownIn } from '../../src/notifications/templates.ts'
import { writtenTexts } from '../../src/settings/letter-template-store.ts'
import { builtIn, GENERAL, LETTER_NAMES, letterText } from '../../src/settings/letter-templates.ts'
import { faultsIn } from '../complaints/reading.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { atOnce } from './at-once.ts'

const app = await startApp()
const { db, master, user, signIn, close } = app
afterAll(close)

const HOME = '/pengaturan/surat'
const category = (code: string) => master.categories.find((one) => one.code === code) ?? null
const LEAK = `/${category('BOCOR_PIPA_DINAS')?.id}`
const PLAIN = `/${category('LAINNYA')?.id}`
beforeEach(() => db.sql('DELETE FROM letter_templates'))

const get = async (path = '', who: Username = 'kasie.hula') => (await signIn(who)).get(HOME + path)
const page = async (path = '') => load((await get(path)).text)
const send = async (path: string, body: object, who: Username = 'kasie.hula') =>
  (await signIn(who))
    .post(HOME + path)
    .type('form')
    .send(body)
const versionOf = async (path: string) => String((await page(path))('[name=versi]').first().val())
const save = async (path: string, judul: string, isi = 'Dengan hormat,\n\n{penjelasan}') =>
  send(path, { judul, isi, versi: await versionOf(path), tindakan: 'simpan' })
const subjectOn = async (number: string) =>
  load((await (await signIn('admin.humas')).get(`/aduan/${number}/surat`).expect(200)).text)('[name=perihal_surat]').val()
const entries = () => db.prisma.auditEntry.count()

test.each([null, ...master.categories])('the text that comes with the application for $name uses only what it may', (one) => {
  const { subject, body } = builtIn(one, new Map())
  expect([...unknownIn(subject, LETTER_NAMES), ...unknownIn(body, LETTER_NAMES)]).toEqual([])
})

describe('a text', () => {
  test('of a category is what its letters begin with, and no others', async () => {
    const [leak, other] = [
      await recordComplaint(app),
      await recordComplaint(app, { kategori: String(category('TIDAK_MENGALIR')?.id) }),
    ]
    const { status, headers } = await save(LEAK, 'Kebocoran {nomor}')
    expect([status, headers.location]).toEqual([303, `${HOME}?kabar=tersimpan`])
    expect([await subjectOn(leak), await subjectOn(other)]).toEqual([`Kebocoran ${leak}`, `Jawaban atas aduan nomor ${other}`])
    const text = (await page())('main').text()
    expect(text).toContain(`${user('kasie.hula').name} mengubah teks surat Bocor pipa dinas.`)
  })

  test('the general one holds where a category has none of its own', async () => {
    await save('/umum', 'Umum {nomor}')
    const written = await writtenTexts(db.sql)
    expect(letterText(category('LAINNYA'), written).subject).toBe('Umum {nomor}')
    expect(letterText(category('BOCOR_PIPA_DINAS'), written).subject).toBe(GENERAL.subject)
    await save(PLAIN, 'Sendiri {nomor}')
    expect(letterText(category('LAINNYA'), await writtenTexts(db.sql)).subject).toBe('Sendiri {nomor}')
  })

  test('goes back to what it came with, and what it was can still be read', async () => {
    await save(LEAK, 'Kebocoran {nomor}', 'Teks yang lama.')
    expect((await send(LEAK, { versi: await versionOf(LEAK), tindakan: 'bawaan' })).status).toBe(303)
    expect(await writtenTexts(db.sql)).toEqual(new Map())
    const $ = await page(LEAK)
    expect($('.earlier').text()).toContain('Teks yang lama.')
    expect($('button[value=bawaan]')).toHaveLength(0)
  })

  test('that says the same as before writes nothing', async () => {
    const [before, { subject, body }] = [await entries(), builtIn(category('BOCOR_PIPA_DINAS'), new Map())]
    expect((await save(LEAK, subject, body)).status).toBe(303)
    expect([await entries(), await writtenTexts(db.sql)]).toEqual([before, new Map()])
  })

  test('is looked at filled in, with the complaint named or the newest of its category', async () => {
    const number = await complaintIn(app, 'MONITORING')
    const shown = (await page(LEAK))('section[aria-label=Pratinjau]').text()
    expect(shown).toContain('Klem diganti.')
    expect(shown).not.toMatch(/[{}]/)
    const body = { judul: 'Lihat {nomor}', isi: '{nama}', versi: '0', tindakan: 'pratinjau' }
    const preview = load((await send(LEAK, { ...body, aduan: number })).text)('section[aria-label=Pratinjau]').text()
    expect(preview).toContain(`Lihat ${number}`)
    expect(preview).toContain('Daeng Baji')
    for (const [aduan, why] of [
      ['ADU-2026-999999', 'tidak ditemukan'],
      ['x', 'ditulis seperti'],
    ] as const)
      expect(faultsIn((await send(LEAK, { ...body, aduan })).text).join()).toContain(why)
    expect(await writtenTexts(db.sql)).toEqual(new Map())
  })
})

test('two at once: one is stored, the other sees it and keeps what was typed', async () => {
  const versi = await versionOf(LEAK)
  const bodies = ['Satu', 'Dua'].map((judul) => ({ judul, isi: 'Isi.', versi, tindakan: 'simpan' }))
  const answers = await atOnce(
    db,
    bodies.map((body) => () => send(LEAK, body)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const loser = answers.findIndex(({ status }) => status === 409)
  const $ = load(answers[loser]?.text ?? '')
  expect([$('#f-judul').val(), $('.letter').first().text()]).toEqual([
    bodies[loser]?.judul,
    expect.stringContaining(bodies[1 - loser]?.judul ?? ''),
  ])
  expect((await send(LEAK, { ...bodies[loser], versi: $('[name=versi]').first().val() })).status).toBe(303)
})

test.each<[object, RegExp]>([
  [{ judul: '' }, /Perihal surat wajib/],
  [{ isi: 'Yth. {nema}' }, /\{nema\} tidak dapat dipakai/],
  [{ judul: '{pesan}' }, /\{pesan\} tidak dapat dipakai/],
  [{ isi: 'Yth. { nama }' }, /tanpa spasi/],
  [{ isi: 'a'.repeat(5_001) }, /5\.000/],
])('%j stays typed and unstored', async (more, why) => {
  const before = await entries()
  const { status, text } = await send(LEAK, { judul: 'Judul', isi: 'Isi.', versi: '0', tindakan: 'simpan', ...more })
  expect([status, faultsIn(text).join()]).toEqual([422, expect.stringMatching(why)])
  expect([await writtenTexts(db.sql), await entries()]).toEqual([new Map(), before])
})

test.each(['/0', '/999999999', '/x', "/'"])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404)
  expect((await send(path, { judul: 'a', isi: 'b', versi: '0' })).status).toBe(404)
})

test('others may not', async () => {
  for (const who of ['kabag.humas', 'sistem', 'admin.humas', 'staf.wilayah2'] as const)
    for (const path of [LEAK, '/umum']) expect((await send(path, { judul: 'a', isi: 'b', versi: '0' }, who)).status).toBe(403)
})
