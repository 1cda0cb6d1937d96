import { z } from 'zod'
import { choice, type Field, form, optionalText, text } from '../web/form.ts'
import { REFUSAL } from '../words.ts'
import { parseStrokes, type Strokes } from './signature.ts'

type Drawn = { nama: Field<string | null>; goresan: Field<Strokes> }

/** As it is drawn: the way of the pen comes as JSON. */
export const DRAWN = form<Drawn>({ nama: optionalText('Nama yang menandatangani', 120), goresan: strokes('Tanda tangan') })

/** An officer signs by their own name. */
export const DRAWN_BY_OFFICER = form<Drawn>({
  nama: text('Nama petugas yang menandatangani', 120, { help: 'Setiap petugas menandatangani atas namanya sendiri.' }),
  goresan: strokes('Tanda tangan'),
})

/** Titles may stand around the name that the house knows. */
export const isOwnName = (typed: string, own: string): boolean => typed.toLowerCase().includes(own.toLowerCase())

/** Why there is none, in place of it. */
export const REFUSED = form({
  nama: optionalText('Nama', 120),
  penolakan: choice('Yang terjadi', REFUSAL, { input: 'radio' }),
  alasan: text('Alasan', 300),
})

function strokes(label: string): Field<Strokes> {
  const schema = z
    .preprocess((raw) => raw ?? '', z.string({ error: `${label} harus berupa satu gambar.` }))
    .transform((sent, context) => {
      const parsed = parseStrokes(sent)
      if (!('fault' in parsed)) return parsed
      context.addIssue({ code: 'custom', message: parsed.fault })
      return z.NEVER
    })
  return { label, input: 'hidden', required: true, schema: schema as unknown as z.ZodType<Strokes> }
}
