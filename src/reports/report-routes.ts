import { Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { can } from '../permissions.ts'
import { sopGap } from '../settings/sop-texts.ts'
import { dateInWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { issuedRoutes } from './issued-routes.ts'
import { draftsToIssue, newestVersions, returnedReports, waitingForApproval } from './issued-store.ts'
import { addressOf, before, nameOf, type Period, type PeriodKind, periodOf, periodWith, REPORT_KIND } from './period.ts'
import { periodRoutes } from './period-routes.ts'

const HOME = '/laporan'

/** Daily, monthly and annual reports (SOP 5, step 5), on the screen and to take along; behind `signedIn`. */
export function reportRoutes(setting: Setting): Router {
  const { db, clock, masterData } = setting
  const router = Router()
  router.use(HOME, allowed('seeFigures'))

  router.get(HOME, async (req, res) => {
    const today = dateInWita(clock.now())
    const chosen = chosenIn(req.query)
    if (chosen) return res.redirect(303, addressOf(chosen))
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
      gap: sopGap((await masterData()).sop),
    }
    await renderPage(req, res, 'reports/reports', { title: 'Laporan', ...locals })
  })

  router.use(issuedRoutes(setting), periodRoutes(setting))

  return router
}

/** A kind of report and a date, as the form for them sends it. */
function chosenIn({ jenis, tanggal }: { jenis?: unknown; tanggal?: unknown }): Period | undefined {
  const isDay = typeof tanggal === 'string' && periodOf(tanggal)?.kind === 'day'
  return isDay && typeof jenis === 'string' && Object.hasOwn(REPORT_KIND, jenis)
    ? periodWith(REPORT_KIND[jenis as keyof typeof REPORT_KIND], tanggal)
    : undefined
}

function named(key: string): { name: string; href: string } {
  const period = periodOf(key)
  return period ? { name: nameOf(period), href: addressOf(period) } : { name: key, href: HOME }
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
