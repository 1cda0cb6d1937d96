// The shortcuts of every page, and that none fires while somebody types.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { recordComplaint } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { field, focused } from './form-steps.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('shortcuts', () => {
  let browsing: Browsing
  let page: Page
  beforeAll(async () => {
    browsing = await startBrowsing()
    page = await browsing.signedIn('callcenter')
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  test('j, k and Enter walk the list, and the next complaint is one key away after an action', LIMIT, async () => {
    const numbers = [] as string[]
    for (const perihal of ['Pertama', 'Kedua', 'Ketiga']) numbers.push(await recordComplaint(browsing.test, { perihal }, null))
    await page.goto('/aduan')
    const listed = await page.getByRole('link', { name: /^ADU-/ }).allInnerTexts()
    expect(numbers.every((number) => listed.includes(number))).toBe(true)
    for (const [key, at] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
      ['k', 0],
      ['j', 1],
    ] as const) {
      await page.keyboard.press(key)
      await focused(page, listed[at] ?? '')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/aduan/${listed[1]}`)
    await page.getByRole('button', { name: 'Terima', exact: true }).press('Enter')
    await page.getByRole('status').filter({ hasText: 'menerima' }).waitFor()
    await page.keyboard.press('.')
    await page.waitForURL(`**/aduan/${listed[2] ?? ''}`)
    for (let rest = listed.length - 3; rest >= 0; rest--) await nextPage(page)
    expect(new URL(page.url()).pathname).toBe('/aduan') // after the last, the list
  })

  test('x ticks the row at hand, first opening the list with boxes, and j and k go on from there', LIMIT, async () => {
    for (const perihal of ['Satu', 'Dua']) await recordComplaint(browsing.test, { perihal }, null)
    await page.goto('/aduan?tab=terbuka')
    const [first = '', second = ''] = await page.getByRole('link', { name: /^ADU-/ }).allInnerTexts()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.waitForURL('**/aduan?tab=terbuka&pilih=ya*')
    const ticked = (number: string) => page.getByRole('checkbox', { name: number }).isChecked()
    expect([await ticked(first), await ticked(second)]).toEqual([true, false])
    await page.keyboard.press('j')
    await focused(page, second)
    await page.keyboard.press('x')
    expect([await ticked(first), await ticked(second)]).toEqual([true, true])
    await page.keyboard.press('x')
    expect(await ticked(second)).toBe(false)
    const [status, csv] = [
      page.getByRole('status').filter({ hasText: 'dicentang' }),
      page.getByRole('button', { name: 'Unduh CSV' }),
    ]
    expect(await status.textContent()).toBe('1 dicentang.')
    await page.getByRole('checkbox', { name: first }).uncheck()
    expect([await csv.isDisabled(), await status.count()]).toEqual([true, 0])
    await page.getByRole('checkbox', { name: first }).check()
    const [download] = await Promise.all([page.waitForEvent('download'), csv.click()])
    expect(download.suggestedFilename()).toMatch(/^aduan-pilihan-.*\.csv$/)
  })

  test('one search finds by number, name, phone and words', LIMIT, async () => {
    const number = await recordComplaint(browsing.test, {
      perihal: 'Meteran berembun',
      nama: 'Rampe Daeng Sewang',
      telepon: '0411-445566',
    })
    await page.goto('/aduan')
    for (const words of ['Rampe', '0411445566', 'berembun']) {
      await page.keyboard.press('/')
      await focused(page, 'Cari aduan')
      await page.keyboard.press('Control+a')
      await page.keyboard.type(words)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/aduan?q=${words}`)
      await page.getByRole('link', { name: number }).waitFor()
    }
    await page.keyboard.press('/')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/aduan/${number}`)
  })

  test('? shows the shortcuts, and none fires while somebody types', LIMIT, async () => {
    await page.goto('/aduan/baru')
    await field(page, 'Uraian').focus()
    await page.keyboard.type('n / ? j k .')
    expect(await field(page, 'Uraian').inputValue()).toBe('n / ? j k .')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/aduan/baru')
    await field(page, 'Anonim').focus()
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: 'Pintasan papan ketik' })
    await list.waitFor()
    for (const said of ['Cari aduan', 'Aduan baru', 'Kirim formulir yang sedang diisi'])
      await list.getByText(said, { exact: true }).waitFor()
    await page.keyboard.press('n')
    expect(new URL(page.url()).pathname).toBe('/aduan/baru')
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
  })

  test('the first key leads past the navigation', LIMIT, async () => {
    await page.goto('/akun')
    await page.keyboard.press('Tab')
    await focused(page, 'Langsung ke isi')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await focused(page, 'Ganti kata sandi')
  })
})

async function nextPage(page: Page): Promise<void> {
  const before = page.url()
  await page.keyboard.press('.')
  await page.waitForURL((url) => url.href !== before)
}
