// Signing in and out, and the way back to a page that was asked for before; with and without JavaScript.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { browserAvailable } from '../support/browser.ts'
import { complaintIn } from '../support/complaints.ts'
import { type Browsing, signIn, startBrowsing } from './browsing.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('coming and going', () => {
  let browsing: Browsing
  beforeAll(async () => {
    browsing = await startBrowsing()
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(() => browsing?.close())

  describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
    const signedIn = (who: Username) => browsing.signedIn(who, { javaScriptEnabled })

    test('a page asked for while signed out comes back after signing in, and is gone after signing out', LIMIT, async () => {
      const number = await complaintIn(browsing.test, 'ESCALATED')
      const page = await browsing.open({ javaScriptEnabled })
      await page.goto(`/aduan/${number}`)
      await page.getByRole('heading', { name: 'Masuk' }).waitFor()
      await signIn(page, 'staf.wilayah2')
      expect(new URL(page.url()).pathname).toBe(`/aduan/${number}`)

      await page.getByLabel(/^Menu Andi Tenri/).click()
      await page.getByRole('button', { name: 'Keluar' }).click()
      await page.getByRole('heading', { name: 'Masuk' }).waitFor()
      await page.goBack()
      await page.getByRole('heading', { name: 'Masuk' }).waitFor() // also from the browser's memory nothing is shown
      expect(await page.getByText(number).count()).toBe(0)
    })

    test.each([
      ['admin.humas', '/aduan'],
      ['sistem', '/pengaturan/orang'],
    ] as const)('%s begins at %s', LIMIT, async (who, path) => {
      const page = await signedIn(who)
      expect(new URL(page.url()).pathname).toBe(path)
    })

    test('a wrong password says so and keeps the name', LIMIT, async () => {
      const page = await browsing.open({ javaScriptEnabled })
      await page.goto('/masuk')
      await page.getByLabel('Nama pengguna').fill('admin.humas')
      await page.getByLabel('Kata sandi').fill('salah')
      await page.getByRole('button', { name: 'Masuk' }).click()
      await page.getByRole('alert').waitFor()
      expect(await page.getByLabel('Nama pengguna').inputValue()).toBe('admin.humas')
      await signIn(page, 'admin.humas')
    })
  })
})
