// Files as people send them, made here.
import sharp from 'sharp'

/** A picture with another colour for each number, so that each has a content of its own. */
export const photo = (number = 1, { width = 640, height = 480 } = {}) =>
  sharp({ create: { width, height, channels: 3, background: { r: (number * 37) % 256, g: (number * 91) % 256, b: 90 } } })

export const jpeg = (number?: number): Promise<Buffer> => photo(number).jpeg().toBuffer()

export const pdf = (words = 'contoh'): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (${words}) >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`)
