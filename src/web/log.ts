import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** One line a request: method, path, status, time. No query, body, address or name: a log holds no personal data. */
export const requestLog = (logger: Logger) =>
  pinoHttp({
    logger,
    genReqId: () => randomBytes(5).toString('hex'),
    serializers: {
      req: ({ id, method, url }: Described) => ({ id, method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: describeError,
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    autoLogging: { ignore: isNoise },
  })

type Described = { id: string; method: string; url: string }
type Serialized = { type: string; message: string; stack?: string; code?: string }

/** An error without what people wrote: messages of the database quote the values of a row. */
function describeError({ type, message, stack = '', code }: Serialized): object {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return { type, code, message: /Prisma|Database|Adapter/.test(type) ? undefined : message, stack: frames.join('\n') }
}

// A one-time link is a secret in a path: long runs of letters and digits are left out.
const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/[\w-]{24,}/g, '…')

const isNoise = ({ url = '' }: IncomingMessage): boolean => /^\/(assets|healthz|readyz)\b/.test(url)
