// Work that is done one after the other, so that many need no more memory than one; who brings more waits longer, and nobody for them.

export type Turn = { who: number; signal?: AbortSignal }
type Work = () => Promise<unknown>

/** Takes the next turn of whoever it is for. Rejects with the signal's reason, and does nothing any more, when it is aborted before. */
export function turns(): <T>(turn: Turn, work: () => Promise<T>) => Promise<T> {
  const waiting = new Map<number, Work[]>()
  let busy = false

  async function workOff(): Promise<void> {
    if (busy) return
    busy = true
    for (let work = next(waiting); work; work = next(waiting)) await work()
    busy = false
  }

  return ({ who, signal }, work) =>
    new Promise((resolve, reject) => {
      const leave = () => reject(signal?.reason)
      if (signal?.aborted) return leave()
      signal?.addEventListener('abort', leave, { once: true })
      const turn = async () => {
        if (signal?.aborted) return
        signal?.removeEventListener('abort', leave)
        await work().then(resolve, reject)
      }
      waiting.set(who, [...(waiting.get(who) ?? []), turn])
      void workOff()
    })
}

/** Of the first in the row, who then stands behind all others. */
function next(waiting: Map<number, Work[]>): Work | undefined {
  const [[who, [work, ...others]] = [0, []]] = waiting
  waiting.delete(who)
  if (others.length > 0) waiting.set(who, others)
  return work
}
