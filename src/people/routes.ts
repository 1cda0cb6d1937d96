import { Router } from 'express'
import { accountRoutes } from './account-routes.ts'
import { administrationRoutes } from './administration-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import type { Setting } from './credentials.ts'
import { linkRoutes } from './link-routes.ts'
import { allowed, signedIn } from './sign-in.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** Everything about people: signing in and out, one's own account, accounts and roles of others, and the trail of their changes. */
export function peopleRoutes(setting: Setting): Router {
  const router = Router()
  router.use(signInRoutes(setting), linkRoutes(setting))
  router.use('/akun', signedIn)
  router.use('/pengaturan/orang', signedIn, allowed('administerPeople'))
  router.use('/pengaturan/jejak', signedIn, allowed('readAudit'))
  router.use(accountRoutes(setting), administrationRoutes(setting), auditRoutes(setting))
  return router
}
