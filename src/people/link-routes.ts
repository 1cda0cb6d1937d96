import { type Request, type Response, Router } from 'express'
import { parseForm } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import type { Setting } from './credentials.ts'
import { setPasswordForm } from './forms.ts'
import { findLinkOwner, LINK_HOURS, usePasswordLink } from './link-store.ts'
import { linkUrl } from './links.ts'

export function linkRoutes(setting: Setting): Router {
  const router = Router()

  router.get('/kata-sandi/:token', async (req, res) => {
    const person = await findLinkOwner(setting, req.params.token)
    const { fields } = setPasswordForm(person.username)
    await renderPage(req, res, 'people/set-password', { title: 'Tetapkan kata sandi', person, fields, action: req.path })
  })

  router.post('/kata-sandi/:token', async (req, res) => {
    const person = await findLinkOwner(setting, req.params.token)
    const form = setPasswordForm(person.username)
    const { errors, value } = parseForm(form, req.body, setting.clock.now())
    if (value) {
      await usePasswordLink(setting, req.params.token, value.baru)
      return res.redirect(303, '/masuk?kabar=kata-sandi')
    }
    const { fields } = form
    await renderPage(req, res, 'people/set-password', {
      title: 'Tetapkan kata sandi',
      status: 422,
      person,
      fields,
      errors,
      action: req.path,
    })
  })

  return router
}

type Made = { id: number; name: string; username: string; token: string }

/** The only page that ever shows the link: the answer to the form that made it. */
export async function showLink({ env }: Setting, req: Request, res: Response, { token, ...person }: Made): Promise<void> {
  const locals = { person, url: linkUrl(env.baseUrl, token), hours: LINK_HOURS }
  await renderPage(req, res, 'people/link', { title: 'Tautan kata sandi', ...locals })
}
