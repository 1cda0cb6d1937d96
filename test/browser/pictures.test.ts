// Pictures are there to be read: each as wide as its card lets it be, at a desk and on a small screen.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { makeComplaints } from './stops.ts'

const WIDEST = 544 // 34rem
const READABLE = 9 // px of type; drawn with 12 on 440

describe.skipIf(!browserAvailable)('pictures', () => {
  let browsing: Browsing
  let page: Page
  beforeAll(async () => {
    browsing = await startBrowsing()
    await makeComplaints(browsing.test)
    page = await browsing.signedIn('kabag.humas')
    await page.goto('/dasbor')
  }, 120_000)
  afterAll(() => browsing?.close())

  test.each([1280, 768, 390])('of the dashboard fill their cards at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    const pictures = await page
      .locator('.dashboard [role=img]')
      .evaluateAll((all) =>
        all.map((one) => ({ name: one.ariaLabel, width: one.clientWidth, room: one.parentElement?.clientWidth ?? 0 })),
      )
    expect(pictures.length).toBeGreaterThan(5)
    for (const one of pictures) expect(one.width, String(one.name)).toBe(Math.min(one.room, WIDEST))
    for (const one of pictures) expect((12 * one.width) / 440, String(one.name)).toBeGreaterThanOrEqual(READABLE)
  })
})
