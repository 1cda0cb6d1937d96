// Where a picture was taken: of all that a camera wrote, its GPS entries alone are read, within bounds that no file can stretch. Pure.

export type Point = { latitude: number; longitude: number }

type Tiff = { view: DataView; little: boolean }
type Entry = { type: number; count: number; at: number }

const [ASCII, RATIONAL] = [2, 5]
const GPS = 0x8825
/** No camera writes more into either. */
const [MOST_ENTRIES, MOST_OF_GPS] = [64, 32]

/** Null when nothing of use stands there; what points out of the bytes throws in the view. */
export function placeIn(written: Buffer): Point | null {
  try {
    const tiff = tiffOf(written)
    const gps = tiff && entriesAt(tiff, tiff.view.getUint32(4, tiff.little), MOST_ENTRIES).get(GPS)
    return gps ? pointOf(tiff, entriesAt(tiff, tiff.view.getUint32(gps.at, tiff.little), MOST_OF_GPS)) : null
  } catch {
    return null // what a camera wrote there is of no use, the picture is
  }
}

function tiffOf(written: Buffer): Tiff | null {
  const start = written.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
  const view = new DataView(written.buffer, written.byteOffset + start, written.length - start)
  const order = view.getUint16(0)
  const little = order === 0x4949
  return (little || order === 0x4d4d) && view.getUint16(2, little) === 42 ? { view, little } : null
}

function entriesAt({ view, little }: Tiff, start: number, most: number): Map<number, Entry> {
  const count = Math.min(view.getUint16(start, little), most)
  const entries = Array.from({ length: count }, (_, index) => start + 2 + 12 * index)
  return new Map(
    entries.map((at) => {
      const [tag, type] = [view.getUint16(at, little), view.getUint16(at + 2, little)]
      return [tag, { type, count: view.getUint32(at + 4, little), at: at + 8 }]
    }),
  )
}

function pointOf(tiff: Tiff, gps: Map<number, Entry>): Point | null {
  const latitude = degrees(tiff, { sign: gps.get(1), value: gps.get(2), negative: 'S' })
  const longitude = degrees(tiff, { sign: gps.get(3), value: gps.get(4), negative: 'W' })
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}

type Angle = { sign: Entry | undefined; value: Entry | undefined; negative: 'S' | 'W' }

/** NaN where it is not written as it should be, which is within no limits. */
function degrees({ view, little }: Tiff, { sign, value, negative }: Angle): number {
  if (value?.type !== RATIONAL || value.count !== 3 || sign?.type !== ASCII) return Number.NaN
  const start = view.getUint32(value.at, little)
  const part = (at: number) => view.getUint32(at, little) / view.getUint32(at + 4, little)
  const angle = part(start) + part(start + 8) / 60 + part(start + 16) / 3600
  return view.getUint8(sign.at) === negative.charCodeAt(0) ? -angle : angle
}
