import { type Request, type Response, Router } from 'express'
import { type Errors, parseForm } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import type { Setting } from './credentials.ts'
import { setPasswordForm } from './forms.ts'
import { findLinkOwner, LINK_HOURS, usePasswordLink } from './link-store.ts'
import { linkUrl } from './links.ts'

type Owner = { name: string; username: string }

export function linkRoutes(setting: Setting): Router {
  const router = Router()

  router.get('/kata-sandi/:token', async (req, res) => {
    const person = await findLinkOwner(setting, req.params.token)
    await (person ? passwordPage(req, res, person) : overPage(req, res))
  })

  router.post('/kata-sandi/:token', async (req, res) => {
    const person = await findLinkOwner(setting, req.params.token)
    if (!person) return overPage(req, res)
    const { errors, value } = parseForm(setPasswordForm(person.username), req.body, setting.clock.now())
    if (errors) return passwordPage(req, res, person, errors)
    const set = await usePasswordLink(setting, req.params.token, person, value.baru)
    if (!set) return overPage(req, res)
    res.redirect(303, '/masuk?kabar=kata-sandi')
  })

  return router
}

function passwordPage(req: Request, res: Response, person: Owner, errors?: Errors): Promise<void> {
  const { fields } = setPasswordForm(person.username)
  const locals = { title: 'Tetapkan kata sandi', status: errors ? 422 : 200, person, fields, errors, action: req.path }
  return renderPage(req, res, 'people/set-password', locals)
}

/** A link that nobody made and one that is used up read alike. */
const overPage = (req: Request, res: Response): Promise<void> =>
  renderPage(req, res, 'people/link-over', { title: 'Tautan tidak berlaku', status: 404, hours: LINK_HOURS })

type Made = { id: number; name: string; username: string; token: string }

/** The only page that ever shows the link: the answer to the form that made it. */
export async function showLink({ env }: Setting, req: Request, res: Response, { token, ...person }: Made): Promise<void> {
  const locals = { person, url: linkUrl(env.baseUrl, token), hours: LINK_HOURS }
  await renderPage(req, res, 'people/link', { title: 'Tautan kata sandi', ...locals })
}
