// The bell: its count, its list, what reading does; and the ways that a person chooses.
import { load } from 'cheerio'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const page = async (who: Username, path: string) => load((await (await app.signIn(who)).get(path).expect(200)).text)
const rung = async (who: Username, path = '/aduan') => (await page(who, path))('[data-bell] b:not([hidden])').text()
const listed = async (who: Username) => {
  const $ = await page(who, '/pemberitahuan')
  return $('.notices li')
    .toArray()
    .map((item) => ({ text: $(item).find('div').text().replace(/\s+/g, ' ').trim(), unread: $(item).hasClass('unread') }))
}
const escalated = () => complaintIn(app, 'ESCALATED')

describe('the bell', () => {
  test('counts what is unread, lists it in words, and opening the complaint reads it', async () => {
    expect(await rung('staf.wilayah2')).toBe('')
    const [first, second] = [await escalated(), await escalated()]
    expect(await rung('staf.wilayah2')).toBe('2')
    expect(await listed('staf.wilayah2')).toEqual([
      {
        text: expect.stringMatching(new RegExp(`${second} .*Nurhayati Daeng Ratu meneruskan aduan ke Wilayah Pelayanan II`)),
        unread: true,
      },
      { text: expect.stringContaining(first), unread: true },
    ])
    expect(await rung('staf.wilayah2', `/aduan/${second}`)).toBe('1')
    expect((await listed('staf.wilayah2')).map(({ unread }) => unread)).toEqual([false, true])
  })

  test('is silent for who did it, and for other units', async () => {
    await escalated()
    for (const who of ['admin.humas', 'staf.wilayah3', 'direktur'] as const) expect(await rung(who)).toBe('')
  })

  test('all is read by one button, of oneself alone', async () => {
    const number = await escalated()
    await act(app, number, 'staf.wilayah2', 'assign', bodyOf('assign', app))
    const agent = await app.signIn('staf.wilayah2')
    const shown = (await page('staf.wilayah2', '/pemberitahuan'))('[name=sampai]').val()
    await escalated() // comes after the page was made
    await agent.post('/pemberitahuan/dibaca').type('form').send({ sampai: shown }).expect(303)
    expect(await rung('staf.wilayah2')).toBe('1')
    await agent.post('/pemberitahuan/dibaca').type('form').send({ sampai: '999999' }).expect(303)
    expect(await rung('staf.wilayah2')).toBe('')
    expect(await rung('teknik.2')).toBe('1')
  })

  test('tells nothing of what its person may no longer see', async () => {
    const number = await complaintIn(app, 'RECEIVED', { prioritas: 'URGENT' })
    await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
    expect(await rung('quick.response')).toBe('1')
    await act(app, number, 'staf.wilayah2', 'return', bodyOf('return', app))
    await act(app, number, 'admin.humas', 'dismiss', bodyOf('dismiss', app))
    expect(await rung('quick.response')).toBe('')
    expect(await listed('quick.response')).toEqual([])
  })

  test('its list goes on by pages', async () => {
    const number = await escalated()
    await app.db.transaction((sql) =>
      sql(
        `INSERT INTO notices (person_id, complaint_id, event_sequence, kind, at)
         SELECT n.person_id, n.complaint_id, 1000 + i, n.kind, n.at FROM notices n, generate_series(1, 60) i`,
      ),
    )
    await app.db.sql(
      `INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, payload)
       SELECT complaint_id, 1000 + i, 'noted', at, at, 'SYSTEM', '{"forComplainant": false}' FROM events, generate_series(1, 60) i WHERE type = 'escalated'`,
    )
    const $ = await page('staf.wilayah2', '/pemberitahuan')
    expect($('.notices li')).toHaveLength(50)
    const next = await page('staf.wilayah2', $('a[rel=next]').attr('href') ?? '')
    expect(next('.notices li')).toHaveLength(11)
    expect(next('.notices').text()).toContain(number)
  })

  test('a system administrator, who sees no complaint, has none', async () => {
    const agent = await app.signIn('sistem')
    await agent.get('/pemberitahuan').expect(403)
    expect((await page('sistem', '/pengaturan/orang'))('[data-bell]')).toHaveLength(0)
  })
})

describe('the ways that a person chooses', () => {
  const choose = async (body: object) => (await app.signIn('staf.wilayah2')).post('/akun/pemberitahuan').type('form').send(body)
  const messages = () =>
    app.db.sql<{ way: string; nextTryAt: Date | null }>(
      'SELECT way, next_try_at AS "nextTryAt" FROM messages WHERE person_id = $1 ORDER BY id',
      [app.user('staf.wilayah2').id],
    )
  /** Master data is kept for a few seconds; the decision is given what it holds now. */
  const escalateNow = async () => {
    const { readMasterData } = await import('../../src/settings/store.ts')
    const fresh = { ...app, master: await readMasterData(app.db.sql, app.clock.now()) }
    const number = await recordComplaint(fresh)
    await act(fresh, number, 'admin.humas', 'escalate', bodyOf('escalate', fresh))
  }

  test('mail for work comes of itself', async () => {
    await escalateNow()
    expect(await messages()).toEqual([{ way: 'EMAIL', nextTryAt: null }])
  })

  test('are kept, shown again and followed, quiet hours too', async () => {
    app.clock.set('2026-11-24T22:30:00+08:00')
    expect((await choose({ gerbang: ['WORK', 'OVERDUE'], tenang_dari: '22:00', tenang_sampai: '6.00' })).status).toBe(303)
    const $ = await page('staf.wilayah2', '/akun/pemberitahuan')
    expect($('[name=surel]:checked')).toHaveLength(0)
    expect(
      $('[name=gerbang]:checked')
        .toArray()
        .map((box) => $(box).val()),
    ).toEqual(['WORK', 'OVERDUE'])
    expect([$('[name=tenang_dari]').val(), $('[name=tenang_sampai]').val()]).toEqual(['22.00', '06.00'])
    await escalateNow()
    expect(await messages()).toEqual([{ way: 'GATEWAY', nextTryAt: new Date('2026-11-25T06:00:00+08:00') }])
    expect(await rung('staf.wilayah2')).toBe('1') // the bell knows no quiet hours
  })

  test.each([
    [{ tenang_dari: '25.00', tenang_sampai: '06.00' }, 'tenang_dari'],
    [{ tenang_dari: '22.00' }, 'tenang_sampai'],
    [{ tenang_sampai: '22.00' }, 'tenang_dari'],
    [{ tenang_dari: '22.00', tenang_sampai: '22.00' }, 'tenang_sampai'],
    [{ surel: ['WORK', 'LAIN'] }, 'surel'],
  ])('bad input is told beside the field and stores nothing: %o', async (body, field) => {
    const answer = await choose(body)
    expect(answer.status).toBe(422)
    expect(load(answer.text)(`#f-${field}-salah`)).toHaveLength(1)
    expect(await app.db.sql('SELECT FROM notice_preferences')).toEqual([])
  })
})
