// The browser comes from npm: @sparticuz/chromium holds it compressed, with the libraries that it needs and one font.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync } from 'node:zlib'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { extract } from 'tar-fs'

const source = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin')
const isPackaged = process.platform === 'linux' && process.arch === 'x64' && existsSync(source)

const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
]
const given = process.env.CHROMIUM || (isPackaged ? undefined : INSTALLED.find(existsSync))

/** Browser tests are skipped where there is no browser, but not on CI: there its absence is a failure. */
export const browserAvailable = Boolean(process.env.CI || given || isPackaged)
if (!browserAvailable) {
  console.warn(`No browser is packaged for ${process.platform} ${process.arch}: set CHROMIUM=/path to run the browser tests.`)
}

/** Starts Chromium: the one named by CHROMIUM, the packaged one, or an installed one. */
export async function launchBrowser(): Promise<Browser> {
  if (!given && !isPackaged) throw new Error(`No browser for ${process.platform} ${process.arch}: set CHROMIUM=/path.`)
  return chromium.launch(given ? { executablePath: given } : await packagedBrowser())
}

async function packagedBrowser(): Promise<LaunchOptions> {
  const { version } = JSON.parse(readFileSync(join(source, '../package.json'), 'utf8')) as { version: string }
  const home = join(import.meta.dirname, `../../node_modules/.cache/chromium-${version}`)
  if (!existsSync(home)) await unpack(home)
  return {
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  }
}

async function unpack(home: string): Promise<void> {
  const folder = `${home}-${process.pid}`
  mkdirSync(folder, { recursive: true })
  const open = (name: string) => brotliDecompressSync(readFileSync(join(source, name)))
  writeFileSync(join(folder, 'chromium'), open('chromium.br'))
  chmodSync(join(folder, 'chromium'), 0o755)
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) await pipeline(Readable.from([open(name)]), extract(folder))
  writeFileSync(join(folder, 'fonts.conf'), fontSettings(join(home, 'cache')))
  try {
    renameSync(folder, home)
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (!existsSync(home)) throw error // otherwise another worker was first
  }
}

/** Its own font first, so that pictures look alike everywhere; the system's for what that lacks. */
function fontSettings(cache: string): string {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')]
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
    <dir prefix="relative">fonts</dir>${folders.map((folder) => `<dir>${folder}</dir>`).join('')}
    <cachedir>${cache}</cachedir>
    <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias></fontconfig>`
}
