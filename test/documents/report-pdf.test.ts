// A paper read back with a reader of PDF: what stands on each of its pages.
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellText } from '../../src/documents/cell-text.ts'
import { reportPdf } from '../../src/documents/report-pdf.ts'
import type { Report } from '../../src/reports/report.ts'
import { COMPANY, CONFIDENTIAL, FIRST_SOP } from '../../src/settings/sop-texts.ts'
import { LONG_WORD, MADE_AT, REPORT } from './sample.ts'

type Piece = { text: string; left: number; right: number; bottom: number }
type Page = { width: number; height: number; pieces: Piece[]; text: string }

let paper: PDFDocumentProxy
let pages: Page[]
beforeAll(async () => {
  paper = await read(await reportPdf(REPORT))
  pages = await pagesOf(paper)
})
afterAll(() => paper.destroy())

test('every page is A4 and says that it is confidential and which of how many it is', () => {
  expect(pages.length).toBeGreaterThan(3)
  pages.forEach(({ width, height, text }, index) => {
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    expect(text).toContain(CONFIDENTIAL)
    expect(text).toContain(`Halaman ${index + 1} dari ${pages.length}`)
  })
})

test('the first page says what it is, what it rests on, who answers for it and when it was made', () => {
  const head = [COMPANY, 'Tanggap – Layanan Pengaduan Pelanggan', REPORT.title, REPORT.name, ...FIRST_SOP.references]
  for (const words of [...head, FIRST_SOP.madeBy, FIRST_SOP.approvedBy, '1 Desember 2026 pukul 07.00 WITA', ...REPORT.sentences])
    expect(pages[0]?.text).toContain(words)
})

test('the last page has room for both signatures', () => {
  const last = pages.at(-1)?.text ?? ''
  expect(last.match(/Nama dan tanda tangan/g)).toHaveLength(2)
  for (const words of [FIRST_SOP.madeBy, FIRST_SOP.approvedBy]) expect(last).toContain(words)
})

test('what is not issued is a draft on every page; what is bears its number there, and the name of who issued it', async () => {
  for (const { text } of pages) expect(text).toContain('Konsep · Halaman')
  expect(pages[0]?.text).toContain('Konsep: bukan laporan terbit')
  const stamp = { number: 'LAP-2026-11-v2', version: 2, sha256: 'ab'.repeat(32), by: 'Andi Ikhsan Pettarani', at: MADE_AT }
  const issued = await read(await reportPdf({ ...REPORT, stamp }))
  const stamped = await pagesOf(issued)
  await issued.destroy()
  for (const { text } of stamped) {
    expect(text).toContain('LAP-2026-11-v2 · Halaman')
    expect(text).not.toContain('Konsep')
  }
  expect(stamped[0]?.text).toContain('menunggu persetujuan ketika kertas ini dibuat')
  expect(stamped.at(-1)?.text).toContain(stamp.by)
})

test('a table that goes on has its heads on each page, and no row is on two pages', () => {
  const with90 = pages.filter(({ text }) => /Kategori \d+/.test(text))
  expect(with90.length).toBeGreaterThan(1)
  for (const { text } of with90) expect(text).toMatch(/Kategori Masuk Tepat waktu Median/)
  for (const rows of with90.map(({ text }) => text.match(/Kategori \d+ [\d.]+ [\d,]+% /g)?.length ?? 0))
    expect(rows).toBeGreaterThan(0)
})

test('every cell of every table is there as it is read in Indonesian', () => {
  const all = lean(pages.map(({ text }) => text).join(' '))
  const cells = REPORT.sections.flatMap(({ tables }) =>
    tables.flatMap(({ columns, rows }) => rows.map((row) => columns.map((column, index) => cellText(row[index], column)))),
  )
  expect(cells.length).toBeGreaterThan(99)
  for (const text of cells.flat()) expect(all).toContain(lean(text.replace(/😀|\p{Cc}/gu, '')))
  for (const words of ['1.234.567', '12,5%', '28 jam 15 mnt', '138 hari 21 jam']) expect(all).toContain(lean(words))
})

test('nothing runs out of the page or into the footer, not even a word of 180 letters', () => {
  expect(lean(pages.map(({ text }) => text).join(''))).toContain(LONG_WORD)
  for (const { pieces, width } of pages)
    for (const { text, left, right, bottom } of pieces) {
      const within = left >= 39 && right <= width - 38 && (bottom >= 56 || /^Rahasia|Halaman \d/.test(text))
      expect([text, within]).toEqual([text, true])
    }
})

test('numbers of a column end at one line', () => {
  const ends = pages.flatMap(({ pieces }) =>
    pieces.filter(({ text }) => /^\d,\d%$|^\d\d,\d%$/.test(text)).map(({ right }) => Math.round(right)),
  )
  expect(ends.length).toBeGreaterThan(50)
  expect(new Set(ends.slice(0, 40)).size).toBe(1)
})

test('the same report gives the same bytes; one made a minute later does not', async () => {
  const [one, other] = await Promise.all([reportPdf(REPORT), reportPdf(structuredClone(REPORT))])
  expect(one.equals(other)).toBe(true)
  const later: Report = { ...REPORT, madeAt: new Date(MADE_AT.getTime() + 60_000) }
  expect((await reportPdf(later)).equals(one)).toBe(false)
})

test('a report that cannot be set fails alone: the next one is made', async () => {
  const broken = { ...REPORT, sections: [{ heading: 'Rusak', sentences: [], tables: null }] } as unknown as Report
  const [failed, made] = await Promise.allSettled([reportPdf(broken), reportPdf(REPORT)])
  expect(failed.status).toBe('rejected')
  expect(made.status).toBe('fulfilled')
})

const read = (pdf: Buffer): Promise<PDFDocumentProxy> => getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise

async function pagesOf(paper: PDFDocumentProxy): Promise<Page[]> {
  return Promise.all(
    Array.from({ length: paper.numPages }, async (_, index) => {
      const page = await paper.getPage(index + 1)
      const [, , width = 0, height = 0] = page.view
      const { items } = await page.getTextContent()
      const pieces = items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ text: item.str, left: item.transform[4], right: item.transform[4] + item.width, bottom: item.transform[5] }]
          : [],
      )
      return {
        width,
        height,
        pieces,
        text: pieces
          .map(({ text }) => text)
          .join(' ')
          .replace(/\s+/g, ' '),
      }
    }),
  )
}

/** Without the spaces that lines and breaks bring. */
const lean = (text: string): string => text.replace(/\s+/g, '')
