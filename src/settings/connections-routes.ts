import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { connectionsForm, numbersIn, typedServed } from './connections-forms.ts'
import { markOf, servedText, totalOf } from './connections-list.ts'
import { keepConnections, readServed } from './connections-store.ts'
import { CONNECTION_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/sambungan'
type Again = { status?: number; errors?: Errors; typed?: Typed; refusal?: string; news?: string | undefined }

/** How many connections each Wilayah serves; behind `signedIn`. */
export function connectionRoutes({ db, clock }: Pick<Setting, 'db' | 'clock'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepConnections'))

  router.get(HOME, (req, res) =>
    page(req, res, { news: req.query.kabar === 'tersimpan' ? 'Jumlah sambungan tersimpan.' : undefined }),
  )

  router.post(HOME, async (req, res) => {
    const served = await readServed(db.sql)
    const parsed = parseForm(connectionsForm(served), req.body, clock.now())
    if (parsed.errors) return page(req, res, { status: 422, ...parsed })
    const author = { actorId: userOf(req).id, now: clock.now() }
    const kept = await keepConnections(db, author, {
      numbers: numbersIn(served, parsed.value),
      version: String(parsed.value.versi),
    })
    if (!kept) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  return router

  /** With what was typed, and what a colleague has made of the numbers meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const [served, [last]] = [await readServed(db.sql), await lastChanges(db.sql, CONNECTION_ACTIONS)]
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah jumlah sambungan. Sekarang tersimpan: ${servedText(served)}. Perubahan Anda belum disimpan; periksa lagi.`
    await page(req, res, { status: 409, refusal, typed: { ...typedOf(req.body), versi: markOf(served) } })
  }

  async function page(req: Request, res: Response, { status = 200, typed, ...again }: Again) {
    const [served, changes] = await Promise.all([readServed(db.sql), lastChanges(db.sql, CONNECTION_ACTIONS)])
    await renderPage(req, res, 'settings/connections', {
      ...{ title: 'Jumlah sambungan', status, served, changes, total: totalOf(served), ...again },
      ...{ fields: connectionsForm(served).fields, values: typed ?? { ...typedServed(served), versi: markOf(served) } },
    })
  }
}
