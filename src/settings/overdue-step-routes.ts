import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import type { OverdueStep } from './master.ts'
import { CHANGED_STEP, NEW_STEP, stepOf, typedStep } from './overdue-step-forms.ts'
import { momentText, stepText, toldText, twinOf } from './overdue-step-ladder.ts'
import { addOverdueStep, changeOverdueStep, readOverdueSteps, stepVersion, TAKEN, useOverdueStep } from './overdue-step-store.ts'
import { OVERDUE_STEP_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/pengingat'
type Again = { status?: number; errors?: Errors; typed?: Typed; refusal?: string }

const NEWS = new Map(
  Object.entries({
    baru: 'Langkah ditambahkan. Berlaku untuk pengingat sesudah ini.',
    tersimpan: 'Langkah tersimpan. Berlaku untuk pengingat sesudah ini.',
    berhenti: 'Langkah tidak dipakai lagi. Pengingat yang sudah disampaikan tetap tercatat.',
    lagi: 'Langkah dipakai lagi. Berlaku untuk pengingat sesudah ini.',
  }),
)

/** Who is told of overdue work, when, and by which ways; behind `signedIn`. */
export function overdueStepRoutes({ db, clock }: Pick<Setting, 'db' | 'clock'>): Router {
  const router = Router()
  router.use(HOME, allowed('keepOverdueSteps'))

  router.get(HOME, async (req, res) => {
    const [steps, changes] = await Promise.all([readOverdueSteps(db.sql), lastChanges(db.sql, OVERDUE_STEP_ACTIONS)])
    const said = steps.map(saidOf)
    const locals = { used: said.filter(({ active }) => active), retired: said.filter(({ active }) => !active), changes }
    const news = NEWS.get(String(req.query.kabar))
    await renderPage(req, res, 'settings/overdue-steps', { title: 'Pengingat batas waktu', news, ...locals })
  })

  router.get(`${HOME}/baru`, (req, res) => newPage(req, res, {}))

  router.post(`${HOME}/baru`, async (req, res) => {
    const parsed = parseForm(NEW_STEP, req.body, clock.now())
    if (parsed.errors) return newPage(req, res, parsed)
    const errors = await addOverdueStep(db, authorOf(req), stepOf(parsed.value))
    if (Object.keys(errors).length > 0) return newPage(req, res, { errors, typed: typedOf(req.body) })
    res.redirect(303, `${HOME}?kabar=baru`)
  })

  router.get(`${HOME}/:id`, (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/:id`, async (req, res) => {
    const { id } = await stepIn(req)
    const parsed = parseForm(CHANGED_STEP, req.body, clock.now())
    if (parsed.errors) return editPage(req, res, parsed)
    const { versi: version, ...typed } = parsed.value
    const errors = await changeOverdueStep(db, authorOf(req), { id, content: stepOf(typed), version })
    if (!errors) return outdatedPage(req, res)
    if (Object.keys(errors).length > 0) return editPage(req, res, { errors, typed: typedOf(req.body) })
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  router.post(`${HOME}/:id/berhenti`, (req, res) => use(req, res, false))
  router.post(`${HOME}/:id/pakai-lagi`, (req, res) => use(req, res, true))

  return router

  async function use(req: Request, res: Response, active: boolean) {
    const { id } = await stepIn(req)
    const version = String(typedOf(req.body).versi ?? '')
    if (!(await useOverdueStep(db, authorOf(req), { id, active, version }))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=${active ? 'lagi' : 'berhenti'}`)
  }

  async function newPage(req: Request, res: Response, { errors, typed }: Again) {
    const form = { fields: NEW_STEP.fields, values: typed ?? { menit: '0' }, errors }
    await renderPage(req, res, 'settings/overdue-step-new', { title: 'Langkah baru', status: errors ? 422 : 200, ...form })
  }

  /** With what was typed, and what a colleague has made of the step meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const { id, step } = await stepIn(req)
    const [last] = await lastChanges(db.sql, OVERDUE_STEP_ACTIONS, id)
    const now = `${stepText(step)}${step.active ? '' : ' (tidak dipakai lagi)'}`
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah langkah ini. Sekarang tersimpan: ${now}. Perubahan Anda belum disimpan; periksa lagi.`
    const sent = typedOf(req.body)
    const typed = { ...('kapan' in sent ? sent : typedStep(step)), versi: await stepVersion(db.sql, id) }
    await editPage(req, res, { status: 409, refusal, typed })
  }

  async function editPage(req: Request, res: Response, { status, errors, typed, refusal }: Again) {
    const { id, step, steps } = await stepIn(req)
    const versi = await stepVersion(db.sql, id)
    const stays = !step.active && twinOf(steps, step, id) ? TAKEN : undefined
    const form = { fields: CHANGED_STEP.fields, values: typed ?? { ...typedStep(step), versi }, errors }
    const locals = { step, versi, stays, refusal, ...form }
    await renderPage(req, res, 'settings/overdue-step-edit', {
      title: momentText(step),
      status: status ?? (errors ? 422 : 200),
      ...locals,
    })
  }

  async function stepIn({ params }: Request) {
    const [id, steps] = [rowId(params.id), await readOverdueSteps(db.sql)]
    const step = steps.find((one) => one.id === id)
    if (!step) throw new NotFound()
    return { id: step.id, step, steps }
  }

  function authorOf(req: Request) {
    return { actorId: userOf(req).id, now: clock.now() }
  }
}

const saidOf = (step: OverdueStep) => ({ id: step.id, active: step.active, moment: momentText(step), told: toldText(step) })
