// Who signs a paper, with their hands as vectors or why there is none.
import type { Content as Node, TableCell } from 'pdfmake/interfaces.js'
import type { Signer } from '../papers/paper.ts'
import { type Strokes, signaturePicture } from '../papers/signature.ts'
import { fullDateAndTime } from '../time.ts'
import { REFUSAL } from '../words.ts'
import { QUIET, type Shape } from './case-shape.ts'
import { printable } from './cell-text.ts'

/** A signature or why there is none, as a paper shows it. */
export type Hand = {
  party: 'CUSTOMER' | 'OFFICER'
  name: string | null
  strokes: Strokes | null
  refusal: 'COULD_NOT' | 'WOULD_NOT' | null
  reason: string | null
  signedAt: Date
}

const GAP = 24
const WIDEST = 210

/** Beside one another, their lines at one height; on a ticket only who signed on the screen, below one another. */
export function handsOf(signers: readonly Signer[], hands: readonly Hand[], shape: Shape): Node[] {
  const shown = signers
    .map((signer) => ({ ...signer, hand: hands.find(({ party }) => party === signer.party) }))
    .filter(({ hand }) => !shape.ticket || hand)
  return (shape.ticket ? shown.map((one) => [one]) : [shown]).filter((row) => row.length > 0).map((row) => signing(row, shape))
}

type Signing = Signer & { hand: Hand | undefined }

function signing(row: readonly Signing[], { width, gap }: Shape): Node {
  const room = Math.min(WIDEST, (width - GAP * (row.length - 1)) / row.length)
  const line = (): Node => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: room, y2: 0, lineWidth: 0.7, lineColor: QUIET }] })
  const body: TableCell[][] = [
    row.map(({ label }) => ({ text: label })),
    row.map(({ hand }) => (hand ? { stack: handOf(hand, room) } : { text: '', margin: [0, 0, 0, 46] })),
    row.map((one) => ({ stack: [line(), { stack: [nameOf(one)], margin: [0, 2, 0, 0] }] })),
  ]
  const layout = {
    defaultBorder: false,
    paddingLeft: () => 0,
    paddingRight: (column: number) => (column < row.length - 1 ? GAP : 0),
  }
  return { table: { widths: row.map(() => room), body, dontBreakRows: true }, layout, margin: [0, 8 + gap * 3, 0, 0] }
}

function nameOf({ hand, name, party }: Signing): Node {
  const known = hand?.name ?? name
  const words: Node = known ? { text: printable(known) } : { text: 'Nama dan tanda tangan', style: 'quiet' }
  return party ? words : { stack: [words, { text: 'Ditandatangani di atas kertas', style: 'quiet' }] }
}

function handOf(hand: Hand, room: number): Node[] {
  const at: Node = { text: `${fullDateAndTime(hand.signedAt)} WITA`, style: 'quiet' }
  if (hand.strokes) return [{ svg: signaturePicture(hand.strokes), width: Math.min(room, 150) }, at]
  const why = hand.refusal ? REFUSAL[hand.refusal] : 'Tanda tangan sudah dikosongkan sesuai masa simpan.'
  return [{ text: printable([why, hand.reason].filter(Boolean).join(': ')), italics: true, margin: [0, 10, 0, 10] }, at]
}
