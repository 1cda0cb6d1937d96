import type { Response } from 'express'

/** Aborted when whoever asked no longer waits for the answer. */
export function goneFrom(res: Response): AbortSignal {
  const gone = new AbortController()
  const end = () => gone.abort()
  if (res.closed || res.destroyed) end()
  else res.once('close', end)
  return gone.signal
}

/** For a failure that nobody waits to hear of. */
export const unless =
  (gone: AbortSignal) =>
  (error: unknown): undefined => {
    if (!gone.aborted) throw error
  }
