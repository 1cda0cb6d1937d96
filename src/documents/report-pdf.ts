// A report as PDF, set in a thread of its own: setting blocks for up to a second, and the library stays out of the application's memory.
import { Worker } from 'node:worker_threads'
import type { Report } from '../reports/report.ts'

const MEMORY_MB = 512
let last: Promise<unknown> = Promise.resolve()

/** The same report gives the same bytes. Papers are set one after the other, so that many asked for at once need no more memory than one. */
export function reportPdf(report: Report): Promise<Buffer> {
  const made = last.then(() => setInThread(report))
  last = made.catch(() => undefined)
  return made
}

function setInThread(report: Report): Promise<Buffer> {
  const worker = new Worker(new URL('./report-pdf-thread.ts', import.meta.url), {
    workerData: report,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread that sets papers ended with ${code} and no paper`)))
  })
}
