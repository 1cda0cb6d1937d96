// One-time links with which a person sets a password. The token is shown once; the database keeps its hash.
import { createHash, randomBytes } from 'node:crypto'
import { HOUR } from '../time.ts'
import { oneAtATime, record, type Transaction } from './changes-store.ts'
import type { Setting } from './credentials.ts'
import { forgiveName } from './lockout.ts'
import { hashPassword } from './passwords.ts'
import { endAllSessions } from './sessions.ts'

export const LINK_HOURS = 72
type Owner = { id: number; username: string }

/** A new link in the place of every older one. */
export async function replaceLinks(tx: Transaction, now: Date, personId: number): Promise<string> {
  await closeLinks(tx, now, personId)
  return addLink(tx, now, personId)
}

export const closeLinks = (tx: Transaction, now: Date, personId: number) =>
  tx.passwordLink.updateMany({ where: { personId, ...usable(now) }, data: { expiresAt: now } })

export async function addLink(tx: Transaction, now: Date, personId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + LINK_HOURS * HOUR)
  await tx.passwordLink.create({ data: { tokenHash: hashOf(token), personId, createdAt: now, expiresAt } })
  return token
}

/** Whose link this is; undefined when it is unknown, used, past its time, or of a disabled person. */
export async function findLinkOwner({ db, clock }: Setting, token: string) {
  const where = { tokenHash: hashOf(token), ...usable(clock.now()), person: { disabledAt: null } }
  const link = await db.prisma.passwordLink.findFirst({ where, select: { person: true } })
  return link?.person
}

/** Sets the password with a link, once: the link is used up, and every session begun before is over. False when the link is over already. */
export async function usePasswordLink(
  setting: Setting,
  token: string,
  { id, username }: Owner,
  password: string,
): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return oneAtATime(setting, async (tx, now) => {
    const link = { tokenHash: hashOf(token), personId: id, ...usable(now) }
    const { count } = await tx.passwordLink.updateMany({ where: link, data: { usedAt: now } })
    if (count === 0) return false
    await tx.person.update({ where: { id }, data: { passwordHash } })
    await closeLinks(tx, now, id)
    await endAllSessions(tx, id)
    await forgiveName(tx, setting.env.sessionSecret, username)
    await record(tx, now, { actorId: id, personId: id }, { action: 'passwordSet', details: {} })
    return true
  })
}

const usable = (now: Date) => ({ usedAt: null, expiresAt: { gt: now } })

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
