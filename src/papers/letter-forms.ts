import { GAP } from '../settings/letter-templates.ts'
import { choice, form, instant, optionalText, text } from '../web/form.ts'
import { LETTER_WAY } from '../words.ts'

export const LETTER = form(
  {
    kepada: text('Kepada', 120),
    alamat_surat: optionalText('Alamat penerima', 300, { input: 'textarea', rows: 2 }),
    perihal_surat: text('Perihal surat', 150),
    isi: text('Isi surat', 7_500, { input: 'textarea', rows: 18 }),
  },
  (value): Record<string, string> => ({
    ...beside('perihal_surat', value.perihal_surat),
    ...beside('isi', value.isi),
  }),
)

/** A letter does not go out with gaps or braces in it. */
const beside = (name: string, typed: string): Record<string, string> => {
  if (typed.includes(GAP.slice(0, 2))) return { [name]: `Lengkapi bagian yang masih bertanda ${GAP}` }
  return /\{[^{}]*\}/.test(typed) ? { [name]: 'Ganti isian yang masih dalam kurung kurawal.' } : {}
}

export const SENT = form(
  { cara: choice('Cara mengirim', LETTER_WAY), waktu: instant('Dikirim pada') },
  ({ waktu }, now): Record<string, string> => (waktu > now ? { waktu: 'Dikirim pada tidak boleh di masa depan.' } : {}),
)
