import { type Request, type Response, Router } from 'express'
import { numberOf, parseNumber } from '../complaints/complaint.ts'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { TEMPLATE_ACTIONS } from '../settings/trail.ts'
import { lastChanges } from '../settings/trail-store.ts'
import { dateInWita } from '../time.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { fillingOf } from './filling.ts'
import { ADDRESS, meaningsOf, templateAt, templateForm } from './template-forms.ts'
import { changedTexts, type Example, findExample, saveTemplate, templateVersion } from './template-store.ts'
import { fill, TEMPLATE_KEYS, TEMPLATES, type TemplateKey, type TemplateText } from './templates.ts'

const HOME = '/pengaturan/pesan'
// What a gateway sends as a single SMS, in the two parts that people still take for one.
const SHORT = 320

const NEWS = new Map(
  Object.entries({
    tersimpan: 'Teks tersimpan. Pesan yang belum pernah dicoba dikirim memakai teks ini.',
    bawaan: 'Teks bawaan dipakai lagi. Pesan yang belum pernah dicoba dikirim memakai teks ini.',
  }),
)

/** text: what was typed, as it would be stored; stored: what a colleague has made of it. */
type Shown = {
  status?: number
  errors?: Errors
  typed?: Typed
  text?: TemplateText
  example?: Example | undefined
  refusal?: string
  stored?: TemplateText
}

/** What messages say; behind `signedIn`. */
export function templateRoutes({ db, env, clock, masterData }: Setting): Router {
  const router = Router()
  router.use(HOME, allowed('keepTemplates'))

  router.get(HOME, async (req, res) => {
    const texts = await changedTexts(db.sql)
    const rows = TEMPLATE_KEYS.map((key) => ({ ...TEMPLATES[key], address: ADDRESS[key], changed: texts.get(key) }))
    const groups = [
      { heading: 'Kepada pelapor', rows: rows.filter(({ to }) => to === 'COMPLAINANT') },
      { heading: 'Kepada petugas', rows: rows.filter(({ to }) => to === 'STAFF') },
    ]
    await renderPage(req, res, 'notifications/templates', {
      title: 'Teks pesan',
      groups,
      news: NEWS.get(String(req.query.kabar)),
    })
  })

  router.get(`${HOME}/:teks`, (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/:teks`, async (req, res) => {
    const key = keyOf(req)
    const parsed = parseForm(templateForm(key), req.body, clock.now())
    if (parsed.errors) return editPage(req, res, parsed)
    const { judul: subject, isi: body, aduan, versi } = parsed.value
    const text = { subject, body }
    if (req.body.tindakan === 'pratinjau') return previewPage(req, res, text, aduan)
    if (!(await saveTemplate(db, authorOf(req), key, text, versi))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=tersimpan`)
  })

  router.get(`${HOME}/:teks/bawaan`, async (req, res) => {
    const key = keyOf(req)
    const locals = { address: ADDRESS[key], text: TEMPLATES[key], versi: await templateVersion(db.sql, key) }
    await renderPage(req, res, 'notifications/template-restore', {
      title: `Kembalikan teks “${TEMPLATES[key].name}” ke bawaan?`,
      ...locals,
    })
  })

  router.post(`${HOME}/:teks/bawaan`, async (req, res) => {
    const [key, version] = [keyOf(req), String(typedOf(req.body).versi ?? '')]
    if (!(await saveTemplate(db, authorOf(req), key, TEMPLATES[key], version))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=bawaan`)
  })

  return router

  async function previewPage(req: Request, res: Response, text: TemplateText, number: string | null) {
    const typed = typedOf(req.body)
    const asked = number === null ? null : parseNumber(number, Number(dateInWita(clock.now()).slice(0, 4)))
    const example = asked === undefined ? undefined : await findExample(db, userOf(req), keyOf(req), asked)
    if (number === null || example) return editPage(req, res, { typed, text, example })
    const aduan = asked ? 'Aduan ini tidak ditemukan.' : 'Nomor aduan ditulis seperti ADU-2026-000123.'
    await editPage(req, res, { typed, errors: { aduan } })
  }

  /** With what was typed, and what a colleague has made of the text meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const key = keyOf(req)
    const [[last], texts, versi] = await Promise.all([
      lastChanges(db.sql, TEMPLATE_ACTIONS, key),
      changedTexts(db.sql),
      templateVersion(db.sql, key),
    ])
    const stored = texts.get(key) ?? TEMPLATES[key]
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah teks ini. Perubahan Anda belum disimpan; bandingkan dengan yang kini tersimpan.`
    const typed = { judul: stored.subject, isi: stored.body, ...typedOf(req.body), versi }
    await editPage(req, res, { status: 409, refusal, typed, stored })
  }

  async function editPage(req: Request, res: Response, { status, errors, typed, text, example, refusal, stored }: Shown) {
    const key = keyOf(req)
    const [texts, changes, versi, shown] = await Promise.all([
      changedTexts(db.sql),
      lastChanges(db.sql, TEMPLATE_ACTIONS, key),
      templateVersion(db.sql, key),
      example ?? findExample(db, userOf(req), key, null),
    ])
    const kept = texts.get(key) ?? TEMPLATES[key]
    const values = typed ?? { judul: kept.subject, isi: kept.body, aduan: shown ? numberOf(shown.about) : '', versi }
    const preview = errors || refusal || !shown ? undefined : await previewOf(text ?? kept, shown)
    await renderPage(req, res, 'notifications/template-edit', {
      ...{ title: TEMPLATES[key].name, status: status ?? (errors ? 422 : 200), fields: templateForm(key).fields, values, errors },
      ...{ address: ADDRESS[key], isChanged: texts.has(key), meanings: meaningsOf(key), changes, preview, refusal, stored },
    })
  }

  async function previewOf(text: TemplateText, { about, fitting }: Example) {
    const { names } = await masterData()
    const filled = fill(text, fillingOf(about, names, env.baseUrl))
    return { number: numberOf(about), fitting, text: filled, isLong: filled.body.length > SHORT }
  }

  function keyOf(req: Request): TemplateKey {
    const key = templateAt(String(req.params.teks))
    if (!key) throw new NotFound()
    return key
  }

  function authorOf(req: Request) {
    return { actorId: userOf(req).id, now: clock.now() }
  }
}
