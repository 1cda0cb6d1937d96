import { load } from 'cheerio'
import type request from 'supertest'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { createPasswordLink } from '../../src/people/links.ts'
import { browserOf, PASSWORD, startApp } from '../support/app.ts'

const { app, db, clock, user, close } = await startApp({ env: { trustProxy: 1 } })
afterAll(close)

const FRESH = 'hujan turun di Losari'
type Browser = Awaited<ReturnType<typeof enter>>

/** A new browser of a person who has signed in. */
async function enter(username: Username, password = PASSWORD, userAgent = '') {
  const browser = browserOf(app).set('User-Agent', userAgent)
  await browser.post('/masuk').type('form').send({ username, password }).expect(303)
  return browser
}
const change = (browser: Browser, sekarang: string, baru = FRESH, ulangi = baru) =>
  browser.post('/akun/kata-sandi').type('form').send({ sekarang, baru, ulangi })
const tryPassword = (username: string, password: string) =>
  browserOf(app).post('/masuk').type('form').send({ username, password })
const changesOf = (username: Username) =>
  db.prisma.auditEntry.findMany({ where: { subjectId: user(username).id }, orderBy: { id: 'asc' } })
const cookieOf = (response: request.Response) => response.headers['set-cookie']?.[0]

test('another password ends the other sessions and links, and this browser goes on under a new session', async () => {
  const [here, elsewhere] = [await enter('admin.humas'), await enter('admin.humas')]
  const token = await createPasswordLink(db, clock, user('admin.humas').id)
  const response = await change(here, PASSWORD).expect(303)
  expect(cookieOf(response)).toMatch(/^tanggap=/)
  expect((await here.get(response.headers.location ?? '').expect(200)).text).toContain('Kata sandi diganti')
  await elsewhere.get('/akun').expect(303)
  await browserOf(app).get(`/kata-sandi/${token}`).expect(404)
  await tryPassword('admin.humas', PASSWORD).expect(422)
  await tryPassword('admin.humas', FRESH).expect(303)
  const { id } = user('admin.humas')
  expect(await changesOf('admin.humas')).toMatchObject([{ action: 'passwordChanged', actorId: id, subjectId: id, details: {} }])
})

test('a session begun with the old password while it changed is not let in', async () => {
  const [here, elsewhere] = [await enter('callcenter'), await enter('callcenter')]
  const rows = await db.sql<{ sid: string; sess: object; expire: Date }>(
    'SELECT sid, sess, expire FROM web.session WHERE person_id = $1',
    [user('callcenter').id],
  )
  await change(here, PASSWORD).expect(303)
  for (const { sid, sess, expire } of rows) {
    await db.sql('INSERT INTO web.session (sid, sess, expire) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [sid, sess, expire])
  }
  await elsewhere.get('/akun').expect(303)
  await here.get('/akun').expect(200)
})

test.each([
  ['bukan kata sandinya', FRESH, FRESH, 'Kata sandi sekarang salah.'],
  [PASSWORD, 'pendek', 'pendek', 'Kata sandi paling sedikit 10 karakter.'],
  [PASSWORD, 'kasie.hula', 'kasie.hula', 'Kata sandi tidak boleh sama dengan nama pengguna.'],
  [PASSWORD, FRESH, 'hujan turun di Bira', 'Kedua kata sandi baru belum sama.'],
])('%s, %s, %s: nothing changes', async (sekarang, baru, ulangi, message) => {
  const browser = await enter('kasie.hula')
  const page = await change(browser, sekarang, baru, ulangi).expect(422)
  expect(page.text).toContain(message)
  for (const typed of [sekarang, baru, ulangi]) expect(page.text).not.toContain(`value="${typed}"`)
  await tryPassword('kasie.hula', PASSWORD).expect(303)
  expect(await changesOf('kasie.hula')).toEqual([])
})

test('the present password cannot be guessed without end', async () => {
  const browser = await enter('kabag.humas')
  for (let n = 0; n < 10; n++) await change(browser, `salah ke-${n} kali`).expect(422)
  const page = await change(browser, PASSWORD).expect(422)
  expect(page.text).toContain('Terlalu banyak percobaan yang gagal')
  await browser.get('/akun').expect(200)
})

test('own sessions are listed with browser, address and times, and are ended one by one', async () => {
  const phone = await enter('teknik.1', PASSWORD, 'Mozilla/5.0 (Linux; Android 14) Chrome/150.0 Mobile Safari/537.36')
  clock.advance(20)
  const desk = browserOf(app).set({ 'X-Forwarded-For': '10.7.7.7', 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' })
  await desk.post('/masuk').type('form').send({ username: 'teknik.1', password: PASSWORD }).expect(303)
  const page = await desk.get('/akun').expect(200)
  const $ = load(page.text)
  const rows = $('tbody tr')
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
  expect(rows[0]).toBe('Firefox di Windows 10.7.7.7 peramban ini, sedang dipakai masuk baru saja')
  expect(rows[1]).toMatch(/^Chrome di Android \S+ 20 mnt lalu masuk 20 mnt lalu Akhiri$/)
  const [{ sid } = { sid: '' }] = await db.sql<{ sid: string }>('SELECT sid FROM web.session WHERE person_id = $1', [
    user('teknik.1').id,
  ])
  expect(page.text).not.toContain(sid)
  const path = String($('tbody form').attr('action'))
  await desk.post(path).expect(303)
  await phone.get('/akun').expect(303)
  await desk.get('/akun').expect(200)
  await desk.post(path).expect(404)
  expect((await changesOf('teknik.1')).map(({ action }) => action)).toEqual(['sessionEnded'])
})

test('sessions of others cannot be ended', async () => {
  const victim = await enter('direktur')
  const path = await keyOf(await enter('direktur'))
  await (await enter('teknik.2')).post(path).expect(404)
  await victim.get('/akun').expect(200)
  expect(await changesOf('direktur')).toEqual([])
})

async function keyOf(browser: Browser): Promise<string> {
  return String(load((await browser.get('/akun')).text)('tbody form').attr('action'))
}

test('own phone and e-mail are changed, name and roles are not', async () => {
  const browser = await enter('staf.wilayah1')
  const before = await db.prisma.person.findUnique({ where: { id: user('staf.wilayah1').id } })
  const versi = String(load((await browser.get('/akun')).text)('input[name=versi]').val())
  const body = { telepon: '+62 811-4000-777', surel: '', versi, nama: 'Nama Lain', username: 'sistem', peran: 'SYSTEM_ADMIN' }
  await browser.post('/akun').type('form').send(body).expect(303)
  const after = await db.prisma.person.findUnique({ where: { id: user('staf.wilayah1').id } })
  expect(after).toEqual({ ...before, phone: body.telepon, email: null })
  expect((await changesOf('staf.wilayah1')).map(({ details }) => details)).toEqual([{ fields: ['phone', 'email'] }])
})

test('own data that an administrator changed meanwhile are not overwritten', async () => {
  const browser = await enter('staf.wilayah2')
  await db.prisma.auditEntry.create({
    data: {
      at: clock.now(),
      actorId: user('sistem').id,
      subjectId: user('staf.wilayah2').id,
      action: 'changed',
      details: { fields: ['phone'] },
    },
  })
  const page = await browser.post('/akun').type('form').send({ telepon: '0811999888', surel: '', versi: '0' }).expect(409)
  expect(load(page.text)('input[name=telepon]').val()).toBe('0811999888')
})
