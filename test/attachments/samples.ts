// Files as people send them, and as nobody should, made here.
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A picture with another colour for each number, so that each has a content of its own. */
export const photo = (number = 1, { width = 640, height = 480 } = {}) =>
  sharp({ create: { width, height, channels: 3, background: { r: (number * 37) % 256, g: (number * 91) % 256, b: 90 } } })

export const jpeg = (number?: number): Promise<Buffer> => photo(number).jpeg().toBuffer()

export const pdf = (words = 'contoh'): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (${words}) >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`)

/** Taken at the Losari beach, with a phone held on its side. */
export const placed = (format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> =>
  photo(3)
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Pabrik Rahasia' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '5/1 8/1 3600/100', GPSLongitudeRef: 'E', GPSLongitude: '119/1 24/1 3600/100' },
    })
    .toFormat(format)
    .toBuffer()

/** 64 × 48, upper left quarter red, the rest blue, taken at the same place: made with libheif and x265, which no package of npm holds. */
export const HEIC = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAAIFAAEAAAAAAAAAYAACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAACZQABAAAAAAAAAT4AAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAAAAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANVpcHJwAAAAs2lwY28AAABzaHZjQwEDcAAAAAAAAAAAAB7wAPz9+PgAAA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAJ0IBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubAgAAADACAAAAMAISIAAQAGRAHBc8CJAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAaaXBtYQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAAGmbWRhdAAAAFwoAa8TgOUx9/9q1P+mfT/D8mZOoPCp/q1j7KFBnEmI7ypv1zViDTXdp46Th/+rbKzJ1ZzR5plDDb9ouZVtuAAyRF/Gijmqn7L/UCRocs2e4/N5+4HLV3pGce2/hgAAAABJSSoACAAAAAgADwECAAcAAAB+AAAAEgEDAAEAAAABAAAAGgEFAAEAAABuAAAAGwEFAAEAAAB2AAAAKAEDAAEAAAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAACGAAAAJYgEAAEAAADUAAAAAAAAAEgAAAABAAAASAAAAAEAAABDb250b2gAAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAABAAAAAA6AEAAEAAAAwAAAAAAAAAAQAAQACAAIAAABTAAAAAgAFAAMAAAAiAQAAAwACAAIAAABFAAAABAAFAAMAAAAKAQAAAAAAAHcAAAABAAAAGAAAAAEAAACgDwAAZAAAAAUAAAABAAAACAAAAAEAAACIEwAAZAAAAA==',
  'base64',
)

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** A PNG that says of itself what it likes, with the chunks given. */
export function png(
  width: number,
  height: number,
  chunks: [string, Buffer][] = [],
  { depth = 8, interlaced = false } = {},
): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, 2, 0, 0, interlaced ? 1 : 0], 8)
  const all: [string, Buffer][] = [['IHDR', head], ...chunks, ['IDAT', deflateSync(Buffer.alloc(64 * 193))]]
  return Buffer.concat([PNG, ...[...all, ['IEND', Buffer.alloc(0)] as const].map(([name, data]) => chunk(name, data))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** EXIF of so many entries that all name the same bytes. */
export function written(tags: number, bytes: number): Buffer {
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, tags & 255, tags >> 8])
  const entries = Buffer.alloc(12 * tags + 4)
  for (let tag = 0; tag < tags; tag++) {
    entries.writeUInt16LE(0xc123, 12 * tag)
    entries.writeUInt16LE(1, 12 * tag + 2)
    entries.writeUInt32LE(bytes, 12 * tag + 4)
    entries.writeUInt32LE(head.length + entries.length, 12 * tag + 8)
  }
  return Buffer.concat([head, entries, Buffer.alloc(bytes, 1)])
}

/** Two hundred megabytes of nothing, packed into two hundred kilobytes. */
export const packed = (): Buffer => deflateSync(Buffer.alloc(200_000_000), { level: 9 })
