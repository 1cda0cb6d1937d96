// Makes of what was sent what is kept: pictures re-encoded, upright, without what a camera writes into them; PDFs as they are.
import { readFile, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { fileTypeFromFile } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { type Fault, KINDS, MOST_HEAVY_PIXELS, MOST_HEIC_PIXELS, MOST_PIXELS } from './kinds.ts'
import { type Point, placeIn } from './place.ts'
import { type Turn, turns } from './turns.ts'

/** thumb: null for what is no picture. place: where a camera says that it was taken. */
export type Content = {
  type: 'image/jpeg' | 'application/pdf'
  bytes: Buffer
  thumb: Buffer | null
  width: number | null
  height: number | null
  place: Point | null
}

/** Only what is meant to be read can be: everything else that the library knows stays shut. */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile', 'VipsForeignLoadJpegBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

const SIDE = 2560
const THUMB = 320
const MOST_SECONDS = 30

const inTurn = turns()

/** One after the other, in fair turns of those who sent them; not for whoever has gone meanwhile. */
export const readContent = (path: string, turn: Turn): Promise<Content | Fault> => inTurn(turn, () => contentOf(path))

async function contentOf(path: string): Promise<Content | Fault> {
  if ((await stat(path)).size === 0) return 'empty'
  const kind = KINDS[(await fileTypeFromFile(path))?.mime ?? '']
  if (kind === 'picture') return pictureOf(path)
  if (kind === 'heic') return heicOf(path)
  return kind === 'pdf' ? pdfOf(path) : 'otherKind'
}

async function pictureOf(path: string): Promise<Content | Fault> {
  const whole = sharp(path, { failOn: 'error', limitInputPixels: false, sequentialRead: true })
  try {
    const { width, height, exif: written, isProgressive, depth } = await whole.metadata()
    if (width * height > MOST_PIXELS) return 'tooManyPixels'
    // Held as a whole while it is read, at twice the size.
    if ((isProgressive || depth !== 'uchar') && width * height > MOST_HEAVY_PIXELS) return 'tooManyHeavyPixels'
    return await encoded(whole.autoOrient(), written ? placeIn(written) : null)
  } catch {
    return 'unreadable'
  }
}

async function heicOf(path: string): Promise<Content | Fault> {
  const pixels = await decodeHeic(path)
  if (typeof pixels === 'string') return pixels
  const { data, width, height } = pixels
  return encoded(sharp(data, { raw: { width, height, channels: 4 } }), heicPlace(await readFile(path)))
}

/** The decoder hands out pixels alone: what the camera wrote begins with its mark, wherever that lies. */
function heicPlace(bytes: Buffer): Point | null {
  const starts = ['II*\0\b\0\0\0', 'MM\0*\0\0\0\b'].map((mark) => bytes.indexOf(mark, 0, 'latin1'))
  const start = starts.find((at) => at >= 0)
  return start === undefined ? null : placeIn(bytes.subarray(start))
}

async function encoded(picture: Sharp, place: Point | null): Promise<Content> {
  const { data, info } = await picture
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer({ resolveWithObject: true })
  const thumb = await sharp(data)
    .resize({ width: THUMB, height: THUMB, fit: 'inside', withoutEnlargement: true })
    .jpeg()
    .toBuffer()
  return { type: 'image/jpeg', bytes: data, thumb, width: info.width, height: info.height, place }
}

type Pixels = { data: Uint8Array; width: number; height: number }

/** In a thread that can be ended: the decoder knows no limits of its own. */
function decodeHeic(path: string): Promise<Pixels | Fault> {
  const worker = new Worker(new URL('./heic-thread.ts', import.meta.url), {
    workerData: { path, mostPixels: MOST_HEIC_PIXELS },
    execArgv: [],
    ...{ stdout: true, stderr: true }, // it says of itself what is told as a fault
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  const timer = setTimeout(() => worker.terminate(), MOST_SECONDS * 1000)
  return new Promise<Pixels | Fault>((resolve) => {
    worker.once('message', resolve)
    worker.once('error', () => resolve('unreadable'))
    worker.once('exit', () => resolve('unreadable'))
  }).finally(() => clearTimeout(timer))
}

const END_OF_PDF = 1024

async function pdfOf(path: string): Promise<Content | Fault> {
  const bytes = await readFile(path)
  if (!bytes.subarray(-END_OF_PDF).includes('%%EOF')) return 'unreadable'
  return { type: 'application/pdf', bytes, thumb: null, width: null, height: null, place: null }
}
