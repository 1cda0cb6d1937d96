import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import type { Ability } from '../permissions.ts'
import { type Errors, type Fields, type Form, parseForm, type Typed, typedOf, type Values } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { type Author, lastChanges } from './trail-store.ts'

type Database = Setting['db']
type Again = { status: number; errors?: Errors; typed: Typed; refusal?: string }
type Kept<F extends Fields, Texts> = {
  home: string
  may: Ability
  view: string
  title: string
  /** dilihat: the version that the page was made from. */
  form: Form<F>
  textsOf: (values: Values<F>) => Texts
  typed: (texts: Texts) => Typed
  /** What the view shows besides. */
  more?: (texts: Texts) => object
  read: (sql: Database['sql']) => Promise<{ id: number; texts: Texts }>
  save: (db: Database, author: Author, texts: Texts, seen: number) => Promise<boolean>
  actions: Parameters<typeof lastChanges>[1]
  /** What is said once they are saved. */
  saved: string
}

/** The page of texts that the office keeps in versions, the last of which holds; behind `signedIn`. */
export function textsRoutes<F extends Fields & { dilihat: Fields[string] }, Texts>(
  { db, clock }: Pick<Setting, 'db' | 'clock'>,
  { home, may, view, title, form, read, ...kept }: Kept<F, Texts>,
): Router {
  const router = Router()
  router.use(home, allowed(may))

  router.get(home, (req, res) => page(req, res))

  router.post(home, async (req, res) => {
    const now = clock.now()
    const parsed = parseForm(form, req.body, now)
    if (parsed.errors) return page(req, res, { status: 422, errors: parsed.errors, typed: parsed.typed })
    const seen = Number(parsed.value.dilihat ?? 0)
    const saved = await kept.save(db, { actorId: userOf(req).id, now }, kept.textsOf(parsed.value), seen)
    if (saved) return res.redirect(303, `${home}?kabar=tersimpan`)
    const refusal = `${title} ini diubah orang lain sementara Anda mengisi. Isian Anda masih di sini dan belum disimpan; periksa, lalu simpan lagi.`
    await page(req, res, { status: 409, refusal, typed: typedOf(req.body) })
  })

  return router

  async function page(req: Request, res: Response, again?: Again) {
    const [{ id, texts }, changes] = await Promise.all([read(db.sql), lastChanges(db.sql, kept.actions)])
    // After a refusal the form goes on from what holds now.
    const seen = again?.status === 422 ? again.typed.dilihat : String(id)
    await renderPage(req, res, view, {
      ...{ title, status: again?.status ?? 200, fields: form.fields, changes, ...kept.more?.(texts) },
      ...{ errors: again?.errors, refusal: again?.refusal },
      values: { ...(again?.typed ?? kept.typed(texts)), dilihat: seen },
      news: req.query.kabar === 'tersimpan' ? kept.saved : undefined,
    })
  }
}
