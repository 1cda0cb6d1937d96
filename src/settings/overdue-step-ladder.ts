// The steps by which overdue work is told to the next person up, in order of time, and how they read. Pure.
import type { StepMoment } from '../generated/enums.ts'
import { durationWords } from '../time.ts'
import type { Errors } from '../web/form.ts'
import { NOTICE_WAY, STEP_RECIPIENT } from '../words.ts'
import type { OverdueStep } from './master.ts'

/** What a step says, apart from whether it is taken. */
export type StepContent = Pick<OverdueStep, 'moment' | 'afterMinutes' | 'recipients' | 'ways'>

/** A week. */
export const LATEST_MINUTES = 10_080

/** Of two at the same moment nobody could say which one is the higher. */
export function faultsOf(steps: readonly OverdueStep[], content: StepContent, id?: number): Errors {
  const twin = twinOf(steps, content, id)
  return twin ? { menit: `${momentText(content)} sudah ada langkah. Ubah langkah itu, atau pilih saat yang lain.` } : {}
}

/** The step in use that is taken at the same moment. */
export const twinOf = (steps: readonly OverdueStep[], content: StepContent, id?: number): OverdueStep | undefined =>
  steps.find((one) => one.active && one.id !== id && one.moment === content.moment && one.afterMinutes === content.afterMinutes)

export const contentOf = ({ moment, afterMinutes, recipients, ways }: StepContent): StepContent => ({
  moment,
  afterMinutes,
  recipients,
  ways,
})

/** 'Saat peringatan', '1 jam sesudah batas waktu' */
export function momentText({ moment, afterMinutes }: Pick<StepContent, 'moment' | 'afterMinutes'>): string {
  if (afterMinutes === 0) return AT[moment]
  return `${durationWords(afterMinutes).replace('mnt', 'menit')} sesudah ${AFTER[moment]}`
}

/** 'petugas yang ditugaskan dan staf unit, lewat lonceng di aplikasi' */
export const toldText = ({ recipients, ways }: Pick<StepContent, 'recipients' | 'ways'>): string =>
  `${recipientsText(recipients)}, lewat ${waysText(ways)}`

export const stepText = (content: StepContent): string => `${momentText(content)}: ${toldText(content)}`

/** What a change made of a step: 'saatnya menjadi 2 jam sesudah batas waktu', 'lewat surel' */
export const changesBetween = (before: StepContent, after: StepContent): string[] => [
  ...(momentText(before) === momentText(after) ? [] : [`saatnya menjadi ${lowered(momentText(after))}`]),
  ...(recipientsText(before.recipients) === recipientsText(after.recipients)
    ? []
    : [`kepada ${recipientsText(after.recipients)}`]),
  ...(waysText(before.ways) === waysText(after.ways) ? [] : [`lewat ${waysText(after.ways)}`]),
]

export const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

const AT: Record<StepMoment, string> = { WARNING: 'Saat peringatan', LIMIT: 'Saat batas waktu lewat' }
const AFTER: Record<StepMoment, string> = { WARNING: 'peringatan', LIMIT: 'batas waktu' }

const recipientsText = (codes: StepContent['recipients']): string => listed(codes.map((code) => inSentence(STEP_RECIPIENT[code])))
const waysText = (codes: StepContent['ways']): string => listed(codes.map((code) => inSentence(NOTICE_WAY[code])))

// Names of posts and products keep their capital.
const inSentence = (words: string): string => (/^(Petugas|Staf|Kepala|Lonceng|Surel)\b/.test(words) ? lowered(words) : words)

const listed = (names: readonly string[]): string =>
  names.length < 3 ? names.join(' dan ') : `${names.slice(0, -1).join(', ')}, dan ${names.at(-1)}`
