// Papers are set one after the other, each in a thread of its own: setting blocks for up to a second, and many at once need no more memory than one.
import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../errors.ts'

const MEMORY_MB = 512
/** More than so many papers would keep the last one waiting for longer than people wait. */
export const MOST_PAPERS = 12

/** signal: of a person who waits, and may go or be turned away; whoever has none waits as long as it takes. alike: what makes two papers one. */
export type Waiting = { signal?: AbortSignal; alike?: unknown }

type Job = { key: string; takers: number; begun: boolean; made: Promise<Buffer> }
const jobs = new Map<string, Job>()
let last: Promise<unknown> = Promise.resolve()

/** Of papers that are alike and asked for at once one is set. Throws Unavailable where too many are waited for, the signal's reason once it is aborted. */
export async function setPaper(thread: URL, data: unknown, { signal, alike = data }: Waiting = {}): Promise<Buffer> {
  signal?.throwIfAborted()
  const key = createHash('sha256').update(thread.href).update(serialize(alike)).digest('base64')
  const known = jobs.get(key)
  if (!known && signal && jobs.size >= MOST_PAPERS)
    throw new Unavailable('Sedang banyak dokumen disusun. Tunggu sebentar, lalu minta dokumen ini sekali lagi.')
  return taken(known ?? enqueue(key, thread, data), signal)
}

function enqueue(key: string, thread: URL, data: unknown): Job {
  const job: Job = { key, takers: 0, begun: false, made: last.then(() => begin(job, thread, data)) }
  jobs.set(key, job)
  last = job.made.catch(() => undefined).then(() => forget(job))
  return job
}

/** Nobody waits any more for what is skipped. */
function begin(job: Job, thread: URL, data: unknown): Promise<Buffer> {
  if (job.takers === 0) throw new Error('Nobody waits for this paper')
  job.begun = true
  return setInThread(thread, data)
}

function taken(job: Job, signal: AbortSignal | undefined): Promise<Buffer> {
  job.takers++
  return new Promise((resolve, reject) => {
    const leave = () => {
      job.takers--
      if (job.takers === 0 && !job.begun) forget(job)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    job.made.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
  })
}

function forget(job: Job): void {
  if (jobs.get(job.key) === job) jobs.delete(job.key)
}

function setInThread(thread: URL, data: unknown): Promise<Buffer> {
  const worker = new Worker(thread, {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread that sets papers ended with ${code} and no paper`)))
  })
}
