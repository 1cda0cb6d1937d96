import type { Sql } from '../../src/db.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import type { User } from '../../src/permissions.ts'
import { DAY } from '../../src/time.ts'
import { PEOPLE, type Username } from './people.ts'
import { UNITS } from './units.ts'

const IN_OFFICE_FOR = 2 * 365 * DAY

/** The people of the demo, in office for two years, each with one role, and the units that they head. They share one password and so one hash. */
export async function makeDemoPeople(sql: Sql, now: Date, password: string): Promise<Map<Username, User>> {
  const since = new Date(now.getTime() - IN_OFFICE_FOR)
  await sql(MAKE_PEOPLE, [JSON.stringify(PEOPLE), await hashPassword(password), since])
  await sql(MAKE_GRANTS, [JSON.stringify(PEOPLE), since])
  await sql(SET_HEADS, [JSON.stringify(UNITS)])
  const users = await sql<User>(READ_USERS, [PEOPLE.map(({ username }) => username)])
  return new Map(users.map((user) => [user.username as Username, user]))
}

export async function areThereDemoPeople(sql: Sql): Promise<boolean> {
  const found = await sql('SELECT FROM people WHERE username = ANY($1) LIMIT 1', [PEOPLE.map(({ username }) => username)])
  return found.length > 0
}

const MAKE_PEOPLE = `INSERT INTO people (username, name, phone, email, password_hash, created_at)
  SELECT username, name, phone, email, $2, $3 FROM jsonb_to_recordset($1) AS person (username text, name text, phone text, email text)`

const MAKE_GRANTS = `INSERT INTO grants (person_id, role, unit_id, "from")
  SELECT people.id, role, units.id, $2 FROM jsonb_to_recordset($1) AS person (username text, role "Role", unit text)
  JOIN people USING (username) JOIN units ON units.code = unit ORDER BY people.id`

const SET_HEADS = `UPDATE units SET head_id = people.id FROM jsonb_to_recordset($1) AS given (code text, head text)
  JOIN people ON people.username = head WHERE units.code = given.code AND head_id IS NULL`

const READ_USERS = `SELECT people.id, username, people.name,
    json_agg(json_build_object('role', role, 'unitId', unit_id, 'unitName', units.name)) AS grants
  FROM people JOIN grants ON person_id = people.id JOIN units ON units.id = unit_id WHERE username = ANY($1) GROUP BY people.id`
