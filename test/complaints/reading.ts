import { load } from 'cheerio'
import { findVisible } from '../../src/complaints/store.ts'
import type { State } from '../../src/generated/enums.ts'
import type { TestApp } from '../support/app.ts'

type Event = {
  type: string
  from: State | null
  to: State | null
  payload: unknown
  actorId: number | null
  at: Date
  recordedAt: Date
}
type Text = { event: number; kind: string; body: string; forComplainant: boolean }
type Report = { kind: string; cause: string; result: string; officers: number[] }

/** A complaint with all that is stored of its course. */
export async function readAll({ db, user }: TestApp, number: string) {
  const complaint = await findVisible(db, user('kasie.hula'), number)
  const rows = <Row extends object>(text: string) => db.sql<Row>(text, [complaint.id])
  return {
    complaint,
    events: await rows<Event>(
      `SELECT type, from_state AS "from", to_state AS "to", payload, actor_id AS "actorId", at, recorded_at AS "recordedAt"
       FROM events WHERE complaint_id = $1 ORDER BY sequence`,
    ),
    texts: await rows<Text>(
      'SELECT event_sequence AS event, kind, body, for_complainant AS "forComplainant" FROM texts WHERE complaint_id = $1 ORDER BY id',
    ),
    amendments: await rows<{ field: string; before: string | null; after: string | null }>(
      'SELECT field, before, after FROM amendments WHERE complaint_id = $1 ORDER BY id',
    ),
    reports: await rows<Report>('SELECT kind, cause, result, officers FROM work_reports WHERE complaint_id = $1 ORDER BY id'),
  }
}

/** What a form's page says is wrong, beside the fields. */
export const faultsIn = (html: string): string[] => {
  const $ = load(html)
  return $('.fault')
    .toArray()
    .map((fault) => $(fault).text())
}
