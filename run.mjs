// Runs a script under the Node.js that package-lock.json names, after installing and generating what is missing.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')

const parent = process.ppid // npm, or whoever else asked for this
// `npm start` serves; everything else, `npm run dev` too, is somebody's work on the code.
const developing = process.argv.at(-1) !== 'src/server.ts' || process.argv.some((arg) => arg.startsWith('--watch'))

if (lacksPackages(false)) step('Memasang paket (sekali saja) …', () => npm('ci', developing ? '--include=dev' : '--omit=dev'))
else if (developing && lacksPackages(true))
  step('Memasang paket pengembangan …', () => npm('install', '--include=dev', '--no-save'))
const node = lockedNode()
if (!generated()) step('Menyiapkan klien basis data …', generate)
run(process.argv.slice(2))

/** npm notes what it installed in a lock file of its own; an installation made by hand counts too. */
function lacksPackages(ofDevelopment) {
  const noted = join(root, 'node_modules/.package-lock.json')
  const found = existsSync(noted) ? JSON.parse(readFileSync(noted, 'utf8')).packages : {}
  return Object.entries(JSON.parse(lock).packages).some(([path, { version, optional, dev = false }]) => {
    return path && !optional && dev === ofDevelopment && found[path]?.version !== version
  })
}

function npm(...asked) {
  const args = [...asked, '--no-audit', '--no-fund', '--loglevel=error']
  const given = process.env.npm_execpath // set by `npm start`; npm.cmd could not be spawned without a shell
  return given
    ? spawnSync(process.execPath, [given, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: true })
}

function lockedNode() {
  const windows = process.platform === 'win32'
  const platform = windows ? 'win' : process.platform === 'darwin' ? 'bin-darwin' : process.platform
  const locked = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(locked)) return locked
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  console.error(
    `Tanggap memerlukan Node.js 24: tidak ada paketnya untuk ${process.platform} ${process.arch}, dan ini ${process.version}.`,
  )
  process.exit(1)
}

function generated() {
  const stamp = join(root, 'src/generated/.schema')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === schemaHash()
}

function generate() {
  const result = spawnSync(node, ['node_modules/prisma/build/index.js', 'generate'], { cwd: root, encoding: 'utf8' })
  if (result.status === 0) writeFileSync(join(root, 'src/generated/.schema'), schemaHash())
  else console.error(result.stderr)
  return result
}

function schemaHash() {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'))
  return createHash('sha256').update(schema).update(lock).digest('hex')
}

function step(said, work) {
  console.log(said)
  const began = performance.now()
  const { status } = work()
  if (status !== 0 || process.ppid !== parent) process.exit(status || 1)
  console.log(`… selesai dalam ${Math.round((performance.now() - began) / 1000)} detik.`)
}

function run(args) {
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...process.env } // starts 0.4 s sooner
  // Through the channel the child learns that this process is gone, also when it was killed.
  const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  process.on('SIGINT', () => {}) // the terminal tells the child too
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
  stopWithParent(child)
}

/** `kill` of npm ends npm and its shell, but tells this process nothing. */
function stopWithParent(child) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
}
