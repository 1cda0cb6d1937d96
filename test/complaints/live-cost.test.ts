// What one change costs while many look on: one question for the feed and one for the board, for each kind of sight, however many boards are open.
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
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
})
