// What must hold of every page: axe finds nothing in light and dark, at a desk's and a phone's width, and nothing runs off its side.
// Colours are the same at every width, and widths in every colour: two of the four pairs see all that the four would.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const EVERYTHING: RunOptions = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }
// The others do not depend on a page's width or colours.
const SIZES = ['target-size', 'scrollable-region-focusable', 'region', 'css-orientation-lock']
const COLOURS = ['color-contrast', 'link-in-text-block']
const only = (...rules: string[]): RunOptions => ({ resultTypes: ['violations'], runOnly: rules })

const DESK = { width: 1280, height: 800 }
const ZOOMED = { width: 640, height: 400 } // a desk's screen at 200 %
const PHONE = { width: 390, height: 844 }

export async function inspect(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  const note = (where: string, faults: string[]) => found.push(...faults.map((fault) => `${name}, ${where}: ${fault}`))
  await page.evaluate(AXE) // by the debugger's way: the page's own policy takes no script but ours
  await page.setViewportSize(DESK)
  note('desk', await sideways(page))
  await unroll(page, DESK.width)
  note('desk, light', await axe(page, EVERYTHING))
  await page.setViewportSize(PHONE)
  note('phone', [...(await sideways(page)), ...(await covered(page))])
  await unroll(page, PHONE.width)
  await turn(page, 'dark')
  note('phone, dark', await axe(page, only(...SIZES, ...COLOURS)))
  await turn(page, 'light')
  await page.setViewportSize(ZOOMED)
  note('zoomed', await sideways(page))
  await page.setViewportSize(DESK)
  return found
}

/** The page follows the system's setting a frame later. */
async function turn(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  const follows = () => page.evaluate(() => document.documentElement.dataset.bsTheme)
  await expect.poll(follows, { interval: 10, timeout: 20_000 }).toBe(scheme)
}

/** A window as tall as its page: nothing lies under what stays in view. */
async function unroll(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) })
}

async function axe(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    options,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, target }) => `${id} ${target} ${html.slice(0, 120)} ${any[0]?.message ?? ''}`),
  )
}

/** Names what reaches beyond the page's right edge, if the page can be moved sideways. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const beyond = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    )
    return [`${scrollWidth} px on ${clientWidth}: ${beyond.slice(-3).map((element) => element.outerHTML.slice(0, 100))}`]
  })
}

/** Names what a phone's bar still lies upon when the page is moved to its end. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight)
    const bar = document.querySelector('.side')?.getBoundingClientRect()
    if (!bar?.height) return []
    const last = [...document.querySelectorAll('main :is(a, button, input, select, summary, textarea)')]
      .filter((one) => one.checkVisibility())
      .slice(-1)
    return [...document.querySelectorAll('main'), ...last]
      .map((one) => [one.getBoundingClientRect().bottom, one.outerHTML.slice(0, 100)] as const)
      .filter(([bottom]) => bottom > bar.top + 0.5)
      .map(([bottom, html]) => `the bar at ${bar.top} covers ${html} down to ${bottom}`)
  })
}

/** Unfolds what no page before had, with fields that wait for a choice: in the end nothing is left unlooked at. */
export async function unfold(page: Page, known: Set<string>): Promise<void> {
  const unfolded = await page.evaluate(
    (known) => {
      const asks = (part: Element) => [...part.querySelectorAll('label, legend')].map(({ textContent }) => textContent).join()
      const fresh = [...document.querySelectorAll('main details')].filter((part) => !known.includes(asks(part)))
      const names = fresh.map(asks)
      for (const part of fresh) {
        part.removeAttribute('name') // those with one name close each other
        part.setAttribute('open', '')
        for (const field of part.querySelectorAll<HTMLElement>('[data-when]')) field.hidden = false
      }
      return names
    },
    [...known],
  )
  for (const name of unfolded) known.add(name)
}
