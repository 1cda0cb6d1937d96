import { load } from 'cheerio'
import request from 'supertest'
import { afterAll, describe, expect, test } from 'vitest'
import { HOUR } from '../../src/time.ts'
import { browserOf, PASSWORD, startApp } from '../support/app.ts'
import { anotherInstance } from './instance.ts'

const own = await startApp()
const { app, db, clock, close } = own
afterAll(close)

const visitor = () => browserOf(app)
const enter = (username: string, password: string, ke?: string) =>
  visitor()
    .post('/masuk')
    .type('form')
    .send({ username, password, ...(ke && { ke }) })
/** A new browser of a person who has signed in. */
async function signIn(username: string) {
  const browser = visitor()
  await browser.post('/masuk').type('form').send({ username, password: PASSWORD }).expect(303)
  return browser
}
const cookieOf = (response: request.Response) => String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
const storedSessions = () => db.sql('SELECT sid FROM web.session')

test('the page asks for a user name and a password', async () => {
  const $ = load((await visitor().get('/masuk').expect(200)).text)
  expect(
    $('label')
      .toArray()
      .map((label) => $(label).text()),
  ).toEqual(['Nama pengguna', 'Kata sandi'])
  expect($('form button').text()).toBe('Masuk')
  expect(
    $('form input')
      .toArray()
      .map((input) => $(input).attr('autocomplete')),
  ).toEqual(['username', 'current-password'])
})

describe('each role lands on the page of its work', () => {
  test.each(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'staf.wilayah1', 'direktur'])('%s', async (username) => {
    const response = await enter(username, PASSWORD).expect(303)
    expect(response.headers.location).toBe('/aduan')
  })

  test.each(['quick.response', 'teknik.1'])('%s', async (username) => {
    const response = await enter(username, PASSWORD).expect(303)
    expect(response.headers.location).toBe('/saya')
  })

  test('sistem', async () => {
    const response = await enter('sistem', PASSWORD).expect(303)
    expect(response.headers.location).toBe('/pengaturan/orang')
  })
})

test('a user name in capitals is the same name', async () => {
  await enter(' Admin.Humas ', PASSWORD).expect(303)
})

test('a wrong password, an unknown name, a disabled person and one without a password read alike', async () => {
  await db.prisma.person.update({ where: { username: 'teknik.4' }, data: { disabledAt: clock.now() } })
  await db.prisma.person.update({ where: { username: 'teknik.5' }, data: { passwordHash: null } })
  const tries = [
    ['teknik.3', 'bukan kata sandinya'],
    ['tidak.ada', PASSWORD],
    ['teknik.4', PASSWORD],
    ['teknik.5', PASSWORD],
  ] as const
  const pages = await Promise.all(tries.map(([username, password]) => enter(username, password).expect(422)))
  const texts = pages.map(({ text }, index) => text.replaceAll(tries[index]?.[0] ?? '', 'NAMA'))
  expect(texts[0]).toContain('Nama pengguna atau kata sandi salah.')
  expect(new Set(texts).size).toBe(1)
  expect(pages.map(cookieOf)).toEqual(['', '', '', ''])
})

test('a password that was typed is never sent back', async () => {
  const { text } = await enter('teknik.3', 'rahasia yang salah').expect(422)
  expect(text).not.toContain('rahasia yang salah')
})

test('signing in again begins another session and ends the one before', async () => {
  const agent = visitor()
  const fields = { username: 'teknik.1', password: PASSWORD }
  const first = cookieOf(await agent.post('/masuk').type('form').send(fields).expect(303))
  const second = cookieOf(await agent.post('/masuk').type('form').send(fields).expect(303))
  expect(second).not.toBe(first)
  await request(app).get('/akun').set('Cookie', second).expect(200)
  await request(app).get('/akun').set('Cookie', first).expect(303)
})

test('a session that somebody else chose is not taken over', async () => {
  const planted = 'tanggap=s%3Aplanted.AAAA'
  const response = await enter('teknik.1', PASSWORD).set('Cookie', planted).expect(303)
  expect(cookieOf(response)).not.toContain('planted')
})

test('signing out ends the session in the database too', async () => {
  const agent = visitor()
  const cookie = cookieOf(await agent.post('/masuk').type('form').send({ username: 'teknik.2', password: PASSWORD }))
  const before = (await storedSessions()).length
  const response = await agent.post('/keluar').expect(303)
  expect(response.headers.location).toBe('/masuk')
  expect((await storedSessions()).length).toBe(before - 1)
  await request(app).get('/akun').set('Cookie', cookie).expect(303)
})

test('the cookie is for us alone, and over TLS only for TLS', async () => {
  const plain = await enter('teknik.1', PASSWORD)
  expect(plain.headers['set-cookie']?.[0]).toMatch(/^tanggap=.+; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/)
  const behindTls = anotherInstance(own, { trustProxy: 1 })
  const secure = await request(behindTls)
    .post('/masuk')
    .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-Proto': 'https' })
    .type('form')
    .send({ username: 'teknik.1', password: PASSWORD })
  expect(secure.headers['set-cookie']?.[0]).toContain('; Secure')
})

test('a page view writes nothing; about once an hour the session is renewed for twelve more', async () => {
  await db.sql('DELETE FROM web.session')
  const agent = await signIn('kabag.humas')
  const soon = new Date(Date.now() + HOUR)
  await db.sql(`UPDATE web.session SET expire = $1, sess = jsonb_set(sess::jsonb, '{cookie,expires}', to_jsonb($2::text))`, [
    soon,
    soon.toISOString(),
  ])
  const row = async () => {
    const [stored] = await db.sql<{ written: string; seen: string; expire: Date }>(
      `SELECT xmin::text AS written, sess->>'seenAt' AS seen, expire FROM web.session`,
    )
    return stored
  }
  const begun = await row()
  clock.advance(59)
  const quiet = await agent.get('/akun').expect(200)
  expect([await row(), cookieOf(quiet)]).toEqual([begun, ''])
  clock.advance(2)
  const renewed = await agent.get('/akun').expect(200)
  expect(cookieOf(renewed)).toMatch(/^tanggap=/)
  const after = await row()
  expect(after?.seen).toBe(clock.now().toISOString())
  expect(Number(after?.expire) - Date.now()).toBeGreaterThan(11 * HOUR)
  clock.advance(-61)
})

test('a session that has run out is over', async () => {
  const agent = await signIn('quick.response')
  await db.sql('UPDATE web.session SET expire = $1', [new Date(Date.now() - HOUR)])
  await agent.get('/akun').expect(303)
})

describe('signed out', () => {
  test('a page leads to signing in and back', async () => {
    const response = await visitor().get('/pengaturan/orang?cari=rusdi').expect(303)
    expect(response.headers.location).toBe(`/masuk?ke=${encodeURIComponent('/pengaturan/orang?cari=rusdi')}`)
    const page = load((await visitor().get(response.headers.location ?? '')).text)
    const ke = String(page('input[name=ke]').val())
    const entered = await enter('sistem', PASSWORD, ke).expect(303)
    expect(entered.headers.location).toBe('/pengaturan/orang?cari=rusdi')
  })

  test('a form leads to signing in, a partial update says so in its place', async () => {
    const form = await visitor().post('/akun/kata-sandi').expect(303)
    expect(form.headers.location).toBe('/masuk')
    const part = await visitor().get('/akun').set('HX-Request', 'true').expect(401)
    expect(part.text).toContain('Anda sudah keluar')
  })

  test.each(['//evil.example', '/\\evil.example', '/.//evil.example', 'https://evil.example', '/\t/evil.example'])(
    'signing in never leads to %j',
    async (ke) => {
      const page = load(
        (
          await visitor()
            .get(`/masuk?ke=${encodeURIComponent(ke)}`)
            .expect(200)
        ).text,
      )
      expect(page('input[name=ke]').length).toBe(0)
      const response = await enter('teknik.1', PASSWORD, ke).expect(303)
      expect(response.headers.location).toBe('/saya')
      const agent = await signIn('teknik.1')
      const already = await agent.get(`/masuk?ke=${encodeURIComponent(ke)}`).expect(303)
      expect(already.headers.location).toBe('/saya')
    },
  )
})

describe('a person is read afresh on every request', () => {
  test('roles given or ended count at once', async () => {
    const agent = await signIn('direktur')
    await agent.get('/pengaturan/orang').expect(403)
    const person = await db.prisma.person.findUniqueOrThrow({ where: { username: 'direktur' }, include: { grants: true } })
    const grant = { personId: person.id, role: 'SYSTEM_ADMIN', unitId: person.grants[0]?.unitId ?? 0 } as const
    const { id } = await db.prisma.grant.create({ data: { ...grant, from: new Date(clock.now().getTime() + HOUR) } })
    await agent.get('/pengaturan/orang').expect(403)
    await db.prisma.grant.update({ where: { id }, data: { from: clock.now() } })
    await agent.get('/pengaturan/orang').expect(200)
    await db.prisma.grant.update({ where: { id }, data: { until: clock.now() } })
    await agent.get('/pengaturan/orang').expect(403)
  })

  test('one who was disabled, or has another password, is signed out', async () => {
    const agent = await signIn('staf.limbah')
    const where = { username: 'staf.limbah' }
    const { passwordHash } = await db.prisma.person.update({ where, data: { disabledAt: clock.now() } })
    await agent.get('/akun').expect(303)
    await db.prisma.person.update({ where, data: { disabledAt: null } })
    const again = await signIn('staf.limbah')
    await db.prisma.person.update({ where, data: { passwordHash: `${passwordHash}=` } })
    await again.get('/akun').expect(303)
  })
})

test('sign-in from another site is refused', async () => {
  await request(app)
    .post('/masuk')
    .set('Sec-Fetch-Site', 'cross-site')
    .type('form')
    .send({ username: 'teknik.1', password: PASSWORD })
    .expect(403)
})
