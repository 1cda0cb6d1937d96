import { describe, expect, test, vi } from 'vitest'

// The real library, counted: the time of an answer is that of its verifications.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

// Test files share their modules: one loaded before would go on with the library uncounted.
vi.resetModules()
const { verify } = await import('@node-rs/argon2')
const { hashPassword, verifyPassword, weakness } = await import('../../src/people/passwords.ts')

const COST = '$argon2id$v=19$m=19456,t=2,p=1$'

test('a hash is argon2id at the cost that we chose, and never twice the same', async () => {
  const [one, other] = await Promise.all([hashPassword('kucing di atas atap'), hashPassword('kucing di atas atap')])
  expect(one.startsWith(COST)).toBe(true)
  expect(one).not.toBe(other)
  expect(await verifyPassword(one, 'kucing di atas atap')).toBe(true)
  expect(await verifyPassword(one, 'kucing di bawah atap')).toBe(false)
})

test.each([undefined, null, 'known'])('one verification at the same cost for %s', async (known) => {
  const passwordHash = known && (await hashPassword('kucing di atas atap'))
  vi.mocked(verify).mockClear()
  expect(await verifyPassword(passwordHash, 'salah sama sekali')).toBe(false)
  expect(vi.mocked(verify).mock.calls.map(([hash]) => String(hash).startsWith(COST))).toEqual([true])
})

test('the same letters are the same password, however a keyboard composed them', async () => {
  expect(await verifyPassword(await hashPassword('caf\u00e9 di pantai'), 'cafe\u0301 di pantai')).toBe(true)
})

describe('a password that will not do', () => {
  test.each([
    ['pendek', 'paling sedikit'],
    ['123456789', 'paling sedikit'],
    ['staf.wilayah1', 'nama pengguna'],
    ['Staf.Wilayah1!', 'nama pengguna'],
    ['aaaaaaaaaaaa', 'mudah ditebak'],
    ['1234567890', 'mudah ditebak'],
    ['Password2026', 'mudah ditebak'],
    ['qwertyuiop!', 'mudah ditebak'],
    ['Tanggap12345', 'mudah ditebak'],
  ])('%s', (password, why) => {
    expect(weakness(password, 'staf.wilayah1')).toContain(why)
  })
})

test.each(['air jernih tiap pagi', 'x9!Lq2#vPd', 'makassar kota daeng kita'])('%s will do', (password) => {
  expect(weakness(password, 'staf.wilayah1')).toBeUndefined()
})
