// The figures as a table, with the goals beside them.
import type { Measured } from './measure.ts'

export type Row = { name: string; measured: Measured; statements: string; goal: string }

export function printPages(floor: Measured, rows: readonly Row[]): void {
  console.log('\nOne client one after the other; ten connections at once; no compression asked for, of the floor neither.')
  console.log(line(['', 'p50 ms', '× floor', 'p95 ms', '1/s', 'of floor', 'bytes', 'statements', 'goal']))
  console.log(line(['floor: bare Express + EJS', ...figures(floor, floor), '–', '']))
  for (const { name, measured, statements, goal } of rows)
    console.log(line([name, ...figures(measured, floor), statements, goal]))
}

const figures = ({ p50, p95, perSecond, bytes }: Measured, floor: Measured): string[] => [
  p50.toFixed(2),
  (p50 / floor.p50).toFixed(1),
  p95.toFixed(2),
  perSecond.toFixed(0),
  (perSecond / floor.perSecond).toFixed(3),
  bytes.toLocaleString('en'),
]

export const printFigure = (name: string, figure: string, goal: string): void =>
  console.log(line([name, figure, '', '', '', '', '', '', goal]))

const WIDTHS = [38, 9, 9, 9, 8, 10, 9, 12]

const line = ([name = '', ...cells]: string[]): string =>
  name.padEnd(WIDTHS[0] ?? 0) +
  cells.map((cell, index) => (index === cells.length - 1 ? `   ${cell}` : cell.padStart(WIDTHS[index + 1] ?? 0))).join('')
