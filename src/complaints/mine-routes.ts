import { Router } from 'express'
import { listAbsences } from '../people/absence-store.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { can } from '../permissions.ts'
import { renderPage } from '../web/page.ts'
import { handingOverRoutes } from './handing-over-routes.ts'
import { countAssigned } from './handing-over-store.ts'
import { minePage } from './mine-page.ts'
import { findDone, findPromised } from './mine-store.ts'
import { findPage } from './queue.ts'
import { viewOf } from './queue-view.ts'
import type { Setting } from './setting.ts'

/** What is one's own now, what one promised, what one did today; and the work of colleagues who cannot do it; behind `signedIn`. */
export function mineRoutes(setting: Setting): Router {
  const { db, clock, masterData } = setting
  const router = Router()

  router.get('/saya', allowed('doWork'), async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const asking = { user, now, humasUnitId: master.humasUnitId }
    const assigned = viewOf({ tab: 'terbuka', petugas: String(user.id) }, user)
    const [{ rows, next }, promised, done, held, absences] = await Promise.all([
      findPage(db, assigned, asking, null),
      findPromised(db, user, now),
      findDone(db, user, now),
      can(user, 'handOver') ? countAssigned(db, asking) : [],
      listAbsences(db, [user.id], now),
    ])
    await renderPage(req, res, 'complaints/mine', {
      title: 'Pekerjaan saya',
      ...minePage({ rows, more: next !== null, promised, done, held, absences }, { user, master, now }),
      news: movedNews(rowId(req.query.dialihkan)),
    })
  })

  router.use(handingOverRoutes(setting))
  return router
}

const movedNews = (moved: number | undefined): string | undefined =>
  moved === undefined ? undefined : `${moved.toLocaleString('id')} aduan dialihkan; riwayat tiap aduan mencatatnya.`
