import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPasswordLink } from '../../src/people/links.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'

const { db, clock, master, user, signIn, close } = await startApp()
afterAll(close)

const { id } = user('teknik.1')
const fresh = 'hujan turun di Losari'
let admin: Awaited<ReturnType<typeof signIn>>
let token = ''
beforeAll(async () => {
  admin = await signIn('sistem')
  token = await createPasswordLink(db, clock, user('teknik.2').id)
})

/** Each form with what it takes; `may be empty` fields are in `free`. */
const FORMS: Record<string, { body: Record<string, string>; free: string[]; wrong: Record<string, string[]> }> = {
  '/pengaturan/orang/baru': {
    body: {
      nama: 'Zainal',
      username: 'zainal',
      peran: 'DIRECTOR',
      unit: String(unitId(master, 'SPI')),
      telepon: '0811',
      surel: 'a@b.id',
    },
    free: ['telepon', 'surel'],
    wrong: {
      username: ['dua kata', 'titik.', '.titik', 'dua..titik', 'garis_bawah', 'huruf-é', 'a/b'],
      peran: ['RAJA', 'director', '__proto__', 'toString'],
      unit: ['999999', '-1', '1.5', 'HUMAS', '99999999999999999999'],
      telepon: ['bukan nomor', '12', '0811<script>'],
      surel: ['bukan surel', 'a@b', 'a b@c.id'],
    },
  },
  [`/pengaturan/orang/${id}`]: {
    body: { nama: 'Ridwan', telepon: '', surel: '', versi: '0' },
    free: ['telepon', 'surel'],
    wrong: { telepon: ['bukan nomor'], surel: ['bukan surel'] },
  },
  [`/pengaturan/orang/${id}/peran`]: {
    body: { peran: 'DIRECTOR', unit: String(unitId(master, 'SPI')), mulai: '', sampai: '' },
    free: ['mulai', 'sampai'],
    wrong: {
      peran: ['RAJA'],
      unit: ['999999', 'x'],
      mulai: ['kemarin', '2026-02-30T10:00', '2020-01-01T00:00', '2026-13-01T00:00', '99999-01-01T00:00'],
      sampai: ['besok', '2020-01-01T00:00'],
    },
  },
  '/akun': {
    body: { telepon: '0811', surel: '', versi: '0' },
    free: ['telepon', 'surel'],
    wrong: { telepon: ['abc'], surel: ['abc'] },
  },
  '/akun/kata-sandi': {
    body: { sekarang: PASSWORD, baru: fresh, ulangi: fresh },
    free: [],
    wrong: { baru: ['pendek'], ulangi: ['lain'] },
  },
  '/kata-sandi/': { body: { baru: fresh, ulangi: fresh }, free: [], wrong: { baru: ['pendek', 'teknik.2'], ulangi: ['lain'] } },
  '/masuk': { body: { username: 'teknik.1', password: PASSWORD }, free: [], wrong: {} },
}

const everything = async () =>
  JSON.stringify([
    await db.prisma.person.findMany({ orderBy: { id: 'asc' } }),
    await db.prisma.grant.findMany({ orderBy: { id: 'asc' } }),
    await db.prisma.passwordLink.findMany({ orderBy: { tokenHash: 'asc' } }),
    await db.prisma.signInFailure.count(),
    await db.sql('SELECT count(*) FROM audit_entries'),
  ])

/** What no field takes, as a browser would send it. */
const HOSTILE: [string, (name: string, value: string) => string][] = [
  ['far too long', (name) => `${name}=${'a'.repeat(6000)}`],
  ['NUL', (name, value) => `${name}=${value}%00`],
  ['a control character', (name, value) => `${name}=${value}%07x`],
  ['half a character', (name, value) => `${name}=${value}%EF%BF%BE`],
  ['a list', (name, value) => `${name}=${value}&${name}=${value}`],
]

describe.each(Object.entries(FORMS))('%s', (path, { body, free, wrong }) => {
  const address = () => (path === '/kata-sandi/' ? path + token : path)
  const others = (name: string) => new URLSearchParams(Object.entries(body).filter(([key]) => key !== name))
  const refused = async (name: string, pair: string) => {
    const before = await everything()
    const page = await admin
      .post(address())
      .type('form')
      .send(`${others(name)}&${pair}`)
    expect(page.status).toBe(422)
    expect(load(page.text)(`#f-${name}-salah`).text(), name).not.toBe('')
    expect(await everything()).toBe(before)
  }

  test.each(Object.keys(body).filter((name) => !free.includes(name) && name !== 'versi'))('%s is missing', async (name) => {
    await refused(name, '')
    await refused(name, `${name}=`)
    await refused(name, `${name}=%20%20`)
  })

  test.each(Object.keys(body).filter((name) => name !== 'versi'))('%s is hostile', async (name) => {
    const value = encodeURIComponent(body[name] ?? '')
    for (const [, pair] of HOSTILE) await refused(name, pair(name, value))
  })

  test('codes that nobody knows and values that do not fit', async () => {
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) await refused(name, new URLSearchParams({ [name]: value }).toString())
    }
  })

  test('nothing, objects, JSON, rubbish and too much', async () => {
    const before = await everything()
    const send = async (type: string, text: string) => (await admin.post(address()).type(type).send(text)).status
    expect(await send('form', '')).toBe(422)
    expect(
      await send(
        'form',
        Object.keys(body)
          .map((name) => `${name}[a]=b`)
          .join('&'),
      ),
    ).toBe(422)
    expect(await send('json', JSON.stringify(body))).toBe(422)
    expect([400, 422]).toContain(await send('form', '%E0%A4%A=%&&=&__proto__=x'))
    expect(await send('form', `${Object.keys(body)[0]}=${'a'.repeat(1_000_000)}`)).toBe(413)
    expect(await everything()).toBe(before)
  })
})

test.each(['?cari=%00', `?cari=${'a'.repeat(500)}`, '?cari=a&cari=b', '?status=TIDUR', '?status=AKTIF&status=AKTIF'])(
  'a search that cannot be is said to be wrong: %s',
  async (query) => {
    const page = await admin.get(`/pengaturan/orang${query}`).expect(422)
    expect(load(page.text)('.fault').text()).not.toBe('')
  },
)

test.each(['?setelah=x', '?setelah=1&setelah=2', '?setelah=99999999999'])(
  'an odd page address is no fault of ours: %s',
  async (query) => {
    await admin.get(`/pengaturan/orang${query}`).expect(200)
  },
)
