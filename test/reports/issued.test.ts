// Issued reports: frozen to the byte, approved or returned once, told apart version by version, and proved by their number.
import { createHash } from 'node:crypto'
import { load } from 'cheerio'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { canonical } from '../../src/documents/canonical.ts'
import { parseReportNumber, reportNumber } from '../../src/reports/issued.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-10-20T10:00:00+08:00' })
const { db, clock, signIn, close } = app
afterAll(close)

const LIVE = '/laporan/bulanan/2026-10'
const HREF = '/laporan/terbit/LAP-2026-10'
const post = async (who: Username, path: string, body: object = {}) => (await signIn(who)).post(path).type('form').send(body)
const page = async (who: Username, path: string) => load((await (await signIn(who)).get(path).expect(200)).text)
const paper = async (version: number): Promise<Buffer> =>
  (await (await signIn('direktur')).get(`${HREF}-v${version}.pdf`).responseType('blob').expect(200)).body
let number = ''
beforeAll(async () => {
  number = await recordComplaint(app)
  await recordComplaint(app)
  clock.set('2026-11-02T09:00:00+08:00')
})

describe('issuing', () => {
  test('a period that is over becomes version 1, with its figures, their SHA-256 and its paper', async () => {
    expect((await page('kabag.humas', LIVE))('.versions button').text()).toBe('Terbitkan')
    const { status, headers } = await post('kabag.humas', `${LIVE}/terbitkan`)
    expect([status, headers.location]).toEqual([303, `${HREF}-v1`])
    const [row] = await db.sql<{ figures: string; sha256: string }>('SELECT figures, sha256 FROM issued_reports')
    expect(row?.sha256).toBe(
      createHash('sha256')
        .update(row?.figures ?? '')
        .digest('hex'),
    )
    expect(canonical(JSON.parse(row?.figures ?? ''))).toBe(row?.figures)
    expect(row?.figures).not.toMatch(/Daeng Baji|0812|menyembur|Pipa dinas bocor/) // no name, no contact, no word of a complainant
    expect((await paper(1)).subarray(0, 5).toString()).toBe('%PDF-')
    const $ = await page('direktur', `${HREF}-v1`)
    expect($('.hash').text()).toBe(row?.sha256)
    expect($('.faults')).toHaveLength(0)
  })

  test('one that still runs is not issued, nor one that does not exist', async () => {
    expect((await post('kabag.humas', '/laporan/bulanan/2026-11/terbitkan')).status).toBe(409)
    expect((await post('kabag.humas', '/laporan/bulanan/2026-10-01/terbitkan')).status).toBe(404)
    expect((await page('kabag.humas', '/laporan/bulanan/2026-11'))('.versions')).toHaveLength(0)
  })

  test.each(['direktur', 'kasie.hula', 'admin.humas', 'staf.wilayah2', 'sistem'] as const)('%s issues nothing', async (who) => {
    expect((await post(who, `${LIVE}/terbitkan`)).status).toBe(403)
  })
})

test('after complaints change the issued figures and the paper are the same to the byte, and a new version shows what differs', async () => {
  const before = [await paper(1), (await db.sql<{ figures: string }>('SELECT figures FROM issued_reports'))[0]?.figures]
  clock.set('2026-11-02T09:05:00+08:00')
  await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
  // Arrived in September after all.
  await db.transaction((sql) =>
    sql(`UPDATE complaints SET arrived_on = '2026-09-30', arrived_at = '2026-09-30T10:00:00+08:00' WHERE sequence = 2`),
  )
  await act(app, 'ADU-2026-000002', 'admin.humas', 'note', { catatan: 'Tanggal diperbaiki.' })
  expect([await paper(1), (await db.sql<{ figures: string }>('SELECT figures FROM issued_reports'))[0]?.figures]).toEqual(before)
  expect((await post('kabag.humas', `${LIVE}/terbitkan`)).headers.location).toBe(`${HREF}-v2`)
  const $ = await page('kabag.humas', `${HREF}-v2`)
  const changes = $('section:has(h2:contains("Yang berubah")) tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .map((cell) => $(cell).text()),
    )
  expect(changes).toContainEqual(['Alur aduan', 'Masuk', 'Semua jenis', '2', '1'])
  expect(changes).toContainEqual(['Alur aduan', 'Terbuka pada awal', 'Semua jenis', '0', '1'])
  expect(changes).toContainEqual(['Kesetaraan pelayanan', 'Input & penjelasan, Lainnya', 'Median', '–', '2 hari 23 jam'])
  expect((await page('kabag.humas', `${HREF}-v1`))('main').text()).not.toContain('Yang berubah')
})

describe('the decision', () => {
  test('is the Direktur’s alone, and of the newest version', async () => {
    expect((await post('kabag.humas', `${HREF}-v2/setujui`)).status).toBe(403)
    expect((await post('direktur', `${HREF}-v1/setujui`)).status).toBe(409)
    expect((await post('direktur', `${HREF}-v9/setujui`)).status).toBe(404)
  })

  test('waits on the Direktur’s page, needs a note to return, and is taken once', async () => {
    expect((await page('direktur', '/laporan'))('.waiting li').text()).toContain('Oktober 2026, versi 2')
    const empty = await post('direktur', `${HREF}-v2/kembalikan`, { catatan: ' ' })
    expect([empty.status, load(empty.text)('#f-catatan-salah').text()]).toEqual([422, 'Catatan untuk Kabag Humas wajib diisi.'])
    const both = await Promise.all([
      post('direktur', `${HREF}-v2/kembalikan`, { catatan: 'Periksa tanggal masuk.' }),
      post('direktur', `${HREF}-v2/setujui`),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await post('direktur', `${HREF}-v2/setujui`)).status).toBe(409)
    expect((await page('direktur', '/laporan'))('.waiting')).toHaveLength(0)
  })

  test('that returned a version waits on Kabag Humas’s page until the next is issued', async () => {
    clock.set('2026-11-02T09:10:00+08:00')
    await post('kabag.humas', `${LIVE}/terbitkan`)
    await post('direktur', `${HREF}-v3/kembalikan`, { catatan: 'Periksa tanggal masuk.' })
    expect((await page('kabag.humas', '/laporan'))('[aria-label="Dikembalikan Direktur"] a').attr('href')).toBe(`${HREF}-v3`)
    await post('kabag.humas', `${LIVE}/terbitkan`)
    expect((await page('kabag.humas', '/laporan'))('[aria-label="Dikembalikan Direktur"]')).toHaveLength(0)
  })

  test('is not asked for where a later version stands, and the page leads there', async () => {
    const $ = await page('direktur', `${HREF}-v1`)
    expect($('.decision')).toHaveLength(0)
    expect($('a:contains("Buka versi 4")').attr('href')).toBe(`${HREF}-v4`)
    expect((await page('direktur', `${HREF}-v4`))('.decision')).toHaveLength(1)
  })

  test('an approved version says by whom and when', async () => {
    await post('kabag.humas', `${LIVE}/terbitkan`)
    expect((await post('direktur', `${HREF}-v5/setujui`)).status).toBe(303)
    expect((await page('kabag.humas', `${HREF}-v5`))('dl').text()).toContain(
      'Disetujui oleh H. Andi Baso Makkulau, 2 November 2026',
    )
    const shelf = (await page('direktur', '/laporan'))('[aria-label="Bulanan"] li:contains("Oktober 2026")')
    expect(shelf.text()).toContain('versi 5 disetujui')
    expect(shelf.find('small a').attr('href')).toBe(`${HREF}-v5`)
  })
})

describe('a printed copy', () => {
  const check = async (nomor: string, sidik: string) => {
    const answer = await post('direktur', '/laporan/periksa', { nomor, sidik })
    return [answer.status, load(answer.text)('main').text().replace(/\s+/g, ' ')] as const
  }

  test('is proved by its number and the SHA-256 that it bears', async () => {
    const [row] = await db.sql<{ sha256: string }>('SELECT sha256 FROM issued_reports WHERE version = 1')
    expect((await check('lap-2026-10-v1', row?.sha256.toUpperCase() ?? ''))[1]).toContain('Cocok: Oktober 2026, versi 1')
    expect((await check('LAP-2026-10-v1', row?.sha256.slice(0, 20) ?? ''))[1]).toContain('Cocok')
    expect((await check('LAP-2026-10-v2', row?.sha256 ?? ''))[1]).toContain('Tidak cocok')
    expect((await check('LAP-2026-10-v1', row?.sha256.slice(0, 6) ?? ''))[1]).toContain('Tidak cocok')
    expect((await check('LAP-2026-09-v1', row?.sha256 ?? ''))[0]).toBe(422)
    expect((await check('', ''))[0]).toBe(422)
  })

  test('whose figures somebody changed behind the application’s back is not', async () => {
    await expect(db.sql(`UPDATE issued_reports SET figures = replace(figures, '1', '2') WHERE version = 1`)).rejects.toThrow(
      /stays as it is/,
    )
    await expect(db.sql('DELETE FROM issued_reports')).rejects.toThrow(/append-only/)
    await db.sql('ALTER TABLE issued_reports DISABLE TRIGGER issued_reports_kept')
    await db.sql(`UPDATE issued_reports SET figures = replace(figures, '"arrived":2', '"arrived":3') WHERE version = 1`)
    const [row] = await db.sql<{ sha256: string }>('SELECT sha256 FROM issued_reports WHERE version = 1')
    expect((await check('LAP-2026-10-v1', row?.sha256 ?? ''))[1]).toContain('Tidak cocok')
    expect((await page('kabag.humas', `${HREF}-v1`))('.faults').text()).toContain('Angka tidak cocok dengan sidiknya')
  })
})

test('canonical JSON is the same whatever the order of keys, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const shuffled = JSON.parse(JSON.stringify(value), (_, one) =>
        one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).reverse()) : one,
      )
      const plain = JSON.parse(JSON.stringify(value))
      expect(canonical(shuffled)).toBe(canonical(plain))
      expect(JSON.parse(canonical(plain))).toEqual(plain)
    }),
  )
})

test.each(['2026-10', '2026-10-31', '2026'])('the number of a report of %s reads back', (period) => {
  expect(parseReportNumber(reportNumber({ period, version: 12 }))).toEqual({ period, version: 12 })
})
