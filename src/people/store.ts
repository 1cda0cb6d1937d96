import { OPEN } from '../complaints/visible.ts'
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { User } from '../permissions.ts'
import type { Option } from '../web/form.ts'

const PAGE = 50

/** An active person with the roles in force at an instant, and the hash of the password. */
export type Found = { user: User; passwordHash: string | null }
export type PersonRow = User & { passwordHash: string | null }

export async function findUser(db: Database, now: Date, id: number): Promise<Found | undefined> {
  const [row] = await db.sql<PersonRow>(personSql('$2'), [now, id])
  return row && foundOf(row)
}

export const foundOf = ({ passwordHash, ...user }: PersonRow): Found => ({ user, passwordHash })

/** Of the person with that id, at the instant $1. */
export const personSql = (id: string) => `SELECT p.id, p.username, p.name, p.password_hash AS "passwordHash",
  coalesce(json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'unitName', u.name) ORDER BY g.id)
    FILTER (WHERE g.id IS NOT NULL), '[]') AS grants
  FROM people p
  LEFT JOIN grants g ON g.person_id = p.id AND g."from" <= $1 AND (g.until IS NULL OR g.until > $1)
  LEFT JOIN units u ON u.id = g.unit_id
  WHERE p.id = ${id} AND p.disabled_at IS NULL
  GROUP BY p.id`

/** User names are kept in lower case, so typing one in capitals finds it too. */
export const findCredentials = (db: Database, username: string) =>
  db.prisma.person.findUnique({ where: { username: username.toLowerCase() }, select: { id: true, passwordHash: true } })

export const findByUsername = (db: Database, username: string) => db.prisma.person.findUniqueOrThrow({ where: { username } })

/** The grants of administrators who can sign in and are there to stay. */
export const administratorGrants = (tx: Prisma.TransactionClient, now: Date) =>
  tx.grant.findMany({
    where: {
      ...{ role: 'SYSTEM_ADMIN', from: { lte: now }, until: null },
      person: { disabledAt: null, passwordHash: { not: null } },
    },
    select: { id: true, personId: true },
  })

export const canSomebodyAdminister = async (tx: Prisma.TransactionClient, now: Date): Promise<boolean> =>
  (await administratorGrants(tx, now)).length > 0

/** How many open complaints a person holds: their number only, for who keeps people sees no complaint. */
export async function countHeld(db: Database, personId: number): Promise<number> {
  const query = Prisma.sql`SELECT count(*) AS held FROM complaints c WHERE ${OPEN} AND c.officers && ${[personId]}::int[]`
  const [row] = await db.sql<{ held: number }>(query.text, query.values)
  return row?.held ?? 0
}

/** Names the state of a person's data: the number of the last change to them. */
export async function latestChange(tx: Prisma.TransactionClient, subjectId: number): Promise<string> {
  const last = await tx.auditEntry.findFirst({ where: { subjectId }, select: { id: true }, orderBy: { id: 'desc' } })
  return String(last?.id ?? 0)
}

export type Filter = { search: string; status: '' | keyof typeof STATUS; after?: number | undefined }

/** A page of people by name, and the id that the next page follows when there is one. */
export async function listPeople(db: Database, now: Date, { search, status, after }: Filter) {
  const people = await db.prisma.person.findMany({
    where: { ...(search && nameContains(search)), ...(status && STATUS[status]) },
    include: { grants: { where: inForce(now), include: { unit: true }, orderBy: { id: 'asc' } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: PAGE + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
  })
  return { people: people.slice(0, PAGE), next: people.length > PAGE ? people[PAGE - 1]?.id : undefined }
}

const STATUS = { AKTIF: { disabledAt: null }, NONAKTIF: { disabledAt: { not: null } } }

function nameContains(search: string): Prisma.PersonWhereInput {
  // Prisma hands these signs on to LIKE, where they would stand for any letters.
  const contains = { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const
  return { OR: [{ name: contains }, { username: contains }] }
}

export const inForce = (now: Date) =>
  ({ from: { lte: now }, OR: [{ until: null }, { until: { gt: now } }] }) satisfies Prisma.GrantWhereInput

/** A person with every role ever held, the latest first; undefined when there is none. */
export function findPerson(db: Database, id: number) {
  const grants = { include: { unit: true }, orderBy: [{ from: 'desc' }, { id: 'desc' }] } satisfies Prisma.Person$grantsArgs
  return db.prisma.person.findUnique({ where: { id }, include: { grants } })
}

export async function unitOptions(db: Database): Promise<Option[]> {
  const units = await db.prisma.unit.findMany({ where: { active: true }, orderBy: { position: 'asc' } })
  return units.map(({ id, name }) => ({ value: String(id), label: name }))
}

export async function personOptions(db: Database): Promise<Option[]> {
  const people = await db.prisma.person.findMany({
    select: { id: true, name: true, username: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return people.map(({ id, name, username }) => ({ value: String(id), label: `${name} (${username})` }))
}
