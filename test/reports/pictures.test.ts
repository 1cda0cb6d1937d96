import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { type Bar, barsPicture, leftOut, ON_PAPER, pairsPicture } from '../../src/reports/pictures.ts'

const HOSTILE = `<script>alert("x")</script> 'y' style="color:red" & z`
const bars = (count: number): Bar[] =>
  Array.from({ length: count }, (_, index) => ({ label: `Nama ${index}`, count: count - index }))
const textsOf = (svg: string | undefined): string[] =>
  load(svg ?? '')('text')
    .toArray()
    .map((text) => load(text).text())

test.each([
  ['bars', barsPicture(HOSTILE, [{ label: HOSTILE, count: 12 }])],
  ['pairs', pairsPicture(HOSTILE, [{ label: HOSTILE, count: 12, before: 3 }])],
])('%s hold nothing that the rules of our pages forbid, whatever is called what', (_, svg = '') => {
  const $ = load(svg)
  expect($('script, style, [style], [class], image, foreignObject, a')).toHaveLength(0)
  expect($('svg')).toHaveLength(1)
  expect($('svg').attr('role')).toBe('img')
  expect($('svg').attr('aria-label')).toContain(`${HOSTILE} 12`)
  expect($('svg').attr('width')).toBeUndefined() // it is as wide as its place
})

test('a picture says in words what it shows', () => {
  const svg = barsPicture('Aduan masuk menurut unit', [
    { label: 'Wilayah Pelayanan II', count: 1200 },
    { label: 'Bagian Humas', count: 3 },
  ])
  expect(load(svg ?? '')('svg').attr('aria-label')).toBe('Aduan masuk menurut unit: Wilayah Pelayanan II 1.200, Bagian Humas 3.')
  expect(textsOf(svg)).toEqual(['Wilayah Pelayanan II', 'Bagian Humas', '1.200', '3'])
  expect(load(pairsPicture('Tumbuh', [{ label: 'Denda', count: 5, before: 2 }]) ?? '')('svg').attr('aria-label')).toBe(
    'Tumbuh: Denda 5, sebelumnya 2.',
  )
})

test('what does not fit is no bar, and stands below in words', () => {
  const names = (svg: string | undefined) => textsOf(svg).filter((text) => text.startsWith('Nama'))
  expect(names(barsPicture('Masuk', bars(16)))).toHaveLength(16) // to say that one is left out takes as much room as the one
  expect(leftOut(bars(16))).toBeUndefined()
  expect(names(barsPicture('Masuk', bars(20)))).toEqual(bars(15).map(({ label }) => label))
  expect(leftOut(bars(20))).toBe('Tidak digambar: 5 lainnya, bersama-sama 15.')
})

test('a long name takes two lines and is whole', () => {
  const name = 'Bagian Distribusi & Kehilangan Air'
  const texts = textsOf(barsPicture('Masuk', [{ label: name, count: 2 }]))
  expect(texts.slice(0, -1).join(' ').replace(/\s+/g, ' ')).toBe(name)
})

test('colours are handed in: on paper nothing depends on the text around', () => {
  expect(barsPicture('Masuk', bars(2))).toContain('currentColor')
  expect(barsPicture('Masuk', bars(2), { ...ON_PAPER, bar: '#123456' })).toContain('fill="#123456"')
  expect(barsPicture('Masuk', bars(2), ON_PAPER)).not.toContain('currentColor')
  expect(pairsPicture('Masuk', [{ label: 'Denda', count: 5, before: 2 }], ON_PAPER)).not.toContain('currentColor')
})

test('bars are as long as their numbers', () => {
  const svg = barsPicture('Masuk', [
    { label: 'A', count: 10 },
    { label: 'B', count: 5 },
    { label: 'C', count: 0 },
  ])
  const lengths = [...(svg ?? '').matchAll(/<path d="M[\d.]+ [\d.]+l([\d.]+) 0/g)].map(([, length]) => Number(length))
  expect(lengths).toEqual([lengths[0], (lengths[0] ?? 0) / 2, 0])
})

test('where there is nothing, there is no picture', () => {
  expect(barsPicture('Masuk', [])).toBeUndefined()
  expect(barsPicture('Masuk', [{ label: 'A', count: 0 }])).toBeUndefined()
  expect(pairsPicture('Tumbuh', [])).toBeUndefined()
})
