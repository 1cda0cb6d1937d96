// Everything that a periodic report is made of, read of one state of the facts.
import type { Database } from '../db.ts'
import type { User } from '../permissions.ts'
import { countSubmissions } from './dashboard-store.ts'
import { onFacts } from './facts-store.ts'
import { figuresIn } from './figures-store.ts'
import { countRates, readDensity } from './indicators-store.ts'
import { listOverdue } from './overdue-list-store.ts'
import { before, type Period } from './period.ts'
import type { Content } from './report.ts'

export function readContent(db: Database, user: User, period: Period, now: Date): Promise<Content> {
  return onFacts(db, async (sql) => {
    const earlier = before(period)
    const of = ({ from, until }: Period, kind: 'COMPLAINT' | null) => figuresIn(sql, { user, from, until, kind }, now)
    const days = { user, from: period.from, until: period.until }
    return {
      ...{ period, before: earlier, now },
      all: await of(period, null),
      complaints: await of(period, 'COMPLAINT'),
      allBefore: await of(earlier, null),
      complaintsBefore: await of(earlier, 'COMPLAINT'),
      submissions: await countSubmissions(sql, { user, from: period.from, until: period.until, kind: null }),
      overdue: await listOverdue(sql, { ...days, kind: null }),
      indicators: {
        all: await countRates(sql, { ...days, kind: null }),
        complaints: await countRates(sql, { ...days, kind: 'COMPLAINT' }),
        density: await readDensity(sql, days),
      },
    }
  })
}
