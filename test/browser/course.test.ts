// A complaint's way from the counter to Selesai by the people of the SOP, each in a browser of their own; with and without JavaScript.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { browserAvailable } from '../support/browser.ts'
import { recordComplaint } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button, chosen, field, fillIntake, openAction, openDecision } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('the way of a complaint', () => {
  let browsing: Browsing
  beforeAll(async () => {
    browsing = await startBrowsing()
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  describe.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('%s', (_, javaScriptEnabled) => {
    const signedIn = (who: Username) => browsing.signedIn(who, { javaScriptEnabled })

    test('four people bring a complaint from intake to Selesai', LIMIT, async () => {
      const { clock } = browsing.test
      clock.set('2026-11-24T10:00:00+08:00')
      const humas = await signedIn('admin.humas')
      await humas.goto('/aduan/baru')
      await fillIntake(humas)
      await button(humas, 'Simpan').click()
      await told(humas, /^Aduan ADU-2026-\d{6} tersimpan\. Menunggu Humas memberi penjelasan atau meneruskannya/)
      const number = numberOn(humas)
      await shows(humas, 'Diterima', /^sisa 10 mnt/)

      await inQueueOf(humas, number, 'Diterima')
      clock.advance(4)
      await openAction(humas, 'Teruskan')
      expect(await chosen(humas, 'Unit')).toBe('Wilayah Pelayanan II')
      await field(humas, 'Penjelasan sudah diberikan').selectOption('Belum')
      await field(humas, 'Catatan').fill('Mohon segera ditangani.')
      await button(humas, 'Teruskan').click()
      await told(humas, /meneruskan.*Menunggu Wilayah Pelayanan II memulai tindak lanjut.*Batas .*13\.04/)
      await shows(humas, 'Diteruskan', /^sisa 3 jam/)

      const staff = await signedIn('staf.wilayah2')
      await humas.getByText('belum dibuka', { exact: true }).waitFor()
      await inQueueOf(staff, number, 'Diteruskan')
      expect(await staff.getByText('belum dibuka').count()).toBe(0)
      await openAction(staff, 'Tugaskan')
      await staff
        .getByRole('group', { name: 'Petugas' })
        .getByLabel(/Baharuddin Daeng Naba/)
        .filter({ visible: true })
        .check()
      await button(staff, 'Tugaskan').click()
      await told(
        staff,
        /menugaskan Baharuddin Daeng Naba\. Menunggu Wilayah Pelayanan II memulai tindak lanjut; petugas: Baharuddin/,
      )
      await shows(staff, 'Diteruskan', /^sisa 3 jam/)

      const officer = await signedIn('teknik.2')
      clock.advance(30)
      await inQueueOf(officer, number, 'Diteruskan')
      await button(officer, 'Mulai tindak lanjut').click()
      await told(officer, /memulai tindak lanjut\. Sedang dikerjakan Baharuddin Daeng Naba\./)
      await shows(officer, 'Ditindaklanjuti', /^sisa 2 jam 30 mnt/)
      clock.advance(45)
      await openAction(officer, 'Nyatakan pekerjaan selesai')
      await field(officer, 'Penyebab').fill('Klem sambungan pecah.')
      await field(officer, 'Tindakan').fill('Klem diganti, air sudah mengalir.')
      await field(officer, 'Selesai dikerjakan').fill('2026-11-24T11:19')
      await field(officer, 'Hasil').selectOption('Tuntas')
      await button(officer, 'Nyatakan pekerjaan selesai').click()
      await told(officer, /menyatakan pekerjaan selesai.*menunggu laporan penyelesaian dari Wilayah Pelayanan II/)

      await inQueueOf(staff, number, 'Ditindaklanjuti')
      await openAction(staff, 'Isi laporan penyelesaian')
      expect(await field(staff, 'Penyebab').inputValue()).toBe('Klem sambungan pecah.')
      await button(staff, 'Kirim laporan').click()
      await told(staff, /mengisi laporan penyelesaian.*menunggu Humas menyatakan selesai/)
      await shows(staff, 'Dipantau', /^tepat waktu, 1 jam 15 mnt/)

      const head = await signedIn(javaScriptEnabled ? 'kasie.hula' : 'kabag.humas')
      await inQueueOf(head, number, 'Dipantau')
      await button(head, 'Nyatakan selesai').click()
      await told(head, /menyatakan aduan ini selesai\.$/)
      await shows(head, 'Selesai', /^tepat waktu, 1 jam 15 mnt/)
      for (const said of ['Mohon segera ditangani.', 'Klem sambungan pecah.', 'Klem diganti, air sudah mengalir.'])
        await head.getByText(said).last().waitFor()
      await notInQueueOf(humas, number)
      await notInQueueOf(staff, number)
      await notInQueueOf(officer, number)
    })

    test('a caller is satisfied with the explanation', LIMIT, async () => {
      const desk = await signedIn('callcenter')
      await desk.goto('/aduan/baru')
      await fillIntake(desk, { name: 'Sitti Aminah', phone: '0813-1111-2222' })
      await openDecision(desk, /^Simpan dan selesaikan dengan penjelasan/)
      await field(desk, 'Penjelasan').fill('Katup ditutup untuk perbaikan sampai pukul 15.00.')
      await field(desk, 'Hasil penjelasan').selectOption('Diterima pelapor')
      await button(desk, 'Simpan dan selesaikan dengan penjelasan').click()
      await told(desk, /^Aduan ADU-2026-\d{6} tersimpan\. Aduan ini sudah selesai\./)
      await shows(desk, 'Selesai', /^tepat waktu, < 1 mnt/)
      await desk.getByText('Katup ditutup untuk perbaikan sampai pukul 15.00.').waitFor()
    })

    test('a message that came in is accepted and answered', LIMIT, async () => {
      const number = await recordComplaint(browsing.test, {}, null)
      const desk = await signedIn('callcenter')
      await inQueueOf(desk, number, 'Baru masuk')
      await button(desk, 'Terima').click()
      await told(desk, /menerima.*Menunggu Humas memberi penjelasan/)
      await shows(desk, 'Diterima', /^sisa 10 mnt/)
      await openAction(desk, 'Selesaikan dengan penjelasan')
      await field(desk, 'Penjelasan').fill('Pipa dibilas semalam; air jernih kembali sore ini.')
      await field(desk, 'Hasil penjelasan').selectOption('Dijawab tertulis')
      await button(desk, 'Selesaikan dengan penjelasan').click()
      await told(desk, /menyelesaikan dengan penjelasan: .*\.$/)
      await shows(desk, 'Selesai', /^tepat waktu/)
    })
  })
})

async function told(page: Page, news: RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: news }).waitFor()
}

async function shows(page: Page, state: string, clock: RegExp): Promise<void> {
  await page.getByText(state, { exact: true }).first().waitFor()
  await page.getByText(clock).first().waitFor()
}

/** It waits for this person: from their first page they open it by its number. */
async function inQueueOf(page: Page, number: string, state: string): Promise<void> {
  await page.goto('/aduan')
  expect(await page.getByRole('link', { name: /^Perlu tindakan saya/ }).getAttribute('aria-current')).toBe('page')
  await page.getByRole('row').filter({ hasText: number }).getByText(state, { exact: true }).waitFor()
  await page.getByRole('link', { name: number }).click()
  await page.getByText(number, { exact: true }).first().waitFor()
}

async function notInQueueOf(page: Page, number: string): Promise<void> {
  await page.goto('/aduan')
  await page.getByRole('navigation', { name: 'Daftar aduan' }).waitFor()
  expect(await page.getByRole('link', { name: number }).count()).toBe(0)
}

const numberOn = (page: Page): string => /ADU-\d{4}-\d{6}/.exec(page.url())?.[0] ?? ''
