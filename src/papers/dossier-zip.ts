// An archive that is written while it is read: one file after the other, each opened when it is its turn, none held as a whole.
import { createHash } from 'node:crypto'
import { addAbortSignal, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export type Entry = {
  path: string
  mtime: Date
  /** Of what is packed already, such as pictures, more packing is lost time. */
  packed?: true
  /** Rejects when it is not there: then the archive does without it and says so. */
  open: () => Promise<Readable | Buffer>
}
export type Listed = { path: string; bytes: number; sha256: string }
/** What could not be had, and why. */
export type Missing = { path: string; reason: string }
type Manifest = (files: Listed[], missing: Missing[]) => string

/** The archive as a stream; ends, with all that it has open, when the signal says so. Last comes the manifest of what it holds. */
export function archive(entries: Iterable<Entry>, manifest: Manifest, now: Date, signal: AbortSignal): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  write(zip, entries, manifest, now, signal).catch((error) => out.destroy(error))
  return out
}

async function write(zip: ZipFile, entries: Iterable<Entry>, manifest: Manifest, now: Date, signal: AbortSignal): Promise<void> {
  const [files, missing]: [Listed[], Missing[]] = [[], []]
  for (const { path, mtime, packed, open } of entries) {
    signal.throwIfAborted()
    const source = await open().catch(() => null)
    if (!source) {
      missing.push({ path, reason: 'Isi berkas ini tidak ditemukan di tempat penyimpanan.' })
      continue
    }
    const seen = { bytes: 0, hash: createHash('sha256'), cut: false }
    const stream = addAbortSignal(signal, Readable.from(watched(source, seen), { objectMode: false }))
    zip.addReadStream(stream, path, { mtime, compress: !packed })
    await finished(stream)
    files.push({ path, bytes: seen.bytes, sha256: seen.hash.digest('hex') })
    if (seen.cut) missing.push({ path, reason: 'Isi berkas ini terputus saat dibaca; yang ada di sini tidak lengkap.' })
  }
  zip.addBuffer(Buffer.from(manifest(files, missing)), 'daftar-isi.json', { mtime: now })
  zip.end()
}

/** Passes on what comes, counted; what breaks off is told, for the rest of the archive is still good. */
async function* watched(source: Readable | Buffer, seen: { bytes: number; hash: ReturnType<typeof createHash>; cut: boolean }) {
  try {
    for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
      seen.bytes += chunk.length
      seen.hash.update(chunk)
      yield chunk
    }
  } catch {
    seen.cut = true
  }
}
