import { z } from 'zod'
import { DEFINITION_GROUPS } from '../reports/definition-groups.ts'
import { completed, DEFINITION_KEYS, type DefinitionKey } from '../reports/definitions.ts'
import { type Field, type Fields, form, longText, optionalText, type Typed, text, type Values } from '../web/form.ts'
import { date } from './calendar-forms.ts'
import { SOP_STEPS, type SopTexts } from './sop-texts.ts'

const STEP_FIELDS = Object.fromEntries(
  SOP_STEPS.map((step, index) => [`langkah${index + 1}`, text(`${index + 1}. ${step}: penanggung jawab`, 120)]),
) as Record<string, Field<string>>

const nameOf = (key: DefinitionKey): string => `arti_${key}`

/** A page of figures with the definitions that it shows; emptied, one reads as it came. */
export const DEFINITION_FIELDS: { heading: string; fields: Record<string, Field<string | null>> }[] = DEFINITION_GROUPS.map(
  ({ heading, words }) => ({
    heading,
    fields: Object.fromEntries(
      words.map(([key, word]) => [nameOf(key), optionalText(word, 1_000, { input: 'textarea', rows: 3 })]),
    ),
  }),
)

const FIELDS = {
  nama: text('Nama', 120),
  versi: optionalText('Versi', 20, { help: 'Seperti tercantum pada SOP; boleh kosong.' }),
  tanggal: optionalDate('Tanggal berlaku'),
  dasar: longText('Dasar', { rows: 5, help: 'Satu dasar hukum setiap baris.' }),
  dibuat: text('Dibuat oleh', 120),
  disetujui: text('Disetujui oleh', 120),
  ...STEP_FIELDS,
} satisfies Fields

/** dilihat: the version that the page was made from. */
export const SOP_FORM = form({
  ...FIELDS,
  ...(Object.assign({}, ...DEFINITION_FIELDS.map(({ fields }) => fields)) as Record<string, Field<string | null>>),
  dilihat: optionalText('Versi yang dilihat', 12, { input: 'hidden' }),
})

/** What stands at the top of the page. */
export const SOP_FIELDS: Fields = { ...FIELDS, dilihat: SOP_FORM.fields.dilihat }

export function textsOf(values: Values<typeof SOP_FORM.fields>): SopTexts {
  const steps = values as unknown as Record<string, string>
  return {
    name: values.nama,
    version: values.versi ?? '',
    dated: values.tanggal ?? '',
    references: linesOf(values.dasar),
    madeBy: values.dibuat,
    approvedBy: values.disetujui,
    answerable: SOP_STEPS.map((_, index) => steps[`langkah${index + 1}`] ?? ''),
    definitions: completed(
      Object.fromEntries(
        DEFINITION_KEYS.flatMap((key) => (steps[nameOf(key)] ? [[key, oneLine(steps[nameOf(key)] ?? '')]] : [])),
      ),
    ),
  }
}

export const typedSop = ({ name, version, dated, references, madeBy, approvedBy, answerable, definitions }: SopTexts): Typed => ({
  ...{ nama: name, versi: version, tanggal: dated, dasar: references.join('\n'), dibuat: madeBy, disetujui: approvedBy },
  ...Object.fromEntries(answerable.map((who, index) => [`langkah${index + 1}`, who])),
  ...Object.fromEntries(DEFINITION_KEYS.map((key) => [nameOf(key), definitions[key]])),
})

/** Pages set them as one paragraph. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const linesOf = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function optionalDate(label: string): Field<string | null> {
  const given = date(label)
  const schema = z.preprocess((raw) => (raw === '' || raw === undefined ? null : raw), z.union([z.null(), given.schema]))
  return { ...given, required: false, schema: schema as unknown as z.ZodType<string | null> }
}
