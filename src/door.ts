import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Env } from './env.ts'

export type Door = {
  port: number
  /** From now on the application answers. */
  open(app: RequestListener): void
  /** Takes no new connections and answers when every running request has ended. */
  close(): Promise<void>
}

/** Listens from the first moment on, so that a taken port is known at once and visitors are told that the start is under way. */
export async function openDoor({ port, host }: Pick<Env, 'port' | 'host'>): Promise<Door> {
  const running = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  let answer = starting
  const server = createServer((req, res) => {
    running.add(res)
    res.once('close', () => running.delete(res))
    if (!server.listening) res.setHeader('Connection', 'close')
    answer(req, res)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(port, host)
  await once(server, 'listening').catch((error) => {
    throw new Error(whyNot(error, port, host), { cause: error })
  })
  return {
    port: (server.address() as AddressInfo).port,
    open: (app) => {
      answer = app
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const res of running) hurry(res)
      const rest = setInterval(() => endUnused(sockets, running), 50)
      await closed
      clearInterval(rest)
    },
  }
}

const starting: RequestListener = (req, res) => {
  const alive = req.url === '/healthz'
  res.writeHead(alive ? 200 : 503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '2',
  })
  res.end(alive ? 'ok' : STARTING_PAGE)
}

const STARTING_PAGE = `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Tanggap sedang disiapkan</title></head><body><p>Tanggap sedang disiapkan. Halaman ini memuat ulang sendiri.</p></body></html>`

/** Event streams never end by themselves; other answers end, and their connections with them. */
function hurry(res: ServerResponse): void {
  if (String(res.getHeader('Content-Type')).startsWith('text/event-stream')) res.end()
  else if (!res.headersSent) res.setHeader('Connection', 'close')
}

/** Browsers open connections in advance that have carried no request yet: Node does not count them as idle. */
function endUnused(sockets: Set<Socket>, running: Set<ServerResponse>): void {
  const inUse = new Set([...running].map(({ socket }) => socket))
  for (const socket of sockets) if (!inUse.has(socket)) socket.destroySoon()
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} sudah dipakai, mungkin oleh Tanggap yang masih berjalan. Pilih yang lain dengan PORT.`
  if (code === 'EACCES') return `Port ${port} tidak boleh dipakai oleh pengguna ini. Pilih di atas 1023 dengan PORT.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `Alamat ${host} bukan milik mesin ini. Perbaiki HOST.`
  return `Tidak dapat mendengarkan di ${host}:${port}: ${message}`
}
