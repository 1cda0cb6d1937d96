// Each morning the reports of what is over are made ready (SOP 5, step 5): yesterday's, on the first last month's, on 1 January last year's.
import type { Database } from '../db.ts'
import type { User } from '../permissions.ts'
import { dateInWita } from '../time.ts'
import { before, type Period, type PeriodKind, periodWith } from './period.ts'
import { readContent } from './report-store.ts'

/** The periods that ended with the day before an instant. */
export function overSince(at: Date): Period[] {
  const today = dateInWita(at)
  return (['day', 'month', 'year'] as const satisfies PeriodKind[])
    .map((kind) => periodWith(kind, today))
    .filter(({ from }) => from === today)
    .map(before)
}

/** Whoever looks in the morning finds the figures counted. Any number of instances make it once. */
export async function makeDrafts(db: Database, at: Date): Promise<void> {
  for (const period of overSince(at)) {
    await readContent(db, KABAG, period, at)
    await db.sql('INSERT INTO report_drafts (period, made_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [period.key, at])
  }
}

/** Whose sight the reports are made with. */
const KABAG: User = { id: 0, username: '', name: '', grants: [{ role: 'DEPARTMENT_HEAD', unitId: 0, unitName: '' }] }
