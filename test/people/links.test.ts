import request from 'supertest'
import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { createPasswordLink, firstAdminLink } from '../../src/people/links.ts'
import { takeAttempt } from '../../src/people/lockout.ts'
import { browserOf, PASSWORD, startApp } from '../support/app.ts'
import { freshDatabase } from '../support/cluster.ts'
import { anotherInstance } from './instance.ts'

const own = await startApp()
const { app, db, clock, env, signIn, close } = own
afterAll(close)

const FRESH = 'hujan turun di Losari'
const visitor = () => browserOf(app)
const use = (token: string, password = FRESH, again = password) =>
  visitor().post(`/kata-sandi/${token}`).type('form').send({ baru: password, ulangi: again })
const enter = (username: string, password: string) => visitor().post('/masuk').type('form').send({ username, password })
const personOf = (username: string) => db.prisma.person.findUniqueOrThrow({ where: { username } })
const linkFor = async (username: string) => createPasswordLink(db, clock, (await personOf(username)).id)

test('a link sets the password, once', async () => {
  const token = await linkFor('teknik.1')
  const page = await visitor().get(`/kata-sandi/${token}`).expect(200)
  expect(page.text).toContain('teknik.1')
  const response = await use(token).expect(303)
  expect((await visitor().get(response.headers.location ?? '')).text).toContain('Kata sandi tersimpan')
  await enter('teknik.1', PASSWORD).expect(422)
  await enter('teknik.1', FRESH).expect(303)
  await visitor().get(`/kata-sandi/${token}`).expect(404)
  await use(token, 'kata sandi yang lain').expect(404)
  await enter('teknik.1', FRESH).expect(303)
})

test('the database keeps no token', async () => {
  const token = await linkFor('teknik.2')
  expect(JSON.stringify(await db.sql('SELECT * FROM password_links'))).not.toContain(token)
})

test('used twice at once, it works once', async () => {
  const token = await linkFor('teknik.2')
  const answers = await Promise.all(
    ['angin barat laut', 'angin tenggara deras', 'angin selatan tenang'].map((typed) => use(token, typed)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  const { id } = await personOf('teknik.2')
  expect(await db.prisma.auditEntry.count({ where: { subjectId: id, action: 'passwordSet' } })).toBe(1)
})

test('it is over after 72 hours', async () => {
  const token = await linkFor('teknik.3')
  clock.advance(72 * 60 - 1)
  await visitor().get(`/kata-sandi/${token}`).expect(200)
  clock.advance(1)
  const page = await visitor().get(`/kata-sandi/${token}`).expect(404)
  expect(page.text).toContain('Mintalah tautan baru')
  await use(token).expect(404)
  await enter('teknik.3', PASSWORD).expect(303)
})

test('it ends every session, and what locked the name', async () => {
  const agent = await signIn('teknik.4')
  const attempt = { name: 'teknik.4', address: '::ffff:127.0.0.1' }
  for (let n = 0; n < 10; n++) await takeAttempt({ db, clock, secret: env.sessionSecret }, attempt)
  await enter('teknik.4', PASSWORD).expect(429)
  await use(await linkFor('teknik.4')).expect(303)
  await agent.get('/akun').expect(303)
  await enter('teknik.4', FRESH).expect(303)
})

test('with one link used, the others of the person are over', async () => {
  const [one, other] = [await linkFor('teknik.5'), await linkFor('teknik.5')]
  await use(one).expect(303)
  await use(other).expect(404)
})

test('a disabled person has no use of it', async () => {
  const token = await linkFor('teknik.6')
  await db.prisma.person.update({ where: { username: 'teknik.6' }, data: { disabledAt: clock.now() } })
  await visitor().get(`/kata-sandi/${token}`).expect(404)
  await use(token).expect(404)
})

describe('a password that will not do leaves everything as it is', () => {
  test.each([
    ['pendek', 'pendek', 'Kata sandi paling sedikit 10 karakter.'],
    ['staf.limbah', 'staf.limbah', 'Kata sandi tidak boleh sama dengan nama pengguna.'],
    ['1234567890', '1234567890', 'Kata sandi ini terlalu mudah ditebak.'],
    [FRESH, `${FRESH} sekali`, 'Kedua kata sandi baru belum sama.'],
  ])('%s, %s', async (password, again, message) => {
    const token = await linkFor('staf.limbah')
    const page = await use(token, password, again).expect(422)
    expect(page.text).toContain(message)
    expect(page.text).not.toContain(`value="${password}"`)
    await enter('staf.limbah', PASSWORD).expect(303)
    await visitor().get(`/kata-sandi/${token}`).expect(200)
  })
})

test.each(['tidak-ada', '%00', '%E0%A4%A', 'a'.repeat(5000)])('a token that nobody made: %s', async (token) => {
  const { status } = await visitor().get(`/kata-sandi/${token}`)
  expect([400, 404]).toContain(status)
})

describe('the first administrator', () => {
  const first = () => firstAdminLink(db, clock, 'https://tanggap.example')

  test('is not needed where somebody administers', async () => {
    expect(await first()).toBeUndefined()
  })

  test('sets a password where nobody can', async () => {
    await db.prisma.person.update({ where: { username: 'sistem' }, data: { passwordHash: null } })
    const url = await first()
    expect(url).toMatch(/^https:\/\/tanggap\.example\/kata-sandi\/[\w-]{43}$/)
    await use(String(url).split('/').at(-1) ?? '').expect(303)
    const entered = await enter('sistem', FRESH).expect(303)
    expect(entered.headers.location).toBe('/pengaturan/orang')
    expect(await first()).toBeUndefined()
  })

  test('comes back where the last one was locked out', async () => {
    await db.prisma.person.update({ where: { username: 'sistem' }, data: { disabledAt: clock.now() } })
    await db.prisma.grant.updateMany({ where: { role: 'SYSTEM_ADMIN' }, data: { until: clock.now() } })
    await use(
      String(await first())
        .split('/')
        .at(-1) ?? '',
    ).expect(303)
    await enter('sistem', FRESH).expect(303)
  })
})

test('in an empty organisation, three starts at once make one administrator with working links', async () => {
  const empty = { ...own, db: openDatabase(await freshDatabase()) }
  const started = anotherInstance(empty)
  const urls = await Promise.all([1, 2, 3].map(() => firstAdminLink(empty.db, empty.clock, 'http://localhost')))
  const people = await empty.db.prisma.person.findMany({ include: { grants: { include: { unit: true } } } })
  expect(people.map(({ username, grants }) => [username, grants.map(({ role, unit }) => [role, unit.code])])).toEqual([
    ['sistem', [['SYSTEM_ADMIN', 'UMUM']]],
  ])
  for (const url of urls)
    await request(started)
      .get(new URL(String(url)).pathname)
      .expect(200)
  await empty.db.close()
})
