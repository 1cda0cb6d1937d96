// Forms that carry files: the fields as any other form's body, the files in a folder that lasts as long as the request works with them.
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { Request } from 'express'
import { Unreadable } from '../errors.ts'

/** cut: the file was longer than it may be, and only its beginning is there. */
export type Upload = { field: string; name: string; path: string; cut: boolean }
export type Multipart = { fields: Record<string, string | string[]>; files: Upload[] }
type Limits = { files: number; fileBytes: number }

export const isMultipart = (req: Request): boolean =>
  req.is('multipart/form-data') !== false && req.is('multipart/form-data') !== null

/** What is cut off or cannot be read leaves nothing behind: Unreadable, or the error of the connection. */
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

const FIELDS = 500
const FIELD_BYTES = 256 * 1024

async function receive(req: Request, own: string, { files, fileBytes }: Limits): Promise<Multipart> {
  const fields: [string, string][] = []
  const uploads: Upload[] = []
  const writing: Promise<void>[] = []
  let cutField = false
  const parser = parserOf(req, { files, fileSize: fileBytes, fields: FIELDS, fieldSize: FIELD_BYTES })
  parser.on('field', (name, value, nameCut, valueCut) => {
    cutField ||= nameCut || valueCut
    fields.push([name, value])
  })
  parser.on('file', (field, stream, name) => {
    if (!name) return void stream.resume() // an input in which nothing was chosen
    const upload = { field, name, path: join(own, String(uploads.length)), cut: false }
    uploads.push(upload)
    stream.on('limit', () => Object.assign(upload, { cut: true }))
    writing.push(pipeline(stream, createWriteStream(upload.path)))
  })
  const gone = new Promise<never>((_resolve, reject) => req.once('close', () => !req.complete && reject(new Unreadable())))
  gone.catch(() => {})
  try {
    await Promise.race([pipeline(req, parser), gone])
    await Promise.all(writing)
  } catch (error) {
    parser.destroy()
    for (const one of writing) one.catch(() => {})
    throw error instanceof Unreadable || (error as NodeJS.ErrnoException).code ? error : new Unreadable()
  }
  if (cutField) throw new Unreadable()
  return { fields: grouped(fields), files: uploads }
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
