// What comes in and what is kept of it: the content decides, and nothing of what hides in a file is ever given out.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { type Content, readContent } from '../../src/attachments/content.ts'
import { MOST_BYTES } from '../../src/attachments/kinds.ts'
import { startApp } from '../support/app.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { HEIC, jpeg, packed, pdf, photo, placed, png, written } from './samples.ts'

const folder = temporaryFolder()
let files = 0
function fileOf(bytes: Buffer): string {
  const path = join(folder, String(files++))
  writeFileSync(path, bytes)
  return path
}
const contentOf = (bytes: Buffer) => readContent(fileOf(bytes), { who: 1 })
async function keptOf(bytes: Buffer): Promise<Content> {
  const content = await contentOf(bytes)
  if (typeof content === 'string') throw new Error(content)
  return content
}
const HTML = Buffer.from('<!doctype html><script>alert(document.cookie)</script>')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

describe('refused', () => {
  const cut = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, (await bytes).length * 0.6)
  const noisy = () =>
    sharp({
      create: { width: 400, height: 300, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    })
  const CASES: [string, () => Buffer | Promise<Buffer>, string][] = [
    ['0 bytes', () => Buffer.alloc(0), 'empty'],
    ['HTML', () => HTML, 'otherKind'],
    ['SVG', () => SVG, 'otherKind'],
    ['SVG behind an XML declaration', () => Buffer.concat([Buffer.from('<?xml version="1.0"?>'), SVG]), 'otherKind'],
    ['text', () => Buffer.from('Air keruh.'), 'otherKind'],
    ['a GIF', () => photo().gif().toBuffer(), 'otherKind'],
    ['a TIFF', () => photo().tiff().toBuffer(), 'otherKind'],
    ['an AVIF', () => photo().avif().toBuffer(), 'otherKind'],
    ['a ZIP', () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'otherKind'],
    ['HTML before a PDF', () => Buffer.concat([HTML, pdf()]), 'otherKind'],
    ['the beginning of a JPEG alone', () => Buffer.from('ffd8ffe0', 'hex'), 'unreadable'],
    ['a truncated JPEG', () => cut(noisy().jpeg().toBuffer()), 'unreadable'],
    ['a truncated PNG', () => cut(noisy().png().toBuffer()), 'unreadable'],
    ['a truncated WebP', () => cut(noisy().webp().toBuffer()), 'unreadable'],
    ['a truncated HEIC', () => HEIC.subarray(0, 700), 'unreadable'],
    ['a HEIC of which the name alone is right', () => Buffer.concat([HEIC.subarray(0, 24), Buffer.alloc(500, 7)]), 'unreadable'],
    ['a truncated PDF', () => pdf().subarray(0, 60), 'unreadable'],
    ['a PNG of 30000 × 30000', () => png(30_000, 30_000), 'tooManyPixels'],
    ['a PNG of two billion pixels a side', () => png(0x7fffffff, 0x7fffffff, []), 'unreadable'],
    ['a PNG of 25 megapixels in passes', () => png(5_000, 5_000, [], { interlaced: true }), 'tooManyHeavyPixels'],
    ['a PNG of 25 megapixels with 16 bits', () => png(5_000, 5_000, [], { depth: 16 }), 'tooManyHeavyPixels'],
    ['a HEIC of 31 megapixels', () => ofSize(HEIC, 6_200, 5_000), 'tooManyHeicPixels'],
    ['a JPEG of 65500 × 65500', async () => enlarged(await jpeg()), 'tooManyPixels'],
  ]
  test.each(CASES)('%s', async (_what, make, fault) => {
    expect(await contentOf(await make())).toBe(fault)
  })
})

describe('kept', () => {
  const ENDS: [string, () => Promise<Buffer>][] = [
    ['a JPEG with HTML behind it', async () => Buffer.concat([await jpeg(), HTML])],
    ['a JPEG with HTML in a comment', async () => commented(await jpeg(), HTML)],
    ['a PNG with HTML behind it', async () => Buffer.concat([await photo().png().toBuffer(), HTML])],
    ['a JPEG with a ZIP behind it', async () => Buffer.concat([await jpeg(), Buffer.from('PK\x03\x04')])],
  ]
  test.each(ENDS)('%s: the picture alone', async (_what, make) => {
    const { type, bytes, thumb } = await keptOf(await make())
    expect(type).toBe('image/jpeg')
    for (const part of [bytes, thumb ?? Buffer.alloc(0)])
      for (const foreign of ['<script', 'PK\x03\x04']) expect(part.includes(foreign)).toBe(false)
  })

  test.each(['jpeg', 'png', 'webp'] as const)(
    'a %s from a phone: upright, without what the camera wrote; where it was taken is told apart',
    async (format) => {
      const { bytes, thumb, width, height, place } = await keptOf(await placed(format))
      expect([width, height]).toEqual([480, 640])
      expect(place).toEqual({ latitude: expect.closeTo(-5.1433, 3), longitude: expect.closeTo(119.41, 3) })
      for (const part of [bytes, thumb]) {
        const { exif, xmp, iptc, orientation } = await sharp(part ?? undefined).metadata()
        expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined])
        expect(part?.includes('Pabrik Rahasia')).toBe(false)
      }
    },
  )

  test('a HEIC: as JPEG, its colours where they were, and its place', async () => {
    const { type, bytes, width, height, place } = await keptOf(HEIC)
    expect([type, width, height]).toEqual(['image/jpeg', 64, 48])
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) =>
      [...data.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3)].map((one) => Math.round(one / 64))
    expect([at(8, 8), at(50, 40)]).toEqual(
      [
        [4, 1, 1],
        [1, 2, 3],
      ].map((colour) => colour.map((one) => expect.closeTo(one, -0.5))),
    )
    expect(place).toEqual({ latitude: expect.closeTo(-5.147, 2), longitude: expect.closeTo(119.41, 2) })
  })

  const ODD: [string, () => Promise<Buffer>][] = [
    ['CMYK JPEG', () => photo().toColourspace('cmyk').jpeg().toBuffer()],
    ['16-bit PNG', () => photo().toColourspace('rgb16').png().toBuffer()],
    ['grey PNG', () => photo().toColourspace('b-w').png().toBuffer()],
    ['transparent PNG', () => photo().ensureAlpha(0.2).png().toBuffer()],
    [
      'animated WebP',
      async () =>
        sharp([await jpeg(1), await jpeg(2)], { join: { animated: true } })
          .webp()
          .toBuffer(),
    ],
  ]
  test.each(ODD)('%s: one picture of eight bits in sRGB', async (_what, make) => {
    const { bytes, width, height } = await keptOf(await make())
    const { space, depth, pages, hasAlpha } = await sharp(bytes).metadata()
    expect({ width, height, space, depth, pages, hasAlpha }).toEqual({
      width: 640,
      height: 480,
      space: 'srgb',
      depth: 'uchar',
      pages: undefined,
      hasAlpha: false,
    })
  })

  test('no larger than 2560 a side, its thumbnail than 320', async () => {
    const { bytes, thumb, width, height } = await keptOf(await photo(1, { width: 4000, height: 1000 }).jpeg().toBuffer())
    expect([width, height]).toEqual([2560, 640])
    expect((await sharp(bytes).metadata()).width).toBe(2560)
    expect((await sharp(thumb ?? undefined).metadata()).width).toBe(320)
  })

  test('the same picture sent ten times is one content', async () => {
    const sent = await jpeg(9)
    const all = await Promise.all(Array.from({ length: 10 }, () => keptOf(sent)))
    expect(new Set(all.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1)
  })
})

describe('what unpacks to much more than it is', () => {
  const text = (name: string) => Buffer.concat([Buffer.from(`${name}\0\0`), packed()])
  const bomb = (name: string): [string, Buffer][] => [
    [name, name === 'iTXt' ? Buffer.concat([Buffer.from('a\0\x01\0\0\0'), packed()]) : text('a')],
  ]
  test.each(['iCCP', 'zTXt', 'iTXt'])('in %s of a PNG takes neither memory nor time', { timeout: 30_000 }, async (name) => {
    const bytes = png(64, 64, bomb(name))
    const [before, began] = [process.memoryUsage().rss, performance.now()]
    const content = await contentOf(bytes)
    expect(typeof content === 'string' ? content : content.width).toSatisfy((one) => one === 64 || one === 'unreadable')
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('what a camera wrote so that it takes long to read', () => {
  const SAME = (tags: number, bytes: number) => ({ tags, bytes, most: 2_000 })
  test.each([SAME(1_000, 500_000), SAME(6_000, 100_000)])(
    '$tags entries that all name the same $bytes bytes: read past, and the process goes on meanwhile',
    async ({ tags, bytes, most }) => {
      const began = performance.now()
      let longest = 0
      let before = began
      const watch = setInterval(() => {
        longest = Math.max(longest, performance.now() - before)
        before = performance.now()
      }, 10)
      const { width, place } = await keptOf(png(64, 64, [['eXIf', written(tags, bytes)]]))
      clearInterval(watch)
      expect([width, place]).toEqual([64, null])
      expect(Math.max(longest, performance.now() - before)).toBeLessThan(most)
    },
  )
})

describe('sent ahead', async () => {
  const app = await startApp()
  afterAll(app.close)
  const staff = await app.signIn('staf.wilayah2')
  const send = (bytes: Buffer, name: string, type = 'image/jpeg') =>
    staff.post('/lampiran').attach('berkas', bytes, { filename: name, contentType: type })

  test('a wrong ending and a wrong type change nothing', async () => {
    const { body } = await send(await photo().png().toBuffer(), 'halaman.html', 'text/html').expect(201)
    const { headers } = await staff.get(`/lampiran/${body.id}`).expect(200)
    expect(headers['content-type']).toBe('image/jpeg')
    expect(headers['content-disposition']).toBe("inline; filename*=UTF-8''halaman.jpg")
    expect((await send(HTML, 'foto.jpg').expect(422)).body.salah).toBe('foto.jpg bukan foto (JPEG, PNG, WebP, HEIC) atau PDF.')
  })

  test('a byte more than 10 MB', async () => {
    const whole = Buffer.concat([await jpeg(), Buffer.alloc(MOST_BYTES)])
    await send(whole.subarray(0, MOST_BYTES), 'tepat.jpg').expect(201)
    expect((await send(whole.subarray(0, MOST_BYTES + 1), 'besar.jpg').expect(422)).body.salah).toBe(
      'besar.jpg lebih dari 10 MB.',
    )
  })

  const NAMES: [string, string][] = [
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\a\\foto.jpg', 'foto.jpg'],
    ['a\u202egpj.exe', 'agpj.jpg'],
    ['\u0007bel\u200b.jpg', 'bel.jpg'],
    ['   .jpg', '.jpg'],
    [`${'é'.repeat(400)}.jpeg`, `${'é'.repeat(100)}.jpg`],
    [`${'💧'.repeat(120)}.png`, `${'💧'.repeat(100)}.jpg`],
    [`kutip"'();.jpg`, `kutip"'();.jpg`],
  ]
  test.each(NAMES)('the name %j is saved as %j', async (name, saved) => {
    const disposition = `Content-Disposition: form-data; name="berkas"; filename="${name.replaceAll('"', '\\"')}"`
    const body = Buffer.concat([
      Buffer.from(`--batas\r\n${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`),
      await jpeg(),
      Buffer.from('\r\n--batas--\r\n'),
    ])
    const sent = await staff.post('/lampiran').set('Content-Type', 'multipart/form-data; boundary=batas').send(body)
    expect(sent.status).toBe(201)
    const { headers } = await staff.get(`/lampiran/${sent.body.id}`).expect(200)
    expect(decodeURIComponent(String(headers['content-disposition']).replace(/^.*''/, ''))).toBe(saved)
  })
})

/** The header says another size than the picture has. */
function enlarged(bytes: Buffer): Buffer {
  const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'))
  const copy = Buffer.from(bytes)
  copy.writeUInt16BE(65_500, frame + 5)
  copy.writeUInt16BE(65_500, frame + 7)
  return copy
}

/** A HEIC that says another size of itself and of its tile. */
function ofSize(bytes: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('ispe'); at >= 0; at = copy.indexOf('ispe', at + 4)) {
    copy.writeUInt32BE(width, at + 8)
    copy.writeUInt32BE(height, at + 12)
  }
  return copy
}

function commented(bytes: Buffer, words: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0])
  head.writeUInt16BE(words.length + 2, 2)
  return Buffer.concat([bytes.subarray(0, 2), head, words, bytes.subarray(2)])
}
