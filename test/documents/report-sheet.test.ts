// A workbook read back by another library.
import { readXlsx } from 'hucre/xlsx'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { reportSheet } from '../../src/documents/report-sheet.ts'
import { sheetNames } from '../../src/documents/sheet.ts'
import type { Cell, Column } from '../../src/reports/section.ts'
import { COMPANY, CONFIDENTIAL, FIRST_SOP } from '../../src/settings/sop-texts.ts'
import { FORMULAS, LONG_WORD, REPORT } from './sample.ts'

const bytes = await reportSheet(REPORT)
const sheets = await readXlsxFile(bytes)
const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? []

test('the first sheet says what it is, then there is one for each table', () => {
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    ...['Ringkasan', 'Kategori', 'Kesetaraan'],
    ...['Terlambat  daftar yang sangat p', 'Terlambat  daftar yang sang (2)'],
  ])
  const said = rowsOf('Ringkasan').flat()
  for (const text of [
    REPORT.title,
    REPORT.name,
    COMPANY,
    ...FIRST_SOP.references,
    FIRST_SOP.madeBy,
    FIRST_SOP.approvedBy,
    CONFIDENTIAL,
  ])
    expect(said).toContain(text)
  for (const text of [...REPORT.sentences, 'Satu baris satu kategori.', '1 Desember 2026 pukul 07.00 WITA'])
    expect(said).toContain(text)
})

test('numbers are numbers, shares parts of one, durations minutes, and nothing is nothing', () => {
  const [head, first] = rowsOf('Kategori')
  expect(head).toEqual(['Kategori', 'Masuk', 'Tepat waktu', 'Median (menit)'])
  expect(first).toEqual(['Kategori 1', 1_000, 1, 7_000])
  expect(rowsOf('Kategori')).toHaveLength(91)
  expect(rowsOf('Kesetaraan')[1]).toEqual([
    ...['Terima pengaduan', 'Dengan kebutuhan khusus', 12, 1_234_567, 0, 98_765, 0.125, 1_695, 200_000, null],
    ...[1, 1_234, 826],
  ])
})

test('instants are dates with the time on the wall in WITA', () => {
  const at = rowsOf('Terlambat  daftar yang sangat p')[1]?.[2]
  expect(at).toBeInstanceOf(Date)
  expect(Math.round((at as unknown as Date).getTime() / 60_000)).toBe(Date.parse('2026-11-24T23:59:00Z') / 60_000)
})

test('text that begins like a formula is text, and no cell is a formula', async () => {
  const subjects = rowsOf('Terlambat  daftar yang sangat p').map((row) => row[1])
  for (const text of ['=1+1', '+62811', '-5', '@SUM(A1)', LONG_WORD, 'Meter “macet”  & <bocor>']) expect(subjects).toContain(text)
  expect(subjects.slice(1)).toHaveLength(FORMULAS.length + 2)
  const { sheets: raw } = await readXlsx(bytes)
  expect(raw.flatMap(({ cells }) => [...(cells?.values() ?? [])]).filter(({ formula }) => formula)).toEqual([])
})

test('the heads of every table stay in sight', async () => {
  const { sheets: raw } = await readXlsx(bytes)
  expect(raw.map(({ freezePane }) => freezePane?.rows ?? 0)).toEqual([0, 1, 1, 1, 1])
})

test('names of sheets are short, without the signs of addresses and never alike', () => {
  const names = sheetNames(['a/b', 'A?B', 'x'.repeat(40), 'x'.repeat(40), '', '[]'])
  expect(names).toEqual(['a b', 'A B (2)', 'x'.repeat(31), `${'x'.repeat(27)} (2)`, 'Tabel', 'Tabel (2)'])
})

test('a share is as exact as its counts, and those have columns of their own where no other tells them', async () => {
  const columns: Column[] = [
    { label: 'Unit', kind: 'text' },
    { label: 'Tepat waktu', kind: 'share', counted: true },
  ]
  const rows: Cell[][] = [[{ text: 'Humas' }, { share: 667, of: { part: 2, whole: 3 } }]]
  const section = { heading: 'Unit', sentences: [], tables: [{ title: 'Unit', columns, rows, sheet: 'Unit' }] }
  const read = await readXlsxFile(await reportSheet({ ...REPORT, sections: [section] }))
  expect(read.at(-1)?.data).toEqual([
    ['Unit', 'Tepat waktu: jumlah', 'Tepat waktu: dari', 'Tepat waktu'],
    ['Humas', 2, 3, 2 / 3],
  ])
})
