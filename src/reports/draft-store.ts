// Each morning the reports of what is over are made ready (SOP 5, step 5): yesterday's, on the first last month's, on 1 January last year's.
import type { Database } from '../db.ts'
import { reportWord } from '../notifications/report-word.ts'
import { insertReportWord } from '../notifications/word-store.ts'
import type { User } from '../permissions.ts'
import { readReportList } from '../settings/report-list-store.ts'
import { readMasterData } from '../settings/store.ts'
import { dateInWita, HOUR, startOfDayWita } from '../time.ts'
import { before, type Period, type PeriodKind, periodWith } from './period.ts'
import { type Report, reportOf } from './report.ts'
import type { ReportEvent } from './report-events.ts'
import { readContent } from './report-store.ts'

/** mailed: whether mail is set up, so that papers can be sent. */
type Making = { db: Database; mailed: boolean; paper: (report: Report) => Promise<Buffer> }

const FROM_HOUR = 7

/** The periods that ended with the day before an instant. */
export function overSince(at: Date): Period[] {
  const today = dateInWita(at)
  return (['day', 'month', 'year'] as const satisfies PeriodKind[])
    .map((kind) => periodWith(kind, today))
    .filter(({ from }) => from === today)
    .map(before)
}

/** Whoever looks in the morning finds the figures counted, and is told. Any number of instances make it once. */
export async function makeDrafts(making: Making, at: Date): Promise<void> {
  if (at.getTime() < startOfDayWita(dateInWita(at)).getTime() + FROM_HOUR * HOUR) return
  const due = overSince(at)
  for (const period of due) if (!(await isMade(making.db, period))) await makeDraft(making, period, at)
  const last = (['month', 'year'] as const).map((kind) => before(periodWith(kind, dateInWita(at))))
  for (const period of last.filter(({ key }) => !due.some((one) => one.key === key)))
    if (await isMissed(making.db, period)) await makeDraft(making, period, at)
}

const isMade = async ({ sql }: Database, { key }: Period): Promise<boolean> =>
  (await sql('SELECT FROM report_drafts WHERE period = $1', [key])).length > 0

/** Of a month or year in which there were complaints and after which nobody was there on the first day. */
const isMissed = async ({ sql }: Database, { key, until }: Period): Promise<boolean> =>
  (
    await sql(
      `SELECT FROM complaints WHERE arrived_on <= $2::date AND NOT EXISTS (SELECT FROM report_drafts WHERE period = $1)
         AND NOT EXISTS (SELECT FROM issued_reports WHERE period = $1) LIMIT 1`,
      [key, until],
    )
  ).length > 0

async function makeDraft({ db, mailed, paper }: Making, period: Period, at: Date): Promise<void> {
  const [content, master] = [await readContent(db, KABAG, period, at), await readMasterData(db.sql, at)]
  const addresses = mailed ? await readReportList(db.sql) : []
  const pdf = addresses.length > 0 ? await paper(reportOf(content, master)) : null
  const event: ReportEvent = { period: period.key, version: null, type: 'READY', at, actorId: null }
  await db.transaction(async (sql) => {
    const insert = 'INSERT INTO report_drafts (period, made_at, pdf) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING period'
    // Another instance may have been faster: then it told of it, too.
    if ((await sql(insert, [period.key, at, pdf])).length === 0) return
    await insertReportWord(sql, event, reportWord(event, { master, now: at }), addresses)
  })
}

/** Whose sight the reports are made with. */
export const KABAG: User = { id: 0, username: '', name: '', grants: [{ role: 'DEPARTMENT_HEAD', unitId: 0, unitName: '' }] }
