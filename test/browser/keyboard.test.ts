// No mouse: a call from the queue to its decision with at most twelve keys beside the texts.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { focused } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('by keyboard', () => {
  let browsing: Browsing
  let page: Page
  beforeAll(async () => {
    browsing = await startBrowsing()
    page = await browsing.signedIn('callcenter')
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  test('a call is recorded, explained and closed with at most twelve keys beside the texts', LIMIT, async () => {
    const { press, type, keys } = typist(page)
    await page.goto('/aduan')
    await press('n')
    await focused(page, 'Kategori')
    await type('Tekanan')
    await press('Tab', 2) // perihal is made from the category
    await type('Air kecil sejak kemarin sore, lantai dua tidak naik.')
    await press('Tab', 2)
    await type('Kampung Buy')
    await press('Tab', 2)
    await type('Sitti Aminah')
    await press('Tab')
    await type('081311112222')
    await press('Alt+j')
    await focused(page, 'Penjelasan')
    await type('Katup dibuka kembali pukul 14.00.')
    await press('Tab')
    await type('Diterima')
    await press('Control+Enter')
    await page
      .getByRole('status')
      .filter({ hasText: /tersimpan\. Aduan ini sudah selesai/ })
      .waitFor()
    await page.getByRole('heading', { name: 'Tekanan rendah, Kampung Buyang' }).waitFor()
    expect(keys()).toBeLessThanOrEqual(12)
  })

  test('a call is passed on with at most twelve keys too', LIMIT, async () => {
    const { press, type, keys } = typist(page)
    await page.goto('/aduan')
    await press('n')
    await focused(page, 'Kategori')
    await type('Bocor pipa din')
    await press('Tab', 2)
    await type('Air menyembur dari jalan.')
    await press('Tab', 2)
    await type('Kampung Buy')
    await press('Tab', 2)
    await type('Daeng Tata')
    await press('Tab')
    await type('081399998888')
    await press('Alt+t')
    await focused(page, 'Unit')
    await press('Tab')
    await type('Belum')
    await press('Tab')
    await type('Mohon dicek.')
    await press('Control+Enter')
    await page.getByRole('status').filter({ hasText: 'Menunggu Wilayah Pelayanan II' }).waitFor()
    expect(keys()).toBeLessThanOrEqual(12)
  })
})

/** Counts what is pressed beside the texts. */
function typist({ keyboard }: Page) {
  let count = 0
  return {
    keys: () => count,
    type: (text: string) => keyboard.type(text),
    async press(key: string, times = 1) {
      for (; times > 0; times--, count++) await keyboard.press(key)
    },
  }
}
