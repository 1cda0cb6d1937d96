// The outbox against a real mail server and a real gateway: nothing lost, nothing sent twice where it was answered.
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { initialValues } from '../../src/complaints/choices.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { deliver } from '../../src/notifications/deliver.ts'
import { closePost, openPost, type Post } from '../../src/notifications/post.ts'
import { DAY, HOUR, MINUTE } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { type Mood, openMailbox, openReceiver } from './receiving.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const WEBHOOK_KEY = 'kunci-gerbang-uji-coba-yang-panjang-sekali'
const NOBODY: Post = { EMAIL: null, GATEWAY: null }

async function mailbox(moodOf?: (attempt: number) => Mood) {
  const box = await openMailbox(moodOf)
  const post = openPost({ smtp: { url: box.url, from: 'Tanggap <aduan@tanggap.example>' }, webhook: null })
  onTestFinished(async () => {
    closePost(post)
    await box.close()
  })
  return { ...box, post }
}

async function gateway(statusOf?: (request: number) => number) {
  const receiver = await openReceiver(statusOf)
  const post = openPost({ smtp: null, webhook: { url: receiver.url, key: WEBHOOK_KEY } })
  onTestFinished(receiver.close)
  return { ...receiver, post }
}

const later = (ms: number) => new Date(app.clock.now().getTime() + ms)
const send = (post: Post, at = app.clock.now()) => deliver({ db: app.db, post, baseUrl: 'https://tanggap.example' }, at)

type Row = {
  key: string
  state: string
  tries: number
  fault: string | null
  nextTryAt: Date | null
  template: string
  way: string
}
const outbox = () =>
  app.db.sql<Row>(
    'SELECT key, state, tries, fault, next_try_at AS "nextTryAt", template, way FROM messages WHERE way = \'EMAIL\' ORDER BY id',
  )
/** What the form shows, changed as given. */
async function amend(number: string, more: Typed) {
  const [user, now] = [app.user('admin.humas'), app.clock.now()]
  const complaint = await findVisible(app.db, user, number)
  const shown = initialValues('amend', complaint, { user, now, master: app.master, report: null })
  await act(app, number, 'admin.humas', 'amend', { ...shown, ...more })
}

const byMail = { cara_dihubungi: 'EMAIL', akun: 'daeng.baji@surel.example' }

test('a complainant who prefers mail hears the number, that it was passed on, what was written, and that it is done', async () => {
  const box = await mailbox()
  const number = await recordComplaint(app, byMail)
  await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
  await act(app, number, 'staf.wilayah2', 'start')
  await act(app, number, 'staf.wilayah2', 'note', { catatan: 'Petugas tiba pukul dua – harap tunggu.', untuk_pelapor: 'ya' })
  await act(app, number, 'staf.wilayah2', 'report', bodyOf('report', app))
  await act(app, number, 'kabag.humas', 'confirm')
  await send(box.post)
  const told = box.mails.filter(({ to }) => to === 'daeng.baji@surel.example')
  expect(told.map(({ subject }) => subject)).toEqual([
    `Aduan Anda tercatat dengan nomor ${number}`,
    `Aduan ${number} kami teruskan ke Wilayah Pelayanan II`,
    `Kabar tentang aduan ${number}`,
    `Aduan ${number} sudah selesai`,
  ])
  expect(told[2]?.text).toContain('Petugas tiba pukul dua – harap tunggu.')
  for (const { text } of told) {
    expect(text).toContain('Yth. Daeng Baji')
    expect(text).not.toMatch(/[{}]/)
  }
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(box.mails.length)
})

test('a message is written with its event, or neither is', async () => {
  const number = await recordComplaint(app, byMail)
  const count = async () => (await app.db.sql('SELECT FROM messages')).length
  const before = await count()
  await app.db.sql(`ALTER TABLE messages ADD CONSTRAINT none_more CHECK (template <> 'passedOn')`)
  await expect(act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))).rejects.toThrow()
  expect(await count()).toBe(before)
  expect(await app.db.sql(`SELECT FROM events WHERE type = 'escalated'`)).toEqual([])
})

test('a server that refuses is tried again after waits that grow, and given up visibly after a day', async () => {
  const box = await mailbox(() => 'refuse')
  await recordComplaint(app, byMail)
  const waits: number[] = []
  for (let at = app.clock.now(); ; ) {
    await send(box.post, at)
    const [row] = await outbox()
    if (row?.state !== 'WAITING' || !row.nextTryAt) break
    waits.push(Math.round((row.nextTryAt.getTime() - at.getTime()) / MINUTE))
    at = new Date(row.nextTryAt.getTime() + 1)
  }
  expect(waits.slice(0, 6)).toEqual([1, 2, 5, 10, 30, 60])
  expect(waits.every((wait, index) => wait >= (waits[index - 1] ?? 0))).toBe(true)
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(24 * 60)
  const [row] = await outbox()
  expect(row).toMatchObject({ state: 'GIVEN_UP', fault: expect.stringMatching(/^Server surel menjawab 450/) })
  expect(row?.fault).not.toContain('budi@example.id')
  expect(box.mails).toEqual([])
})

test('nothing is tried before its wait is over', async () => {
  const box = await mailbox((attempt) => (attempt === 1 ? 'refuse' : 'take'))
  await recordComplaint(app, byMail)
  await send(box.post)
  await send(box.post, later(MINUTE / 2))
  expect(box.attempts()).toBe(1)
  await send(box.post, later(2 * MINUTE))
  expect(box.mails).toHaveLength(1)
  expect(await outbox()).toMatchObject([{ state: 'SENT', tries: 2, fault: null }])
})

test('where the connection broke before the answer it is sent again under the same Message-ID', async () => {
  const box = await mailbox((attempt) => (attempt === 1 ? 'take and drop' : attempt === 2 ? 'drop' : 'take'))
  await recordComplaint(app, byMail)
  for (const minutes of [0, 2, 6]) await send(box.post, later(minutes * MINUTE))
  expect(box.mails).toHaveLength(2)
  expect(box.mails[0]?.messageId).toBe(box.mails[1]?.messageId)
  expect(box.mails[0]?.text).toBe(box.mails[1]?.text)
  expect(await outbox()).toMatchObject([{ state: 'SENT', tries: 3 }])
})

test('a message says at every try what it said at the first, and a server that was down loses nothing', async () => {
  const down = await mailbox(() => 'refuse')
  const number = await recordComplaint(app, byMail)
  await send(down.post)
  await amend(number, { perihal: 'Perihal lain' })
  const up = await mailbox()
  await send(up.post, later(2 * MINUTE))
  expect(up.mails[0]?.text).toContain('Pipa dinas bocor')
})

test('a thousand messages, sent by three at once while the server refuses, delays and drops, are there once each by Message-ID', {
  timeout: 120_000,
}, async () => {
  const moods: Mood[] = ['refuse', 'take and drop', 'drop', { delayMs: 20 }]
  const box = await mailbox((attempt) => (attempt % 9 < moods.length ? (moods[attempt % 9] as Mood) : 'take'))
  const number = await recordComplaint(app, { cara_dihubungi: 'EMAIL', akun: 'seribu@surel.example' })
  await app.db.transaction((sql) =>
    sql(
      `INSERT INTO messages (key, way, template, complaint_id, event_sequence, created_at)
       SELECT gen_random_uuid(), way, template, complaint_id, event_sequence, created_at FROM messages, generate_series(1, 999) WHERE way = 'EMAIL'`,
    ),
  )
  for (let minutes = 0; (await outbox()).some(({ state }) => state === 'WAITING'); minutes += 61) {
    await Promise.all([1, 2, 3].map(() => send(box.post, later(minutes * MINUTE))))
  }
  const rows = await outbox()
  expect(rows).toHaveLength(1_000)
  expect(rows.every(({ state }) => state === 'SENT')).toBe(true)
  const arrived = new Set(box.mails.map(({ messageId }) => messageId))
  expect(arrived).toEqual(new Set(rows.map(({ key }) => `<${key}@tanggap.example>`)))
  expect(box.mails[0]?.subject).toContain(number)
})

test('a server that is slow to answer is not waited for, nor sent to again: what it answers in the end is noted', async () => {
  const box = await mailbox(() => ({ delayMs: 600 }))
  await recordComplaint(app, byMail)
  const impatient = (at = app.clock.now()) => deliver({ db: app.db, post: box.post, baseUrl: '', patienceMs: 50 }, at)
  expect(await impatient()).toBe(0)
  await impatient(later(2 * MINUTE))
  await expect.poll(outbox, { timeout: 5_000 }).toMatchObject([{ state: 'SENT', tries: 1 }])
  expect(box.mails).toHaveLength(1)
})

test('three instances at once send each message once to a server that answers', async () => {
  const box = await mailbox()
  for (let index = 0; index < 30; index++) await recordComplaint(app, byMail)
  await Promise.all([1, 2, 3].map(() => send(box.post)))
  expect(box.mails).toHaveLength(30)
  expect(new Set(box.mails.map(({ messageId }) => messageId)).size).toBe(30)
})

test('an instance that died while sending holds nothing up for long', async () => {
  const box = await mailbox()
  await recordComplaint(app, byMail)
  await app.db.sql(`UPDATE messages SET tries = 1, next_try_at = $1, give_up_at = $2`, [later(10 * MINUTE), later(DAY)])
  await send(box.post, later(9 * MINUTE))
  expect(box.mails).toEqual([])
  await send(box.post, later(11 * MINUTE))
  expect(box.mails).toHaveLength(1)
})

test('without a mail server messages stay to be seen, and are not sent when one comes after more than a day', async () => {
  await recordComplaint(app, byMail)
  await send(NOBODY)
  expect(await outbox()).toMatchObject([{ state: 'WAITING', tries: 0, fault: 'Pengiriman surel belum diatur (SMTP_URL).' }])
  await send(NOBODY, later(DAY + HOUR))
  expect(await outbox()).toMatchObject([{ state: 'GIVEN_UP', tries: 0 }])
  const box = await mailbox()
  await send(box.post, later(DAY + 2 * HOUR))
  expect(box.mails).toEqual([])
})

test('a receiver that fails at random gets each message once, signed, by its own key', async () => {
  const failures = [500, 0, 302, 429, 200, 503, 200]
  const receiver = await gateway((request) => (request <= 40 ? (failures[request % failures.length] ?? 200) : 200))
  for (let index = 0; index < 12; index++) await recordComplaint(app, { cara_dihubungi: 'WHATSAPP' })
  for (let minutes = 0; minutes < 600; minutes += 61) await send(receiver.post, later(minutes * MINUTE))
  const ids = receiver.posted.map(({ id }) => id)
  expect(ids).toHaveLength(12)
  expect(new Set(ids).size).toBe(12)
  for (const { signature, body, key, id } of receiver.posted) {
    const [, time = '', given] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? []
    expect(given).toBe(createHmac('sha256', WEBHOOK_KEY).update(`${time}.${body}`).digest('hex'))
    expect(key).toBe(id)
    expect(JSON.parse(body)).toMatchObject({
      to: '6281234567890',
      channel: 'whatsapp',
      text: expect.stringContaining('Yth. Daeng Baji'),
    })
  }
  expect(receiver.requests()).toBeGreaterThan(12)
})

test.each([
  ['is not willing to be contacted', { tidak_bersedia: 'ya' }],
  ['wants a visit', { cara_dihubungi: 'VISIT' }],
  ['gave a landline', { telepon: '0411-555123', cara_dihubungi: 'PHONE' }],
])('a complainant who %s gets no message', async (_who, more) => {
  await recordComplaint(app, more)
  expect(await app.db.sql('SELECT FROM messages')).toEqual([])
})

test('who no longer wants to be contacted gets nothing that was still waiting', async () => {
  const number = await recordComplaint(app, byMail)
  await amend(number, { cara_dihubungi: 'NONE' })
  const box = await mailbox()
  await send(box.post)
  expect(box.mails).toEqual([])
  expect(await outbox()).toMatchObject([{ state: 'GIVEN_UP', fault: 'Alamat untuk cara ini tidak ada lagi.' }])
})
