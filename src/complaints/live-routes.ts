import { type Request, Router } from 'express'
import { allowed, userOf } from '../people/sign-in.ts'
import type { User } from '../permissions.ts'
import { openStream, type Stream } from '../web/live.ts'
import { numberOf } from './complaint.ts'
import { tell } from './events.ts'
import type { Feed } from './feed-store.ts'
import { changedSince, findLatest } from './history.ts'
import type { Setting } from './setting.ts'
import { sightOf } from './visible.ts'

/** Changes that come together are told together. */
const TOGETHER_MS = 100

/** What changes, told to every open page of those who may see it; behind `signedIn`. */
export function liveRoutes({ db, masterData }: Setting, feed: Feed): Router {
  const router = Router()
  /** Who sees the same is served by one query a change. */
  const sights = new Map<string, { user: User; streams: Set<Stream> }>()
  let changed = new Set<number>()
  let waiting = false
  let lastId: number | null = null

  feed.subscribe((ids) => {
    for (const id of ids) changed.add(id)
    // With none, some may have gone unheard while the connection was away.
    const unheard = ids.length === 0
    if (waiting || (unheard && lastId === null)) return
    waiting = true
    setTimeout(() => void tellChanges(unheard), TOGETHER_MS).unref()
  })

  router.get('/kabar', allowed('seeComplaints'), async (req, res) => {
    const user = userOf(req)
    const key = sightOf(user)
    const sight = sights.get(key) ?? { user, streams: new Set() }
    const stream = openStream(req, res)
    sights.set(key, sight)
    sight.streams.add(stream)
    stream.onEnd(() => {
      sight.streams.delete(stream)
      if (sight.streams.size === 0) sights.delete(key)
    })
    const since = sinceOf(req)
    if (since !== null) await send(user, new Set([stream]), await changedSince(db, since))
  })

  async function tellChanges(unheard: boolean): Promise<void> {
    const ids = [...changed, ...(unheard && lastId !== null ? await changedSince(db, lastId).catch(() => []) : [])]
    changed = new Set()
    waiting = false
    for (const { user, streams } of sights.values()) await send(user, streams, ids).catch(() => {})
  }

  async function send(user: User, streams: Set<Stream>, ids: number[]): Promise<void> {
    if (ids.length === 0) return
    const [latest, { names }] = await Promise.all([findLatest(db, user, ids), masterData()])
    for (const { id, last, untouched, ...one } of latest) {
      lastId = Math.max(lastId ?? 0, id)
      const said = `${one.actorId === null ? 'Sistem' : names.person(one.actorId)} ${tell(one.type, one.payload, names, one.at)}`
      for (const stream of streams) stream.send('change', { number: numberOf(one), last, untouched, said }, id)
    }
  }

  return router
}

/** The last event that the page knew: as its browser reconnects, or as the page was made. */
function sinceOf(req: Request): number | null {
  const given = req.get('Last-Event-ID') ?? req.query.sejak
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null
}
