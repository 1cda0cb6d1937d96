// What one change costs while many look on: one question for the feed and one for the board, for each kind of sight, however many boards are open.
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { keeper } from '../../src/complaints/kept-store.ts'
import { openDatabase } from '../../src/db.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, feed, env, url, close } = app
/** Another instance: a pool of its own on the same database. */
const elsewhere = { ...app, db: openDatabase(env.databaseUrl ?? '') }
const leave = new AbortController()
afterAll(async () => {
  leave.abort()
  await elsewhere.db.close()
  await close()
})

/** The Kabag sees everything, the Direktur all that was received. */
const SIGHTS = ['kabag.humas', 'direktur'] as const satisfies Username[]
const BOARDS = 200

/** Every statement of this instance. */
const asked: string[] = []
const { query } = db.pool
db.pool.query = ((...given: unknown[]) => {
  const [what] = given
  asked.push(typeof what === 'string' ? what : (what as { text: string }).text)
  return Reflect.apply(query, db.pool, given)
}) as typeof query

const KINDS = { feed: /AS untouched/, board: /AS arrivals/, session: /FROM web\.session/ }
const count = (kind: keyof typeof KINDS): number => asked.filter((text) => KINDS[kind].test(text)).length

async function cookieOf(who: Username): Promise<string> {
  const signedIn = await fetch(`${url}/masuk`, {
    method: 'POST',
    body: new URLSearchParams({ username: who, password: PASSWORD }),
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  })
  return signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
}

/** A board that listens, and comes anew at a change as its page's script does. Gives what is shown then. */
async function opened(cookie: string) {
  const headers = { cookie }
  const { body } = await fetch(`${url}/kabar`, { headers, signal: leave.signal })
  const anew = async () => (await fetch(`${url}/pemantauan/isi`, { headers })).text()
  return { content: heard(body).then(anew) }
}

async function heard(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    if (text.includes('event: change')) return
  }
}

test('with two hundred boards of two sights open, a change elsewhere asks twice for the feed and twice for the boards', async () => {
  await expect.poll(feed.isLive).toBe(true)
  const cookies = await Promise.all(SIGHTS.map(cookieOf))
  const boards = await Promise.all(Array.from({ length: BOARDS }, (_, n) => opened(cookies[n % SIGHTS.length] ?? '')))
  asked.length = 0
  await recordComplaint(elsewhere)
  const shown = await Promise.all(boards.map(({ content }) => content))
  expect(new Set(shown).size).toBe(1)
  expect(shown[0]).toContain('<b>1</b>Terbuka')
  expect([count('feed'), count('board'), count('session')]).toEqual([SIGHTS.length, SIGHTS.length, BOARDS])
  // The office's own data, read anew every few seconds: nothing that grows with the boards.
  const others = asked.filter((text) => !Object.values(KINDS).some((kind) => kind.test(text)))
  for (const [text, times] of Map.groupBy(others, (text) => text)) expect(times.length, text).toBeLessThan(10)
})

describe('what is kept', () => {
  const now = new Date('2026-11-24T10:00:00+08:00')
  const later = (ms: number) => new Date(now.getTime() + ms)
  /** Reads that end when they are told to, each with its own number. */
  function reading() {
    const reads: PromiseWithResolvers<number>[] = []
    const read = () => {
      const one = Promise.withResolvers<number>()
      reads.push(one)
      return one.promise
    }
    return { reads, read }
  }

  test('is read once for all who ask meanwhile, and anew for who asks after the instant until which it holds', async () => {
    await expect.poll(feed.isLive).toBe(true)
    const keep = keeper(db, feed)
    const { reads, read } = reading()
    const ask = (at: Date) => keep('kabar', at, read, () => later(1_000))
    const asked = [ask(now), ask(later(1_000)), ask(later(1_001))]
    expect(reads).toHaveLength(1)
    reads[0]?.resolve(1)
    await expect.poll(() => reads.length).toBe(2)
    reads[1]?.resolve(2)
    expect(await Promise.all(asked)).toEqual([1, 1, 2])
  })

  test('is never a failure, nor what was read before a change', async () => {
    const keep = keeper(db, feed)
    const { reads, read } = reading()
    const ask = () => keep('kabar', now, read, () => null)
    const failing = [ask(), ask()]
    reads[0]?.reject(new Error('cut'))
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const before = ask()
    await recordComplaint(app)
    const after = ask()
    for (const [turn, one] of reads.entries()) one.resolve(turn)
    expect(await Promise.all([before, after, ask()])).toEqual([1, 2, 2])
    expect(reads).toHaveLength(3)
  })
})
