// How many connections each Wilayah serves, as the office keeps it: what a form was made from, what it changes, how that reads. Pure.

/** connections: null, nobody has said yet. */
export type Served = { id: number; name: string; connections: number | null }
/** The name as it was then: the trail reads it without looking it up. */
export type ConnectionChange = { id: number; name: string; before: number | null; after: number | null }

export const MOST_CONNECTIONS = 9_999_999

/** Tells these numbers from every other: a form carries those that it was made from. */
export const markOf = (served: readonly Served[]): string =>
  served.map(({ id, connections }) => `${id}:${connections ?? ''}`).join(' ')

export const changesTo = (served: readonly Served[], numbers: ReadonlyMap<number, number | null>): ConnectionChange[] =>
  served
    .map(({ id, name, connections }) => ({ id, name, before: connections, after: numbers.get(id) ?? null }))
    .filter(({ before, after }) => before !== after)

export const totalOf = (served: readonly Served[]): number => served.reduce((sum, { connections }) => sum + (connections ?? 0), 0)

/** 'Wilayah Pelayanan I menjadi 31.250' */
export const connectionText = ({ name, after }: Pick<ConnectionChange, 'name' | 'after'>): string =>
  after === null ? `${name} menjadi kosong` : `${name} menjadi ${after.toLocaleString('id')}`

/** 'Wilayah Pelayanan I 31.250, Wilayah Pelayanan II belum diisi' */
export const servedText = (served: readonly Served[]): string =>
  served.map(({ name, connections }) => `${name} ${connections?.toLocaleString('id') ?? 'belum diisi'}`).join(', ')
