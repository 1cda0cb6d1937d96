import type { Database } from '../db.ts'
import type { User } from '../permissions.ts'
import type { Preference } from '../settings/master.ts'
import { AS_IT_COMES } from './announce.ts'

/** What somebody chose, or what everybody gets who has chosen nothing. */
export async function findPreference({ prisma }: Database, user: User): Promise<Preference> {
  return (await prisma.noticePreference.findUnique({ where: { personId: user.id } })) ?? AS_IT_COMES
}

export async function savePreference({ prisma }: Database, user: User, preference: Preference): Promise<void> {
  const row = { personId: user.id, ...preference }
  await prisma.noticePreference.upsert({ where: { personId: user.id }, create: row, update: preference })
}
