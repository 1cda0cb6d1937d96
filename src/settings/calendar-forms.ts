import { z } from 'zod'
import type { Hours } from '../sla/calendar.ts'
import { choice, type Errors, type Field, type Fields, form, optionalText, text, type Values } from '../web/form.ts'
import { HOLIDAY_KIND, parseHours, WEEKDAYS } from './calendar-content.ts'
import { isDate, LONGEST_NAME } from './ics.ts'

type DayName = Lowercase<(typeof WEEKDAYS)[number]>
const DAYS = WEEKDAYS.map((day) => day.toLowerCase() as DayName)

/** One line a day: its spans, the breaks between them; empty when closed. */
export const HOURS = form(
  Object.fromEntries(DAYS.map((day, index) => [day, hours(WEEKDAYS[index] ?? day)])) as Record<DayName, Field<Hours[]>>,
  (value): Errors => (DAYS.every((day) => value[day].length === 0) ? { senin: NEVER_OPEN } : {}),
)

export const weekOf = (value: Values<typeof HOURS.fields>): Hours[][] => DAYS.map((day) => value[day])
export const typedWeek = (texts: string[]): Record<string, string> =>
  Object.fromEntries(DAYS.map((day, index) => [day, texts[index] ?? '']))

const NEVER_OPEN = 'Isi jam kerja paling sedikit satu hari.'

const NAME_AND_KIND = { nama: text('Nama', LONGEST_NAME), jenis: choice('Jenis', HOLIDAY_KIND) } satisfies Fields

export const NEW_HOLIDAY = form({ tanggal: date('Tanggal'), ...NAME_AND_KIND })
export const EDITED_HOLIDAY = form(NAME_AND_KIND)

export const IMPORT = form({
  isi: text('Isi berkas .ics', 150_000, {
    input: 'textarea',
    rows: 10,
    help: 'Buka berkasnya dengan penyunting teks, lalu salin semuanya, dari BEGIN:VCALENDAR sampai END:VCALENDAR.',
  }),
  jenis: choice('Jenis hari libur', HOLIDAY_KIND, { help: 'Yang bernama “Cuti bersama …” dicatat sebagai cuti bersama.' }),
})

function hours(day: string): Field<Hours[]> {
  const line = optionalText(day, 100)
  const schema = line.schema.transform((typed, context) => {
    const spans = parseHours(typed ?? '')
    if (typeof spans !== 'string') return spans
    context.addIssue({ code: 'custom', message: `${day}: ${spans}` })
    return z.NEVER
  })
  return { ...line, schema: schema as z.ZodType<Hours[]> }
}

/** A day in WITA: '2026-11-24'. */
export function date(label: string): Field<string> {
  const field = text(label, 10, { input: 'date' })
  return { ...field, schema: field.schema.refine(isDate, `${label} belum berupa tanggal yang benar.`) }
}
