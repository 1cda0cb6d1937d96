import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound, Refused } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { can } from '../permissions.ts'
import { type Errors, type Field, form, longText, parseForm, type Typed, text } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { movedBetween, movedWords } from './arrivals.ts'
import { KABAG } from './draft-store.ts'
import { differences, parseReportNumber, reportNumber, sinceIssued, thaw } from './issued.ts'
import { decideOn, findIssued, type Issued, readPaper, sha256, versionsOf } from './issued-store.ts'
import { addressOf, nameOf, reportName } from './period.ts'
import { reportOf } from './report.ts'
import { reportPage } from './report-page.ts'
import { readContent } from './report-store.ts'

const HOME = '/laporan/terbit'
const RETURN = form({ catatan: longText('Catatan untuk Kabag Humas') })
const NO_SUCH = 'Tidak ada laporan terbit dengan nomor ini.'
const CHECK = form({ nomor: text('Nomor laporan', 40), sidik: fingerprint('Sidik SHA-256') })

/** As much of a SHA-256 as was typed, in groups as people read it aloud. */
function fingerprint(label: string): Field<string> {
  const typed = text(label, 200, { help: 'Paling sedikit 16 huruf dan angka pertama; spasi dan tanda hubung boleh.' })
  const schema = typed.schema
    .transform((said) => said.replace(/[\s-]/g, '').toLowerCase())
    .refine(
      (said) => /^[\da-f]*$/.test(said) && said.length <= 64,
      `${label} hanya angka dan huruf a sampai f, paling banyak 64; ini bukan sidik.`,
    )
    .refine((said) => said.length >= 16, `${label} perlu paling sedikit 16 huruf dan angka.`)
  return { ...typed, schema }
}

/** Reports that were issued, each a version that stays as it is: approved or returned by the Direktur, and proved by its number. */
export function issuedRoutes({ db, clock, masterData, unread }: Setting): Router {
  const router = Router()

  router.get('/laporan/periksa', allowed('seeFigures'), (req, res) => check(req, res))
  router.post('/laporan/periksa', allowed('seeFigures'), async (req, res) => {
    const parsed = parseForm(CHECK, req.body, clock.now())
    if (parsed.errors) return check(req, res, { status: 422, errors: parsed.errors, values: parsed.typed })
    const { nomor, sidik: typed } = parsed.value
    const number = parseReportNumber(nomor)
    const found = number && (await findIssued(db, number).catch(() => undefined))
    if (!found) return check(req, res, { status: 422, errors: { nomor: NO_SUCH }, values: req.body })
    const same = found.sha256.startsWith(typed) && sha256(found.figures) === found.sha256
    await check(req, res, {
      values: req.body,
      outcome: {
        ...{ same, number: reportNumber(found), found, compared: typed.length },
        name: nameOf(thaw(found.figures).period),
        newest: (await versionsOf(db, found.period))[0]?.version,
        sentences: reportOf(thaw(found.figures), await masterData()).sentences,
      },
    })
  })

  router.get(`${HOME}/:nomor`, allowed('seeFigures'), async (req, res) => {
    const [, number = '', form] = /^(.+?)(?:\.(pdf|json))?$/.exec(String(req.params.nomor)) ?? []
    const found = await issuedAt(number)
    if (form) return send(res, `${reportNumber(found)}.${form}`, form === 'pdf' ? await readPaper(db, found.id) : found.figures)
    await unread.markRead(userOf(req), clock.now(), { report: found })
    await show(req, res, found)
  })

  router.get(`${HOME}/:nomor/sekarang`, allowed('seeFigures'), async (req, res) => {
    const [found, master] = [await issuedAt(req.params.nomor), await masterData()]
    const { period, arrivals } = thaw(found.figures)
    const current = await readContent(db, KABAG, period, clock.now(), { named: true })
    await renderPage(req, res, 'reports/since', {
      title: `Angka sekarang dan versi ${found.version}`,
      back: { href: `${HOME}/${reportNumber(found)}`, label: `${reportName(period)}, versi ${found.version}` },
      changes: sinceIssued(found.figures, current, master),
      moved: movedWords(movedBetween(arrivals, current.arrivals)),
    })
  })

  router.post(`${HOME}/:nomor/setujui`, allowed('approveReports'), async (req, res) => {
    const found = await issuedAt(req.params.nomor)
    await decide(req, res, found, 'APPROVED', null)
  })

  router.post(`${HOME}/:nomor/kembalikan`, allowed('approveReports'), async (req, res) => {
    const found = await issuedAt(req.params.nomor)
    const parsed = parseForm(RETURN, req.body, clock.now())
    if (parsed.errors) return show(req, res, found, { status: 422, errors: parsed.errors, values: parsed.typed })
    await decide(req, res, found, 'RETURNED', parsed.value.catatan)
  })

  return router

  async function issuedAt(number: unknown): Promise<Issued & { figures: string }> {
    const parsed = typeof number === 'string' ? parseReportNumber(number) : undefined
    if (!parsed) throw new NotFound('Laporan dengan nomor ini tidak ditemukan.')
    return findIssued(db, parsed)
  }

  async function decide(
    req: Request,
    res: Response,
    found: Issued & { figures: string },
    state: 'APPROVED' | 'RETURNED',
    note: string | null,
  ) {
    try {
      await decideOn(db, found, { state, note, decidedById: userOf(req).id, now: clock.now(), master: await masterData() })
      res.redirect(303, `${HOME}/${reportNumber(found)}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await show(req, res, await findIssued(db, found), { status: error.status, refusal: error.message, values: req.body })
    }
  }

  function send(res: Response, file: string, bytes: Buffer | string): void {
    res.attachment(file).set('Cache-Control', 'private, no-store').end(bytes)
  }

  type Faulty = { status?: number; errors?: Errors; values?: Typed; refusal?: string }

  async function show(req: Request, res: Response, found: Issued & { figures: string }, faulty: Faulty = {}) {
    const [master, content] = [await masterData(), thaw(found.figures)]
    const report = reportOf(content, master)
    const [newest = found] = await versionsOf(db, found.period)
    const isNewest = newest.version === found.version
    const earlier = found.version > 1 ? await findIssued(db, { period: found.period, version: found.version - 1 }) : null
    await renderPage(req, res, 'reports/issued', {
      ...reportPage(report),
      title: `${report.title} ${report.name}, versi ${found.version}`,
      found,
      number: reportNumber(found),
      untouched: sha256(found.figures) === found.sha256,
      live: addressOf(report.period),
      changes: earlier ? differences(reportOf(thaw(earlier.figures), master), report) : null,
      moved: earlier ? movedWords(movedBetween(thaw(earlier.figures).arrivals, content.arrivals)) : [],
      newest: isNewest ? null : { version: newest.version, href: `${HOME}/${reportNumber(newest)}` },
      approves: isNewest && found.state === 'ISSUED' && can(userOf(req), 'approveReports'),
      fields: RETURN.fields,
      ...faulty,
    })
  }

  function check(
    req: Request,
    res: Response,
    checked: { status?: number; errors?: Errors; values?: Typed; outcome?: object } = {},
  ) {
    return renderPage(req, res, 'reports/check', {
      title: 'Periksa laporan',
      fields: CHECK.fields,
      values: req.query,
      ...checked,
    })
  }
}
