import type { z } from 'zod'
import { type Field, type Fields, type Form, form, optionalText, type Typed, text } from '../web/form.ts'
import { MOST_CONNECTIONS, type Served } from './connections-list.ts'

const nameOf = (id: number): string => `wilayah_${id}`

/** A number for each Wilayah, and what the page was made from: what changed since is not overwritten. */
export const connectionsForm = (served: readonly Served[]): Form =>
  form<Fields>({
    ...Object.fromEntries(served.map(({ id, name }) => [nameOf(id), connections(name)])),
    versi: text('Versi', 2_000, { input: 'hidden' }),
  })

/** Points between thousands are read as such, as the page writes them. */
function connections(label: string): Field<number | null> {
  const typed = optionalText(label, 20)
  const fits = (value: string | null) =>
    value === null ||
    (/^(\d{1,7}|\d{1,3}(\.\d{3}){1,2})$/.test(value) && numberIn(value) > 0 && numberIn(value) <= MOST_CONNECTIONS)
  const message = `${label} harus angka bulat 1 sampai ${MOST_CONNECTIONS.toLocaleString('id')}, atau kosong.`
  const schema = typed.schema.refine(fits, message).transform((value) => (value === null ? null : numberIn(value)))
  return { ...typed, schema: schema as unknown as z.ZodType<number | null> }
}

const numberIn = (value: string): number => Number(value.replaceAll('.', ''))

export const numbersIn = (served: readonly Served[], value: Record<string, unknown>): Map<number, number | null> =>
  new Map(served.map(({ id }) => [id, (value[nameOf(id)] ?? null) as number | null]))

export const typedServed = (served: readonly Served[]): Typed =>
  Object.fromEntries(served.map(({ id, connections }) => [nameOf(id), connections?.toLocaleString('id') ?? '']))
