// Counts all afresh, to prove that what is kept beside the complaints says what they say.
import { numberOf } from '../complaints/complaint.ts'
import type { Database, Sql } from '../db.ts'
import type { Kind } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { differingFacts, onFacts } from './facts-store.ts'
import { keptFor } from './figures-store.ts'
import type { Scope } from './measures-store.ts'
import { figuresOf, ratesIn, type Tallies } from './tallies.ts'
import { readTallies } from './tallies-store.ts'

/** compared: how many complaints; complaints: the numbers of those that differ; days: kept tallies that differ. */
export type Checked = { compared: number; complaints: string[]; days: { from: string; until: string }[] }

export async function checkFigures(db: Database): Promise<Checked> {
  const ids = await differingFacts(db, null)
  const differing = await db.sql<{ year: number; sequence: number }>(
    'SELECT year, sequence FROM complaints WHERE id = ANY($1::int[]) ORDER BY year, sequence',
    [ids],
  )
  const [all] = await db.sql<{ count: number }>('SELECT count(*) FROM complaints')
  return { compared: all?.count ?? 0, complaints: differing.map(numberOf), days: await onFacts(db, differingDays) }
}

type Kept = { from: string; until: string; kind: string; sight: string; tallies: Tallies }

async function differingDays(sql: Sql): Promise<Checked['days']> {
  const kept = await sql<Kept>(
    'SELECT from_on AS "from", until_on AS "until", kind, sight, tallies FROM kept_tallies ORDER BY 1, 2',
  )
  const differing: Checked['days'] = []
  for (const { from, until, kind, sight, tallies } of kept) {
    const user = SEERS.find((one) => keptFor(one) === sight)
    const scope: Scope | undefined = user && { user, from, until, kind: (kind || null) as Kind | null }
    // What nobody's sight asks for is never read.
    if (scope && written(await readTallies(sql, scope)) !== written(tallies)) differing.push({ from, until })
  }
  return differing
}

/** One of each sight that figures are counted by. */
const SEERS = (['DEPARTMENT_HEAD', 'DIRECTOR'] as const).map(
  (role): User => ({ id: 0, username: '', name: '', grants: [{ role, unitId: 0, unitName: '' }] }),
)

/** The rows of tallies come in any order, and so do the names in one that was kept: what they add up to does not. */
const written = (tallies: Tallies): string =>
  JSON.stringify([
    figuresOf([tallies], [], []),
    tallies.villages.toSorted((a, b) => a.code.localeCompare(b.code)),
    tallies.submissions,
    ratesIn([tallies], ''),
    tallies.handled.map(({ arrived, count }) => `${arrived} ${count}`).toSorted(),
  ])
