// Issued reports: frozen to the byte, approved or returned once, told apart version by version, and proved by their number.
import { createHash } from 'node:crypto'
import { load } from 'cheerio'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { canonical } from '../../src/documents/canonical.ts'
import { parseReportNumber, reportNumber } from '../../src/reports/issued.ts'
import { issue } from '../../src/reports/issuing-store.ts'
import { periodOf } from '../../src/reports/period.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-10-20T10:00:00+08:00' })
const { db, clock, signIn, close } = app
afterAll(close)

const LIVE = '/laporan/bulanan/2026-10'
const HREF = '/laporan/terbit/LAP-2026-10'
const post = async (who: Username, path: string, body: object = {}) => (await signIn(who)).post(path).type('form').send(body)
const publish = (versi: number, live = LIVE) => post('kabag.humas', `${live}/terbitkan`, { versi: String(versi) })
/** A figure of the report that is neither a complaint nor an event. */
const connect = (connections: number) => db.sql(`UPDATE units SET connections = $1 WHERE code = 'WIL2'`, [connections])
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
    const { status, headers } = await publish(0)
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
    expect((await post('kabag.humas', '/laporan/bulanan/2026-11/terbitkan', { versi: '0' })).status).toBe(409)
    expect((await post('kabag.humas', '/laporan/bulanan/2026-10-01/terbitkan', { versi: '0' })).status).toBe(404)
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
  expect((await publish(1)).headers.location).toBe(`${HREF}-v2`)
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
  expect($('section:has(h2:contains("Yang berubah"))').text()).toContain('1 aduan masuk berkurang: ADU-2026-000002.')
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
    await connect(4_000)
    await publish(2)
    await post('direktur', `${HREF}-v3/kembalikan`, { catatan: 'Periksa tanggal masuk.' })
    expect((await page('kabag.humas', '/laporan'))('[aria-label="Dikembalikan Direktur"] a').attr('href')).toBe(`${HREF}-v3`)
    await publish(3) // as it was
    expect((await page('kabag.humas', '/laporan'))('[aria-label="Dikembalikan Direktur"]')).toHaveLength(0)
  })

  test('is not asked for where a later version stands, and the page leads there', async () => {
    const unread = await db.sql<{ version: number }>(
      `SELECT r.version FROM notices n JOIN report_events r ON r.id = n.report_event_id WHERE n.read_at IS NULL AND r.type = 'ISSUED'`,
    )
    expect(unread).toEqual([{ version: 4 }]) // nobody is asked any more for what was issued before
    const $ = await page('direktur', `${HREF}-v1`)
    expect($('.decision')).toHaveLength(0)
    expect($('a:contains("Buka versi 4")').attr('href')).toBe(`${HREF}-v4`)
    expect((await page('direktur', `${HREF}-v4`))('.decision')).toHaveLength(1)
    expect($('dl').text()).toContain('Digantikan versi 4')
    const versions = (await page('direktur', LIVE))('.versions li').text().replace(/\s+/g, ' ')
    expect(versions).toContain('digantikan versi 4')
    expect(versions.match(/menunggu persetujuan/g)).toHaveLength(1)
  })

  test('an approved version says by whom and when', async () => {
    await connect(5_000)
    await publish(4)
    expect((await post('direktur', `${HREF}-v5/setujui`)).status).toBe(303)
    expect((await page('kabag.humas', `${HREF}-v5`))('dl').text()).toContain(
      'Disetujui oleh H. Andi Baso Makkulau, 2 November 2026',
    )
    const shelf = (await page('direktur', '/laporan'))('[aria-label="Bulanan"] li:contains("Oktober 2026")')
    expect(shelf.text()).toContain('versi 5 disetujui')
    expect(shelf.find('small a').attr('href')).toBe(`${HREF}-v5`)
  })
})

test('what changed since it was issued compares like with like, for the Direktur too', async () => {
  expect((await page('kabag.humas', LIVE))('.versions').text()).not.toContain('Angka sekarang berbeda')
  await connect(7_000)
  for (const who of ['kabag.humas', 'direktur'] as const) {
    const $ = await page(who, LIVE)
    expect($('.versions').text()).toContain('Angka sekarang berbeda dari versi 5.')
    expect($('a:contains("Lihat yang berbeda")').attr('href')).toBe(`${HREF}-v5/sekarang`)
  }
  const at = `${HREF}-v5/sekarang`
  const [kabag, direktur] = [await page('kabag.humas', at), await page('direktur', at)]
  const rows = (shown: typeof kabag) => shown('main tbody tr').text()
  expect(rows(direktur)).toBe(rows(kabag))
  expect(rows(kabag)).toContain('7.000')
  await (await signIn('kasie.hula')).get(at).expect(403)
  await (await signIn('direktur')).get(`${HREF}-v99/sekarang`).expect(404)
  await connect(5_000)
})

describe('what is not issued', () => {
  test('what nobody counted anew: the last version says the same, on whatever day', async () => {
    clock.advance(30)
    const { status, text } = await publish(5)
    expect([status, load(text)('.faults h2').text()]).toEqual([409, 'Tidak ada angka yang berubah sejak versi 5.'])
    expect(load(text)('[name=versi]').val()).toBe('5')
    expect(await versions()).toHaveLength(5)
  })

  test('on top of a version that the person did not see: the page leads to both, and carries the newest', async () => {
    await connect(6_000)
    const { status, text } = await publish(3)
    const $ = load(text)
    expect(status).toBe(409)
    expect($('.faults').text()).toContain('Versi 5 sudah diterbitkan')
    expect(
      $('.faults a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([`${HREF}-v5`, `${HREF}-v3`])
    expect($('[name=versi]').val()).toBe('5')
    expect((await publish(9)).status).toBe(409) // a version that is still to come
    for (const versi of ['', 'x', '-1', '5.0', '__proto__'])
      expect((await post('kabag.humas', `${LIVE}/terbitkan`, { versi })).status).toBe(400)
    expect((await post('kabag.humas', `${LIVE}/terbitkan`)).status).toBe(400)
    expect(await versions()).toHaveLength(5)
  })

  test('a time before the first complaint; a quiet day after it is', async () => {
    const early = '/laporan/harian/2026-01-05'
    const refused = await publish(0, early)
    expect([refused.status, load(refused.text)('.faults h2').text()]).toEqual([
      409,
      'Sampai akhir periode ini belum ada aduan yang masuk, jadi tidak ada yang dapat dilaporkan.',
    ])
    expect((await page('kabag.humas', early))('form[action$=terbitkan]')).toHaveLength(0)
    expect((await publish(0, '/laporan/harian/2026-10-25')).status).toBe(303)
  })

  test('more than once however many ask at once, and nobody else waits for it', { timeout: 60_000 }, async () => {
    const day = '/laporan/harian/2026-10-21'
    let threads = 0
    const count = () => threads++
    process.on('worker', count)
    const asked = Array.from({ length: 24 }, () => publish(0, day))
    const agent = await signIn('direktur')
    await expect.poll(() => threads, { timeout: 20_000 }).toBe(1)
    expect((await agent.get('/laporan')).status).toBe(200)
    const answers = await Promise.all(asked)
    process.off('worker', count)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(23).fill(409)])
    expect(threads).toBe(1)
    expect(await versions('2026-10-21')).toEqual([1])
  })

  test('with more than one paper set, though each counted at another instant', async () => {
    const period = periodOf('2026-10-23')
    if (!period) throw new Error('No day')
    let [papers, at] = [0, clock.now().getTime()]
    const ticking = { now: () => new Date(at++) }
    const paper = async () => Buffer.from(`%PDF-${++papers}`)
    const making = { period, seen: 0, user: app.user('kabag.humas'), master: app.master, clock: ticking, paper }
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => issue(db, making)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(papers).toBe(1)
  })

  test('what another instance issued while the paper was set, for which no connection is held', async () => {
    const period = periodOf('2026-10-22')
    if (!period) throw new Error('No day')
    const paper = async () => {
      expect(db.pool.idleCount).toBe(db.pool.totalCount)
      await insertVersion('2026-10-22', 1)
      return Buffer.from('%PDF-')
    }
    const slow = issue(db, { period, seen: 0, user: app.user('kabag.humas'), master: app.master, clock, paper })
    await expect(slow).rejects.toThrow('Versi 1 sudah diterbitkan')
    expect(await versions('2026-10-22')).toEqual([1])
  })
})

const versions = async (period = '2026-10') =>
  (await db.sql<{ version: number }>('SELECT version FROM issued_reports WHERE period = $1 ORDER BY 1', [period])).map(
    ({ version }) => version,
  )
const insertVersion = (period: string, version: number) =>
  db.sql(
    `INSERT INTO issued_reports (period, version, figures, sha256, pdf, issued_at, issued_by_id)
     SELECT $1, $2, figures, sha256, pdf, issued_at, issued_by_id FROM issued_reports WHERE period = '2026-10' AND version = 1`,
    [period, version],
  )
const fingerprint = async () =>
  (await db.sql<{ sha256: string }>(`SELECT sha256 FROM issued_reports WHERE period = '2026-10' AND version = 1`))[0]?.sha256 ??
  ''

describe('a printed copy', () => {
  const check = async (nomor: string, sidik: string) => {
    const answer = await post('direktur', '/laporan/periksa', { nomor, sidik })
    return [answer.status, load(answer.text)('main').text().replace(/\s+/g, ' ')] as const
  }

  test('is proved by its number and the SHA-256 that it bears', async () => {
    const sidik = await fingerprint()
    expect((await check('lap-2026-10-v1', sidik.toUpperCase()))[1]).toContain('Cocok: Oktober 2026, versi 1')
    expect((await check('LAP-2026-10-v1', sidik))[1]).toContain('Seluruh sidik')
    expect((await check('LAP-2026-10-v1', sidik))[1]).toMatch(/digantikan versi 5.*Oktober 2026: 2 aduan masuk/)
    expect((await check('LAP-2026-10-v2', sidik))[1]).toContain('Tidak cocok')
    expect((await check('LAP-2026-09-v1', sidik))[0]).toBe(422)
    expect((await check('', ''))[0]).toBe(422)
  })

  test('is compared as far as it was typed, which is said', async () => {
    const sidik = await fingerprint()
    const [, said] = await check('LAP-2026-10-v1', sidik.slice(0, 20).replace(/(.{4})/g, '$1 - '))
    expect(said).toContain('Cocok: Oktober 2026')
    expect(said).toContain('Yang dibandingkan 20 huruf dan angka pertama dari 64')
    const [status, short] = await check('LAP-2026-10-v1', sidik.slice(0, 15))
    expect([status, short.includes('perlu paling sedikit 16')]).toEqual([422, true])
    const typed = ['bukan-sidik-sama-sekali', `${sidik}0`, `${sidik.slice(0, 20)}xyz`, `${sidik.slice(0, 20)}.`, `'${sidik}`]
    for (const one of typed) expect([one, (await check('LAP-2026-10-v1', one))[1].includes('bukan sidik')]).toEqual([one, true])
  })

  test('can be recomputed by anybody who may see it', async () => {
    const { text, headers } = await (await signIn('direktur')).get(`${HREF}-v1.json`).buffer().expect(200)
    expect(createHash('sha256').update(text).digest('hex')).toBe(await fingerprint())
    expect(headers['content-disposition']).toBe('attachment; filename=LAP-2026-10-v1.json')
    expect((await page('direktur', `${HREF}-v1`))(`a[href="${HREF}-v1.json"]`)).toHaveLength(1)
    for (const who of ['kasie.hula', 'sistem', 'staf.wilayah2'] as const)
      await (await signIn(who)).get(`${HREF}-v1.json`).expect(403)
  })

  test('has one number', async () => {
    const agent = await signIn('direktur')
    for (const number of ['LAP-2026-10-v01', 'LAP-2026-10-v001', 'LAP-2026-10-v0', 'LAP-2026-10-v1.0', 'LAP-2026-13-v1'])
      await agent.get(`/laporan/terbit/${number}`).expect(404)
  })

  test('whose figures somebody changed behind the application’s back is not', async () => {
    await expect(db.sql(`UPDATE issued_reports SET figures = replace(figures, '1', '2') WHERE version = 1`)).rejects.toThrow(
      /stays as it is/,
    )
    await expect(db.sql('DELETE FROM issued_reports')).rejects.toThrow(/append-only/)
    await db.sql('ALTER TABLE issued_reports DISABLE TRIGGER issued_reports_kept')
    await db.sql(`UPDATE issued_reports SET figures = replace(figures, '"arrived":2', '"arrived":3') WHERE version = 1`)
    expect((await check('LAP-2026-10-v1', await fingerprint()))[1]).toContain('Tidak cocok')
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
