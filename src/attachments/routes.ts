import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import { mayTry } from '../complaints/decide.ts'
import type { Setting } from '../complaints/setting.ts'
import { findVisible } from '../complaints/store.ts'
import { actionAt } from '../complaints/workflow.ts'
import { NotFound, TooLarge, Unavailable, Unreadable } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { allowed, userOf } from '../people/sign-in.ts'
import { can } from '../permissions.ts'
import { RefusedFile } from '../web/form.ts'
import { goneFrom } from '../web/gone.ts'
import { isMultipart, type Upload, withUploads } from '../web/multipart.ts'
import { incomingOf } from './incoming.ts'
import { faultWords, MOST_BYTES, MOST_FILES, savedName, shownName } from './kinds.ts'
import type { Objects } from './objects.ts'
import { findServed, type Served, stage } from './store.ts'
import type { Turn } from './turns.ts'

/** Files on their way in, with whatever form they come, and out again to those who may see them; behind `signedIn`. */
export function attachmentRoutes({ db, env, clock, masterData, objects }: Setting & { objects: Objects }): Router {
  const router = Router()

  // A form with files is one like any other from here on: each file stands in its field as the id under which it is kept.
  router.post('/aduan/:nomor{/:aksi}', async (req, res, next) => {
    if (!isMultipart(req) || !(await takesFiles(req))) return next()
    const { fields, kept } = await bring(req, res, 2 * MOST_FILES)
    const body = new Map<string, unknown>(Object.entries(fields))
    for (const [field, value] of kept) body.set(field, [body.get(field) ?? [], value].flat())
    req.body = Object.fromEntries(body)
    next()
  })

  /** One file ahead of its form, so that its way can be shown. */
  router.post('/lampiran', allowed('doWork'), async (req, res) => {
    const { kept } = isMultipart(req) ? await bring(req, res, 1).catch(tooLarge) : { kept: [] }
    const [, sent] = kept.find(([field]) => field === 'berkas') ?? []
    if (sent === 'tooLarge')
      return void res.status(413).json({ salah: 'Kiriman ini terlalu besar. Kirim satu berkas, paling besar 10 MB.' })
    if (sent === undefined) return void res.status(422).json({ salah: 'Pilih sebuah berkas.' })
    if (sent instanceof RefusedFile) return void res.status(sent.again ? 503 : 422).json({ salah: sent.reason })
    res.status(201).json({ id: Number(sent) })
  })

  router.get('/lampiran/:id', (req, res) => serve(req, res, 'whole'))
  router.get('/lampiran/:id/kecil', (req, res) => serve(req, res, 'thumb'))

  /** Whether this is a form of ours that carries files: 404 and 403 come before anything is read. */
  async function takesFiles(req: Request<{ nomor: string; aksi?: string }>): Promise<boolean> {
    const [user, { nomor, aksi }] = [userOf(req), req.params]
    if (nomor === 'baru' && aksi === undefined) return can(user, 'recordComplaint')
    const action = actionAt(aksi ?? '')
    if (!action) return false
    mayTry(user, action, await findVisible(db, user, nomor), await masterData())
    return true
  }

  function bring(req: Request, res: Response, most: number) {
    const signal = goneFrom(res)
    return withUploads(req, incomingOf(env.dataDir), { files: most, fileBytes: MOST_BYTES }, async ({ fields, files }) => {
      const kept: [string, string | RefusedFile][] = []
      for (const file of files) kept.push([file.field, await keep(req, file, signal)])
      return { fields, kept }
    }).catch((error) => {
      throw signal.aborted ? new Unreadable() : error
    })
  }

  async function keep(req: Request, { name, path, cut }: Upload, signal: AbortSignal): Promise<string | RefusedFile> {
    const shown = shownName(name)
    signal.throwIfAborted()
    const content = cut ? 'tooLarge' : await read(path, { who: userOf(req).id, signal })
    if (typeof content === 'string') return new RefusedFile(faultWords(shown, content))
    try {
      return String(await stage({ db, objects }, userOf(req), shown, content, clock.now()))
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      req.log.error(error)
      return new RefusedFile(faultWords(shown, 'unstored'), { again: true })
    }
  }

  /** Asked for anew each time, for whoever may see it today may not tomorrow. Never run as a page of ours, whatever it holds. */
  async function serve(req: Request<{ id: string }>, res: Response, part: 'whole' | 'thumb'): Promise<void> {
    const served = await findServed(db, userOf(req), rowId(req.params.id) ?? 0)
    const wanted = part === 'whole' ? served.hash : served.thumbHash
    if (!wanted) throw new NotFound('Berkas ini tidak ditemukan.')
    const known = req.get('If-None-Match') === `"${wanted}"`
    const content = known ? null : await contentOf(wanted)
    res.set(headersOf(served, wanted))
    if (!content) return void res.status(304).end()
    if (part === 'whole') res.set('Content-Length', String(served.bytes))
    await pipeline(content, res).catch((error) => {
      if (!req.destroyed && !res.destroyed) throw error // else its person went on before it was there
    })
  }

  const contentOf = (hash: string): Promise<Readable> =>
    objects.get(hash).catch((cause) => {
      throw new Unavailable('Isi berkas ini sedang tidak dapat diambil dari tempat penyimpanannya.', { cause })
    })

  return router
}

const tooLarge = (error: unknown): { kept: [string, 'tooLarge'][] } => {
  if (error instanceof TooLarge) return { kept: [['berkas', 'tooLarge']] }
  throw error
}

function headersOf({ name, type }: Served, hash: string): Record<string, string> {
  const way = type === 'application/pdf' ? 'attachment' : 'inline'
  const saved = encodeURIComponent(savedName(name, type)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return {
    'Content-Type': type,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': `${way}; filename*=UTF-8''${saved}`,
    'Cache-Control': 'private, no-cache',
    ETag: `"${hash}"`,
  }
}

/** The library for pictures takes its memory when the first one comes. */
const read = async (path: string, turn: Turn) => (await import('./content.ts')).readContent(path, turn)
