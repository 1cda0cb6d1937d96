import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CODE_BYTES, codeOf, parseCode, shownCode } from '../../src/papers/code.ts'
import { BOX, parseStrokes, pathOf } from '../../src/papers/signature.ts'

test('a code reads back however it is cased, grouped, or mistaken for its look-alikes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), (random) => {
      const code = codeOf(random)
      expect(shownCode(code)).toMatch(/^(.{4}-){2}.{4}$/)
      for (const typed of [
        code,
        shownCode(code),
        code.toLowerCase(),
        ` ${shownCode(code)} `,
        code.replaceAll('0', 'o').replaceAll('1', 'i'),
      ])
        expect(parseCode(typed)).toBe(code)
    }),
  )
})

test('whatever else is typed is no code, and never throws', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(parseCode(typed) ?? 'A'.repeat(12)).toHaveLength(12)
    }),
  )
  for (const typed of ['', 'UUUU-UUUU-UUUU', '0000-0000-000', '0000-0000-00000', '١٢٣٤-١٢٣٤-١٢٣٤'])
    expect(parseCode(typed)).toBeUndefined()
})

const point = fc.tuple(
  fc.integer({ min: 0, max: BOX.width }),
  fc.integer({ min: 0, max: BOX.height }),
  fc.integer({ min: 0, max: 600_000 }),
)
const strokes = fc.array(fc.array(point, { minLength: 2, maxLength: 30 }), { minLength: 1, maxLength: 20 })

test('strokes within the box read back as they were drawn, and their way stays in the box', () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      const parsed = parseStrokes(JSON.stringify(drawn))
      if ('fault' in parsed) {
        expect(parsed.fault).toBe('Bubuhkan tanda tangan di dalam kotak.')
        return
      }
      expect(parsed).toEqual(drawn)
      const numbers = pathOf(parsed).match(/[\d.]+/g) ?? []
      expect(Math.max(...numbers.map(Number))).toBeLessThanOrEqual(BOX.width)
      expect(pathOf(parsed)).toMatch(/^[MQLh\d. ]+$/)
    }),
  )
})

test('any other text has a fault, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseStrokes(text)).toHaveProperty('fault')
    }),
  )
})
