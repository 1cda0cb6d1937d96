import { createHash } from 'node:crypto'
import type { Database, Sql } from '../db.ts'
import { NotFound, Refused } from '../errors.ts'
import type { ReportState } from '../generated/enums.ts'
import { reportWord } from '../notifications/report-word.ts'
import { insertReportWord } from '../notifications/word-store.ts'
import { can, type User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import type { ReportEvent } from './report-events.ts'

export type Issued = {
  id: number
  period: string
  version: number
  sha256: string
  issuedAt: Date
  issuedBy: string
  issuedById: number
  state: ReportState
  decidedAt: Date | null
  decidedBy: string | null
  note: string | null
}

const COLUMNS = `r.id, r.period, r.version, r.sha256, r.issued_at AS "issuedAt", i.name AS "issuedBy", r.issued_by_id AS "issuedById", r.state,
  r.decided_at AS "decidedAt", d.name AS "decidedBy", r.note`
const FROM = 'FROM issued_reports r JOIN people i ON i.id = r.issued_by_id LEFT JOIN people d ON d.id = r.decided_by_id'

/** Every version of a period's report, the newest first. */
export const versionsOf = (db: Pick<Database, 'sql'>, period: string): Promise<Issued[]> =>
  db.sql<Issued>(`SELECT ${COLUMNS} ${FROM} WHERE r.period = $1 ORDER BY r.version DESC`, [period])

/** The newest version of each of these periods that has one. */
export const newestVersions = (db: Database, periods: string[]): Promise<Issued[]> =>
  db.sql<Issued>(
    `SELECT DISTINCT ON (r.period) ${COLUMNS} ${FROM} WHERE r.period = ANY ($1::text[]) ORDER BY r.period, r.version DESC`,
    [periods],
  )

/** What waits for the Direktur, the longest waiting first; a version that has a later one waits no more. */
export const waitingForApproval = (db: Database): Promise<Issued[]> =>
  db.sql<Issued>(
    `SELECT ${COLUMNS} ${FROM} WHERE r.state = 'ISSUED' AND NOT EXISTS (SELECT FROM issued_reports l WHERE l.period = r.period AND l.version > r.version)
     ORDER BY r.issued_at`,
  )

/** What the Direktur returned and Kabag Humas has not issued anew, the longest waiting first. */
export const returnedReports = (db: Database): Promise<Issued[]> =>
  db.sql<Issued>(
    `SELECT ${COLUMNS} ${FROM} WHERE r.state = 'RETURNED' AND NOT EXISTS (SELECT FROM issued_reports l WHERE l.period = r.period AND l.version > r.version)
     ORDER BY r.decided_at`,
  )

/** Periods whose reports are ready and of which no version was issued yet, the latest first; of days only the last ones. */
export const draftsToIssue = (db: Database): Promise<{ period: string; madeAt: Date }[]> =>
  db.sql<{ period: string; madeAt: Date }>(
    `SELECT period, made_at AS "madeAt" FROM report_drafts d WHERE NOT EXISTS (SELECT FROM issued_reports r WHERE r.period = d.period)
     ORDER BY made_at DESC, length(period), period DESC LIMIT 10`,
  )

export async function findIssued(
  db: Database,
  { period, version }: { period: string; version: number },
): Promise<Issued & { figures: string }> {
  const [found] = await db.sql<Issued & { figures: string }>(
    `SELECT ${COLUMNS}, r.figures ${FROM} WHERE r.period = $1 AND r.version = $2`,
    [period, version],
  )
  if (!found) throw new NotFound('Laporan dengan nomor ini tidak ditemukan.')
  return found
}

export async function readPaper(db: Database, id: number): Promise<Buffer> {
  const [found] = await db.sql<{ pdf: Buffer }>('SELECT pdf FROM issued_reports WHERE id = $1', [id])
  if (!found) throw new NotFound()
  return found.pdf
}

/** Whom it concerns is told in the same transaction. */
const tell = (sql: Sql, event: ReportEvent, master: MasterData) =>
  insertReportWord(sql, event, reportWord(event, { master, now: event.at }), [])

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** How many reports wait for a person: to be issued, for the first time or anew, or to be approved. */
export async function countReports(db: Database, user: User): Promise<number> {
  const [drafts, issued] = [can(user, 'issueReports'), can(user, 'approveReports')]
  if (!drafts && !issued) return 0
  return (
    (drafts ? (await draftsToIssue(db)).length + (await returnedReports(db)).length : 0) +
    (issued ? (await waitingForApproval(db)).length : 0)
  )
}

export type Decision = { state: 'APPROVED' | 'RETURNED'; note: string | null; decidedById: number; now: Date; master: MasterData }

/** Once, and of the newest version only; else Refused. */
export async function decideOn(
  db: Database,
  { id, period, version }: Issued,
  { state, note, decidedById, now, master }: Decision,
): Promise<void> {
  await db.transaction(async (sql) => {
    const rows = await sql(
      `UPDATE issued_reports SET state = $2::"ReportState", note = $3, decided_by_id = $4, decided_at = $5 WHERE id = $1 AND state = 'ISSUED'
       AND NOT EXISTS (SELECT FROM issued_reports l WHERE l.period = $6 AND l.version > $7) RETURNING id`,
      [id, state, note, decidedById, now, period, version],
    )
    if (rows.length === 0) throw new Refused('Laporan ini sudah diputuskan, atau sudah ada versi yang lebih baru.')
    await tell(sql, { period, version, type: state, at: now, actorId: decidedById }, master)
  })
}
