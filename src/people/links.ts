import type { Database } from '../db.ts'
import type { Clock } from '../time.ts'
import { createPerson, enable } from './administration-store.ts'
import { addLink } from './link-store.ts'
import { giveRole } from './roles-store.ts'
import { canSomebodyAdminister, findByUsername } from './store.ts'

/** The first administrator, where no other can sign in. */
const FIRST = { username: 'sistem', name: 'Administrator Sistem', phone: null, email: null }
const FIRST_UNIT = 'UMUM'

export const linkUrl = (baseUrl: string, token: string): string => new URL(`/kata-sandi/${token}`, baseUrl).href

/** A one-time link's token for the person; links made before stay as they are. */
export const createPasswordLink = (db: Database, clock: Clock, personId: number): Promise<string> =>
  addLink(db.prisma, clock.now(), personId)

/** Where nobody who may administer people can sign in: the link with which `sistem` sets a password. */
export async function firstAdminLink(db: Database, clock: Clock, baseUrl: string): Promise<string | undefined> {
  if (await canSomebodyAdminister(db.prisma, clock.now())) return undefined
  const { id: unitId } = await db.prisma.unit.findUniqueOrThrow({ where: { code: FIRST_UNIT } })
  await createPerson({ db, clock }, null, { ...FIRST, role: 'SYSTEM_ADMIN', unitId })
  const { id } = await findByUsername(db, FIRST.username)
  await enable({ db, clock }, { actorId: null, personId: id })
  await giveRole({ db, clock }, { actorId: null, personId: id }, { role: 'SYSTEM_ADMIN', unitId, from: null, until: null })
  return linkUrl(baseUrl, await createPasswordLink(db, clock, id))
}
