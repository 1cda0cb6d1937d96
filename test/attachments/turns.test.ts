// Turns: one at a time, everybody's first before anybody's second, and none for whoever has gone.
import { expect, test } from 'vitest'
import { turns } from '../../src/attachments/turns.ts'

function watched() {
  const take = turns()
  const told: string[] = []
  let at = 0
  const bring = (who: number, name: string, signal?: AbortSignal) =>
    take({ who, ...(signal && { signal }) }, async () => {
      expect(++at).toBe(1)
      await new Promise(setImmediate)
      at--
      told.push(name)
      return name
    })
  return { bring, told }
}

test('who brings many waits behind who brings one', async () => {
  const { bring, told } = watched()
  await Promise.all([bring(1, 'a1'), bring(1, 'a2'), bring(1, 'a3'), bring(2, 'b1'), bring(3, 'c1'), bring(2, 'b2')])
  expect(told).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2'])
})

test('what fails fails alone, and who comes later is served', async () => {
  const take = turns()
  const failing = take({ who: 1 }, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  expect(await take({ who: 1 }, async () => 'made')).toBe('made')
})

test('nothing is done for whoever has gone, before or while they wait', async () => {
  const { bring, told } = watched()
  const gone = new AbortController()
  const all = [bring(1, 'a1'), bring(2, 'b1', gone.signal), bring(3, 'c1')]
  gone.abort()
  const late = bring(2, 'b2', gone.signal)
  const answers = await Promise.allSettled([...all, late])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
  expect(told).toEqual(['a1', 'c1'])
})
