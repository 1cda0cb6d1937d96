// How many wait where: counted anew when anything changed, here or in another instance, or when a deadline has passed.
import type { Database } from '../db.ts'
import type { Feed } from './feed-store.ts'
import { type Asking, type Counted, countOpen } from './queue.ts'

export type CountsSource = (asking: Asking) => Promise<Counted>

/** Kept for a person and their grants as long as changes are heard and no deadline passes. */
export function countsSource(db: Database, feed: Feed): CountsSource {
  const kept = new Map<string, { from: Date; until: Date; counted: Counted }>()
  let heard = 0
  let last = ''
  feed.subscribe(() => heard++)
  // What this instance wrote itself counts before the news of it comes back.
  const present = () => `${heard}.${db.commits()}`
  return async (asking) => {
    const [{ user, now }, state] = [asking, present()]
    if (state !== last) kept.clear()
    last = state
    const key = JSON.stringify([user.id, user.grants])
    const known = kept.get(key)
    if (known && now >= known.from && now <= known.until) return known.counted
    const counted = await countOpen(db, asking)
    if (feed.isLive() && present() === state) kept.set(key, { from: now, until: counted.nextDueAt ?? NEVER, counted })
    return counted
  }
}

const NEVER = new Date(8.64e15)
