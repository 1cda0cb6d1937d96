// Who gets drafts of reports by mail, as the Kabag keeps it.
import { load } from 'cheerio'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readReportList } from '../../src/settings/report-list-store.ts'
import { startApp } from '../support/app.ts'
import { atOnce } from './at-once.ts'

const { db, user, signIn, close } = await startApp()
afterAll(close)
beforeEach(() => db.sql('DELETE FROM report_recipients'))

const HOME = '/pengaturan/penerima-laporan'
const page = async () => load((await (await signIn('kabag.humas')).get(HOME).expect(200)).text)
const version = async () => String((await page())('[name=versi]').val() ?? '')
const send = async (body: object) => (await signIn('kabag.humas')).post(HOME).type('form').send(body)
const keep = async (alamat: string) => send({ alamat, versi: await version() })
const stored = () => readReportList(db.sql)
const entries = async () => db.prisma.auditEntry.count()

test('addresses are kept once each, in small letters, shown again, and told in the trail', async () => {
  expect((await keep('Sekretaris@pdam.example\r\n arsip@pdam.example, arsip@pdam.example\n')).status).toBe(303)
  expect(await stored()).toEqual(['arsip@pdam.example', 'sekretaris@pdam.example'])
  await keep('arsip@pdam.example\nspi@pdam.example')
  const $ = await page()
  expect($('[name=alamat]').val()).toBe('arsip@pdam.example\nspi@pdam.example')
  expect($('.trail li').first().text()).toContain(
    `${user('kabag.humas').name} menambahkan penerima laporan spi@pdam.example dan menghapus penerima laporan sekretaris@pdam.example.`,
  )
  expect((await (await signIn('sistem')).get('/pengaturan/jejak').expect(200)).text).toContain(
    'penerima laporan spi@pdam.example',
  )
  const before = await entries()
  await keep('spi@pdam.example arsip@pdam.example')
  expect(await entries()).toBe(before)
  expect((await keep('')).status).toBe(303)
  expect(await stored()).toEqual([])
})

const many = (count: number) => Array.from({ length: count }, (_, index) => `orang${index}@pdam.example`).join('\n')

test.each([
  ['arsip@pdam.example\narsip\nrapat@', '“arsip”, “rapat@” bukan alamat surel. Contoh: nama@contoh.id.'],
  ['a@b.id;c d@pdam.example,@x.id', '“@x.id”, “c” bukan alamat surel. Contoh: nama@contoh.id.'],
  ['orang@pdam.example%relay@x', '“orang@pdam.example%relay@x” bukan alamat surel. Contoh: nama@contoh.id.'],
  [many(21), 'Paling banyak 20 alamat; Anda mengisi 21.'],
])('what is no address, and one too many, is told beside the field and keeps what was typed: %s', async (alamat, fault) => {
  const answer = await keep(alamat)
  const $ = load(answer.text)
  expect([answer.status, $('#f-alamat-salah').text()]).toEqual([422, fault])
  expect($('[name=alamat]').val()).toBe(alamat)
  expect(await stored()).toEqual([])
})

test('twenty are not too many', async () => {
  expect((await keep(many(20))).status).toBe(303)
  expect(await stored()).toHaveLength(20)
})

test('of two who change the list at once one is told so and keeps what was typed', async () => {
  const versi = await version()
  const sends = ['satu@pdam.example', 'dua@pdam.example'].map((alamat) => () => send({ alamat, versi }))
  const answers = await atOnce(db, sends)
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const late = load(answers.find(({ status }) => status === 409)?.text ?? '')
  const [kept = ''] = await stored()
  expect(late('.faults').text()).toContain(`Sekarang tersimpan: ${kept}.`)
  expect(late('[name=alamat]').val()).toBe(kept === 'satu@pdam.example' ? 'dua@pdam.example' : 'satu@pdam.example')
  expect((await send({ alamat: 'dua@pdam.example', versi: late('[name=versi]').val() })).status).toBe(303)
})

test('where mail is not set up the page says so', async () => {
  expect((await page())('.unset').text()).toContain('tidak ada laporan yang dikirim')
})
