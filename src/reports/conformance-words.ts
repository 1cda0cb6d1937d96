// What the page of conformance says: of each step by when (SOP 5), and what each count means.
import type { Kind, State } from '../generated/enums.ts'
import { SOP_STEPS, type SopTexts } from '../settings/sop-texts.ts'
import type { ClockName } from '../sla/policy.ts'
import { durationWords } from '../time.ts'
import { STATE } from '../words.ts'
import {
  type Asked,
  askedHref,
  OTHER_PATHS,
  OUTCOMES,
  type Outcome,
  type Path,
  type Paths,
  REASONS_OF,
  type Reason,
  type Sign,
  STEPS,
  type Step,
  type StepCounts,
} from './conformance.ts'
import type { DefinitionKey, Definitions } from './definitions.ts'
import { share } from './figures.ts'
import { shareWords } from './wording.ts'

export const stepName = (step: Step): string => SOP_STEPS[step - 1] ?? ''

/** By when (SOP 5); who answers for a step is the office's own data. */
const TARGET: Record<Step, string | null> = {
  1: '30 menit',
  2: '10 menit',
  3: '2–3 jam',
  4: 'mengakhiri 2–3 jam langkah 3',
  5: null,
  6: null,
}

export const OUTCOME_WORD: Record<Outcome, string> = {
  followed: 'Sesuai',
  deviating: 'Menyimpang',
  underway: 'Masih berjalan',
  unjudged: 'Tidak dinilai',
}

export const REASON_WORD: Record<Reason, string> = {
  skipped: 'Dilewati',
  undeclared: 'Tanpa pernyataan petugas',
  late: 'Terlambat',
  returned: 'Dikembalikan ke Humas',
  transferred: 'Dialihkan',
  held: 'Ditunda',
  sentBack: 'Diminta ulang',
  reopened: 'Dibuka kembali',
}

/** The clock that a step is measured by. */
export const STEP_CLOCK: Partial<Record<Step, ClockName>> = { 1: 'RECEIVE', 2: 'EXPLAIN', 3: 'FOLLOW_UP' }

/** Whether a list is of complaints that left the SOP at a step. */
export const isDeviating = (asked: Asked): asked is { step: Step; sign: Sign } =>
  'step' in asked && (asked.sign === 'deviating' || REASONS_OF[asked.step].some((reason) => reason === asked.sign))

/** 'Terlambat; Dikembalikan ke Humas; Ditunda: menunggu material' */
export const reasonsWords = (reasons: readonly Reason[], holdReasons: readonly string[]): string =>
  reasons
    .map((reason) =>
      reason === 'held' && holdReasons.length > 0 ? `${REASON_WORD.held}: ${holdReasons.join(', ')}` : REASON_WORD[reason],
    )
    .join('; ')

export const signWord = (sign: Sign): string =>
  sign === 'reached' ? 'Mencapai langkah' : ({ ...OUTCOME_WORD, ...REASON_WORD }[sign] ?? sign)

export function signMeaning(step: Step, sign: Sign, definitions: Definitions): string {
  const key = isOutcome(sign) ? `outcome_${sign}` : `step${step}_${sign}`
  return definitions[key as DefinitionKey] ?? ''
}

const isOutcome = (sign: Sign): sign is Outcome => (OUTCOMES as readonly string[]).includes(sign)

/** What the counts of every step say, and which complaints come to each. */
export const conformanceMeanings = (definitions: Definitions): [word: string, meaning: string][] => [
  ...OUTCOMES.map((sign): [string, string] => [OUTCOME_WORD[sign], definitions[`outcome_${sign}` as const]]),
  ...STEPS.map((step): [string, string] => [`Mencapai langkah ${step}`, definitions[`step${step}_reached` as const]]),
]

type Linked = { text: string; href: string | null }

/** Each step with its counts, which lead to their complaints. */
export function stepsOf(counts: StepCounts, key: string, kind: Kind | null, { answerable, definitions }: SopTexts) {
  return STEPS.map((step) => {
    const linked = (sign: Sign): Linked => {
      const count = counts[step][sign] ?? 0
      return { text: count.toLocaleString('id'), href: count > 0 ? askedHref(key, kind, { step, sign }) : null }
    }
    const { followed = 0, deviating = 0 } = counts[step]
    return {
      ...{
        step,
        target: TARGET[step],
        name: stepName(step),
        by: answerable[step - 1] ?? '',
        all: linked('reached'),
        kept: followed + deviating > 0 ? shareWords(share(followed, followed + deviating)) : null,
      },
      outcomes: OUTCOMES.map((sign) => ({ sign, word: OUTCOME_WORD[sign], shown: linked(sign) })),
      reasons: REASONS_OF[step].map((sign) => ({
        word: REASON_WORD[sign],
        meaning: signMeaning(step, sign, definitions),
        shown: linked(sign),
      })),
    }
  })
}

/** Each way as boxes, with what each arrow says, and what the others come to. */
export function flowOf({ shown, all, ways }: Paths, key: string, kind: Kind | null) {
  const counted = shown.reduce((sum, { count }) => sum + count, 0)
  const paths = shown.map(({ states, count, minutes }) => ({
    ...{ count, share: shareWords(share(count, all)), href: askedHref(key, kind, { path: states }) },
    boxes: states.map((state, index) => ({ state, since: index === 0 ? null : durationWords(minutes[index - 1] ?? 0) })),
  }))
  const others = { count: all - counted, ways: ways - shown.length, share: shareWords(share(all - counted, all)) }
  return { paths, others: { ...others, href: askedHref(key, kind, { path: OTHER_PATHS }) } }
}

const OTHERS_MEANING = 'Aduan yang jalurnya tidak termasuk jalur tersering.'

export const pathWords = (path: Path['states']): string => path.map((state) => STATE[state as State] ?? state).join(' → ')

export const askedWord = (asked: Asked): string =>
  'path' in asked
    ? asked.path === OTHER_PATHS
      ? 'Jalur lain-lain'
      : 'Jalur aduan'
    : `${asked.step}. ${stepName(asked.step)}: ${signWord(asked.sign).toLowerCase()}`

export const askedMeaning = (asked: Asked, definitions: Definitions): string =>
  'path' in asked
    ? asked.path === OTHER_PATHS
      ? OTHERS_MEANING
      : pathWords(asked.path)
    : signMeaning(asked.step, asked.sign, definitions)
