import { Router } from 'express'
import { landingPage } from '../permissions.ts'
import { parseForm } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import type { Setting } from './credentials.ts'
import { SIGN_IN } from './forms.ts'
import { ownPath } from './own-path.ts'
import { endOwnSession } from './sessions.ts'
import { passwordSignIn, signIn } from './sign-in.ts'

const PAGE = { title: 'Masuk', fields: SIGN_IN.fields }
const NEWS = new Map(Object.entries({ 'kata-sandi': 'Kata sandi tersimpan. Silakan masuk.' }))

export function signInRoutes(setting: Setting): Router {
  const router = Router()
  const tryPassword = passwordSignIn(setting)

  router.get('/masuk', async (req, res) => {
    if (req.user) return res.redirect(303, ownPath(req.query.ke) ?? landingPage(req.user))
    await renderPage(req, res, 'people/sign-in', { ...PAGE, ke: ownPath(req.query.ke), news: NEWS.get(String(req.query.kabar)) })
  })

  router.post('/masuk', async (req, res) => {
    const ke = ownPath(req.body?.ke)
    const parsed = parseForm(SIGN_IN, req.body, setting.clock.now())
    if (parsed.errors) return renderPage(req, res, 'people/sign-in', { ...PAGE, status: 422, ke, ...parsed })
    req.body = parsed.value // what was checked is what is tried
    const outcome = await tryPassword(req, res)
    if (outcome.user) {
      await signIn(req, setting.clock.now(), outcome)
      return res.redirect(303, ke ?? landingPage(outcome.user))
    }
    const { message, locked } = outcome
    await renderPage(req, res, 'people/sign-in', { ...PAGE, status: locked ? 429 : 422, ke, message, typed: parsed.value })
  })

  router.post('/keluar', async (req, res) => {
    await endOwnSession(req)
    // The next person at this browser sees nothing of it by the back button.
    res.set('Clear-Site-Data', '"cache"').clearCookie('tanggap').redirect(303, '/masuk')
  })

  return router
}
