export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number
  between(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the keys, each as often as its weight says. */
  weighted<T extends string>(weights: Partial<Record<T, number>>): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Numbers that look random and are the same at each start (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    weighted: (weights) => weighted(weights, next()),
    shuffled: (list) => shuffled(list, next),
  }
}

function weighted<T extends string>(weights: Partial<Record<T, number>>, drawn: number): T {
  const entries = Object.entries<number | undefined>(weights).map(([key, weight]) => [key as T, weight ?? 0] as const)
  let left = drawn * entries.reduce((sum, [, weight]) => sum + weight, 0)
  const hit = entries.find(([, weight]) => {
    left -= weight
    return left < 0
  })
  return (hit ?? at(entries, entries.length - 1))[0]
}

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const result = [...list]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const moved = at(result, last)
    result[last] = at(result, other)
    result[other] = moved
  }
  return result
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error(`Nothing at ${index} of ${list.length}`)
  return list[index] as T
}
