// Measuring in turns: every target a little in each round, so that a busy moment of the machine falls on all of them alike.
import { oneByOne, send, type Target, together } from './load.ts'

export type Measured = { p50: number; p95: number; perSecond: number; bytes: number }

// Compiled code is what a day runs on: the first thousand requests of a kind are several times slower.
const WARM_SECONDS = 4
const [CONNECTIONS, ALONE_SECONDS, TOGETHER_SECONDS, REQUESTS] = [10, 1, 1.5, 150]

/** Milliseconds of one client, requests per second over ten connections, bytes of a page without compression. */
export async function measure<Name extends string>(
  targets: Record<Name, Target>,
  rounds: number,
): Promise<Record<Name, Measured>> {
  const list = Object.entries(targets) as [Name, Target][]
  const alone = new Map<Name, number[]>(list.map(([name]) => [name, []]))
  const rates = new Map<Name, number[]>(list.map(([name]) => [name, []]))
  for (const [, target] of list) await together(target, CONNECTIONS, WARM_SECONDS)
  for (let round = 0; round < rounds; round++)
    for (const [name, target] of list) {
      alone.get(name)?.push(...(await oneByOne(target, REQUESTS, ALONE_SECONDS)))
      rates.get(name)?.push(await together(target, CONNECTIONS, TOGETHER_SECONDS))
    }
  const measured = list.map(async ([name, { origin, ask }]): Promise<[Name, Measured]> => {
    const times = sorted(alone.get(name))
    const { bytes } = await send(origin, ask(0))
    return [name, { p50: at(times, 0.5), p95: at(times, 0.95), perSecond: at(sorted(rates.get(name)), 0.5), bytes }]
  })
  return Object.fromEntries(await Promise.all(measured)) as Record<Name, Measured>
}

const sorted = (numbers: number[] = []) => numbers.toSorted((a, b) => a - b)
const at = (numbers: number[], part: number) =>
  numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? Number.NaN
