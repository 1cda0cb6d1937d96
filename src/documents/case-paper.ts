// A paper about a complaint as pdfmake sets it: from its frozen content, its signatures and the bytes of its photos alone.
import type { Content as Node, PageSize, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { shownCode } from '../papers/code.ts'
import type { Content, Fact, Part, Photo, Signer } from '../papers/paper.ts'
import { type Strokes, signaturePicture } from '../papers/signature.ts'
import { reachLines } from '../settings/letterhead.ts'
import { fullDateAndTime } from '../time.ts'
import { REFUSAL } from '../words.ts'
import { printable } from './cell-text.ts'
import { qrPicture } from './qr-picture.ts'

/** A signature or why there is none, as a paper shows it. */
export type Hand = {
  party: 'CUSTOMER' | 'OFFICER'
  name: string | null
  strokes: Strokes | null
  refusal: 'COULD_NOT' | 'WOULD_NOT' | null
  reason: string | null
  signedAt: Date
}
export const SIZES = ['a4', 'besar', '80mm'] as const
export type Size = (typeof SIZES)[number]
/** photos: JPEG by hash; what the store no longer has is missing there. */
export type Setting = {
  content: Content
  code: string
  version: number
  replaces: { version: number; madeAt: Date } | null
  madeAt: Date
  madeBy: string
  sha256: string
  /** Where it is checked. */
  address: string
  hands: Hand[]
  photos: Map<string, Uint8Array>
  size: Size
}

const INK = '#111827'
const QUIET = '#4b5563'
const LINE = '#cbd5e0'
const MM = 72 / 25.4

type Shape = { page: PageSize; margin: number; font: number; label: number; width: number }
const SHAPE: Record<Size, Shape> = {
  a4: { page: 'A4', margin: 48, font: 10, label: 120, width: 499 },
  besar: { page: 'A4', margin: 48, font: 17, label: 499, width: 499 },
  '80mm': { page: { width: 80 * MM, height: 'auto' }, margin: 4 * MM, font: 9, label: 72 * MM, width: 72 * MM },
}
/** Labels as wide as the page stand above what they name. */
const stacked = ({ label, width }: Shape): boolean => label === width

export function casePaper(paper: Setting): TDocumentDefinitions {
  const { content, madeAt, size } = paper
  const shape = SHAPE[size]
  const { margin } = shape
  const ticket = size === '80mm'
  return {
    pageSize: shape.page,
    pageMargins: ticket ? margin : [margin, 44, margin, 56],
    info: infoOf(content, madeAt),
    language: 'id',
    displayTitle: true,
    defaultStyle: { font: 'Roboto', fontSize: shape.font, lineHeight: 1.15, color: INK },
    styles: {
      heading: { fontSize: shape.font + 1.5, bold: true, margin: [0, 12, 0, 4] },
      quiet: { fontSize: Math.max(7.5, shape.font - 2), color: QUIET },
    },
    ...(!ticket && { footer: (page: number, pages: number) => footer(paper, page, pages, margin) }),
    content: [
      ...head(paper, shape),
      ...content.parts.flatMap((part) => partOf(part, paper, shape)),
      ...signers(paper, shape),
      foot(paper, shape),
    ],
  }
}

function infoOf({ title, number, letterhead }: Content, madeAt: Date) {
  const by = letterhead.organisation
  return {
    title: `${title} ${number}`,
    author: by,
    creator: 'Tanggap',
    producer: 'Tanggap',
    creationDate: madeAt,
    modDate: madeAt,
  }
}

function head({ content, version, replaces }: Setting, { font, width }: Shape): Node[] {
  const { letterhead, title, number, paperNumber } = content
  return [
    { text: letterhead.organisation, fontSize: font + 3, bold: true },
    { text: letterhead.department },
    { text: reachLines(letterhead).join('\n'), style: 'quiet' },
    { canvas: [{ type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 1.2, lineColor: INK }] },
    { text: title, fontSize: font + 5, bold: true, margin: [0, 14, 0, 0] },
    { text: paperNumber ?? number, fontSize: font + 3, bold: true, margin: [0, 2, 0, 2] },
    ...(replaces ? [{ text: replacing({ version, replaces }), bold: true } as Node] : []),
    { text: '', margin: [0, 0, 0, 6] },
  ]
}

/** A later version says so on its face. */
export const replacing = ({ version, replaces }: { version: number; replaces: { version: number; madeAt: Date } }): string =>
  `Versi ${version}, menggantikan versi ${replaces.version} tanggal ${fullDateAndTime(replaces.madeAt)} WITA`

function partOf(part: Part, { photos }: Setting, shape: Shape): Node[] {
  const heading: Node[] = 'heading' in part && part.heading ? [{ text: part.heading, style: 'heading', headlineLevel: 1 }] : []
  switch (part.as) {
    case 'facts':
      return together(heading, factsOf(part.facts, shape))
    case 'text':
      return [...heading, ...part.paragraphs.map((text): Node => ({ text: printable(text), margin: [0, 0, 0, 4] }))]
    case 'link':
      return [{ stack: [...heading, linkOf(part)], unbreakable: true }]
    case 'table':
      return [...heading, tableOf(part, shape)]
    case 'photos':
      return photosOf(part, photos, heading)
  }
}

/** A heading never stands alone at the foot of a page. */
const together = (heading: Node[], [first, ...others]: Node[]): Node[] =>
  first ? [{ stack: [...heading, first], unbreakable: heading.length > 0 }, ...others] : heading

function factsOf(facts: readonly Fact[], shape: Shape): Node[] {
  if (stacked(shape))
    return facts.map(
      (fact): Node => ({
        stack: [{ text: fact.label, color: QUIET, fontSize: Math.max(7.5, shape.font - 3) }, shownValue(fact)],
        margin: [0, 0, 0, 4],
      }),
    )
  return facts.map(
    (fact): Node => ({
      columns: [
        { text: fact.label, color: QUIET, width: shape.label },
        { ...shownValue(fact), width: '*' },
      ],
      columnGap: 10,
      margin: [0, 0, 0, 3],
    }),
  )
}

const shownValue = ({ value, href }: Fact) => ({
  ...wrapping(value),
  ...(href && { link: href, decoration: 'underline' as const }),
})

/** A word longer than these letters would run out of its column. */
const LONG_WORD = /\S{34}/
const wrapping = (text: string) => {
  const shown = printable(text)
  return LONG_WORD.test(shown) ? { text: shown, wordBreak: 'break-all' as const } : { text: shown }
}

const linkOf = ({ href, words }: { href: string; words: string }): Node => ({
  columns: [
    { svg: qrPicture(href), width: 72 },
    {
      stack: [
        { text: words, link: href, decoration: 'underline' },
        { text: href, style: 'quiet', wordBreak: 'break-all' },
      ],
      width: '*',
    },
  ],
  columnGap: 10,
})

function tableOf({ columns, rows }: { columns: string[]; rows: string[][] }, { font }: Shape): Node {
  const widths = columns.map((_, index) => (index === columns.length - 1 ? '*' : 'auto'))
  const body: TableCell[][] = [
    columns.map((text): TableCell => ({ text, bold: true, fillColor: '#edf2f7' })),
    ...rows.map((row) => row.map((text): TableCell => cellOf(text))),
  ]
  return {
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 4, paddingRight: () => 4 },
    fontSize: font - 1.5,
  }
}

const cellOf = (text: string): TableCell => wrapping(text) as TableCell

type Photos = Extract<Part, { as: 'photos' }>

/** Two beside one another; a row of them is never torn apart. */
function photosOf({ pairs, others }: Photos, photos: Setting['photos'], heading: Node[]): Node[] {
  const half = others.flatMap((photo, index) => (index % 2 === 0 ? [[photo, others[index + 1] ?? null] as const] : []))
  const rows = [...pairs.map(({ before, after }) => [before, after] as const), ...half]
  const set = rows.map(
    ([left, right]): Node => ({
      columns: [photoOf(left, photos), photoOf(right, photos)],
      columnGap: 12,
      margin: [0, 0, 0, 8],
      unbreakable: true,
    }),
  )
  return together(heading, set)
}

const FRAME = { width: 243, height: 182 }

function photoOf(photo: Photo | null, photos: Setting['photos']): Node {
  if (!photo) return { text: '' }
  const bytes = photos.get(photo.hash)
  const image: Node = bytes
    ? { image: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`, fit: [FRAME.width, FRAME.height] }
    : { text: 'Foto ini sudah tidak tersimpan.', italics: true }
  return { stack: [image, { text: photo.caption, style: 'quiet', margin: [0, 2, 0, 0] }], unbreakable: true }
}

function signers(paper: Setting, shape: Shape): Node[] {
  const { content, hands } = paper
  if (content.signers.length === 0) return []
  const [customer, ...rest] = content.signers.map((signer) => signerOf(signer, hands, shape))
  if (!customer) return []
  const cells = [customer, ...rest]
  const rows =
    shape.width < 300
      ? cells.map((cell) => [cell])
      : cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? { text: '' }]] : []))
  return rows.map((columns): Node => ({ columns, columnGap: 30, unbreakable: true, margin: [0, 16, 0, 0] }))
}

function signerOf({ party, label, name }: Signer, hands: readonly Hand[], { width }: Shape): Node {
  const hand = hands.find((one) => one.party === party)
  const room = width < 300 ? width : 200
  return {
    stack: [
      { text: label },
      ...(hand ? handOf(hand, room) : [{ text: '', margin: [0, 0, 0, 52] } as Node]),
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: room, y2: 0, lineWidth: 0.7, lineColor: QUIET }] },
      { text: printable(hand?.name ?? name ?? 'Nama dan tanda tangan'), style: hand?.name || name ? '' : 'quiet' },
    ],
    unbreakable: true,
  }
}

function handOf(hand: Hand, room: number): Node[] {
  const at: Node = { text: `${fullDateAndTime(hand.signedAt)} WITA`, style: 'quiet' }
  if (hand.strokes) return [{ svg: signaturePicture(hand.strokes), width: Math.min(room, 150) }, at]
  const why = hand.refusal ? REFUSAL[hand.refusal] : 'Tanda tangan sudah dikosongkan sesuai masa simpan.'
  return [{ text: printable([why, hand.reason].filter(Boolean).join(': ')), italics: true, margin: [0, 10, 0, 10] }, at]
}

/** By what it is checked, and when and by whom it was made. */
function foot({ code, address, madeAt, madeBy, sha256, content, version }: Setting, { width, font }: Shape): Node {
  const words: Node[] = [
    { text: `Kode ${shownCode(code)}`, bold: true, fontSize: font },
    { text: `Periksa keasliannya di ${address}` },
    { text: `Versi ${version}, dibuat ${madeBy}, ${fullDateAndTime(madeAt)} WITA` },
    ...content.rests.map((text): Node => ({ text })),
    ...(width < 300 ? [] : [{ text: `SHA-256 ${sha256}`, fontSize: 7 } as Node]),
  ]
  const qr: Node = { svg: qrPicture(address), width: 76 }
  const set = { style: 'quiet', unbreakable: true, margin: [0, 18, 0, 0] as [number, number, number, number] }
  return width < 300
    ? { stack: [qr, ...words], ...set }
    : {
        columns: [
          { ...qr, width: 76 },
          { stack: words, width: '*' },
        ],
        columnGap: 12,
        ...set,
      }
}

const footer = ({ content, code }: Setting, page: number, pages: number, margin: number): Node => ({
  columns: [
    { text: content.confidential ?? content.letterhead.organisation, fontSize: 7.5, color: QUIET },
    { text: `${shownCode(code)} · Halaman ${page} dari ${pages}`, fontSize: 7.5, color: QUIET, alignment: 'right', width: 170 },
  ],
  margin: [margin, 22, margin, 0],
})
