// Which complaints a report counts as arrived, so that a later version can say which are new to it.
import { numberOf } from '../complaints/complaint.ts'

/** Numbers that follow one another: most arrivals of a period do. */
export type Numbers = { year: number; first: number; last: number }
export type Moved = { added: string[]; dropped: string[] }

/** Null where a report was issued before they were kept. */
export function movedBetween(earlier: readonly Numbers[] | undefined, later: readonly Numbers[] | undefined): Moved | null {
  if (!earlier || !later) return null
  return { added: without(later, earlier), dropped: without(earlier, later) }
}

function without(numbers: readonly Numbers[], others: readonly Numbers[]): string[] {
  const known = new Set(others.flatMap(each))
  return numbers.flatMap(each).filter((number) => !known.has(number))
}

const each = ({ year, first, last }: Numbers): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => numberOf({ year, sequence: first + index }))

/** More than these are told by their count. */
const MOST = 20

/** '3 aduan bertambah: ADU-…, ADU-…' */
export function movedWords(moved: Moved | null): string[] {
  if (!moved) return []
  const words = (numbers: string[], what: string) =>
    numbers.length === 0 ? [] : [`${numbers.length.toLocaleString('id')} aduan ${what}: ${namesOf(numbers)}.`]
  const said = [...words(moved.added, 'masuk bertambah'), ...words(moved.dropped, 'masuk berkurang')]
  return said.length > 0 ? said : ['Aduan yang masuk tetap sama; yang berubah keterangan atau penyelesaiannya.']
}

const namesOf = (numbers: string[]): string => {
  const more = numbers.length - MOST
  return `${numbers.slice(0, MOST).join(', ')}${more > 0 ? `, dan ${more.toLocaleString('id')} lainnya` : ''}`
}
