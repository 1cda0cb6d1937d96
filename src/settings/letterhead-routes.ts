import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { LETTERHEAD_FORM, letterheadOf, typedLetterhead } from './letterhead-forms.ts'
import { readLetterhead, saveLetterhead } from './letterhead-store.ts'
import { LETTERHEAD_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/kop-surat'
type Again = { status: number; errors?: Errors; typed: Typed; refusal?: string }

/** What stands at the head of papers, who signs letters and how they are numbered; behind `signedIn`. */
export function letterheadRoutes({ db, clock }: Pick<Setting, 'db' | 'clock'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepLetterhead'))

  router.get(HOME, (req, res) => page(req, res))

  router.post(HOME, async (req, res) => {
    const now = clock.now()
    const parsed = parseForm(LETTERHEAD_FORM, req.body, now)
    if (parsed.errors) return page(req, res, { status: 422, errors: parsed.errors, typed: parsed.typed })
    const seen = Number(parsed.value.dilihat ?? 0)
    const saved = await saveLetterhead(db, { actorId: userOf(req).id, now }, letterheadOf(parsed.value), seen)
    if (saved) return res.redirect(303, `${HOME}?kabar=tersimpan`)
    const refusal =
      'Kop surat ini diubah orang lain sementara Anda mengisi. Isian Anda masih di sini dan belum disimpan; periksa, lalu simpan lagi.'
    await page(req, res, { status: 409, refusal, typed: typedOf(req.body) })
  })

  return router

  async function page(req: Request, res: Response, again?: Again) {
    const [{ id, texts }, changes] = await Promise.all([readLetterhead(db.sql), lastChanges(db.sql, LETTERHEAD_ACTIONS)])
    // After a refusal the form goes on from what holds now.
    const seen = again?.status === 422 ? again.typed.dilihat : String(id)
    await renderPage(req, res, 'settings/letterhead', {
      ...{ title: 'Kop surat', status: again?.status ?? 200, fields: LETTERHEAD_FORM.fields, changes },
      ...{ errors: again?.errors, refusal: again?.refusal },
      values: { ...(again?.typed ?? typedLetterhead(texts)), dilihat: seen },
      news:
        req.query.kabar === 'tersimpan'
          ? 'Kop surat tersimpan. Dokumen yang dibuat sesudah ini memakainya; yang sudah dibuat tetap.'
          : undefined,
    })
  }
}
