// A customer signs on the glass of the technician's phone, staff print, and the code on the paper says that it is genuine.
import jsqr from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { complaintIn } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button } from './form-steps.ts'
import { inspect } from './inspection.ts'

type Read = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null

/** The first code in what is seen of a page, read as a phone's camera would. */
async function codeIn(page: Page, part: string): Promise<string | undefined> {
  const picture = sharp(await page.locator(part).screenshot({ type: 'jpeg', quality: 100 })).ensureAlpha()
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return (jsqr as unknown as Read)(new Uint8ClampedArray(data), info.width, info.height)?.data
}

describe.skipIf(!browserAvailable)('a paper', () => {
  let browsing: Browsing
  let staff: Page
  let field: Page
  let number: string
  beforeAll(async () => {
    browsing = await startBrowsing()
    number = await complaintIn(browsing.test, 'MONITORING')
    staff = await browsing.signedIn('staf.wilayah2')
    field = await browsing.signedIn('teknik.2', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  }, 120_000)
  afterAll(() => browsing?.close())

  test('is made, signed with a finger, printed, and genuine by its code', { timeout: 120_000 }, async () => {
    await staff.goto(`/aduan/${number}`)
    await button(staff, 'Laporan penyelesaian').click()
    await staff.getByRole('heading', { name: 'Laporan Penyelesaian Aduan', level: 1 }).waitFor()
    await field.goto(staff.url())
    await field.getByRole('link', { name: 'Tanda tangan pelapor' }).click()
    await button(field, 'Simpan tanda tangan').click()
    await field.getByText('Bubuhkan tanda tangan di dalam kotak.').first().waitFor()

    const box = await field.locator('.box').boundingBox()
    if (!box) throw new Error('No box to sign in')
    await stroke(field, box, [
      [0.1, 0.7],
      [0.3, 0.2],
      [0.5, 0.8],
    ])
    await stroke(field, box, [
      [0.6, 0.5],
      [0.9, 0.5],
    ])
    expect(await strokesIn(field)).toBe(2)
    await button(field, 'Urungkan').click()
    expect(await strokesIn(field)).toBe(1)
    await button(field, 'Hapus').click()
    expect(await strokesIn(field)).toBe(0)
    await stroke(field, box, [
      [0.1, 0.7],
      [0.3, 0.2],
      [0.5, 0.8],
    ])
    await button(field, 'Simpan tanda tangan').click()
    await field.getByText('Tercatat.').waitFor()

    await staff.reload()
    expect(await staff.locator('.hand svg path').count()).toBe(1)
    await staff.emulateMedia({ media: 'print' })
    const address = await codeIn(staff, '.sheet footer')
    expect(address).toBe(`${browsing.test.env.baseUrl}/cek/${staff.url().split('/').at(-1)}`)
    const visitor = await browsing.open()
    await visitor.goto(new URL(address ?? '').pathname)
    await visitor.getByRole('heading', { name: 'Asli dan berlaku' }).waitFor()
  })

  test('shows what was measured and met before a hand is put to it, on a phone', { timeout: 60_000 }, async () => {
    await field.goto(staff.url())
    const tables = field.getByRole('region').locator('table')
    expect(await tables.count()).toBeGreaterThan(0)
    const cells = await tables
      .locator('tbody tr:first-child td')
      .evaluateAll((all) =>
        all.map((cell) => [cell.getBoundingClientRect().right <= innerWidth, getComputedStyle(cell, '::before').content]),
      )
    expect(cells).toContainEqual([true, '"Hasil"'])
    expect(cells.filter(([within]) => !within)).toEqual([])
    expect(await inspect(field, 'a paper')).toEqual([])
  })

  test('gives the glass of a phone on its side to the hand and the button', { timeout: 60_000 }, async () => {
    await field.goto(staff.url())
    await field.getByRole('link', { name: 'Tanda tangan petugas' }).click()
    await field.setViewportSize({ width: 844, height: 390 })
    for (const faults of [0, 1]) {
      expect(await field.getByRole('alert').filter({ visible: true }).count()).toBe(faults)
      const [box, save] = await Promise.all(
        [field.locator('.box'), button(field, 'Simpan tanda tangan')].map((one) => one.boundingBox()),
      )
      expect(Math.max(endOf(box), endOf(save))).toBeLessThanOrEqual(390)
      expect([box?.width, (box?.width ?? 0) / (box?.height ?? 1)]).toEqual([
        expect.toSatisfy((wide: number) => wide > 550),
        expect.closeTo(2.5, 1),
      ])
      if (!faults) await button(field, 'Simpan tanda tangan').click()
      await field.waitForLoadState()
    }
    await field.setViewportSize({ width: 390, height: 844 })
    expect(await inspect(field, 'a hand')).toEqual([])
  })

  test('is signed on paper where nothing can be drawn', { timeout: 60_000 }, async () => {
    const plain = await browsing.signedIn('teknik.2', { javaScriptEnabled: false })
    await plain.goto(field.url())
    await plain.getByText('Menggores tanda tangan di layar memerlukan JavaScript').waitFor()
    expect([await plain.locator('.box').isVisible(), await field.locator('.inkless').isVisible()]).toEqual([false, false])
    const printed = await plain.getByRole('link', { name: 'cetak dari PDF' }).getAttribute('href')
    expect((await plain.request.get(printed ?? '')).headers()['content-type']).toBe('application/pdf')
    expect((await plain.request.get(printed ?? '')).headers()['content-type']).toBe('application/pdf')
  })

  test('that nobody can sign is noted by keyboard alone', { timeout: 60_000 }, async () => {
    await staff.emulateMedia({ media: 'screen' })
    await staff.getByRole('link', { name: 'Tanda tangan petugas' }).click()
    await staff.getByText('Tidak menandatangani', { exact: true }).focus()
    await staff.keyboard.press('Enter')
    await staff.getByLabel('Tidak dapat menandatangani').check()
    await staff.getByLabel('Alasan').fill('Tangan kanan dibalut.')
    await staff.keyboard.press('Control+Enter')
    await staff.getByText('Tidak dapat menandatangani: Tangan kanan dibalut.').waitFor()
    expect(await browsing.complaints()).toEqual([])
  })
})

const endOf = (box: { y: number; height: number } | null | undefined): number =>
  box ? box.y + box.height : Number.POSITIVE_INFINITY

const strokesIn = (page: Page): Promise<number> =>
  page.locator('[name=goresan]').evaluate((field) => JSON.parse((field as HTMLInputElement).value || '[]').length)

/** With a finger, as the browser tells of it: by touches, of which it makes pointers. */
async function stroke(page: Page, box: { x: number; y: number; width: number; height: number }, way: [number, number][]) {
  const touch = await page.context().newCDPSession(page)
  const at = ([x, y]: [number, number]) => [{ x: box.x + x * box.width, y: box.y + y * box.height }]
  const [first, ...others] = way
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(first ?? [0, 0]) })
  for (const point of others) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(point) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await touch.detach()
}
