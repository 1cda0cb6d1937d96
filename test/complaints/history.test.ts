import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { initialValues } from '../../src/complaints/choices.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { startApp } from '../support/app.ts'
import { act, complaintIn, recordComplaint } from '../support/complaints.ts'
import { press } from './post.ts'

const app = await startApp()
const { db, clock, master, user, signIn, close } = app
afterAll(close)

const shown = async (number: string) =>
  initialValues('amend', await findVisible(db, user('admin.humas'), number), {
    user: user('admin.humas'),
    now: clock.now(),
    master,
    report: null,
  })

type Access = { person: number; at: Date; what: string }
const accesses = (number: string) =>
  db.sql<Access>(
    `SELECT a.person_id AS person, a.at, a.what FROM access_log a JOIN complaints c ON c.id = a.complaint_id
     WHERE c.year = 2026 AND c.sequence = $1 ORDER BY a.id`,
    [Number(number.slice(9))],
  )
const look = async (who: Username, number: string) => (await signIn(who)).get(`/aduan/${number}`).expect(200)

describe('what happened cannot be rewritten', () => {
  const STATEMENTS = (table: string) => [
    `UPDATE ${table} SET at = at`,
    `UPDATE ${table} SET at = at WHERE id = (SELECT max(id) FROM ${table})`,
    `DELETE FROM ${table}`,
    `DELETE FROM ${table} WHERE id = (SELECT max(id) FROM ${table})`,
    `TRUNCATE ${table}`,
    `TRUNCATE complaints CASCADE`,
  ]

  test.each(['events', 'access_log'])('the database refuses to change or remove rows of %s', async (table) => {
    await look('kasie.hula', await recordComplaint(app))
    const rows = () => db.sql(`SELECT * FROM ${table} ORDER BY id`)
    const before = await rows()
    expect(before.length).toBeGreaterThan(0)
    for (const statement of STATEMENTS(table)) await expect(db.sql(statement), statement).rejects.toThrow(/append-only/)
    expect(await rows()).toEqual(before)
  })

  test('nor of what was said, reported and linked; and nothing of the course is removed', async () => {
    const number = await complaintIn(app, 'CLOSED')
    await act(app, number, 'callcenter', 'note', { catatan: 'Sudah dibayar.' })
    await act(app, number, 'callcenter', 'link', { aduan: await recordComplaint(app), hubungan: 'RELATED' })
    const other = await recordComplaint(app)
    await act(app, other, 'admin.humas', 'amend', { ...(await shown(other)), alamat: 'Jl. Lain 3' })
    const said = ['texts', 'amendments', 'work_reports', 'links']
    for (const table of said)
      await expect(db.sql(`UPDATE ${table} SET complaint_id = complaint_id`), table).rejects.toThrow(/append-only/)
    for (const table of [...said, 'runs', 'routings', 'assignments', 'complainants', 'complaints'])
      await expect(db.sql(`DELETE FROM ${table}`), table).rejects.toThrow(/append-only|foreign key/)
  })

  test('an event is not stored twice under one sequence', async () => {
    await recordComplaint(app)
    const again = `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, payload)
      SELECT complaint_id, sequence, type, at, recorded_at, actor_kind, payload FROM events LIMIT 1`
    await expect(db.sql(again)).rejects.toThrow(/unique/)
  })
})

describe("opening a complainant's contact", () => {
  test('is logged once per look: who, whose, what, when', async () => {
    const number = await recordComplaint(app)
    await look('callcenter', number)
    const first = clock.now()
    await look('callcenter', number)
    clock.advance(9)
    await look('callcenter', number)
    await look('kabag.humas', number)
    clock.advance(11)
    await look('callcenter', number)
    expect(await accesses(number)).toEqual([
      { person: user('callcenter').id, at: first, what: 'Kontak pelapor' },
      { person: user('kabag.humas').id, at: new Date(first.getTime() + 9 * 60_000), what: 'Kontak pelapor' },
      { person: user('callcenter').id, at: clock.now(), what: 'Kontak pelapor' },
    ])
  })

  test('is logged too when a refused form or a conflict shows the page', async () => {
    const number = await recordComplaint(app)
    expect((await press(app, 'callcenter', number, 'explain', {})).status).toBe(422)
    expect((await (await signIn('admin.humas')).post(`/aduan/${number}/teruskan`).send('versi=7')).status).toBe(409)
    expect((await accesses(number)).map(({ person }) => person)).toEqual([user('callcenter').id, user('admin.humas').id])
  })

  test('is not logged where it is masked, where there is none, and where nothing was shown', async () => {
    const number = await complaintIn(app, 'CLOSED')
    for (const who of ['direktur', 'teknik.2'] as const) await look(who, number)
    await (await signIn('staf.wilayah4')).get(`/aduan/${number}`).expect(404)
    expect((await press(app, 'kabag.humas', number, 'amend', {})).status).toBe(403)
    expect(await accesses(number)).toEqual([])
    const unreachable = await recordComplaint(app, { telepon: '', cara_dihubungi: 'NONE' })
    await look('callcenter', unreachable)
    expect(await accesses(unreachable)).toEqual([])
  })

  test('can be read at /pengaturan/akses by DEPARTMENT_HEAD and SECTION_HEAD only', async () => {
    const number = await complaintIn(app, 'ESCALATED')
    await act(app, number, 'staf.wilayah2', 'assign', { petugas: [String(user('teknik.2').id)] })
    clock.advance(1)
    await look('teknik.2', number)
    for (const who of ['kabag.humas', 'kasie.hula'] as const) {
      const $ = load((await (await signIn(who)).get('/pengaturan/akses').expect(200)).text)
      const row = $('tbody tr').first()
      expect(row.text()).toContain(user('teknik.2').name)
      expect(row.text()).toContain('Kontak pelapor')
      expect(row.find('a').attr('href')).toBe(`/aduan/${number}`)
    }
    for (const who of ['admin.humas', 'callcenter', 'teknik.2', 'staf.wilayah2', 'quick.response', 'direktur', 'sistem'] as const)
      await (await signIn(who)).get('/pengaturan/akses').expect(403)
  })

  test('is paged by key, a hundred a page, the latest first, none twice and none left out', async () => {
    await recordComplaint(app)
    const id = (await db.sql<{ id: number }>('SELECT max(id) AS id FROM complaints'))[0]?.id
    await db.sql(
      `INSERT INTO access_log (at, person_id, complaint_id, what) SELECT $1, $2, $3, 'Uji ' || n FROM generate_series(1, 230) n`,
      [clock.now(), user('teknik.3').id, id],
    )
    const agent = await signIn('kabag.humas')
    const read: string[] = []
    for (let href: string | undefined = '/pengaturan/akses'; href && read.length < 500; ) {
      const $ = load((await agent.get(href).expect(200)).text)
      const rows = $('tbody tr').toArray()
      expect(rows.length).toBeLessThanOrEqual(100)
      read.push(...rows.flatMap((row) => /Uji \d+/.exec($(row).text()) ?? []))
      href = $('a[href*="sebelum="]').attr('href')
    }
    expect(read).toEqual(Array.from({ length: 230 }, (_, index) => `Uji ${230 - index}`))
  })
})
