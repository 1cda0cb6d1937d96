// Whoever may write nothing brings nothing, nobody brings without end, and what is refused leaves a connection that goes on.
import { Agent, request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { MOST_STAGED } from '../../src/attachments/store.ts'
import { PASSWORD, startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint, unitId } from '../support/complaints.ts'
import { broughtBy } from './brought.ts'
import { jpeg, pdf } from './samples.ts'

const app = await startApp()
afterAll(app.close)
const { db, signIn, user } = app

const staged = async (): Promise<number> => (await db.sql('SELECT id FROM attachments')).length
const escalated = async () => {
  const number = await recordComplaint(app)
  await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app, { unit: String(unitId(app.master, 'WIL2')) }))
  return number
}

test('the director brings no file', async () => {
  const before = await staged()
  await (await signIn('direktur'))
    .post('/lampiran')
    .attach('berkas', await jpeg(1), 'a.jpg')
    .expect(403)
  expect(await staged()).toBe(before)
})

const number = await escalated()
const NOWHERE: [string, Username, string, number][] = [
  ['on a complaint that one does not see', 'staf.wilayah3', `/aduan/${number}/catat`, 404],
  ['on one that there is not', 'admin.humas', '/aduan/ADU-2026-999999/catat', 404],
  ['with an action that is never theirs', 'staf.wilayah2', `/aduan/${number}/terima`, 403],
  ['with an action, by the director', 'direktur', `/aduan/${number}/catat`, 403],
  ['with an intake that is not theirs', 'staf.wilayah2', '/aduan/baru', 403],
  ['with what is no action', 'admin.humas', `/aduan/${number}/terbang`, 404],
  ['with a letter', 'admin.humas', `/aduan/${number}/surat`, 422],
]
test.each(NOWHERE)('%s nothing is kept', async (_what, who, path, status) => {
  const before = await staged()
  const sent = await (await signIn(who))
    .post(path)
    .field('catatan', 'Ada foto.')
    .attach('lampiran', await jpeg(2), 'a.jpg')
  expect([sent.status, await staged()]).toEqual([status, before])
})

test('what a person brought first makes room for what they bring last; what was sent with a form stays', async () => {
  const desk = await signIn('admin.humas')
  const [sent = ''] = await broughtBy(app, 'admin.humas')
  await desk.post(`/aduan/${number}/catat`).type('form').send({ catatan: 'Lihat surat.', lampiran: sent }).expect(303)
  const [other = ''] = await broughtBy(app, 'kasie.hula')
  const [first = ''] = await broughtBy(app, 'admin.humas')
  const ids = await broughtBy(app, 'admin.humas', MOST_STAGED)
  await desk.get(`/lampiran/${first}`).expect(404)
  await desk.get(`/lampiran/${ids[0]}`).expect(200)
  await desk.get(`/lampiran/${sent}`).expect(200)
  await (await signIn('kasie.hula')).get(`/lampiran/${other}`).expect(200)
  const waiting = await db.sql('SELECT FROM attachments WHERE person_id = $1 AND complaint_id IS NULL', [user('admin.humas').id])
  expect(waiting).toHaveLength(MOST_STAGED)
})

const TOO_MUCH = 24 * 1024 * 1024
const MANY = 'multipart/form-data; boundary=batas'
const fileOf = (bytes: Buffer) =>
  Buffer.concat([
    Buffer.from('--batas\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ])

test('after a refusal for its size the connection goes on', { timeout: 30_000 }, async () => {
  const { send, connections, close } = await connected()
  const body = Buffer.concat([fileOf(Buffer.alloc(TOO_MUCH)), Buffer.from('--batas--\r\n')])
  const refused = await send('POST', '/lampiran', body)
  expect([refused.status, JSON.parse(refused.text).salah]).toEqual([
    413,
    'Kiriman ini terlalu besar. Kirim satu berkas, paling besar 10 MB.',
  ])
  expect((await send('GET', '/aduan')).status).toBe(200)
  expect(connections()).toBe(1)
  close()
})

test('a form that ends before its last boundary is not taken', async () => {
  const { send, close } = await connected()
  const before = await staged()
  const note = Buffer.from('--batas\r\nContent-Disposition: form-data; name="catatan"\r\n\r\nAda kabar.\r\n')
  const FORMS: [string, Buffer][] = [
    ['/lampiran', fileOf(pdf())],
    [`/aduan/${number}/catat`, note],
  ]
  for (const [path, form] of FORMS)
    for (const end of ['', '--batas', '--batas\r\n', '--batas-\r\n'])
      expect((await send('POST', path, Buffer.concat([form, Buffer.from(end)]))).status).toBe(400)
  expect(await staged()).toBe(before)
  for (const [path, form] of FORMS)
    expect((await send('POST', path, Buffer.concat([form, Buffer.from('--batas--')]))).status).toBeLessThan(400)
  close()
})

/** One connection, kept, of somebody who is signed in. */
async function connected() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const sockets = new Set<unknown>()
  const body = new URLSearchParams({ username: 'admin.humas', password: PASSWORD })
  const signed = await fetch(`${app.url}/masuk`, { method: 'POST', body, redirect: 'manual', headers: { Origin: app.url } })
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const send = (method: string, path: string, sent?: Buffer) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = { cookie, 'Sec-Fetch-Site': 'same-origin', ...(sent && { 'Content-Type': MANY }) }
      const asked = request(`${app.url}${path}`, { agent, method, headers, timeout: 8_000 }, (res) => {
        let text = ''
        res.on('data', (chunk) => {
          text += chunk
        })
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text }))
      })
      asked.on('socket', (socket) => sockets.add(socket))
      asked.on('timeout', () => asked.destroy(new Error(`${path} is not answered`)))
      asked.on('error', reject)
      asked.end(sent)
    })
  return { send, connections: () => sockets.size, close: () => agent.destroy() }
}
