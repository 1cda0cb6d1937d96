// Forms that carry files: the fields as any other form's body, the files in a folder that lasts as long as the request works with them.
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { Request } from 'express'
import { TooLarge, Unreadable } from '../errors.ts'

/** cut: the file was longer than it may be, and only its beginning is there. */
export type Upload = { field: string; name: string; path: string; cut: boolean }
export type Multipart = { fields: Record<string, string | string[]>; files: Upload[] }
type Limits = { files: number; fileBytes: number }

export const isMultipart = (req: Request): boolean => Boolean(req.is('multipart/form-data'))

/** What is cut off, too large or cannot be read leaves nothing behind: Unreadable, TooLarge, or the error of the disk. */
export async function withUploads<T>(
  req: Request,
  folder: string,
  limits: Limits,
  work: (form: Multipart) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true })
  const own = await mkdtemp(join(folder, 'kiriman-'))
  try {
    return await work(await receive(req, own, limits))
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

// As of every other form.
const FIELDS = 500
const FIELD_BYTES = 256 * 1024

async function receive(req: Request, own: string, { files, fileBytes }: Limits): Promise<Multipart> {
  const parser = parserOf(req, { files, fileSize: fileBytes, fields: FIELDS, fieldSize: FIELD_BYTES })
  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  failed.catch(() => {})
  const fields = fieldsOf(parser, fail)
  const { uploads, written, stop } = filesOf(parser, own, fail)
  try {
    await Promise.race([read(req, parser, files * fileBytes + FIELD_BYTES, fail), failed])
    await Promise.race([written(), failed])
  } catch (error) {
    req.unpipe(parser)
    req.resume() // to its end, or neither the answer nor another request would come through
    await stop()
    throw error
  }
  return { fields: grouped(fields), files: uploads }
}

type Fail = (error: unknown) => void

/** The last boundary, and whatever a browser may put behind it, lie in as many bytes. */
const TAIL = 1024
const endOf = (req: Request): string =>
  `--${/boundary=(?:"([^"]+)"|([^\s;]+))/i
    .exec(req.get('content-type') ?? '')
    ?.slice(1)
    .join('')}--`

/** The parser's end. A fault of what it reads leaves the connection open, so that the answer can be told. */
function read(req: Request, parser: BusboyInstance, most: number, fail: Fail): Promise<void> {
  let bytes = 0
  let tail = Buffer.alloc(0)
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > most) return fail(new TooLarge())
    tail = Buffer.concat([tail, chunk.subarray(-TAIL)]).subarray(-TAIL)
  })
  const end = endOf(req)
  req.once('end', () => tail.includes(end) || fail(new Unreadable()))
  req.once('error', () => fail(new Unreadable())).once('close', () => req.complete || fail(new Unreadable()))
  if (req.destroyed) fail(new Unreadable())
  const parsed = new Promise<void>((resolve) => parser.once('finish', resolve))
  parser.on('error', () => fail(new Unreadable()))
  req.pipe(parser)
  return parsed
}

function fieldsOf(parser: BusboyInstance, fail: Fail): [string, string][] {
  const fields: [string, string][] = []
  let letters = 0
  parser.on('field', (name, value, nameCut, valueCut) => {
    letters += String(name).length + value.length
    if (nameCut || valueCut || letters > FIELD_BYTES) return fail(new TooLarge())
    fields.push([String(name), value])
  })
  parser.on('fieldsLimit', () => fail(new TooLarge()))
  return fields
}

function filesOf(parser: BusboyInstance, own: string, fail: Fail) {
  const uploads: Upload[] = []
  const coming: Readable[] = []
  const writing: Promise<void>[] = []
  parser.on('file', (field, stream, name) => {
    stream.on('error', () => {}) // told by the parser, maybe after nobody listens any more
    if (!name) return void stream.resume() // an input in which nothing was chosen
    const upload = { field: String(field), name, path: join(own, String(uploads.length)), cut: false }
    uploads.push(upload)
    stream.on('limit', () => Object.assign(upload, { cut: true }))
    const done = pipeline(stream, createWriteStream(upload.path))
    done.catch(fail)
    coming.push(stream)
    writing.push(done)
  })
  return {
    uploads,
    written: () => Promise.all(writing),
    /** Nothing is written any more once it has come about. */
    stop: () => {
      for (const stream of coming) stream.destroy()
      return Promise.allSettled(writing)
    },
  }
}

function parserOf(req: Request, limits: ConstructorParameters<typeof Busboy>[0]['limits']) {
  try {
    return new Busboy({ headers: req.headers as BusboyHeaders, limits })
  } catch {
    throw new Unreadable() // no boundary
  }
}

function grouped(fields: [string, string][]): Multipart['fields'] {
  const values = Map.groupBy(fields, ([name]) => name)
  return Object.fromEntries(
    [...values].map(([name, all]) => [name, all.length === 1 ? (all[0]?.[1] ?? '') : all.map(([, value]) => value)]),
  )
}
