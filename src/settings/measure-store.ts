import type { Database, Sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import type { Measure, MeasureDraft } from './measure-list.ts'
import { type Author, inTurn, record } from './trail-store.ts'

export const readMeasures = (sql: Sql): Promise<Measure[]> =>
  sql<Measure>(
    `SELECT id, code, name, unit, decimals, low, high, confirmed, version,
       ARRAY(SELECT category_id FROM category_measures WHERE measure_id = measures.id ORDER BY category_id) AS categories
     FROM measures ORDER BY position, id`,
  )

type Changing = { id: number; draft: MeasureDraft; version: number; nameOf: (categoryId: number) => string }

/** False, and nothing written, when the measure was changed after this version was read. */
export function changeMeasure(db: Database, author: Author, { id, draft, version, nameOf }: Changing): Promise<boolean> {
  return inTurn(db, 'measures', async (sql) => {
    const before = (await readMeasures(sql)).find((one) => one.id === id)
    if (!before) throw new NotFound()
    if (before.version !== version) return false
    const added = draft.categories.filter((one) => !before.categories.includes(one))
    const removed = before.categories.filter((one) => !draft.categories.includes(one))
    const [was, is] = [termsOf(before), termsOf(draft)]
    if (JSON.stringify(was) === JSON.stringify(is) && added.length + removed.length === 0) return true
    await sql('UPDATE measures SET low = $2, high = $3, confirmed = $4, version = version + 1 WHERE id = $1', [
      ...[id, draft.low, draft.high, draft.confirmed],
    ])
    await sql('DELETE FROM category_measures WHERE measure_id = $1 AND category_id = ANY($2)', [id, removed])
    await sql('INSERT INTO category_measures (category_id, measure_id) SELECT unnest($2::int[]), $1', [id, added])
    const details = { id, name: before.name, unit: before.unit, before: was, after: is }
    await record(sql, author, {
      action: 'measureChanged',
      details: { ...details, added: added.map(nameOf), removed: removed.map(nameOf) },
    })
    return true
  })
}

const termsOf = ({ low, high, confirmed }: MeasureDraft) => ({ low, high, confirmed })
