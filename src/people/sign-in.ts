import type { Request, RequestHandler, Response } from 'express'
import { Passport } from 'passport'
import { Strategy } from 'passport-local'
import { Forbidden } from '../errors.ts'
import { type Ability, can, type User } from '../permissions.ts'
import { renderPage } from '../web/page.ts'
import { checkCredentials, type Outcome, type Setting } from './credentials.ts'
import { beginSession, passwordMark, renewSession } from './sessions.ts'

/** Puts the session's person, as they are at this instant, into `req.user`; after `sessions` and before every route. */
export function authentication({ clock }: Pick<Setting, 'clock'>): RequestHandler[] {
  const renew: RequestHandler = async (req, _res, next) => {
    if (req.user) await renewSession(req, clock.now())
    next()
  }
  return [newPassport().authenticate('session'), renew]
}

/** One of our own and not the library's: several applications may run in one process. */
function newPassport() {
  const passport = new Passport()
  passport.serializeUser<number>((user, done) => done(null, user.id))
  passport.deserializeUser<number, Request>((req, id, done) => done(null, sessionUser(req, id) ?? false))
  return passport
}

/** A person who vanished, was disabled or has another password since is simply signed out. */
function sessionUser({ session, sessionPerson: found }: Request, id: number): User | undefined {
  const same = found?.passwordHash && passwordMark(found.passwordHash) === session.passwordMark
  return same && found.user.id === id ? found.user : undefined
}

export type TryPassword = (req: Request, res: Response) => Promise<Outcome>

/** Reads `username` and `password` from the body, which a form has checked, and tells who that is. */
export function passwordSignIn(setting: Setting): TryPassword {
  const passport = newPassport().use(
    new Strategy({ passReqToCallback: true }, (req, username, password, done) => {
      const tell = done as Tell
      const attempt = { username, password, address: req.ip ?? '' }
      checkCredentials(setting, attempt).then((outcome) => tell(null, outcome.user ?? false, outcome), tell)
    }),
  )
  return (req, res) =>
    new Promise((resolve, reject) => {
      const told: Tell = (error, _user, outcome) => (error || !outcome ? reject(error) : resolve(outcome))
      passport.authenticate('local', told)(req, res, reject)
    })
}

type Tell = (error: unknown, user?: User | false, outcome?: Outcome) => void

/** A new session for a person who proved who they are; the one before is gone. */
export async function signIn(
  req: Request,
  now: Date,
  { user, passwordHash }: { user: User; passwordHash: string },
): Promise<void> {
  await new Promise<void>((done, failed) => req.logIn(user, (error: unknown) => (error ? failed(error) : done())))
  await beginSession(req, now, passwordHash)
}

/** Only for people who signed in; others sign in first and come back to the page that they asked for. */
export const signedIn: RequestHandler = (req, res, next) => {
  if (req.user) return next()
  if (req.get('HX-Request')) return void res.status(401).send('Anda sudah keluar. Muat ulang halaman ini untuk masuk lagi.')
  res.redirect(303, req.method === 'GET' ? `/masuk?ke=${encodeURIComponent(req.originalUrl)}` : '/masuk')
}

/** Only for people who may do this; after `signedIn`. */
export const allowed =
  (ability: Ability): RequestHandler =>
  async (req, res, next) => {
    const user = userOf(req)
    if (can(user, ability)) return next()
    // The page of refusals sends people to the administrator: to one who came by an address it would say nothing.
    const administers = can(user, 'administerPeople') && !can(user, 'seeComplaints')
    if (!administers || req.method !== 'GET' || req.get('HX-Request')) throw new Forbidden()
    await renderPage(req, res, 'people/not-yours', { title: 'Bukan halaman Administrator Sistem', status: 403 })
  }

/** The person of a request that `signedIn` let pass. */
export function userOf(req: Request): User {
  if (!req.user) throw new Forbidden()
  return req.user
}
