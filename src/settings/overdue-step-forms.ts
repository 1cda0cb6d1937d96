import type { z } from 'zod'
import { choice, choices, type Field, form, type Typed, text, type Values } from '../web/form.ts'
import { NOTICE_WAY, STEP_MOMENT, STEP_RECIPIENT } from '../words.ts'
import { LATEST_MINUTES, type StepContent } from './overdue-step-ladder.ts'

const FIELDS = {
  kapan: choice('Kapan', STEP_MOMENT, { input: 'radio' }),
  menit: minutes('Menit sesudahnya'),
  kepada: choices('Kepada', STEP_RECIPIENT, { least: 1 }),
  lewat: choices('Lewat', NOTICE_WAY, { least: 1 }),
}

export const NEW_STEP = form(FIELDS)
/** What the page was made from: what changed since is not overwritten. */
export const CHANGED_STEP = form({ ...FIELDS, versi: text('Versi', 20, { input: 'hidden' }) })

export const stepOf = ({ kapan, menit, kepada, lewat }: Values<typeof FIELDS>): StepContent => ({
  moment: kapan,
  afterMinutes: menit,
  recipients: kepada,
  ways: lewat,
})

export const typedStep = ({ moment, afterMinutes, recipients, ways }: StepContent): Typed => ({
  kapan: moment,
  menit: String(afterMinutes),
  kepada: recipients,
  lewat: ways,
})

function minutes(label: string): Field<number> {
  const typed = text(label, 20, { help: '0 berarti saat itu juga.' })
  const fits = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= LATEST_MINUTES
  const message = `${label} harus angka bulat 0 sampai ${LATEST_MINUTES.toLocaleString('id')}.`
  return { ...typed, schema: typed.schema.refine(fits, message).transform(Number) as unknown as z.ZodType<number> }
}
