// Papers read back with a reader of PDF: every word is there, in its place, on the page that it should be on.
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partOf } from '../../src/documents/case-parts.ts'
import { SHAPE } from '../../src/documents/case-shape.ts'
import { jpegSize } from '../../src/documents/jpeg-size.ts'
import { CONFIDENTIAL, FIRST_SOP } from '../../src/settings/sop-texts.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { empty, eventful, full, LONG_ADDRESS, LONG_NAME, photograph, reported } from './cases.ts'
import { codeIn, made, type Path, pdfOf } from './making.ts'

const app = await startApp()
afterAll(app.close)

type Piece = { text: string; left: number; right: number; bottom: number }
type Page = { width: number; height: number; pieces: Piece[]; text: string; images: number }

/** Without the spaces that lines and breaks bring. */
const lean = (text: string): string => text.replace(/\s+/g, '')

async function pagesOf(bytes: Buffer): Promise<Page[]> {
  const paper = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = []
  for (let number = 1; number <= paper.numPages; number++) {
    const page = await paper.getPage(number)
    const [, , width = 0, height = 0] = page.view
    const { items } = await page.getTextContent()
    const { fnArray } = await page.getOperatorList()
    const pieces = items.flatMap((item) =>
      'str' in item && item.str.trim()
        ? [{ text: item.str, left: item.transform[4], right: item.transform[4] + item.width, bottom: item.transform[5] }]
        : [],
    )
    pages.push({
      width,
      height,
      pieces,
      text: lean(pieces.map(({ text }) => text).join('')),
      images: fnArray.filter((one) => one === OPS.paintImageXObject).length,
    })
  }
  await paper.destroy()
  return pages
}

const read = async (number: string, path: Path, who: 'staf.wilayah2' | 'admin.humas' | 'kasie.hula', query = '') => {
  const address = await made(app, number, path, who)
  return { code: codeIn(address), pages: await pagesOf(await pdfOf(app, `${address}/pdf${query}`, who)) }
}

describe('forty events, thirty photos and names as long as they get', () => {
  let number: string
  let paper: Awaited<ReturnType<typeof read>>
  beforeAll(async () => {
    number = await eventful(app, 40)
    await photograph(app, number, 24)
    await reported(app, number, 3)
    paper = await read(number, 'berita-acara', 'staf.wilayah2')
  }, 120_000)

  test('every page is A4, says that it is confidential, which it is of how many, and its code', () => {
    paper.pages.forEach(({ width, height, text }, index) => {
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
      for (const words of [CONFIDENTIAL, `Halaman ${index + 1} dari ${paper.pages.length}`, paper.code])
        expect(text).toContain(lean(words))
    })
  })

  test('complaint, complainant, steps against targets, work and references are there', () => {
    const all = paper.pages.map(({ text }) => text).join('')
    const words = [
      number,
      LONG_NAME,
      LONG_ADDRESS,
      '0812-3456-7890',
      'kursi roda',
      'Sambungan pecah.',
      'Klem diganti.',
      'Baharuddin Daeng Naba',
    ]
    for (const one of [
      ...words,
      ...FIRST_SOP.references,
      'tepat waktu',
      '30 mnt jam kerja',
      'Perumda Air Minum Kota Makassar',
      'SHA-256',
    ])
      expect(all).toContain(lean(one))
    expect(all.match(/Melanjutkantindaklanjut\./g)).toHaveLength(17)
  })

  test('all thirty photos are there, none more than eight to a page, after the hands that stand on one page', () => {
    const images = paper.pages.map(({ images }) => images)
    expect(images.reduce((sum, one) => sum + one, 0)).toBe(30)
    expect(Math.max(...images)).toBeLessThanOrEqual(8)
    const hands = paper.pages.findIndex(({ text }) => text.includes('Mengetahui,KepalaBagian'))
    for (const words of ['Pelapor', 'Petugas', `Kode ${paper.code}`]) expect(paper.pages[hands]?.text).toContain(lean(words))
    expect(images.slice(0, hands)).toEqual(images.slice(0, hands).map(() => 0))
  })

  test('nothing runs out of the page or into its foot', () => {
    for (const { pieces, width } of paper.pages)
      for (const { text, left, right, bottom } of pieces) {
        const within = left >= 46 && right <= width - 44 && (bottom >= 52 || /^Rahasia|Halaman/.test(text))
        expect([text, within]).toEqual([text, true])
      }
  })
})

test('empty fields leave no label alone, and it is one page', async () => {
  const { pages } = await read(await empty(app), 'berita-acara', 'kasie.hula')
  expect(pages).toHaveLength(1)
  expect(pages[0]?.text).toContain('PelaporAnonim')
  for (const label of ['Surel', 'Golongan', 'Kebutuhan khusus', 'Penyebab', 'Lampiran', 'null', 'undefined'])
    expect(pages[0]?.text).not.toContain(lean(label))
})

test('a letter in one word of seven thousand letters is set soon, and stays on its pages; words before it are whole', async () => {
  const number = await complaintIn(app, 'MONITORING')
  const body = {
    kepada: 'Daeng Baji',
    alamat_surat: '',
    perihal_surat: 'Jawaban',
    isi: `Dengan hormat. ${'perbaikan'.repeat(780)} Selesai.`,
  }
  const desk = await app.signIn('admin.humas')
  const { headers } = await desk.post(`/aduan/${number}/surat`).type('form').send(body).expect(303)
  const began = performance.now()
  const pages = await pagesOf(await pdfOf(app, `${headers.location}/pdf`, 'admin.humas'))
  expect(performance.now() - began).toBeLessThan(8_000)
  expect(pages.map(({ text }) => text).join('')).toContain('Denganhormat.perbaikan')
  for (const { pieces, width } of pages)
    for (const { text, left, right } of pieces) expect([text, left >= 40 && right <= width - 40]).toEqual([text, true])
})

test('what was dismissed has its official report, with the reason', async () => {
  const { pages } = await read(await complaintIn(app, 'DISMISSED'), 'berita-acara', 'kasie.hula')
  const all = pages.map(({ text }) => text).join('')
  for (const words of ['Tidak dilanjutkan', 'Menutup tanpa tindak lanjut: spam atau tidak dapat dipahami.', 'tidak dinilai'])
    expect(all).toContain(lean(words))
})

test('in large print an everyday receipt is one page, with a larger code', async () => {
  const more = { alamat: 'Jl. Merpati 5', nomor_sambungan: '010203040', uraian: 'Air tidak mengalir sejak kemarin sore.' }
  const { pages } = await read(await recordComplaint(app, more), 'tanda-terima', 'admin.humas', '?ukuran=besar')
  expect(pages).toHaveLength(1)
  const [large, plain] = [SHAPE.besar, SHAPE.a4].map((shape) => shape.qr)
  expect(large).toBeGreaterThan((plain ?? 0) * 1.3)
})

test.each([1, 3, 5, 7, 9, 11, 13])('hands have words beside them however long the complaint is: %i', async (length) => {
  const number = await complaintIn(app, 'IN_PROGRESS', {
    uraian: 'Air menyembur di depan rumah sejak subuh. '.repeat(length * 5),
  })
  await reported(app, number, 0)
  const { pages } = await read(number, 'laporan-penyelesaian', 'staf.wilayah2')
  const hands = pages.find(({ text }) => text.includes('SHA-256'))?.text ?? ''
  for (const words of ['Langkah dan batas waktu', 'Tindak lanjut', 'Pelapor', 'Petugas']) expect(hands).toContain(lean(words))
})

test.each([
  [2_000, 1_000, [243, 154]],
  [120, 80, [120, 80]],
  [60, 900, [60, 154]],
])('a photo of %i × %i dots is set within %j points', async (width, height, fit) => {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer()
  expect(jpegSize(new Uint8Array(bytes))).toEqual({ width, height })
  const part = { as: 'photos' as const, heading: 'Lampiran foto', pairs: [], others: [{ hash: 'x', caption: '' }] }
  const set = partOf(part, new Map([['x', new Uint8Array(bytes)]]), SHAPE.a4)
  expect(JSON.stringify(set)).toContain(`"fit":${JSON.stringify(fit)}`)
})

test('a receipt comes on A4, in large print and as a ticket of 80 mm, with the same words and nothing confidential', async () => {
  const number = await recordComplaint(app, full(app))
  for (const [query, width] of [
    ['', 595],
    ['?ukuran=besar', 595],
    ['?ukuran=80mm', 227],
  ] as const) {
    const { pages, code } = await read(number, 'tanda-terima', 'admin.humas', query)
    const all = pages.map(({ text }) => text).join('')
    expect(pages.map((page) => Math.round(page.width))).toEqual(pages.map(() => width))
    for (const words of [number, LONG_NAME, 'Kapan dijawab', code, 'Simpan tanda terima ini.']) expect(all).toContain(lean(words))
    expect(all).not.toContain('Rahasia')
    for (const { pieces } of pages)
      for (const { text, left, right } of pieces) expect([text, left >= 10 && right <= width - 9]).toEqual([text, true])
  }
})
