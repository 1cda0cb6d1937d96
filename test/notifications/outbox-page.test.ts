import { load } from 'cheerio'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { deliver } from '../../src/notifications/deliver.ts'
import { masked } from '../../src/notifications/masking.ts'
import { claim, giveUp, markFailed, markSent, write } from '../../src/notifications/outbox-store.ts'
import { closePost, openPost } from '../../src/notifications/post.ts'
import { DAY, HOUR, MINUTE } from '../../src/time.ts'
import { atOnce } from '../settings/at-once.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { openMailbox } from './receiving.ts'

const HOME = '/pengaturan/kotak-keluar'
const TO = 'daeng.baji@surel.example'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const get = async (path = '', who: Username = 'kasie.hula') => (await app.signIn(who)).get(HOME + path)
const text = async (path = '', who: Username = 'kasie.hula') =>
  load((await get(path, who)).text)('main')
    .text()
    .replace(/\s+/g, ' ')
const press = async (path: string, who: Username = 'kasie.hula') => (await app.signIn(who)).post(`${HOME}${path}/kirim-lagi`)
const now = () => app.clock.now()
const later = (ms: number) => new Date(now().getTime() + ms)

type Row = {
  id: number
  state: string
  tries: number
  key: string
  nextTryAt: Date | null
  giveUpAt: Date | null
  recipient: string | null
}
const messages = () =>
  app.db.sql<Row>(
    `SELECT id, state, tries, key, next_try_at AS "nextTryAt", give_up_at AS "giveUpAt", recipient FROM messages WHERE way = 'EMAIL' ORDER BY id`,
  )
const only = async (): Promise<Row> => (await messages())[0] as Row
const entries = () =>
  app.db.sql<{ action: string; details: object }>(
    `SELECT action, details FROM audit_entries WHERE action LIKE 'message%' ORDER BY id`,
  )

const byMail = { cara_dihubungi: 'EMAIL', akun: TO }
const inOutbox = () => recordComplaint(app, byMail)

/** As if it had been tried and did not go. */
async function tried(fault = 'Ditolak.'): Promise<number> {
  const [one] = await claim(app.db, ['EMAIL'], now())
  if (!one) throw new Error('Nothing to try')
  await write(app.db, one.id, { subject: 'Judul', body: 'Isi yang sudah ditulis' }, TO)
  await markFailed(app.db, one, fault, now())
  return one.id
}
async function givenUp(): Promise<number> {
  const id = await tried()
  await giveUp(app.db, id, 'Ditolak.', now())
  return id
}

describe('who sees what', () => {
  test('the administrator sees how sending goes, and nothing of the complaint', async () => {
    const number = await inOutbox()
    const { id } = await only()
    for (const path of ['', `/${id}`]) {
      const page = await get(path, 'sistem')
      expect(page.status).toBe(200)
      expect(load(page.text)('main').text()).toContain('d•••@surel.example')
      for (const secret of [number, TO, 'Daeng Baji', 'Pipa dinas', 'Yth.', 'Aduan Anda tercatat'])
        expect(page.text).not.toContain(secret)
    }
    expect(await text(`/${id}`, 'sistem')).toContain('hanya ditampilkan kepada orang yang boleh melihat aduannya')
    await tried()
    expect((await get(`/${id}`, 'sistem')).text).not.toContain('Isi yang sudah ditulis')
  })

  test('who may see the complaint reads all, before it is written as it would be, and the look is logged', async () => {
    const number = await inOutbox()
    const { id } = await only()
    expect(await text('')).toMatch(new RegExp(`Nomor aduan ${number}.*d•••@surel.example Surel`))
    const logged = () => app.db.sql<{ personId: number }>('SELECT person_id AS "personId" FROM access_log')
    expect(await logged()).toEqual([])
    const before = await text(`/${id}`)
    expect(before).toContain(`Akan dikirim Aduan Anda tercatat dengan nomor ${number} Yth. Daeng Baji`)
    expect(before).toContain(TO)
    expect(before).not.toMatch(/[{}]/)
    expect(await logged()).toEqual([{ personId: app.user('kasie.hula').id }])
    await tried()
    expect(await text(`/${id}`, 'kabag.humas')).toContain('Isi Judul Isi yang sudah ditulis')
  })

  test('what goes through a gateway has no title', async () => {
    await recordComplaint(app, { cara_dihubungi: 'WHATSAPP' })
    const [{ id } = { id: 0 }] = await app.db.sql<{ id: number }>(`SELECT id FROM messages WHERE way = 'GATEWAY'`)
    expect(await text(`/${id}`)).toContain('Akan dikirim Yth. Daeng Baji')
  })

  test('a message to somebody of the house names them, to who sees the complaint', async () => {
    const number = await recordComplaint(app)
    await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
    const { name } = app.user('staf.wilayah2')
    expect(await text()).toContain(`${name} s•••@tanggap.example`)
    expect(await text('', 'sistem')).not.toContain(name)
    expect(await app.db.sql('SELECT FROM access_log')).toEqual([])
  })

  test.each(['/0', '/999999', '/abc', '/1e3'])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
    expect((await press(path)).status).toBe(404)
  })

  test.each(['admin.humas', 'callcenter', 'direktur', 'staf.wilayah2', 'teknik.2'] as const)('%s may not', async (who) => {
    await inOutbox()
    const { id } = await only()
    for (const path of ['', `/${id}`]) expect((await get(path, who)).status).toBe(403)
    for (const path of ['', `/${id}`]) expect((await press(path, who)).status).toBe(403)
    expect(await only()).toMatchObject({ state: 'WAITING', tries: 0 })
  })
})

test.each([
  ['daeng.baji@surel.example', 'EMAIL', 'd•••@surel.example'],
  ['a@b.id', 'EMAIL', 'a•••@b.id'],
  ['6281234567890', 'GATEWAY', '•••890'],
] as const)('%s is shown as %s', (to, way, shown) => expect(masked(to, way)).toBe(shown))

describe('the list', () => {
  test('says how sending stands, and what is not set up', async () => {
    await inOutbox()
    await inOutbox()
    await givenUp()
    app.clock.advance(12)
    const page = await text()
    expect(page).toContain('1 menunggu, yang terlama ditulis 12 mnt lalu. 1 tidak terkirim dalam 7 hari terakhir.')
    expect(page).toContain('Pengiriman surel belum diatur; surel disimpan di sini dan tidak dikirim.')
    expect(page).not.toMatch(/SMTP|WEBHOOK/)
    app.clock.advance((8 * DAY) / MINUTE)
    expect(await text()).toContain('0 tidak terkirim')
  })

  test('says nothing of what is set up', async () => {
    const env = { smtp: { url: 'smtp://rahasia', from: 'a@b.id' }, webhook: { url: 'https://c.id', key: 'kunci' } }
    const other = await startApp({ env })
    const page = (await (await other.signIn('sistem')).get(HOME)).text
    expect(page).not.toMatch(/belum diatur|rahasia|kunci/)
    await other.close()
  })

  test('says of the next minute that it is near, and of what is later when', async () => {
    const other = await startApp({ env: { smtp: { url: 'smtp://rahasia', from: 'a@b.id' } } })
    await recordComplaint(other, byMail)
    for (const [wait, words] of [
      [50_000, 'dicoba lagi sebentar lagi · 1 kali dicoba'],
      [10 * MINUTE, 'dicoba lagi Sel 24 Nov'],
    ] as const) {
      const next = new Date(other.clock.now().getTime() + wait)
      await other.db.sql(`UPDATE messages SET tries = 1, fault = 'Ditolak.', next_try_at = $1`, [next])
      expect(load((await (await other.signIn('sistem')).get(HOME)).text)('.sending').text()).toContain(words)
    }
    await other.close()
  })

  test('is narrowed by state and way, kept in the address, and read page by page, each once', async () => {
    const number = await inOutbox()
    await recordComplaint(app, { cara_dihubungi: 'WHATSAPP' })
    const sent = await tried()
    await markSent(app.db, sent, now())
    await app.db.sql(
      `INSERT INTO messages (key, way, template, complaint_id, event_sequence, created_at)
       SELECT gen_random_uuid(), way, template, complaint_id, event_sequence, created_at FROM messages, generate_series(1, 60) WHERE way = 'GATEWAY'`,
    )
    const idsOf = async (path: string) => {
      const $ = load((await get(path)).text)
      const ids = $('.messages td:first-child > a')
        .toArray()
        .map((link) => Number($(link).attr('href')?.split('/').at(-1)))
      return { ids, next: $('a[rel=next]').attr('href')?.replace(HOME, '') }
    }
    expect((await idsOf('?keadaan=SENT')).ids).toEqual([sent])
    expect((await idsOf('?keadaan=SENT&cara=GATEWAY')).ids).toEqual([])
    const first = await idsOf('?keadaan=WAITING&cara=GATEWAY')
    expect(first.next).toContain('keadaan=WAITING&cara=GATEWAY&sebelum=')
    const second = await idsOf(first.next ?? '')
    const all = [...first.ids, ...second.ids]
    expect([first.ids.length, second.ids.length, new Set(all).size]).toEqual([50, 11, 61])
    expect(all).toEqual(all.toSorted((a, b) => b - a))
    const $ = load((await get('?keadaan=SENT')).text)
    expect($('.chips [aria-current]').text()).toBe('Terkirim')
    expect($('.chips [aria-current]').attr('href')).toBe(HOME)
    expect($('main').text()).toContain(number)
  })

  test.each(['?keadaan=LAIN', '?keadaan=toString', '?cara=EMAIL&cara=GATEWAY', '?sebelum=-1', "?sebelum=1'"])(
    '%s shows all',
    async (query) => {
      await inOutbox()
      const page = await get(query)
      expect([page.status, load(page.text)('.messages tbody tr').length]).toEqual([200, 1])
    },
  )
})

describe('Kirim lagi', () => {
  test('what was given up waits anew for a day under the same key, with a line in the trail', async () => {
    await inOutbox()
    const id = await givenUp()
    const { key } = await only()
    app.clock.advance(60)
    const { status, headers } = await press(`/${id}`)
    expect([status, headers.location]).toEqual([303, `${HOME}/${id}?kabar=lagi`])
    expect(await only()).toEqual({ id, key, state: 'WAITING', tries: 0, nextTryAt: null, giveUpAt: later(DAY), recipient: TO })
    expect(await entries()).toEqual([{ action: 'messageResent', details: { id, template: 'numbered' } }])
    const trail = load((await (await app.signIn('sistem')).get('/pengaturan/jejak')).text)('main').text()
    expect(trail).toContain(`${app.user('kasie.hula').name} mengirim lagi pesan Nomor aduan.`)
  })

  test('the administrator may too', async () => {
    await inOutbox()
    expect((await press(`/${await givenUp()}`, 'sistem')).status).toBe(303)
  })

  test('what waits for its next try is due at once', async () => {
    await inOutbox()
    const id = await tried()
    expect((await only()).nextTryAt).not.toBeNull()
    expect(await text(`/${id}`)).toContain('Kirim sekarang')
    expect((await press(`/${id}`)).status).toBe(303)
    expect((await claim(app.db, ['EMAIL'], now())).map((one) => [one.id, one.body])).toEqual([[id, 'Isi yang sudah ditulis']])
  })

  test('wakes whoever sends, at the commit', async () => {
    await inOutbox()
    const id = await givenUp()
    await expect.poll(() => app.feed.isLive()).toBe(true)
    const heard: unknown[] = []
    app.feed.subscribe((...told) => heard.push(told[0]))
    await press(`/${id}`)
    await expect.poll(() => JSON.stringify(heard)).toContain('[0]')
  })

  test('a receiver that had taken it knows it again', async () => {
    const box = await openMailbox((attempt) => (attempt === 1 ? 'take and drop' : 'take'))
    const post = openPost({ smtp: { url: box.url, from: 'aduan@tanggap.example' }, webhook: null })
    await inOutbox()
    const { id } = await only()
    const send = () => deliver({ db: app.db, post, baseUrl: app.env.baseUrl }, now())
    await send()
    await giveUp(app.db, id, 'Ditolak.', now())
    await send()
    expect(box.mails).toHaveLength(1)
    await press(`/${id}`)
    await send()
    closePost(post)
    await box.close()
    expect(box.mails.map(({ messageId, text }) => [messageId, text])).toEqual(
      Array(2).fill([box.mails[0]?.messageId, box.mails[0]?.text]),
    )
    expect(await only()).toMatchObject({ state: 'SENT', tries: 1 })
  })

  test('it goes to the address as it is by now', async () => {
    await inOutbox()
    const id = await givenUp()
    await app.db.sql(`UPDATE complainants SET account = 'baru@surel.example'`)
    await press(`/${id}`)
    expect((await only()).recipient).toBe('baru@surel.example')
  })

  test('not without an address', async () => {
    await inOutbox()
    const id = await givenUp()
    await app.db.sql(`UPDATE complainants SET contact_way = 'NONE'`)
    const { status, text: said } = await press(`/${id}`)
    expect([status, said.includes('Alamat untuk cara ini tidak ada lagi')]).toEqual([409, true])
    expect(await only()).toMatchObject({ state: 'GIVEN_UP' })
    expect(await entries()).toEqual([])
  })

  test('not while it is sent, not after it was, not when it is due anyway', async () => {
    await inOutbox()
    const { id } = await only()
    expect((await press(`/${id}`)).status).toBe(409)
    await tried()
    app.clock.advance(1)
    await claim(app.db, ['EMAIL'], now())
    expect((await press(`/${id}`)).text).toContain('sedang dikirim')
    expect(await only()).toMatchObject({ tries: 2, nextTryAt: later(10 * MINUTE) })
    await markSent(app.db, id, now())
    expect((await press(`/${id}`)).text).toContain('sudah terkirim')
    expect(load((await get(`/${id}`)).text)('main form').length).toBe(0)
    expect(await entries()).toEqual([])
  })

  test('one whose sender died can be sent again after its claim', async () => {
    await inOutbox()
    const [one] = await claim(app.db, ['EMAIL'], now())
    app.clock.advance(11)
    expect((await claim(app.db, ['EMAIL'], now())).map(({ id }) => id)).toEqual([one?.id])
  })

  test('two who press at once do it once', async () => {
    await inOutbox()
    const id = await givenUp()
    await Promise.all([app.signIn('kasie.hula'), app.signIn('sistem')])
    const answers = await atOnce(app.db, [() => press(`/${id}`), () => press(`/${id}`, 'sistem')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await entries()).toHaveLength(1)
  })

  test('all of the last week at once, older ones and those without an address stay', async () => {
    await inOutbox()
    await givenUp()
    app.clock.advance((8 * DAY) / MINUTE)
    for (let index = 0; index < 3; index++) {
      await inOutbox()
      await givenUp()
    }
    await app.db.sql(
      `UPDATE complainants SET contact_way = 'NONE' WHERE complaint_id = (SELECT complaint_id FROM messages ORDER BY id DESC LIMIT 1)`,
    )
    expect(await text()).toContain('Kirim lagi semua 3 yang tidak terkirim')
    const { headers } = await press('')
    expect((await messages()).map(({ state }) => state)).toEqual(['GIVEN_UP', 'WAITING', 'WAITING', 'GIVEN_UP'])
    expect(await entries()).toEqual([{ action: 'messagesResent', details: { count: 2 } }])
    const news = await text(headers.location?.replace(HOME, ''))
    expect(news).toContain('2 pesan segera dikirim lagi. 1 pesan tetap tidak terkirim karena alamatnya tidak ada lagi.')
  })

  test('many that have no address do not stand before one that has', async () => {
    await recordComplaint(app, { tidak_bersedia: 'ya' })
    await app.db.sql(
      `INSERT INTO messages (key, way, template, complaint_id, event_sequence, created_at, state, ended_at)
       SELECT gen_random_uuid(), 'EMAIL', 'numbered', id, 1, $1, 'GIVEN_UP', $1 FROM complaints, generate_series(1, 1200)`,
      [now()],
    )
    await inOutbox()
    const id = await givenUp()
    expect((await press('')).headers.location).toBe(`${HOME}?lagi=1&tetap=1200`)
    expect((await messages()).find((one) => one.id === id)).toMatchObject({ state: 'WAITING' })
  })

  test('two who press for all at once do it once', async () => {
    await inOutbox()
    await givenUp()
    await Promise.all([app.signIn('kasie.hula'), app.signIn('sistem')])
    const answers = await atOnce(app.db, [() => press(''), () => press('', 'sistem')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await entries()).toHaveLength(1)
  })

  test('given up once more after its day, it can be sent once more', async () => {
    await inOutbox()
    const id = await givenUp()
    await press(`/${id}`)
    const [again] = await claim(app.db, ['EMAIL'], later(MINUTE))
    await markFailed(app.db, again as NonNullable<typeof again>, 'Ditolak.', later(DAY + HOUR))
    expect(await only()).toMatchObject({ state: 'GIVEN_UP', tries: 1 })
    expect((await press(`/${id}`)).status).toBe(303)
  })
})
