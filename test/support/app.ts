// The real application on a database of its own, with the demo's people and a clock that tests move.
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import pino from 'pino'
import request from 'supertest'
import { makeDemoPeople } from '../../prisma/seed/demo-people.ts'
import type { Username } from '../../prisma/seed/people.ts'
import { createApp } from '../../src/app.ts'
import { openFeed } from '../../src/complaints/feed-store.ts'
import { openDatabase } from '../../src/db.ts'
import { type Env, readEnv } from '../../src/env.ts'
import type { User } from '../../src/permissions.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { MINUTE } from '../../src/time.ts'
import { freshDatabase, temporaryFolder } from './cluster.ts'

export const PASSWORD = 'sandi-uji-coba-1'

export type TestApp = Awaited<ReturnType<typeof startApp>>

/** By default it is Tuesday 24 November 2026, 10.00 WITA: office hours. */
export async function startApp({ now = '2026-11-24T10:00:00+08:00', env = {} }: { now?: string; env?: Partial<Env> } = {}) {
  const url = await freshDatabase()
  const db = openDatabase(url)
  const clock = movable(new Date(now))
  const setting = {
    ...readEnv({ DATA_DIR: temporaryFolder(), DATABASE_URL: url, SESSION_SECRET: 'rahasia-uji-coba-yang-cukup-panjang' }),
    ...env,
  }
  const people = await makeDemoPeople(db.sql, clock.now(), PASSWORD)
  const feed = openFeed(url)
  const app = createApp({ db, feed, env: setting, clock, log: pino({ level: 'silent' }), ready: async () => true })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const agents = new Map<string, Promise<ReturnType<typeof browserOf>>>()
  return {
    app,
    db,
    feed,
    clock,
    env: setting,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    master: await readMasterData(db.sql, clock.now()),
    user: (username: Username): User => people.get(username) as User,
    /** A browser of a person who has signed in; the same one each time. */
    signIn(username: Username) {
      const agent = agents.get(username) ?? begin(app, username)
      agents.set(username, agent)
      return agent
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await Promise.all([db.close(), feed.close()])
    },
  }
}

/** A browser says with each request where it comes from. */
export const browserOf = (app: Express) => request.agent(app).set('Sec-Fetch-Site', 'same-origin')

async function begin(app: Express, username: string): Promise<ReturnType<typeof browserOf>> {
  const agent = browserOf(app)
  await agent.post('/masuk').type('form').send({ username, password: PASSWORD }).expect(303)
  return agent
}

function movable(start: Date) {
  let now = start
  return {
    now: () => now,
    set: (at: string | Date) => {
      now = new Date(at)
    },
    advance: (minutes: number) => {
      now = new Date(now.getTime() + minutes * MINUTE)
    },
  }
}
