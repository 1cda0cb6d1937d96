import { type Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import { numberOf, parseNumber } from '../complaints/complaint.ts'
import { PAGE } from '../complaints/queue.ts'
import { choosing } from '../complaints/queue-page.ts'
import { addressOf, queryOf, type View, viewOf } from '../complaints/queue-view.ts'
import type { Setting } from '../complaints/setting.ts'
import { csvStream } from '../documents/csv.ts'
import { listSheet } from '../documents/list-sheet.ts'
import { Refused } from '../errors.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import type { User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { dateInWita } from '../time.ts'
import { listHref } from './addresses.ts'
import { EXPORT_COLUMNS, type ExportRow } from './export-columns.ts'
import { exportChosen, exportCounted, exportQueue } from './export-store.ts'
import { askedIn } from './list-routes.ts'

/** Lists of complaints to take along: what the queue shows, and what a figure counts; behind `signedIn`. */
export function exportRoutes({ db, clock, masterData }: Setting): Router {
  const router = Router()

  router.get('/aduan.:form', allowed('seeComplaints'), async (req, res, next) => {
    const [user, now, master, form] = [userOf(req), clock.now(), await masterData(), formOf(req)]
    const view = viewOf(req.query, user)
    if (form && req.query.pilih) return chosen(req, res, form, view)
    if (!form) return next()
    if (isHead(req)) return sendHead(res, `aduan-${dateInWita(now)}.${req.params.form}`)
    const asking = { user, now, humasUnitId: master.humasUnitId }
    const rows = await exportQueue(db, view, asking, { filter: filterOf(view, user), form })
    await (form === 'CSV' ? sendCsv : sendSheet)(res, `aduan-${dateInWita(now)}`, valuesOf(rows, master))
  })

  router.get('/dasbor/aduan.:form', allowed('seeFigures'), async (req, res, next) => {
    const form = formOf(req)
    if (!form) return next()
    const { span, measure, part } = askedIn(req)
    if (isHead(req)) return sendHead(res, `aduan-${span.from}-${span.until}.${req.params.form}`)
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const filter = listHref(span, measure, part ?? undefined).replace(/^.*\?/, '')
    const rows = valuesOf(await exportCounted(db, { user, ...span }, { measure, part, now }, { filter, form }), master)
    await (form === 'CSV' ? sendCsv : sendSheet)(res, `aduan-${span.from}-${span.until}`, rows)
  })

  return router

  /** What was ticked in the queue, as long as it is a page of it. */
  async function chosen(req: Request, res: Response, form: Form, view: View) {
    const [user, now, master] = [userOf(req), clock.now(), await masterData()]
    const typed = [...new Set([req.query.aduan ?? []].flat())]
    if (typed.length === 0) return res.redirect(303, choosing(addressOf(view, user)).replace(/ya$/, 'kosong'))
    if (typed.length > PAGE)
      throw new Refused(`Paling banyak ${PAGE} aduan dapat diunduh sekaligus; Anda mencentang ${typed.length}.`)
    if (isHead(req)) return sendHead(res, `aduan-pilihan-${dateInWita(now)}.${req.params.form}`)
    const numbers = typed.flatMap((one) => parseNumber(String(one), 0) ?? [])
    const filter = `${filterOf(view, user)}&${new URLSearchParams(numbers.map((one) => ['aduan', numberOf(one)]))}`
    const rows = valuesOf(await exportChosen(db, numbers, { user, now }, { filter, form }), master)
    await (form === 'CSV' ? sendCsv : sendSheet)(res, `aduan-pilihan-${dateInWita(now)}`, rows)
  }
}

const FORMS = ['CSV', 'XLSX'] as const
type Form = (typeof FORMS)[number]
const formOf = (req: Request): Form | undefined => FORMS.find((one) => one.toLowerCase() === req.params.form)

/** With the tab even where it goes without saying, and without what was searched for, which may be a name or a number of somebody. */
function filterOf(view: View, user: User): string {
  const query = queryOf({ ...view, q: view.q && 'ada' }, user)
  query.set('tab', view.tab)
  return query.toString()
}

type Values = AsyncGenerator<(string | Date | null)[]>

async function* valuesOf(rows: AsyncIterable<ExportRow>, { names }: MasterData): Values {
  for await (const row of rows) yield EXPORT_COLUMNS.map((column) => column.of(row, names))
}

const sendCsv = (res: Response, name: string, rows: Values): Promise<void> =>
  send(res, `${name}.csv`, Readable.from(rows), csvStream(EXPORT_COLUMNS.map(({ label }) => label)))

const sendSheet = async (res: Response, name: string, rows: Values): Promise<void> =>
  send(res, `${name}.xlsx`, await listSheet('Aduan', EXPORT_COLUMNS, rows))

/** Of what is asked for by its head alone nothing is read, and nothing recorded as taken. */
export const isHead = ({ method }: Request): boolean => method === 'HEAD'
export const sendHead = (res: Response, name: string): void =>
  void res.attachment(name).set('Cache-Control', 'private, no-store').end()

/** Broken off by whoever reads it, it ends; broken off by a fault, the connection ends too, so that nobody takes a part for the whole. */
export async function send(res: Response, name: string, from: Readable, ...through: Duplex[]): Promise<void> {
  res.attachment(name).set('Cache-Control', 'private, no-store')
  await pipeline([from, ...through, res]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}
