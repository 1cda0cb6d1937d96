// What people change about themselves.
import { NotFound } from '../errors.ts'
import { oneAtATime, record, type Tools } from './changes-store.ts'
import { closeLinks } from './link-store.ts'
import { endAllSessions, endSession } from './sessions.ts'

export const themselves = (personId: number) => ({ actorId: personId, personId })

/** Another password; every session and every link of the person ends with the one before. */
export function changePassword(tools: Tools, personId: number, passwordHash: string): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    await tx.person.update({ where: { id: personId }, data: { passwordHash } })
    await endAllSessions(tx, personId)
    await closeLinks(tx, now, personId)
    await record(tx, now, themselves(personId), { action: 'passwordChanged', details: {} })
  })
}

export function endOwnSession(tools: Tools, personId: number, key: string): Promise<void> {
  return oneAtATime(tools, async (tx, now) => {
    if (!(await endSession(tx, personId, key))) throw new NotFound('Sesi ini sudah berakhir.')
    await record(tx, now, themselves(personId), { action: 'sessionEnded', details: {} })
  })
}
