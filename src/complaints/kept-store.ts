// What is read anew only when a complaint has changed, here or in another instance.
import type { Database } from '../db.ts'
import type { Feed } from './feed-store.ts'

/** Reads under a key, or gives what was read before; until: the instant from which on it no longer holds, changes or not. */
export type Keep = <T>(key: string, now: Date, read: () => Promise<T>, until: (value: T) => Date | null) => Promise<T>

type Reading = { from: Date; until: Date; value: Promise<unknown> }

export function keeper(db: Database, feed: Feed): Keep {
  const kept = new Map<string, Reading>()
  let heard = 0
  let last = ''
  feed.subscribe(() => heard++)
  // What this instance wrote itself counts before the news of it comes back.
  const present = () => `${heard}.${db.commits()}`

  const keep: Keep = async <T>(key: string, now: Date, read: () => Promise<T>, until: (value: T) => Date | null) => {
    const state = present()
    if (state !== last) kept.clear()
    last = state
    const known = kept.get(key)
    if (known && now >= known.from && now <= known.until) {
      const value = (await known.value) as T
      return now <= known.until ? value : keep(key, now, read, until)
    }
    const reading: Reading = { from: now, until: NEVER, value: Promise.resolve() }
    const drop = () => kept.get(key) === reading && kept.delete(key)
    const answer = read().then((value) => {
      reading.until = until(value) ?? NEVER
      if (!feed.isLive() || present() !== state) drop()
      return value
    })
    answer.catch(drop)
    reading.value = answer
    // Who asks while it is being read waits for the same answer: a change brings every open page at once.
    if (feed.isLive()) kept.set(key, reading)
    return answer
  }
  return keep
}

const NEVER = new Date(8.64e15)
