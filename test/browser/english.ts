// Words of English that a usual web application leaves on its screens. Those that Indonesian shares (data, status, unit) and the
// names of roles (Call Center, Quick Response) are not among them.
import { load } from 'cheerio'

const WORDS =
  `submit save cancel search error loading next previous settings open close closed delete edit update back home login logout
  sign username password dashboard please select choose yes ticket welcome add new view date time user name optional required invalid
  success failed warning confirm send reply message details more less show hide help logged page results sort by from to and the with
  overdue assigned complaint undefined null true false nan object`.split(/\s+/)

export const englishIn = (text: string): string[] =>
  [...new Set(text.toLowerCase().match(/[a-z]+/g) ?? [])].filter((word) => WORDS.includes(word))

/** All that a page shows or has read out: its text, and names and hints in attributes. */
export function wordsOf(html: string): string {
  const $ = load(html)
  $('script, style').remove()
  const spoken = ['title', 'aria-label', 'placeholder', 'alt'].flatMap((name) =>
    $(`[${name}]`)
      .map((_, element) => $(element).attr(name))
      .get(),
  )
  const text = $('*')
    .contents()
    .filter((_, node) => node.type === 'text')
    .map((_, node) => $(node).text())
    .get()
  return [...text, ...spoken].join('\n')
}
