// Issues a period's report. Its figures are read and its paper is set before the transaction begins, so that nobody waits for a connection meanwhile.
import type { Database, Sql } from '../db.ts'
import { Refused } from '../errors.ts'
import { reportWord } from '../notifications/report-word.ts'
import { insertReportWord } from '../notifications/word-store.ts'
import type { User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { type Clock, fullDateAndTime } from '../time.ts'
import type { Content } from './content.ts'
import { freeze, sameFigures } from './issued.ts'
import { findIssued, sha256, versionsOf } from './issued-store.ts'
import type { Period } from './period.ts'
import type { ReportEvent } from './report-events.ts'
import { readContent } from './report-store.ts'

export type Stamp = { version: number; sha256: string; at: Date }
/** seen: the newest version that the person saw, 0 for none. */
export type Making = {
  period: Period
  seen: number
  user: User
  master: MasterData
  clock: Clock
  paper: (content: Content, stamp: Stamp) => Promise<Buffer>
}

let last: Promise<unknown> = Promise.resolve()

/** Freezes figures and their paper as the next version; one after the other, so that of many who ask at once only one paper is set. Else Refused. */
export function issue(db: Database, making: Making): Promise<number> {
  const issued = last.then(() => issueNext(db, making))
  last = issued.catch(() => undefined)
  return issued
}

async function issueNext(db: Database, { period, seen, user, master, clock, paper }: Making): Promise<number> {
  // Before the figures are read: what is issued on a version is never older than what that version says.
  await refuseOutdated(db.sql, period, seen)
  if (!(await hasBegun(db.sql, period))) throw new Refused(NOT_BEGUN)
  const now = clock.now()
  const content = { ...(await readContent(db, user, period, now, { named: true })), sop: master.sop }
  const figures = freeze(content)
  await refuseSame(db, period, seen, figures)
  const stamp = { version: seen + 1, sha256: sha256(figures), at: now }
  const pdf = await paper(content, stamp)
  await db.transaction(async (sql) => {
    await sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [period.key])
    await refuseOutdated(sql, period, seen)
    await sql(
      'INSERT INTO issued_reports (period, version, figures, sha256, pdf, issued_at, issued_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [period.key, stamp.version, figures, stamp.sha256, pdf, now, user.id],
    )
    const event: ReportEvent = { period: period.key, version: stamp.version, type: 'ISSUED', at: now, actorId: user.id }
    await sql(READ, [period.key, stamp.version, now])
    await insertReportWord(sql, event, reportWord(event, { master, now }), [])
  })
  return stamp.version
}

/** Nobody decides any more on what was issued before. */
const READ = `UPDATE notices SET read_at = $3 WHERE read_at IS NULL
  AND report_event_id IN (SELECT id FROM report_events WHERE period = $1 AND version < $2 AND type = 'ISSUED')`

const NOT_BEGUN = 'Sampai akhir periode ini belum ada aduan yang masuk, jadi tidak ada yang dapat dilaporkan.'

/** Whether a complaint had arrived by the end of the period: before the first one nothing is counted. */
export const hasBegun = async (sql: Sql, { until }: Period): Promise<boolean> =>
  (await sql('SELECT FROM complaints WHERE arrived_on <= $1::date LIMIT 1', [until])).length > 0

async function refuseOutdated(sql: Sql, period: Period, seen: number): Promise<void> {
  const [newest] = await versionsOf({ sql }, period.key)
  if ((newest?.version ?? 0) === seen) return
  if (!newest) throw new Refused(`Versi ${seen} tidak ada.`)
  const saw = seen === 0 ? 'ketika belum ada versi terbit' : `ketika yang terbaru versi ${seen}`
  throw new Refused(
    `Versi ${newest.version} sudah diterbitkan ${newest.issuedBy} pada ${fullDateAndTime(newest.issuedAt)} WITA; halaman Anda dibuka ${saw}.`,
  )
}

/** What the Direktur returned may be issued again as it is. */
async function refuseSame(db: Database, { key }: Period, seen: number, figures: string): Promise<void> {
  if (seen === 0) return
  const newest = await findIssued(db, { period: key, version: seen })
  if (newest.state !== 'RETURNED' && sameFigures(newest.figures, figures))
    throw new Refused(`Tidak ada angka yang berubah sejak versi ${seen}.`)
}
