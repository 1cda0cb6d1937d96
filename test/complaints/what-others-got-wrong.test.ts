// Mistakes that other helpdesks have made with their deadlines, each tried here on the real application.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { initialValues } from '../../src/complaints/choices.ts'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { findVisible } from '../../src/complaints/store.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import { DAY, MINUTE } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { bodyOf, intakeBody, recordComplaint } from '../support/complaints.ts'
import { categoryId } from './carry.ts'
import { encoded, press } from './post.ts'
import { readAll } from './reading.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const on = (date: string, time: string) => new Date(`2026-${date}T${time}:00+08:00`)
const tuesday = (time: string) => on('11-24', time)
const BILL = { kategori: categoryId(app, 'TAGIHAN_MELONJAK') }
const reasonFor = (code: string) => ({ alasan: String(master.holdReasons.find((reason) => reason.code === code)?.id) })

/** Policies of days to come, before anybody has read any: [clock, technical, priority, from, to, limit]. */
type Row = [string, boolean | null, string | null, string, string, number]
const FOLLOW_UP: Row = ['FOLLOW_UP', null, null, 'ESCALATED', 'REPORTED', 180]
/** Input & penjelasan is switched off, Tindak lanjut for all that is not technical. */
await policyFrom('2026-12-01', [
  ['RECEIVE', null, null, 'ARRIVED', 'RECEIVED', 30],
  ['FOLLOW_UP', true, null, 'ESCALATED', 'REPORTED', 180],
  ['FOLLOW_UP', true, 'URGENT', 'ESCALATED', 'REPORTED', 120],
])
/** Two clocks run at once; the one that begins second is the shorter, a week later the longer. */
for (const [date, first, second] of [
  ['2026-12-08', 30, 10],
  ['2026-12-15', 10, 30],
] as const)
  await policyFrom(date, [
    ['RECEIVE', null, null, 'ARRIVED', 'DECIDED', first],
    ['EXPLAIN', null, null, 'RECEIVED', 'DECIDED', second],
    FOLLOW_UP,
  ])

async function policyFrom(date: string, rows: Row[]): Promise<void> {
  const [version] = await db.sql<{ id: number }>('INSERT INTO policy_versions (effective_from) VALUES ($1) RETURNING id', [date])
  for (const row of rows)
    await db.sql(
      `INSERT INTO policy_rows (version_id, clock, technical, priority, "from", "to", calendar, warn_minutes, limit_minutes)
       VALUES ($1, $2, $3, $4, $5, $6, 'OFFICE_HOURS', 1, $7)`,
      [version?.id, ...row],
    )
}

/** A form opened at an instant and sent some minutes later, by the button given. */
async function call(openedAt: Date, minutes: number, tindakan: string, more: Typed = {}): Promise<string> {
  clock.set(openedAt)
  const agent = await signIn('callcenter')
  const $ = load((await agent.get('/aduan/baru').expect(200)).text)
  const body = { ...intakeBody(app), tindakan, formulir: String($('[name=formulir]').val()), ...more }
  clock.advance(minutes)
  const { headers } = await agent.post('/aduan/baru').send(encoded(body)).expect(303)
  return /ADU-\d{4}-\d{6}/.exec(headers.location ?? '')?.[0] ?? ''
}

async function take(number: string, at: Date, who: Username, action: Action, more: Typed = {}): Promise<void> {
  clock.set(at)
  const { status, headers } = await press(app, who, number, action, bodyOf(action, app, more))
  expect([action, status, headers.location]).toEqual([action, 303, expect.stringContaining(number)])
}

/** With Wilayah II and in work from an instant on. */
async function working(from: Date, more: Typed = {}): Promise<string> {
  const number = await call(from, 0, 'teruskan', { ...bodyOf('escalate', app), ...more })
  await take(number, from, 'staf.wilayah2', 'start')
  return number
}

async function amend(number: string, at: Date, change: Typed): Promise<void> {
  clock.set(at)
  const who = user('kasie.hula')
  const shown = initialValues('amend', await findVisible(db, who, number), { user: who, now: at, master, report: null })
  await take(number, at, 'kasie.hula', 'amend', { ...shown, alasan: 'Salah pilih.', ...change })
}

const runsOf = async (number: string) => (await readAll(app, number)).complaint.runs
const runOf = async (number: string, name: string) => (await runsOf(number)).filter((run) => run.clock === name).at(-1)
const missesOf = async (number: string) =>
  (await readAll(app, number)).events.flatMap(({ type, at, payload }) =>
    type === 'limitMissed' ? [[(payload as { clock: string }).clock, at]] : [],
  )
const page = async (path: string) => load((await (await signIn('kabag.humas')).get(path).expect(200)).text)
/** Whether it stands among what is overdue: in the tab, and on the board. */
async function isLate(number: string): Promise<boolean[]> {
  const [tab, board] = [await page('/aduan?tab=terlambat&urut=baru'), await page('/pemantauan')]
  return [
    tab(`[data-queue] a[href="/aduan/${number}"]`).length > 0,
    board('.lists section').first().find(`[href="/aduan/${number}"]`).length > 0,
  ]
}

describe('an answer and a hold saved in one step left the first clock unsolved', () => {
  test.each([
    ['jelaskan', 'explain'],
    ['teruskan', 'escalate'],
  ] as const)('recorded and decided in one press (%s)', async (button, action) => {
    const number = await call(tuesday('10:00'), 3, button, bodyOf(action, app))
    await recordMissed(db, new Date(clock.now().getTime() + 2 * MINUTE * 60))
    expect((await runsOf(number)).slice(0, 2)).toMatchObject([
      { clock: 'RECEIVE', stoppedAt: tuesday('10:00'), netMs: 0, breachedAt: null },
      { clock: 'EXPLAIN', stoppedAt: tuesday('10:03'), netMs: 3 * MINUTE, breachedAt: null },
    ])
  })

  test('handed over, started and held in the same moment', async () => {
    const number = await working(tuesday('10:00'))
    await take(number, tuesday('10:00'), 'staf.wilayah2', 'hold', reasonFor('CUACA'))
    expect(await runsOf(number)).toMatchObject([
      { clock: 'RECEIVE', stoppedAt: tuesday('10:00'), pausedAt: null },
      { clock: 'EXPLAIN', stoppedAt: tuesday('10:00'), pausedAt: null },
      { clock: 'FOLLOW_UP', stoppedAt: null, pausedAt: tuesday('10:00') },
    ])
    await recordMissed(db, on('12-24', '10:00'))
    expect(await missesOf(number)).toEqual([])
  })
})

test('reopening was computed from the arrival or from the closing, not from the reopening', async () => {
  const number = await call(tuesday('10:00'), 2, 'jelaskan', bodyOf('explain', app))
  await take(number, on('11-26', '09:00'), 'kasie.hula', 'reopen')
  expect(await runOf(number, 'EXPLAIN')).toMatchObject({
    startedAt: on('11-26', '09:00'),
    dueAt: on('11-26', '09:10'),
    heldMs: 0,
  })
  await take(number, on('11-26', '09:10'), 'callcenter', 'escalate')
  expect(await runOf(number, 'FOLLOW_UP')).toMatchObject({ startedAt: on('11-26', '09:10'), dueAt: on('11-26', '12:10') })
  expect(await missesOf(number)).toEqual([])
})

test('held time was lost when the policy or the priority changed', async () => {
  const [billed, urgent] = [await working(tuesday('10:00')), await working(on('12-01', '10:00'))]
  for (const [number, date] of [
    [billed, '11-24'],
    [urgent, '12-01'],
  ] as const) {
    await take(number, on(date, '11:00'), 'staf.wilayah2', 'hold', reasonFor('CUACA'))
    await take(number, on(date, '11:30'), 'staf.wilayah2', 'resume')
  }
  await amend(billed, tuesday('11:40'), BILL)
  await amend(urgent, on('12-01', '11:40'), { prioritas: 'URGENT' })
  expect(await runOf(billed, 'FOLLOW_UP')).toMatchObject({
    heldMs: 30 * MINUTE,
    calendar: 'OFFICE_HOURS',
    dueAt: tuesday('13:30'),
  })
  expect(await runOf(urgent, 'FOLLOW_UP')).toMatchObject({ heldMs: 30 * MINUTE, limitMinutes: 120, dueAt: on('12-01', '12:30') })
})

describe('a switched-off policy left tickets overdue', () => {
  test('complaints under it have no such run; those of the version before keep theirs', async () => {
    const before = await call(on('12-01', '08:00'), 0, 'simpan', { waktu_masuk: '2026-11-30T15:59' })
    const under = await call(on('12-01', '08:00'), 0, 'simpan')
    clock.set(on('12-01', '09:00'))
    await recordMissed(db, clock.now())
    expect((await runsOf(under)).map((run) => run.clock)).toEqual(['RECEIVE'])
    expect([await missesOf(under), await missesOf(before)]).toEqual([[], [['EXPLAIN', on('12-01', '08:10')]]])
    expect([await isLate(under), await isLate(before)]).toEqual([
      [false, false],
      [true, true],
    ])
  })

  test('a category for which it is switched off ends the run, which is not judged', async () => {
    const number = await working(on('12-01', '10:00'))
    await amend(number, on('12-01', '11:00'), BILL)
    expect(await runOf(number, 'FOLLOW_UP')).toMatchObject({ stoppedAt: on('12-01', '11:00'), judged: false, breachedAt: null })
    clock.set(on('12-02', '11:00'))
    await recordMissed(db, clock.now())
    expect([await missesOf(number), await isLate(number)]).toEqual([[], [false, false]])
    expect((await page(`/aduan/${number}`))('.runs').last().text()).toContain('tidak dinilai')
  })
})

test('merged and closed tickets still ran out', async () => {
  const original = await call(tuesday('10:00'), 0, 'simpan')
  const duplicate = await call(tuesday('10:00'), 0, 'simpan')
  const explained = await call(tuesday('10:00'), 1, 'jelaskan', bodyOf('explain', app))
  clock.set(tuesday('10:00'))
  const unread = await recordComplaint(app, {}, null)
  const reported = await working(tuesday('10:00'))
  await take(duplicate, tuesday('10:05'), 'callcenter', 'dismiss', { alasan: 'DUPLICATE', asli: original })
  await take(unread, tuesday('10:05'), 'callcenter', 'dismiss')
  await take(reported, tuesday('11:00'), 'staf.wilayah2', 'report')
  await take(reported, tuesday('11:00'), 'kasie.hula', 'confirm')
  clock.set(new Date(tuesday('10:00').getTime() + 20 * DAY))
  await recordMissed(db, clock.now())
  expect(await missesOf(original)).toHaveLength(1)
  for (const number of [duplicate, explained, unread, reported]) {
    const { complaint } = await readAll(app, number)
    expect([complaint.nextDueAt, complaint.nextWarnAt, await missesOf(number)]).toEqual([null, null, []])
    expect(await isLate(number)).toEqual([false, false])
  }
})

test('an answered ticket still counted as overdue', async () => {
  const reported = await working(tuesday('10:00'))
  const explained = await call(tuesday('10:00'), 0, 'simpan')
  clock.set(tuesday('13:30'))
  await recordMissed(db, clock.now())
  expect([await isLate(reported), await isLate(explained)]).toEqual([
    [true, true],
    [true, true],
  ])
  await take(reported, tuesday('13:40'), 'staf.wilayah2', 'report')
  await take(explained, tuesday('13:40'), 'callcenter', 'explain')
  clock.set(tuesday('15:00'))
  for (const number of [reported, explained]) {
    expect(await isLate(number)).toEqual([false, false])
    expect(await missesOf(number)).toHaveLength(1) // what was missed stays missed
  }
})

test.each([
  ['12-08', 'the second is the shorter', 'EXPLAIN', '10:10', 'RECEIVE', '10:30'],
  ['12-15', 'the first is the shorter', 'RECEIVE', '10:10', 'EXPLAIN', '10:30'],
])('a second clock hid the first (%s: %s)', async (date, _, sooner, soon, later, late) => {
  const number = await call(on(date, '10:00'), 0, 'simpan')
  const row = async () => (await page('/aduan?tab=terbuka&urut=baru'))(`tr:has([href="/aduan/${number}"])`).text()
  clock.set(on(date, '10:04'))
  expect((await page(`/aduan/${number}`))('.runs').length).toBe(2)
  expect(await row()).toContain('sisa 6 mnt')
  clock.set(on(date, '10:20'))
  expect(await row()).toContain('lewat 10 mnt')
  clock.set(on(date, '11:00'))
  await recordMissed(db, clock.now())
  expect(await missesOf(number)).toEqual([
    [sooner, on(date, soon)],
    [later, on(date, late)],
  ])
})

test('resuming outside office hours gave or took time', async () => {
  const resumptions = [tuesday('16:00'), tuesday('22:00'), on('11-25', '03:00'), on('11-25', '08:00')]
  for (const resumed of resumptions) {
    const number = await working(tuesday('10:00'), BILL)
    await take(number, tuesday('12:00'), 'staf.wilayah2', 'hold', reasonFor('MENUNGGU_IZIN'))
    await take(number, resumed, 'staf.wilayah2', 'resume')
    expect(await runOf(number, 'FOLLOW_UP')).toMatchObject({ dueAt: on('11-25', '09:00'), heldMs: 4 * 60 * MINUTE })
  }
})

test('stopping exactly at the deadline counted as late', async () => {
  const [punctual, late] = [await working(tuesday('10:00')), await working(tuesday('10:00'))]
  await take(punctual, tuesday('13:00'), 'staf.wilayah2', 'report')
  await take(late, new Date(tuesday('13:00').getTime() + 1_000), 'staf.wilayah2', 'report')
  expect([await missesOf(punctual), await missesOf(late)]).toEqual([[], [['FOLLOW_UP', tuesday('13:00')]]])
  const said = async (number: string) => (await page(`/aduan/${number}`))('.runs').last().text()
  expect([await said(punctual), await said(late)]).toEqual([
    expect.stringContaining('tepat waktu'),
    expect.stringContaining('terlambat'),
  ])
})

test('the history stood in the order of writing: it stands by the instant spoken of, then by sequence', async () => {
  const number = await working(tuesday('10:00'))
  await take(number, tuesday('14:00'), 'staf.wilayah2', 'note')
  await take(number, tuesday('14:10'), 'staf.wilayah2', 'report')
  expect((await readAll(app, number)).events.map(({ type }) => type)).toEqual([
    ...['recorded', 'escalated', 'started', 'noted', 'reported', 'limitMissed'],
  ])
  const $ = await page(`/aduan/${number}`)
  const sentences = $('.story li div > p:first-child')
    .toArray()
    .map((one) => $(one).text())
  expect(sentences.map((sentence) => /mencatat aduan|meneruskan|memulai|terlewati|catatan|laporan/.exec(sentence)?.[0])).toEqual([
    ...['mencatat aduan', 'meneruskan', 'memulai', 'terlewati', 'catatan', 'laporan'],
  ])
})

test('a change of calendar did not reach open tickets', async () => {
  const open = await working(on('11-26', '15:00'), BILL)
  const reported = await working(on('11-26', '15:00'), BILL)
  await take(reported, on('11-26', '15:30'), 'staf.wilayah2', 'report')
  const before = await runsOf(reported)
  expect(await runOf(open, 'FOLLOW_UP')).toMatchObject({ dueAt: on('11-27', '10:00') })
  const versi = String((await page('/pengaturan/kalender/libur/baru'))('[name=versi]').val())
  const holiday = { versi, langkah: 'simpan', tanggal: '2026-11-27', nama: 'Hari jadi kota', jenis: 'LOCAL' }
  await (await signIn('kabag.humas')).post('/pengaturan/kalender/libur/baru').type('form').send(holiday).expect(303)
  expect(await runOf(open, 'FOLLOW_UP')).toMatchObject({ startedAt: on('11-26', '15:00'), dueAt: on('11-30', '10:00') })
  expect((await readAll(app, open)).complaint.nextDueAt).toEqual(on('11-30', '10:00'))
  expect(await runsOf(reported)).toEqual(before)
  clock.set(on('11-30', '09:59'))
  await recordMissed(db, clock.now())
  expect([await missesOf(open), await isLate(open)]).toEqual([[], [false, false]])
})
