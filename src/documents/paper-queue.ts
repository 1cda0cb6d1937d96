// Papers are set one after the other, each in a thread of its own: setting blocks for up to a second, and many at once need no more memory than one.
import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../errors.ts'

const MEMORY_MB = 512
const MOST_SECONDS = 60
/** One person's papers never keep everybody waiting. */
export const MOST_OF_ONE = 4
/** More than so many papers would keep the last one waiting for longer than people wait. */
export const MOST_PAPERS = 12

/**
 * signal: of a person who waits, and may go or be turned away; whoever has none waits as long as it takes. who: that person. patient: whoever waits is
 * not turned away, and has only one paper set at a time. alike: what makes two papers one. seconds: how long one may take.
 */
export type Waiting = { signal?: AbortSignal; who?: number; patient?: boolean; alike?: unknown; seconds?: number }

type Job = {
  key: string
  who: number | undefined
  seconds: number
  takers: number
  stop: AbortController
  begun: boolean
  made: Promise<Buffer>
}
const jobs = new Map<string, Job>()
let last: Promise<unknown> = Promise.resolve()

/**
 * Of papers that are alike and asked for at once one is set. data: what it is made of, or how to get that at its turn. Throws Unavailable where too
 * many are waited for or one takes too long, the signal's reason once it is aborted.
 */
export async function setPaper(
  thread: URL,
  data: unknown,
  { signal, who, patient, alike = data, seconds = MOST_SECONDS }: Waiting = {},
): Promise<Buffer> {
  signal?.throwIfAborted()
  const key = createHash('sha256').update(thread.href).update(serialize(alike)).digest('base64')
  const known = jobs.get(key)
  if (!known && signal && !patient) refuseMore(who)
  return taken(known ?? enqueue({ key, who, seconds }, thread, data), signal)
}

function refuseMore(who: number | undefined): void {
  const own = who === undefined ? 0 : [...jobs.values()].filter((job) => job.who === who).length
  if (own >= MOST_OF_ONE)
    throw new Unavailable(
      'Dokumen lain yang Anda minta masih disusun. Tunggu sampai selesai, lalu minta dokumen ini sekali lagi.',
    )
  if (jobs.size >= MOST_PAPERS)
    throw new Unavailable('Sedang banyak dokumen disusun. Tunggu sebentar, lalu minta dokumen ini sekali lagi.')
}

function enqueue(named: Pick<Job, 'key' | 'who' | 'seconds'>, thread: URL, data: unknown): Job {
  const stop = new AbortController()
  const job: Job = { ...named, stop, takers: 0, begun: false, made: last.then(() => begin(job, thread, data)) }
  jobs.set(job.key, job)
  last = job.made.catch(() => undefined).then(() => forget(job))
  return job
}

/** Nobody waits any more for what is skipped. */
async function begin(job: Job, thread: URL, data: unknown): Promise<Buffer> {
  if (job.takers === 0) throw new Error('Nobody waits for this paper')
  job.begun = true
  const made: unknown = typeof data === 'function' ? await data() : data
  job.stop.signal.throwIfAborted()
  return setInThread(thread, made, job)
}

function taken(job: Job, signal: AbortSignal | undefined): Promise<Buffer> {
  job.takers++
  return new Promise((resolve, reject) => {
    const leave = () => {
      job.takers--
      if (job.takers === 0) forget(job)
      if (job.takers === 0) job.stop.abort()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    job.made.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
  })
}

function forget(job: Job): void {
  if (jobs.get(job.key) === job) jobs.delete(job.key)
}

function setInThread(thread: URL, data: unknown, { stop, seconds }: Job): Promise<Buffer> {
  const worker = new Worker(thread, {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const end = () => void worker.terminate()
  stop.signal.addEventListener('abort', end)
  return new Promise<Buffer>((resolve, reject) => {
    const late = () =>
      reject(new Unavailable('Dokumen ini terlalu lama disusun, jadi dihentikan. Ringkas isinya, lalu coba lagi.'))
    const timer = setTimeout(late, seconds * 1000)
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The thread that sets papers ended with ${code} and no paper`))
    })
  }).finally(end)
}
