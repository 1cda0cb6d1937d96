// A form is a table of fields; each says its label, how it is shown and what it takes. Parsing gives values or errors, never throws.
import { z } from 'zod'
import { parseLocal } from '../time.ts'

export type Option = { value: string; label: string; group?: string; active?: boolean; picture?: string }
/** Choices that come from the database, by the name that a field gives them. */
export type Lists = Readonly<Record<string, readonly Option[]>>
export type Input =
  | 'text'
  | 'tel'
  | 'email'
  | 'password'
  | 'textarea'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'checkboxes'
  | 'date'
  | 'datetime-local'
  | 'files'
  | 'hidden'
export type Field<T = unknown> = {
  label: string
  input: Input
  required: boolean
  schema: z.ZodType<T>
  list?: string
  /** A phone shows its keys for numbers. */
  inputmode?: 'decimal'
  /** Which files a chooser offers. */
  accept?: string
  /** What is said of a choice that is not on the list. */
  missing?: string
  options?: readonly Option[]
  help?: string
  rows?: number
  /** How many inputs a list of moments shows. */
  count?: number
  /** Shown only while another field holds this value; without JavaScript always. */
  when?: { name: string; value: string }
  /** Asked only once it is at fault; shown again where it was given. */
  onFault?: true
  /** What a browser or a password manager may fill in by itself. */
  autocomplete?: string
}
export type Fields = Record<string, Field>
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }
export type Errors = Record<string, string>
export type Typed = Record<string, string | string[]>
export type Form<F extends Fields = Fields> = { fields: F; check?: (value: Values<F>, now: Date) => Errors }
export type Parsed<F extends Fields> =
  | { value: Values<F>; errors?: undefined }
  | { value?: undefined; errors: Errors; typed: Typed }

export const form = <F extends Fields>(fields: F, check?: Form<F>['check']): Form<F> => ({ fields, ...(check && { check }) })

/** Values of the form, or one Indonesian message for each field at fault together with all that was typed. */
export function parseForm<F extends Fields>(form: Form<F>, body: unknown, now: Date, lists: Lists = {}): Parsed<F> {
  const raw: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const value: Record<string, unknown> = {}
  const errors: Errors = {}
  for (const [name, field] of Object.entries(form.fields)) {
    const result = field.schema.safeParse(raw[name])
    if (!result.success) errors[name] = result.error.issues[0]?.message ?? `${field.label} tidak dapat dibaca.`
    else if (!isOnList(result.data, field.options ?? lists[field.list ?? '']))
      errors[name] = field.missing ?? `Pilih ${field.label} dari daftar.`
    else value[name] = result.data
  }
  const all = { ...checked(form, value, errors, now), ...errors }
  if (Object.keys(all).length === 0) return { value: value as Values<F> }
  const inOrder = [...Object.keys(form.fields), ...Object.keys(all)].flatMap((name) => (all[name] ? [[name, all[name]]] : []))
  return { errors: Object.fromEntries(inOrder), typed: typedOf(raw) }
}

class NoValue extends Error {}

// Stands in for a field at fault: it is not missing, and whoever asks what it holds learns nothing.
const UNREADABLE = new Proxy(
  {},
  {
    get: () => {
      throw new NoValue('A field at fault has no value')
    },
  },
)

/** What the check says of the fields that could be read, so that nobody mends a form in two rounds; nothing if it needs another. */
function checked<F extends Fields>({ check }: Form<F>, value: Record<string, unknown>, errors: Errors, now: Date): Errors {
  const atFault = Object.fromEntries(Object.keys(errors).map((name) => [name, UNREADABLE]))
  try {
    return check?.({ ...value, ...atFault } as Values<F>, now) ?? {}
  } catch (error) {
    if (error instanceof NoValue) return {}
    throw error
  }
}

function isOnList(value: unknown, options: readonly Option[] | undefined): boolean {
  if (!options || value === undefined || value === null) return true
  return [value].flat().every((one) => options.some((option) => option.value === String(one)))
}

/** What was typed, as the page shows it again: strings and lists of strings only. */
export const typedOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).map(([name, value]): [string, string | string[]] => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )

// Characters that PostgreSQL or a reader cannot take: NUL and the other controls, apart from tab and new line.
// What cannot be seen would let an empty text look filled, or turn a name around.
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

const CONTROL = /[^\P{Cc}\t\n]|[\ufffe\uffff]/u

const words = (label: string, max: number, lines: 'one line' | 'lines' = 'one line') =>
  z
    .string({ error: `${label} harus berupa satu teks.` })
    .transform((text) => text.replace(INVISIBLE, '').replaceAll('\r\n', '\n').trim())
    .transform((text) => (lines === 'one line' ? text.replace(/\s*\n\s*/g, ' ') : text))
    .refine((text) => !CONTROL.test(text) && text.isWellFormed(), `${label} memuat karakter yang tidak dapat disimpan.`)
    .refine((text) => text.length <= max, `${label} paling banyak ${max.toLocaleString('id')} huruf.`)

const optional = (label: string, max: number, input?: Input) =>
  words(label, max, input === 'textarea' ? 'lines' : 'one line')
    .transform((text) => (text === '' ? null : text))
    .nullish()
    .transform((text) => text ?? null)

const given = (label: string, max: number, input?: Input) =>
  z.preprocess(
    (raw) => raw ?? '',
    words(label, max, input === 'textarea' ? 'lines' : 'one line').refine((text) => text !== '', `${label} wajib diisi.`),
  )

type Extra = Partial<Pick<Field, 'input' | 'help' | 'onFault' | 'rows' | 'count' | 'when' | 'onFault' | 'autocomplete'>>

export const text = (label: string, max = 200, extra: Extra = {}): Field<string> => ({
  label,
  input: 'text',
  required: true,
  schema: given(label, max, extra.input),
  ...extra,
})

export const optionalText = (label: string, max = 200, extra: Extra = {}): Field<string | null> => ({
  label,
  input: 'text',
  required: false,
  schema: optional(label, max, extra.input),
  ...extra,
})

export const longText = (label: string, extra: Extra = {}): Field<string> =>
  text(label, 5000, { input: 'textarea', rows: 3, ...extra })

export const optionalLongText = (label: string, extra: Extra = {}): Field<string | null> =>
  optionalText(label, 5000, { input: 'textarea', rows: 3, ...extra })

const fitting = <T extends string>(labels: Record<T, string>) =>
  Object.entries<string>(labels).map(([value, label]) => ({ value, label }))

/** One of a table of words: its code. */
export const choice = <T extends string>(label: string, labels: Record<T, string>, extra: Extra = {}): Field<T> => ({
  label,
  input: 'select',
  required: true,
  options: fitting(labels),
  schema: given(label, 100) as unknown as z.ZodType<T>,
  ...extra,
})

export const optionalChoice = <T extends string>(
  label: string,
  labels: Record<T, string>,
  extra: Extra = {},
): Field<T | null> => ({
  label,
  input: 'select',
  required: false,
  options: fitting(labels),
  schema: optional(label, 100) as unknown as z.ZodType<T | null>,
  ...extra,
})

/** Some of a table of words: their codes, none twice. */
export const choices = <T extends string>(
  label: string,
  labels: Record<T, string>,
  { least = 0, ...extra }: Extra & { least?: number } = {},
): Field<T[]> => ({
  label,
  input: 'checkboxes',
  required: least > 0,
  options: fitting(labels),
  schema: several(label, words(label, 100)).refine((codes) => codes.length >= least, `Pilih ${label}.`) as unknown as z.ZodType<
    T[]
  >,
  ...extra,
})

const id = (label: string) => (value: string | null) =>
  value !== null && /^\d{1,9}$/.test(value) ? Number(value) : label && value

/** One row of a list that the database holds: its id. */
export const pick = (label: string, list: string, extra: Extra = {}): Field<number> => ({
  label,
  input: 'select',
  required: true,
  list,
  schema: given(label, 100).transform(id(label)) as unknown as z.ZodType<number>,
  ...extra,
})

export const optionalPick = (label: string, list: string, extra: Extra = {}): Field<number | null> => ({
  label,
  input: 'select',
  required: false,
  list,
  schema: optional(label, 100).transform(id(label)) as unknown as z.ZodType<number | null>,
  ...extra,
})

/** One row of a list by its code. */
export const optionalCode = (label: string, list: string, extra: Extra = {}): Field<string | null> => ({
  ...optionalText(label, 100, { input: 'select', ...extra }),
  list,
})

/** Several rows of a list: their ids, none twice. */
export const picks = (
  label: string,
  list: string,
  { least = 0, ...extra }: Extra & { least?: number } = {},
): Field<number[]> => ({
  label,
  input: 'checkboxes',
  required: least > 0,
  list,
  schema: several(label, words(label, 100).transform(id(label))).refine(
    (ids) => ids.length >= least,
    `Pilih ${label}.`,
  ) as z.ZodType<number[]>,
  ...extra,
})

export const checkbox = (label: string, extra: Extra = {}): Field<boolean> => ({
  label,
  input: 'checkbox',
  required: false,
  schema: z.preprocess(
    (raw) => raw ?? '',
    words(label, 10).transform((ticked) => ticked !== ''),
  ) as unknown as z.ZodType<boolean>,
  ...extra,
})

const moment = (label: string) => (typed: string, context: z.RefinementCtx) => {
  const at = parseLocal(typed)
  if (!at) context.addIssue({ code: 'custom', message: `${label} belum berupa tanggal dan jam yang benar.` })
  return at ?? z.NEVER
}

/** A moment typed in WITA. */
export const instant = (label: string, extra: Extra = {}): Field<Date> => ({
  label,
  input: 'datetime-local',
  required: true,
  schema: given(label, 40).transform(moment(label)) as unknown as z.ZodType<Date>,
  ...extra,
})

/** A moment typed in WITA, or none. */
export const optionalInstant = (label: string, extra: Extra = {}): Field<Date | null> => ({
  label,
  input: 'datetime-local',
  required: false,
  schema: optional(label, 40).transform((typed, context) =>
    typed === null ? null : moment(label)(typed, context),
  ) as unknown as z.ZodType<Date | null>,
  ...extra,
})

/** Moments typed in WITA, empty ones left out. */
export const instants = (label: string, extra: Extra = {}): Field<Date[]> => ({
  label,
  input: 'datetime-local',
  required: false,
  schema: several(label, words(label, 40).transform(moment(label))) as unknown as z.ZodType<Date[]>,
  ...extra,
})

/** A number from 0 up to the most, or none; with a comma or a point, as people write it. */
export const decimal = (
  label: string,
  { decimals, most, ...extra }: Extra & { decimals: number; most: number },
): Field<number | null> => ({
  ...optionalText(label, 30, extra as Extra),
  inputmode: 'decimal',
  schema: optional(label, 30).transform((typed, context) => {
    if (typed === null) return null
    const plain = plainNumber(typed, decimals)
    const fault =
      plain === undefined
        ? 'belum berupa angka'
        : (plain.split('.')[1]?.length ?? 0) > decimals
          ? decimals === 0
            ? 'harus bilangan bulat'
            : `paling banyak ${decimals} angka di belakang koma`
          : Number(plain) > most
            ? `paling banyak ${most.toLocaleString('id')}`
            : null
    if (fault) context.addIssue({ code: 'custom', message: `${label} ${fault}.` })
    return fault ? z.NEVER : Number(plain)
  }) as unknown as z.ZodType<number | null>,
})

/** '1.234,5' and '0.7' as '1234.5' and '0.7'; a point parts thousands where a comma follows, or nothing can stand after a comma. */
function plainNumber(typed: string, decimals: number): string | undefined {
  const grouped =
    /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed) && (typed.includes(',') || decimals === 0 || typed.split('.').length > 2)
  const plain = (grouped ? typed.replaceAll('.', '') : typed).replace(',', '.')
  return /^\d{1,12}(\.\d{1,12})?$/.test(plain) ? plain : undefined
}

/** A file that came with a form and was not kept, with the reason; shown again it is nothing. again: the same file may be taken later. */
export class RefusedFile {
  readonly reason: string
  readonly again: boolean

  constructor(reason: string, { again = false } = {}) {
    this.reason = reason
    this.again = again
  }

  toString(): string {
    return ''
  }
}

/** Files that were kept when they were chosen: their ids, of those that the person brought. */
export const files = (label: string, { most, accept }: { most: number; accept: string }, extra: Extra = {}): Field<number[]> => ({
  label,
  input: 'files',
  accept,
  required: false,
  list: 'brought',
  missing: 'Satu berkas tidak ditemukan lagi. Pilih berkas itu sekali lagi.',
  schema: z
    .preprocess((raw) => [raw ?? []].flat().filter((value) => value !== ''), z.array(z.unknown()))
    .superRefine((chosen, context) => {
      const refused = chosen.filter((one) => one instanceof RefusedFile)
      if (refused.length > 0) context.addIssue({ code: 'custom', message: refused.map(({ reason }) => reason).join(' ') })
      else if (chosen.length > most) context.addIssue({ code: 'custom', message: `${label} paling banyak ${most} berkas.` })
    })
    .transform((chosen) => [...new Set(chosen.map(String))].map(id(label))) as unknown as z.ZodType<number[]>,
  ...extra,
})

function several<T>(label: string, one: z.ZodType<T>): z.ZodType<T[]> {
  const list = z.array(one, { error: `${label} tidak dapat dibaca.` }).max(50, `${label} terlalu banyak.`)
  return z
    .preprocess((raw) => [raw ?? []].flat().filter((value) => value !== ''), list)
    .transform((values) => [...new Map(values.map((value) => [value instanceof Date ? value.getTime() : value, value])).values()])
}
