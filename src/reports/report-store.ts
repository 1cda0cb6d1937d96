// Everything that a periodic report is made of, read of one state of the facts.
import type { Database } from '../db.ts'
import type { User } from '../permissions.ts'
import { readArrivals } from './arrivals-store.ts'
import type { Content } from './content.ts'
import { readDismissed } from './dismissal-store.ts'
import { onFacts } from './facts-store.ts'
import { figuresIn, talliesIn } from './figures-store.ts'
import { readDensity } from './indicators-store.ts'
import { listOverdue } from './overdue-list-store.ts'
import { before, type Period } from './period.ts'
import { ratesIn, sumOf } from './tallies.ts'

/** named: with the numbers of the complaints that arrived. */
export function readContent(
  db: Database,
  user: User,
  period: Period,
  now: Date,
  { named }: { named: boolean } = { named: false },
): Promise<Content> {
  return onFacts(db, async (sql) => {
    const earlier = before(period)
    const days = { user, from: period.from, until: period.until }
    const of = ({ from, until }: Period, kind: 'COMPLAINT' | null) => figuresIn(sql, { user, from, until, kind }, now)
    const [all, complaints] = [{ ...days, kind: null } as const, { ...days, kind: 'COMPLAINT' } as const]
    const [talliesOfAll, tallies] = [await talliesIn(sql, all, now), await talliesIn(sql, complaints, now)]
    return {
      ...{ period, before: earlier, now },
      all: await figuresIn(sql, all, now, talliesOfAll),
      complaints: await figuresIn(sql, complaints, now, tallies),
      allBefore: await of(earlier, null),
      complaintsBefore: await of(earlier, 'COMPLAINT'),
      submissions: sumOf(talliesOfAll, 'submissions'),
      dismissed: await readDismissed(sql, all),
      overdue: await listOverdue(sql, all),
      ...(named && { arrivals: await readArrivals(sql, all) }),
      indicators: {
        all: ratesIn(talliesOfAll, period.from),
        complaints: ratesIn(tallies, period.from),
        density: await readDensity(sql, tallies),
      },
    }
  })
}
