// The load: a client that keeps its connections, asks for no compression and reads every answer to its end.
import { Agent, request } from 'node:http'

export type Ask = { path: string; form?: string; headers?: Record<string, string> }
export type Target = {
  name: string
  origin: string
  ask: (turn: number) => Ask
  /** The status of a good answer; any other stops the benchmark. */
  status: number
}
export type Answer = { status: number; body: string; bytes: number; location: string | undefined; cookies: string[] }

export function send(origin: string, { path, form, headers }: Ask, agent?: Agent): Promise<Answer> {
  const posted =
    form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }
  const method = form === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { method, agent: agent ?? false, headers: { ...posted, ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        const { location, 'set-cookie': cookies = [] } = answer.headers
        resolve({ status: answer.statusCode ?? 0, body: body.toString(), bytes: body.length, location, cookies })
      })
    })
    sent.on('error', reject)
    sent.end(form)
  })
}

// Turns go on over the whole run, so that each request asks for the next thing and no form is sent twice.
const turns = new Map<string, number>()

async function once({ name, origin, ask, status }: Target, agent: Agent): Promise<Answer> {
  const turn = turns.get(name) ?? 0
  turns.set(name, turn + 1)
  const answer = await send(origin, ask(turn), agent)
  if (answer.status !== status) throw new Error(`${name}: ${answer.status} instead of ${status}\n${answer.body.slice(0, 2_000)}`)
  return answer
}

/** Milliseconds of each request of one client, sent one after the other for at most so long. */
export async function oneByOne(target: Target, count: number, seconds: number): Promise<number[]> {
  const times: number[] = []
  const agent = new Agent({ keepAlive: true })
  for (const until = performance.now() + seconds * 1_000; times.length < count && performance.now() < until; ) {
    const began = performance.now()
    await once(target, agent)
    times.push(performance.now() - began)
  }
  agent.destroy()
  return times
}

/** Requests per second over so many connections, each sending the next as soon as it has its answer. */
export async function together(target: Target, connections: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  let answered = 0
  const connection = async () => {
    while (performance.now() - began < seconds * 1_000) {
      await once(target, agent)
      answered++
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  return answered / ((performance.now() - began) / 1_000)
}
