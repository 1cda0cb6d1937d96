// How complaints kept to the steps of the SOP: the steps, what may go otherwise at each, and the address of the complaints behind a count.
import type { Kind } from '../generated/enums.ts'

/** How a complaint went through a step that it reached: one of these, and together all that reached it. */
export const OUTCOMES = ['followed', 'deviating', 'underway', 'unjudged'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why a step was not followed in order and in time. A complaint may have several. */
export const REASONS = ['skipped', 'undeclared', 'late', 'returned', 'transferred', 'held', 'sentBack', 'reopened'] as const
export type Reason = (typeof REASONS)[number]

export const STEPS = [1, 2, 3, 4, 5, 6] as const
export type Step = (typeof STEPS)[number]

export const REASONS_OF: Record<Step, readonly Reason[]> = {
  1: ['skipped', 'late'],
  2: ['skipped', 'late'],
  3: ['skipped', 'late', 'returned', 'transferred', 'held'],
  4: ['skipped', 'undeclared', 'sentBack'],
  5: ['skipped'],
  6: ['reopened'],
}

/** What is counted of a step. */
export type Sign = 'reached' | Outcome | Reason
export const signsOf = (step: Step): Sign[] => ['reached', ...OUTCOMES, ...REASONS_OF[step]]

/** The complaints that a page lists: those of a count, those that took a path, or those that took another than the most frequent ones. */
export type Asked = { step: Step; sign: Sign } | { path: string[] } | { path: typeof OTHER_PATHS }
/** All but the most frequent ones. */
export const OTHER_PATHS = 'lain'

export type StepCounts = Record<Step, Partial<Record<Sign, number>>>

/** One way that complaints took: its states, how many took it, and the median minutes from each state to the next. */
export type Path = { states: string[]; count: number; minutes: number[] }
/** The most frequent ways; all: complaints, ways: how many different ones there are. */
export type Paths = { shown: Path[]; all: number; ways: number }

const HOME = '/kepatuhan'
export const ALL_KINDS = 'semua'

export const homeHref = (key: string, kind: Kind | null, file = ''): string =>
  `${HOME}${file}?periode=${key}${kind ? '' : `&jenis=${ALL_KINDS}`}`

export function askedHref(key: string, kind: Kind | null, asked: Asked): string {
  const what =
    'path' in asked
      ? `jalur=${asked.path === OTHER_PATHS ? OTHER_PATHS : asked.path.join('.')}`
      : `langkah=${asked.step}&sebab=${asked.sign}`
  return `${homeHref(key, kind, '/aduan')}&${what}`
}

/** Undefined for what is neither a count nor a path. */
export function askedIn({ langkah, sebab, jalur }: Record<string, unknown>): Asked | undefined {
  if (jalur === OTHER_PATHS) return { path: OTHER_PATHS }
  if (typeof jalur === 'string')
    return /^[A-Z_]{1,20}(\.[A-Z_]{1,20}){0,199}$/.test(jalur) ? { path: jalur.split('.') } : undefined
  const step = STEPS.find((one) => String(one) === langkah)
  const sign = step && signsOf(step).find((one) => one === sebab)
  return step && sign ? { step, sign } : undefined
}
