// Everything that the dashboard shows, read of one state of the facts.
import type { Database } from '../db.ts'
import type { Kind } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import type { DashboardContent } from './dashboard-content.ts'
import { onFacts } from './facts-store.ts'
import { figuresIn, talliesIn } from './figures-store.ts'
import { readDensity } from './indicators-store.ts'
import type { Scope } from './measures-store.ts'
import { type Days, isOver } from './period.ts'
import { growthOf, ratesIn, sumOf } from './tallies.ts'

type Asked = { days: Days; earlier: Days; kind: Kind | null }

export function readDashboard(db: Database, user: User, { days, earlier, kind }: Asked, now: Date): Promise<DashboardContent> {
  const [scope, scopeBefore] = [days, earlier].map((span) => ({ user, kind, ...span })) as [Scope, Scope]
  return onFacts(db, async (sql) => {
    const [tallies, talliesBefore] = [await talliesIn(sql, scope, now), await talliesIn(sql, scopeBefore, now)]
    return {
      figures: await figuresIn(sql, scope, now, tallies),
      before: await figuresIn(sql, scopeBefore, now, talliesBefore),
      villages: growthOf(tallies, talliesBefore),
      submissions: sumOf(tallies, 'submissions'),
      rates: ratesIn(tallies, scope.from),
      density: await readDensity(
        sql,
        kind === 'COMPLAINT' ? tallies : await talliesIn(sql, { ...scope, kind: 'COMPLAINT' }, now),
      ),
      isOver: isOver(days, now),
    }
  })
}
