import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { type Application, runApplication, startApplication } from './support/application.ts'
import { emptyDatabase, freshDatabase, temporaryFolder } from './support/cluster.ts'

const folder = temporaryFolder()
const pidFile = join(folder, 'postgres/cluster/data/postmaster.pid')
afterAll(() => rmSync(folder, { recursive: true }))

const embedded = { DATA_DIR: folder, DEMO: 'off' }
const outside = async () => ({ DATA_DIR: folder, DATABASE_URL: await freshDatabase(), SESSION_SECRET: 'x'.repeat(32) })

test('the first start tells who can sign in; at SIGTERM all ends, the database too', { timeout: 120_000 }, async () => {
  const application = await start({ DATA_DIR: folder, DEMO: 'on' })
  expect(application.output()).toMatch(/admin\.humas .*\n[\s\S]*Kata sandi mereka semua: \S+/)
  expect(await statusOf(application, '/healthz')).toBe(200)
  expect(await statusOf(application, '/readyz')).toBe(200)
  application.kill('SIGTERM')
  expect(await application.exited).toBe(0)
  await expect(fetch(application.url)).rejects.toThrow()
  expect(existsSync(pidFile)).toBe(false)
})

test('killed together with its database, it starts again by itself', { timeout: 60_000 }, async () => {
  const first = await start(embedded)
  first.kill('SIGKILL')
  process.kill(postmaster(), 'SIGKILL')
  await first.exited
  expect(await statusOf(await start(embedded), '/readyz')).toBe(200)
})

test('a database that is killed is missed for a moment, and the application answers again', { timeout: 60_000 }, async () => {
  const application = await start(embedded)
  process.kill(postmaster(), 'SIGKILL')
  await expect.poll(() => statusOf(application, '/readyz'), { interval: 5, timeout: 5_000 }).toBe(503)
  expect(await statusOf(application, '/healthz')).toBe(200)
  await expect.poll(() => statusOf(application, '/readyz'), { interval: 50, timeout: 15_000 }).toBe(200)
  expect(await statusOf(application, '/masuk')).toBe(200)
})

test('a second instance shares the database and keeps it when the first one stops', { timeout: 60_000 }, async () => {
  const [first, second] = await Promise.all([start(embedded), start(embedded)])
  first.kill('SIGTERM')
  expect(await first.exited).toBe(0)
  expect(await statusOf(second, '/readyz')).toBe(200)
})

test('of three instances that start together on an empty database one fills it', { timeout: 120_000 }, async () => {
  const env = { ...(await outside()), DATABASE_URL: await emptyDatabase() }
  const instances = await Promise.all([start(env), start(env), start(env)])
  expect(instances.filter((instance) => instance.output().includes('Skema basis data diperbarui'))).toHaveLength(1)
  for (const instance of instances) expect(await statusOf(instance, '/readyz')).toBe(200)
})

test('without demo data the first start gives the administrator a link', { timeout: 60_000 }, async () => {
  const application = await start(await outside())
  const link = /http:\/\/localhost:\d+\/kata-sandi\/\S+/.exec(application.output())?.[0]
  expect((await fetch(link ?? '')).status).toBe(200)
})

test('SIGTERM lets a running request finish, and takes no new one', { timeout: 60_000 }, async () => {
  const application = await start(await outside())
  const { half, rest } = await halfARequest(application)
  application.kill('SIGTERM')
  await expect.poll(() => fetch(application.url).catch(() => 'refused')).toBe('refused')
  half.end(rest)
  expect(await text(half)).toMatch(/^HTTP\/1\.1 [2-4]\d\d /)
  expect(await application.exited).toBe(0)
})

test('a second signal ends it at once', { timeout: 60_000 }, async () => {
  const application = await start(await outside())
  await halfARequest(application)
  const impatient = setInterval(() => application.kill('SIGTERM'), 200)
  const began = performance.now()
  expect(await application.exited).toBe(1)
  clearInterval(impatient)
  expect(performance.now() - began).toBeLessThan(4_000)
})

test('a port that is taken is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const application = runApplication({ ...embedded, PORT: port })
  expect(await application.exited).toBe(1)
  expect(application.output().trim()).toBe(
    `Port ${port} sudah dipakai, mungkin oleh Tanggap yang masih berjalan. Pilih yang lain dengan PORT.`,
  )
})

test('faulty settings are said before anything is started', async () => {
  const application = runApplication({ DATABASE_URL: 'mysql://db/tanggap' })
  expect(await application.exited).toBe(1)
  expect(application.output()).toMatch(/^Pengaturan belum benar:\n {2}DATABASE_URL .*\n {2}SESSION_SECRET .*\n$/)
})

/** Ends with the test, whatever became of it. */
async function start(env: NodeJS.ProcessEnv): Promise<Application> {
  const application = await startApplication(env)
  let ended = false
  application.exited.then(() => (ended = true))
  onTestFinished(async () => {
    if (!ended) application.kill('SIGTERM')
    await application.exited
  })
  return application
}

const statusOf = async ({ url }: Application, path: string) => (await fetch(url + path)).status

const postmaster = () => Number.parseInt(readFileSync(pidFile, 'utf8'), 10)

/** A form whose sending has begun: for the application, a request that runs. */
async function halfARequest({ url }: Application) {
  const { hostname, port } = new URL(url)
  const half = connect(Number(port), hostname)
  const head = `POST /masuk HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${url}\r\nContent-Length: 10\r\n`
  half.write(`${head}Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n`)
  const [interim] = await once(half, 'data')
  expect(String(interim)).toContain('100 Continue')
  return { half, rest: 'a=12345678' }
}
