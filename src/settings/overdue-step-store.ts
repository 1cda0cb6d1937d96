import type { Database, Sql } from '../db.ts'
import { NotFound, Refused } from '../errors.ts'
import type { Errors } from '../web/form.ts'
import type { OverdueStep } from './master.ts'
import { contentOf, faultsOf, type StepContent, twinOf } from './overdue-step-ladder.ts'
import { OVERDUE_STEP_ACTIONS } from './trail.ts'
import { type Author, inTurn, record, versionOf } from './trail-store.ts'

/** In order of time, retired ones too. */
export const readOverdueSteps = (sql: Sql): Promise<OverdueStep[]> =>
  sql<OverdueStep>(
    `SELECT id, moment, after_minutes AS "afterMinutes", recipients::text[] AS recipients, ways::text[] AS ways, active
     FROM overdue_steps ORDER BY moment, after_minutes, id`,
  )

/** A number that rises with each change to a step: a form carries the one that it was made from. */
export const stepVersion = (sql: Sql, id: number): Promise<string> => versionOf(sql, OVERDUE_STEP_ACTIONS, id)

/** What is wrong with the step; nothing when it was added. */
export function addOverdueStep(db: Database, author: Author, content: StepContent): Promise<Errors> {
  return inTurn(db, 'overdue steps', async (sql) => {
    const errors = faultsOf(await readOverdueSteps(sql), content)
    if (Object.keys(errors).length > 0) return errors
    const [made] = await sql<{ id: number }>(
      `INSERT INTO overdue_steps (moment, after_minutes, recipients, ways)
       VALUES ($1::"StepMoment", $2, $3::"StepRecipient"[], $4::"NoticeWay"[]) RETURNING id`,
      columnsOf(content),
    )
    await record(sql, author, { action: 'overdueStepAdded', details: { id: made?.id ?? 0, after: content } })
    return {}
  })
}

/** What is wrong with the change; undefined, and nothing written, when the step was changed after this version was read. */
export function changeOverdueStep(
  db: Database,
  author: Author,
  { id, content, version }: { id: number; content: StepContent; version: string },
): Promise<Errors | undefined> {
  return inTurn(db, 'overdue steps', async (sql) => {
    const { steps, step } = await stepWithin(sql, id)
    if ((await stepVersion(sql, id)) !== version) return undefined
    const errors = step.active ? faultsOf(steps, content, id) : {}
    const before = contentOf(step)
    if (Object.keys(errors).length > 0 || JSON.stringify(before) === JSON.stringify(content)) return errors
    await sql(
      `UPDATE overdue_steps SET moment = $2::"StepMoment", after_minutes = $3, recipients = $4::"StepRecipient"[], ways = $5::"NoticeWay"[]
       WHERE id = $1`,
      [id, ...columnsOf(content)],
    )
    await record(sql, author, { action: 'overdueStepChanged', details: { id, before, after: content } })
    return {}
  })
}

/** Retires a step or brings it back; false, and nothing written, when it was changed after this version was read. */
export function useOverdueStep(
  db: Database,
  author: Author,
  { id, active, version }: { id: number; active: boolean; version: string },
): Promise<boolean> {
  return inTurn(db, 'overdue steps', async (sql) => {
    const { steps, step } = await stepWithin(sql, id)
    if ((await stepVersion(sql, id)) !== version) return false
    if (active && twinOf(steps, step, id)) throw new Refused(TAKEN)
    await sql('UPDATE overdue_steps SET active = $2 WHERE id = $1', [id, active])
    const action = active ? 'overdueStepRestored' : 'overdueStepRetired'
    await record(sql, author, { action, details: { id, what: contentOf(step) } })
    return true
  })
}

export const TAKEN = 'Pada saat yang sama sudah ada langkah lain yang dipakai. Ubah dahulu saat langkah ini atau langkah itu.'

async function stepWithin(sql: Sql, id: number) {
  const steps = await readOverdueSteps(sql)
  const step = steps.find((one) => one.id === id)
  if (!step) throw new NotFound()
  return { steps, step }
}

const columnsOf = ({ moment, afterMinutes, recipients, ways }: StepContent) => [moment, afterMinutes, recipients, ways]
