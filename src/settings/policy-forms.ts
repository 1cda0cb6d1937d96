// The form of a new version: a date and rows, each field of a row with the row's number after its name (batas_0).
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Calendars } from '../sla/calendar.ts'
import type { Priority } from '../sla/policy.ts'
import { addDays, dateInWita, parseLocal, startOfDayWita } from '../time.ts'
import {
  choice,
  type Errors,
  type Field,
  type Fields,
  form,
  optionalChoice,
  parseForm,
  type Typed,
  text,
  typedOf,
} from '../web/form.ts'
import { CLOCK, PRIORITY } from '../words.ts'
import { type Draft, faultsOf, faultsTogether, LONGEST_MINUTES, type RowField } from './policy-rules.ts'
import { CALENDAR, MILESTONE, TECHNICAL } from './policy-words.ts'

/** More than different rows there can be (3 clocks × 3 × 5), and few enough for one form. */
export const MOST_ROWS = 46
const ROW_FIELDS: readonly RowField[] = ['langkah', 'teknis', 'prioritas', 'dari', 'sampai', 'kalender', 'peringatan', 'batas']

export type Policy = { effectiveFrom: string; rows: Draft[] }
type Row = Record<RowField, string | string[]>

/** Fields say their short name on the page and their row in a message. */
const named = <T>(label: string, number: number, make: (label: string) => Field<T>): Field<T> => ({
  ...make(`${label} baris ${number}`),
  label,
})

const minutes =
  (least: number) =>
  (label: string): Field<number> => {
    const typed = text(label, 20)
    const fits = (value: string) => /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= LONGEST_MINUTES
    const message = `${label} harus angka bulat ${least} sampai ${LONGEST_MINUTES.toLocaleString('id')} menit.`
    return { ...typed, schema: typed.schema.refine(fits, message).transform(Number) as unknown as z.ZodType<number> }
  }

const rowForm = (number: number) =>
  form({
    langkah: named('Langkah', number, (label) => choice(label, CLOCK)),
    teknis: named('Teknis', number, (label) => optionalChoice(label, TECHNICAL)),
    prioritas: named('Prioritas', number, (label) => optionalChoice<Priority>(label, PRIORITY)),
    dari: named('Dari', number, (label) => choice(label, MILESTONE)),
    sampai: named('Sampai', number, (label) => choice(label, MILESTONE)),
    kalender: named('Kalender', number, (label) => choice(label, CALENDAR)),
    peringatan: named('Peringatan', number, minutes(0)),
    batas: named('Batas', number, minutes(1)),
  })

const day = (label: string, help: string): Field<string> => {
  const typed = text(label, 20, { help })
  const message = `${label} belum berupa tanggal yang benar.`
  return { ...typed, schema: typed.schema.refine((value) => parseLocal(`${value}T00:00`), message) as z.ZodType<string> }
}

const HEAD = form(
  { mulai: day('Berlaku mulai', 'Untuk aduan yang masuk sejak tanggal ini. Yang masuk sebelumnya tidak berubah.') },
  ({ mulai }, now): Errors => (mulai < dateInWita(now) ? { mulai: 'Berlaku mulai paling awal hari ini.' } : {}),
)

/** The fields of so many rows and the date, by the names that the page gives them. */
export const fieldsFor = (rows: number): Fields => ({
  ...HEAD.fields,
  ...Object.fromEntries(
    Array.from({ length: rows }, (_, index) =>
      Object.entries(rowForm(index + 1).fields).map(([name, field]) => [`${name}_${index}`, field]),
    ).flat(),
  ),
})

/** What was typed, its rows numbered anew: removed ones are gone, and those left empty too unless they are to stay for filling in. */
export function typedPolicy(body: unknown, keepEmpty = false): { typed: Typed; rows: number } {
  const all = typedOf(body)
  const rows = Array.from({ length: MOST_ROWS }, (_, index) => index)
    .filter((index) => `langkah_${index}` in all && !all[`hapus_${index}`])
    .map((index) => Object.fromEntries(ROW_FIELDS.map((name) => [name, all[`${name}_${index}`] ?? ''])) as Row)
    .filter((row) => keepEmpty || ROW_FIELDS.some((name) => String(row[name]).trim() !== ''))
  return { typed: flat(all.mulai ?? '', rows), rows: rows.length }
}

/** Stored rows as the form shows them. */
export const typedFrom = (effectiveFrom: string, rows: readonly Draft[]): Typed =>
  flat(
    effectiveFrom,
    rows.map(({ clock, technical, priority, from, to, calendar, warnMinutes, limitMinutes }) => ({
      ...{ langkah: clock, teknis: technical === null ? '' : technical ? 'ya' : 'tidak', prioritas: priority ?? '' },
      ...{ dari: from, sampai: to, kalender: calendar, peringatan: String(warnMinutes), batas: String(limitMinutes) },
    })),
  )

const flat = (mulai: string | string[], rows: readonly Row[]): Typed => ({
  mulai,
  ...Object.fromEntries(rows.flatMap((row, index) => ROW_FIELDS.map((name) => [`${name}_${index}`, row[name]]))),
})

/** The policy that was typed, or one message for each field at fault; those without a field concern the rows together. */
export function parsePolicy(
  { typed, rows: count }: { typed: Typed; rows: number },
  now: Date,
  calendars: Calendars,
): { value: Policy; errors?: undefined } | { value?: undefined; errors: Errors } {
  const head = parseForm(HEAD, typed, now)
  const rows = Array.from({ length: count }, (_, index) => parseRow(typed, index, now, calendars))
  const errors = { ...head.errors, ...Object.assign({}, ...rows.map((row) => row.errors)) }
  if (!head.value || Object.keys(errors).length > 0) return { errors }
  const drafts = rows.flatMap(({ draft }) => draft ?? [])
  const { byRow, whole } = faultsTogether(drafts)
  const together = Object.assign({}, ...[...byRow].map(([index, faults]) => numbered(faults, index)))
  whole.forEach((message, index) => {
    together[`baris-${index}`] = message
  })
  return Object.keys(together).length > 0 ? { errors: together } : { value: { effectiveFrom: head.value.mulai, rows: drafts } }
}

function parseRow(typed: Typed, index: number, now: Date, calendars: Calendars): { draft?: Draft; errors: Errors } {
  const own = Object.fromEntries(ROW_FIELDS.map((name) => [name, typed[`${name}_${index}`] ?? '']))
  const { value, errors } = parseForm(rowForm(index + 1), own, now)
  if (errors) return { errors: numbered(errors, index) }
  const draft: Draft = {
    ...{ clock: value.langkah, technical: value.teknis && value.teknis === 'ya', priority: value.prioritas },
    ...{ from: value.dari, to: value.sampai, calendar: value.kalender },
    ...{ warnMinutes: value.peringatan, limitMinutes: value.batas },
  }
  return { draft, errors: numbered(faultsOf(draft, index + 1, calendars), index) }
}

const numbered = (errors: Errors, index: number): Errors =>
  Object.fromEntries(Object.entries(errors).map(([name, message]) => [`${name}_${index}`, message]))

/** Names what was looked at before saving: with another date or row it is another. */
export const fingerprintOf = ({ effectiveFrom, rows }: Policy): string =>
  createHash('sha256')
    .update(JSON.stringify([effectiveFrom, rows]))
    .digest('base64url')

/** Tomorrow: what has arrived today keeps the rows under which it began. */
export const firstFreeDay = (now: Date): string => addDays(dateInWita(now), 1)

export const isToday = (effectiveFrom: string, now: Date): boolean => startOfDayWita(effectiveFrom) <= now
