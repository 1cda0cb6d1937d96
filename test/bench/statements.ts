// Counts what the application sends to its database: stands between the two and reads the protocol.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Counter = { url: string; take(): number; close(): void }

const [EXECUTE, QUERY] = ['E', 'Q'].map((letter) => letter.charCodeAt(0))

/** An address that leads to the same database, and how many statements came by since it was last asked. */
export async function countStatements(databaseUrl: string): Promise<Counter> {
  const url = new URL(databaseUrl)
  let count = 0
  const server = createServer((client) => {
    const database = connect(Number(url.port), url.hostname)
    const counted = statementsOf(() => count++)
    client.on('data', counted).pipe(database).pipe(client)
    for (const socket of [client, database] as Socket[]) socket.on('error', () => client.destroy() && database.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const through = Object.assign(new URL(databaseUrl), { port: String((server.address() as AddressInfo).port) })
  const take = () => {
    const taken = count
    count = 0
    return taken
  }
  return { url: through.href, take, close: () => server.close() }
}

/** Reads messages: a letter and a length, only the very first has no letter. */
function statementsOf(told: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let started = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = started ? 1 : 0
      const length = rest.length < head + 4 ? Number.POSITIVE_INFINITY : head + rest.readUInt32BE(head)
      if (rest.length < length) return
      if (started && (rest[0] === EXECUTE || rest[0] === QUERY)) told()
      started = true
      rest = rest.subarray(length)
    }
  }
}
