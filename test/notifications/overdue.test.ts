// Overdue work is told to the next person up: each step at most once in a run, only the highest that is due.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { instantsOfSteps, remindOverdue } from '../../src/notifications/overdue-store.ts'
import { HOUR, MINUTE } from '../../src/time.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint, unitId } from '../support/complaints.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const later = (minutes: number) => new Date(app.clock.now().getTime() + minutes * MINUTE)
type Reminded = { moment: string; afterMinutes: number; people: string[]; at: Date }

/** Who was reminded, in the order of the steps. */
async function remindedOf(number: string): Promise<Reminded[]> {
  const rows = await app.db.sql<{ payload: { moment: string; afterMinutes: number; people: number[] }; at: Date }>(
    `SELECT payload, e.at FROM events e JOIN complaints c ON c.id = e.complaint_id WHERE e.type = 'reminded' AND c.sequence = $1 ORDER BY e.id`,
    [Number(number.slice(9))],
  )
  const names = await app.db.sql<{ id: number; username: string }>('SELECT id, username FROM people')
  const name = (id: number) => names.find((one) => one.id === id)?.username ?? ''
  return rows.map(({ payload, at }) => ({
    ...{ moment: payload.moment, afterMinutes: payload.afterMinutes, at },
    people: payload.people.map(name).sort(),
  }))
}
const bells = (who: Username) =>
  app.db.sql<{ kind: string }>(`SELECT kind FROM notices WHERE person_id = $1 AND kind = 'OVERDUE'`, [app.user(who).id])
const mails = () =>
  app.db.sql<{ username: string }>(
    `SELECT p.username FROM messages m JOIN people p ON p.id = m.person_id WHERE m.template = 'overdue' ORDER BY m.id`,
  )

describe('a technical complaint that its unit leaves undone', () => {
  test('is told to officers and unit at the warning, to its head and the Kasie at the limit, to the Kabag an hour later', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await remindOverdue(app.db, later(119))
    expect(await remindedOf(number)).toEqual([])
    await remindOverdue(app.db, later(121))
    await remindOverdue(app.db, later(181))
    await remindOverdue(app.db, later(241))
    expect(await remindedOf(number)).toEqual([
      { moment: 'WARNING', afterMinutes: 0, people: ['staf.wilayah2', 'teknik.2'], at: later(120) },
      { moment: 'LIMIT', afterMinutes: 0, people: ['kasie.hula', 'staf.wilayah2'], at: later(180) },
      { moment: 'LIMIT', afterMinutes: 60, people: ['kabag.humas'], at: later(240) },
    ])
    expect(await bells('kabag.humas')).toHaveLength(1)
    expect((await mails()).map(({ username }) => username).sort()).toEqual(['kabag.humas', 'kasie.hula', 'staf.wilayah2'])
  })

  test('each step once, however often and by however many it is looked for', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await remindOverdue(app.db, later(181))
    await Promise.all(Array.from({ length: 8 }, () => remindOverdue(app.db, later(300))))
    await remindOverdue(app.db, later(100_000))
    expect((await remindedOf(number)).map(({ afterMinutes }) => afterMinutes)).toEqual([0, 60])
    expect(await app.db.sql('SELECT FROM reminders WHERE passed_over')).toHaveLength(1) // the warning
  })

  test('is told to nobody while a hold pauses it, nor once it is reported, closed or dismissed', async () => {
    for (const state of ['ON_HOLD', 'MONITORING', 'CLOSED', 'DISMISSED'] as const) {
      const number = await complaintIn(app, state)
      await remindOverdue(app.db, later(100_000))
      expect(await remindedOf(number)).toEqual([])
    }
  })

  test('begins anew with the run that sending it back begins', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await remindOverdue(app.db, later(181))
    app.clock.advance(200)
    await act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app))
    await act(app, number, 'kabag.humas', 'sendBack', bodyOf('sendBack', app))
    await remindOverdue(app.db, later(181))
    expect((await remindedOf(number)).map(({ moment }) => moment)).toEqual(['LIMIT', 'LIMIT'])
  })
})

test('a complaint entered late sends only the highest step that is due now', async () => {
  app.clock.set('2026-11-23T09:00:00+08:00')
  const number = await recordComplaint(app, {}, null) // a form that nobody looked at
  app.clock.set('2026-11-24T10:00:00+08:00')
  await remindOverdue(app.db, app.clock.now())
  expect(await remindedOf(number)).toMatchObject([{ afterMinutes: 60, people: ['kabag.humas'] }])
  expect(await bells('kasie.hula')).toEqual([])
})

test('what was imported with its history is told to nobody for what is over, and like any other for what comes', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await app.db.sql('UPDATE complaints SET silent_until = $1', [later(200)])
  await remindOverdue(app.db, later(201))
  expect(await remindedOf(number)).toEqual([])
  await remindOverdue(app.db, later(241))
  expect(await remindedOf(number)).toMatchObject([{ afterMinutes: 60 }])
})

test('before a unit has it, the front desk is warned; without a head, or one who could not open it, the Kasie is told', async () => {
  const number = await recordComplaint(app)
  await remindOverdue(app.db, later(8))
  expect(await remindedOf(number)).toMatchObject([{ moment: 'WARNING', people: ['admin.humas', 'callcenter', 'kasie.hula'] }])
  const other = await complaintIn(app, 'IN_PROGRESS')
  await app.db.sql('UPDATE units SET head_id = $1 WHERE id = $2', [app.user('staf.produksi').id, unitId(app.master, 'WIL2')])
  await remindOverdue(app.db, later(181))
  expect((await remindedOf(other)).at(-1)).toMatchObject({ people: ['kasie.hula'] })
})

test('the steps are data: who, when and by which way', async () => {
  await app.db.sql(`UPDATE overdue_steps SET active = false`)
  await app.db.sql(
    `INSERT INTO overdue_steps (moment, after_minutes, recipients, ways) VALUES ('LIMIT', 15, '{DEPARTMENT_HEAD,ASSIGNED}', '{EMAIL}')`,
  )
  const number = await complaintIn(app, 'IN_PROGRESS')
  expect(await instantsOfSteps(app.db, later(0), later(24 * 60))).toEqual([new Date(later(195).getTime() + 1_000)])
  await remindOverdue(app.db, later(196))
  expect(await remindedOf(number)).toMatchObject([{ people: ['kabag.humas', 'teknik.2'], at: later(195) }])
  expect(await bells('kabag.humas')).toEqual([])
  expect((await mails()).map(({ username }) => username).sort()).toEqual(['kabag.humas', 'teknik.2'])
})

test('a step that is added below one already taken is passed over', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  await remindOverdue(app.db, later(181))
  await app.db.sql(
    `INSERT INTO overdue_steps (moment, after_minutes, recipients, ways) VALUES ('WARNING', 10, '{SECTION_HEAD}', '{BELL}')`,
  )
  await remindOverdue(app.db, later(182))
  expect(await remindedOf(number)).toHaveLength(1)
})

test('a deputy who may not see the complaint is told nothing', async () => {
  await app.db.sql(
    `INSERT INTO absences (person_id, "from", until, deputy_id, created_by_id, created_at) VALUES ($1, '2026-11-24', '2026-11-24', $2, $1, $3)`,
    [app.user('kabag.humas').id, app.user('staf.wilayah5').id, app.clock.now()],
  )
  const number = await complaintIn(app, 'IN_PROGRESS')
  await remindOverdue(app.db, later(241))
  expect((await remindedOf(number)).at(-1)).toMatchObject({ people: ['kabag.humas'] })
})

test('the deputy of who is away is told too; who is away finds it in the application and gets no mail', async () => {
  await app.db.sql(
    `INSERT INTO absences (person_id, "from", until, deputy_id, created_by_id, created_at) VALUES ($1, '2026-11-24', '2026-11-24', $2, $1, $3)`,
    [app.user('kabag.humas').id, app.user('kasie.hula').id, app.clock.now()],
  )
  const number = await complaintIn(app, 'IN_PROGRESS')
  await remindOverdue(app.db, later(241))
  expect((await remindedOf(number)).at(-1)).toMatchObject({ people: ['kabag.humas', 'kasie.hula'] })
  expect((await mails()).map(({ username }) => username)).toEqual(['kasie.hula'])
  expect(await bells('kabag.humas')).toHaveLength(1)
})

test('reminding costs no more statements for many complaints than for few', async () => {
  for (let index = 0; index < 30; index++) await complaintIn(app, 'ESCALATED')
  let statements = 0
  const counting = {
    ...app.db,
    transaction: (work: Parameters<typeof app.db.transaction>[0]) =>
      app.db.transaction((sql) =>
        work((text, values) => {
          statements++
          return sql(text, values)
        }),
      ),
  } as typeof app.db
  await remindOverdue(counting, new Date(app.clock.now().getTime() + 4 * HOUR))
  expect(statements).toBeLessThanOrEqual(6) // locks, what is due, reminders, events, notices with messages; and once more that nothing is left
})
