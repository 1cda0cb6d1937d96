// People at browsers, each with a session of their own, and a watch over all that their pages say.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Username } from '../../prisma/seed/people.ts'
import { PASSWORD, startApp, type TestApp } from '../support/app.ts'
import { launchBrowser } from '../support/browser.ts'
import { englishIn, wordsOf } from './english.ts'

export type Browsing = Awaited<ReturnType<typeof startBrowsing>>

// The zone is not the utility's: pages must show and take WITA wherever a browser believes to be.
const DESK = {
  locale: 'id-ID',
  timezoneId: 'Europe/London',
  viewport: { width: 1366, height: 768 },
  reducedMotion: 'reduce',
} as const
const PATIENCE = 30_000 // for a machine that does much else; nothing waits this long by itself

export async function startBrowsing() {
  const [test, browser] = await Promise.all([startApp(), launchBrowser()])
  const watch = watchOf()
  return {
    test,
    browser,
    /** A browser in which nobody is signed in. */
    open: (settings: BrowserContextOptions = {}) => open(browser, test, watch, settings),
    /** A browser of a person who has just signed in. */
    async signedIn(username: Username, settings: BrowserContextOptions = {}): Promise<Page> {
      const page = await open(browser, test, watch, settings)
      await page.goto('/masuk')
      await signIn(page, username)
      return page
    },
    /** Console errors, refused content, failed requests and English words on every page so far; empty is well. */
    complaints: watch.complaints,
    async close() {
      await browser.close()
      await test.close()
    },
  }
}

export async function signIn(page: Page, username: Username): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(username)
  await page.getByLabel('Kata sandi').fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('navigation', { name: 'Utama' }).waitFor()
}

async function open(browser: Browser, test: TestApp, watch: Watch, settings: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...DESK, baseURL: test.url, ...settings })
  context.setDefaultTimeout(PATIENCE)
  context.on('page', watch.begin)
  return context.newPage()
}

type Watch = ReturnType<typeof watchOf>

function watchOf() {
  const found: string[] = []
  const readings: Promise<void>[] = []
  const begin = (page: Page): void => {
    page.on('pageerror', (error) => found.push(`${page.url()}: ${error}`))
    page.on('console', (message) => {
      // A page with status 404, 409 or 422 is an answer; what it needs besides must all be there.
      const isAnswer = message.location().url === page.url() && message.text().startsWith('Failed to load resource')
      if (['error', 'warning'].includes(message.type()) && !isAnswer) found.push(`${page.url()}: ${message.text()}`)
    })
    page.on('requestfailed', (request) => {
      if (!request.isNavigationRequest() && request.failure()?.errorText !== 'net::ERR_ABORTED')
        found.push(`${request.url()}: ${request.failure()?.errorText}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) found.push(`${response.url()}: ${response.status()}`)
      const isPage = response.request().isNavigationRequest() && ![303, 304].includes(response.status())
      if (isPage) readings.push(read(response.url(), response.text()))
    })
  }
  const read = async (url: string, body: Promise<string>): Promise<void> => {
    const html = await body.catch(() => '') // left before it was read whole; it is read at its next visit
    for (const word of englishIn(wordsOf(html))) found.push(`${url}: "${word}" is English`)
  }
  return {
    begin,
    async complaints(): Promise<string[]> {
      await Promise.all(readings)
      return found
    },
  }
}
