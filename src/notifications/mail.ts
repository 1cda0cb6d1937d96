import nodemailer from 'nodemailer'
import type { Carrier } from './carrier.ts'

const SECOND = 1_000
const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** One attempt a message: when to try again, the outbox decides. The Message-ID is the same at every attempt. */
export function openMail(url: string, from: string): Carrier {
  const transport = nodemailer.createTransport({
    ...{ url, pool: true, maxConnections: 5, maxRequeues: 0 },
    ...{ connectionTimeout: 10 * SECOND, greetingTimeout: 10 * SECOND, socketTimeout: 20 * SECOND },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    // What mails say is personal: on another machine only encrypted, unless the address says ?requireTLS=false.
    requireTLS: !HERE.test(new URL(url).hostname),
  })
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[>\s]/g, '')
  return {
    async send({ key, to, subject, body, paper }) {
      const mail = { from, to: { name: '', address: to }, subject, text: body, messageId: `<${key}@${domain}>` }
      const attachments = paper ? [{ filename: paper.name, content: paper.bytes, contentType: 'application/pdf' }] : []
      await transport.sendMail({ ...mail, attachments, headers: { 'Auto-Submitted': 'auto-generated' } }).catch(sayPlainly)
    },
    close: () => transport.close(),
  }
}

/** What the server answered, without the library's own English before it. */
function sayPlainly(error: Error & { response?: string }): never {
  throw error.response ? new Error(`Server surel menjawab ${error.response}`) : error
}
