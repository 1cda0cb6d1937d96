// The ways out of the house, as the environment names them.
import type { Env } from '../env.ts'
import type { MessageWay } from '../generated/enums.ts'
import type { Carrier } from './carrier.ts'
import { openGateway } from './gateway.ts'
import { openMail } from './mail.ts'

export type Post = Record<MessageWay, Carrier | null>

export const openPost = ({ smtp, webhook }: Pick<Env, 'smtp' | 'webhook'>): Post => ({
  EMAIL: smtp && openMail(smtp.url, smtp.from),
  GATEWAY: webhook && openGateway(webhook.url, webhook.key),
})

export function closePost(post: Post): void {
  for (const carrier of Object.values(post)) carrier?.close()
}
