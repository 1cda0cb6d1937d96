// The cells of a report as people read them: 1.234, 12,5%, 71,7% (43/60), 3 jam 20 mnt, Sel 24 Nov 14.30.
import type { Cell, Column } from '../reports/section.ts'
import { rateWords, said, shareWords } from '../reports/wording.ts'
import { dayAndTime, durationWords, toLocalInput } from '../time.ts'

const NOTHING = '–'

export function cellText(cell: Cell | undefined, { kind, counted }: Column): string {
  if (kind === 'number') return cell?.number == null ? NOTHING : said(cell.number)
  if (kind === 'rate') return cell?.number == null ? NOTHING : rateWords(cell.number)
  if (kind === 'share')
    return cell?.share == null ? NOTHING : `${shareWords(cell.share)}${counted && cell.of ? ` (${countsText(cell.of)})` : ''}`
  if (kind === 'minutes') return cell?.minutes == null ? NOTHING : durationWords(cell.minutes)
  if (kind === 'instant') return cell?.text ?? (cell?.at ? dayAndTime(cell.at) : NOTHING)
  return cell?.text ?? NOTHING
}

/** '43/60' */
const countsText = ({ part, whole }: NonNullable<Cell['of']>): string => `${said(part)}/${said(whole)}`

/** As Indonesian spreadsheets read it: '24/11/2026 14.30' of WITA. */
export function instantText(at: Date): string {
  const [date = '', time = ''] = toLocalInput(at).split('T')
  return `${date.split('-').reverse().join('/')} ${time.replace(':', '.')}`
}

/** Sheets and tables to reckon with have minutes as a number, so their head says so. */
export const reckonedLabel = ({ label, kind }: Column): string => (kind === 'minutes' ? `${label} (menit)` : label)

// The font of papers has no pictographs, and sheets no control characters but line breaks.
const UNPRINTABLE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|\p{Cf}|\p{Co}|\p{Cs}|(?![\n\t])\p{Cc}/gu
export const printable = (text: string): string => text.replace(UNPRINTABLE, '')

// Whoever opens a table may part it elsewhere than we did: a cell may begin after a comma, a semicolon, a tab, a bar or a new line too.
const FORMULA = /(^|[,;|\t\n])([ \u00a0"]*)(?=[=+\-@＝＋－＠])/g

/** With an apostrophe wherever a spreadsheet could take the text for a formula. */
export const harmless = (text: string): string => text.replace(FORMULA, "$1$2'").replace(/^(?=[\t\n])/, "'")
