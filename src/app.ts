import compression from 'compression'
import express from 'express'
import type { Logger } from 'pino'
import { openObjects } from './attachments/objects.ts'
import { attachmentRoutes } from './attachments/routes.ts'
import { boardRoutes } from './complaints/board-routes.ts'
import { boardSource } from './complaints/board-store.ts'
import { countsSource } from './complaints/counts-store.ts'
import { draftRoutes } from './complaints/draft-routes.ts'
import type { Feed } from './complaints/feed-store.ts'
import { keeper } from './complaints/kept-store.ts'
import { liveRoutes } from './complaints/live-routes.ts'
import { mineRoutes } from './complaints/mine-routes.ts'
import { openPresence } from './complaints/presence-store.ts'
import { complaintRoutes } from './complaints/routes.ts'
import type { Database } from './db.ts'
import type { Env } from './env.ts'
import { noticeRoutes } from './notifications/notice-routes.ts'
import { unreadSource } from './notifications/notice-store.ts'
import { outboxRoutes } from './notifications/outbox-routes.ts'
import { preferenceRoutes } from './notifications/preference-routes.ts'
import { templateRoutes } from './notifications/template-routes.ts'
import { checkRoutes } from './papers/check-routes.ts'
import { dossierRoutes } from './papers/dossier-routes.ts'
import { letterRoutes } from './papers/letter-routes.ts'
import { paperRoutes } from './papers/routes.ts'
import { absenceRoutes } from './people/absence-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { sessions } from './people/sessions.ts'
import { authentication, signedIn, userOf } from './people/sign-in.ts'
import { landingPage } from './permissions.ts'
import { conformanceRoutes } from './reports/conformance-routes.ts'
import { dashboardRoutes } from './reports/dashboard-routes.ts'
import { exportRoutes } from './reports/export-routes.ts'
import { countReports } from './reports/issued-store.ts'
import { countedRoutes } from './reports/list-routes.ts'
import { reportRoutes } from './reports/report-routes.ts'
import { calendarRoutes } from './settings/calendar-routes.ts'
import { connectionRoutes } from './settings/connections-routes.ts'
import { holdReasonRoutes } from './settings/hold-reason-routes.ts'
import { settingsRoutes } from './settings/index-routes.ts'
import { letterTemplateRoutes } from './settings/letter-template-routes.ts'
import { letterheadRoutes } from './settings/letterhead-routes.ts'
import { measureRoutes } from './settings/measure-routes.ts'
import { overdueStepRoutes } from './settings/overdue-step-routes.ts'
import { policyRoutes } from './settings/policy-routes.ts'
import { reportListRoutes } from './settings/report-list-routes.ts'
import { sopRoutes } from './settings/sop-routes.ts'
import { masterDataSource } from './settings/store.ts'
import type { Clock } from './time.ts'
import { serveAsset } from './web/assets.ts'
import { errorPage, unknownAddress } from './web/error-pages.ts'
import { requestLog } from './web/log.ts'
import type { Shell } from './web/page.ts'
import { sameSiteOnly, securityHeaders } from './web/security.ts'

export type Context = { db: Database; feed: Feed; env: Env; clock: Clock; log: Logger; ready: () => Promise<boolean> }

export function createApp({ db, feed, env, clock, log, ready }: Context): express.Express {
  const masterData = masterDataSource(db, clock, feed.onSettings)
  const keep = keeper(db, feed)
  const countsFor = countsSource(db, keep)
  const unread = unreadSource(db, keep)
  const objects = openObjects(env)
  const presence = openPresence(db, feed)
  const setting = { db, env, clock, masterData, countsFor, unread, presence }
  const shell: Shell = async (user, now) => {
    const { humasUnitId } = await masterData()
    const [{ counts }, told, reports] = await Promise.all([
      countsFor({ user, now, humasUnitId }),
      unread.count(user, now),
      countReports(db, user),
    ])
    return { mine: counts.saya ?? 0, unread: told, reports }
  }

  const app = express()
  app.set('clock', clock).set('shell', shell).set('trust proxy', env.trustProxy).set('query parser', 'simple')
  app.disable('x-powered-by').disable('etag')
  app.get('/healthz', (_req, res) => void res.send('ok'))
  app.get('/readyz', async (_req, res) => void ((await ready()) ? res.send('ok') : res.status(503).send('belum siap')))
  app.use(requestLog(log), securityHeaders)
  app.get('/assets/:name', serveAsset)
  app.use(compression())
  app.use(sessions(setting), authentication(setting), sameSiteOnly)
  app.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 500 }))
  app.get('/', signedIn, (req, res) => res.redirect(303, landingPage(userOf(req))))
  app.use(
    peopleRoutes(setting),
    checkRoutes(setting),
    signedIn,
    attachmentRoutes({ ...setting, objects }),
    paperRoutes({ ...setting, objects }),
    letterRoutes(setting),
    dossierRoutes({ ...setting, objects }),
    liveRoutes(setting, feed),
    boardRoutes(setting, boardSource(db, keep)),
    draftRoutes(setting),
    noticeRoutes(setting),
    preferenceRoutes(setting),
    mineRoutes(setting),
    absenceRoutes(setting),
    complaintRoutes(setting),
    settingsRoutes(),
    calendarRoutes(setting),
    policyRoutes(setting),
    sopRoutes(setting),
    letterheadRoutes(setting),
    reportListRoutes(setting),
    dashboardRoutes(setting),
    countedRoutes(setting),
    exportRoutes(setting),
    reportRoutes(setting),
    conformanceRoutes(setting),
    holdReasonRoutes(setting),
    overdueStepRoutes(setting),
    connectionRoutes(setting),
    measureRoutes(setting),
    letterTemplateRoutes(setting),
    outboxRoutes(setting),
    templateRoutes(setting),
  )
  app.use(unknownAddress, errorPage)
  return app
}
