// Who is told of what, and that nobody is told of what they may not see.
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { visibleSql } from '../../src/complaints/visible.ts'
import { afterQuiet } from '../../src/notifications/announce.ts'
import { maySee } from '../../src/notifications/audience.ts'
import { isEmail, isMobile, wayTo } from '../../src/notifications/reach.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { dayAndTime } from '../../src/time.ts'
import { tellStories } from '../complaints/carry.ts'
import { CAST } from '../complaints/stories.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, clock, user, close } = app
afterAll(close)

/** Who hears in the application of what happens from here on, by kind. */
async function toldOf(happen: () => Promise<unknown>): Promise<Partial<Record<string, string[]>>> {
  const [last] = await db.sql<{ id: number }>('SELECT coalesce(max(id), 0)::int AS id FROM notices')
  await happen()
  const rows = await db.sql<{ kind: string; username: string }>(
    'SELECT n.kind, p.username FROM notices n JOIN people p ON p.id = n.person_id WHERE n.id > $1 ORDER BY p.username',
    [last?.id],
  )
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, all]) => [kind, all.map((one) => one.username)]),
  )
}

describe('who is told of what', () => {
  test('of a public form the front desk', async () => {
    expect(await toldOf(() => recordComplaint(app, {}, null))).toEqual({ PROGRESS: ['admin.humas', 'callcenter', 'kasie.hula'] })
  })

  test('of what is recorded at the desk nobody', async () => {
    expect(await toldOf(() => recordComplaint(app))).toEqual({})
  })

  test('of what is passed on the staff of the unit; an urgent technical matter Quick Response too', async () => {
    const number = await complaintIn(app, 'RECEIVED')
    expect(await toldOf(() => act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app)))).toEqual({
      WORK: ['staf.wilayah2'],
    })
    const urgent = await complaintIn(app, 'RECEIVED', { prioritas: 'URGENT' })
    expect(await toldOf(() => act(app, urgent, 'admin.humas', 'escalate', bodyOf('escalate', app)))).toEqual({
      WORK: ['quick.response', 'staf.wilayah2'],
    })
  })

  test('of a request for help the staff of the unit that is asked', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    expect(await toldOf(() => act(app, number, 'staf.wilayah2', 'involve', bodyOf('involve', app)))).toEqual({
      WORK: ['staf.distribusi'],
    })
  })

  test('of an assignment those who are new to it', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const both = [user('teknik.2').id, user('quick.response').id].map(String)
    expect(await toldOf(() => act(app, number, 'staf.wilayah2', 'assign', { petugas: both }))).toEqual({
      WORK: ['quick.response'],
    })
  })

  test('of work that is declared done the staff of the unit; of the report those who close; of sending back the unit', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    expect(await toldOf(() => act(app, number, 'teknik.2', 'finish', bodyOf('finish', app)))).toEqual({ WORK: ['staf.wilayah2'] })
    expect(await toldOf(() => act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app)))).toEqual({
      PROGRESS: ['admin.humas', 'kabag.humas', 'kasie.hula'],
    })
    expect(await toldOf(() => act(app, number, 'kabag.humas', 'sendBack', bodyOf('sendBack', app)))).toEqual({
      WORK: ['staf.wilayah2'],
    })
    expect(await toldOf(() => act(app, number, 'staf.wilayah2', 'return', bodyOf('return', app)))).toEqual({
      PROGRESS: ['admin.humas', 'callcenter', 'kasie.hula'],
    })
  })

  test('of a note those who work on it, but not who wrote it', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    expect(await toldOf(() => act(app, number, 'teknik.2', 'note', { catatan: 'Perlu klem.' }))).toEqual({
      PROGRESS: ['staf.wilayah2'],
    })
  })
})

test('who may be told is who may see, over every role and state', async () => {
  const told = await tellStories(app)
  const master = await readMasterData(db.sql, clock.now())
  for (const who of CAST) {
    const query = visibleSql(user(who))
    const rows = await db.sql<{ id: number }>(`SELECT c.id FROM complaints c WHERE ${query.text}`, query.values)
    const seen = new Set(rows.map(({ id }) => id))
    const differing = told.filter(({ complaint }) => seen.has(complaint.id) !== maySee(user(who).id, complaint, master))
    expect(differing.map(({ name }) => `${who}: ${name}`)).toEqual([])
  }
})

test('nobody is told of a complaint that they may not see', async () => {
  for (const who of CAST) {
    const query = visibleSql(user(who as Username))
    const rows = await db.sql(
      `SELECT FROM notices n JOIN complaints c ON c.id = n.complaint_id
       WHERE n.person_id = ${user(who as Username).id} AND c.state <> 'DISMISSED' AND NOT (${query.text})`,
      query.values,
    )
    expect(rows, who).toEqual([])
  }
})

test.each([
  ['22.00–06.00 at 23.15', 1320, 360, '2026-11-24T23:15:00+08:00', 'Rab 25 Nov 06.00'],
  ['22.00–06.00 at 05.59', 1320, 360, '2026-11-24T05:59:00+08:00', 'Sel 24 Nov 06.00'],
  ['22.00–06.00 at 06.00', 1320, 360, '2026-11-24T06:00:00+08:00', null],
  ['12.00–13.00 at 12.00', 720, 780, '2026-11-24T12:00:00+08:00', 'Sel 24 Nov 13.00'],
  ['12.00–13.00 at 11.59', 720, 780, '2026-11-24T11:59:00+08:00', null],
  ['no quiet hours', null, null, '2026-11-24T03:00:00+08:00', null],
])('quiet hours %s', (_name, quietFrom, quietUntil, at, until) => {
  const end = afterQuiet({ email: [], gateway: [], quietFrom, quietUntil }, new Date(at))
  expect(end && dayAndTime(end)).toBe(until)
})

test.each([
  ['EMAIL', '0811', 'a@b.id', 'EMAIL'],
  ['EMAIL', '08123456789', '@akun', null],
  ['WHATSAPP', '+62 812-3456-789', null, 'GATEWAY'],
  ['SMS', '0411 555 123', null, null],
  ['PHONE', '08123456789', 'a@b.id', 'GATEWAY'],
  ['VISIT', '08123456789', 'a@b.id', null],
  ['SOCIAL_MEDIA', '08123456789', '@akun', null],
  ['NONE', '08123456789', 'a@b.id', null],
] as const)('prefers %s with %s and %s: %s', (contactWay, phone, account, way) => {
  expect(wayTo({ contactWay, phone, account })).toBe(way)
})

test.each([
  'a@b',
  'a b@c.id',
  'a@b.id,c@d.id',
  '<a@b.id>',
  'a@b.id\nBcc: c@d.id',
  '@b.id',
  'a@',
  'a%b.id@relay.id',
  'a@[127.0.0.1]',
  'a@10.0.0.1',
])('%j is no address', (text) => {
  expect(isEmail(text)).toBe(false)
})

test.each([
  ['081141000101', true],
  ['62811410001', true],
  ['0411555123', false],
  ['08', false],
])('%s is mobile: %s', (phone, mobile) => {
  expect(isMobile(phone)).toBe(mobile)
})
