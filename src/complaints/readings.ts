// What the field measured, where the complaint's category asks for it: the fields of a report's form, and what they become.
import { limitText, type Measure, mostOf, numberText, type Reading } from '../settings/measure-list.ts'
import { decimal, type Fields, type Typed } from '../web/form.ts'

type Asking = { categoryId: number }
type Kept = { measures: readonly Measure[] }

const NAME = 'ukur_'
const nameOf = ({ id }: Measure): string => `${NAME}${id}`
export const isReading = (field: string): boolean => field.startsWith(NAME)

const askedFor = ({ categoryId }: Asking, { measures }: Kept): Measure[] =>
  measures.filter(({ categories }) => categories.includes(categoryId))

export const readingFields = (complaint: Asking, kept: Kept): Fields =>
  Object.fromEntries(
    askedFor(complaint, kept).map((measure) => {
      const { name, unit, decimals, low, high, confirmed } = measure
      const known = low !== null || high !== null
      const help = known ? `Batas ${limitText(measure, measure)}${confirmed ? '' : ' (perlu dikonfirmasi)'}.` : undefined
      return [nameOf(measure), decimal(`${name} (${unit})`, { decimals, most: mostOf(measure), ...(help && { help }) })]
    }),
  )

/** What was filled in, each with the limits of now. */
export const readingsIn = (values: object, complaint: Asking, kept: Kept): Reading[] =>
  askedFor(complaint, kept).flatMap((measure) => {
    const value: unknown = (values as Record<string, unknown>)[nameOf(measure)]
    return typeof value === 'number' ? [{ measureId: measure.id, value, low: measure.low, high: measure.high }] : []
  })

export const typedReadings = (readings: readonly Reading[]): Typed =>
  Object.fromEntries(readings.map(({ measureId, value }) => [`${NAME}${measureId}`, numberText(value)]))

/** As a payload tells them: ids and numbers. */
export const toldReadings = (readings: readonly Reading[]) =>
  readings.length > 0 ? { readings: readings.map(({ measureId, value }) => ({ measureId, value })) } : {}
