import { createHash } from 'node:crypto'
import connectPgSimple from 'connect-pg-simple'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import type { Prisma } from '../generated/client.ts'
import { type Clock, HOUR } from '../time.ts'
import { browserName } from './browser.ts'
import { plainAddress } from './network.ts'
import { type Found, foundOf, type PersonRow, personSql } from './store.ts'

declare module 'express-session' {
  interface SessionData {
    passport: { user?: number }
    begunAt: string
    seenAt: string
    address: string
    browser: string
    passwordMark: string
  }
}

declare global {
  namespace Express {
    interface Request {
      /** Whose session this is, as they are at this instant. */
      sessionPerson?: Found | undefined
    }
  }
}

type Setting = { db: Database; env: Env; clock: Clock }

const LIFETIME = 12 * HOUR
const LibraryStore = connectPgSimple(session)

/** The library's store, but a session is read together with its person, whom `authentication` looks for in the request. */
class Store extends LibraryStore {
  readonly #setting: Setting
  /** Beside the session's data and not in it: what changes in there is saved. */
  readonly #people = new WeakMap<session.SessionData, Found>()

  constructor(setting: Setting) {
    super({ pool: setting.db.pool, schemaName: 'web', tableName: 'session', disableTouch: true, pruneSessionInterval: false })
    this.#setting = setting
  }

  override get(sid: string, done: (error: unknown, session?: session.SessionData | null) => void): void {
    this.#read(sid).then((sess) => done(null, sess), done)
  }

  override createSession(req: Request, sess: session.SessionData) {
    req.sessionPerson = this.#people.get(sess)
    return super.createSession(req, sess)
  }

  /** What every request reads, in one round trip. */
  async #read(sid: string): Promise<session.SessionData | undefined> {
    const { db, clock } = this.#setting
    const [row] = await db.sql<{ sess: session.SessionData; person: PersonRow | null }>(SESSION, [clock.now(), sid, new Date()])
    if (row?.person) this.#people.set(row.sess, foundOf(row.person))
    return row?.sess
  }
}

const SESSION = `SELECT s.sess, to_json(person) AS person
  FROM web.session s LEFT JOIN LATERAL (${personSql('s.person_id')}) person ON TRUE WHERE s.sid = $2 AND s.expire >= $3`

/** A page view writes nothing: the store's touch is off, and `renewSession` moves the expiry now and then. */
export function sessions(setting: Setting): RequestHandler {
  return session({
    name: 'tanggap',
    secret: setting.env.sessionSecret,
    store: new Store(setting),
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: LIFETIME },
    resave: false,
    saveUninitialized: false,
  })
}

/** Notes in a session just begun when, where and with which password that was. */
export async function beginSession(req: Request, now: Date, passwordHash: string): Promise<void> {
  const at = now.toISOString()
  const where = { address: plainAddress(req.ip ?? ''), browser: browserName(req.get('User-Agent')) }
  Object.assign(req.session, { begunAt: at, seenAt: at, ...where, passwordMark: passwordMark(passwordHash) })
  await saved(req.session)
}

/** About once an hour: seen again, and twelve more hours. Saved at once, for a long answer might end after the session did. */
export async function renewSession({ session }: Request, now: Date): Promise<void> {
  if (now.getTime() - Date.parse(session.seenAt ?? '') < HOUR) return
  session.seenAt = now.toISOString()
  session.touch()
  await saved(session)
}

// Before the answer goes out: a browser follows a redirect before the library has stored the session at the answer's end.
const saved = (session: Request['session']): Promise<void> =>
  new Promise((done, failed) => session.save((error) => (error ? failed(error) : done())))

/** A session begun with another password than today's is over, even if it was being written while the password changed. */
export const passwordMark = (passwordHash: string): string => digest(passwordHash).slice(0, 16)

export const endOwnSession = ({ session }: Request): Promise<void> =>
  new Promise((done, failed) => session.destroy((error) => (error ? failed(error) : done())))

type Row = { sid: string; sess: Required<Pick<session.SessionData, 'begunAt' | 'seenAt' | 'address' | 'browser'>> }

/** The person's sessions, the last used first. Their ids are secrets: a page names a session by its key. */
export async function sessionsOf(db: Database, personId: number) {
  const rows = await db.sql<Row>(
    `SELECT sid, sess FROM web.session WHERE person_id = $1 AND expire > $2 ORDER BY sess->>'seenAt' DESC, sid`,
    [personId, new Date()],
  )
  return rows.map(({ sid, sess }) => ({
    key: sessionKey(sid),
    begunAt: new Date(sess.begunAt),
    seenAt: new Date(sess.seenAt),
    address: sess.address,
    browser: sess.browser,
  }))
}

export const sessionKey = (sid: string): string => digest(sid)

/** Ends one session of the person; false when it has ended already. */
export async function endSession(tx: Prisma.TransactionClient, personId: number, key: string): Promise<boolean> {
  const ended = await tx.$executeRaw`
    DELETE FROM web.session WHERE person_id = ${personId} AND encode(sha256(convert_to(sid, 'UTF8')), 'hex') = ${key}`
  return ended > 0
}

/** Ends the person's sessions, except the one with that id; gives how many there were. */
export const endAllSessions = (tx: Prisma.TransactionClient, personId: number, exceptId = ''): Promise<number> =>
  tx.$executeRaw`DELETE FROM web.session WHERE person_id = ${personId} AND sid <> ${exceptId}`

/** Sessions that have run out; their library's own time is the machine's. */
export const removeExpiredSessions = (db: Database) => db.sql('DELETE FROM web.session WHERE expire < $1', [new Date()])

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
