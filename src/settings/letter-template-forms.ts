import { faultsIn, inBraces } from '../notifications/template-forms.ts'
import { form, optionalText, text } from '../web/form.ts'
import { LETTER_NAMES, LETTER_PLACEHOLDERS } from './letter-templates.ts'

/** versi: what the page was made from; what changed since is not overwritten. */
export const LETTER_TEMPLATE = form(
  {
    judul: text('Perihal surat', 150),
    isi: text('Isi', 5_000, { input: 'textarea', rows: 18 }),
    aduan: optionalText('Nomor aduan untuk pratinjau', 40),
    versi: text('Versi', 20, { input: 'hidden' }),
  },
  (value) => faultsIn(value, LETTER_NAMES),
)

export const LETTER_MEANINGS = LETTER_NAMES.map((name) => ({ name: inBraces(name), meaning: LETTER_PLACEHOLDERS[name] }))
