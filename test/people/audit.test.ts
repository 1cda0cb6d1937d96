import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'

const { db, clock, master, user, signIn, close } = await startApp()
afterAll(close)

let admin: Awaited<ReturnType<typeof signIn>>
const { id } = user('teknik.1')
const post = (path: string, body: object = {}) => admin.post(`/pengaturan/orang/${path}`).type('form').send(body)

/** The sentences of a page of the trail, the latest first. */
async function sentences(query = ''): Promise<string[]> {
  const $ = load((await admin.get(`/pengaturan/jejak${query}`).expect(200)).text)
  return $('tbody td:last-child')
    .toArray()
    .map((cell) => $(cell).text())
}

beforeAll(async () => {
  admin = await signIn('sistem')
  const versi = String((await db.prisma.auditEntry.findFirst({ where: { subjectId: id } }))?.id ?? 0)
  await post(String(id), { nama: 'Muhammad Ridwan', telepon: '081199988877', surel: 'baru@tanggap.example', versi }).expect(303)
  await post(`${id}/peran`, { peran: 'UNIT_STAFF', unit: unitId(master, 'WIL1'), sampai: '2027-01-31T16:00' }).expect(303)
  const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: id, role: 'UNIT_STAFF' } })
  await post(`${id}/peran/${grant.id}/akhiri`).expect(303)
  await signIn('teknik.1')
  await post(`${id}/akhiri-sesi`).expect(303)
  await post(`${id}/tautan`).expect(200)
  await post(`${id}/nonaktifkan`).expect(303)
  await post(`${id}/aktifkan`).expect(303)
  await post('baru', { nama: 'Zainal', username: 'zainal', peran: 'DIRECTOR', unit: unitId(master, 'SPI') }).expect(200)
})

test('the trail says who did what to whom, the latest first', async () => {
  expect(await sentences()).toEqual([
    'Fadhil Ramadhan Latief membuat akun Zainal sebagai Direktur Umum & Pelayanan di Satuan Pengawasan Intern (SPI).',
    'Fadhil Ramadhan Latief mengaktifkan kembali akun Muhammad Ridwan.',
    'Fadhil Ramadhan Latief menonaktifkan akun Muhammad Ridwan.',
    'Fadhil Ramadhan Latief membuat tautan kata sandi untuk Muhammad Ridwan.',
    'Fadhil Ramadhan Latief mengakhiri 1 sesi masuk Muhammad Ridwan.',
    'Fadhil Ramadhan Latief mengakhiri peran Staf Wilayah Pelayanan / Bagian di Wilayah Pelayanan I dari Muhammad Ridwan.',
    'Fadhil Ramadhan Latief memberi Muhammad Ridwan peran Staf Wilayah Pelayanan / Bagian di Wilayah Pelayanan I sampai 31 Januari 2027 pukul 16.00.',
    'Fadhil Ramadhan Latief mengubah nomor telepon dan surel Muhammad Ridwan.',
  ])
})

test('it can be narrowed to one person', async () => {
  expect(await sentences(`?orang=${id}`)).toHaveLength(7)
  expect(await sentences(`?orang=${user('teknik.2').id}`)).toEqual([])
})

test('changes to settings stand among them, each with its sentence', async () => {
  const kabag = await signIn('kabag.humas')
  const send = (path: string, body: object) => kabag.post(`/pengaturan/${path}`).type('form').send(body).expect(303)
  await send('penundaan/baru', { nama: 'Jalan ditutup', batas: 'PAUSED', letak: '' })
  await send('pengingat/baru', { kapan: 'WARNING', menit: '30', kepada: ['UNIT_HEAD'], lewat: ['BELL'] })
  const versi = String(load((await kabag.get('/pengaturan/kalender/libur/2026-12-25')).text)('[name=versi]').val())
  await send('kalender/libur/2026-12-25', { nama: 'Natal', jenis: 'NATIONAL', versi })
  const details = { versionId: 1, basedOn: 1, effectiveFrom: '2026-12-01' }
  const unsaid = { at: clock.now(), actorId: user('kabag.humas').id, action: 'something', details: {} }
  await db.prisma.auditEntry.createMany({ data: [{ ...unsaid, action: 'policyMade', details }, unsaid] })
  const { name } = user('kabag.humas')
  expect((await sentences()).slice(0, 5)).toEqual([
    `${name} membuat versi batas waktu yang berlaku mulai 1 Desember 2026.`,
    `${name} mengubah hari libur 25 Desember 2026 (Natal).`,
    `${name} menambahkan pengingat 30 menit sesudah peringatan kepada kepala unit (Kasie Hula bila kosong), lewat lonceng di aplikasi.`,
    `${name} menambahkan alasan penundaan Jalan ditutup, batas waktu dijeda.`,
    'Fadhil Ramadhan Latief membuat akun Zainal sebagai Direktur Umum & Pelayanan di Satuan Pengawasan Intern (SPI).',
  ])
  expect(await sentences(`?orang=${user('kabag.humas').id}`)).toEqual([])
})

test('it holds no personal data and no secret', async () => {
  const kept = JSON.stringify(await db.sql('SELECT details FROM audit_entries'))
  for (const secret of ['081199988877', 'baru@tanggap.example', 'argon2', 'Ridwan']) expect(kept).not.toContain(secret)
})

describe('the database refuses to change it', () => {
  test.each(['UPDATE audit_entries SET actor_id = NULL', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
    '%s',
    async (text) => {
      const before = await db.sql('SELECT * FROM audit_entries ORDER BY id')
      await expect(db.sql(text)).rejects.toThrow('append-only')
      expect(await db.sql('SELECT * FROM audit_entries ORDER BY id')).toEqual(before)
    },
  )
})

test('it is read page by page, each line once', async () => {
  const line = { at: clock.now(), actorId: user('sistem').id, subjectId: user('teknik.3').id, action: 'enabled', details: {} }
  await db.prisma.auditEntry.createMany({ data: Array.from({ length: 110 }, () => line) })
  const sizes: number[] = []
  let next: string | undefined = `/pengaturan/jejak?orang=${user('teknik.3').id}`
  while (next) {
    const $ = load((await admin.get(next).expect(200)).text)
    sizes.push($('tbody tr').length)
    next = $('a[rel=next]').attr('href')
  }
  expect(sizes).toEqual([50, 50, 10])
})

test.each(['?orang=999999', '?orang=x', '?orang=1&orang=2', '?orang=%00'])(
  'a filter that fits nobody is said to be wrong: %s',
  async (query) => {
    const page = await admin.get(`/pengaturan/jejak${query}`).expect(422)
    expect(load(page.text)('.fault').text()).not.toBe('')
  },
)

test.each(['?sebelum=0', '?sebelum=x', '?sebelum=99999999999999999999', '?sebelum=1&sebelum=2'])(
  'an odd page address is no fault of ours: %s',
  async (query) => {
    await admin.get(`/pengaturan/jejak${query}`).expect(200)
  },
)
