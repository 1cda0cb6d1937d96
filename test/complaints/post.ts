import type { Username } from '../../prisma/seed/people.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { Typed } from '../../src/web/form.ts'
import type { TestApp } from '../support/app.ts'
import { PATHS } from './matrix.ts'

/** What a browser sends when a person presses an action's button, having seen the version given. */
export async function post(test: TestApp, who: Username, number: string, action: Action, body: Typed, seen: number | string) {
  const agent = await test.signIn(who)
  return agent.post(`/aduan/${number}/${PATHS[action]}`).send(encoded({ ...body, versi: String(seen) }))
}

/** The same, having seen the present version. */
export async function press(test: TestApp, who: Username, number: string, action: Action, body: Typed = {}) {
  const [row] = await test.db.sql<{ version: number }>('SELECT version FROM complaints WHERE year = $1 AND sequence = $2', [
    Number(number.slice(4, 8)),
    Number(number.slice(9)),
  ])
  return post(test, who, number, action, body, row?.version ?? 0)
}

export const encoded = (body: Typed): string =>
  new URLSearchParams(Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString()

const KEPT = [
  'complaints',
  'complainants',
  'events',
  'texts',
  'amendments',
  'runs',
  'holds',
  'assignments',
  'work_reports',
  'links',
  'promises',
]

/** Everything that a complaint is and was, so that a refusal can be seen to have changed nothing. A first look at a page is no change. */
export const everything = ({ db }: TestApp) =>
  db.sql(
    `SELECT ${[...KEPT.map((table) => digest(table, 't::text')), digest('routings', "(to_jsonb(t) - 'first_opened_at')::text")]}`,
  )

const digest = (table: string, row: string) => `(SELECT md5(string_agg(${row}, '|' ORDER BY ${row})) FROM ${table} t) AS ${table}`
