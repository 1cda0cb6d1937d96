// What is read anew only when a complaint has changed, here or in another instance.
import type { Database } from '../db.ts'
import type { Feed } from './feed-store.ts'

/** Reads under a key, or gives what was read before; until: the instant from which on it no longer holds, changes or not. */
export type Keep = <T>(key: string, now: Date, read: () => Promise<T>, until: (value: T) => Date | null) => Promise<T>

export function keeper(db: Database, feed: Feed): Keep {
  const kept = new Map<string, { from: Date; until: Date; value: unknown }>()
  let heard = 0
  let last = ''
  feed.subscribe(() => heard++)
  // What this instance wrote itself counts before the news of it comes back.
  const present = () => `${heard}.${db.commits()}`
  return async <T>(key: string, now: Date, read: () => Promise<T>, until: (value: T) => Date | null) => {
    const state = present()
    if (state !== last) kept.clear()
    last = state
    const known = kept.get(key)
    if (known && now >= known.from && now <= known.until) return known.value as T
    const value = await read()
    if (feed.isLive() && present() === state) kept.set(key, { from: now, until: until(value) ?? NEVER, value })
    return value
  }
}

const NEVER = new Date(8.64e15)
