import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Waits up to half a minute for the server of DATABASE_URL, which may be starting too, and checks its version. */
export async function reachServer(url: string, say: (line: string) => void): Promise<void> {
  const until = performance.now() + 30_000
  for (let waited = false; ; waited = true) {
    try {
      return await checkVersion(url)
    } catch (error) {
      if (!isPassing(error) || performance.now() > until) throw unreachable(url, error)
      if (!waited) say('Menunggu basis data …')
      await sleep(500)
    }
  }
}

async function checkVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // the query under way fails with it
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`)
    const version = Math.floor((rows[0]?.version ?? 0) / 10_000)
    if (version < 15) throw new Error(`PostgreSQL ${version} terlalu lama; diperlukan versi 15 atau lebih baru`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Nobody listens yet, or the server says that it is starting; a wrong password or name stays wrong. */
const isPassing = (error: unknown) =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', '57P03'].includes((error as { code?: string }).code ?? '')

function unreachable(url: string, error: unknown): Error {
  const { host, pathname } = new URL(url)
  return new Error(`Basis data ${host}${pathname} (DATABASE_URL) tidak dapat dipakai: ${(error as Error).message}.`, {
    cause: error,
  })
}
