import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { addressesIn, markOf } from './report-list.ts'
import { REPORT_LIST_FORM } from './report-list-forms.ts'
import { keepReportList, readReportList } from './report-list-store.ts'
import { REPORT_LIST_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/penerima-laporan'
type Again = { status?: number; errors?: Errors; typed?: Typed; refusal?: string; news?: string | undefined }

/** To whom drafts of reports go by mail; behind `signedIn`. */
export function reportListRoutes({ db, clock, env }: Pick<Setting, 'db' | 'clock' | 'env'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepReportList'))

  router.get(HOME, (req, res) =>
    page(req, res, { news: req.query.kabar === 'tersimpan' ? 'Daftar tersimpan. Berlaku mulai laporan berikutnya.' : undefined }),
  )

  router.post(HOME, async (req, res) => {
    const parsed = parseForm(REPORT_LIST_FORM, req.body, clock.now())
    if (parsed.errors) return page(req, res, { status: 422, ...parsed })
    const { alamat, versi } = parsed.value
    const author = { actorId: userOf(req).id, now: clock.now() }
    if (!(await keepReportList(db, author, { addresses: addressesIn(alamat), version: versi }))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  return router

  /** With what was typed, and what a colleague has made of the list meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const [addresses, [last]] = await Promise.all([readReportList(db.sql), lastChanges(db.sql, REPORT_LIST_ACTIONS)])
    const kept = addresses.length > 0 ? addresses.join(', ') : 'tidak ada alamat'
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah daftar ini. Sekarang tersimpan: ${kept}. Perubahan Anda belum disimpan; periksa lagi.`
    await page(req, res, { status: 409, refusal, typed: { ...typedOf(req.body), versi: markOf(addresses) } })
  }

  async function page(req: Request, res: Response, { status = 200, typed, ...again }: Again) {
    const [addresses, changes] = await Promise.all([readReportList(db.sql), lastChanges(db.sql, REPORT_LIST_ACTIONS)])
    await renderPage(req, res, 'settings/report-list', {
      ...{ title: 'Penerima laporan', status, changes, isSetUp: env.smtp !== null, ...again },
      ...{ fields: REPORT_LIST_FORM.fields, values: typed ?? { alamat: addresses.join('\n'), versi: markOf(addresses) } },
    })
  }
}
