// A signature as the way of a pen: strokes of points [x, y, milliseconds since the first] in a box of 1000 × 400.

export const BOX = { width: 1000, height: 400 }
const MOST_POINTS = 5_000
/** So long is the text of as many points, with room to spare. */
export const MOST_LETTERS = 100_000
const MOST_MS = 600_000
/** Less ink than this is a slip of the hand. */
const LEAST_WAY = 60

export type Point = [x: number, y: number, ms: number]
export type Strokes = Point[][]

/** Strokes out of what a page sent, or what is wrong with them. */
export function parseStrokes(text: string): Strokes | { fault: string } {
  if (text.length > MOST_LETTERS) return { fault: 'Tanda tangan terlalu panjang. Hapus, lalu tanda tangani lagi.' }
  const strokes = parsed(text)
  if (!strokes) return { fault: 'Tanda tangan tidak dapat dibaca. Hapus, lalu tanda tangani lagi.' }
  if (strokes.flat().length > MOST_POINTS) return { fault: 'Tanda tangan terlalu panjang. Hapus, lalu tanda tangani lagi.' }
  if (wayOf(strokes) < LEAST_WAY) return { fault: 'Bubuhkan tanda tangan di dalam kotak.' }
  return strokes
}

function parsed(text: string): Strokes | null {
  try {
    const value: unknown = JSON.parse(text || '[]')
    return Array.isArray(value) && value.every(isStroke) ? value : null
  } catch {
    return null
  }
}

const isStroke = (value: unknown): value is Point[] => Array.isArray(value) && value.length > 0 && value.every(isPoint)

function isPoint(value: unknown): value is Point {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [x, y, ms] = value
  return within(x, BOX.width) && within(y, BOX.height) && within(ms, MOST_MS)
}

const within = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most

const wayOf = (strokes: Strokes): number =>
  strokes.reduce(
    (sum, stroke) =>
      stroke.reduce((way, [x, y], index) => {
        const [fromX, fromY] = stroke[index - 1] ?? [x, y]
        return way + Math.hypot(x - fromX, y - fromY)
      }, sum),
    0,
  )

/** The way of the pen as an SVG path: through the middles of its points, so that it is as round as the hand was. */
export const pathOf = (strokes: Strokes): string => strokes.map(strokePath).join('')

function strokePath(stroke: Point[]): string {
  const [[x, y] = [0, 0], ...others] = stroke.map(([x, y]): [number, number] => [x, y])
  if (others.length === 0) return `M${x} ${y}h1`
  const curves = others.map(([toX, toY], index) => {
    const next = others[index + 1]
    return next ? `Q${toX} ${toY} ${(toX + next[0]) / 2} ${(toY + next[1]) / 2}` : `L${toX} ${toY}`
  })
  return `M${x} ${y}${curves.join('')}`
}

/** The same picture on the page and in the PDF. */
export const signaturePicture = (strokes: Strokes): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${BOX.width} ${BOX.height}" width="${BOX.width / 5}" height="${BOX.height / 5}"><path d="${pathOf(strokes)}" fill="none" stroke="#111827" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>`
