// Two people before one complaint: the second sees what changed and by whom, and keeps what was typed; with and without JavaScript.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { browserAvailable } from '../support/browser.ts'
import { complaintIn } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button, field, openAction } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('two at once', () => {
  let browsing: Browsing
  beforeAll(async () => {
    browsing = await startBrowsing()
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
    const signedIn = (who: Username) => browsing.signedIn(who, { javaScriptEnabled })

    test('the later sees what was done and may send again, or copy what was typed', LIMIT, async () => {
      const number = await complaintIn(browsing.test, 'RECEIVED')
      const early = await signedIn('admin.humas')
      const late = await signedIn('callcenter')
      for (const page of [early, late]) await page.goto(`/aduan/${number}`)

      await openAction(late, 'Selesaikan dengan penjelasan')
      await field(late, 'Penjelasan').fill('Meter sudah diperiksa bersama pelanggan.')
      await openAction(early, 'Perbaiki data')
      await field(early, 'Perihal').fill('Perihal yang diperbaiki')
      await button(early, 'Perbaiki data').click()
      await early.getByRole('heading', { name: 'Perihal yang diperbaiki' }).waitFor()
      await field(late, 'Hasil penjelasan').selectOption('Dijawab tertulis')
      await button(late, 'Selesaikan dengan penjelasan').click()
      const conflict = late.getByRole('alert')
      await conflict.getByRole('heading', { name: 'Aduan ini sudah diubah oleh Nurhayati Daeng Ratu' }).waitFor()
      await conflict.getByText('Nurhayati Daeng Ratu memperbaiki data: perihal.').waitFor()
      expect(await field(late, 'Penjelasan').inputValue()).toBe('Meter sudah diperiksa bersama pelanggan.')
      await late.getByText('Menunggu Humas memberi penjelasan').waitFor() // nothing happened

      // It is sent again, but meanwhile the other passed it on: that action is over, its text is there to be copied.
      await early.reload()
      await openAction(early, 'Teruskan')
      await field(early, 'Penjelasan sudah diberikan').selectOption('Belum')
      await field(early, 'Catatan').fill('Mohon ditangani.')
      await button(early, 'Teruskan').click()
      await early.getByRole('status').filter({ hasText: 'Menunggu Wilayah Pelayanan II' }).waitFor()
      await button(late, 'Selesaikan dengan penjelasan').click()
      await late.getByText('Nurhayati Daeng Ratu meneruskan aduan ke Wilayah Pelayanan II').first().waitFor()
      await conflict.getByText('Meter sudah diperiksa bersama pelanggan.').waitFor()
      await late.getByText('Diteruskan', { exact: true }).first().waitFor()
      expect(await conflict.getByText('ANSWERED').count()).toBe(0) // codes are not what anybody typed
    })

    test('the later, looking again, sends what was kept', LIMIT, async () => {
      const number = await complaintIn(browsing.test, 'ESCALATED')
      const [head, staff] = [await signedIn('kasie.hula'), await signedIn('staf.wilayah2')]
      for (const page of [head, staff]) await page.goto(`/aduan/${number}`)
      await openAction(staff, 'Libatkan unit lain')
      await field(staff, 'Unit').selectOption('Bagian Produksi')
      await field(staff, 'Permintaan').fill('Mohon periksa tekanan.')
      await openAction(head, 'Tugaskan')
      await head
        .getByRole('group', { name: 'Petugas' })
        .getByLabel(/Baharuddin/)
        .filter({ visible: true })
        .check()
      await button(head, 'Tugaskan').click()
      await head.getByRole('status').filter({ hasText: 'Baharuddin' }).waitFor()
      await button(staff, 'Libatkan unit lain').click()
      await staff.getByRole('alert').getByText('Hj. Sitti Rahmawati menugaskan Baharuddin Daeng Naba.').waitFor()
      expect(await field(staff, 'Permintaan').inputValue()).toBe('Mohon periksa tekanan.')
      await button(staff, 'Libatkan unit lain').click()
      await staff.getByRole('status').filter({ hasText: 'melibatkan Bagian Produksi' }).waitFor()
    })
  })
})
