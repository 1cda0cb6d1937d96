import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { parseForm, type Typed } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { PREFERENCE, preferenceOf, typedPreference } from './preference-forms.ts'
import { findPreference, savePreference } from './preference-store.ts'

const HOME = '/akun/pemberitahuan'

/** By which ways somebody wants to be told, and when not; behind `signedIn`. */
export function preferenceRoutes({ db, clock, env }: Setting): Router {
  const router = Router()
  router.use(HOME, allowed('seeComplaints'))

  router.get(HOME, async (req, res) => {
    const values = typedPreference(await findPreference(db, userOf(req)))
    await page(req, res, { values, news: req.query.kabar === 'tersimpan' ? 'Tersimpan. Berlaku untuk kabar sesudah ini.' : null })
  })

  router.post(HOME, async (req, res) => {
    const parsed = parseForm(PREFERENCE, req.body, clock.now())
    if (parsed.errors) return page(req, res, { values: parsed.typed, errors: parsed.errors, status: 422 })
    await savePreference(db, userOf(req), preferenceOf(parsed.value))
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  return router

  async function page(req: Request, res: Response, shown: { values: Typed; status?: number; [name: string]: unknown }) {
    const missing = [!env.smtp && 'surel', !env.webhook && 'WhatsApp atau SMS'].filter(Boolean).join(' dan ')
    await renderPage(req, res, 'notifications/preference', {
      title: 'Cara dikabari',
      fields: PREFERENCE.fields,
      missing,
      ...shown,
    })
  }
}
