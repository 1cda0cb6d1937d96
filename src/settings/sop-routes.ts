import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { DEFINITION_FIELDS, SOP_FIELDS, SOP_FORM, textsOf, typedSop } from './sop-forms.ts'
import { readSop, saveSop } from './sop-store.ts'
import { sopGap } from './sop-texts.ts'
import { SOP_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/sop'
type Again = { status: number; errors?: Errors; typed: Typed; refusal?: string }

/** What papers say of the SOP, and who answers for its steps; behind `signedIn`. */
export function sopRoutes({ db, clock }: Pick<Setting, 'db' | 'clock'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepSop'))

  router.get(HOME, (req, res) => page(req, res))

  router.post(HOME, async (req, res) => {
    const now = clock.now()
    const parsed = parseForm(SOP_FORM, req.body, now)
    if (parsed.errors) return page(req, res, { status: 422, errors: parsed.errors, typed: parsed.typed })
    const seen = Number(parsed.value.dilihat ?? 0)
    const saved = await saveSop(db, { actorId: userOf(req).id, now }, textsOf(parsed.value), seen)
    if (saved) return res.redirect(303, `${HOME}?kabar=tersimpan`)
    const refusal =
      'SOP ini diubah orang lain sementara Anda mengisi. Isian Anda masih di sini dan belum disimpan; periksa, lalu simpan lagi.'
    await page(req, res, { status: 409, refusal, typed: typedOf(req.body) })
  })

  return router

  async function page(req: Request, res: Response, again?: Again) {
    const [{ id, texts }, changes] = await Promise.all([readSop(db.sql), lastChanges(db.sql, SOP_ACTIONS)])
    // After a refusal the form goes on from what holds now.
    const seen = again?.status === 422 ? again.typed.dilihat : String(id)
    await renderPage(req, res, 'settings/sop', {
      ...{ title: 'SOP', status: again?.status ?? 200, fields: SOP_FORM.fields, changes },
      ...{ texts: SOP_FIELDS, definitions: DEFINITION_FIELDS, gap: sopGap(texts) },
      ...{ errors: again?.errors, refusal: again?.refusal },
      values: { ...(again?.typed ?? typedSop(texts)), dilihat: seen },
      news:
        req.query.kabar === 'tersimpan'
          ? 'SOP tersimpan. Laporan yang dibuat sesudah ini memakainya; yang sudah terbit tetap.'
          : undefined,
    })
  }
}
