// What the field measured, where the complaint's category asks for it: the fields of a report's form, and what they become.
import { isMet, limitText, type Measure, mostOf, numberText, type Reading } from '../settings/measure-list.ts'
import { checkbox, decimal, type Errors, type Fields, type Typed } from '../web/form.ts'
import type { WorkReport } from './complaint.ts'

type Asking = { categoryId: number }
type Kept = { measures: readonly Measure[] }

const NAME = 'ukur_'
const nameOf = ({ id }: Measure): string => `${NAME}${id}`
export const isReading = (field: string): boolean => field.startsWith(NAME)

const askedFor = ({ categoryId }: Asking, { measures }: Kept): Measure[] =>
  measures.filter(({ categories }) => categories.includes(categoryId))

/** Ticked by who calls the work complete although something measured is out of its limits. */
const STILL = 'tetap_tuntas'

export const readingFields = (complaint: Asking, kept: Kept): Fields => ({
  ...Object.fromEntries(
    askedFor(complaint, kept).map((measure) => {
      const { name, unit, decimals, low, high, confirmed } = measure
      const known = low !== null || high !== null
      const help = known ? `Batas ${limitText(measure, measure)}${confirmed ? '' : ' (perlu dikonfirmasi)'}.` : undefined
      return [nameOf(measure), decimal(`${name} (${unit})`, { decimals, most: mostOf(measure), ...(help && { help }) })]
    }),
  ),
  ...(askedFor(complaint, kept).length > 0 && { [STILL]: checkbox('Hasil ukur di luar batas, tetap tuntas', { onFault: true }) }),
})

/** Complete work with a reading out of its limits asks for a second look. */
export function unconfirmed(values: { hasil: string }, readings: readonly Reading[], kept: Kept): Errors | null {
  if (values.hasil !== 'RESOLVED' || (values as Record<string, unknown>)[STILL] === true || !anyUnmet(readings, kept)) return null
  return { [STILL]: 'Ada hasil ukur yang tidak memenuhi batas. Centang bila pekerjaan tetap tuntas, atau ubah Hasil.' }
}

const anyUnmet = (readings: readonly Reading[], { measures }: Kept): boolean =>
  readings.some((reading) => isMet(reading, measures.find(({ id }) => id === reading.measureId) ?? { code: '' }) === false)

/** What was filled in, each with the limits of now. */
export const readingsIn = (values: object, complaint: Asking, kept: Kept): Reading[] =>
  askedFor(complaint, kept).flatMap((measure) => {
    const value: unknown = (values as Record<string, unknown>)[nameOf(measure)]
    return typeof value === 'number' ? [{ measureId: measure.id, value, low: measure.low, high: measure.high }] : []
  })

export const typedReadings = ({ readings, result }: Pick<WorkReport, 'readings' | 'result'>, kept: Kept): Typed => ({
  ...Object.fromEntries(readings.map(({ measureId, value }) => [`${NAME}${measureId}`, numberText(value)])),
  ...(result === 'RESOLVED' && anyUnmet(readings, kept) && { [STILL]: 'ya' }),
})

/** As a payload tells them: ids and numbers. */
export const toldReadings = (readings: readonly Reading[]) =>
  readings.length > 0 ? { readings: readings.map(({ measureId, value }) => ({ measureId, value })) } : {}
