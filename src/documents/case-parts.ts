// The parts of a paper as pdfmake sets them.
import type { Content as Node, TableCell } from 'pdfmake/interfaces.js'
import type { Fact, Part, Photo } from '../papers/paper.ts'
import { LINE, QUIET, type Shape } from './case-shape.ts'
import { printable } from './cell-text.ts'
import { jpegSize } from './jpeg-size.ts'
import { qrPicture } from './qr-picture.ts'

/** Bytes of JPEG by hash; what the store no longer has is missing. */
export type Photos = ReadonlyMap<string, Uint8Array>

export function partOf(part: Part, photos: Photos, shape: Shape): Node[] {
  const heading: Node[] = 'heading' in part && part.heading ? [{ text: part.heading, style: 'heading', headlineLevel: 1 }] : []
  switch (part.as) {
    case 'facts':
      return together(heading, factsOf(part.facts, shape))
    case 'text':
      return together(heading, textOf(part.paragraphs, heading.length > 0))
    case 'link':
      return [{ stack: [...heading, linkOf(part)], unbreakable: true }]
    case 'table':
      return [tableOf(part, shape)]
    case 'photos':
      return photosOf(part, photos, heading)
  }
}

/** Without a heading what begins stands apart from what was before. */
const textOf = (paragraphs: readonly string[], headed: boolean): Node[] =>
  paragraphs.map((text, index): Node => ({ ...wrapping(text), margin: [0, headed || index > 0 ? 0 : 12, 0, headed ? 4 : 8] }))

/** A heading never stands alone at the foot of a page. */
const together = (heading: Node[], [first, ...others]: Node[]): Node[] =>
  first ? [{ stack: [...heading, first], unbreakable: heading.length > 0 }, ...others] : heading

function factsOf(facts: readonly Fact[], shape: Shape): Node[] {
  if (shape.label === null)
    return facts.map(
      (fact): Node => ({
        stack: [{ text: fact.label, color: QUIET, fontSize: shape.fine }, shownValue(fact)],
        margin: [0, 0, 0, shape.gap],
        unbreakable: fact.value.length < SHORT,
      }),
    )
  return facts.map(
    (fact): Node => ({
      columns: [
        { text: fact.label, color: QUIET, width: shape.label ?? 'auto', ...(shape.font > 12 && { fontSize: shape.fine }) },
        { ...shownValue(fact), width: '*' },
      ],
      columnGap: 10,
      margin: [0, 0, 0, shape.gap],
    }),
  )
}

/** What is shorter stays on one page with its label. */
const SHORT = 300

const shownValue = ({ value, href }: Fact) => ({
  ...wrapping(value),
  ...(href && { link: href, decoration: 'underline' as const }),
})

/** A word longer than these letters would run out of its column: it alone is broken anywhere. */
const LONG_WORD = /(\S{34,})/
const wrapping = (text: string) => {
  const pieces = printable(text).split(LONG_WORD)
  if (pieces.length === 1) return { text: printable(text) }
  const broken = (piece: string) => (LONG_WORD.test(piece) ? { text: piece, wordBreak: 'break-all' as const } : { text: piece })
  return { text: pieces.filter(Boolean).map(broken) }
}

const linkOf = ({ href, words }: { href: string; words: string }): Node => ({
  columns: [
    { svg: qrPicture(href), width: 96 },
    { text: words, link: href, decoration: 'underline', width: '*' },
  ],
  columnGap: 10,
})

/** The heading is a head of the table: it never stands alone, and comes again where the table goes on. */
function tableOf({ heading, columns, rows }: { heading: string; columns: string[]; rows: string[][] }, { font }: Shape): Node {
  const widths = columns.map((_, index) => (index === columns.length - 1 ? '*' : 'auto'))
  const title: TableCell = { text: heading, style: 'heading', colSpan: columns.length, margin: [-4, 10, 0, 2] }
  const body: TableCell[][] = [
    [title, ...columns.slice(1).map((): TableCell => '')],
    columns.map((text): TableCell => ({ text, bold: true, fillColor: '#edf2f7' })),
    ...rows.map((row) => row.map((text): TableCell => cellOf(text))),
  ]
  return {
    table: { headerRows: 2, keepWithHeaderRows: 1, dontBreakRows: true, widths, body },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => LINE,
      paddingLeft: () => 4,
      paddingRight: () => 4,
    },
    fontSize: font - 1.5,
  }
}

const cellOf = (text: string): TableCell => wrapping(text) as TableCell

type PhotosPart = Extract<Part, { as: 'photos' }>

/** Two beside one another; a row of them is never torn apart. */
function photosOf({ pairs, others }: PhotosPart, photos: Photos, heading: Node[]): Node[] {
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

/** Four rows of two to a page. */
const FRAME = { width: 243, height: 154 }

/** A point a dot at most: a picture larger than its dots shows no more. */
function frameOf(bytes: Uint8Array): [number, number] {
  const { width, height } = jpegSize(bytes) ?? FRAME
  return [Math.min(FRAME.width, width), Math.min(FRAME.height, height)]
}

function photoOf(photo: Photo | null, photos: Photos): Node {
  if (!photo) return { text: '' }
  const bytes = photos.get(photo.hash)
  const image: Node = bytes
    ? { image: `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`, fit: frameOf(bytes) }
    : { text: 'Foto ini sudah tidak tersimpan.', italics: true }
  return { stack: [image, { text: photo.caption, style: 'quiet', margin: [0, 2, 0, 0] }], unbreakable: true }
}
