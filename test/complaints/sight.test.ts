import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { countOpen, findPage } from '../../src/complaints/queue.ts'
import { viewOf } from '../../src/complaints/queue-view.ts'
import { seesContact, seesContactSql, visibleSql, visibleTo } from '../../src/complaints/visible.ts'
import { Prisma } from '../../src/generated/client.ts'
import type { User } from '../../src/permissions.ts'
import { startApp } from '../support/app.ts'
import { tellStories } from './carry.ts'
import { type Holder, sees, seesContactOf } from './matrix.ts'
import { CAST, holderOf } from './stories.ts'

const app = await startApp()
const { db, master, clock, user, close } = app
afterAll(close)
const told = await tellStories(app)

type Person = { name: string; user: User; holder: Holder }
const alone = (who: Username): Person => ({ name: who, user: user(who), holder: holderOf(who) })
/** The first person, who holds the second one's roles besides. */
const both = (one: Username, other: Username): Person => ({
  name: `${one} with the roles of ${other}`,
  user: { ...user(one), grants: [...user(one).grants, ...user(other).grants] },
  holder: { ...holderOf(one), grants: [...holderOf(one).grants, ...holderOf(other).grants] },
})
const SEVERAL: [Username, Username][] = [
  ['teknik.2', 'direktur'],
  ['teknik.2', 'quick.response'],
  ['teknik.3', 'staf.wilayah2'],
  ['staf.wilayah3', 'staf.distribusi'],
  ['staf.wilayah3', 'teknik.5'],
  ['staf.wilayah4', 'direktur'],
  ['quick.response', 'staf.wilayah3'],
  ['sistem', 'direktur'],
  ['sistem', 'callcenter'],
  ['direktur', 'quick.response'],
]
const PEOPLE: Person[] = [
  ...CAST.map(alone),
  ...SEVERAL.map(([one, other]) => both(one, other)),
  {
    name: 'a person whose roles have ended',
    user: { ...user('teknik.2'), grants: [] },
    holder: { username: 'teknik.2', grants: [] },
  },
]

const idsBySql = async (condition: Prisma.Sql) => {
  const query = Prisma.sql`SELECT c.id FROM complaints c WHERE ${condition} ORDER BY c.id`
  return (await db.sql<{ id: number }>(query.text, query.values)).map(({ id }) => id)
}
const idsWhere = (holds: (one: (typeof told)[number]) => boolean) => told.filter(holds).map(({ complaint }) => complaint.id)
const names = (ids: number[]) => told.filter(({ complaint }) => ids.includes(complaint.id)).map(({ name }) => name)

test.each(PEOPLE)('$name sees what the SOP says, in Prisma and in SQL alike', async ({ user, holder }) => {
  const bySop = names(idsWhere(({ facts }) => sees(holder, facts)))
  expect(names(await idsBySql(visibleSql(user)))).toEqual(bySop)
  const byPrisma = await db.prisma.complaint.findMany({ where: visibleTo(user), select: { id: true } })
  expect(names(byPrisma.map(({ id }) => id))).toEqual(bySop)
})

test.each(PEOPLE)('$name sees the contact that the SOP says, in code and in SQL alike', async ({ user, holder }) => {
  const bySop = names(idsWhere(({ facts }) => sees(holder, facts) && seesContactOf(holder, facts)))
  const seen = await idsBySql(visibleSql(user))
  const inCode = idsWhere(({ complaint }) => seen.includes(complaint.id) && seesContact(user, complaint))
  expect(names(inCode)).toEqual(bySop)
  expect(names(await idsBySql(Prisma.sql`${visibleSql(user)} AND ${seesContactSql(user)}`))).toEqual(bySop)
  // The search asks for the contact alone: what it finds must be what the code shows, seen or not.
  expect(names(await idsBySql(seesContactSql(user)))).toEqual(names(idsWhere(({ complaint }) => seesContact(user, complaint))))
})

test.each(PEOPLE)('the queue and its counts hold for $name what they see and no more', async ({ user, holder }) => {
  const asking = { user, now: clock.now(), humasUnitId: master.humasUnitId }
  const open = idsWhere(({ facts }) => sees(holder, facts) && !['CLOSED', 'DISMISSED'].includes(facts.state))
  const ended = idsWhere(({ facts }) => sees(holder, facts) && ['CLOSED', 'DISMISSED'].includes(facts.state))
  const page = async (tab: string) => {
    const { rows, next } = await findPage(db, viewOf({ tab }, user), asking, null)
    expect(next).toBe(null)
    return names(rows.map(({ id }) => id))
  }
  expect(await page('terbuka')).toEqual(names(open))
  expect(await page('selesai')).toEqual(names(ended))
  expect((await countOpen(db, asking)).counts.terbuka).toBe(open.length)
})
