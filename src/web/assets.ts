// Styles, scripts and icons: from memory, compressed once, under an address that changes with the content.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import { NotFound } from '../errors.ts'
import { masks, sprite } from './icons.ts'

type Encoding = 'br' | 'gzip'
type Asset = { body: Buffer; type: string; hash: string; packed: Partial<Record<Encoding, Promise<Buffer>>> }

const PUBLIC = join(import.meta.dirname, '../../public')
const require = createRequire(import.meta.url)

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const PACK: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
}

// Small files for those who write them, one for those who load them.
const STYLES = [
  'base',
  'shell',
  'page',
  'form',
  'clock',
  'queue',
  'intake',
  'complaint',
  'files',
  'board',
  'bell',
  'mine',
  'calendar',
  'settings',
  'notifications',
  'report',
  'dashboard',
  'conformance',
  'paper',
  'print',
]
  .map((name) => read(`css/${name}.css`))
  .join('')
const SCRIPTS = ['keys', 'forms', 'intake', 'live', 'drafts', 'sending', 'files', 'gallery', 'signature']
  .map((name) => read(`js/${name}.js`))
  .join('')

const ASSETS = new Map<string, Asset>([
  entry('app.css', masks(STYLES) + STYLES),
  entry('app.js', SCRIPTS),
  entry('favicon.svg', read('favicon.svg')),
  entry('htmx.js', readFileSync(require.resolve('htmx.org/dist/htmx.min.js'))),
  entry('icons.svg', sprite()),
  entry('tabler.css', readFileSync(require.resolve('@tabler/core/dist/css/tabler.min.css'))),
  entry('theme.js', read('theme.js')),
])

/** The address of an asset; it changes with the content, so that a browser may keep what it has for good. */
export function asset(name: string): string {
  const found = ASSETS.get(name)
  if (!found) throw new Error(`There is no asset ${name}.`)
  return `/assets/${name}?v=${found.hash}`
}

/** GET /assets/:name */
export async function serveAsset(req: Request<{ name: string }>, res: Response): Promise<void> {
  const found = ASSETS.get(req.params.name)
  if (!found) throw new NotFound()
  // Browsers name gzip first; brotli is a quarter smaller.
  const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one))
  res.set({ 'Content-Type': found.type, Vary: 'Accept-Encoding', ETag: `"${found.hash}-${encoding ?? 'plain'}"` })
  res.set('Cache-Control', req.query.v === found.hash ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (req.fresh) return void res.status(304).end()
  if (encoding) res.set('Content-Encoding', encoding)
  res.end(encoding ? await packed(found, encoding) : found.body)
}

function packed(asset: Asset, encoding: Encoding): Promise<Buffer> {
  asset.packed[encoding] ??= PACK[encoding](asset.body)
  return asset.packed[encoding]
}

function entry(name: string, content: string | Buffer): [string, Asset] {
  const body = Buffer.from(content)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return [name, { body, hash, type: TYPES[extname(name)] ?? 'application/octet-stream', packed: {} }]
}

function read(name: string): string {
  return readFileSync(join(PUBLIC, name), 'utf8')
}
