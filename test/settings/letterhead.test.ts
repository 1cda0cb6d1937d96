// What stands at the head of papers: kept by the Kabag, on papers from then on; those that were made keep what held.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import { makePaper } from '../../src/papers/paper-store.ts'
import { codeIn, made, type Path, pdfOf, sheet } from '../papers/making.ts'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, signIn, close } = app
afterAll(close)

const PATH = '/pengaturan/kop-surat'
const page = async () => load((await (await signIn('kabag.humas')).get(PATH).expect(200)).text)
const shown = async () => {
  const $ = await page()
  const fields = $('main form').first().serializeArray()
  return Object.fromEntries(fields.map(({ name, value }) => [name, value.replaceAll('\r', '')]))
}
const save = async (body: object) => (await signIn('kabag.humas')).post(PATH).type('form').send(body)
const headOf = async (path: Path, number: string) => {
  const address = await made(app, number, path, 'admin.humas')
  return { address, head: (await sheet(app, address, 'admin.humas'))('.paper header').text() }
}

test('comes with the application, is changed by the Kabag, and stands on papers from then on', async () => {
  const number = await recordComplaint(app)
  const first = await headOf('tanda-terima', number)
  expect(first.head).toContain('Jalan Dr. Ratulangi Nomor 3, Makassar')
  const bytes = await pdfOf(app, `${first.address}/pdf`, 'admin.humas')
  const body = { ...(await shown()), alamat: ' Jalan Baru 1 \n\n Makassar 90111', telepon: '(0411) 850505' }
  expect((await save(body)).status).toBe(303)
  expect((await page())('main').text()).toContain('mengubah kop surat')
  await expect
    .poll(async () => (await headOf('tanda-terima', number)).head)
    .toContain('Jalan Baru 1, Makassar 90111 · Telepon (0411) 850505')
  expect((await sheet(app, first.address, 'admin.humas'))('.paper header').text()).toBe(first.head)
  expect((await pdfOf(app, `${first.address}/pdf`, 'admin.humas')).equals(bytes)).toBe(true)
})

test('who began before somebody else saved is told, and loses nothing', async () => {
  const before = await shown()
  await save({ ...before, kota: 'Maros' })
  const late = await save({ ...before, kota: 'Gowa' })
  const $ = load(late.text)
  expect([late.status, $('[name=kota]').val()]).toEqual([409, 'Gowa'])
  expect((await save({ ...before, kota: 'Gowa', dilihat: $('[name=dilihat]').val() })).status).toBe(303)
  await expect(db.sql("UPDATE letterheads SET texts = '{}'")).rejects.toThrow()
})

test.each(['/B.3a/HUMAS/{tahun}', '{nomor}/B.3a', '{nomor}/{nomor}/{tahun}', '{nomor}/{tahun}/{hari}', '{nomor}/{tahun}/{'])(
  'the pattern %s gives no letter a number of its own',
  async (pola_nomor) => {
    const { status, text } = await save({ ...(await shown()), pola_nomor })
    const $ = load(text)
    expect([status, $('[name=pola_nomor]').val(), $('#f-pola_nomor-salah').length]).toEqual([422, pola_nomor, 1])
  },
)

test('a paper of any kind is made by the same function, a letter by its own row', async () => {
  const number = await recordComplaint(app)
  const receipt = await made(app, number, 'tanda-terima', 'admin.humas')
  const [row] = await db.sql<{ id: number; content: string }>('SELECT complaint_id AS id, content FROM papers WHERE code = $1', [
    codeIn(receipt).replaceAll('-', ''),
  ])
  if (!row) throw new Error('No paper')
  const making = { kind: 'LETTER' as const, user: app.user('admin.humas'), now: app.clock.now() }
  const content = { ...JSON.parse(row.content), title: 'Surat', paperNumber: '001/B.3a/HUMAS/XI/2026' }
  const code = await makePaper(db, row, { ...making, content })
  expect(await makePaper(db, row, { ...making, content })).toBe(code)
  expect((await sheet(app, `/aduan/${number}/kertas/${code}`, 'admin.humas'))('.paper .big').text()).toBe(
    '001/B.3a/HUMAS/XI/2026',
  )
})
