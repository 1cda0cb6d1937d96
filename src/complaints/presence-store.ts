// Who has a complaint open or is writing about it, in whichever instance: told among them, kept in memory, forgotten when nothing more is heard of it.
import { randomUUID } from 'node:crypto'
import type { Database } from '../db.ts'
import type { Feed } from './feed-store.ts'
import type { Present } from './presence.ts'

export type Presence = {
  /** A page that shows a complaint; gives what ends it. */
  open(personId: number, complaintId: number): () => void
  /** Something was typed into a form about it, or sent. */
  write(personId: number, complaintId: number, writing: boolean): void
  of(complaintId: number): Present[]
  onChange(heard: (complaintIds: number[]) => void): void
}

type Here = { complaintId: number; personId: number; pages: number; writingUntil: number }
/** 0 gone, 1 looking, 2 writing */
type Told = { from: string; here: [complaintId: number, personId: number, what: 0 | 1 | 2][] }
type Known = Present & { from: string; until: number }

// A page that is loaded anew is away for a moment.
const AWAY_MS = 4_000
const WRITING_MS = 30_000
/** How often each instance says again what is here, and after how long the others forget what they have not heard again. */
const PACE = { beatMs: 20_000, forgottenMs: 50_000 }
const TOGETHER_MS = 150
/** A notification holds 8,000 bytes. */
const AT_ONCE = 250

export function openPresence(db: Database, feed: Feed, { beatMs, forgottenMs } = PACE): Presence {
  const self = randomUUID().slice(0, 8)
  const own = new Map<string, Here>()
  const known = new Map<number, Known[]>()
  const listeners = new Set<(complaintIds: number[]) => void>()
  const changed = new Set<string>()

  feed.onPresence((told) => (told === null ? greet() : hear(JSON.parse(told))))
  setInterval(beat, beatMs).unref()

  function hear({ from, here }: Told): void {
    // Somebody who has just come knows nobody yet.
    if (here.length === 0 && from !== self) beat()
    // How long ago, never what time: nothing here is stored or shown, and a clock set anew must not forget anybody.
    const until = performance.now() + forgottenMs
    const differing = here.filter(([complaintId, personId, what]) => {
      const all = known.get(complaintId) ?? []
      const before = all.find((one) => one.from === from && one.personId === personId)
      const others = all.filter((one) => one !== before)
      const present = what > 0 ? [...others, { from, personId, writing: what === 2, until }] : others
      present.length > 0 ? known.set(complaintId, present) : known.delete(complaintId)
      return before ? before.writing !== (what === 2) || what === 0 : what > 0
    })
    announce(differing.map(([complaintId]) => complaintId))
  }

  /** What is here is said again, and what others have not said again is forgotten. */
  function beat(): void {
    for (const key of own.keys()) tell(key)
    const now = performance.now()
    const gone = [...known].filter(([, all]) => all.some(({ until }) => until < now)).map(([complaintId]) => complaintId)
    for (const complaintId of gone) {
      const left = (known.get(complaintId) ?? []).filter(({ until }) => until >= now)
      left.length > 0 ? known.set(complaintId, left) : known.delete(complaintId)
    }
    announce(gone)
  }

  const announce = (complaintIds: number[]): void => {
    if (complaintIds.length > 0) for (const heard of listeners) heard([...new Set(complaintIds)])
  }

  const greet = (): void => void notify({ from: self, here: [] })

  function tell(key: string): void {
    if (changed.size === 0) setTimeout(tellChanged, TOGETHER_MS).unref()
    changed.add(key)
  }

  function tellChanged(): void {
    const keys = [...changed]
    changed.clear()
    const now = performance.now()
    const here = keys.map((key): Told['here'][number] => {
      const one = own.get(key)
      const [complaintId = 0, personId = 0] = key.split(' ').map(Number)
      return [complaintId, personId, !one ? 0 : one.writingUntil > now ? 2 : 1]
    })
    for (let first = 0; first < here.length; first += AT_ONCE) notify({ from: self, here: here.slice(first, first + AT_ONCE) })
  }

  // Who is where is no record: what is not heard is said again.
  const notify = (told: Told): void => void db.sql(`SELECT pg_notify('presence', $1)`, [JSON.stringify(told)]).catch(() => {})

  function change(personId: number, complaintId: number, patch: (one: Here) => Partial<Here>): void {
    const key = `${complaintId} ${personId}`
    const before = own.get(key) ?? { complaintId, personId, pages: 0, writingUntil: 0 }
    const after = { ...before, ...patch(before) }
    if (after.pages > 0 || after.writingUntil > performance.now()) own.set(key, after)
    else own.delete(key)
    tell(key)
  }

  return {
    open(personId, complaintId) {
      change(personId, complaintId, ({ pages }) => ({ pages: pages + 1 }))
      const end = () => change(personId, complaintId, ({ pages }) => ({ pages: pages - 1 }))
      return () => void setTimeout(end, AWAY_MS).unref()
    },
    write(personId, complaintId, writing) {
      change(personId, complaintId, () => ({ writingUntil: writing ? performance.now() + WRITING_MS : 0 }))
      if (writing) setTimeout(() => change(personId, complaintId, () => ({})), WRITING_MS + 100).unref()
    },
    of(complaintId) {
      const now = performance.now()
      const people = Map.groupBy(
        (known.get(complaintId) ?? []).filter(({ until }) => until >= now),
        ({ personId }) => personId,
      )
      return [...people].map(([personId, all]) => ({ personId, writing: all.some(({ writing }) => writing) }))
    },
    onChange: (heard) => void listeners.add(heard),
  }
}
