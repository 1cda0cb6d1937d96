// A customer signs on the glass of the technician's phone, staff print, and the code on the paper says that it is genuine.
import jsqr from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { complaintIn } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { button } from './form-steps.ts'

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
