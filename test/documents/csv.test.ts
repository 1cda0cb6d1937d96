// CSV read back by another library.
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseCsv } from 'hucre/csv'
import { expect, test } from 'vitest'
import { csvStream, reportCsv } from '../../src/documents/csv.ts'
import { LONG_WORD, REPORT } from './sample.ts'

const read = (csv: string) => parseCsv(csv, { delimiter: ';' })

test('a report has all its tables one below the other, each below its title', () => {
  const csv = reportCsv(REPORT)
  expect(csv.startsWith('\ufeff')).toBe(true)
  const rows = read(csv)
  for (const title of ['Menurut kategori', 'Kesetaraan pelayanan', 'Daftar terlambat', 'Daftar kedua'])
    expect(rows.filter(([first]) => first === title)).toHaveLength(1)
  const at = rows.findIndex(([first]) => first === 'Menurut kategori')
  expect(rows.slice(at + 1, at + 3)).toEqual([
    ['Kategori', 'Masuk', 'Tepat waktu', 'Median (menit)'],
    ['Kategori 1', '1000', '100,0%', '7000'],
  ])
  expect(rows.find(([first]) => first === 'Terima pengaduan')).toEqual([
    ...['Terima pengaduan', 'Dengan kebutuhan khusus', '12', '1234567', '0', '98765', '12,5%', '1695', '200000', ''],
    ...['100,0%', '1234', '826'],
  ])
  expect(rows.find(([first]) => first === 'ADU-2026-000000')?.slice(0, 3)).toEqual([
    'ADU-2026-000000',
    "'=1+1",
    '24/11/2026 23.59',
  ])
})

test('no cell of user text begins like a formula', () => {
  const cells = read(reportCsv(REPORT)).flat()
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(String(cell)))).toEqual([])
  for (const text of ["'+62811", "'-5", "'@SUM(A1)", LONG_WORD, '\'=HYPERLINK("http://jahat.example")'])
    expect(cells).toContain(text)
})

test.each([
  ['x,=1+1', "x,'=1+1"],
  ['x\t=1+1', "x\t'=1+1"],
  ['x|@SUM(1)', "x|'@SUM(1)"],
  ['x;"=1+1"', 'x;"\'=1+1"'],
  ['x\n-1+1', "x\n'-1+1"],
  ['x, +1', "x, '+1"],
  ['\t=1+1', "'\t'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['Jl. Mawar No. 3-5, RT 2; lantai 1', 'Jl. Mawar No. 3-5, RT 2; lantai 1'],
])('%j holds no formula wherever it is parted, and stays readable', async (typed, written) => {
  const csv = await text(Readable.from([[typed, typed]]).pipe(csvStream(['Nomor', 'Isi'])))
  expect(read(csv)[1]).toEqual([written, written])
  const [, line = ''] = csv.split('\r\n')
  for (const separator of [',', ';', '\t', '|', ', ', ' ;'])
    expect(line.split(separator).filter((part) => /^["\s]*[=+\-@＝]/.test(part))).toEqual([])
})

test('every text stands in quotes, and no number or instant does', () => {
  const csv = reportCsv(REPORT)
  expect(csv).toContain('"Terima pengaduan";"Dengan kebutuhan khusus";12;1234567;0;98765;"12,5%";1695;200000;')
  expect(csv).toContain(`"ADU-2026-000000";"'=1+1";24/11/2026 23.59;`)
})

test('a list without rows still has its heads', async () => {
  expect(read(await text(Readable.from([]).pipe(csvStream(['Nomor', 'Masuk']))))).toEqual([['Nomor', 'Masuk']])
})

test('rows are taken only as fast as they are read', async () => {
  let asked = 0
  async function* endless() {
    for (;;) yield [`baris ${++asked}`, 'x'.repeat(1_000)]
  }
  const stream = Readable.from(endless()).pipe(csvStream(['Nomor', 'Isi']))
  await new Promise((first) => stream.once('readable', first))
  await new Promise((later) => setImmediate(() => setImmediate(later)))
  expect(asked).toBeLessThan(200)
  stream.destroy()
})
