// A paper about a complaint as pdfmake sets it: from its frozen content, its signatures and the bytes of its photos alone.
import type { Content as Node, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { shownCode } from '../papers/code.ts'
import type { Content, Part } from '../papers/paper.ts'
import { reachLines } from '../settings/letterhead.ts'
import { fullDateAndTime } from '../time.ts'
import { type Hand, handsOf } from './case-hands.ts'
import { type Photos, partOf } from './case-parts.ts'
import { INK, QUIET, SHAPE, type Shape, type Size } from './case-shape.ts'
import { qrPicture } from './qr-picture.ts'

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
  photos: Photos
  size: Size
}

export function casePaper(paper: Setting): TDocumentDefinitions {
  const { content, madeAt, size } = paper
  const shape = SHAPE[size]
  const { margin, ticket } = shape
  const { said, last } = parted(content.parts, shape)
  return {
    pageSize: shape.page,
    pageMargins: ticket ? margin : [margin, margin - 4, margin, margin + 8],
    info: infoOf(content, madeAt),
    language: 'id',
    displayTitle: true,
    defaultStyle: { font: 'Roboto', fontSize: shape.font, lineHeight: 1.15, color: INK },
    styles: {
      heading: { fontSize: shape.font + 1.5, bold: true, margin: [0, 12, 0, 4] },
      quiet: { fontSize: shape.fine, color: QUIET },
    },
    ...(!ticket && { footer: (page: number, pages: number) => footer(paper, page, pages, margin) }),
    content: [
      ...head(paper, shape),
      ...said.flatMap((part) => partOf(part, paper.photos, shape)),
      {
        stack: [
          ...(last ? partOf(last, paper.photos, shape) : []),
          ...handsOf(content.signers, paper.hands, shape),
          foot(paper, shape),
        ],
        unbreakable: true,
      },
      // After the hands, so that these stand beside the words that they are for.
      ...content.parts.filter(({ as }) => as === 'photos').flatMap((part) => partOf(part, paper.photos, shape)),
    ],
  }
}

/** What is short stays with the hands, which then never stand alone on a page. */
function parted(parts: readonly Part[], { ticket }: Shape): { said: Part[]; last: Part | null } {
  const words = parts.filter(({ as }) => as !== 'photos')
  const last = words.at(-1)
  return !ticket && last && isShort(last) ? { said: words.slice(0, -1), last } : { said: words, last: null }
}

function isShort(part: Part): boolean {
  const many =
    part.as === 'facts'
      ? part.facts.length
      : part.as === 'table'
        ? part.rows.length
        : part.as === 'text'
          ? part.paragraphs.length
          : 1
  return many <= 9 && JSON.stringify(part).length < 1_500
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

function head({ content, version, replaces, size }: Setting, { font, width }: Shape): Node[] {
  const { letterhead, title, number, paperNumber } = content
  return [
    { text: letterhead.organisation, fontSize: font + 3, bold: true },
    { text: letterhead.department },
    { text: reachLines(letterhead).join('\n'), style: 'quiet' },
    { canvas: [{ type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 1.2, lineColor: INK }] },
    { text: title, fontSize: font + 5, bold: true, margin: [0, size === 'besar' ? 8 : 14, 0, 0] },
    { text: paperNumber ?? number, fontSize: font + 3, bold: true, margin: [0, 2, 0, 4] },
    ...(replaces ? [{ text: replacing({ version, replaces }), bold: true } as Node] : []),
  ]
}

/** A later version says so on its face. */
export const replacing = ({ version, replaces }: { version: number; replaces: { version: number; madeAt: Date } }): string =>
  `Versi ${version}, menggantikan versi ${replaces.version} tanggal ${fullDateAndTime(replaces.madeAt)} WITA`

/** By what it is checked, and when and by whom it was made. */
function foot(
  { size, code, address, madeAt, madeBy, sha256, content, version }: Setting,
  { font, ticket, gap, qr: side }: Shape,
): Node {
  const words: Node[] = [
    { text: `Kode ${shownCode(code)}`, bold: true, fontSize: font },
    { text: `Periksa keasliannya di ${address}` },
    { text: `Versi ${version}, dibuat ${madeBy}, ${fullDateAndTime(madeAt)} WITA` },
    ...content.rests.map((text): Node => ({ text })),
    ...(size === 'a4' ? [{ text: `SHA-256 ${sha256}`, fontSize: 7 } as Node] : []),
  ]
  const qr: Node = { svg: qrPicture(address), width: side }
  const set = { style: 'quiet', margin: [0, 9 + gap * 3, 0, 0] as [number, number, number, number] }
  return ticket
    ? { stack: [qr, ...words], ...set }
    : {
        columns: [
          { ...qr, width: side },
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
