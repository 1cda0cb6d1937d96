// Figures are there to be read: pictures as wide as their card, tables that show where they go on, at a desk, on a phone and on paper.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { makeComplaints } from './stops.ts'

const WIDEST = 544 // 34rem
const READABLE = 9 // px of type; drawn with 12 on 440
const REPORT = '/laporan/bulanan/2026-11'
const A4 = 657 // px between margins of 18 mm

describe.skipIf(!browserAvailable)('figures', () => {
  let browsing: Browsing
  let page: Page
  beforeAll(async () => {
    browsing = await startBrowsing()
    await makeComplaints(browsing.test)
    page = await browsing.signedIn('kabag.humas')
  }, 120_000)
  afterAll(() => browsing?.close())

  const tables = (): Promise<{ name: string | null; width: number; room: number }[]> =>
    page
      .locator('.report .wide')
      .evaluateAll((all) => all.map((one) => ({ name: one.ariaLabel, width: one.scrollWidth, room: one.clientWidth })))

  test.each([1280, 768, 390])('pictures of the dashboard fill their cards at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/dasbor')
    const pictures = await page
      .locator('.dashboard [role=img]')
      .evaluateAll((all) =>
        all.map((one) => ({ name: one.ariaLabel, width: one.clientWidth, room: one.parentElement?.clientWidth ?? 0 })),
      )
    expect(pictures.length).toBeGreaterThan(5)
    for (const one of pictures) expect(one.width, String(one.name)).toBe(Math.min(one.room, WIDEST))
    for (const one of pictures) expect((12 * one.width) / 440, String(one.name)).toBeGreaterThanOrEqual(READABLE)
  })

  test('no table of a report is cut at a desk', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(REPORT)
    const all = await tables()
    expect(all.length).toBeGreaterThan(8)
    for (const { name, width, room } of all) expect(width, String(name)).toBeLessThanOrEqual(room)
  })

  test('nor on paper, where nothing leads elsewhere', async () => {
    await page.setViewportSize({ width: A4, height: 900 })
    await page.goto(REPORT)
    await page.emulateMedia({ media: 'print' })
    for (const { name, width, room } of await tables()) expect(width, String(name)).toBeLessThanOrEqual(room)
    expect(await page.locator('nav:visible, button:visible').count()).toBe(0)
    await page.emulateMedia({ media: null })
  })

  test('on a phone a table moves under its first column', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(REPORT)
    const wide = page.getByRole('region', { name: 'Batas waktu keluhan' })
    const [name, figure] = [wide.locator('tbody th').first(), wide.locator('tbody td').first()]
    const left = async (one: typeof name) => Math.round((await one.boundingBox())?.x ?? Number.NaN)
    const [nameAt, figureAt] = [await left(name), await left(figure)]
    await wide.evaluate((one) => one.scrollTo({ left: 100, behavior: 'instant' }))
    expect([await left(name), await left(figure)]).toEqual([nameAt, figureAt - 100])
  })

  test('complaints behind a figure are cards on a phone, each time on one line', async () => {
    await page.goto('/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived')
    for (const [width, height] of [
      [390, 844],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height })
      const lines = await page
        .locator('.listed tbody tr')
        .first()
        .locator('td:nth-child(1), td:nth-child(5)')
        .evaluateAll((cells) =>
          cells.map((cell) => {
            const range = document.createRange()
            range.selectNodeContents(cell)
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
          }),
        )
      expect(lines, `${width} px`).toEqual([1, 1])
    }
  })
})
