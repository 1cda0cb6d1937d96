import { createHmac } from 'node:crypto'
import type { Carrier } from './carrier.ts'

const PATIENCE_MS = 15_000

/**
 * A gateway for WhatsApp or SMS. The receiver proves the sender by the HMAC-SHA256 of "<time>.<body>" under the shared key, and knows a message that
 * comes again by its Idempotency-Key.
 */
export function openGateway(url: string, key: string): Carrier {
  return {
    async send({ key: id, to, body: text, app, sentAt }) {
      const time = Math.floor(sentAt.getTime() / 1_000)
      const body = JSON.stringify({ id, to, channel: app, text })
      const headers = {
        'Content-Type': 'application/json',
        'Idempotency-Key': id,
        'X-Tanggap-Signature': `t=${time},v1=${sign(`${time}.${body}`, key)}`,
      }
      const answer = await fetch(url, {
        ...{ method: 'POST', headers, body, redirect: 'error' as const },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`Gerbang menjawab ${answer.status}.`)
    },
    close() {},
  }
}

export const sign = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex')
