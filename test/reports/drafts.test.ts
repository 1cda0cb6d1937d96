// Reports that are ready in the morning, and how many wait for whom.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { reportPdf } from '../../src/documents/report-pdf.ts'
import { makeDrafts, overSince } from '../../src/reports/draft-store.ts'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-11-30T10:00:00+08:00' })
const { db, clock, signIn, close } = app
afterAll(close)

const at = (time: string) => new Date(`${time}+08:00`)
const laporan = async (who: Username) => load((await (await signIn(who)).get('/laporan').expect(200)).text)
const waits = async (who: Username) => (await laporan(who))('nav a[href="/laporan"] b').text()

test.each([
  ['2026-11-24T07:00:00', ['2026-11-23']],
  ['2026-12-01T07:00:00', ['2026-11-30', '2026-11']],
  ['2027-01-01T07:00:00', ['2026-12-31', '2026-12', '2026']],
  ['2028-03-01T07:00:00', ['2028-02-29', '2028-02']],
  ['2026-11-24T23:59:59', ['2026-11-23']],
  ['2026-11-25T00:00:00', ['2026-11-24']],
])('what is over at %s', (time, keys) => {
  expect(overSince(at(time)).map(({ key }) => key)).toEqual(keys)
})

test('drafts are made once by any number of instances, offered to the Kabag until issued, then wait for the Direktur', async () => {
  await recordComplaint(app)
  clock.set('2026-12-01T07:00:00+08:00')
  const making = { db, mailed: false, paper: reportPdf }
  await makeDrafts(making, at('2026-12-01T06:59:59')) // an instance that starts before is too early
  expect((await laporan('kabag.humas'))('[aria-label="Siap diterbitkan"]')).toHaveLength(0)
  await Promise.all([1, 2, 3].map(() => makeDrafts(making, clock.now())))
  const ready = async () =>
    (await laporan('kabag.humas'))('[aria-label="Siap diterbitkan"] a')
      .toArray()
      .map((link) => link.attribs.href)
  expect(await ready()).toEqual(['/laporan/bulanan/2026-11', '/laporan/harian/2026-11-30'])
  expect([await waits('kabag.humas'), await waits('direktur')]).toEqual(['2', ''])
  await (await signIn('kabag.humas')).post('/laporan/bulanan/2026-11/terbitkan').type('form').send({ versi: '0' }).expect(303)
  expect(await ready()).toEqual(['/laporan/harian/2026-11-30'])
  expect([await waits('kabag.humas'), await waits('direktur')]).toEqual(['1', '1'])
  await (await signIn('direktur')).post('/laporan/terbit/LAP-2026-11-v1/setujui').expect(303)
  expect(await waits('direktur')).toBe('')
})

test('a month or year after which nobody was there on the first day is made ready later, unless it was issued meanwhile', async () => {
  const made = async (time: string) => {
    await makeDrafts({ db, mailed: false, paper: reportPdf }, at(time))
    const rows = await db.sql<{ period: string }>('SELECT period FROM report_drafts WHERE made_at = $1 ORDER BY period', [
      at(time),
    ])
    return rows.map(({ period }) => period)
  }
  clock.set('2027-02-05T06:00:00+08:00')
  await (await signIn('kabag.humas')).post('/laporan/tahunan/2026/terbitkan').type('form').send({ versi: '0' }).expect(303)
  expect(await made('2027-02-05T09:00:00')).toEqual(['2027-01', '2027-02-04'])
  expect(await made('2027-02-06T07:00:00')).toEqual(['2027-02-05'])
  // Before the first complaint there is nothing to report on.
  await db.sql('DELETE FROM report_drafts')
  expect(await made('2026-11-20T07:00:00')).toEqual(['2026-11-19'])
})
