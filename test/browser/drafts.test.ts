// What is typed is there again, after leaving, after signing out, on another machine.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { complaintIn } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { openAction } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('what is typed and not sent', () => {
  let browsing: Browsing
  beforeAll(async () => {
    browsing = await startBrowsing()
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  test('at the intake is gone on with on another machine', LIMIT, async () => {
    const page = await browsing.signedIn('callcenter')
    await page.goto('/aduan/baru')
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/draf') && answer.status() === 204),
      page.getByLabel('Uraian').fill('Air berhenti sejak subuh.'),
    ])
    await page.goto('/aduan') // nothing asks to stay: it is safe
    await page.getByLabel(/^Menu /).click()
    await page.getByRole('button', { name: 'Keluar' }).click()

    const elsewhere = await browsing.signedIn('callcenter', { viewport: { width: 390, height: 844 } })
    await elsewhere.goto('/aduan/baru')
    await elsewhere.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await elsewhere.getByLabel('Uraian').inputValue()).toBe('Air berhenti sejak subuh.')
  })

  test('and came back with faults before it was kept is kept then', LIMIT, async () => {
    const page = await browsing.signedIn('admin.humas')
    await page.goto('/aduan/baru')
    await page.getByLabel('Uraian').fill('Dikirim segera sesudah diketik.')
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/draf') && answer.status() === 204),
      page.getByRole('button', { name: 'Simpan', exact: true }).click(),
    ])
    await page.goto('/aduan/baru')
    await page.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await page.getByLabel('Uraian').inputValue()).toBe('Dikirim segera sesudah diketik.')
  })

  test('in a report is gone on with from the complaint’s page', LIMIT, async () => {
    const number = await complaintIn(browsing.test, 'IN_PROGRESS')
    const page = await browsing.signedIn('staf.wilayah2')
    await page.goto(`/aduan/${number}`)
    const cause = page.getByLabel('Penyebab').first()
    await openAction(page, 'Isi laporan penyelesaian')
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/draf') && answer.status() === 204),
      cause.fill('Pipa dinas retak.'),
    ])
    await page.goto(`/aduan/${number}`)
    await page.getByText(/Isian Isi laporan penyelesaian belum dikirim/).waitFor()
    await page.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await cause.inputValue()).toBe('Pipa dinas retak.')
  })
})
