// A paper about a complaint as PDF, set in a thread of its own as reports are.
import { Worker } from 'node:worker_threads'
import type { Setting } from './case-paper.ts'

const MEMORY_MB = 512
let last: Promise<unknown> = Promise.resolve()

/** The same paper gives the same bytes. One after the other, so that many asked for at once need no more memory than one. */
export function paperPdf(paper: Setting): Promise<Buffer> {
  const made = last.then(() => setInThread(paper))
  last = made.catch(() => undefined)
  return made
}

function setInThread(paper: Setting): Promise<Buffer> {
  const worker = new Worker(new URL('./paper-pdf-thread.ts', import.meta.url), {
    workerData: paper,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread that sets papers ended with ${code} and no paper`)))
  })
}
