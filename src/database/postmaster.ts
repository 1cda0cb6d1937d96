import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Cluster } from './cluster.ts'
import type { Programs } from './programs.ts'

/** A running server and our connection to it, which stays open as long as we need the server. */
export type Server = { url: string; client: pg.Client }

/** Adopts the running server of the cluster, if one answers. */
export async function adopt(cluster: Cluster): Promise<Server | undefined> {
  const [, , , port] = lockFile(cluster)?.split('\n') ?? []
  if (!port) return
  const url = `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: url, application_name: 'embedded', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // its end is watched
  try {
    await client.connect()
    await client.query(`SELECT pg_advisory_lock_shared(${IN_USE})`) // waits while another instance is stopping the server
    return { url, client }
  } catch {
    await client.end().catch(() => {})
  }
}

/** Starts the server of the cluster; the answer says why it did not start. */
export async function start(programs: Programs, cluster: Cluster, port: number, settings: string[]): Promise<string | undefined> {
  dropStaleLock(cluster)
  const given = [`port=${port}`, 'listen_addresses=127.0.0.1', "unix_socket_directories=''", ...settings]
  const options = given.map((setting) => `-c ${setting}`).join(' ')
  const { status, output } = await programs.run('pg_ctl', ['start', '-w', '-D', cluster.data, '-l', cluster.log, '-o', options])
  if (status !== 0) return `${output}${existsSync(cluster.log) ? readFileSync(cluster.log, 'utf8').slice(-1_000) : ''}`
  writeFileSync(cluster.portFile, String(port))
}

/** The port of the last time, or another when a stranger has taken that. */
export async function choosePort({ portFile }: Cluster): Promise<number> {
  let port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : randomPort()
  while (!(await isFree(port))) port = randomPort()
  return port
}

/** Stops the server unless another instance holds it. */
export async function stop(programs: Programs, cluster: Cluster, { client }: Server): Promise<void> {
  try {
    await client.query(`SELECT pg_advisory_unlock_shared(${IN_USE})`)
    const { rows } = await client.query<{ last: boolean }>(`SELECT pg_try_advisory_lock(${IN_USE}) AS last`)
    if (rows[0]?.last) await programs.run('pg_ctl', ['stop', '-m', 'fast', '-w', '-t', '4', '-D', cluster.data])
  } catch {
    // the server is gone already
  } finally {
    await client.end().catch(() => {})
  }
}

/** The advisory lock that every instance shares; the one that can have it alone is the last. */
const IN_USE = '1413566062, 1'

const lockFile = ({ data }: Cluster) => {
  const path = join(data, 'postmaster.pid')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** After a crash or a restart of the machine, another program may have the process id that PostgreSQL left behind. */
function dropStaleLock(cluster: Cluster): void {
  const command = `/proc/${Number.parseInt(lockFile(cluster) ?? '', 10)}/comm`
  if (existsSync(command) && readFileSync(command, 'utf8').trim() !== 'postgres') rmSync(join(cluster.data, 'postmaster.pid'))
}

/** Below the ports that systems lend to outgoing connections. */
const randomPort = () => 20_000 + Math.floor(Math.random() * 12_000)

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((answer) => {
    server.once('error', () => answer(false))
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)))
  })
}
