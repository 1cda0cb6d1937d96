import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { reportCsv } from '../documents/csv.ts'
import { reportPdf } from '../documents/report-pdf.ts'
import { reportSheet } from '../documents/report-sheet.ts'
import { NotFound, Refused, Unreadable } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { ALL_SEEING, can, hasRole } from '../permissions.ts'
import { dateInWita } from '../time.ts'
import { goneFrom } from '../web/gone.ts'
import { renderPage } from '../web/page.ts'
import { movedBetween } from './arrivals.ts'
import { begun } from './begun.ts'
import { changedSection } from './changed-section.ts'
import type { Content } from './content.ts'
import { KABAG } from './draft-store.ts'
import { differences, reportNumber, sinceIssued, thaw } from './issued.ts'
import { findIssued, type Issued, versionsOf } from './issued-store.ts'
import { hasBegun, issue, type Stamp } from './issuing-store.ts'
import { addressOf, after, before, isOver, nameOf, type Period, type PeriodKind, periodOf, REPORT_KIND } from './period.ts'
import { type Report, reportOf } from './report.ts'
import { reportPage } from './report-page.ts'
import { readContent } from './report-store.ts'

const HOME = '/laporan'

type Counted = { content: Content; report: Report }

/** The report of one period as its figures are now, on the screen and to take along, and its issuing. */
export function periodRoutes({ db, clock, masterData, unread }: Setting): Router {
  const router = Router()

  router.get(`${HOME}/:jenis/:periode`, async (req, res, next) => {
    const [, key = '', form] = /^([\d-]+)(?:\.(pdf|xlsx|csv))?$/.exec(req.params.periode) ?? []
    if (!kindIn(req)) return next()
    const period = periodIn(req, key)
    begun(period, clock.now(), { name: 'laporan', hrefOf: addressOf })
    if (form) return send(req, res, period, form as keyof typeof FORMS)
    const counted = await countedFor(req, period)
    await unread.markRead(userOf(req), clock.now(), { report: { period: key, version: null } })
    await show(req, res, counted)
  })

  router.post(`${HOME}/:jenis/:periode/terbitkan`, allowed('issueReports'), async (req, res) => {
    const [user, master, period] = [userOf(req), await masterData(), periodIn(req, String(req.params.periode))]
    if (!isOver(period, clock.now())) throw new Refused('Periode ini belum berakhir; angkanya masih berubah.')
    const paper = async (content: Content, { version, sha256, at }: Stamp) => {
      const stamp = { number: reportNumber({ period: period.key, version }), version, sha256, by: user.name, at }
      const report = reportOf(content, master)
      if (version === 1) return reportPdf({ ...report, stamp })
      const earlier = await findIssued(db, { period: period.key, version: version - 1 })
      const before = thaw(earlier.figures)
      const moved = movedBetween(before.arrivals, content.arrivals)
      const changed = changedSection(differences(reportOf(before, master), report), moved, version - 1)
      return reportPdf({ ...report, sections: [changed, ...report.sections], stamp })
    }
    const seen = seenIn(req)
    try {
      const version = await issue(db, { period, seen, user, master, clock, paper })
      res.redirect(303, `${HOME}/terbit/${reportNumber({ period: period.key, version })}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await show(req, res, await countedFor(req, period), { status: error.status, refusal: error.message, seen })
    }
  })

  return router

  async function countedFor(req: Request, period: Period): Promise<Counted> {
    const [content, master] = await Promise.all([readContent(db, userOf(req), period, clock.now()), masterData()])
    return { content, report: reportOf(content, master, { seesAll: seesAll(req) }) }
  }

  /** Nobody reads what was asked for by its head alone, and nothing is set for whoever has gone. */
  async function send(req: Request, res: Response, period: Period, form: keyof typeof FORMS): Promise<void> {
    const { type, make } = FORMS[form]
    const file = `${addressOf(period).slice(1).replaceAll('/', '-')}.${form}`
    const headers = {
      'Content-Type': type,
      'Cache-Control': 'private, no-store',
      'Content-Disposition': `${req.query.cetak === 'ya' ? 'inline' : 'attachment'}; filename="${file}"`,
    }
    if (req.method === 'HEAD') return void res.set(headers).end()
    const signal = goneFrom(res)
    try {
      const made = await make((await countedFor(req, period)).report, { signal })
      res.set(headers).end(made)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Counted by the sight that issued reports are counted by. */
  async function hasChanged(newest: Issued, req: Request, content: Content): Promise<boolean> {
    const [{ figures }, master] = [await findIssued(db, newest), await masterData()]
    const current = seesAll(req) ? content : await readContent(db, KABAG, content.period, content.now)
    return sinceIssued(figures, current, master).length > 0
  }

  type Faulty = { status?: number; refusal?: string; seen?: number }

  async function show(req: Request, res: Response, { content, report }: Counted, faulty: Faulty = {}) {
    const { period } = report
    const later = after(period)
    const over = isOver(period, clock.now())
    const versions = await versionsOf(db, period.key)
    await renderPage(req, res, 'reports/report', {
      ...reportPage(report),
      over,
      here: addressOf(period),
      earlier: { href: addressOf(before(period)), name: nameOf(before(period)) },
      later: later.from <= dateInWita(clock.now()) ? { href: addressOf(later), name: nameOf(later) } : null,
      versions,
      differs: versions[0] && (await hasChanged(versions[0], req, content)),
      mayIssue: over && can(userOf(req), 'issueReports') && (await hasBegun(db.sql, period)),
      ...faulty,
    })
  }
}

const seesAll = (req: Request): boolean => hasRole(userOf(req), ALL_SEEING)

const NO_SUCH = 'Laporan untuk periode ini tidak ada.'

function kindIn({ params: { jenis } }: Request): PeriodKind | undefined {
  return typeof jenis === 'string' && Object.hasOwn(REPORT_KIND, jenis)
    ? REPORT_KIND[jenis as keyof typeof REPORT_KIND]
    : undefined
}

/** Throws NotFound for what is no period of the kind that the address names. */
function periodIn(req: Request, key: string): Period {
  const [period, kind] = [periodOf(key), kindIn(req)]
  if (!kind || period?.kind !== kind) throw new NotFound(NO_SUCH)
  return period
}

/** The newest version that the page showed, 0 for none. */
function seenIn({ body }: Request): number {
  const typed: unknown = body?.versi
  if (typeof typed !== 'string' || !/^\d{1,6}$/.test(typed)) throw new Unreadable()
  return Number(typed)
}

const FORMS = {
  pdf: { type: 'application/pdf', make: reportPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: reportSheet },
  csv: { type: 'text/csv; charset=utf-8', make: async (report: Report) => reportCsv(report) },
} as const satisfies Record<
  string,
  { type: string; make: (report: Report, waiting: { signal: AbortSignal }) => Promise<Buffer | string> }
>
