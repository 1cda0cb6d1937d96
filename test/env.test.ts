import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEnv } from '../src/env.ts'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'tanggap-env-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true }))

const SESSION_SECRET = 'x'.repeat(32)
const DATABASE_URL = 'postgresql://app:rahasia@db.example:5432/tanggap'

test('nothing set: the embedded database with demo data, at localhost:3000', () => {
  const env = readEnv({ DATA_DIR })
  expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: DATA_DIR, databaseUrl: undefined, demo: true })
  expect(env).toMatchObject({ baseUrl: 'http://localhost:3000', trustProxy: false })
})

test('an empty value is as good as none', () => {
  const env = readEnv({ DATA_DIR, PORT: '', DATABASE_URL: ' ', DEMO: '', TRUST_PROXY: '' })
  expect(env).toMatchObject({ port: 3000, databaseUrl: undefined, demo: true, trustProxy: false })
})

test('secrets are made once and kept, for this user alone', () => {
  const { sessionSecret, demoPassword } = readEnv({ DATA_DIR })
  expect(sessionSecret.length).toBeGreaterThanOrEqual(32)
  expect(demoPassword.length).toBeGreaterThanOrEqual(8)
  expect(readEnv({ DATA_DIR })).toMatchObject({ sessionSecret, demoPassword })
  for (const name of ['session-secret', 'demo-password']) {
    expect(statSync(join(DATA_DIR, name)).mode & 0o777).toBe(0o600)
    expect([sessionSecret, demoPassword]).toContain(readFileSync(join(DATA_DIR, name), 'utf8'))
  }
})

test('with DATABASE_URL demo data is off, and has no password', () => {
  const env = readEnv({ DATABASE_URL, SESSION_SECRET })
  expect(env).toMatchObject({ databaseUrl: DATABASE_URL, demo: false, demoPassword: '', sessionSecret: SESSION_SECRET })
  expect(env.dataDir).toBe(resolve('data'))
})

test('what is set wins', () => {
  const given = { DEMO: 'on', DEMO_PASSWORD: 'air bersih', BASE_URL: 'https://aduan.example.id/', HOST: '0.0.0.0', PORT: '8080' }
  const env = readEnv({ DATABASE_URL, SESSION_SECRET, ...given })
  expect(env).toMatchObject({
    demo: true,
    demoPassword: 'air bersih',
    baseUrl: 'https://aduan.example.id',
    host: '0.0.0.0',
    port: 8080,
  })
})

test.each([
  ['off', false],
  ['on', 1],
  ['2', 2],
  ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
])('TRUST_PROXY=%s', (TRUST_PROXY, trustProxy) => expect(readEnv({ DATA_DIR, TRUST_PROXY })).toMatchObject({ trustProxy }))

test.each([
  ['PORT', 'tiga'],
  ['PORT', '70000'],
  ['PORT', '80.5'],
  ['HOST', 'http://localhost'],
  ['DATABASE_URL', 'mysql://localhost/tanggap'],
  ['DATABASE_URL', 'tanggap'],
  ['SESSION_SECRET', 'pendek'],
  ['DEMO', 'mungkin'],
  ['DEMO_PASSWORD', '1234567'],
  ['BASE_URL', 'aduan.example.id'],
  ['BASE_URL', 'https://example.id/aduan'],
  ['TRUST_PROXY', 'semua'],
])('%s=%s is refused', (name, value) => {
  expect(() => readEnv({ DATA_DIR, SESSION_SECRET, [name]: value })).toThrow(
    new RegExp(`^Pengaturan belum benar:\\n {2}${name} .*$`),
  )
})

const S3 = { S3_ENDPOINT: 'https://s3.example.id/', S3_BUCKET: 'tanggap', S3_ACCESS_KEY: 'kunci', S3_SECRET_KEY: 'rahasia' }

test('what is attached lies in DATA_DIR, or in the store that is named', () => {
  expect(readEnv({ DATA_DIR }).s3).toBe(null)
  const told = { endpoint: 'https://s3.example.id', bucket: 'tanggap', region: 'us-east-1', key: 'kunci', secret: 'rahasia' }
  expect(readEnv({ DATA_DIR, ...S3 }).s3).toEqual(told)
  expect(readEnv({ DATA_DIR, ...S3, S3_ENDPOINT: 'http://127.0.0.1:9000', S3_REGION: 'id-jkt' }).s3).toEqual({
    ...{ ...told, endpoint: 'http://127.0.0.1:9000', region: 'id-jkt' },
  })
})

test.each(Object.keys(S3))('a store without %s is refused, and its keys are not repeated', (name) => {
  const message = faultOf({ DATA_DIR, ...S3, [name]: '' })
  expect(message).toContain('S3_ENDPOINT harus diisi bersama S3_BUCKET, S3_ACCESS_KEY dan S3_SECRET_KEY')
  expect(message).not.toMatch(/rahasia|kunci"/)
})

test.each([
  ['S3_ENDPOINT', 'http://s3.example.id'],
  ['S3_ENDPOINT', 's3.example.id'],
  ['S3_BUCKET', 'Wadah Foto'],
])('%s=%s is refused', (name, value) => {
  expect(faultOf({ DATA_DIR, ...S3, [name]: value })).toMatch(new RegExp(`^Pengaturan belum benar:\\n {2}${name} .*$`))
})

test('every fault has its line, and no secret is repeated', () => {
  const faulty = { PORT: 'tiga', DATABASE_URL, DEMO: 'x', DEMO_PASSWORD: 'rahasia' }
  const message = faultOf(faulty)
  const names = message.split('\n').map((line) => line.trim().split(' ')[0])
  expect(names).toEqual(['Pengaturan', 'PORT', 'DEMO', 'DEMO_PASSWORD', 'SESSION_SECRET'])
  expect(message).toContain('(tertulis "tiga")')
  expect(message).not.toContain('rahasia')
})

function faultOf(source: NodeJS.ProcessEnv): string {
  try {
    readEnv(source)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
