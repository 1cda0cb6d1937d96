// A chosen set of the queue to take along: what was ticked and is seen, in its order, told in the trail.
import { load } from 'cheerio'
import { parseCsv } from 'hucre/csv'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, signIn, close, user } = app
afterAll(close)

const routed = await complaintIn(app, 'ESCALATED')
const numbers = [await recordComplaint(app, { nama: '=1+1' }), routed, await recordComplaint(app)]
const [first = '', , third = ''] = numbers

const page = async (who: Username, query: string) => load((await (await signIn(who)).get(`/aduan?${query}`).expect(200)).text)
const ticking = (chosen: readonly string[], more = 'tab=terbuka') =>
  `${more}&pilih=ya&${chosen.map((one) => `aduan=${one}`).join('&')}`
const taken = async (who: Username, chosen: readonly string[]) => {
  const { text } = await (await signIn(who)).get(`/aduan.csv?${ticking(chosen)}`).expect(200)
  const [, ...rows] = parseCsv(text, { delimiter: ';' })
  return rows.map(([number]) => number)
}

test('every row has a box of its own, within one form that keeps the list as it is narrowed', async () => {
  expect((await page('kasie.hula', 'tab=terbuka'))('[data-queue] input')).toHaveLength(0)
  const choose = (await page('kasie.hula', 'tab=terbuka&urut=masuk'))('a:contains("Pilih")').attr('href') ?? ''
  const $ = await page('kasie.hula', choose.replace('/aduan?', ''))
  const boxes = $('form.choosing input[type=checkbox]')
  expect(boxes.toArray().map((box) => $(box).val())).toEqual(expect.arrayContaining(numbers))
  expect(boxes.toArray().every((box) => $(box).attr('aria-label') === $(box).closest('tr').find('a').text())).toBe(true)
  expect($('form.choosing').serialize()).toBe('tab=terbuka&urut=masuk&pilih=ya')
  expect($('.choosing .tools').text()).toContain('paling banyak 50')
  expect($('.choosing a:contains("Batal")').attr('href')).toBe('/aduan?tab=terbuka&urut=masuk')
})

test('what is ticked comes as CSV and XLSX in the order of the page, without formulas, and stands in the trail', async () => {
  expect(await taken('kasie.hula', [third, first])).toEqual([third, first])
  const agent = await signIn('kasie.hula')
  expect((await agent.get(`/aduan.csv?${ticking([first])}`).expect(200)).text).not.toMatch(/[;"]=1\+1/)
  const sheet = await agent
    .get(`/aduan.xlsx?${ticking([first])}`)
    .responseType('blob')
    .expect(200)
  expect(sheet.headers['content-disposition']).toContain('aduan-pilihan-2026-11-24.xlsx')
  const [{ data } = { data: [] }] = (await readXlsxFile(sheet.body)) as unknown as { data: unknown[][] }[]
  const rows = data.length > 0 ? data : ((await readXlsxFile(sheet.body)) as unknown as unknown[][])
  expect(rows).toHaveLength(2)
  expect(rows[1]?.[0]).toBe(first)
  const [entry] = await db.sql<{ actor_id: number; details: object }>(
    `SELECT actor_id, details FROM audit_entries WHERE action = 'exported' ORDER BY id DESC LIMIT 1`,
  )
  expect(entry).toEqual({
    actor_id: user('kasie.hula').id,
    details: { of: 'chosen', filter: `tab=terbuka&aduan=${first}`, count: 1, form: 'XLSX' },
  })
  const trail = await (await signIn('sistem')).get('/pengaturan/jejak').expect(200)
  expect(trail.text).toContain('mengunduh 1 aduan yang dicentang dari daftar Semua yang terbuka (XLSX)')
})

test('only what the person sees goes along', async () => {
  expect(await taken('staf.wilayah2', numbers)).toEqual([routed])
  const exported = async () => (await db.sql(`SELECT FROM audit_entries WHERE action = 'exported'`)).length
  const before = await exported()
  await (await signIn('staf.wilayah2')).get(`/aduan.csv?${ticking([first])}`).expect(404)
  await (await signIn('staf.wilayah2')).get(`/aduan.csv?${ticking(['ADU-2026-999999', 'x'])}`).expect(404)
  await (await signIn('sistem')).get(`/aduan.csv?${ticking(numbers)}`).expect(403)
  expect(await exported()).toBe(before)
})

test('none ticked is told on the page, and more than a page is refused', async () => {
  const { status, headers } = await (await signIn('kasie.hula')).get(`/aduan.xlsx?tab=terbuka&pilih=ya`)
  expect([status, headers.location]).toEqual([303, '/aduan?tab=terbuka&pilih=kosong'])
  expect((await page('kasie.hula', 'tab=terbuka&pilih=kosong'))('.choosing .faults').text()).toContain('Centang dulu')
  const many = Array.from({ length: 51 }, (_, index) => `ADU-2026-${String(index + 1).padStart(6, '0')}`)
  const refused = await (await signIn('kasie.hula')).get(`/aduan.csv?${ticking(many)}`).expect(409)
  expect(refused.text).toContain('Paling banyak 50 aduan dapat diunduh sekaligus; Anda mencentang 51.')
})

test('the whole list comes in both forms, as its menu offers', async () => {
  const agent = await signIn('kasie.hula')
  const $ = await page('kasie.hula', 'tab=terbuka&urut=masuk')
  const offered = $('.tools .menu a[download]')
    .toArray()
    .map((one) => [$(one).text(), $(one).attr('href')])
  expect(offered).toEqual([
    ['CSV', '/aduan.csv?tab=terbuka&urut=masuk'],
    ['XLSX', '/aduan.xlsx?tab=terbuka&urut=masuk'],
  ])
  const sheet = await agent.get('/aduan.xlsx?tab=terbuka&urut=masuk').responseType('blob').expect(200)
  const [{ data } = { data: [] }] = (await readXlsxFile(sheet.body)) as unknown as { data: unknown[][] }[]
  const rows = data.length > 0 ? data : ((await readXlsxFile(sheet.body)) as unknown as unknown[][])
  expect(rows.slice(1).map(([number]) => number)).toEqual(expect.arrayContaining(numbers))
  const [entry] = await db.sql<{ details: object }>(
    `SELECT details FROM audit_entries WHERE action = 'exported' ORDER BY id DESC LIMIT 1`,
  )
  expect(entry?.details).toMatchObject({ of: 'queue', count: 3, form: 'XLSX' })
})

test('a page of fifty to tick is at most 40 kB', async () => {
  for (let more = 0; more < 47; more++) await recordComplaint(app)
  const { text } = await (await signIn('kasie.hula')).get('/aduan?tab=terbuka&pilih=ya').expect(200)
  expect(load(text)('[data-queue] input[type=checkbox]')).toHaveLength(50)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(40_000)
})
