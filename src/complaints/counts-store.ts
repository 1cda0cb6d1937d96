import type { Database } from '../db.ts'
import type { Keep } from './kept-store.ts'
import { type Asking, type Counted, countOpen } from './queue.ts'

export type CountsSource = (asking: Asking) => Promise<Counted>

/** How many wait where, for a person and their grants; counted anew when anything changed or a deadline has passed. */
export const countsSource =
  (db: Database, keep: Keep): CountsSource =>
  (asking) =>
    keep(
      JSON.stringify(['counts', asking.user.id, asking.user.grants]),
      asking.now,
      () => countOpen(db, asking),
      ({ nextDueAt }) => nextDueAt,
    )
