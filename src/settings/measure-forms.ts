import { checkbox, decimal, form, picks, type Typed, text, type Values } from '../web/form.ts'
import { type Measure, type MeasureDraft, mostOf, numberText, upperWords } from './measure-list.ts'

const fieldsOf = (measure: Measure) => {
  const { decimals, unit } = measure
  return {
    paling_sedikit: decimal(`Paling sedikit (${unit})`, { decimals, most: mostOf(measure) }),
    paling_banyak: decimal(`${upperWords(measure)} (${unit})`, { decimals, most: mostOf(measure) }),
    dikonfirmasi: checkbox('Batas sudah dikonfirmasi'),
    kategori: picks('Ditanyakan untuk kategori', 'categories'),
    versi: text('Versi', 20, { input: 'hidden' }),
  }
}
type MeasureFields = ReturnType<typeof fieldsOf>

/** Without a number there is no limit on that side. */
export const measureForm = (measure: Measure) =>
  form(fieldsOf(measure), ({ paling_sedikit: low, paling_banyak: high }) =>
    low !== null && high !== null && low > high ? { paling_banyak: `${LIMITS} paling sedikit.` } : ({} as Record<string, string>),
  )

const LIMITS = 'Batas atas tidak boleh kurang dari batas'

export const draftOf = ({ paling_sedikit, paling_banyak, dikonfirmasi, kategori }: Values<MeasureFields>): MeasureDraft => ({
  low: paling_sedikit,
  high: paling_banyak,
  confirmed: dikonfirmasi,
  categories: kategori,
})

export const typedMeasure = ({ low, high, confirmed, categories, version }: Measure): Typed => ({
  paling_sedikit: low === null ? '' : numberText(low),
  paling_banyak: high === null ? '' : numberText(high),
  ...(confirmed && { dikonfirmasi: 'ya' }),
  kategori: categories.map(String),
  versi: String(version),
})
