// Between the writing of a message and its sending people leave, move and are corrected: it goes to whom it would be written now.
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { deliver } from '../../src/notifications/deliver.ts'
import { closePost, openPost } from '../../src/notifications/post.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { type Mood, openMailbox } from './receiving.ts'

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

async function mailbox(moodOf?: (attempt: number) => Mood) {
  const box = await openMailbox(moodOf)
  const post = openPost({ smtp: { url: box.url, from: 'Tanggap <aduan@tanggap.example>' }, webhook: null })
  onTestFinished(async () => {
    closePost(post)
    await box.close()
  })
  return { ...box, send: () => deliver({ db: app.db, post, baseUrl: 'https://tanggap.example' }, app.clock.now()) }
}

const outbox = () =>
  app.db.sql<{ state: string; fault: string | null }>(`SELECT state, fault FROM messages WHERE way = 'EMAIL' ORDER BY id`)
const NOT_THEIRS = [{ state: 'GIVEN_UP', fault: 'Penerima tidak lagi dapat membuka aduan ini.' }]

/** A complaint of Wilayah II, of which its staff are told by mail. */
async function passedOn() {
  const number = await recordComplaint(app)
  await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app))
  return number
}

test('who was disabled meanwhile gets no mail any more', async () => {
  await passedOn()
  await app.db.sql('UPDATE people SET disabled_at = $1 WHERE username = $2', [app.clock.now(), 'staf.wilayah2'])
  const box = await mailbox()
  await box.send()
  expect(box.mails).toEqual([])
  expect(await outbox()).toEqual(NOT_THEIRS)
})

test('who may no longer see the complaint gets no mail of it', async () => {
  await passedOn()
  await app.db.sql(`UPDATE grants SET until = $1 WHERE person_id = $2`, [app.clock.now(), app.user('staf.wilayah2').id])
  const box = await mailbox()
  await box.send()
  expect(box.mails).toEqual([])
  expect(await outbox()).toEqual(NOT_THEIRS)
})

test('an address that was corrected between two tries gets what the mistaken one refused', async () => {
  await recordComplaint(app, { cara_dihubungi: 'EMAIL', akun: 'buddi@example.id' })
  const box = await mailbox((attempt) => (attempt === 1 ? 'refuse' : 'take'))
  await box.send()
  expect(await outbox()).toMatchObject([{ state: 'WAITING' }])
  await app.db.sql(`UPDATE complainants SET account = 'budi@example.id'`)
  app.clock.advance(2)
  await box.send()
  expect(box.mails.map(({ to }) => to)).toEqual(['budi@example.id'])
  expect(await app.db.sql(`SELECT recipient FROM messages WHERE way = 'EMAIL'`)).toEqual([{ recipient: 'budi@example.id' }])
})

test('what a mail server says of an account does not name it to who reads the outbox', async () => {
  await recordComplaint(app, { cara_dihubungi: 'EMAIL', akun: 'Daeng.Baji@example.id' })
  const box = await mailbox(() => ({ refusal: '5.1.1 daeng.baji... no such user (Daeng.Baji)' }))
  await box.send()
  const [{ fault } = { fault: '' }] = await outbox()
  expect(fault).toContain('no such user')
  expect(fault).not.toMatch(/baji/i)
})
