import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn } from '../support/complaints.ts'
import { press } from './post.ts'

const app = await startApp()
const { db, clock, user, signIn, close } = app
afterAll(close)

const pageOf = async (who: Username) => load((await (await signIn(who)).get('/saya').expect(200)).text)
const rowsIn = ($: Awaited<ReturnType<typeof pageOf>>, part: string) =>
  $(`.${part} .work li`)
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
const hrefsIn = ($: Awaited<ReturnType<typeof pageOf>>, part: string) =>
  $(`.${part} .work a`)
    .toArray()
    .map((link) => $(link).attr('href')?.replace('/aduan/', ''))

test('what is mine now: open complaints in which I am assigned, what runs out first before the others', async () => {
  const first = await complaintIn(app, 'IN_PROGRESS')
  clock.advance(1)
  const second = await complaintIn(app, 'ESCALATED')
  await act(app, second, 'staf.wilayah2', 'assign', bodyOf('assign', app))
  await complaintIn(app, 'MONITORING')
  const others = await complaintIn(app, 'ESCALATED')
  const $ = await pageOf('teknik.2')
  expect(hrefsIn($, 'now')).toEqual([first, second])
  expect([$('.now .clock').length, $('.now .wait').length]).toEqual([2, 0])
  const staff = await pageOf('staf.wilayah2')
  expect(hrefsIn(staff, 'now')).toEqual([])
  expect(staff('.now .wait a').attr('href')).toBe('/aduan?tab=saya')
  expect(staff('.now .wait').text()).toContain('2 aduan perlu tindakan Anda')
  expect(hrefsIn(await pageOf('teknik.3'), 'now')).not.toContain(others)
})

test('one who is only sent out begins there, everybody else with the queue', async () => {
  for (const [who, where] of [
    ['teknik.2', '/saya'],
    ['quick.response', '/saya'],
    ['staf.wilayah2', '/aduan'],
    ['admin.humas', '/aduan'],
    ['direktur', '/aduan'],
  ] as const)
    expect((await (await signIn(who)).get('/').expect(303)).headers.location).toBe(where)
})

describe('what I promised', () => {
  test('the next first, then what has passed; what another has promised where one is sent to, by whom; not what has ended', async () => {
    const numbers = []
    for (const janji of ['2026-11-24T12:00', '2026-11-24T11:00', '2026-11-24T10:30', '2026-11-24T13:00', '2026-11-24T14:00']) {
      const number = await complaintIn(app, 'IN_PROGRESS')
      await press(app, 'teknik.2', number, 'note', bodyOf('note', app, { janji }))
      numbers.push(number)
    }
    const [late, next, passed, replaced = '', ended = ''] = numbers
    await press(app, 'staf.wilayah2', replaced, 'note', bodyOf('note', app, { janji: '2026-11-24T15:00' }))
    await act(app, ended, 'staf.wilayah2', 'report', bodyOf('report', app))
    await act(app, ended, 'kasie.hula', 'confirm')
    clock.set('2026-11-24T10:30:00+08:00')
    const $ = await pageOf('teknik.2')
    expect(hrefsIn($, 'promised')).toEqual([next, late, replaced, passed])
    expect(rowsIn($, 'promised').map((row) => row.includes('lewat'))).toEqual([false, false, false, true])
    expect(rowsIn($, 'promised').map((row) => row.includes('dijanjikan oleh Andi Tenri Sumpala'))).toEqual([
      false,
      false,
      true,
      false,
    ])
    expect(hrefsIn(await pageOf('staf.wilayah2'), 'promised')).toEqual([replaced])
  })
})

describe('what I did today', () => {
  test('by the day of WITA: what was recorded from midnight on, the latest first, as the history tells it', async () => {
    clock.set('2026-12-01T23:58:00+08:00')
    const number = await complaintIn(app, 'ESCALATED')
    await press(app, 'staf.wilayah2', number, 'assign', bodyOf('assign', app))
    expect(rowsIn(await pageOf('staf.wilayah2'), 'today')).toEqual([
      `Pipa dinas bocor23.58 Menugaskan Baharuddin Daeng Naba.${number}`,
    ])
    clock.set('2026-12-02T00:00:00+08:00') // still 1 December in UTC
    expect(rowsIn(await pageOf('staf.wilayah2'), 'today')).toEqual([])
    await press(app, 'staf.wilayah2', number, 'start')
    clock.set('2026-12-02T08:05:00+08:00')
    await press(app, 'staf.wilayah2', number, 'note', bodyOf('note', app))
    expect(rowsIn(await pageOf('staf.wilayah2'), 'today')).toEqual([
      `Pipa dinas bocor08.05 Menulis catatan internal.${number}`,
      `Pipa dinas bocor00.00 Memulai tindak lanjut.${number}`,
    ])
    expect(rowsIn(await pageOf('teknik.2'), 'today')).toEqual([])
    clock.set('2026-12-03T00:00:00+08:00')
    expect(rowsIn(await pageOf('staf.wilayah2'), 'today')).toEqual([])
  })

  test('is not told any more of what I may no longer see', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await press(app, 'staf.wilayah2', number, 'note', bodyOf('note', app))
    await act(app, number, 'staf.wilayah2', 'return', bodyOf('return', app))
    expect(hrefsIn(await pageOf('staf.wilayah2'), 'today')).toContain(number)
    await act(app, number, 'kasie.hula', 'dismiss', bodyOf('dismiss', app))
    expect(hrefsIn(await pageOf('staf.wilayah2'), 'today')).not.toContain(number)
    await (await signIn('staf.wilayah2')).get(`/aduan/${number}`).expect(404)
  })

  test('is a hundred at most, and says so', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    clock.advance(60 * 24)
    await db.sql(
      `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, actor_id, payload)
       SELECT c.id, 100 + n, 'noted', $1, $1, 'PERSON', $2, '{"forComplainant": false}' FROM complaints c, generate_series(1, 101) n
       WHERE 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') = $3`,
      [clock.now(), user('teknik.2').id, number],
    )
    const $ = await pageOf('teknik.2')
    expect([rowsIn($, 'today').length, $('.today').text().includes('100 yang terakhir.')]).toEqual([100, true])
  })
})

test('who stands in for somebody today is told so', async () => {
  await db.sql(
    `INSERT INTO absences (person_id, "from", until, deputy_id, created_by_id, created_at) VALUES ($1, '2026-12-01', '2027-01-31', $2, $1, $3)`,
    [user('teknik.2').id, user('teknik.3').id, clock.now()],
  )
  const lead = async (who: Username) => (await pageOf(who))('.head p').text()
  await expect.poll(() => lead('teknik.3'), { timeout: 10_000 }).toBe('Hari ini Anda mewakili Baharuddin Daeng Naba.')
  expect(await lead('teknik.2')).toBe('Anda tercatat tidak di tempat s.d. 31 Januari 2027; wakil: Yohanis Rantetana.')
})
