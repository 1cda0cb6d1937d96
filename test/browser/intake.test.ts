// What the intake does beside a talk: earlier complaints, the kelurahan of a kecamatan, the unit, faults; and once is enough.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { recordComplaint } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button, chosen, field, fillIntake, openDecision } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('the intake', () => {
  let browsing: Browsing
  let page: Page
  let plain: Page
  beforeAll(async () => {
    browsing = await startBrowsing()
    page = await browsing.signedIn('admin.humas')
    plain = await browsing.signedIn('callcenter', { javaScriptEnabled: false })
    await recordComplaint(browsing.test, { perihal: 'Meter berkabut', telepon: '0812-7000-1000' })
  }, 120_000)
  beforeEach(() => page.goto('about:blank').then(() => page.goto('/aduan/baru')))
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  test('earlier complaints of a phone appear while it is typed', LIMIT, async () => {
    const beside = page.getByRole('complementary', { name: 'Aduan sebelumnya' })
    await beside.getByText('tampil di sini').waitFor()
    await field(page, 'Nomor telepon').pressSequentially('+62 812 7000')
    await beside.getByRole('link', { name: 'Meter berkabut' }).waitFor()
    await beside.getByText('1 masih terbuka').waitFor()
    expect(await field(page, 'Nomor telepon').inputValue()).toBe('+62 812 7000')
    await field(page, 'Nomor telepon').fill('0899 0000 0000')
    await beside.getByText('Belum ada aduan dengan nomor').waitFor()
  })

  test('a kecamatan narrows its kelurahan, and a kelurahan tells its kecamatan', LIMIT, async () => {
    const village = field(page, 'Kelurahan')
    const offered = () => village.getByRole('option').count()
    expect(await offered()).toBe(154)
    await field(page, 'Kecamatan').selectOption('Mariso')
    expect(await offered()).toBe(10)
    await village.selectOption('Lette')
    await field(page, 'Kecamatan').selectOption('')
    expect(await offered()).toBe(154)
    expect(await chosen(page, 'Kelurahan')).toBe('Lette')
    await village.selectOption('Tidung')
    expect(await chosen(page, 'Kecamatan')).toBe('Rappocini')
    await field(page, 'Kecamatan').selectOption('Wajo')
    expect(await chosen(page, 'Kelurahan')).toBe('–') // what lies elsewhere is not kept unseen
  })

  test('the unit follows category and kelurahan, with the reason, until somebody chooses', LIMIT, async () => {
    await openDecision(page, /^Simpan dan teruskan/)
    await page.getByText('Unit disarankan setelah kategori dan kelurahan dipilih.').waitFor()
    await field(page, 'Kategori').selectOption('Bocor pipa dinas')
    await field(page, 'Kelurahan').selectOption('Tidung')
    await page.getByText('Kelurahan Tidung dilayani unit ini.').waitFor()
    expect(await chosen(page, 'Unit')).toBe('Wilayah Pelayanan VI')
    await field(page, 'Kategori').selectOption('Sedot tinja')
    await page.getByText('Sedot tinja ditangani unit ini.').waitFor()
    await page.getByText('Simpan dan teruskan ke Bagian Air Limbah').waitFor()
    await field(page, 'Unit').selectOption('Wilayah Pelayanan I')
    await field(page, 'Kategori').selectOption('Bocor pipa dinas')
    await page.getByText('Kelurahan Tidung dilayani unit ini.').waitFor()
    expect(await chosen(page, 'Unit')).toBe('Wilayah Pelayanan I')
  })

  test('pressing again while it is sent sends nothing more', LIMIT, async () => {
    const again = Promise.withResolvers<void>()
    const sent: string[] = []
    await page.route('/aduan/baru', async (route) => {
      sent.push(route.request().method())
      await again.promise // as on a slow line
      await route.continue()
    })
    await fillIntake(page, { name: 'Sekali Saja' })
    await button(page, 'Simpan').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => sent, { timeout: 20_000 }).toEqual(['POST'])
    await page.keyboard.press('Enter')
    again.resolve()
    await page.getByRole('status').filter({ hasText: 'tersimpan' }).waitFor()
    expect(sent).toEqual(['POST'])
    await page.unrouteAll()
  })

  test('the same form sent again leads to the same complaint', LIMIT, async () => {
    await plain.goto('/aduan/baru')
    await fillIntake(plain, { name: 'Sekali Saja' })
    const sending = plain.waitForRequest((request) => request.method() === 'POST')
    await button(plain, 'Simpan').click()
    await plain.getByRole('status').filter({ hasText: 'tersimpan' }).waitFor()
    const before = await count()
    const sent = await sending
    const again = await plain.request.post(sent.url(), { data: sent.postData(), headers: await sent.allHeaders() })
    expect(again.url()).toBe(plain.url())
    expect(await count()).toBe(before)
  })

  test.each([true, false])('faults stand by their fields and nothing typed is lost (JavaScript %s)', LIMIT, async (scripts) => {
    const desk = scripts ? page : plain
    await desk.goto('/aduan/baru')
    await fillIntake(desk, { name: 'Nama <b>&"', phone: 'bukan nomor' })
    await field(desk, 'Waktu masuk').fill('2027-01-01T08:00')
    await field(desk, 'Tidak bersedia dihubungi').uncheck()
    await desk.getByRole('group', { name: 'Kebutuhan khusus' }).getByLabel('Lanjut usia').check()
    await openDecision(desk, /^Simpan dan selesaikan/)
    await field(desk, 'Penjelasan').fill('Baris satu\nBaris dua')
    await field(desk, 'Hasil penjelasan').selectOption('Diterima pelapor')
    await button(desk, 'Simpan dan selesaikan dengan penjelasan').click()
    const list = desk.getByRole('alert')
    await list.getByText('2 isian perlu diperbaiki').waitFor()
    await list.getByRole('link', { name: 'Waktu masuk tidak boleh di masa depan.' }).click()
    expect(
      await field(desk, 'Waktu masuk').evaluate((one) => one === document.activeElement || location.hash === `#${one.id}`),
    ).toBe(true)
    if (scripts) await openDecision(desk, /^Simpan dan selesaikan/) // it gave way to the field above
    expect(await field(desk, 'Nomor telepon').getAttribute('aria-invalid')).toBe('true')
    for (const [label, kept] of Object.entries({
      'Nama pelapor': 'Nama <b>&"',
      'Nomor telepon': 'bukan nomor',
      'Waktu masuk': '2027-01-01T08:00',
      Uraian: 'Air menyembur di depan rumah sejak subuh.',
      Penjelasan: 'Baris satu\nBaris dua',
    }))
      expect(await field(desk, label).inputValue()).toBe(kept)
    for (const [label, kept] of [
      ['Kategori', 'Bocor pipa dinas'],
      ['Kelurahan', 'Kampung Buyang'],
      ['Kecamatan', 'Mariso'],
    ] as const)
      expect(await chosen(desk, label)).toBe(kept)
    expect(await desk.getByLabel('Lanjut usia').isChecked()).toBe(true)
    await field(desk, 'Waktu masuk').fill('2026-11-24T09:55')
    await field(desk, 'Nomor telepon').fill('0811 222 333')
    if (scripts) await openDecision(desk, /^Simpan dan selesaikan/) // once more
    await button(desk, 'Simpan dan selesaikan dengan penjelasan').click()
    await desk.getByRole('status').filter({ hasText: 'tersimpan' }).waitFor()
    await desk.getByText('Nama <b>&"').waitFor()
  })

  test('a field that is being mended is red no longer, nor told at the top', LIMIT, async () => {
    await button(page, 'Simpan').first().click()
    const list = page.locator('.faults')
    await list.getByText('5 isian perlu diperbaiki').waitFor()
    await field(page, 'Uraian').fill('Air keruh sejak subuh.')
    await list.getByText('4 isian perlu diperbaiki').waitFor()
    expect(await list.getByText('Uraian wajib diisi.').count()).toBe(0)
    expect(await field(page, 'Uraian').getAttribute('aria-invalid')).toBe(null)
    await field(page, 'Nama pelapor').fill('Sitti')
    expect(await field(page, 'Nama pelapor').getAttribute('aria-describedby')).toBe('f-nama-bantuan')
    await field(page, 'Kategori').selectOption('Bocor pipa dinas')
    await field(page, 'Kelurahan').selectOption('Lette')
    await list.getByText('Satu isian perlu diperbaiki').waitFor()
    await field(page, 'Nomor telepon').fill('0811 222 333')
    expect(await list.count()).toBe(0)
    expect(await page.locator('.wrong, .fault, [aria-invalid]').count()).toBe(0)
  })

  const count = () => browsing.test.db.prisma.complaint.count()
})
