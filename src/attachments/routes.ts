import { pipeline } from 'node:stream/promises'
import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Setting } from '../complaints/setting.ts'
import { NotFound } from '../errors.ts'
import { rowId } from '../people/row-id.ts'
import { userOf } from '../people/sign-in.ts'
import { RefusedFile } from '../web/form.ts'
import { isMultipart, type Upload, withUploads } from '../web/multipart.ts'
import { incomingOf } from './incoming.ts'
import { faultWords, MOST_BYTES, MOST_FILES, savedName, shownName } from './kinds.ts'
import type { Objects } from './objects.ts'
import { findServed, stage } from './store.ts'

/** Files on their way in, with whatever form they come, and out again to those who may see them; behind `signedIn`. */
export function attachmentRoutes({ db, env, clock, objects }: Setting & { objects: Objects }): Router {
  const router = Router()
  const folder = incomingOf(env.dataDir)
  const limits = { files: 2 * MOST_FILES, fileBytes: MOST_BYTES }

  // A form with files is one like any other from here on: each file stands in its field as the id under which it is kept.
  router.post(['/aduan/*jalan', '/lampiran'], (req: Request, _res: Response, next: NextFunction) => {
    if (!isMultipart(req)) return next()
    return withUploads(req, folder, limits, async ({ fields, files }) => {
      const kept: [string, string | RefusedFile][] = []
      for (const file of files) kept.push([file.field, await keep(req, file)])
      const body: Record<string, unknown> = { ...fields }
      for (const [field, value] of kept) body[field] = [body[field] ?? [], value].flat()
      req.body = body
    }).then(() => next())
  })

  /** One file ahead of its form, so that its way can be shown. */
  router.post('/lampiran', (req, res) => {
    const [sent] = [req.body?.berkas ?? []].flat()
    if (sent === undefined) return void res.status(422).json({ salah: 'Pilih sebuah berkas.' })
    if (sent instanceof RefusedFile) return void res.status(422).json({ salah: sent.reason })
    res.status(201).json({ id: Number(sent) })
  })

  router.get('/lampiran/:id', (req, res) => serve(req, res, 'whole'))
  router.get('/lampiran/:id/kecil', (req, res) => serve(req, res, 'thumb'))

  async function keep(req: Request, { name, path, cut }: Upload): Promise<string | RefusedFile> {
    const shown = shownName(name)
    const content = cut ? 'tooLarge' : await read(path)
    if (typeof content === 'string') return new RefusedFile(faultWords(shown, content))
    return String(await stage({ db, objects }, userOf(req), shown, content, clock.now()))
  }

  /** Asked for anew each time, for whoever may see it today may not tomorrow. Never run as a page of ours, whatever it holds. */
  async function serve(req: Request<{ id: string }>, res: Response, part: 'whole' | 'thumb'): Promise<void> {
    const { name, type, hash, thumbHash, bytes } = await findServed(db, userOf(req), rowId(req.params.id) ?? 0)
    const wanted = part === 'whole' ? hash : thumbHash
    if (!wanted) throw new NotFound('Berkas ini tidak ditemukan.')
    const way = type === 'application/pdf' ? 'attachment' : 'inline'
    res.set({
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Disposition': `${way}; filename*=UTF-8''${encodeURIComponent(savedName(name, type)).replace(/['()*]/g, escape)}`,
      'Cache-Control': 'private, no-cache',
      ETag: `"${wanted}"`,
    })
    if (req.get('If-None-Match') === `"${wanted}"`) return void res.status(304).end()
    const content = await objects.get(wanted)
    if (part === 'whole') res.set('Content-Length', String(bytes))
    await pipeline(content, res)
  }

  return router
}

/** The library for pictures takes its memory when the first one comes. */
const read = async (path: string) => (await import('./content.ts')).readContent(path)
