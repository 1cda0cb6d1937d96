// What changes, in whichever instance: PostgreSQL tells it at the commit.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type Feed = {
  /** Whether changes are heard at present. */
  isLive(): boolean
  /** Calls back with the ids of complaints that changed; with none when some may have gone unheard. Gives what ends it. */
  subscribe(heard: (complaintIds: number[]) => void): () => void
  close(): Promise<void>
}

/** Listens on a connection of its own, anew after each loss. */
export function openFeed(url: string): Feed {
  const listeners = new Set<(ids: number[]) => void>()
  const tell = (ids: number[]) => {
    for (const heard of listeners) heard(ids)
  }
  let client: pg.Client | undefined
  let closed = false

  const listening = (async () => {
    while (!closed) {
      const ended = await listen(url, tell, (connected) => {
        client = connected
        tell([])
      }).catch(() => undefined)
      client = undefined
      if (!closed) await sleep(ended ? 50 : 1_000, undefined, { ref: false })
    }
  })()

  return {
    isLive: () => client !== undefined,
    subscribe(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async close() {
      closed = true
      await client?.end()
      await Promise.race([listening, sleep(1_000, undefined, { ref: false })])
    },
  }
}

/** Answers when the connection has ended. */
async function listen(url: string, tell: (ids: number[]) => void, connected: (client: pg.Client) => void): Promise<true> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'feed',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const ended = new Promise<void>((done) => client.once('end', done))
  client.on('error', () => {}) // its end is waited for
  client.on('notification', ({ payload = '' }) => tell(payload.split(',').map(Number)))
  await client.connect()
  await client.query('LISTEN complaints')
  connected(client)
  await ended
  return true
}
