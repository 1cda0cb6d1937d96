// Numbers and query strings that no page of ours links to.
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { sendersFor } from './sender.ts'

const app = await startApp()
afterAll(app.close)

const number = await recordComplaint(app)
await complaintIn(app, 'CLOSED')
const senderOf = await sendersFor(app, ['admin.humas', 'kabag.humas'])
const admin = senderOf('admin.humas')

const NO_NUMBERS = [
  ...['ADU-2026-abc', 'ADU-2026-', 'ADU--1', 'ADU-2026-999999', 'ADU-2026-0', 'ADU-2026--1', 'ADU-2026-1.5', 'ADU-2026-1e3'],
  ...['ADU-9999999999-1', 'ADU-2026-9999999999', 'ADU-0000-000001', 'ADU-2026-000001x', 'XYZ-2026-000001', '1', '%F0%9F%92%A7'],
  ...['%00', 'ADU-2026-000001%00', '..%2F..%2Fetc%2Fpasswd', '__proto__', "ADU-2026-1'--", 'a'.repeat(5_000)],
]

describe.each([...NO_NUMBERS, '%E0%A4%A', '%', '%ZZ'])('/aduan/%s is no complaint', (address) => {
  test('to read, to print or to act on', async () => {
    const answers = await Promise.all([
      admin.get(`/aduan/${address}`),
      admin.get(`/aduan/${address}/tanda-terima`),
      admin.post(`/aduan/${address}/catat`, { catatan: 'Sesuatu' }),
    ])
    for (const { status, text } of answers) {
      expect([400, 404]).toContain(status)
      expect(text).toMatch(/Halaman tidak ditemukan|Permintaan tidak dapat dibaca/)
    }
  })
})

test.each(['ada', 'constructor', '__proto__', 'terima%00', 'TERIMA', '%E0%A4%A'])('there is no action %s', async (aksi) => {
  const { status, text } = await admin.post(`/aduan/${number}/${aksi}`, { versi: '1' })
  expect([400, 404]).toContain(status)
  expect(text).toMatch(/Halaman tidak ditemukan|Permintaan tidak dapat dibaca/)
})

test.each(['0', '-1', '1e9', '999999999', '99999999999999999999', 'abc', '%00'])(
  'there is no saved view %s to delete',
  async (id) => {
    expect((await admin.post(`/aduan/tampilan/${id}/hapus`, {})).status).toBe(404)
  },
)

const WORDS = ['XYZ', '-1', '1e9', '99999999999', '%00', '%E0%A4%A', 'constructor', "1'--", 'a'.repeat(2_000)]
const DAYS = ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-11-24T10:00', '2026-13-01', 'besok']
const numbersIn = (page: string): string[] =>
  [...page.matchAll(/<a href="\/aduan\/(ADU-[\d-]+)">/g)].map(([, found]) => String(found))

describe('what a queue’s address says wrongly counts as not said', async () => {
  const whole = numbersIn((await admin.get('/aduan?tab=terbuka')).text)

  test('there is something to see', () => expect(whole).toContain(number))

  test.each([
    'tab',
    'status',
    'unit',
    'kategori',
    'kanal',
    'wilayah',
    'prioritas',
    'terlambat',
    'urut',
    'dari',
    'sampai',
    'setelah',
  ])('%s', async (name) => {
    for (const word of [...WORDS, ...(['dari', 'sampai'].includes(name) ? DAYS : [])]) {
      if (name === 'wilayah' && word === '99999999999') continue // looks like a code, and finds nothing
      const { status, text } = await admin.get(`/aduan?${name === 'tab' ? '' : 'tab=terbuka&'}${name}=${word}`)
      expect([name, word, status, numbersIn(text)]).toEqual([name, word, 200, whole])
      expect(text).not.toContain('class="chip"')
    }
    for (const twice of [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[a]=b`])
      expect((await admin.get(`/aduan?${name === 'tab' ? '' : 'tab=terbuka&'}${twice}`)).status).toBe(200)
  })
})

test.each(["'", '\\', '%', '_', ':*', '&', '!', '( | )', '<->', '½', 'a\0b', '\ud83d', 'İ', 'x'.repeat(5_000), '²:*', '\u202e'])(
  'a search for %j finds nothing and breaks nothing',
  async (q) => {
    const { status, text } = await admin.get(`/aduan?q=${encodeURIComponent(q.isWellFormed() ? q : '\ufffd')}`)
    expect([status, numbersIn(text)]).toEqual([200, []])
  },
)

test('earlier complaints and the suggestion answer whatever is asked', async () => {
  const names = ['telepon', 'nomor_sambungan', 'nama', 'kategori', 'kelurahan']
  for (const word of [...WORDS, ...DAYS, '%27', '%5C', '%25%25%25%25%25', '______'])
    for (const part of ['serupa', 'saran']) {
      const { status, text } = await admin.get(`/aduan/baru/${part}?${names.map((name) => `${name}=${word}`).join('&')}&nama[]=1`)
      expect([part, word, status, text.includes(number)]).toEqual([part, word, 200, false])
    }
})

test.each(['abc', '-1', '0', '999999999999999', '9999999999999999999', '%00', 'a&sebelum=b'])(
  'the access log before %s',
  async (before) => {
    expect((await senderOf('kabag.humas').get(`/pengaturan/akses?sebelum=${before}`)).status).toBe(200)
  },
)
