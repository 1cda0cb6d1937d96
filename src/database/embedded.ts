// A PostgreSQL of our own, for when DATABASE_URL is empty. Instances with the same DATA_DIR share its server: one that
// runs is adopted, one that dies under an instance is started again, and the last instance stops it.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, openCluster } from './cluster.ts'
import { adopt, choosePort, type Server, start, stop } from './postmaster.ts'
import { findPrograms, type Programs } from './programs.ts'

/** Everything acknowledged is on disk: fsync and synchronous_commit stay on. */
const PRODUCTION = [
  'shared_buffers=256MB',
  'max_connections=100',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_checkpoints=off',
  // After a kill, one call for the whole file system instead of one for each of a thousand files.
  ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
]

export type Embedded = { url: string; stop(): Promise<void> }

type Say = (line: string) => void
type Place = { programs: Programs; cluster: Cluster; settings: string[] }

/** Answers when the server accepts connections; throws with the server's own words when it does not within a minute. */
export async function startPostgres(dataDir: string, settings = PRODUCTION, say: Say = () => {}): Promise<Embedded> {
  const programs = findPrograms()
  const place = { programs, cluster: await openCluster(programs, dataDir, say), settings }
  return keepRunning(place, await serve(place), say)
}

function keepRunning(place: Place, first: Server, say: Say): Embedded {
  const port = Number(new URL(first.url).port) // those who lost the server look for it there
  let current: Promise<Server | undefined> = Promise.resolve(first)
  let stopping = false
  const watch = ({ client }: Server) => client.once('end', () => (current = again()))
  const again = async () => {
    if (!stopping) say('PostgreSQL berhenti; dijalankan lagi …')
    while (!stopping) {
      const server = await serve(place, port).catch((error: Error) => say(error.message))
      if (server) {
        watch(server)
        say('PostgreSQL berjalan lagi.')
        return server
      }
    }
  }
  const end = async () => {
    stopping = true
    const server = await current
    if (server) await stop(place.programs, place.cluster, server)
  }
  watch(first)
  return { url: first.url, stop: end }
}

async function serve({ programs, cluster, settings }: Place, port?: number): Promise<Server> {
  let failure: string | undefined
  for (const until = performance.now() + 60_000; performance.now() < until; ) {
    const server = await adopt(cluster)
    if (server) return server
    failure = await start(programs, cluster, port ?? (await choosePort(cluster)), settings)
    if (failure) await sleep(500)
  }
  throw new Error(`PostgreSQL tidak dapat dijalankan di ${cluster.data}: ${failure}`)
}
