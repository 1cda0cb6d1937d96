// Every kind of page outside complaints, as axe sees it and without a word of English.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserAvailable } from '../support/browser.ts'
import { type Browsing, startBrowsing } from './browsing.ts'
import { inspect } from './inspection.ts'
import { STOPS_OF_PEOPLE } from './stops-people.ts'

describe.skipIf(!browserAvailable)('pages of people', () => {
  let browsing: Browsing
  const pages = new Map<string | null, Page>()
  beforeAll(async () => {
    browsing = await startBrowsing()
    pages.set(null, await browsing.open())
    pages.set('sistem', await browsing.signedIn('sistem'))
  }, 120_000)
  afterAll(() => browsing?.close())

  test.each(STOPS_OF_PEOPLE)('%s', { timeout: 120_000 }, async (name, who, go) => {
    const page = pages.get(who) as Page
    await go(page)
    expect((await inspect(page, name)).join('\n')).toBe('')
    expect((await browsing.complaints()).splice(0)).toEqual([])
  })
})
