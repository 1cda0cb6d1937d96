// name → when → function
import { removeOldDrafts } from '../complaints/draft-store.ts'
import { instantsOfDue, recordMissed } from '../complaints/missed-store.ts'
import type { Database } from '../db.ts'
import { removeExpiredSessions } from '../people/sessions.ts'
import { MINUTE } from '../time.ts'
import type { Job } from './run.ts'

export const jobsOf = (db: Database): Job[] => [
  {
    name: 'missed-limits',
    cron: '* * * * *',
    // Each minute looks beyond the next, so that a limit is recorded in the second in which it runs out.
    work: async (at, again) => {
      await recordMissed(db, at)
      for (const due of await instantsOfDue(db, at, new Date(at.getTime() + 2 * MINUTE))) await again(due)
    },
  },
  { name: 'old-drafts', cron: '23 3 * * *', work: (at) => removeOldDrafts(db, at) },
  { name: 'expired-sessions', cron: '7 * * * *', work: () => removeExpiredSessions(db) },
]
