// Papers that many ask for: set once where they are alike, never for whoever has gone, and only as many as are waited for patiently.
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { MOST_OF_ONE, MOST_PAPERS, setPaper } from '../../src/documents/paper-queue.ts'
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
const REPORT_THREAD = new URL('../../src/documents/report-pdf-thread.ts', import.meta.url)
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

const ENDLESS = new URL('data:text/javascript,for(;;){}')
let running = 0
const watch = (worker: Worker) => {
  running++
  worker.once('exit', () => running--)
}
process.on('worker', watch)
afterAll(() => void process.off('worker', watch))

test('one person has only so many papers under way; others are served meanwhile, and so is what was promised whole', async () => {
  const asked = Array.from({ length: MOST_OF_ONE }, (_, index) =>
    setPaper(REPORT_THREAD, named(`k${index}`), { ...waiting(), who: 1 }),
  )
  await expect(setPaper(REPORT_THREAD, named('k'), { ...waiting(), who: 1 })).rejects.toThrow(
    'Dokumen lain yang Anda minta masih disusun',
  )
  const others = [
    setPaper(REPORT_THREAD, named('k0'), { ...waiting(), who: 1 }),
    setPaper(REPORT_THREAD, named('l'), { ...waiting(), who: 2 }),
    setPaper(REPORT_THREAD, named('m'), { ...waiting(), who: 1, patient: true }),
  ]
  expect(await Promise.all([...asked, ...others])).toHaveLength(MOST_OF_ONE + 3)
  expect((await setPaper(REPORT_THREAD, named('k'), { ...waiting(), who: 1 })).length).toBeGreaterThan(1_000)
})

test('what takes too long is ended and told, and the next is set', async () => {
  const [late, next] = [setPaper(ENDLESS, 'a', { seconds: 1 }), reportPdf(named('n'))]
  await expect(late).rejects.toThrow(Unavailable)
  await expect(late).rejects.toThrow('terlalu lama disusun')
  expect((await next).length).toBeGreaterThan(1_000)
  await expect.poll(() => running).toBe(0)
})

test('what is being set ends with the last who waits for it', async () => {
  const { gone, signal } = waiting()
  const left = setPaper(ENDLESS, 'b', { signal })
  await expect.poll(() => running).toBe(1)
  gone.abort()
  await expect(left).rejects.toThrow('aborted')
  expect((await reportPdf(named('o'))).length).toBeGreaterThan(1_000)
  await expect.poll(() => running).toBe(0)
})

test('what a paper is made of is fetched at its turn, and not for whoever has gone', async () => {
  const fetched: string[] = []
  const fetching = (name: string) => async () => {
    fetched.push(name)
    return named(name)
  }
  const { gone, signal } = waiting()
  const [first, left] = [
    setPaper(REPORT_THREAD, fetching('p'), { alike: 'p' }),
    setPaper(REPORT_THREAD, fetching('q'), { alike: 'q', signal }),
  ]
  gone.abort()
  await Promise.allSettled([first, left])
  await reportPdf(named('r'))
  expect(fetched).toEqual(['p'])
})
