import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { reportPdf } from '../documents/report-pdf.ts'
import { NotFound, Refused } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { can } from '../permissions.ts'
import { COMPANY, CONFIDENTIAL, sopName } from '../settings/sop-texts.ts'
import { fullDate, startOfDayWita } from '../time.ts'
import { type Errors, form, longText, parseForm, type Typed, text } from '../web/form.ts'
import { renderPage } from '../web/page.ts'
import { differences, parseReportNumber, reportNumber, thaw } from './issued.ts'
import { decideOn, findIssued, type Issued, issue, readPaper, sha256, versionsOf } from './issued-store.ts'
import { addressOf, isOver, nameOf, periodOf, REPORT_KIND } from './period.ts'
import { barsPicture, leftOut } from './pictures.ts'
import { type Report, reportOf } from './report.ts'
import { readContent } from './report-store.ts'
import type { Bars } from './section.ts'

const HOME = '/laporan/terbit'
const RETURN = form({ catatan: longText('Catatan untuk Kabag Humas') })
const CHECK = form({ nomor: text('Nomor laporan', 40), sidik: text('Sidik SHA-256', 80) })

/** Reports that were issued, each a version that stays as it is: approved or returned by the Direktur, and proved by its number. */
export function issuedRoutes({ db, clock, masterData, unread }: Setting): Router {
  const router = Router()

  router.post('/laporan/:jenis/:periode/terbitkan', allowed('issueReports'), async (req, res) => {
    const [user, now, period] = [userOf(req), clock.now(), periodOf(String(req.params.periode))]
    if (period?.kind !== REPORT_KIND[req.params.jenis as keyof typeof REPORT_KIND] || !period) throw new NotFound()
    if (!isOver(period, now)) throw new Refused('Periode ini belum berakhir; angkanya masih berubah.')
    const [content, master] = await Promise.all([readContent(db, user, period, now), masterData()])
    const report = reportOf(content, master)
    const stamped = (version: number, hash: string): Report => {
      const number = reportNumber({ period: period.key, version })
      return { ...report, stamp: { number, version, sha256: hash, by: user.name, at: now } }
    }
    const version = await issue(db, {
      content: { ...content, sop: master.sop },
      master,
      issuedById: user.id,
      now,
      paper: (next, hash) => reportPdf(stamped(next, hash)),
    })
    res.redirect(303, `${HOME}/${reportNumber({ period: period.key, version })}`)
  })

  router.get('/laporan/periksa', allowed('seeFigures'), (req, res) => check(req, res))
  router.post('/laporan/periksa', allowed('seeFigures'), async (req, res) => {
    const parsed = parseForm(CHECK, req.body, clock.now())
    if (parsed.errors) return check(req, res, { status: 422, errors: parsed.errors, values: parsed.typed })
    const number = parseReportNumber(parsed.value.nomor)
    const found = number && (await findIssued(db, number).catch(() => undefined))
    if (!found)
      return check(req, res, { status: 422, errors: { nomor: 'Tidak ada laporan terbit dengan nomor ini.' }, values: req.body })
    const typed = parsed.value.sidik.replace(/[^\da-f]/gi, '').toLowerCase()
    const same = typed.length >= 16 && found.sha256.startsWith(typed) && sha256(found.figures) === found.sha256
    await check(req, res, {
      values: req.body,
      outcome: { same, number: reportNumber(found), found, name: nameOf(thaw(found.figures).period) },
    })
  })

  router.get(`${HOME}/:nomor`, allowed('seeFigures'), async (req, res) => {
    const [, number = '', paper] = /^(.+?)(\.pdf)?$/.exec(String(req.params.nomor)) ?? []
    const found = await issuedAt(number)
    if (!paper) {
      await unread.markRead(userOf(req), clock.now(), { report: found })
      return show(req, res, found)
    }
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${reportNumber(found)}.pdf"`,
    }
    res.set({ ...headers, 'Cache-Control': 'private, no-store' }).end(await readPaper(db, found.id))
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

  type Faulty = { status?: number; errors?: Errors; values?: Typed; refusal?: string }

  async function show(req: Request, res: Response, found: Issued & { figures: string }, faulty: Faulty = {}) {
    const [master, content] = [await masterData(), thaw(found.figures)]
    const report = reportOf(content, master)
    const [newest = found] = await versionsOf(db, found.period)
    const isNewest = newest.version === found.version
    const earlier = found.version > 1 ? await findIssued(db, { period: found.period, version: found.version - 1 }) : null
    await renderPage(req, res, 'reports/issued', {
      title: `${report.title} ${report.name}, versi ${found.version}`,
      report,
      picture: ({ title, bars }: Bars) => barsPicture(title, bars),
      leftOut: ({ bars }: Bars) => leftOut(bars),
      company: COMPANY,
      confidential: CONFIDENTIAL,
      sopName: sopName(report.sop, (date) => fullDate(startOfDayWita(date))),
      found,
      number: reportNumber(found),
      untouched: sha256(found.figures) === found.sha256,
      live: addressOf(report.period),
      changes: earlier ? differences(reportOf(thaw(earlier.figures), master), report) : null,
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
