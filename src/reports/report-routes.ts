import { type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { addDays, dateInWita } from '../time.ts'
import { renderPage } from '../web/page.ts'
import { after, before, isOver, nameOf, type Period, type PeriodKind, periodOf, periodWith } from './period.ts'
import { type Report, reportOf } from './report.ts'
import { readContent } from './report-store.ts'
import { SOP } from './sop.ts'

const HOME = '/laporan'
const KINDS = { harian: 'day', bulanan: 'month', tahunan: 'year' } as const satisfies Record<string, PeriodKind>

/** Daily, monthly and annual reports (SOP 5, step 5), on the screen and to take along; behind `signedIn`. */
export function reportRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()
  router.use(HOME, allowed('seeFigures'))

  router.get(HOME, async (req, res) => {
    const today = dateInWita(clock.now())
    const { jenis, tanggal } = req.query
    if (typeof jenis === 'string' && jenis in KINDS && typeof tanggal === 'string' && periodOf(tanggal)?.kind === 'day')
      return res.redirect(303, addressOf(periodWith(KINDS[jenis as keyof typeof KINDS], tanggal)))
    await renderPage(req, res, 'reports/reports', {
      title: 'Laporan',
      today,
      kinds: ['harian', 'bulanan', 'tahunan'],
      shelves: shelvesOf(today),
    })
  })

  router.get(`${HOME}/:jenis/:periode`, async (req, res) => {
    const period = periodOf(req.params.periode)
    const kind = KINDS[req.params.jenis as keyof typeof KINDS]
    if (!period || period.kind !== kind || period.from > dateInWita(clock.now()))
      throw new NotFound('Laporan untuk periode ini tidak ada.')
    const [content, master] = await Promise.all([readContent(db, userOf(req), period, clock.now()), masterData()])
    await show(req, res, reportOf(content, master))
  })

  return router

  async function show(req: Request, res: Response, report: Report) {
    const { period } = report
    const later = after(period)
    await renderPage(req, res, 'reports/report', {
      title: `${report.title} ${report.name}`,
      report,
      sop: SOP,
      over: isOver(period, clock.now()),
      here: addressOf(period),
      earlier: { href: addressOf(before(period)), name: nameOf(before(period)) },
      later: later.from <= dateInWita(clock.now()) ? { href: addressOf(later), name: nameOf(later) } : null,
    })
  }
}

const PATH: Record<PeriodKind, string> = { day: 'harian', week: 'harian', month: 'bulanan', year: 'tahunan' }
const addressOf = (period: Period): string => `${HOME}/${PATH[period.kind]}/${period.key}`

/** The reports that are asked for most: of the last days, months and years. */
function shelvesOf(today: string) {
  const shelf = (title: string, kind: PeriodKind, count: number) => {
    const periods: Period[] = [periodWith(kind, today)]
    while (periods.length < count) periods.push(before(periods.at(-1) as Period))
    return {
      title,
      reports: periods.map((period) => ({ name: nameOf(period), href: addressOf(period), running: period.until >= today })),
    }
  }
  return [
    shelf('Harian', 'day', 8),
    shelf('Bulanan', 'month', 13),
    shelf('Tahunan', 'year', Number(addDays(today, 0).slice(0, 4)) - 2023),
  ]
}
