// One search for number, name, phone, connection number and words; earlier complaints of the same caller.
import type { Database } from '../db.ts'
import { Prisma } from '../generated/client.ts'
import type { State } from '../generated/enums.ts'
import type { User } from '../permissions.ts'
import { digitsOf } from './changes/intake.ts'
import { parseNumber } from './complaint.ts'
import { OPEN, seesContactSql, visibleSql } from './visible.ts'

const WORDS = Prisma.sql`to_tsvector('simple', c.subject || ' ' || c.description || ' ' || coalesce(c.address, ''))`

/** The condition that a complaint fits what was typed. Name and phone are searched only where the person sees them. */
export function matching(q: string, user: User): Prisma.Sql {
  const number = parseNumber(q)
  if (number) return Prisma.sql`(c.year = ${number.year}::int AND c.sequence = ${number.sequence}::int)`
  const found: Prisma.Sql[] = []
  const digits = /^[+\d .()-]+$/.test(q) ? digitsOf(q) : ''
  const words = tsquery(q)
  if (words && !digits) {
    found.push(Prisma.sql`SELECT c.id FROM complaints c WHERE ${WORDS} @@ to_tsquery('simple', ${words})`)
    found.push(of(user, Prisma.sql`to_tsvector('simple', coalesce(p.name, '')) @@ to_tsquery('simple', ${words})`))
  }
  if (digits.length >= 5) found.push(of(user, startsWith(Prisma.sql`p.phone_digits`, digits)))
  if (digits.length >= 1 && digits.length <= 9)
    found.push(Prisma.sql`SELECT c.id FROM complaints c WHERE c.sequence = ${Number(digits)}::int`)
  if (/^[\dA-Za-z]{5,20}$/.test(q))
    found.push(Prisma.sql`SELECT c.id FROM complaints c WHERE ${startsWith(Prisma.sql`c.connection_number`, q)}`)
  return found.length > 0 ? Prisma.sql`c.id IN (${Prisma.join(found, ' UNION ')})` : Prisma.sql`FALSE`
}

const of = (user: User, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT c.id FROM complainants p JOIN complaints c ON c.id = p.complaint_id WHERE ${condition} AND ${seesContactSql(user)}`

/** By their index also in a plan made before the text is known, as LIKE is not; no character stands after the last one. */
const startsWith = (column: Prisma.Sql, text: string): Prisma.Sql =>
  Prisma.sql`(${column} ~>=~ ${text} AND ${column} ~<~ ${`${text}\u{10ffff}`})`

/** Every word must occur, the beginning of a word is enough. */
const tsquery = (q: string): string =>
  (q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ')

export type Similar = {
  year: number
  sequence: number
  subject: string
  state: State
  arrivedAt: Date
  name: string | null
  villageCode: string | null
}

export type Caller = { phone: string | null; connectionNumber: string | null; name: string | null }

/** Earlier complaints of the same phone or connection number, else of the same name; open ones first, ten at the most. */
export async function findSimilar(db: Database, user: User, { phone, connectionNumber, name }: Caller): Promise<Similar[]> {
  const same: Prisma.Sql[] = []
  const digits = phone ? digitsOf(phone) : ''
  if (digits.length >= 6)
    same.push(Prisma.sql`SELECT p.complaint_id FROM complainants p WHERE ${startsWith(Prisma.sql`p.phone_digits`, digits)}`)
  if (connectionNumber && /^[\dA-Za-z]{4,20}$/.test(connectionNumber))
    same.push(Prisma.sql`SELECT c.id FROM complaints c WHERE ${startsWith(Prisma.sql`c.connection_number`, connectionNumber)}`)
  const words = name && name.length >= 4 ? tsquery(name) : ''
  if (words && same.length === 0)
    same.push(
      Prisma.sql`SELECT p.complaint_id FROM complainants p WHERE to_tsvector('simple', coalesce(p.name, '')) @@ to_tsquery('simple', ${words})`,
    )
  if (same.length === 0) return []
  const query = Prisma.sql`
    SELECT c.year, c.sequence, c.subject, c.state, c.arrived_at AS "arrivedAt", p.name, c.village_code AS "villageCode"
    FROM complaints c JOIN complainants p ON p.complaint_id = c.id
    WHERE c.id IN (${Prisma.join(same, ' UNION ')}) AND ${visibleSql(user)} AND ${seesContactSql(user)}
    ORDER BY (${OPEN}) DESC, c.arrived_at DESC LIMIT 10`
  return db.sql<Similar>(query.text, query.values)
}
