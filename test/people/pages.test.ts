import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { PEOPLE } from '../../prisma/seed/people.ts'
import { browserOf, startApp } from '../support/app.ts'

const { app, clock, db, user, signIn, close } = await startApp()
afterAll(close)

const ADMINISTRATORS = [
  '/pengaturan/orang',
  '/pengaturan/orang/baru',
  '/pengaturan/orang/1',
  '/pengaturan/orang/1/peran',
  '/pengaturan/orang/1/peran/1/akhiri',
  '/pengaturan/orang/1/nonaktifkan',
  '/pengaturan/jejak',
]
const EVERYBODY = ['/akun', '/akun/kata-sandi']
const CHANGES = ['baru', '2', '2/peran', '2/peran/2/akhiri', '2/nonaktifkan', '2/aktifkan', '2/akhiri-sesi', '2/tautan'].map(
  (path) => `/pengaturan/orang/${path}`,
)

/** One of each role. */
const ONES = Object.values(Object.fromEntries(PEOPLE.map(({ role, username }) => [role, username])))
const others = ONES.filter((username) => username !== 'sistem')
const everything = async () =>
  JSON.stringify([
    await db.prisma.person.findMany({ orderBy: { id: 'asc' } }),
    await db.prisma.grant.findMany({ orderBy: { id: 'asc' } }),
    await db.prisma.passwordLink.count(),
    await db.prisma.auditEntry.count(),
  ])

test('there is one of each role', () => {
  expect(ONES).toHaveLength(9)
})

describe.each(others)('%s', (username) => {
  test.each(ADMINISTRATORS)('may not open %s', async (path) => {
    await (await signIn(username)).get(path).expect(403)
  })

  test('may change nobody', async () => {
    const before = await everything()
    for (const path of CHANGES) await (await signIn(username)).post(path).type('form').send({}).expect(403)
    expect(await everything()).toBe(before)
  })

  test.each(EVERYBODY)('may open %s', async (path) => {
    const page = await (await signIn(username)).get(path).expect(200)
    expect(page.text).toContain(user(username).name)
  })
})

test.each([...ADMINISTRATORS, ...EVERYBODY])('sistem may open %s', async (path) => {
  await (await signIn('sistem')).get(path).expect(200)
})

test.each([...ADMINISTRATORS, ...EVERYBODY])('signed out, %s leads to signing in', async (path) => {
  const response = await browserOf(app).get(path).expect(303)
  expect(response.headers.location).toBe(`/masuk?ke=${encodeURIComponent(path)}`)
})

test.each(['/aduan', '/aduan/baru', '/pengaturan/akses'])('sistem is told at %s which page is theirs', async (path) => {
  const $ = load((await (await signIn('sistem')).get(path).expect(403)).text)
  expect($('main').text()).not.toContain('hubungi Administrator Sistem')
  expect($('main a').attr('href')).toBe('/pengaturan/orang')
  await (await signIn('sistem')).get(String($('main a').attr('href'))).expect(200)
})

test('a part of a page and a form are refused to sistem in short', async () => {
  const part = await (await signIn('sistem')).get('/aduan').set('HX-Request', 'true').expect(403)
  expect(part.text).not.toContain('<html')
  await (await signIn('sistem')).post('/aduan/tampilan').type('form').send({}).expect(403)
})

test('one without any role is told to ask the administrator', async () => {
  const { id } = user('staf.wilayah6')
  const agent = await signIn('staf.wilayah6')
  const { count } = await db.prisma.grant.updateMany({ where: { personId: id }, data: { until: clock.now() } })
  expect(count).toBe(1)
  expect((await agent.get('/aduan').expect(403)).text).toContain('hubungi Administrator Sistem')
  await db.prisma.grant.updateMany({ where: { personId: id }, data: { until: null } })
})

test('signed out, no change is made', async () => {
  const before = await everything()
  for (const path of [...CHANGES, '/akun', '/akun/kata-sandi', '/akun/sesi/x/akhiri']) {
    const response = await browserOf(app).post(path).type('form').send({}).expect(303)
    expect(response.headers.location).toBe('/masuk')
  }
  expect(await everything()).toBe(before)
})

test.each([
  '/pengaturan/orang/0',
  '/pengaturan/orang/999999999',
  '/pengaturan/orang/99999999999999999999',
  '/pengaturan/orang/1%00',
  '/pengaturan/orang/x',
])('%s is not found', async (path) => {
  await (await signIn('sistem')).get(path).expect(404)
  for (const more of ['', '/peran', '/nonaktifkan', '/aktifkan', '/akhiri-sesi', '/tautan', '/peran/1/akhiri']) {
    const body = { nama: 'Nama', versi: '0', peran: 'DIRECTOR', unit: '1' }
    await (await signIn('sistem'))
      .post(path + more)
      .type('form')
      .send(body)
      .expect(404)
  }
})
