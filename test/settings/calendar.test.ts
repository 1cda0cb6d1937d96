import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { forClocks } from '../../src/settings/calendar-content.ts'
import { readOfficeCalendar } from '../../src/settings/calendar-store.ts'
import { DAY, MINUTE } from '../../src/time.ts'
import { categoryId } from '../complaints/carry.ts'
import { post as press } from '../complaints/post.ts'
import { faultsIn, readAll } from '../complaints/reading.ts'
import { at, timing } from '../complaints/timing.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const { db, clock, user, signIn, close } = app
afterAll(close)
const { take, working, last, holdFor } = timing(app)

const HOME = '/pengaturan/kalender'
const BILL = { kategori: categoryId(app, 'TAGIHAN_MELONJAK') }
const wednesday = (time: string) => new Date(`2026-11-25T${time}+08:00`)
const thursday = (time: string) => new Date(`2026-11-26T${time}+08:00`)
const HOLIDAY = { tanggal: '2026-11-25', nama: 'Hari Guru', jenis: 'LOCAL' }

const page = async (path = '') => load((await (await signIn('kabag.humas')).get(HOME + path).expect(200)).text)
const mark = async () => String((await page('/libur/baru'))('[name=versi]').val())
const send = async (path: string, body: object) =>
  (await signIn('kabag.humas'))
    .post(HOME + path)
    .type('form')
    .send(body)
const save = async (path: string, body: object) => send(path, { versi: await mark(), langkah: 'simpan', ...body })
const told = async (number: string) => (await readAll(app, number)).events.filter(({ type }) => type === 'recalendared')
const stored = () => readOfficeCalendar(db.sql)

/** As seeded, with nothing open. */
const seeded = await stored()
beforeEach(async () => {
  clock.set(at('10:00:00'))
  await db.sql('UPDATE runs SET stopped_at = $1 WHERE stopped_at IS NULL', [clock.now()])
  await db.sql(`DELETE FROM holidays WHERE date = ANY($1::date[])`, [['2026-11-25', '2026-11-26', '2028-01-01', '2028-01-02']])
})

/** A billing complaint with Wilayah II since 14.00: its three office hours end on Wednesday at 09.00. */
async function overnight() {
  const number = await working(BILL)
  await db.sql(`UPDATE runs SET stopped_at = $2 WHERE clock <> 'FOLLOW_UP' AND complaint_id = $1`, [
    await idOf(number),
    clock.now(),
  ])
  const run = await last(number)
  const [startedAt, warnAt, dueAt] = [at('14:00:00'), at('16:00:00'), wednesday('09:00:00')]
  await db.sql('UPDATE runs SET started_at = $2, warn_at = $3, due_at = $4 WHERE id = $1', [run.id, startedAt, warnAt, dueAt])
  clock.set(at('15:00:00'))
  return number
}
const idOf = async (number: string) => (await readAll(app, number)).complaint.id

describe('a new holiday', () => {
  test('moves an open run of office hours by exactly that day, and the complaint with it, without raising its version', async () => {
    const number = await overnight()
    const { version } = (await readAll(app, number)).complaint
    expect((await save('/libur/baru', HOLIDAY)).status).toBe(303)
    expect(await last(number)).toMatchObject({ startedAt: at('14:00:00'), dueAt: thursday('09:00:00') })
    const { complaint } = await readAll(app, number)
    expect([complaint.nextDueAt, complaint.version]).toEqual([thursday('09:00:00'), version])
    expect(await told(number)).toMatchObject([
      {
        actorId: user('kabag.humas').id,
        payload: {
          clocks: [{ clock: 'FOLLOW_UP', from: wednesday('09:00:00').toISOString(), to: thursday('09:00:00').toISOString() }],
        },
      },
    ])
    const history = load((await (await signIn('kasie.hula')).get(`/aduan/${number}`).expect(200)).text)('main').text()
    expect(history).toContain('batas waktu Tindak lanjut berpindah dari Rab 25 Nov 09.00 ke Kam 26 Nov 09.00')
  })

  test('moves no run that is round the clock, stopped, missed or due but not yet recorded, and tells nothing there', async () => {
    const technical = await working()
    const stopped = await overnight()
    await take(stopped, 'staf.wilayah2', 'report')
    const [missed, due] = [await overnight(), await overnight()]
    const early = [await idOf(missed), await idOf(due)]
    await db.sql('UPDATE runs SET due_at = $2 WHERE complaint_id = ANY($1) AND stopped_at IS NULL', [early, at('14:30:00')])
    await db.sql('UPDATE runs SET breached_at = due_at WHERE complaint_id = $1 AND stopped_at IS NULL', [early[0]])
    const all = [technical, stopped, missed, due]
    const before = await Promise.all(all.map(last))
    await save('/libur/baru', HOLIDAY)
    expect(await Promise.all(all.map(last))).toEqual(before)
    expect((await Promise.all(all.map(told))).flat()).toEqual([])
  })

  test('leaves alone what was due before it', async () => {
    const number = await working(BILL)
    const before = await last(number)
    await save('/libur/baru', HOLIDAY)
    expect([await last(number), await told(number)]).toEqual([before, []])
  })

  test('in the time of a hold takes its minutes from the hold, and the deadline stays where it was', async () => {
    const number = await working(BILL) // due at 13.00
    clock.set(at('12:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    clock.set(thursday('09:00:00'))
    await take(number, 'staf.wilayah2', 'resume')
    expect(await last(number)).toMatchObject({ heldMs: 13 * 60 * MINUTE, dueAt: thursday('10:00:00') })
    await save('/libur/baru', HOLIDAY)
    expect(await last(number)).toMatchObject({ heldMs: 5 * 60 * MINUTE, dueAt: thursday('10:00:00') })
    expect(await told(number)).toEqual([])
  })

  test('in the time of a hold that does not pause takes its minutes from those', async () => {
    const number = await overnight()
    await take(number, 'staf.wilayah2', 'hold', holdFor('MENUNGGU_MATERIAL'))
    clock.set(wednesday('08:30:00'))
    await take(number, 'staf.wilayah2', 'resume')
    expect(await last(number)).toMatchObject({ heldMs: 0, unpausedMs: 90 * MINUTE })
    await save('/libur/baru', HOLIDAY)
    expect(await last(number)).toMatchObject({ heldMs: 0, unpausedMs: 60 * MINUTE, dueAt: thursday('09:00:00') })
  })

  test('leaves the held time of a stopped run as it was, whatever is done with the complaint afterwards', async () => {
    const number = await overnight()
    await take(number, 'staf.wilayah2', 'hold', holdFor('MENUNGGU_MATERIAL'))
    clock.set(wednesday('08:30:00'))
    await take(number, 'staf.wilayah2', 'report')
    const { id } = await last(number)
    await save('/libur/baru', HOLIDAY)
    const { version } = (await readAll(app, number)).complaint
    expect((await press(app, 'kabag.humas', number, 'sendBack', { alasan: 'Masih keliru.' }, version)).status).toBe(303)
    const { runs } = (await readAll(app, number)).complaint
    expect(runs.find((run) => run.id === id)).toMatchObject({ unpausedMs: 90 * MINUTE })
  })

  test('moves a paused run, which stays paused', async () => {
    const number = await overnight()
    await take(number, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    await save('/libur/baru', HOLIDAY)
    expect(await last(number)).toMatchObject({ pausedAt: at('15:00:00'), dueAt: thursday('09:00:00') })
    expect((await readAll(app, number)).complaint.nextDueAt).toBe(null)
    expect(await told(number)).toHaveLength(1)
  })
})

test('the confirmation counts what is then moved, and stores nothing before', async () => {
  const moving = [await overnight(), await overnight(), await overnight()]
  clock.set(at('10:00:00'))
  const staying = await working()
  clock.set(at('15:00:00'))
  const calendar = await stored()
  const confirmation = await send('/libur/baru', { ...HOLIDAY, versi: await mark() })
  expect(confirmation.status).toBe(200)
  const $ = load(confirmation.text)
  expect($('.impact').text()).toBe('Perubahan ini menggeser batas waktu 3 aduan yang masih berjalan.')
  expect(await stored()).toEqual(calendar)
  const form = Object.fromEntries(
    $('main form input')
      .toArray()
      .map((one) => [$(one).attr('name'), $(one).val()]),
  )
  const saved = await send('/libur/baru', { ...form, langkah: 'simpan' })
  expect([saved.status, saved.headers.location]).toEqual([303, `${HOME}?tahun=2026&pindah=3`])
  expect((await Promise.all(moving.map(told))).flat()).toHaveLength(3)
  expect(await told(staying)).toEqual([])
  const [entry] = await db.sql('SELECT actor_id, action, details FROM audit_entries ORDER BY id DESC LIMIT 1')
  const after = [{ date: HOLIDAY.tanggal, name: HOLIDAY.nama, kind: HOLIDAY.jenis }]
  expect(entry).toEqual({ actor_id: user('kabag.humas').id, action: 'holidaysAdded', details: { after, moved: 3 } })
})

test('removing a holiday moves back, and says which limits are late by it at once', async () => {
  const number = await overnight()
  await save('/libur/baru', HOLIDAY)
  clock.set(wednesday('12:00:00'))
  const versi = await mark()
  const $ = load((await send('/libur/2026-11-25/hapus', { versi })).text)
  expect($('.impact').text()).toContain('1 aduan yang masih berjalan. 1 di antaranya langsung terlambat.')
  expect((await send('/libur/2026-11-25/hapus', { versi, langkah: 'simpan' })).status).toBe(303)
  expect((await last(number)).dueAt).toEqual(wednesday('09:00:00'))
  await recordMissed(db, clock.now())
  expect((await last(number)).breachedAt).toEqual(wednesday('09:00:00'))
  expect((await send('/libur/2026-11-25/hapus', { versi })).status).toBe(404)
})

test('an action that was decided on the old limit does not put it back: its person is told', async () => {
  const number = await overnight()
  const id = await idOf(number)
  const { version } = (await readAll(app, number)).complaint
  const body = { petugas: [String(user('teknik.2').id)] }
  const pressed = await db.transaction(async (sql) => {
    await sql('SELECT id FROM complaints WHERE id = $1 FOR UPDATE', [id])
    const pressed = press(app, 'staf.wilayah2', number, 'assign', body, version)
    const waiting = () => db.sql(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
    await expect.poll(async () => (await waiting()).length, { interval: 20, timeout: 10_000 }).toBeGreaterThan(0)
    await sql('UPDATE runs SET due_at = $2 WHERE complaint_id = $1 AND stopped_at IS NULL', [id, thursday('09:00:00')])
    await sql('UPDATE complaints SET next_due_at = $2 WHERE id = $1', [id, thursday('09:00:00')])
    return { pressed }
  })
  expect((await pressed.pressed).status).toBe(409)
  expect((await readAll(app, number)).complaint.nextDueAt).toEqual(thursday('09:00:00'))
  expect((await press(app, 'staf.wilayah2', number, 'assign', body, version)).status).toBe(303)
})

describe('two at once', () => {
  test('one saves; the other is told, keeps what was typed, and may save from there', async () => {
    const versi = await mark()
    const bodies = [HOLIDAY, { ...HOLIDAY, tanggal: '2026-11-26', nama: 'Hari lain' }]
    const answers = await Promise.all(bodies.map((body) => send('/libur/baru', { ...body, versi, langkah: 'simpan' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.findIndex(({ status }) => status === 409)
    const $ = load(answers[loser]?.text ?? '')
    expect($('.fault').text()).toContain('Kalender kerja berubah')
    expect($('[name=nama]').val()).toBe(bodies[loser]?.nama)
    expect($('[name=versi]').val()).not.toBe(versi)
    expect((await send('/libur/baru', { ...bodies[loser], versi: $('[name=versi]').val(), langkah: 'simpan' })).status).toBe(303)
    expect((await stored()).holidays.filter(({ date }) => /2026-11-2[56]/.test(date))).toHaveLength(2)
  })
})

const WEEK = { senin: '08.00–16.00', selasa: '08.00–16.00', rabu: '08.00–16.00', kamis: '08.00–16.00', sabtu: '', minggu: '' }

test('hours with a break on Friday are stored as two spans, shown, and count', async () => {
  expect((await save('/jam', { ...WEEK, jumat: '08.00–11.30, 13.30–16.00' })).status).toBe(303)
  const { weekly } = await stored()
  expect(weekly[4]).toEqual([
    { from: 480, to: 690 },
    { from: 810, to: 960 },
  ])
  expect(forClocks({ weekly, holidays: [] }).weekly).toHaveLength(7)
  expect((await page())('.week').text()).toContain('08.00–11.30, 13.30–16.00')
  expect((await save('/jam', { ...WEEK, jumat: '08.00–16.00' })).status).toBe(303)
  expect(await stored()).toEqual(seeded)
})

describe('what is refused stays typed and unstored', () => {
  test.each<[string, object, string, RegExp]>([
    ['/jam', { ...WEEK, jumat: '16.00–08.00' }, 'jumat', /Jumat: jam selesai/],
    ['/jam', { senin: '' }, 'senin', /paling sedikit satu hari/],
    ['/jam', { senin: '08.00–08.30' }, 'senin', /kurang dari 52 jam/],
    ['/libur/baru', { ...HOLIDAY, tanggal: '2026-02-30' }, 'tanggal', /tanggal yang benar/],
    ['/libur/baru', { ...HOLIDAY, tanggal: '2026-12-25' }, 'tanggal', /sudah tercatat/],
    ['/libur/baru', { ...HOLIDAY, nama: 'a'.repeat(121) }, 'nama', /120/],
    ['/libur/baru', { ...HOLIDAY, jenis: 'LAIN' }, 'jenis', /Jenis/],
    ['/libur/2026-12-25', { nama: '', jenis: 'NATIONAL' }, 'nama', /wajib/],
    ['/impor', { isi: 'bukan kalender', jenis: 'NATIONAL' }, 'isi', /bukan isi berkas/],
  ])('%s %j', async (path, body, field, why) => {
    const before = await stored()
    const answer = await save(path, body)
    expect(answer.status).toBe(422)
    expect(faultsIn(answer.text).join()).toMatch(why)
    const $ = load(answer.text)
    const control = $(`#f-${field}`)
    if (field !== 'jenis') expect((control.val() ?? '').toString().trim()).toBe((body as Record<string, string>)[field])
    expect(await stored()).toEqual(before)
  })

  test.each(['/libur/2026-11-27', '/libur/x', "/libur/'"])('%s is not there', async (path) => {
    expect((await (await signIn('kabag.humas')).get(HOME + path)).status).toBe(404)
  })

  test('others may not, by any address', async () => {
    for (const who of ['kasie.hula', 'sistem', 'direktur'] as const)
      for (const path of ['/jam', '/libur/baru', '/libur/2026-12-25', '/libur/2026-12-25/hapus', '/impor'])
        expect(
          (
            await (
              await signIn(who)
            )
              .post(HOME + path)
              .type('form')
              .send({})
          ).status,
        ).toBe(403)
  })
})

test('name and kind are saved at once: they move nothing', async () => {
  const { status } = await send('/libur/2026-12-25', { versi: await mark(), nama: 'Natal', jenis: 'NATIONAL' })
  expect(status).toBe(303)
  expect((await stored()).holidays.find(({ date }) => date === '2026-12-25')?.name).toBe('Natal')
})

test('days of a file are chosen, looked at and saved; known ones stay as they are', async () => {
  const event = (date: string, name: string) => `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${name}\r\nEND:VEVENT\r\n`
  const events = [
    event('20261225', 'Natal lain'),
    event('20280101', 'Tahun Baru'),
    event('20280102', 'Cuti Bersama'),
    event('20280103', 'Rapat'),
  ]
  const file = { isi: `BEGIN:VCALENDAR\r\n${events.join('')}END:VCALENDAR`, jenis: 'NATIONAL', versi: await mark() }
  const choosing = load((await send('/impor', file)).text)
  expect(choosing('[name=tanggal]').length).toBe(3)
  const chosen = { ...file, versi: choosing('[name=versi]').val(), tanggal: ['2028-01-01', '2028-01-02'] }
  const $ = load((await send('/impor', { ...chosen, langkah: 'periksa' })).text)
  expect($('.proposed li').length).toBe(2)
  expect((await send('/impor', { ...chosen, langkah: 'simpan' })).status).toBe(303)
  expect((await stored()).holidays.filter(({ date }) => date >= '2028')).toEqual([
    { date: '2028-01-01', name: 'Tahun Baru', kind: 'NATIONAL' },
    { date: '2028-01-02', name: 'Cuti Bersama', kind: 'COLLECTIVE' },
  ])
  const none = await send('/impor', { ...file, langkah: 'periksa', tanggal: [] })
  expect([none.status, load(none.text)('.fault').text()]).toEqual([422, 'Pilih paling sedikit satu hari.'])
})

test('a day so far off moves nothing', async () => {
  await overnight()
  const body = { ...HOLIDAY, tanggal: '2028-01-01', versi: await mark() }
  expect(load((await send('/libur/baru', body)).text)('.impact').text()).toContain('tidak menggeser')
  expect(new Date('2028-01-01').getTime() - clock.now().getTime()).toBeGreaterThan(365 * DAY)
})

test('more complaints than one batch: all are counted, moved and told once', async () => {
  const number = await overnight()
  const [id, run] = [await idOf(number), await last(number)]
  const copies = (table: string, more: string) =>
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object('id', 100000 + n, ${more}))).* FROM ${table} t, generate_series(1, 600) n
     WHERE t.id = $1`
  await db.sql(copies('complaints', `'sequence', 100000 + n, 'form_key', 'salinan-' || n`), [id])
  await db.sql(copies('runs', `'complaint_id', 100000 + n`), [run.id])
  expect((await save('/libur/baru', HOLIDAY)).headers.location).toContain('pindah=601')
  const [moved] = await db.sql(
    `SELECT count(*) AS complaints, count(DISTINCT c.next_due_at) AS limits, min(c.next_due_at) AS due,
       (SELECT count(*) FROM events e WHERE e.type = 'recalendared' AND e.complaint_id > 100000) AS events
     FROM complaints c JOIN runs r ON r.complaint_id = c.id AND r.due_at = c.next_due_at WHERE c.id > 100000`,
  )
  expect(moved).toEqual({ complaints: 600, limits: 1, due: thursday('09:00:00'), events: 600 })
})
