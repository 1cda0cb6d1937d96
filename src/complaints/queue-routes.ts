import { Router } from 'express'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { parseForm } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { numberOf, parseNumber } from './complaint.ts'
import { SAVED_VIEW } from './forms.ts'
import { findAround, findPage } from './queue.ts'
import { queuePage, rowOf } from './queue-page.ts'
import { addressOf, viewOf } from './queue-view.ts'
import { deleteView, saveView } from './saved-views.ts'
import type { Setting } from './setting.ts'
import { exists } from './store.ts'

/** The queue and its saved views; behind `signedIn`. */
export function queueRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()

  router.get('/aduan', allowed('seeComplaints'), async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const view = viewOf(req.query, user)
    const number = view.q && parseNumber(view.q)
    if (number && (await exists(db, user, number))) return res.redirect(303, `/aduan/${numberOf(number)}`)
    const asking = { user, now, humasUnitId: master.humasUnitId }
    const cursor = typeof req.query.setelah === 'string' ? req.query.setelah : null
    const [{ rows, next }, { counts, saved }] = await Promise.all([findPage(db, view, asking, cursor), findAround(db, asking)])
    await renderPage(req, res, 'complaints/queue', {
      title: 'Aduan',
      ...queuePage(view, user, master, counts),
      mine: counts.saya,
      rows: rows.map((row) => rowOf(row, user, master, now)),
      nextHref: next && addressOf(view, user, next),
      firstHref: cursor && addressOf(view, user),
      savedViews: saved.map(({ id, name, query }) => ({ id, name, href: `/aduan?${query}` })),
    })
  })

  router.post('/aduan/tampilan', allowed('seeComplaints'), async (req, res) => {
    const { value, errors } = parseForm(SAVED_VIEW, req.body, clock.now())
    if (errors)
      return renderPage(req, res, 'complaints/saved-view', {
        title: 'Simpan tampilan',
        status: 422,
        fields: SAVED_VIEW.fields,
        values: req.body,
        errors,
      })
    const query = new URLSearchParams(value.query ?? '').toString()
    await saveView(db, userOf(req), value.name, query)
    res.redirect(303, `/aduan?${query}`)
  })

  router.post('/aduan/tampilan/:id/hapus', allowed('seeComplaints'), async (req, res) => {
    const id = rowId(req.params.id)
    if (!id) throw new NotFound()
    await deleteView(db, userOf(req), id)
    res.redirect(303, '/aduan')
  })

  return router
}
