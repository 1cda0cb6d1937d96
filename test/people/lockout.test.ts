import request from 'supertest'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { takeAttempt } from '../../src/people/lockout.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { anotherInstance } from './instance.ts'

const own = await startApp({ env: { trustProxy: 1 } })
const { app, db, clock, env, close } = own
const other = anotherInstance(own)
afterAll(close)
beforeEach(() => db.prisma.signInFailure.deleteMany())

const OFFICE = '10.1.1.1'
const enter = (username: string, password: string, address = OFFICE, at = app) =>
  request(at)
    .post('/masuk')
    .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': address })
    .type('form')
    .send({ username, password })
const statusOf = async (username: string, password: string, address?: string) => (await enter(username, password, address)).status

/** Failures as the sign-in itself counts them, without the time that passwords take. */
async function fail(times: number, name: (n: number) => string, address: (n: number) => string = () => OFFICE): Promise<void> {
  for (let n = 0; n < times; n++) {
    const { lockedUntil } = await takeAttempt({ db, clock, secret: env.sessionSecret }, { name: name(n), address: address(n) })
    expect(lockedUntil).toBeUndefined()
  }
}

test('ten failures of a name at an address lock that name there, even for the right password', async () => {
  for (let n = 0; n < 10; n++) expect(await statusOf('teknik.1', `salah ke-${n} kali`)).toBe(422)
  const locked = await enter('teknik.1', PASSWORD).expect(429)
  expect(locked.text).toMatch(/Terlalu banyak percobaan yang gagal\. Demi keamanan, coba lagi pukul \d\d\.\d\d\./)
  expect(await statusOf('Teknik.1 ', PASSWORD)).toBe(429)
  expect(await statusOf('teknik.1', PASSWORD, '10.9.9.9')).toBe(303)
  expect(await statusOf('teknik.2', PASSWORD)).toBe(303)
})

test('a lock reads the same for a name that does not exist', async () => {
  await fail(10, () => 'teknik.1')
  await fail(10, () => 'tidak.ada')
  const [known, unknown] = await Promise.all([enter('teknik.1', 'salah lagi'), enter('tidak.ada', 'salah lagi')])
  expect(known.status).toBe(429)
  expect(unknown.text.replace('tidak.ada', 'NAMA')).toBe(known.text.replace('teknik.1', 'NAMA'))
})

test('the lock lasts fifteen minutes and takes no notice of tries while it lasts', async () => {
  await fail(10, () => 'teknik.1')
  clock.advance(14)
  expect(await statusOf('teknik.1', PASSWORD)).toBe(429)
  clock.advance(1)
  expect(await statusOf('teknik.1', PASSWORD)).toBe(303)
})

test('fifty failures of a name lock it at every address', async () => {
  await fail(
    50,
    () => 'teknik.1',
    (n) => `10.2.0.${Math.floor(n / 10)}`,
  )
  expect(await statusOf('teknik.1', PASSWORD, '10.3.3.3')).toBe(429)
  expect(await statusOf('teknik.2', PASSWORD, '10.2.0.0')).toBe(303)
})

test('two hundred failures lock an address; until then an office behind one address goes on', async () => {
  await fail(199, (n) => `nama.${Math.floor(n / 9)}`)
  expect(await statusOf('teknik.1', PASSWORD)).toBe(303)
  await fail(1, () => 'nama.terakhir')
  expect(await statusOf('teknik.1', PASSWORD)).toBe(429)
  expect(await statusOf('teknik.1', PASSWORD, '10.4.4.4')).toBe(303)
})

test('addresses of one IPv6 subscriber count as one', async () => {
  await fail(
    10,
    () => 'teknik.1',
    (n) => `2001:db8:1:2::${n}`,
  )
  expect(await statusOf('teknik.1', PASSWORD, '2001:db8:1:2:9:9:9:9')).toBe(429)
  expect(await statusOf('teknik.1', PASSWORD, '2001:db8:1:3::1')).toBe(303)
})

test('success clears what the name failed at that address, and nothing else', async () => {
  await fail(9, () => 'teknik.1')
  await fail(
    9,
    () => 'teknik.1',
    () => '10.5.5.5',
  )
  await fail(9, () => 'teknik.2')
  expect(await statusOf('teknik.1', PASSWORD)).toBe(303)
  expect(await db.prisma.signInFailure.count()).toBe(18)
  await fail(10, () => 'teknik.1')
})

test('instances count together', async () => {
  for (let n = 0; n < 10; n++) expect((await enter('teknik.1', 'salah lagi', OFFICE, n % 2 ? app : other)).status).toBe(422)
  expect((await enter('teknik.1', PASSWORD, OFFICE, app)).status).toBe(429)
  expect((await enter('teknik.1', PASSWORD, OFFICE, other)).status).toBe(429)
})

test('thirty wrong tries at once on two instances get ten answers', async () => {
  const tries = Array.from({ length: 30 }, (_, n) => enter('teknik.1', 'salah lagi', OFFICE, n % 2 ? app : other))
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 422)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(20)
})

test('failures are removed as they fall out, and names are not stored', async () => {
  await fail(5, () => 'kata sandi di kotak nama')
  expect(JSON.stringify(await db.sql('SELECT name_hash FROM sign_in_failures'))).not.toContain('kata sandi')
  clock.advance(15)
  await fail(1, () => 'teknik.2')
  expect(await db.prisma.signInFailure.count()).toBe(1)
})
