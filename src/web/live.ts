// Server-sent events: one open answer for each page that is looked at.
import type { Response } from 'express'
import { MINUTE } from '../time.ts'

export type Stream = {
  /** With an id, what a browser that comes back has already heard of. */ send(event: string, data: object, id?: number): void
  onEnd(work: () => void): void
}

// A stream ends now and then, so that who may no longer listen is asked again by the browser's own reconnecting.
const LIFETIME = MINUTE
const HEARTBEAT = 20_000

export function openStream(res: Response): Stream {
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
  res.write('retry: 1000\n\n')
  const beat = setInterval(() => res.write(':\n\n'), HEARTBEAT)
  const end = setTimeout(() => res.end(), LIFETIME)
  // Whoever left while the answer was being made ready has gone without a sign to come.
  const onEnd = (work: () => void) => void (res.closed || res.destroyed ? work() : res.once('close', work))
  onEnd(() => {
    clearInterval(beat)
    clearTimeout(end)
  })
  return {
    send: (event, data, id) =>
      void res.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    onEnd,
  }
}
