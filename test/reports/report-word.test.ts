// The bell for reports: what is ready, what waits for approval, what came of it; read by opening the report, told to nobody else.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { reportPdf } from '../../src/documents/report-pdf.ts'
import { makeDrafts } from '../../src/reports/draft-store.ts'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-11-30T10:00:00+08:00' })
const { db, clock, signIn, user, close } = app
afterAll(close)

const page = async (who: Username, path: string) => load((await (await signIn(who)).get(path).expect(200)).text)
const post = async (who: Username, path: string, body: object = {}) =>
  (await signIn(who)).post(path).type('form').send(body).expect(303)
const rung = async (who: Username) => (await page(who, '/akun'))('[data-bell] b:not([hidden])').text()
const newest = async (who: Username) => {
  const $ = await page(who, '/pemberitahuan')
  const first = $('.notices li').first()
  return {
    said: first.find('div').text().replace(/\s+/g, ' ').trim(),
    href: first.find('a').attr('href'),
    count: $('.notices li').length,
  }
}
const mails = () =>
  db.sql<{ username: string; template: string }>(
    `SELECT p.username, m.template FROM messages m JOIN people p ON p.id = m.person_id WHERE m.report_event_id IS NOT NULL ORDER BY m.id`,
  )
const NOVEMBER = '/laporan/bulanan/2026-11'
const V1 = '/laporan/terbit/LAP-2026-11-v1'
const [kabag, direktur] = [user('kabag.humas').name, user('direktur').name]

test('a draft rings for the Kabag, once however many instances make it, until the report is opened', async () => {
  await recordComplaint(app)
  clock.set('2026-12-01T07:00:00+08:00')
  await Promise.all([1, 2, 3].map(() => makeDrafts({ db, mailed: true, paper: reportPdf }, clock.now())))
  const { notices } = { notices: await db.sql('SELECT FROM notices WHERE report_event_id IS NOT NULL') }
  expect(notices).toHaveLength(2) // of the day and of the month
  await expect.poll(() => rung('kabag.humas')).toMatch(/^[23]$/)
  const told = await newest('kabag.humas')
  expect(told.said).toBe('Laporan Bulanan November 2026 Sistem menyiapkan laporan ini. Anda dapat memeriksa dan menerbitkannya.')
  expect(told.href).toBe(NOVEMBER)
  expect(await mails()).toEqual([1, 2].map(() => ({ username: 'kabag.humas', template: 'report' })))
  const before = Number(await rung('kabag.humas'))
  await page('kabag.humas', '/laporan/bulanan/2026-10') // another report reads nothing
  expect(Number(await rung('kabag.humas'))).toBe(before)
  await page('kabag.humas', NOVEMBER)
  expect(Number(await rung('kabag.humas'))).toBe(before - 1)
})

test('issued, it rings for the Direktur alone, and stands on their first page', async () => {
  expect((await page('direktur', '/aduan'))('.to-approve')).toHaveLength(0)
  await post('kabag.humas', `${NOVEMBER}/terbitkan`, { versi: '0' })
  expect(await newest('direktur')).toEqual({
    said: `Laporan Bulanan November 2026, versi 1 ${kabag} menerbitkan laporan ini dan meminta persetujuan Anda.`,
    href: V1,
    count: 1,
  })
  expect(await rung('direktur')).toBe('1')
  const waiting = (await page('direktur', '/aduan'))('.to-approve')
  expect(waiting.text().replace(/\s+/g, ' ').trim()).toBe('Perlu tindakan saya: 1 laporan menunggu persetujuan Anda')
  expect(waiting.find('a').attr('href')).toBe('/laporan')
  await page('direktur', V1)
  expect(await rung('direktur')).toBe('')
  expect((await mails()).at(-1)).toEqual({ username: 'direktur', template: 'report' })
})

test('returned and then approved, it rings for the Kabag', async () => {
  await post('direktur', `${V1}/kembalikan`, { catatan: 'Periksa lagi.' })
  expect((await newest('kabag.humas')).said).toBe(
    `Laporan Bulanan November 2026, versi 1 ${direktur} mengembalikan laporan ini dengan catatan.`,
  )
  expect((await page('direktur', '/aduan'))('.to-approve')).toHaveLength(0)
  await post('kabag.humas', `${NOVEMBER}/terbitkan`, { versi: '1' })
  const before = await mails()
  await post('direktur', '/laporan/terbit/LAP-2026-11-v2/setujui')
  const { said, href } = await newest('kabag.humas')
  expect([said, href]).toEqual([
    `Laporan Bulanan November 2026, versi 2 ${direktur} menyetujui laporan ini.`,
    '/laporan/terbit/LAP-2026-11-v2',
  ])
  // How it went on is in the bell; by mail only for who asked for it.
  expect(await mails()).toEqual(before)
})

test('a decision that is refused tells nobody', async () => {
  const count = async () => (await db.sql('SELECT FROM report_events')).length
  const before = await count()
  await (await signIn('direktur')).post(`${V1}/setujui`).expect(409)
  expect(await count()).toBe(before)
})

test('who lost the post finds nothing of it any more', async () => {
  expect((await page('direktur', '/pemberitahuan'))('.notices li').length).toBeGreaterThan(0)
  await db.sql(`INSERT INTO notices (person_id, report_event_id, kind, at) SELECT $1, max(id), 'WORK', $2 FROM report_events`, [
    user('kasie.hula').id,
    clock.now(),
  ])
  expect(await rung('kasie.hula')).toMatch(/^1?$/)
  expect((await page('kasie.hula', '/pemberitahuan'))('.notices').text()).not.toContain('Laporan Bulanan')
})
