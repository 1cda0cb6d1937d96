// What changes is told to every open page of those who may see it, in whichever instance it was made.
import { load } from 'cheerio'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { countsSource } from '../../src/complaints/counts-store.ts'
import { openFeed } from '../../src/complaints/feed-store.ts'
import { keeper } from '../../src/complaints/kept-store.ts'
import { openDatabase } from '../../src/db.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, feed, env, clock, master, user, signIn, url, close } = app
/** Another instance: a pool and a feed of its own on the same database. */
const elsewhere = { ...app, db: openDatabase(env.databaseUrl ?? ''), feed: openFeed(env.databaseUrl ?? '') }
afterAll(async () => {
  await Promise.all([elsewhere.db.close(), elsewhere.feed.close()])
  await close()
})

type Change = { number: string; last: number; untouched: boolean; said: string }

/** A browser of this person that listens; since: the last event that its page knew. */
async function listen(who: Username, since: number | string) {
  const form = new URLSearchParams({ username: who, password: PASSWORD })
  const signedIn = await fetch(`${url}/masuk`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  const leave = new AbortController()
  onTestFinished(() => leave.abort())
  const response = await fetch(`${url}/kabar?sejak=${since}`, { headers: { cookie }, signal: leave.signal })
  const changes: Change[] = []
  void read(response, changes).catch(() => {})
  return { response, changes, leave: () => leave.abort() }
}

async function read({ body }: Response, changes: Change[]): Promise<void> {
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1]
      if (data) changes.push(JSON.parse(data))
    }
  }
}

const lastEvent = async () => (await db.sql<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM events'))[0]?.id ?? 0
const told = (changes: Change[], number: string) =>
  expect.poll(() => changes.filter((one) => one.number === number)).not.toEqual([])

describe('an open page', () => {
  test('hears at once what another instance does, in words, and what came in', async () => {
    const { changes, response } = await listen('admin.humas', await lastEvent())
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const number = await recordComplaint(elsewhere)
    await told(changes, number)
    expect(changes.at(-1)).toMatchObject({ number, untouched: true })
    await act(elsewhere, number, 'callcenter', 'escalate', bodyOf('escalate', app))
    await expect.poll(() => changes.at(-1)?.said).toMatch(/ meneruskan aduan ke Wilayah Pelayanan/)
    expect(changes.at(-1)).toMatchObject({ number, untouched: false, last: 2 })
  })

  test('hears nothing of what its person may not see', async () => {
    const since = await lastEvent()
    const [unit, director] = [await listen('staf.wilayah5', since), await listen('direktur', since)]
    const desk = await listen('callcenter', since)
    const number = await complaintIn(elsewhere, 'ESCALATED')
    await told(desk.changes, number)
    await told(director.changes, number)
    expect(unit.changes).toEqual([])
  })

  test('that lost its connection hears what it missed when it comes back', async () => {
    const since = await lastEvent()
    const first = await listen('kabag.humas', since)
    first.leave()
    const number = await recordComplaint(elsewhere)
    const again = await listen('kabag.humas', since)
    await told(again.changes, number)
  })

  test('says on each page from where on it listens', async () => {
    const number = await recordComplaint(app)
    const id = String(await lastEvent())
    const browser = await signIn('admin.humas')
    for (const path of ['/aduan', `/aduan/${number}`])
      expect(load((await browser.get(path).expect(200)).text)('[data-live]').attr('data-since'), path).toBe(id)
  })

  test.each(['abc', '-1', '1e9', ''])('is not upset by where it says it was: %s', async (since) => {
    expect((await listen('admin.humas', since)).response.status).toBe(200)
  })
})

test('the feed hears again after its connection was lost', async () => {
  const heard: number[] = []
  const end = feed.subscribe((ids) => heard.push(ids.length))
  onTestFinished(end)
  await db.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'feed' AND datname = current_database()`,
  )
  await expect.poll(() => heard).toContain(0) // it listens anew, and says that something may have gone unheard
  await recordComplaint(elsewhere)
  await expect.poll(() => heard).toContain(1)
})

describe('how many wait', () => {
  const asking = () => ({ user: user('admin.humas'), now: clock.now(), humasUnitId: master.humasUnitId })
  const counting = () => {
    let queries = 0
    const counted = (...given: Parameters<typeof db.sql>) => {
      queries++
      return db.sql(...given)
    }
    const watched = { ...db, sql: counted } as typeof db
    return { countsFor: countsSource(watched, keeper(watched, feed)), queries: () => queries }
  }

  test('is asked once while nothing changes, and anew after a change here or elsewhere', async () => {
    const { countsFor, queries } = counting()
    await expect.poll(feed.isLive).toBe(true)
    const before = (await countsFor(asking())).counts.terbuka
    expect((await countsFor(asking())).counts.terbuka).toBe(before)
    expect(queries()).toBe(1)
    await recordComplaint(app)
    expect((await countsFor(asking())).counts.terbuka).toBe(before + 1)
    await recordComplaint(elsewhere)
    await expect.poll(async () => (await countsFor(asking())).counts.terbuka).toBe(before + 2)
  })

  test('is asked anew when a deadline has passed', async () => {
    await recordComplaint(app)
    const { countsFor } = counting()
    const before = (await countsFor(asking())).counts.terlambat
    clock.advance(11)
    expect((await countsFor(asking())).counts.terlambat).toBeGreaterThan(before)
  })

  test('is not remembered while nothing is heard', async () => {
    const deaf = { ...feed, isLive: () => false }
    const countsFor = countsSource(db, keeper(db, deaf))
    const before = (await countsFor(asking())).counts.terbuka
    await recordComplaint(elsewhere)
    expect((await countsFor(asking())).counts.terbuka).toBe(before + 1)
  })
})
