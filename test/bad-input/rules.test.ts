// Fields that are right alone and wrong together: what the checks of the forms and the decisions refuse.
import { afterAll, expect, test } from 'vitest'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { recordComplaint, unitId } from '../support/complaints.ts'
import { type Posted, postedForms } from './posted.ts'
import { sendersFor } from './sender.ts'
import { stored } from './stored.ts'

const app = await startApp()
afterAll(app.close)

const forms = await postedForms(app)
const senderOf = await sendersFor(
  app,
  forms.map(({ who }) => who),
)
const unit = (code: string) => String(unitId(app.master, code))
const NOT_THERE = 'ADU-2026-999999'
const own = (title: string) => /ADU-\d+-\d+/.exec(formOf(title).path)?.[0] ?? ''

const REACHABLE = { telepon: '', akun: '', cara_dihubungi: 'PHONE', tidak_bersedia: [] }
const INTAKE: [Typed, string][] = [
  [{ waktu_masuk: '2021-11-01T08:00' }, 'waktu_masuk'],
  [{ waktu_masuk: '2019-12-31T08:00' }, 'waktu_masuk'],
  [{ waktu_masuk: '2026-11-24T10:01' }, 'waktu_masuk'],
  [{ kelurahan: '', nomor_sambungan: '' }, 'kelurahan'],
  [{ nomor_sambungan: '12' }, 'nomor_sambungan'],
  [{ nomor_sambungan: "1' OR '1'='1" }, 'nomor_sambungan'],
  [{ nama: '', anonim: [] }, 'nama'],
  [{ ...REACHABLE }, 'telepon'],
  [{ telepon: 'nol delapan' }, 'telepon'],
  [{ telepon: '-----' }, 'telepon'],
  [{ telepon: '0812' }, 'telepon'],
]
const WORK: [Typed, string][] = [
  [{ mulai_dikerjakan: '2026-11-24T09:30', selesai_dikerjakan: '2026-11-24T09:00' }, 'selesai_dikerjakan'],
  [{ selesai_dikerjakan: '2026-11-24T10:01' }, 'selesai_dikerjakan'],
  [{ hasil: 'CUSTOMER_ABSENT', kunjungan: ['', '', ''] }, 'kunjungan'],
]
const ATTEMPTS: [Typed, string][] = [
  [{ hasil_penjelasan: 'UNREACHABLE', percobaan: [] }, 'percobaan'],
  [{ hasil_penjelasan: 'UNREACHABLE', percobaan: ['2026-11-24T09:00', ''] }, 'percobaan'],
  [{ hasil_penjelasan: 'UNREACHABLE', percobaan: ['2026-11-24T09:00', '2026-11-24T09:00'] }, 'percobaan'],
]
const OTHERS: [string, Typed, string][] = [
  ['dismiss', { alasan: 'DUPLICATE', asli: '' }, 'asli'],
  ['dismiss', { alasan: 'DUPLICATE', asli: NOT_THERE }, 'asli'],
  ['dismiss', { alasan: 'DUPLICATE', asli: own('dismiss') }, 'asli'],
  ['dismiss', { alasan: 'DUPLICATE', asli: own('reopen') }, 'asli'],
  ['link', { aduan: NOT_THERE }, 'aduan'],
  ['link', { aduan: own('link') }, 'aduan'],
  ['link', { aduan: "ADU-2026-1' --" }, 'aduan'],
  ['transfer', { unit: unit('WIL2') }, 'unit'],
  ['involve', { unit: unit('WIL2') }, 'unit'],
  ['amend: frontDesk', { alasan: '' }, 'alasan'],
  ['amend: sectionHead', { waktu_masuk: '2026-11-24T09:00', alasan: '' }, 'alasan'],
  ['amend: sectionHead', { waktu_masuk: '2020-01-01T00:00' }, 'waktu_masuk'],
  ['amend: unit', { kelurahan: '', nomor_sambungan: '' }, 'kelurahan'],
  ['amend: afterClosing', { ...REACHABLE }, 'telepon'],
]
const CASES: [string, Typed, string][] = [
  ...['simpan', 'jelaskan', 'teruskan'].flatMap((button) =>
    INTAKE.map(([change, name]) => [`intake: ${button}`, change, name] as [string, Typed, string]),
  ),
  ...['finish', 'report', 'correct'].flatMap((title) =>
    WORK.map(([change, name]) => [title, change, name] as [string, Typed, string]),
  ),
  ...['explain', 'intake: jelaskan'].flatMap((title) =>
    ATTEMPTS.map(([change, name]) => [title, change, name] as [string, Typed, string]),
  ),
  ...OTHERS,
]

test.each(CASES)('%s with %j is at fault in %s', async (title, change, name) => {
  const form = formOf(title)
  const before = await stored(app.db)
  const formulir: Typed = form.path === '/aduan/baru' ? { formulir: await token() } : {}
  const { status, text } = await senderOf(form.who).post(form.path, { ...form.good, ...change, ...formulir })
  expect([status, text.includes(`href="#${form.prefix}${name}"`), text.includes(`id="${form.prefix}${name}-salah"`)]).toEqual([
    422,
    true,
    true,
  ])
  expect(await stored(app.db)).toBe(before)
})

test('a complaint that one may not see cannot be named either', async () => {
  const unseen = await recordComplaint(app)
  const form = formOf('return')
  const before = await stored(app.db)
  const path = form.path.replace(/[^/]+$/, 'kaitkan')
  const { status, text } = await senderOf(form.who).post(path, { aduan: unseen, hubungan: 'RELATED' })
  expect([status, text.includes(`Aduan ${unseen} tidak ditemukan.`)]).toEqual([422, true])
  expect(await stored(app.db)).toBe(before)
})

function formOf(title: string): Posted {
  const form = forms.find((one) => one.title === title)
  if (!form) throw new Error(`There is no form ${title}`)
  return form
}

const token = async (): Promise<string> =>
  /name="formulir" value="([^"]+)"/.exec((await senderOf('callcenter').get('/aduan/baru')).text)?.[1] ?? ''
