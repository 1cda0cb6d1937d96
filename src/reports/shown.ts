// A number on a page, and where it leads.
import { said } from './wording.ts'

/** Nothing stands behind a nought. */
export type Shown = { text: string; href: string | null }

export const shownAt = (count: number, href: string): Shown => ({ text: said(count), href: count === 0 ? null : href })
