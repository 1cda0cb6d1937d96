// What changes, in whichever instance: PostgreSQL tells it at the commit.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type Feed = {
  /** Whether changes are heard at present. */
  isLive(): boolean
  /** Calls back with the ids of complaints that changed; with none when some may have gone unheard. Gives what ends it. */
  subscribe(heard: (complaintIds: number[]) => void): () => void
  /** Calls back with what instances tell one another of who is where; with nothing when some may have gone unheard. */
  onPresence(heard: (told: string | null) => void): void
  /** Calls back when people or settings may have changed. */
  onSettings(heard: () => void): void
  close(): Promise<void>
}

/** Listens on a connection of its own, anew after each loss. */
export function openFeed(url: string): Feed {
  const listeners = new Set<(ids: number[]) => void>()
  const onlookers = new Set<(told: string | null) => void>()
  const keepers = new Set<() => void>()
  const hear: Hear = {
    complaints: (told) => {
      for (const heard of listeners) heard(told ? told.split(',').map(Number) : [])
    },
    presence: (told) => {
      for (const heard of onlookers) heard(told)
    },
    settings: () => {
      for (const heard of keepers) heard()
    },
  }
  let client: pg.Client | undefined
  let closed = false

  const listening = (async () => {
    while (!closed) {
      const ended = await listen(url, hear, (connected) => {
        client = connected
        hear.complaints(null)
        hear.presence(null)
        hear.settings(null)
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
    onPresence: (heard) => void onlookers.add(heard),
    onSettings: (heard) => void keepers.add(heard),
    async close() {
      closed = true
      await client?.end()
      await Promise.race([listening, sleep(1_000, undefined, { ref: false })])
    },
  }
}

/** What is told on each channel; null: something may have been missed. */
type Hear = Record<'complaints' | 'presence' | 'settings', (told: string | null) => void>

/** Answers when the connection has ended. */
async function listen(url: string, hear: Hear, connected: (client: pg.Client) => void): Promise<true> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'feed',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const ended = new Promise<void>((done) => client.once('end', done))
  client.on('error', () => {}) // its end is waited for
  client.on('notification', ({ channel, payload = '' }) => hear[channel as keyof Hear](payload))
  await client.connect()
  await client.query('LISTEN complaints; LISTEN presence; LISTEN settings')
  connected(client)
  await ended
  return true
}
