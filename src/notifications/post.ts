// The ways out of the house, as the environment names them.
import type { Env } from '../env.ts'
import type { MessageWay } from '../generated/enums.ts'
import { openGateway } from './gateway.ts'
import { openMail } from './mail.ts'

/** app: by which one a gateway sends it. */
export type Letter = { key: string; to: string; subject: string; body: string; app: 'whatsapp' | 'sms'; sentAt: Date }
/** Sends once; throws when it is not known to have arrived. */
export type Carrier = { send(letter: Letter): Promise<void>; close(): void }
export type Post = Record<MessageWay, Carrier | null>

export const openPost = ({ smtp, webhook }: Pick<Env, 'smtp' | 'webhook'>): Post => ({
  EMAIL: smtp && openMail(smtp.url, smtp.from),
  GATEWAY: webhook && openGateway(webhook.url, webhook.key),
})

export function closePost(post: Post): void {
  for (const carrier of Object.values(post)) carrier?.close()
}
