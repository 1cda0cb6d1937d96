// What runs by itself, in one database for any number of instances: each job is done by one of them.
import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'

/** A job is told the instant at which it began, by the database's clock: one instance's own may be wrong. */
export type Job = {
  name: string
  /** When it comes round, as cron in WITA. */
  cron: string
  work: (at: Date, again: (at: Date) => Promise<unknown>) => Promise<unknown>
  /** Calls back when it should come round at once. */
  wake?: (call: () => void) => void
}

/** Starts the jobs beside everything else, again while the database cannot be reached. Gives what ends them, after what is under way. */
export function runJobs(url: string, jobs: readonly Job[], failed: (error: Error) => void): () => Promise<void> {
  let stopped = false
  const started = (async () => {
    while (!stopped) {
      const boss = await begin(url, jobs, failed).catch(failed)
      if (boss) return boss
      await sleep(5_000, undefined, { ref: false })
    }
  })()
  return async () => {
    stopped = true
    await (await started)?.stop({ graceful: true, timeout: 3_000 })
  }
}

async function begin(url: string, jobs: readonly Job[], failed: (error: Error) => void): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', max: 2, application_name: 'jobs' })
  boss.on('error', failed)
  await boss.start()
  for (const { name, cron, work, wake } of jobs) {
    // Of one instant there is one, however many ask for it.
    await boss.createQueue(name, { policy: 'short', retryLimit: 3, deleteAfterSeconds: 3_600 })
    const again = (at: Date) => boss.send(name, null, { startAfter: at, singletonKey: at.toISOString() })
    await boss.work(name, { includeMetadata: true, pollingIntervalSeconds: 1 }, async (due) => {
      // Not when it was asked for: it may have waited long for the one before it.
      for (const { startedOn } of due) await work(startedOn, again)
    })
    await boss.schedule(name, cron, null, { tz: 'Asia/Makassar' })
    const atOnce = () => boss.send(name, null, { singletonKey: 'at once' })
    await atOnce()
    wake?.(() => void atOnce().catch(failed))
  }
  return boss
}
