import { type Request, type Response, Router } from 'express'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { changePassword, endOwnSession, themselves } from './account-store.ts'
import { changeFields } from './changes-store.ts'
import { checkCredentials, type Setting } from './credentials.ts'
import { CONTACT, changePasswordForm } from './forms.ts'
import { hashPassword } from './passwords.ts'
import { sessionKey, sessionsOf } from './sessions.ts'
import { signIn, userOf } from './sign-in.ts'
import { findPerson, latestChange } from './store.ts'

const NEWS = new Map(
  Object.entries({
    tersimpan: 'Data Anda tersimpan.',
    'kata-sandi': 'Kata sandi diganti. Semua sesi lain sudah diakhiri.',
    sesi: 'Sesi itu sudah diakhiri. Peramban tersebut harus masuk lagi.',
  }),
)

const OUTDATED = 'Data Anda berubah sementara Anda mengisi. Periksa lagi, lalu simpan.'

/** One's own account; behind `signedIn`. */
export function accountRoutes(setting: Setting): Router {
  const { db, clock } = setting
  const router = Router()

  router.get('/akun', (req, res) => accountPage(req, res))

  router.post('/akun', async (req, res) => {
    const parsed = parseForm(CONTACT, req.body, clock.now())
    if (parsed.errors) return accountPage(req, res, parsed)
    const { telepon: phone, surel: email, versi } = parsed.value
    const changed = await changeFields(setting, themselves(userOf(req).id), { phone, email }, versi)
    if (!changed) return accountPage(req, res, { status: 409, errors: { telepon: OUTDATED }, typed: typedOf(req.body) })
    res.redirect(303, '/akun?kabar=tersimpan')
  })

  router.get('/akun/kata-sandi', (req, res) => passwordPage(req, res))

  router.post('/akun/kata-sandi', async (req, res) => {
    const user = userOf(req)
    const { value, errors } = parseForm(changePasswordForm(user.username), req.body, clock.now())
    if (errors) return passwordPage(req, res, errors)
    const wrong = await currentIsWrong(req, value.sekarang)
    if (wrong) return passwordPage(req, res, { sekarang: wrong })
    const passwordHash = await hashPassword(value.baru)
    await changePassword(setting, user.id, passwordHash)
    await signIn(req, clock.now(), { user, passwordHash })
    res.redirect(303, '/akun?kabar=kata-sandi')
  })

  router.post('/akun/sesi/:key/akhiri', async (req, res) => {
    await endOwnSession(setting, userOf(req).id, req.params.key)
    res.redirect(303, '/akun?kabar=sesi')
  })

  return router

  async function accountPage(req: Request, res: Response, faulty?: { status?: number; errors: Errors; typed: Typed }) {
    const { id } = userOf(req)
    const [person, versi, sessions] = await Promise.all([findPerson(db, id), latestChange(db.prisma, id), sessionsOf(db, id)])
    const values = { ...(faulty?.typed ?? { telepon: person?.phone ?? '', surel: person?.email ?? '' }), versi }
    const locals = {
      person,
      sessions,
      current: sessionKey(req.sessionID),
      fields: CONTACT.fields,
      values,
      errors: faulty?.errors,
    }
    const news = NEWS.get(String(req.query.kabar))
    await renderPage(req, res, 'people/account', {
      title: 'Akun saya',
      status: faulty ? (faulty.status ?? 422) : 200,
      news,
      ...locals,
    })
  }

  async function passwordPage(req: Request, res: Response, errors?: Errors) {
    const { fields } = changePasswordForm(userOf(req).username)
    await renderPage(req, res, 'people/change-password', {
      title: 'Ganti kata sandi',
      status: errors ? 422 : 200,
      fields,
      errors,
    })
  }

  /** Somebody at an open screen may not try passwords without end either. */
  async function currentIsWrong(req: Request, password: string): Promise<string | undefined> {
    const outcome = await checkCredentials(setting, { username: userOf(req).username, password, address: req.ip ?? '' })
    if (outcome.user) return undefined
    return outcome.locked ? outcome.message : 'Kata sandi sekarang salah.'
  }
}
