import { type Request, type Response, Router } from 'express'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { numberOf, parseNumber } from './complaint.ts'
import { SAVED_VIEW } from './forms.ts'
import { othersHere } from './presence.ts'
import { findPage, PAGE } from './queue.ts'
import { choosing, queuePage, rowOf } from './queue-page.ts'
import { addressOf, isSame, viewOf } from './queue-view.ts'
import { deleteView, findViews, MOST_VIEWS, type SavedView, saveView } from './saved-views.ts'
import type { Setting } from './setting.ts'
import { findId } from './store.ts'

/** The queue and its saved views; behind `signedIn`. */
export function queueRoutes({ db, clock, masterData, countsFor, presence }: Setting): Router {
  const router = Router()

  router.get('/aduan', allowed('seeComplaints'), async (req, res) => {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const view = viewOf(req.query, user)
    const number = view.q && parseNumber(view.q)
    if (number && (await findId(db, user, number))) return res.redirect(303, `/aduan/${numberOf(number)}`)
    const asking = { user, now, humasUnitId: master.humasUnitId }
    const cursor = typeof req.query.setelah === 'string' ? req.query.setelah : null
    const [{ rows, next }, { counts, heard }, saved] = await Promise.all([
      findPage(db, view, asking, cursor),
      countsFor(asking),
      findViews(db, user),
    ])
    const paged = (address: string) => (req.query.pilih ? choosing(address) : address)
    await renderPage(req, res, 'complaints/queue', {
      title: 'Aduan',
      ...queuePage(view, user, master, counts),
      live: { since: heard },
      rows: rows.map((row) => ({ ...rowOf(row, user, master, now), here: othersHere(presence.of(row.id), user, master.names) })),
      ...chosenIn(req),
      nextHref: next && paged(addressOf(view, user, next)),
      firstHref: cursor && paged(addressOf(view, user)),
      matched: matchedWords(rows.length, next !== null || cursor !== null),
      savedViews: saved.map(({ id, name, query }) => ({ id, name, href: `/aduan?${query}`, active: isSame(view, query, user) })),
      news: savedNews(saved.find(({ id }) => String(id) === req.query.tersimpan)),
    })
  })

  router.post('/aduan/tampilan', allowed('seeComplaints'), async (req, res) => {
    const { value, errors } = parseForm(SAVED_VIEW, req.body, clock.now())
    if (errors) return savingFailed(req, res, errors)
    const query = new URLSearchParams(value.query ?? '')
    const id = await saveView(db, userOf(req), value.name, query.toString())
    if (id === null) return savingFailed(req, res, { name: FULL })
    query.set('tersimpan', String(id))
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

/** Where complaints are ticked to be taken along: how many at once, which are ticked already, and whether none was. */
const chosenIn = ({ query: { pilih, aduan } }: Request) => ({
  most: pilih ? PAGE : null,
  ticked: new Set([aduan ?? []].flat()),
  noneTicked: pilih === 'kosong',
})

const FULL = `Anda sudah menyimpan ${MOST_VIEWS} tampilan. Hapus satu di daftar aduan, atau pakai nama yang sudah ada untuk menggantinya.`

const savingFailed = (req: Request, res: Response, errors: Errors): Promise<void> =>
  renderPage(req, res, 'complaints/saved-view', {
    title: 'Simpan tampilan',
    status: 422,
    fields: SAVED_VIEW.fields,
    values: req.body,
    errors,
  })

const savedNews = (view: SavedView | undefined): string | null => (view ? `Tampilan “${view.name}” tersimpan.` : null)

/** What the page at hand tells without counting: more than it shows, or all that there are. */
const matchedWords = (shown: number, more: boolean): string => (more ? `lebih dari ${PAGE} aduan cocok` : `${shown} aduan cocok`)
