import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { optionsOf } from './master.ts'
import { draftOf, measureForm, typedMeasure } from './measure-forms.ts'
import { limitText, type Measure } from './measure-list.ts'
import { changeMeasure, readMeasures } from './measure-store.ts'
import { MEASURE_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/pengukuran'
type Again = { status?: number; errors?: Errors; typed?: Typed; refusal?: string }

/** What is measured in the field, within which limits, for which complaints; behind `signedIn`. */
export function measureRoutes({ db, clock, masterData }: Pick<Setting, 'db' | 'clock' | 'masterData'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepMeasures'))

  router.get(HOME, async (req, res) => {
    const [measures, changes, { names }] = await Promise.all([
      readMeasures(db.sql),
      lastChanges(db.sql, MEASURE_ACTIONS),
      masterData(),
    ])
    const rows = measures.map((measure) => ({
      ...measure,
      limit: limitText(measure, measure),
      asked: measure.categories.map(names.category).join(', '),
    }))
    const news = req.query.kabar === 'tersimpan' ? 'Pengukuran tersimpan. Batas baru berlaku untuk hasil ukur sesudah ini.' : null
    await renderPage(req, res, 'settings/measures', { title: 'Pengukuran', rows, changes, news })
  })

  router.get(`${HOME}/:id`, (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/:id`, async (req, res) => {
    const [measure, { categories, names }] = await Promise.all([measureOf(req), masterData()])
    const lists = { categories: optionsOf(categories, measure.categories) }
    const parsed = parseForm(measureForm(measure), req.body, clock.now(), lists)
    if (parsed.errors) return editPage(req, res, { status: 422, ...parsed })
    const author = { actorId: userOf(req).id, now: clock.now() }
    const version = Number(parsed.value.versi)
    const changing = { id: measure.id, draft: draftOf(parsed.value), version, nameOf: names.category }
    if (!(await changeMeasure(db, author, changing))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  return router

  /** With what was typed, and what a colleague has made of it meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const measure = await measureOf(req)
    const [last] = await lastChanges(db.sql, MEASURE_ACTIONS, measure.id)
    const mark = measure.confirmed ? 'sudah dikonfirmasi' : 'perlu dikonfirmasi'
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah pengukuran ini. Sekarang tersimpan: ${limitText(measure, measure)}, ${mark}. Perubahan Anda belum disimpan; periksa lagi.`
    await editPage(req, res, { status: 409, refusal, typed: { ...typedOf(req.body), versi: String(measure.version) } })
  }

  async function editPage(req: Request, res: Response, { status = 200, typed, ...again }: Again) {
    const [measure, { categories }] = await Promise.all([measureOf(req), masterData()])
    await renderPage(req, res, 'settings/measure-edit', {
      ...{ title: measure.name, status, measure, ...again },
      ...{ fields: measureForm(measure).fields, values: typed ?? typedMeasure(measure) },
      lists: { categories: optionsOf(categories, measure.categories) },
    })
  }

  async function measureOf({ params }: Request): Promise<Measure> {
    const [id, measures] = [rowId(params.id), await readMeasures(db.sql)]
    const measure = measures.find((one) => one.id === id)
    if (!measure) throw new NotFound()
    return measure
  }
}
