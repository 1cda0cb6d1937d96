import type { Database, Sql } from '../db.ts'
import { NotFound, Refused } from '../errors.ts'
import type { Errors } from '../web/form.ts'
import { codeFor, contentOf, faultsOf, isLastActive, placed, type ReasonDraft } from './hold-reason-list.ts'
import type { HoldReason } from './master.ts'
import { HOLD_REASON_ACTIONS } from './trail.ts'
import { type Author, inTurn, record, versionOf } from './trail-store.ts'

/** In their order, retired ones too. */
export const readHoldReasons = (sql: Sql): Promise<HoldReason[]> =>
  sql<HoldReason>('SELECT id, code, name, pausing, active FROM hold_reasons ORDER BY position, id')

/** A number that rises with each change to a reason: a form carries the one that it was made from. */
export const reasonVersion = (sql: Sql, id: number): Promise<string> => versionOf(sql, HOLD_REASON_ACTIONS, id)

/** What is wrong with the reason; nothing when it was added. */
export function addHoldReason(db: Database, author: Author, draft: ReasonDraft): Promise<Errors> {
  return inTurn(db, 'hold reasons', async (sql) => {
    const reasons = await readHoldReasons(sql)
    const errors = faultsOf(reasons, draft)
    if (Object.keys(errors).length > 0) return errors
    const codes = reasons.map(({ code }) => code)
    const [made] = await sql<{ id: number }>(
      'INSERT INTO hold_reasons (code, name, pausing, position) VALUES ($1, $2, $3, 0) RETURNING id',
      [codeFor(draft.name, codes), draft.name, draft.pausing],
    )
    const id = made?.id ?? 0
    await place(sql, placed(reasons, id, draft.after))
    const { content } = await reasonWithin(sql, id)
    await record(sql, author, { action: 'holdReasonAdded', details: { id, after: content } })
    return {}
  })
}

/** What is wrong with the change; undefined, and nothing written, when the reason was changed after this version was read. */
export function changeHoldReason(
  db: Database,
  author: Author,
  { id, draft, version }: { id: number; draft: ReasonDraft; version: string },
): Promise<Errors | undefined> {
  return inTurn(db, 'hold reasons', async (sql) => {
    const { reasons, content: before } = await reasonWithin(sql, id)
    if ((await reasonVersion(sql, id)) !== version) return undefined
    const errors = faultsOf(reasons, draft, id)
    if (Object.keys(errors).length > 0) return errors
    await sql('UPDATE hold_reasons SET name = $2, pausing = $3 WHERE id = $1', [id, draft.name, draft.pausing])
    await place(sql, placed(reasons, id, draft.after))
    const { content: after } = await reasonWithin(sql, id)
    if (JSON.stringify(before) !== JSON.stringify(after))
      await record(sql, author, { action: 'holdReasonChanged', details: { id, before, after } })
    return {}
  })
}

/** Retires a reason or brings it back; false, and nothing written, when it was changed after this version was read. */
export function useHoldReason(
  db: Database,
  author: Author,
  { id, active, version }: { id: number; active: boolean; version: string },
): Promise<boolean> {
  return inTurn(db, 'hold reasons', async (sql) => {
    const { reasons, content } = await reasonWithin(sql, id)
    if ((await reasonVersion(sql, id)) !== version) return false
    if (!active && isLastActive(reasons, id)) throw new Refused(LAST_REASON)
    await sql('UPDATE hold_reasons SET active = $2 WHERE id = $1', [id, active])
    await record(sql, author, { action: active ? 'holdReasonRestored' : 'holdReasonRetired', details: { id, what: content } })
    return true
  })
}

export const LAST_REASON = 'Ini satu-satunya alasan yang dipakai. Tanpa alasan, aduan tidak dapat ditunda.'

async function reasonWithin(sql: Sql, id: number) {
  const reasons = await readHoldReasons(sql)
  const reason = reasons.find((one) => one.id === id)
  if (!reason) throw new NotFound()
  return { reasons, content: contentOf(reasons, reason) }
}

const place = (sql: Sql, ids: readonly number[]) =>
  sql(
    'UPDATE hold_reasons SET position = nth FROM unnest($1::int[]) WITH ORDINALITY AS placed(id, nth) WHERE placed.id = hold_reasons.id',
    [ids],
  )
