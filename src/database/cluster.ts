import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { type Owner, type Programs, SHARED } from './programs.ts'

/** Where one PostgreSQL keeps its data, with the password of its only user. */
export type Cluster = { data: string; log: string; portFile: string; password: string }

/** DATA_DIR/postgres/cluster, made at the first start. */
export async function openCluster(programs: Programs, dataDir: string, say: (line: string) => void): Promise<Cluster> {
  const home = homeFor(dataDir, programs)
  const folder = join(home, 'cluster')
  if (!existsSync(folder)) {
    say('Menyiapkan PostgreSQL (sekali saja) …')
    await initialise(programs, home, folder)
  }
  return {
    data: join(folder, 'data'),
    log: join(folder, 'log'),
    portFile: join(folder, 'port'),
    password: readFileSync(join(folder, 'password'), 'utf8'),
  }
}

/** Made aside and renamed, so that a start that was cut off leaves no half cluster, and of two first starts one wins. */
async function initialise(programs: Programs, home: string, folder: string): Promise<void> {
  const fresh = mkdtempSync(join(home, 'new-'))
  const password = join(fresh, 'password')
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  programs.own(fresh)
  programs.own(password)
  const { status, output } = await programs.run('initdb', initdbArguments(join(fresh, 'data'), password))
  if (status !== 0 && !existsSync(folder)) throw new Error(`PostgreSQL tidak dapat disiapkan di ${home}: ${output}`)
  try {
    renameSync(fresh, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // otherwise another instance was first
  }
  for (const name of readdirSync(home)) if (name.startsWith('new-')) rmSync(join(home, name), { recursive: true, force: true })
}

function initdbArguments(data: string, password: string): string[] {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8']
  return ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`, ...locale]
}

/** DATA_DIR/postgres; under root, where the user postgres cannot reach that, a link to a folder that it can. */
function homeFor(dataDir: string, programs: Programs): string {
  mkdirSync(dataDir, { recursive: true })
  const place = join(resolve(dataDir), 'postgres')
  if (!existsSync(place)) makeHome(place, dataDir, programs.owner)
  programs.own(place)
  return realpathSync(place)
}

function makeHome(place: string, dataDir: string, owner: Owner | undefined): void {
  if (!owner || canEnter(dataDir, owner)) {
    mkdirSync(place, { recursive: true, mode: 0o700 })
    return
  }
  mkdirSync(SHARED, { recursive: true, mode: 0o755 })
  const folder = mkdtempSync(join(SHARED, 'data-'))
  try {
    symlinkSync(folder, place)
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (!existsSync(place)) throw error // otherwise another instance was first
  }
}

const canEnter = (folder: string, owner: Owner) => spawnSync('test', ['-x', folder], { ...owner, cwd: '/' }).status === 0
