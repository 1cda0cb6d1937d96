import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import type { Unread } from '../notifications/notice-store.ts'
import type { MasterDataSource } from '../settings/master.ts'
import type { Clock } from '../time.ts'
import type { CountsSource } from './counts-store.ts'
import type { Presence } from './presence-store.ts'

/** What routes work with: the database, the settings of the process, the clock, the office's own data, how many wait, what is unread, who is where. */
export type Setting = {
  db: Database
  env: Env
  clock: Clock
  masterData: MasterDataSource
  countsFor: CountsSource
  unread: Unread
  presence: Presence
}
