import { type Request, Router } from 'express'
import { allowed, userOf } from '../people/sign-in.ts'
import type { User } from '../permissions.ts'
import { openStream, type Stream } from '../web/live.ts'
import { numberOf, parseNumber } from './complaint.ts'
import { tell } from './events.ts'
import type { Feed } from './feed-store.ts'
import { changedSince, findLatest } from './history.ts'
import { othersHere } from './presence.ts'
import type { Setting } from './setting.ts'
import { findId, findNumbers } from './store.ts'
import { sightOf } from './visible.ts'

/** Changes that come together are told together. */
const TOGETHER_MS = 100

/** A page that is looked at: whose it is, and the complaint that it shows; a list of complaints shows who has which open. */
type Page = { user: User; stream: Stream; complaintId: number | undefined; list: boolean }
/** Who sees the same is served by one query a change. */
type Sight = { user: User; pages: Set<Page> }

/** What changes, and who has what open, told to every page of those who may see it; behind `signedIn`. */
export function liveRoutes({ db, clock, masterData, unread, presence }: Setting, feed: Feed): Router {
  const router = Router()
  const sights = new Map<string, Sight>()
  let lastId: number | null = null

  const changed = together<number>(async (ids, unheard) => {
    const all = [...ids, ...(unheard && lastId !== null ? await changedSince(db, lastId) : [])]
    for (const { user, pages } of sights.values()) await tellChanges(user, pages, all).catch(() => {})
  })
  // With none, some may have gone unheard while the connection was away.
  feed.subscribe((ids) => changed(ids.filter(Boolean), ids.length === 0))

  const moved = together<number>(async (ids) => {
    for (const sight of sights.values()) await tellPresence(sight, ids).catch(() => {})
  })
  presence.onChange((ids) => moved(ids))

  router.get('/kabar', allowed('seeComplaints'), async (req, res) => {
    const [user, shown] = [userOf(req), parseNumber(String(req.query.aduan ?? ''))]
    const complaintId = shown && (await findId(db, user, shown))
    const page = { user, stream: openStream(res), complaintId, list: req.query.daftar === 'ya' }
    const leave = complaintId ? presence.open(user.id, complaintId) : () => {}
    enter(page, leave)
    const since = sinceOf(req)
    if (since !== null) await tellChanges(user, new Set([page]), await changedSince(db, since))
  })

  function enter(page: Page, leave: () => void): void {
    const key = sightOf(page.user)
    const sight = sights.get(key) ?? { user: page.user, pages: new Set() }
    sights.set(key, sight)
    sight.pages.add(page)
    page.stream.onEnd(() => {
      leave()
      sight.pages.delete(page)
      if (sight.pages.size === 0) sights.delete(key)
    })
  }

  async function tellChanges(user: User, pages: Set<Page>, ids: number[]): Promise<void> {
    if (ids.length === 0) return
    const people = [...new Set([...pages].map((page) => page.user.id))]
    const [latest, { names }] = await Promise.all([findLatest(db, user, ids, people), masterData()])
    for (const { id, last, version, untouched, ...one } of latest) {
      lastId = Math.max(lastId ?? 0, id)
      const said = `${one.actorId === null ? 'Sistem' : names.person(one.actorId)} ${tell(one.type, one.payload, names, one.at)}`
      for (const { stream } of pages) stream.send('change', { number: numberOf(one), last, version, untouched, said }, id)
    }
    await ring(pages, new Set(latest.flatMap(({ told }) => told)))
  }

  /** Rings the bell of who is told something and looks at a page. */
  async function ring(pages: Set<Page>, people: Set<number>): Promise<void> {
    for (const [id, theirs] of Map.groupBy(pages, ({ user }) => user.id)) {
      const [first] = theirs
      if (!first || !people.has(id)) continue
      const count = await unread.count(first.user, clock.now())
      for (const { stream } of theirs) stream.send('bell', { unread: count })
    }
  }

  /** A list hears of all that its people may see, a complaint's page of its own. */
  async function tellPresence({ user, pages }: Sight, ids: number[]): Promise<void> {
    const lookers = [...pages].filter(({ list, complaintId }) => list || (complaintId && ids.includes(complaintId)))
    if (lookers.length === 0) return
    const [numbers, { names }] = await Promise.all([findNumbers(db, user, ids), masterData()])
    for (const [id, number] of numbers) {
      for (const { user, stream, list, complaintId } of lookers) {
        if (list || complaintId === id) stream.send('presence', { of: number, here: othersHere(presence.of(id), user, names) })
      }
    }
  }

  return router
}

/** What comes within a moment is told at once. */
function together<T>(tell: (all: T[], flag: boolean) => Promise<void>): (some: readonly T[], flag?: boolean) => void {
  let all = new Set<T>()
  let flagged = false
  let waiting = false
  return (some, flag = false) => {
    for (const one of some) all.add(one)
    flagged ||= flag
    if (waiting) return
    waiting = true
    setTimeout(() => {
      const [now, wasFlagged] = [[...all], flagged]
      all = new Set()
      flagged = waiting = false
      tell(now, wasFlagged).catch(() => {})
    }, TOGETHER_MS).unref()
  }
}

/** The last event that the page knew: as its browser reconnects, or as the page was made. */
function sinceOf(req: Request): number | null {
  const given = req.get('Last-Event-ID') ?? req.query.sejak
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null
}
