// What may be attached: the content decides, never the name.

export const MOST_FILES = 10
export const MOST_BYTES = 10 * 1024 * 1024
/** A phone's largest photos have about 50 million. */
export const MOST_PIXELS = 60_000_000
/** Of what takes several times the memory to read: HEIC, and pictures that come in passes or with 16 bits. */
export const MOST_HEIC_PIXELS = 30_000_000
export const MOST_HEAVY_PIXELS = 24_000_000

export type Kind = 'picture' | 'heic' | 'pdf'

/** By the media type that a file's own bytes show. */
export const KINDS: Record<string, Kind> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/apng': 'picture',
  'image/webp': 'picture',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'application/pdf': 'pdf',
}

/** What a file chooser offers. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf'

export type Fault =
  | 'empty'
  | 'tooLarge'
  | 'otherKind'
  | 'unreadable'
  | 'tooManyPixels'
  | 'tooManyHeicPixels'
  | 'tooManyHeavyPixels'

const FAULT: Record<Fault, string> = {
  empty: 'kosong',
  tooLarge: 'lebih dari 10 MB',
  otherKind: 'bukan foto (JPEG, PNG, WebP, HEIC) atau PDF',
  unreadable: 'rusak atau terpotong',
  tooManyPixels: 'lebih dari 60 megapiksel',
  tooManyHeicPixels: 'lebih dari 30 megapiksel, batas untuk HEIC. Simpan sebagai JPEG, lalu lampirkan lagi',
  tooManyHeavyPixels:
    'lebih dari 24 megapiksel, batas untuk gambar bertahap atau 16 bit. Simpan sebagai JPEG biasa, lalu lampirkan lagi',
}

const UNSTORED = 'belum tersimpan karena tempat penyimpanan sedang tidak dapat dijangkau. Coba lagi sebentar lagi'

export const faultWords = (name: string, fault: Fault | 'unstored'): string =>
  `${name} ${fault === 'unstored' ? UNSTORED : FAULT[fault]}.`

const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** A name as it may be shown and kept: without folders, without what cannot be seen, not too long. */
export function shownName(name: string): string {
  const own = name
    .replace(/^.*[\\/]/s, '')
    .replace(UNSHOWN, '')
    .trim()
  const [, stem = own, ending = ''] = /^(.*?)(\.[^.]{1,8})?$/s.exec(own) ?? []
  return `${[...stem].slice(0, 100).join('')}${ending}` || 'berkas'
}

/** The name under which it is saved: its ending says what it is now. */
export const savedName = (name: string, type: string): string =>
  `${name.replace(/\.[^.]{1,8}$/, '')}.${type === 'application/pdf' ? 'pdf' : 'jpg'}`
