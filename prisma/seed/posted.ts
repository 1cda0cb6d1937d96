import type { Action } from '../../src/complaints/workflow.ts'
import type { Numbers, Stage } from './play.ts'
import type { Values } from './stories/story.ts'

type Lookup = (code: string) => string

/** The body that a browser would send: ids for the codes, user names and keys that a story is told in. */
export function posted(values: Values, stage: Stage, numbers: Numbers, action?: Action): Values {
  const lookups = lookupsFor(stage, numbers, action)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const lookup = lookups[name]
      return [name, lookup && value !== '' ? (Array.isArray(value) ? value.map(lookup) : lookup(value)) : value]
    }),
  )
}

function lookupsFor({ master, users }: Stage, numbers: Numbers, action: Action | undefined): Record<string, Lookup> {
  const number: Lookup = (key) => found(numbers.get(key), key)
  return {
    kanal: idIn(master.channels),
    kategori: idIn(master.categories),
    kebutuhan: idIn(master.needs),
    unit: idIn(master.units),
    petugas: (username) => found([...users.values()].find((user) => user.username === username)?.id, username),
    asli: number,
    aduan: number,
    ...(action === 'hold' && { alasan: idIn(master.holdReasons) }),
  }
}

const idIn =
  (rows: readonly { id: number; code: string }[]): Lookup =>
  (code) =>
    found(rows.find((row) => row.code === code)?.id, code)

function found(value: string | number | undefined, code: string): string {
  if (value === undefined) throw new Error(`Nothing is called ${code}`)
  return String(value)
}
