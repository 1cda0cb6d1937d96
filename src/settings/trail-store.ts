// The trail of what was done to settings: written beside each change, read under the list that it is about.
import type { Database, Sql } from '../db.ts'
import { type SettingAction, type SettingChange, settingSentence } from './trail.ts'

export type Author = { actorId: number; now: Date }

/** One change of a list at a time: what was checked still holds when it is written. */
export const inTurn = <Result>(db: Database, list: string, work: (sql: Sql) => Promise<Result>): Promise<Result> =>
  db.transaction(async (sql) => {
    await sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [list])
    return work(sql)
  })

export const record = (sql: Sql, { actorId, now }: Author, { action, details }: SettingChange) =>
  sql('INSERT INTO audit_entries (at, actor_id, action, details) VALUES ($1, $2, $3, $4)', [
    now,
    actorId,
    action,
    JSON.stringify(details),
  ])

/** The number of the last change to a row of a list; '0' before the first. */
export async function versionOf(sql: Sql, actions: readonly SettingAction[], id: number | string): Promise<string> {
  const [last] = await sql<{ version: string }>(
    `SELECT coalesce(max(id), 0)::text AS version FROM audit_entries WHERE subject_id IS NULL AND action = ANY($1) AND details ->> 'id' = $2`,
    [actions, String(id)],
  )
  return last?.version ?? '0'
}

export type TrailLine = { at: Date; name: string; said: string; details: SettingChange['details'] }

/** The last changes of these kinds, the latest first; with an id those to that row. */
export async function lastChanges(
  sql: Sql,
  actions: readonly SettingAction[],
  id: number | string | null = null,
): Promise<TrailLine[]> {
  const rows = await sql<{ at: Date; name: string } & SettingChange>(
    `SELECT a.at, p.name, a.action, a.details FROM audit_entries a JOIN people p ON p.id = a.actor_id
     WHERE a.subject_id IS NULL AND a.action = ANY($1) AND ($2::text IS NULL OR a.details ->> 'id' = $2) ORDER BY a.id DESC LIMIT 10`,
    [actions, id === null ? null : String(id)],
  )
  return rows.map(({ at, name, ...change }) => ({ at, name, said: settingSentence(change), details: change.details }))
}
