// The hottest page: fifty rows of the longest kind, with every filter, stay below what a slow line can bear.
import { load } from 'cheerio'
import request from 'supertest'
import { expect, test } from 'vitest'
import { renderPage } from '../../src/web/page.ts'
import { KIND } from '../../src/words.ts'
import { kit, NOW } from './kit.ts'

const USER = {
  id: 1,
  username: 'kasie',
  name: 'Nurhayati Daeng Ngai',
  grants: [{ role: 'SECTION_HEAD', unitId: 1, unitName: 'Humas' }],
}
const TRICKY = '<i>Air & "limbah"</i>'

const row = (index: number) => ({
  number: `ADU-2026-${String(index).padStart(6, '0')}`,
  href: `/aduan/ADU-2026-${String(index).padStart(6, '0')}`,
  subject: index === 1 ? TRICKY : 'Air limbah meluap di depan rumah warga',
  excerpt: 'Air limbah meluap dari bak kontrol di depan rumah sejak subuh, baunya menyengat sampai ke dalam rumah',
  state: 'ESCALATED',
  priority: 'URGENT',
  clock: { tone: 'missed', text: 'lewat 11 jam 45 mnt', deadline: 'batas Sel 24 Nov 14.30' },
  unit: 'Bagian Distribusi & Kehilangan Air',
  working: `${index % 2 ? 'Baharuddin Daeng Naba, Muhammad Ilham · ' : ''}${index % 3 ? 'sudah dibuka, belum ditindaklanjuti' : 'belum dibuka'}`,
  complainant: 'Hj. Sitti Rahmawati Daeng Ngai',
  village: 'Tamalanrea Jaya',
  arrivedAt: new Date(NOW.getTime() - index * 60_000),
  needs: index % 5 ? [] : ['Lanjut usia', 'Penyakit kronis'],
  unread: index % 3 === 0,
  closedAt: new Date(NOW.getTime() - index * 3_600_000),
})

const option = (value: number) => ({ value: String(value), label: `Pilihan nomor ${value}`, selected: false })
const filters = Object.keys(KIND).map((name) => ({
  name,
  label: name,
  options: Array.from({ length: 20 }, (_, at) => option(at)),
}))
const queue = {
  title: 'Aduan',
  tabs: [{ key: 'saya', label: 'Perlu tindakan saya', href: '/aduan', count: '50', active: true }],
  q: null,
  query: '',
  filters,
  chips: [],
  sorts: [{ label: 'batas waktu', href: '/aduan', active: true }],
  savedViews: [],
  matched: '50 aduan cocok',
  chooseHref: '/aduan?pilih=ya',
  downloads: [{ form: 'CSV', href: '/aduan.csv' }],
  canSave: true,
  rows: Array.from({ length: 50 }, (_, index) => row(index + 1)),
}

const page = async (more: object = {}) => {
  const app = kit((app) => {
    app.get('/aduan', (req, res) =>
      renderPage(Object.assign(req, { user: USER as never }), res, 'complaints/queue', { ...queue, ...more }),
    )
  })
  return (await request(app).get('/aduan')).text
}

test.each([
  ['to read', {}],
  ['to tick', { most: 50, ticked: new Set(), href: '/aduan' }],
])('fifty rows are at most 40 kB, %s', async (_, more) => {
  const text = await page(more)
  expect(load(text)('tbody tr')).toHaveLength(50)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(40_000)
})

test('a row says what it is about, and nothing of it is markup', async () => {
  const $ = load(await page())
  const first = $('tbody tr').first()
  expect($('tbody tr').length).toBe(50)
  expect(first.find('a').attr('href')).toBe('/aduan/ADU-2026-000001')
  expect(first.text()).toContain(TRICKY)
  for (const words of ['Diteruskan', 'Darurat', 'lewat 11 jam 45 mnt', 'sudah dibuka, belum ditindaklanjuti', '1 mnt lalu'])
    expect(first.text()).toContain(words)
  expect($('tbody tr').eq(2).text()).toContain('belum dibuka')
})

test('an empty queue says so and how to see more', async () => {
  const $ = load(await page({ rows: [], chips: [{ label: 'Darurat', href: '/aduan' }], clearHref: '/aduan' }))
  expect($('.empty').text()).toContain('Tidak ada aduan yang cocok')
  expect($('.empty a').attr('href')).toBe('/aduan')
})

test('among the closed ones a row says when it was closed', async () => {
  const state = async (tab: string) =>
    load(await page({ tab }))('tbody tr')
      .first()
      .find('td')
      .eq(2)
  expect((await state('selesai')).find('time').text()).toMatch(/^\d{1,2} Nov \d\d\.\d\d$/)
  expect((await state('terbuka')).find('time').length).toBe(0)
})
