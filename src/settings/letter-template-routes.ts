import { type Request, type Response, Router } from 'express'
import { numberOf, parseNumber } from '../complaints/complaint.ts'
import { readHistory } from '../complaints/history.ts'
import type { Setting } from '../complaints/setting.ts'
import { findId, findVisible } from '../complaints/store.ts'
import { NotFound } from '../errors.ts'
import { fill, type TemplateText } from '../notifications/templates.ts'
import { fillingOf } from '../papers/letter.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { dateInWita } from '../time.ts'
import { type Errors, parseForm, type Typed, typedOf } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { LETTER_MEANINGS, LETTER_TEMPLATE } from './letter-template-forms.ts'
import {
  findExampleNumber,
  letterTemplateVersion,
  type Owner,
  saveLetterTemplate,
  writtenTexts,
} from './letter-template-store.ts'
import { builtIn, letterText } from './letter-templates.ts'
import { LETTER_TEMPLATE_ACTIONS } from './trail.ts'
import { lastChanges } from './trail-store.ts'

const HOME = '/pengaturan/surat'

const NEWS = new Map(
  Object.entries({
    tersimpan: 'Teks surat tersimpan. Surat yang ditulis sesudah ini memakainya.',
    bawaan: 'Teks bawaan dipakai lagi untuk surat yang ditulis sesudah ini.',
  }),
)

/** text: what was typed, to be shown filled in; stored: what a colleague has made of it. */
type Shown = {
  status?: number
  errors?: Errors
  typed?: Typed
  text?: TemplateText
  example?: string
  refusal?: string
  stored?: TemplateText
}

/** What written answers begin with; behind `signedIn`. */
export function letterTemplateRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()
  router.use(HOME, allowed('keepLetterTemplates'))

  router.get(HOME, async (req, res) => {
    const [written, changes, { categories }] = await Promise.all([
      writtenTexts(db.sql),
      lastChanges(db.sql, LETTER_TEMPLATE_ACTIONS),
      masterData(),
    ])
    const rows = categories
      .filter(({ active }) => active)
      .map((category) => ({ ...category, subject: letterText(category, written).subject, own: written.has(category.id) }))
    const general = { subject: letterText(null, written).subject, own: written.has(null) }
    const news = NEWS.get(String(req.query.kabar))
    await renderPage(req, res, 'settings/letter-templates', { title: 'Teks surat', rows, general, changes, news })
  })

  router.get(`${HOME}/:teks`, (req, res) => editPage(req, res, {}))

  router.post(`${HOME}/:teks`, async (req, res) => {
    const [owner, { tindakan }] = [await ownerOf(req), typedOf(req.body)]
    if (tindakan === 'bawaan') return save(req, res, owner, null, String(typedOf(req.body).versi ?? ''))
    const parsed = parseForm(LETTER_TEMPLATE, req.body, clock.now())
    if (parsed.errors) return editPage(req, res, parsed)
    const { judul: subject, isi: body, aduan, versi } = parsed.value
    if (tindakan === 'pratinjau') return previewPage(req, res, { subject, body }, aduan)
    await save(req, res, owner, { subject, body }, versi)
  })

  return router

  async function save(req: Request, res: Response, owner: Owner, text: TemplateText | null, version: string) {
    const author = { actorId: userOf(req).id, now: clock.now() }
    if (!(await saveLetterTemplate(db, author, owner, text, version))) return outdatedPage(req, res)
    res.redirect(303, `${HOME}?kabar=${text ? 'tersimpan' : 'bawaan'}`)
  }

  async function previewPage(req: Request, res: Response, text: TemplateText, number: string | null) {
    const typed = typedOf(req.body)
    const asked = number === null ? null : parseNumber(number, Number(dateInWita(clock.now()).slice(0, 4)))
    const found = asked && (await findId(db, userOf(req), asked)) ? numberOf(asked) : undefined
    if (number === null || found) return editPage(req, res, { typed, text, ...(found && { example: found }) })
    const aduan = asked ? 'Aduan ini tidak ditemukan.' : 'Nomor aduan ditulis seperti ADU-2026-000123.'
    await editPage(req, res, { typed, errors: { aduan } })
  }

  /** With what was typed, and what a colleague has made of the text meanwhile. */
  async function outdatedPage(req: Request, res: Response) {
    const owner = await ownerOf(req)
    const [[last], written, versi] = await Promise.all([
      lastChanges(db.sql, LETTER_TEMPLATE_ACTIONS, owner.category?.id ?? 0),
      writtenTexts(db.sql),
      letterTemplateVersion(db.sql, owner),
    ])
    const stored = letterText(owner.category, written)
    const refusal = `${last?.name ?? 'Orang lain'} sementara itu mengubah teks ini. Perubahan Anda belum disimpan; bandingkan dengan yang kini tersimpan.`
    const typed = { judul: stored.subject, isi: stored.body, ...typedOf(req.body), versi }
    await editPage(req, res, { status: 409, refusal, typed, stored })
  }

  async function editPage(req: Request, res: Response, { status, errors, typed, text, example, refusal, stored }: Shown) {
    const owner = await ownerOf(req)
    const [written, changes, versi] = await Promise.all([
      writtenTexts(db.sql),
      lastChanges(db.sql, LETTER_TEMPLATE_ACTIONS, owner.category?.id ?? 0),
      letterTemplateVersion(db.sql, owner),
    ])
    const number = example ?? (await exampleOf(req, owner))
    const kept = letterText(owner.category, written)
    const preview = errors || refusal || !number ? undefined : await filled(req, text ?? kept, number)
    await renderPage(req, res, 'settings/letter-template-edit', {
      ...{ title: owner.name, status: status ?? (errors ? 422 : 200), fields: LETTER_TEMPLATE.fields, errors, refusal, stored },
      ...{ values: typed ?? { judul: kept.subject, isi: kept.body, aduan: number ?? '', versi }, versi, preview, changes },
      ...{ address: `${HOME}/${owner.category?.id ?? 'umum'}`, meanings: LETTER_MEANINGS },
      isChanged: JSON.stringify(kept) !== JSON.stringify(builtIn(owner.category, written)),
    })
  }

  async function exampleOf(req: Request, { category }: Owner): Promise<string | undefined> {
    const found = await findExampleNumber(db, userOf(req), category?.id ?? null)
    return found && numberOf(found)
  }

  async function filled(req: Request, text: TemplateText, number: string) {
    const [user, master] = [userOf(req), await masterData()]
    const complaint = await findVisible(db, user, number)
    const history = await readHistory(db, user, complaint.id)
    return { number, text: fill(text, fillingOf(complaint, history, master)) }
  }

  async function ownerOf({ params }: Request): Promise<Owner> {
    if (params.teks === 'umum') return { category: null, name: 'Surat umum' }
    const category = (await masterData()).categories.find(({ id }) => id === rowId(params.teks))
    if (!category) throw new NotFound()
    return { category, name: category.name }
  }
}
