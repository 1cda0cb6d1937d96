// What is left of an upload that was cut off, killed or refused by its store; and what the sweep takes.
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDemoPeople } from '../../prisma/seed/demo-people.ts'
import type { Content } from '../../src/attachments/content.ts'
import { incomingOf, sweepIncoming } from '../../src/attachments/incoming.ts'
import { type Objects, openObjects } from '../../src/attachments/objects.ts'
import { stage, sweep } from '../../src/attachments/store.ts'
import { openDatabase } from '../../src/db.ts'
import { DAY } from '../../src/time.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { startApplication } from '../support/application.ts'
import { freshDatabase, temporaryFolder } from '../support/cluster.ts'
import { recordComplaint } from '../support/complaints.ts'
import { broughtBy } from './brought.ts'
import { jpeg, pdf, photo } from './samples.ts'

const app = await startApp()
afterAll(app.close)
const objects = openObjects(app.env)
const later = (days: number) => new Date(app.clock.now().getTime() + days * DAY)

const BOUNDARY = 'batas'
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="catatan"\r\n\r\nAda foto.\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
const whole = Buffer.concat([Buffer.from(HEAD), await jpeg(1), Buffer.alloc(300_000), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])

/** It takes a while to read. */
const large = photo(1, { width: 5_000, height: 4_000 }).png().toBuffer()

/** Sends the beginning of a form and is gone. */
async function sendPart(
  url: string,
  cookie: string,
  path: string,
  bytes: number,
  arrived: () => boolean | Promise<boolean> = () => true,
): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const head = [`POST ${path} HTTP/1.1`, `Host: ${hostname}:${port}`, 'Sec-Fetch-Site: same-origin', `Cookie: ${cookie}`]
  const more = [`Content-Type: multipart/form-data; boundary=${BOUNDARY}`, `Content-Length: ${whole.length}`]
  socket.write(`${[...head, ...more].join('\r\n')}\r\n\r\n`)
  await new Promise<void>((done) => socket.write(whole.subarray(0, bytes), () => done()))
  await expect.poll(arrived, { timeout: 10_000 }).toBe(true)
  socket.destroy()
  await new Promise((done) => socket.once('close', done))
}

async function cookieOf(url: string): Promise<string> {
  const body = new URLSearchParams({ username: 'admin.humas', password: PASSWORD })
  const answer = await fetch(`${url}/masuk`, { method: 'POST', body, headers: { Origin: url }, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const incoming = (dataDir: string = app.env.dataDir): string[] => {
  try {
    return readdirSync(incomingOf(dataDir))
  } catch {
    return []
  }
}
const openFiles = (): number => readdirSync('/proc/self/fd').length
const staged = async (): Promise<number> => (await app.db.sql('SELECT id FROM attachments')).length

describe('cut off', () => {
  const AT: [string, number][] = [
    ['before anything', 0],
    ['in a field', 90],
    ['in the head of a file', HEAD.length - 20],
    ['in a file', HEAD.length + 200_000],
    ['before the last boundary', whole.length - 20],
    ['in the last boundary', whole.length - 6],
  ]
  test.each(AT)('%s nothing is left', async (_where, bytes) => {
    const [cookie, before, number] = [await cookieOf(app.url), await staged(), await recordComplaint(app)]
    const files = openFiles()
    for (const path of ['/lampiran', `/aduan/${number}/catat`])
      for (let time = 0; time < 5; time++) await sendPart(app.url, cookie, path, bytes, () => incoming().length > 0)
    await expect.poll(() => incoming(), { timeout: 10_000 }).toEqual([])
    await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(files + 4)
    expect(await staged()).toBe(before)
    const [{ notes } = { notes: -1 }] = await app.db.sql<{ notes: number }>(
      `SELECT count(*) AS notes FROM events WHERE type = 'noted'`,
    )
    expect(notes).toBe(0)
  })

  test('when all has been sent, its folder is gone as well', async () => {
    const cookie = await cookieOf(app.url)
    const before = await staged()
    await sendPart(app.url, cookie, '/lampiran', whole.length, async () => (await staged()) === before + 1)
    await expect.poll(() => incoming(), { timeout: 10_000 }).toEqual([])
  })
})

test('what whoever has gone sent is not read, when others are before it', async () => {
  const cookie = await cookieOf(app.url)
  const before = await staged()
  const desk = await app.signIn('admin.humas')
  const busy = Array.from({ length: 8 }, async () =>
    desk
      .post('/lampiran')
      .attach('berkas', await large, 'besar.png')
      .expect(201),
  )
  const all = Promise.all(busy)
  await expect.poll(() => incoming().length, { timeout: 10_000 }).toBeGreaterThan(6)
  const others = new Set(incoming())
  const own = () => incoming().filter((name) => !others.has(name))
  await sendPart(app.url, cookie, '/lampiran', whole.length, () => own().length > 0)
  await expect.poll(own, { timeout: 10_000 }).toEqual([])
  await all
  await expect.poll(() => incoming(), { timeout: 10_000 }).toEqual([])
  expect(await staged()).toBe(before + 8)
})

test('kill -9 in the midst of a file leaves what the sweep takes after a day, and nothing else', {
  timeout: 90_000,
}, async () => {
  const [url, folder] = [await freshDatabase(), temporaryFolder()]
  const db = openDatabase(url)
  await makeDemoPeople(db.sql, new Date(), PASSWORD)
  const application = await startApplication({ DATA_DIR: folder, DATABASE_URL: url, SESSION_SECRET: 'x'.repeat(32), DEMO: 'off' })
  const sending = sendPart(application.url, await cookieOf(application.url), '/lampiran', HEAD.length + 100_000, () => {
    if (incoming(folder).length === 0) return false
    application.kill('SIGKILL')
    return true
  })
  await Promise.all([sending, application.exited])
  expect([incoming(folder).length, (await db.sql('SELECT FROM attachments')).length]).toEqual([1, 0])
  await sweepIncoming(folder, new Date(Date.now() + DAY - 60_000))
  expect(incoming(folder).length).toBe(1)
  await sweepIncoming(folder, new Date(Date.now() + DAY + 60_000))
  expect(incoming(folder)).toEqual([])
  await db.close()
})

describe('the sweep', () => {
  const user = app.user('admin.humas')
  const contentOf = (bytes: Buffer): Content => ({
    type: 'application/pdf',
    bytes,
    thumb: null,
    width: null,
    height: null,
    place: null,
  })
  const bring = (bytes: Buffer, now: Date, by: Objects = objects) =>
    stage({ db: app.db, objects: by }, user, 'a.pdf', contentOf(bytes), now)
  const isThere = async (id: number): Promise<boolean> => {
    const [row] = await app.db.sql<{ hash: string }>('SELECT hash FROM attachments WHERE id = $1', [id])
    return row
      ? objects.get(row.hash).then(
          async (stream) => (await stream.toArray()).length > 0,
          () => false,
        )
      : false
  }
  const stored = (): string[] => {
    const root = join(app.env.dataDir, 'lampiran')
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name))
  }
  const gate = () => {
    const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    /** Runs the work once it is let through. */
    const through = async <T>(work: () => Promise<T>): Promise<T> => {
      reached.resolve()
      await opened.promise
      return work()
    }
    return { reached: reached.promise, open: opened.resolve, through }
  }
  beforeEach(async () => sweep(app.db, objects, later(100)))

  test('leaves what is young, then takes row and content', async () => {
    const id = await bring(pdf('muda'), app.clock.now())
    await sweep(app.db, objects, later(8))
    expect(await isThere(id)).toBe(true)
    await sweep(app.db, objects, later(9.1))
    expect([await isThere(id), stored()]).toEqual([false, []])
  })

  test('takes a content only when nobody names it any more', async () => {
    const old = await bring(pdf('bersama'), app.clock.now())
    const young = await bring(pdf('bersama'), later(6))
    await sweep(app.db, objects, later(9.5))
    expect([await isThere(old), await isThere(young)]).toEqual([false, true])
  })

  test('leaves for good what was sent with a form', async () => {
    const number = await recordComplaint(app)
    const [id = ''] = await broughtBy(app, 'admin.humas')
    await (await app.signIn('admin.humas'))
      .post(`/aduan/${number}/catat`)
      .type('form')
      .send({ catatan: 'Surat.', lampiran: id })
      .expect(303)
    await sweep(app.db, objects, later(1000))
    expect(await isThere(Number(id))).toBe(true)
  })

  test('passes by a content that a request has told of and is about to name', async () => {
    await bring(pdf('sama'), app.clock.now())
    await app.db.sql('DELETE FROM attachments WHERE complaint_id IS NULL')
    const { reached, open, through } = gate()
    const slow: Objects = { ...objects, put: (hash, bytes) => through(() => objects.put(hash, bytes)) }
    const bringing = bring(pdf('sama'), later(50), slow)
    await reached
    await sweep(app.db, objects, later(50.5))
    open()
    expect(await isThere(await bringing)).toBe(true)
  })

  test('lets a request wait that brings what it is just removing, which is then put anew', async () => {
    await bring(pdf('sama'), app.clock.now())
    await app.db.sql('DELETE FROM attachments WHERE complaint_id IS NULL')
    const { reached, open, through } = gate()
    const slow: Objects = { ...objects, remove: (hash) => through(() => objects.remove(hash)) }
    const sweeping = sweep(app.db, slow, later(50))
    await reached
    let done = false
    const bringing = bring(pdf('sama'), later(50)).finally(() => (done = true))
    const waiting = () =>
      app.db.sql(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO blobs%' AND datname = current_database()`,
      )
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(1)
    expect(done).toBe(false)
    open()
    await sweeping
    expect(await isThere(await bringing)).toBe(true)
  })

  test('that fails on the way loses nothing that is named', async () => {
    await bring(pdf('satu'), app.clock.now())
    await app.db.sql('DELETE FROM attachments WHERE complaint_id IS NULL')
    const broken: Objects = { ...objects, remove: () => Promise.reject(new Error('down')) }
    await expect(sweep(app.db, broken, later(50))).rejects.toThrow('down')
    expect(await isThere(await bring(pdf('satu'), later(50)))).toBe(true)
  })
})
