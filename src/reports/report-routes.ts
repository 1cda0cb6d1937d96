import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { reportCsv } from '../documents/csv.ts'
import { reportPdf } from '../documents/report-pdf.ts'
import { reportSheet } from '../documents/report-sheet.ts'
import { NotFound } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { ALL_SEEING, can, hasRole } from '../permissions.ts'
import { COMPANY, CONFIDENTIAL, sopName } from '../settings/sop-texts.ts'
import { dateInWita, fullDate, startOfDayWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { issuedRoutes } from './issued-routes.ts'
import { draftsToIssue, newestVersions, returnedReports, versionsOf, waitingForApproval } from './issued-store.ts'
import {
  addressOf,
  after,
  before,
  isOver,
  nameOf,
  type Period,
  type PeriodKind,
  periodOf,
  periodWith,
  REPORT_KIND,
} from './period.ts'
import { barsPicture, leftOut } from './pictures.ts'
import { type Report, reportOf } from './report.ts'
import { readContent } from './report-store.ts'
import type { Bars } from './section.ts'

const HOME = '/laporan'

/** Daily, monthly and annual reports (SOP 5, step 5), on the screen and to take along; behind `signedIn`. */
export function reportRoutes(setting: Setting): Router {
  const { db, clock, masterData, unread } = setting
  const router = Router()
  router.use(HOME, allowed('seeFigures'))

  router.get(HOME, async (req, res) => {
    const today = dateInWita(clock.now())
    const { jenis, tanggal } = req.query
    const kind = REPORT_KIND[jenis as keyof typeof REPORT_KIND]
    if (kind && typeof tanggal === 'string' && periodOf(tanggal)?.kind === 'day')
      return res.redirect(303, addressOf(periodWith(kind, tanggal)))
    const issues = can(userOf(req), 'issueReports')
    const [drafts, returned] = issues ? await Promise.all([draftsToIssue(db), returnedReports(db)]) : [[], []]
    const [waiting, shelves] = [await waitingForApproval(db), shelvesOf(today)]
    const newest = await newestVersions(
      db,
      shelves.flatMap(({ reports }) => reports.map(({ key }) => key)),
    )
    const withName = <One extends { period: string }>(one: One) => ({ ...one, ...named(one.period) })
    const locals = {
      today,
      kinds: Object.keys(REPORT_KIND),
      shelves,
      newest: new Map(newest.map((one) => [one.period, one])),
      waiting: waiting.map(withName),
      drafts: drafts.map(withName),
      returned: returned.map(withName),
      approves: can(userOf(req), 'approveReports'),
    }
    await renderPage(req, res, 'reports/reports', { title: 'Laporan', ...locals })
  })

  router.use(issuedRoutes(setting))

  router.get(`${HOME}/:jenis/:periode`, async (req, res, next) => {
    const [, key = '', form] = /^([\d-]+)(?:\.(pdf|xlsx|csv))?$/.exec(req.params.periode) ?? []
    const [period, kind] = [periodOf(key), REPORT_KIND[req.params.jenis as keyof typeof REPORT_KIND]]
    if (!kind) return next()
    if (period?.kind !== kind || period.from > dateInWita(clock.now())) throw new NotFound('Laporan untuk periode ini tidak ada.')
    const [content, master] = await Promise.all([readContent(db, userOf(req), period, clock.now()), masterData()])
    const report = reportOf(content, master)
    if (form) return send(res, form as keyof typeof FORMS, report)
    await unread.markRead(userOf(req), clock.now(), { report: { period: key, version: null } })
    await show(req, res, report)
  })

  return router

  async function show(req: Request, res: Response, report: Report) {
    const { period } = report
    const later = after(period)
    const over = isOver(period, clock.now())
    await renderPage(req, res, 'reports/report', {
      title: `${report.title} ${report.name}`,
      report,
      picture: ({ title, bars }: Bars) => barsPicture(title, bars),
      leftOut: ({ bars }: Bars) => leftOut(bars),
      company: COMPANY,
      confidential: CONFIDENTIAL,
      sopName: sopName(report.sop, (date) => fullDate(startOfDayWita(date))),
      over,
      seesAll: hasRole(userOf(req), ALL_SEEING),
      here: addressOf(period),
      earlier: { href: addressOf(before(period)), name: nameOf(before(period)) },
      later: later.from <= dateInWita(clock.now()) ? { href: addressOf(later), name: nameOf(later) } : null,
      versions: await versionsOf(db, period.key),
      mayIssue: over && can(userOf(req), 'issueReports'),
    })
  }
}

function named(key: string): { name: string; href: string } {
  const period = periodOf(key)
  return period ? { name: nameOf(period), href: addressOf(period) } : { name: key, href: HOME }
}

const FORMS = {
  pdf: { type: 'application/pdf', make: reportPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: reportSheet },
  csv: { type: 'text/csv; charset=utf-8', make: async (report: Report) => reportCsv(report) },
} as const

async function send(res: Response, form: keyof typeof FORMS, report: Report): Promise<void> {
  const { type, make } = FORMS[form]
  const file = `${addressOf(report.period).slice(1).replaceAll('/', '-')}.${form}`
  res.set({ 'Content-Type': type, 'Cache-Control': 'private, no-store', 'Content-Disposition': `attachment; filename="${file}"` })
  res.end(await make(report))
}

/** The reports that are asked for most: of the last days, months and years. */
function shelvesOf(today: string) {
  const shelf = (title: string, kind: PeriodKind, count: number) => {
    const periods: Period[] = [periodWith(kind, today)]
    while (periods.length < count) periods.push(before(periods.at(-1) as Period))
    const reports = periods.map((period) => ({
      key: period.key,
      name: nameOf(period),
      href: addressOf(period),
      running: period.until >= today,
    }))
    return { title, reports }
  }
  return [shelf('Harian', 'day', 8), shelf('Bulanan', 'month', 13), shelf('Tahunan', 'year', 4)]
}
