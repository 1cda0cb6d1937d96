// Papers that many ask for: set once where they are alike, never for whoever has gone, and only as many as are waited for patiently.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { MOST_PAPERS } from '../../src/documents/paper-queue.ts'
import { reportPdf } from '../../src/documents/report-pdf.ts'
import { Unavailable } from '../../src/errors.ts'
import type { Report } from '../../src/reports/report.ts'
import { REPORT } from './sample.ts'

let threads = 0
const count = () => void threads++
process.on('worker', count)
afterAll(() => void process.off('worker', count))
beforeEach(async () => {
  await reportPdf(named('before')) // whatever waited is set
  threads = 0
})

const named = (name: string): Report => ({ ...REPORT, name, sections: [] })
const waiting = () => {
  const gone = new AbortController()
  return { gone, signal: gone.signal }
}

test('reports that are alike are set once, though each was counted at another instant', async () => {
  const later = { ...named('a'), madeAt: new Date(REPORT.madeAt.getTime() + 1) }
  const [one, other] = await Promise.all([reportPdf(named('a')), reportPdf(later, waiting()), reportPdf(later)])
  expect(other).toBe(one)
  expect(threads).toBe(1)
  await Promise.all([reportPdf(named('a')), reportPdf(named('b'))])
  expect(threads).toBe(3)
})

test('what nobody waits for any more is skipped, and what one of two waits for is not', async () => {
  const [alone, one, other] = [waiting(), waiting(), waiting()]
  const first = reportPdf(named('c'))
  const left = reportPdf(named('d'), alone)
  const shared = [reportPdf(named('e'), one), reportPdf(named('e'), other)]
  alone.gone.abort()
  one.gone.abort()
  const answers = await Promise.allSettled([first, left, ...shared])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(threads).toBe(2)
  expect((await reportPdf(named('d'))).length).toBeGreaterThan(1_000) // asked for again it is set
})

test('whoever has gone before asking is not waited for', async () => {
  await expect(reportPdf(named('f'), { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  expect(threads).toBe(0)
})

test('who waits is turned away where too many do, as long as they do; what no person waits for is set all the same', async () => {
  const all = Array.from({ length: MOST_PAPERS }, (_, index) => ({ ...waiting(), name: `g${index}` }))
  const asked = all.map(({ name, signal }) => reportPdf(named(name), { signal }))
  await expect(reportPdf(named('h'), waiting())).rejects.toThrow(Unavailable)
  await expect(reportPdf(named('h'), waiting())).rejects.toThrow('Sedang banyak dokumen disusun')
  const [patient, alike] = [reportPdf(named('i')), reportPdf(named('g3'), waiting())]
  for (const { gone } of all.slice(1)) gone.abort()
  await Promise.allSettled(asked)
  expect((await Promise.all([patient, alike, reportPdf(named('h'), waiting())])).length).toBe(3)
  expect(threads).toBe(4) // g0, g3, i, h
})
