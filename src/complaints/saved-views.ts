import type { Database } from '../db.ts'
import { NotFound } from '../errors.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'

export type SavedView = { id: number; name: string; query: string }

/** The person's saved views as JSON, to be read along with others. */
export const savedViewsSql = ({ id }: User): Prisma.Sql =>
  Prisma.sql`(SELECT coalesce(json_agg(v), '[]') FROM
    (SELECT id, name, query FROM saved_views WHERE person_id = ${id}::int ORDER BY name LIMIT 50) v)`

/** The same name again replaces what it stood for. */
export async function saveView(db: Database, user: User, name: string, query: string): Promise<void> {
  const personId = user.id
  await db.prisma.savedView.upsert({
    where: { personId_name: { personId, name } },
    create: { personId, name, query },
    update: { query },
  })
}

export async function deleteView(db: Database, user: User, id: number): Promise<void> {
  const { count } = await db.prisma.savedView.deleteMany({ where: { id, personId: user.id } })
  if (count === 0) throw new NotFound()
}
