// Another instance on a test's database, and browsers that listen to what is told live.
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { createApp } from '../../src/app.ts'
import { openFeed } from '../../src/complaints/feed-store.ts'
import { openDatabase } from '../../src/db.ts'
import { PASSWORD, type TestApp } from './app.ts'

/** A whole application beside the test's own: pool, feed and HTTP server of its own. */
export async function anotherInstance({ env, clock }: TestApp) {
  const url = env.databaseUrl ?? ''
  const [db, feed] = [openDatabase(url), openFeed(url)]
  const app = createApp({ db, feed, env, clock, log: pino({ level: 'silent' }), ready: async () => true })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return {
    ...{ app, db, feed },
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** As when every browser loses its connection. */
    cutOff: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await Promise.all([db.close(), feed.close()])
    },
  }
}

/** The cookie of somebody who has just signed in there. */
export async function cookieOf(url: string, who: Username): Promise<string> {
  const signedIn = await fetch(`${url}/masuk`, {
    ...{ method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } },
    body: new URLSearchParams({ username: who, password: PASSWORD }),
  })
  return signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
}

export type Heard = { event: string; data: Record<string, unknown> }

/** Listens as a page of this person does, until the test ends or it leaves. */
export async function listenTo(url: string, who: Username, shown: Record<string, string>) {
  const leave = new AbortController()
  onTestFinished(() => leave.abort())
  const headers = { cookie: await cookieOf(url, who) }
  const { body } = await fetch(`${url}/kabar?${new URLSearchParams(shown)}`, { headers, signal: leave.signal })
  const heard: Heard[] = []
  void read(body, heard).catch(() => {})
  return {
    heard,
    leave: () => leave.abort(),
    of: (event: string) => heard.filter((one) => one.event === event).map(({ data }) => data),
  }
}

async function read(body: ReadableStream<Uint8Array> | null, heard: Heard[]): Promise<void> {
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const [event, data] = [/^event: (.*)$/m.exec(message)?.[1], /^data: (.*)$/m.exec(message)?.[1]]
      if (event && data) heard.push({ event, data: JSON.parse(data) })
    }
  }
}
