// Every kind of page, by people of every role, as axe sees it and without a word of English.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { inspect } from './inspection.ts'
import { type Made, makeComplaints, STOPS } from './stops.ts'

describe.skipIf(!browserAvailable)('pages of complaints', () => {
  let browsing: Browsing
  let made: Made
  const pages = new Map<string, Page>()
  beforeAll(async () => {
    browsing = await startBrowsing()
    made = await makeComplaints(browsing.test)
  }, 120_000)
  afterAll(() => browsing?.close())

  test.each(STOPS)('%s', { timeout: 120_000 }, async (name, who, go) => {
    const page = pages.get(String(who)) ?? (who ? await browsing.signedIn(who) : await browsing.open())
    pages.set(String(who), page)
    await go(page, made)
    expect((await inspect(page, name)).join('\n')).toBe('')
    expect((await browsing.complaints()).splice(0)).toEqual([])
  })
})
