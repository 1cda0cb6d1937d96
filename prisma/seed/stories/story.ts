import type { Action } from '../../../src/complaints/workflow.ts'
import type { Username } from '../people.ts'

/**
 * What a browser would post, by the names of the forms' fields. Where a form takes an id, the code stands here instead (unit, category, channel,
 * special needs, reason of a hold, user name), and the key of a story where it takes a complaint's number.
 */
export type Values = Record<string, string | string[]>

/** By an officer, who opened the form, typed, and pressed one of its buttons at `at`; or by the complainant on the public form. */
export type Intake = {
  who: Username | null
  arrivedAt: Date
  openedAt: Date
  at: Date
  button: 'simpan' | 'jelaskan' | 'teruskan'
  values: Values
}

/** An action, or the first look of the unit at what was passed on to it. */
export type Step = { who: Username; at: Date; action: Action | 'open'; values: Values }

/** The whole course of one complaint; the key is that of its form, so that no story is told twice. */
export type Story = { key: string; intake: Intake; steps: Step[] }
