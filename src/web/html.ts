// Small pieces of HTML that repeat too often for an include. Whatever comes in as text goes out escaped.
import type { State } from '../generated/enums.ts'
import { dayAndTime, said } from '../time.ts'
import { STATE, STATE_COLOUR } from '../words.ts'
import { asset } from './assets.ts'
import { isIcon } from './icons.ts'

export type ClockShown = { tone: string; text: string; deadline: string }

const SPECIAL = /[&<>"']/
const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }

export const escapeHtml = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[&<>"']/g, (mark) => ENTITY[mark] ?? mark) : text

const SPRITE = asset('icons.svg')

/** An icon beside words; it says nothing by itself. */
export function icon(name: string): string {
  if (!isIcon(name)) throw new Error(`${name} is not on the list of icons.`)
  return `<svg class="icon" aria-hidden="true"><use href="${SPRITE}#${name}"/></svg>`
}

/** The state's badge, the same on every screen. */
export const badge = (state: State): string => `<b class="state ${STATE_COLOUR[state]}">${STATE[state]}</b>`

/** The one way in which a clock is shown: its icon and colour come with the tone, the deadline is in the title. */
export const clock = ({ tone, text, deadline }: ClockShown): string =>
  `<b class="clock ${tone}" title="${escapeHtml(deadline)}">${escapeHtml(text)}</b>`

/** A number that leads to what it counts; nothing stands behind a nought. */
export const figure = ({ text, href }: { text: string; href: string | null }): string =>
  href ? `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>` : escapeHtml(text)

/** An instant as people say it, to the minute in the title and for machines. */
export function when(at: Date, now: Date): string {
  const [words, exact] = [said(at, now), dayAndTime(at, now)]
  return `<time datetime="${at.toISOString().slice(0, 16)}Z"${words === exact ? '' : ` title="${exact}"`}>${words}</time>`
}
