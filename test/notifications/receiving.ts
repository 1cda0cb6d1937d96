// A real mail server and a real receiver of the gateway, which behave as they are told to.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a mail server does with the next message: takes it, refuses it, drops the connection before or after it took it. */
export type Mood = 'take' | 'refuse' | 'drop' | 'take and drop' | { delayMs: number } | { refusal: string }
export type Mail = { messageId: string; to: string; subject: string; text: string; raw: string }

export async function openMailbox(moodOf: (attempt: number) => Mood = () => 'take') {
  const mails: Mail[] = []
  let attempts = 0
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const mood = moodOf(++attempts)
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const cut = () => {
          for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy()
        }
        if (mood === 'refuse')
          return done(Object.assign(new Error('4.2.1 mailbox of budi@example.id is busy'), { responseCode: 450 }))
        if (mood === 'drop') return cut()
        if (typeof mood === 'object' && 'refusal' in mood)
          return done(Object.assign(new Error(mood.refusal), { responseCode: 550 }))
        if (typeof mood === 'object') await new Promise((over) => setTimeout(over, mood.delayMs))
        mails.push(read(Buffer.concat(parts).toString(), session.envelope.rcptTo[0]?.address ?? ''))
        if (mood === 'take and drop') return cut()
        done()
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    attempts: () => attempts,
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function read(raw: string, to: string): Mail {
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n\s+/g, ' ') ?? ''
  const [, body = ''] = raw.split(/\r\n\r\n([\s\S]*)/)
  const text = /quoted-printable/i.test(header('Content-Transfer-Encoding')) ? unquoted(body) : body
  return { messageId: header('Message-ID'), to, subject: unworded(header('Subject')), text, raw }
}

/** A part of a mail in several parts, by its type. */
export function partOf({ raw }: Mail, type: string): Buffer {
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(raw) ?? []
  const part = raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`))
  if (!boundary || !part) throw new Error(`The mail has no part of type ${type}`)
  const [head = '', body = ''] = part.trimStart().split(/\r\n\r\n([\s\S]*)/)
  return /base64/i.test(head) ? Buffer.from(body, 'base64') : Buffer.from(unquoted(body))
}

const bytes = (text: string, mark: RegExp): string =>
  Buffer.from(
    text.replace(mark, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
const unquoted = (text: string): string => bytes(text.replace(/=\r\n/g, ''), /=([0-9A-F]{2})/g)
const unworded = (text: string): string =>
  text.replace(/=\?UTF-8\?Q\?(.*?)\?=\s*/gi, (_, word) => bytes(word.replaceAll('_', ' '), /=([0-9A-F]{2})/g))

export type Posted = { id: string; signature: string; key: string; body: string }

/** statusOf: what is answered to the so-manieth request; 0 hangs up. */
export async function openReceiver(statusOf: (request: number) => number = () => 200) {
  const posted: Posted[] = []
  let requests = 0
  const server: Server = createServer(async (req, res) => {
    const status = statusOf(++requests)
    const body = await bodyOf(req)
    if (status === 0) return req.socket.destroy()
    if (status < 300)
      posted.push({
        ...{ id: JSON.parse(body).id, body, key: String(req.headers['idempotency-key']) },
        signature: String(req.headers['x-tanggap-signature']),
      })
    res.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    posted,
    requests: () => requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kirim`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
