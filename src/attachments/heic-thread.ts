// The thread that decodes one HEIC picture and ends: its pixels, or what is wrong with it.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import decode from 'heic-decode'

const { path, mostPixels } = workerData as { path: string; mostPixels: number }

/** What its types leave out. */
type Sized = { width: number; height: number; decode: () => ReturnType<typeof decode> }

const answer = await decoded()
parentPort?.postMessage(answer, typeof answer === 'string' ? [] : [answer.data.buffer])

async function decoded() {
  try {
    const [image] = (await decode.all({ buffer: readFileSync(path) })) as Sized[]
    if (!image) return 'unreadable'
    if (image.width * image.height > mostPixels) return 'tooManyHeicPixels'
    const { data, width, height } = await image.decode()
    return { data: new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength), width, height }
  } catch {
    return 'unreadable'
  }
}
