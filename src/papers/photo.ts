// Photos as papers carry them: sharp at the size at which they are printed, and no more bytes than that takes.
import { buffer } from 'node:stream/consumers'
import type { Objects } from '../attachments/objects.ts'
import type { Content } from './paper.ts'

const SIDE = 1000

/** The picture of a hash, made fit for paper; undefined when the store no longer has it. */
export async function printedPhoto(objects: Objects, hash: string): Promise<Buffer | undefined> {
  const bytes = await objects.get(hash).then(buffer, () => undefined)
  // The library for pictures takes its memory when the first one comes.
  const { default: sharp } = await import('sharp')
  return (
    bytes &&
    sharp(bytes).resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 78 }).toBuffer()
  )
}

/** All of a paper's, one after the other. */
export async function printedPhotos(objects: Objects, content: Content): Promise<Map<string, Uint8Array>> {
  const photos = new Map<string, Uint8Array>()
  for (const hash of new Set(hashesOf(content))) {
    const bytes = await printedPhoto(objects, hash)
    if (bytes) photos.set(hash, bytes)
  }
  return photos
}

export const hashesOf = ({ parts }: Content): string[] =>
  parts
    .flatMap((part) =>
      part.as === 'photos' ? [...part.pairs.flatMap(({ before, after }) => [before, after]), ...part.others] : [],
    )
    .flatMap((photo) => (photo ? [photo.hash] : []))
