import { type Errors, form, optionalText, text } from '../web/form.ts'
import { BRACES, PLACEHOLDERS, placeholdersOf, type TemplateKey, unknownIn } from './templates.ts'

/** The last word of a text's address. */
export const ADDRESS = {
  numbered: 'nomor',
  passedOn: 'diteruskan',
  answer: 'kabar',
  explained: 'penjelasan',
  letter: 'surat',
  closed: 'selesai',
  work: 'pekerjaan',
  progress: 'perkembangan',
  overdue: 'pengingat',
} as const satisfies Record<TemplateKey, string>

export const templateAt = (address: string): TemplateKey | undefined =>
  (Object.keys(ADDRESS) as TemplateKey[]).find((key) => ADDRESS[key] === address)

/** versi: what the page was made from; what changed since is not overwritten. */
export const templateForm = (key: TemplateKey) =>
  form(
    {
      judul: text('Judul', 200, { help: 'Dipakai untuk surel; WhatsApp dan SMS tidak memakai judul.' }),
      isi: text('Isi', 2_000, { input: 'textarea', rows: 12 }),
      aduan: optionalText('Nomor aduan untuk pratinjau', 40),
      versi: text('Versi', 20, { input: 'hidden' }),
    },
    (value) => faultsIn(value, placeholdersOf(key)),
  )

/** What is wrong with the braces of a text of two fields, subject and body. */
export const faultsIn = ({ judul, isi }: { judul: string; isi: string }, usable: readonly string[]): Errors => ({
  ...beside('judul', faultIn(judul, usable)),
  ...beside('isi', faultIn(isi, usable)),
})

const beside = (name: string, fault: string | null): Errors => (fault ? { [name]: fault } : {})

/** What would be sent with braces left in it. */
function faultIn(text: string, names: readonly string[]): string | null {
  const usable = `Yang dapat dipakai: ${names.map(inBraces).join(', ')}.`
  const unknown = [...new Set(unknownIn(text, names))]
  if (unknown.length > 0) return `${unknown.map(inBraces).join(', ')} tidak dapat dipakai di sini. ${usable}`
  return /[{}]/.test(text.replace(BRACES, '')) ? `Kurung kurawal hanya untuk isian, ditulis tanpa spasi. ${usable}` : null
}

export const meaningsOf = (key: TemplateKey) =>
  placeholdersOf(key).map((name) => ({ name: inBraces(name), meaning: PLACEHOLDERS[name] }))

export const inBraces = (name: string): string => `{${name}}`
