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
  `${listed(recipients.map((code) => inSentence(STEP_RECIPIENT[code])))}, lewat ${listed(ways.map((code) => inSentence(NOTICE_WAY[code])))}`

export const stepText = (content: StepContent): string => `${momentText(content)}: ${toldText(content)}`

const AT: Record<StepMoment, string> = { WARNING: 'Saat peringatan', LIMIT: 'Saat batas waktu lewat' }
const AFTER: Record<StepMoment, string> = { WARNING: 'peringatan', LIMIT: 'batas waktu' }

// Names of posts and products keep their capital.
const inSentence = (words: string): string =>
  /^(Petugas|Staf|Kepala|Lonceng|Surel)\b/.test(words) ? words[0]?.toLowerCase() + words.slice(1) : words

const listed = (names: readonly string[]): string => names.join(', ').replace(/, ([^,]*)$/, ' dan $1')
