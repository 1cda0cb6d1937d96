import { z } from 'zod'
import type { Preference } from '../settings/master.ts'
import { choices, type Errors, type Field, form, optionalText, type Typed, type Values } from '../web/form.ts'
import { NOTICE_KIND } from '../words.ts'

export const PREFERENCE = form(
  {
    surel: choices('Kirim surel untuk', NOTICE_KIND),
    gerbang: choices('Kirim WhatsApp atau SMS untuk', NOTICE_KIND),
    tenang_dari: timeOfDay('Jam tenang dari', 'Contoh: 22.00. Yang datang pada jam tenang dikirim sesudahnya.'),
    tenang_sampai: timeOfDay('Jam tenang sampai', 'Contoh: 06.00.'),
  },
  ({ tenang_dari, tenang_sampai }): Errors => {
    if (tenang_dari === null && tenang_sampai !== null) return { tenang_dari: 'Isi Jam tenang dari, atau kosongkan keduanya.' }
    if (tenang_dari !== null && tenang_sampai === null)
      return { tenang_sampai: 'Isi Jam tenang sampai, atau kosongkan keduanya.' }
    return tenang_dari !== null && tenang_dari === tenang_sampai ? { tenang_sampai: 'Jam tenang sampai harus berbeda.' } : {}
  },
)

export const preferenceOf = ({ surel, gerbang, tenang_dari, tenang_sampai }: Values<typeof PREFERENCE.fields>): Preference => ({
  email: surel,
  gateway: gerbang,
  quietFrom: tenang_dari,
  quietUntil: tenang_sampai,
})

export const typedPreference = ({ email, gateway, quietFrom, quietUntil }: Preference): Typed => ({
  surel: email,
  gerbang: gateway,
  tenang_dari: written(quietFrom),
  tenang_sampai: written(quietUntil),
})

/** Minutes of the WITA day, as people write them: 22.00. */
const written = (minutes: number | null): string =>
  minutes === null ? '' : `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`
const two = (number: number): string => String(number).padStart(2, '0')

function timeOfDay(label: string, help: string): Field<number | null> {
  const line = optionalText(label, 20, { help })
  const schema = line.schema.transform((typed, context) => {
    if (typed === null) return null
    const [, hours, minutes] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(typed) ?? []
    if (hours !== undefined) return Number(hours) * 60 + Number(minutes)
    context.addIssue({ code: 'custom', message: `${label} harus berupa jam dan menit, misalnya 22.00.` })
    return z.NEVER
  })
  return { ...line, schema: schema as unknown as z.ZodType<number | null> }
}
