import { Router } from 'express'
import { Forbidden } from '../errors.ts'
import { menuOf } from '../menu.ts'
import { userOf } from '../people/sign-in.ts'
import { renderPage } from '../web/page.ts'

/** All that a person keeps, each with what it is for; behind `signedIn`. */
export function settingsRoutes(): Router {
  const router = Router()
  router.get('/pengaturan', async (req, res) => {
    const { settings } = menuOf(userOf(req))
    if (settings.length === 0) throw new Forbidden()
    await renderPage(req, res, 'settings/index', { title: 'Pengaturan', groups: Map.groupBy(settings, ({ group }) => group) })
  })
  return router
}
