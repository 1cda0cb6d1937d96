import { Refused } from '../errors.ts'
import type { Role } from '../generated/client.ts'
import { type Account, type Between, existing, keepAnAdministrator, oneAtATime, record, type Tools } from './changes-store.ts'
import { closeLinks, replaceLinks } from './link-store.ts'
import { endAllSessions } from './sessions.ts'

export type NewPerson = Account & { username: string; role: Role; unitId: number }

/** A new person with a first role, and the token of a link to set the password; undefined when the user name is taken. */
export function createPerson(tools: Tools, actorId: number | null, { role, unitId, ...account }: NewPerson) {
  return oneAtATime(tools, async (tx, now) => {
    if (await tx.person.findUnique({ where: { username: account.username } })) return undefined
    const grants = { create: { role, unitId, from: now } }
    const { id } = await tx.person.create({ data: { ...account, createdAt: now, grants } })
    await record(tx, now, { actorId, personId: id }, { action: 'created', details: { role, unitId } })
    return { id, token: await replaceLinks(tx, now, id) }
  })
}

export const OWN_ACCOUNT = 'Anda tidak dapat menonaktifkan akun Anda sendiri.'

/** A disabled person is signed out everywhere, and links not yet used are dead. */
export function disable(tools: Tools, between: Between): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    const { id, disabledAt, grants } = await existing(tx, between.personId)
    if (id === between.actorId) throw new Refused(OWN_ACCOUNT)
    if (disabledAt) return
    await tx.person.update({ where: { id }, data: { disabledAt: now } })
    if (grants.some(({ role }) => role === 'SYSTEM_ADMIN')) await keepAnAdministrator(tx, now)
    await endAllSessions(tx, id)
    await closeLinks(tx, now, id)
    await record(tx, now, between, { action: 'disabled', details: {} })
  })
}

export function enable(tools: Tools, between: Between): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    const { id, disabledAt } = await existing(tx, between.personId)
    if (!disabledAt) return
    await tx.person.update({ where: { id }, data: { disabledAt: null } })
    await record(tx, now, between, { action: 'enabled', details: {} })
  })
}

export function endSessions(tools: Tools, between: Between): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    const { id } = await existing(tx, between.personId)
    const count = await endAllSessions(tx, id)
    if (count > 0) await record(tx, now, between, { action: 'sessionsEnded', details: { count } })
  })
}

/** The token of a new link in the place of every older one; the password of today holds until it is used. */
export function renewLink(tools: Tools, between: Between): Promise<string> {
  return oneAtATime(tools, async (tx, now) => {
    const { id, disabledAt } = await existing(tx, between.personId)
    if (disabledAt) throw new Refused('Akun ini nonaktif. Aktifkan kembali sebelum membuat tautan.')
    await record(tx, now, between, { action: 'linkMade', details: {} })
    return replaceLinks(tx, now, id)
  })
}
