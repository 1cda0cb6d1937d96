// Which complaints a later version of a report counts and the earlier one did not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedBetween, movedWords, type Numbers } from '../../src/reports/arrivals.ts'

const named = (sequence: number) => `ADU-2026-${String(sequence).padStart(6, '0')}`
const runsOf = (sequences: readonly number[]): Numbers[] =>
  sequences.map((sequence) => ({ year: 2026, first: sequence, last: sequence }))

test('are told however their numbers are written down', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((all) => all.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(some, some, (before, after) => {
      expect(movedBetween(runsOf(before), runsOf(after))).toEqual({
        added: after.filter((one) => !before.includes(one)).map(named),
        dropped: before.filter((one) => !after.includes(one)).map(named),
      })
    }),
  )
  expect(movedBetween([{ year: 2026, first: 3, last: 5 }], runsOf([4, 6]))).toEqual({
    added: [named(6)],
    dropped: [named(3), named(5)],
  })
})

test('are told in words, many of them by their count', () => {
  expect(movedWords(movedBetween(undefined, runsOf([1])))).toEqual([])
  expect(movedWords({ added: [], dropped: [] })).toEqual([
    'Aduan yang masuk tetap sama; yang berubah keterangan atau penyelesaiannya.',
  ])
  const many = Array.from({ length: 23 }, (_, index) => named(index + 1))
  const [said = ''] = movedWords({ added: many, dropped: [] })
  expect(said).toMatch(/^23 aduan masuk bertambah: ADU-2026-000001, .*ADU-2026-000020, dan 3 lainnya\.$/)
})
