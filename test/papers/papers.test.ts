// A paper is kept as it was made: the same words are the same version, others a new one; who may make and open it, and what anybody may know of it.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { readHistory } from '../../src/complaints/history.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { contentOf } from '../../src/papers/contents.ts'
import { jpeg, placed } from '../attachments/samples.ts'
import { browserOf, startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId } from '../support/complaints.ts'
import { full, LONG_NAME, reported } from './cases.ts'
import { codeIn, factsOf, made, type Path, pdfOf, sheet } from './making.ts'

const app = await startApp()
const { db, signIn, close } = app
afterAll(close)

const versionsOf = (number: string) =>
  db.sql<{ kind: string; version: number; code: string; sha256: string }>(
    `SELECT kind, version, code, sha256 FROM papers WHERE complaint_id = (SELECT id FROM complaints WHERE year = 2026 AND sequence = $1) ORDER BY id`,
    [Number(number.slice(9))],
  )
const checked = async (code: string) => {
  const { status, text } = await browserOf(app.app).get(`/cek/${code}`)
  return { status, heading: load(text)('.verdict h1').text().trim(), text: load(text)('body').text() }
}

describe('versions', () => {
  test('the same words are the same version and the same bytes, whoever presses; other words are a new version that says so', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS', full(app))
    const first = await made(app, number, 'berita-acara', 'staf.wilayah2')
    const bytes = await pdfOf(app, `${first}/pdf`, 'staf.wilayah2')
    app.clock.advance(1)
    expect(await made(app, number, 'berita-acara', 'kasie.hula')).toBe(first)
    expect((await pdfOf(app, `${first}/pdf`, 'kasie.hula')).equals(bytes)).toBe(true)
    expect(await checked(codeIn(first))).toMatchObject({ status: 200, heading: 'Asli dan berlaku' })

    await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app))
    expect((await checked(codeIn(first))).heading).toBe('Asli, tetapi aduan berubah sesudahnya')
    expect((await sheet(app, first, 'staf.wilayah2'))('.stale').text()).toContain('Aduan berubah sesudah dokumen ini dibuat')
    const second = await made(app, number, 'berita-acara', 'staf.wilayah2')
    expect(second).not.toBe(first)
    expect((await sheet(app, second, 'staf.wilayah2'))('.replaces').text()).toMatch(
      /^Versi 2, menggantikan versi 1 tanggal 24 November 2026/,
    )
    expect((await sheet(app, first, 'staf.wilayah2'))('.stale a').attr('href')).toBe(second)
    expect((await checked(codeIn(first))).heading).toBe('Asli, sudah diganti versi 2')
    expect((await checked(codeIn(second))).heading).toBe('Asli dan berlaku')
    expect((await pdfOf(app, `${first}/pdf`, 'staf.wilayah2')).equals(bytes)).toBe(true)
  })

  test('a note or a paper changes nothing that a paper says', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const first = await made(app, number, 'berita-acara', 'staf.wilayah2')
    await act(app, number, 'staf.wilayah2', 'note', bodyOf('note', app))
    await made(app, number, 'tanda-terima', 'admin.humas')
    expect(await made(app, number, 'berita-acara', 'staf.wilayah2')).toBe(first)
    expect((await checked(codeIn(first))).heading).toBe('Asli dan berlaku')
  })

  test('presses at once make one version, told by one event', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const presses = Array.from({ length: 6 }, () => made(app, number, 'surat-perintah-kerja', 'staf.wilayah2'))
    expect(new Set(await Promise.all(presses)).size).toBe(1)
    expect(await versionsOf(number)).toMatchObject([{ kind: 'WORK_ORDER', version: 1 }])
    const $ = load((await (await signIn('staf.wilayah2')).get(`/aduan/${number}`)).text)
    expect($('.story').text().split('membuat Surat Perintah Kerja').length).toBe(2)
  })

  test('what is stored says what its fingerprint says, and nobody can alter or remove it', async () => {
    const number = await recordComplaint(app)
    await made(app, number, 'tanda-terima', 'admin.humas')
    const [paper] = await versionsOf(number)
    const [{ same } = { same: false }] = await db.sql<{ same: boolean }>(
      `SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex') = sha256 AS same FROM papers WHERE code = $1`,
      [paper?.code],
    )
    expect(same).toBe(true)
    for (const change of ["content = '{}'", "sha256 = 'x'", 'version = 9', "code = 'x'", "made_at = made_at + interval '1 day'"])
      await expect(db.sql(`UPDATE papers SET ${change} WHERE code = $1`, [paper?.code])).rejects.toThrow('stays as it is')
    await expect(db.sql('DELETE FROM papers WHERE code = $1', [paper?.code])).rejects.toThrow()
  })

  test('emptied by retention it is genuine still, by its fingerprint, and says nothing more', async () => {
    const number = await recordComplaint(app, full(app))
    const address = await made(app, number, 'tanda-terima', 'admin.humas')
    await db.sql('UPDATE papers SET content = NULL WHERE code = $1', [codeIn(address).replaceAll('-', '')])
    const { text, ...told } = await checked(codeIn(address))
    expect(told).toEqual({ status: 200, heading: 'Asli dan berlaku' })
    expect(text).toContain('sudah dikosongkan')
    const $ = await sheet(app, address, 'admin.humas')
    expect($('main').text()).toContain('sudah dikosongkan sesuai masa simpan')
    expect($('main').text()).not.toContain(LONG_NAME)
    await (await signIn('admin.humas')).get(`${address}/pdf`).expect(404)
    expect(await made(app, number, 'tanda-terima', 'admin.humas')).not.toBe(address)
  })
})

describe('who', () => {
  const MAKERS: [Path, Username[]][] = [
    ['tanda-terima', ['admin.humas', 'callcenter', 'kasie.hula']],
    ['surat-perintah-kerja', ['kasie.hula', 'staf.wilayah2', 'quick.response']],
    ['berita-acara', ['admin.humas', 'kasie.hula', 'kabag.humas', 'staf.wilayah2', 'teknik.2']],
  ]
  const SEEING: Username[] = [
    'admin.humas',
    'callcenter',
    'kasie.hula',
    'kabag.humas',
    'quick.response',
    'teknik.2',
    'staf.wilayah2',
    'direktur',
  ]

  test.each(MAKERS)(
    '%s is made by whose it is; 403 for others who see the complaint, 404 for who does not',
    async (path, makers) => {
      const number = await complaintIn(app, 'IN_PROGRESS')
      for (const who of [...SEEING, 'staf.wilayah3', 'teknik.3', 'sistem'] as Username[]) {
        const { status } = await (await signIn(who)).post(`/aduan/${number}/kertas/${path}`).type('form').send({})
        expect([who, status]).toEqual([who, makers.includes(who) ? 303 : SEEING.includes(who) ? 403 : 404])
      }
    },
  )

  test('a paper opens for who may know the contact on it: not for another unit, a former one, or the Direktur', async () => {
    const number = await complaintIn(app, 'ESCALATED', full(app))
    await act(app, number, 'staf.wilayah2', 'transfer', bodyOf('transfer', app, { unit: String(unitId(app.master, 'WIL3')) }))
    await act(app, number, 'staf.wilayah3', 'start')
    await reportedBy(number)
    const address = await made(app, number, 'berita-acara', 'staf.wilayah3')
    const other = await made(app, await recordComplaint(app), 'tanda-terima', 'admin.humas')
    const photo = (await sheet(app, address, 'staf.wilayah3'))('figure img').attr('src') ?? ''
    expect(photo).toMatch(/\/foto\/[0-9a-f]{64}$/)
    const paths = [address, `${address}/pdf`, `${address}/tanda-tangan/pelapor`, photo]
    const opens: Username[] = ['staf.wilayah3', 'admin.humas', 'kabag.humas']
    for (const who of [...opens, 'staf.wilayah2', 'staf.wilayah5', 'teknik.2', 'direktur', 'sistem'] as Username[])
      for (const path of paths) {
        const { status, text } = await (await signIn(who)).get(path)
        expect([who, path, status]).toEqual([who, path, opens.includes(who) ? 200 : 404])
        if (status === 404) expect(text).not.toContain(LONG_NAME)
      }
    // The list is for all who see the complaint; what its papers say is not.
    for (const who of ['staf.wilayah2', 'direktur'] as Username[]) {
      const { text } = await (await signIn(who)).get(`/aduan/${number}/kertas`).expect(200)
      expect(text).toContain('Berita Acara Pengaduan')
      expect(text).not.toContain(codeIn(address))
    }
    const desk = await signIn('admin.humas')
    await desk
      .post(`/aduan/${number}/catat`)
      .field('catatan', 'Internal.')
      .attach('lampiran', await jpeg(77), 'c.jpg')
      .expect(303)
    const [internal] = await db.sql<{ hash: string }>('SELECT hash FROM attachments ORDER BY id DESC LIMIT 1')
    await desk.get(`${address}/foto/${internal?.hash}`).expect(404)
    for (const path of [
      `/aduan/${number}/kertas/${codeIn(other)}`,
      `/aduan/${number}/kertas/0000-0000-0000`,
      `${address}/foto/${'0'.repeat(64)}`,
    ])
      await desk.get(path).expect(404)
  })

  async function reportedBy(number: string) {
    const staff = await signIn('staf.wilayah3')
    await staff
      .post(`/aduan/${number}/catat`)
      .field('catatan', 'Lihat.')
      .field('untuk_pelapor', 'ya')
      .attach('lampiran', await jpeg(5), 'a.jpg')
      .expect(303)
  }

  test('opening one is logged as opening contact is', async () => {
    const number = await recordComplaint(app)
    const address = await made(app, number, 'tanda-terima', 'admin.humas')
    await (await signIn('kabag.humas')).get(address).expect(200)
    const rows = await db.sql(
      `SELECT FROM access_log WHERE what = 'Tanda Terima Pengaduan' AND person_id = $1
       AND complaint_id = (SELECT id FROM complaints WHERE year = 2026 AND sequence = $2)`,
      [app.user('kabag.humas').id, Number(number.slice(9))],
    )
    expect(rows).toHaveLength(1)
  })
})

describe('what stands on it', () => {
  test('a work order has place, contact, special needs and a map for the phone', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS', full(app))
    const address = await made(app, number, 'surat-perintah-kerja', 'staf.wilayah2')
    const $ = await sheet(app, address, 'teknik.2')
    expect(factsOf($)).toMatchObject({
      Petugas: 'Baharuddin Daeng Naba',
      Telepon: '0812-3456-7890',
      Perintah: 'Mohon ditangani.',
    })
    expect(factsOf($)['Kebutuhan khusus']).toContain('kursi roda')
    expect($('.paper a[href^="tel:"]').attr('href')).toBe('tel:081234567890')
    expect($('.map a').attr('href')).toMatch(/^https:\/\/www\.openstreetmap\.org\/search\?query=Jalan%20Perintis/)
  })

  test('the page of the complaint leads to the same map: to where a photo was taken, else to the place in words', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS', full(app))
    const mapOn = async () => load((await (await signIn('teknik.2')).get(`/aduan/${number}`)).text)('.facts a.map').attr('href')
    const order = async () =>
      (await sheet(app, await made(app, number, 'surat-perintah-kerja', 'staf.wilayah2'), 'teknik.2'))('.map a').attr('href')
    expect(await mapOn()).toMatch(/search\?query=Jalan%20Perintis/)
    expect(await mapOn()).toBe(await order())
    await (await signIn('staf.wilayah2'))
      .post(`/aduan/${number}/catat`)
      .field('catatan', 'Di sini.')
      .field('simpan_lokasi', 'ya')
      .attach('lampiran', await placed(), 'a.jpg')
      .expect(303)
    expect(await mapOn()).toMatch(/\?mlat=-?\d+\.\d+&mlon=\d+\.\d+#map=18/)
    expect(await mapOn()).toBe(await order())
  })

  test('who approves is named as the letterhead names them, and signs on paper', async () => {
    const number = await recordComplaint(app)
    const user = app.user('admin.humas')
    const complaint = await findVisible(db, user, number)
    const history = await readHistory(db, user, complaint.id)
    const master = { ...app.master, letterhead: { ...app.master.letterhead, signerName: 'Hj. Ratna Dewi' } }
    const evidence = { pictures: [], place: null }
    const { signers } = contentOf('OFFICIAL_REPORT', { complaint, history, evidence, master, now: app.clock.now() })
    expect(signers.at(-1)).toEqual({
      party: null,
      label: 'Mengetahui, Kepala Bagian Hubungan Masyarakat',
      name: 'Hj. Ratna Dewi',
    })
    const address = await made(app, number, 'berita-acara', 'admin.humas')
    expect((await sheet(app, address, 'admin.humas'))('.signed .name').last().text()).toBe('Ditandatangani di atas kertas')
  })

  test('a completion report waits for its report; after a reopening it waits again, and the official report tells of both', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const staff = await signIn('staf.wilayah2')
    await staff.post(`/aduan/${number}/kertas/laporan-penyelesaian`).expect(409)
    await reported(app, number, 1)
    const $ = await sheet(app, await made(app, number, 'laporan-penyelesaian', 'staf.wilayah2'), 'kasie.hula')
    expect(factsOf($)).toMatchObject({ Penyebab: 'Sambungan pecah.', Hasil: 'Tuntas', Keadaan: 'Dipantau' })
    expect(
      $('figcaption')
        .toArray()
        .map((one) => $(one).text().split(' ')[0]),
    ).toEqual(['Sebelum', 'Sesudah'])
    await act(app, number, 'kasie.hula', 'confirm')
    await act(app, number, 'kasie.hula', 'reopen', bodyOf('reopen', app))
    await (await signIn('kasie.hula')).post(`/aduan/${number}/kertas/laporan-penyelesaian`).expect(409)
    const again = await sheet(app, await made(app, number, 'berita-acara', 'kasie.hula'), 'kasie.hula')
    expect(again('.paper table').text()).toContain('Membuka kembali aduan ini.')
    expect(factsOf(again).Penyebab).toBe('Sambungan pecah.')
  })

  test('notes among staff, their photos too, stay among them', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const staff = await signIn('staf.wilayah2')
    await staff
      .post(`/aduan/${number}/catat`)
      .field('catatan', 'Rahasia dapur.')
      .attach('lampiran', await jpeg(9), 'b.jpg')
      .expect(303)
    const $ = await sheet(app, await made(app, number, 'berita-acara', 'staf.wilayah2'), 'staf.wilayah2')
    expect($('.paper').text()).not.toMatch(/Rahasia dapur|catatan internal/)
    expect($('.paper img')).toHaveLength(0)
  })

  test('readings stand with their limits and whether they are met', async () => {
    const number = await complaintIn(app, 'MONITORING')
    await db.sql(
      `INSERT INTO readings (complaint_id, event_sequence, measure_id, value, low, high)
       SELECT c.id, 5, m.id, v.value, v.low, v.high FROM complaints c, (SELECT id FROM measures ORDER BY id LIMIT 1) m,
         (VALUES (0.4, 0.7, NULL), (1.5, 0.7, 3.0)) AS v(value, low, high) WHERE c.year = 2026 AND c.sequence = $1`,
      [Number(number.slice(9))],
    )
    const $ = await sheet(app, await made(app, number, 'laporan-penyelesaian', 'staf.wilayah2'), 'staf.wilayah2')
    const rows = $('.paper section:contains("Hasil ukur") tbody tr')
      .toArray()
      .map((row) => $(row).find('td').last().text())
    expect(rows).toEqual(['tidak memenuhi', 'memenuhi'])
    expect($('.paper').text()).toContain('paling sedikit 0,7 bar, perlu dikonfirmasi')
  })
})

describe('the page on which anybody checks one', () => {
  test('tells kind, number, version and date, and nothing of anybody', async () => {
    const more = full(app)
    const number = await recordComplaint(app, more)
    const code = codeIn(await made(app, number, 'tanda-terima', 'admin.humas'))
    const { status, text } = await browserOf(app.app).get(`/cek/${code}`)
    expect(status).toBe(200)
    for (const words of ['Tanda Terima Pengaduan', number, 'Asli dan berlaku', code]) expect(text).toContain(words)
    for (const secret of [
      more.nama,
      'Rahmatiah',
      '0812',
      more.akun,
      more.alamat,
      'Perintis',
      more.nomor_sambungan,
      'Air menyembur',
      'kursi roda',
      'Nurhayati',
    ])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
  })

  test('takes a code however it is typed; an unknown one is not known', async () => {
    const code = codeIn(await made(app, await recordComplaint(app), 'tanda-terima', 'admin.humas'))
    const bare = code.replaceAll('-', '')
    for (const typed of [
      bare,
      code.toLowerCase(),
      bare.toLowerCase(),
      `%20${code}%20`,
      bare.replaceAll('0', 'o').replaceAll('1', 'l'),
    ])
      expect([typed, (await checked(typed)).status]).toEqual([typed, 200])
    const visitor = browserOf(app.app)
    await visitor.get(`/cek?kode=${code.toLowerCase()}`).expect(303).expect('Location', `/cek/${code.toLowerCase()}`)
    await visitor.get('/cek').expect(200)
    for (const unknown of ['0000-0000-0000', bare.slice(1), `${bare}0`, 'U'.repeat(12), '%00', "'--", 'a'.repeat(3_000)]) {
      const told = await checked(unknown)
      expect([unknown.slice(0, 20), told.status, told.heading]).toEqual([unknown.slice(0, 20), 404, 'Tidak dikenal'])
    }
  })

  test('codes cannot be guessed from one another', async () => {
    const codes = (await db.sql<{ code: string }>('SELECT code FROM papers')).map(({ code }) => code)
    expect(codes.length).toBeGreaterThan(15)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    const signs = [...codes.join('')]
    expect(new Set(signs).size).toBeGreaterThan(25)
    expect(Math.max(...Object.values(Object.groupBy(signs, (one) => one)).map((same) => same?.length ?? 0))).toBeLessThan(
      signs.length / 8,
    )
    expect(new Set(codes.map((code) => code.slice(0, 4))).size).toBe(codes.length)
  })
})
