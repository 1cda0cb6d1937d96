import { Router } from 'express'
import { type Names, tell } from '../complaints/events.ts'
import type { Setting } from '../complaints/setting.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { reportHref, reportTitle, tellReport } from '../reports/report-events.ts'
import { renderPage } from '../web/page.ts'
import { type Listed, listNotices } from './notice-store.ts'

const HOME = '/pemberitahuan'

/** What the bell rang for; behind `signedIn`. */
export function noticeRoutes({ db, clock, masterData, unread }: Setting): Router {
  const router = Router()
  router.use(HOME, allowed('seeComplaints'))

  router.get(HOME, async (req, res) => {
    const [user, before] = [userOf(req), rowId(req.query.sebelum) ?? null]
    const [{ notices, next }, { names }] = await Promise.all([listNotices(db, user, before), masterData()])
    const shown = notices.map((one) => ({
      ...one,
      ...aboutOf(one, names),
      who: one.actorId === null ? 'Sistem' : names.person(one.actorId),
    }))
    const locals = {
      notices: shown,
      newest: notices[0]?.id,
      nextHref: next && `${HOME}?sebelum=${next}`,
      firstHref: before && HOME,
    }
    await renderPage(req, res, 'notifications/notices', { title: 'Pemberitahuan', ...locals })
  })

  router.post(`${HOME}/dibaca`, async (req, res) => {
    await unread.markRead(userOf(req), clock.now(), { upTo: rowId(req.body?.sampai) ?? 0 })
    res.redirect(303, HOME)
  })

  return router
}

/** What it is about, where that is read, and what happened. */
function aboutOf(notice: Listed, names: Names) {
  if (notice.period !== null)
    return { subject: reportTitle(notice), number: null, href: reportHref(notice), sentence: tellReport(notice) }
  const { type, payload, at, number } = notice
  return { href: `/aduan/${number}`, sentence: tell(type, payload, names, at) }
}
