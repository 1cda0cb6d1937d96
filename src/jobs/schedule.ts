// name → when → function
import type { Objects } from '../attachments/objects.ts'
import { sweep } from '../attachments/store.ts'
import { removeOldDrafts } from '../complaints/draft-store.ts'
import type { Feed } from '../complaints/feed-store.ts'
import { instantsOfDue, recordMissed } from '../complaints/missed-store.ts'
import type { Database } from '../db.ts'
import { reportPdf } from '../documents/report-pdf.ts'
import { deliver } from '../notifications/deliver.ts'
import { instantsOfSteps, remindOverdue } from '../notifications/overdue-store.ts'
import type { Post } from '../notifications/post.ts'
import { removeExpiredSessions } from '../people/sessions.ts'
import { makeDrafts } from '../reports/draft-store.ts'
import { MINUTE } from '../time.ts'
import type { Job } from './run.ts'

type Setting = { db: Database; feed: Feed; post: Post; baseUrl: string; objects: Objects }

// Changes that come together are sent together.
const TOGETHER_MS = 300

export const jobsOf = ({ db, feed, post, baseUrl, objects }: Setting): Job[] => [
  {
    name: 'missed-limits',
    cron: '* * * * *',
    // Each minute looks beyond the next, so that a limit is recorded in the second in which it runs out.
    work: async (at, again) => {
      await recordMissed(db, at)
      for (const due of await instantsOfDue(db, at, new Date(at.getTime() + 2 * MINUTE))) await again(due)
    },
  },
  {
    name: 'overdue-steps',
    cron: '* * * * *',
    work: async (at, again) => {
      await remindOverdue(db, at)
      for (const due of await instantsOfSteps(db, at, new Date(at.getTime() + 2 * MINUTE))) await again(due)
    },
  },
  {
    name: 'outbox',
    cron: '* * * * *',
    work: (at) => deliver({ db, post, baseUrl }, at),
    wake: (call) => afterChanges(feed, call),
  },
  {
    name: 'report-drafts',
    // At seven; each later hour finds it done, or does what an outage kept from being done.
    cron: '0 7-23 * * *',
    work: (at) => makeDrafts({ db, mailed: post.EMAIL !== null, paper: reportPdf }, at),
  },
  { name: 'old-attachments', cron: '41 3 * * *', work: (at) => sweep(db, objects, at) },
  { name: 'old-drafts', cron: '23 3 * * *', work: (at) => removeOldDrafts(db, at) },
  { name: 'expired-sessions', cron: '7 * * * *', work: () => removeExpiredSessions(db) },
]

/** Every message comes with a change. */
function afterChanges(feed: Feed, call: () => void): void {
  let waiting = false
  feed.subscribe(() => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      call()
    }, TOGETHER_MS).unref()
  })
}
