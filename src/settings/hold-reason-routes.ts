import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { CHANGED_REASON, draftOf, NEW_REASON, placesFor, typedNew, typedReason } from './hold-reason-forms.ts'
import { isLastActive, PAUSING, pausingCode, reasonText } from './hold-reason-list.ts'
import {
  addHoldReason,
  changeHoldReason,
  LAST_REASON,
  readHoldReasons,
  reasonVersion,
  useHoldReason,
} from './hold-reason-store.ts'
import { HOLD_REASON_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/penundaan'
type Again = { status?: number; errors?: Errors; typed?: Typed; refusal?: string }

const NEWS = new Map(
  Object.entries({
    baru: 'Alasan ditambahkan. Petugas dapat memilihnya saat menunda aduan.',
    tersimpan: 'Alasan tersimpan. Jeda batas waktunya berlaku untuk penundaan yang dimulai sesudah ini.',
    berhenti: 'Alasan tidak dipakai lagi. Penundaan yang memakainya tetap seperti semula.',
    lagi: 'Alasan dipakai lagi. Petugas dapat memilihnya saat menunda aduan.',
  }),
)

/** Why work may wait, and whether its limit waits too; behind `signedIn`. */
export function holdReasonRoutes({ db, clock }: Pick<Setting, 'db' | 'clock'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepHoldReasons'))

  router.get(HOME, async (req, res) => {
    const [reasons, changes] = await Promise.all([readHoldReasons(db.sql), lastChanges(db.sql, HOLD_REASON_ACTIONS)])
    const said = reasons.map((reason) => ({ ...reason, limit: PAUSING[pausingCode(reason.pausing)] }))
    const locals = { used: said.filter(({ active }) => active), retired: said.filter(({ active }) => !active), changes }
    const news = NEWS.get(String(req.query.kabar))
    await renderPage(req, res, 'settings/hold-reasons', { title: 'Alasan penundaan', news, ...locals })
  })

  router.get(`${HOME}/baru`, (req, res) => newPage(req, res, {}))

  router.post(`${HOME}/baru`, async (req, res) => {
    const parsed = parseForm(NEW_REASON, req.body, clock.now(), placesFor(await readHoldReasons(db.sql)))
    if (parsed.errors) return newPage(req, res, parsed)
    const errors = await addHoldReason(db, authorOf(req), draftOf(parsed.value))
    if (Object.keys(errors).length > 0) return newPage(req, res, { errors, typed: typedOf(req.body) })
    res.redirect(303, `${HOME}?kabar=baru`)
  })

  router.get(`${HOME}/:id`, (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/:id`, async (req, res) => {
    const { id, reasons } = await reasonOf(req)
    const parsed = parseForm(CHANGED_REASON, req.body, clock.now(), placesFor(reasons, id))
    if (parsed.errors) return editPage(req, res, parsed)
    const { versi: version, ...typed } = parsed.value
    const errors = await changeHoldReason(db, authorOf(req), { id, draft: draftOf(typed), version })
    if (!errors) return outdatedPage(req, res)
    if (Object.keys(errors).length > 0) return editPage(req, res, { errors, typed: typedOf(req.body) })
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  router.post(`${HOME}/:id/berhenti`, (req, res) => use(req, res, false))
  router.post(`${HOME}/:id/pakai-lagi`, (req, res) => use(req, res, true))

  return router

  async function use(req: Request, res: Response, active: boolean) {
    const { id } = await reasonOf(req)
    const version = String(typedOf(req.body).versi ?? '')
    if (!(await useHoldReason(db, authorOf(req), { id, active, version }))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=${active ? 'lagi' : 'berhenti'}`)
  }

  async function newPage(req: Request, res: Response, { errors, typed }: Again) {
    const reasons = await readHoldReasons(db.sql)
    const form = { fields: NEW_REASON.fields, values: typed ?? typedNew(reasons), errors, lists: placesFor(reasons) }
    await renderPage(req, res, 'settings/hold-reason-new', { title: 'Alasan baru', status: errors ? 422 : 200, ...form })
  }

  /** With what was typed, and what a colleague has made of the reason meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const { id, reason, reasons } = await reasonOf(req)
    const [last] = await lastChanges(db.sql, HOLD_REASON_ACTIONS, id)
    const now = `${reasonText(reason)}${reason.active ? '' : ', tidak dipakai lagi'}`
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah alasan ini. Sekarang tersimpan: ${now}. Perubahan Anda belum disimpan; periksa lagi.`
    const sent = typedOf(req.body)
    const typed = { ...('nama' in sent ? sent : typedReason(reasons, reason)), versi: await reasonVersion(db.sql, id) }
    await editPage(req, res, { status: 409, refusal, typed })
  }

  async function editPage(req: Request, res: Response, { status, errors, typed, refusal }: Again) {
    const { id, reason, reasons } = await reasonOf(req)
    const versi = await reasonVersion(db.sql, id)
    const stays = isLastActive(reasons, id) ? LAST_REASON : undefined
    const form = { fields: CHANGED_REASON.fields, values: typed ?? { ...typedReason(reasons, reason), versi }, errors }
    const locals = { reason, versi, stays, refusal, lists: placesFor(reasons, id), ...form }
    await renderPage(req, res, 'settings/hold-reason-edit', {
      title: reason.name,
      status: status ?? (errors ? 422 : 200),
      ...locals,
    })
  }

  async function reasonOf({ params }: Request) {
    const [id, reasons] = [rowId(params.id), await readHoldReasons(db.sql)]
    const reason = reasons.find((one) => one.id === id)
    if (!reason) throw new NotFound()
    return { id: reason.id, reason, reasons }
  }

  function authorOf(req: Request) {
    return { actorId: userOf(req).id, now: clock.now() }
  }
}
