// Every file × every person × every state: given out to those who see its complaint, and not there for all others.
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { tell } from '../complaints/carry.ts'
import { sees } from '../complaints/matrix.ts'
import { CAST, holderOf, storiesOf } from '../complaints/stories.ts'
import { browserOf, startApp } from '../support/app.ts'
import { complaintIn } from '../support/complaints.ts'
import { jpeg, pdf } from './samples.ts'

const app = await startApp()
afterAll(app.close)

const told = []
for (const story of storiesOf(app)) told.push({ ...story, ...(await tell(app, story)) })

/** A photo and a PDF on a complaint, by somebody who sees all. */
async function attachedTo(number: string): Promise<{ photo: string; paper: string }> {
  const desk = await app.signIn('kasie.hula')
  const send = async (bytes: Buffer, name: string) =>
    (await desk.post('/lampiran').attach('berkas', bytes, name).expect(201)).body.id
  const [photo, paper] = [await send(await jpeg(Number(number.slice(-3))), 'foto.jpg'), await send(pdf(number), 'surat.pdf')]
  await desk
    .post(`/aduan/${number}/catat`)
    .type('form')
    .send({ catatan: 'Lampiran.', lampiran: [photo, paper] })
    .expect(303)
  return { photo: String(photo), paper: String(paper) }
}

test.each(told)('$facts.state, $name: as its complaint', { timeout: 60_000 }, async ({ number, facts }) => {
  const { photo, paper } = await attachedTo(number)
  for (const who of CAST) {
    const agent = await app.signIn(who)
    const expected = sees(holderOf(who), facts) ? 200 : 404
    for (const path of [`/lampiran/${photo}`, `/lampiran/${photo}/kecil`, `/lampiran/${paper}`])
      expect([who, path, (await agent.get(path)).status]).toEqual([who, path, expected])
    expect((await agent.get(`/lampiran/${paper}/kecil`)).status).toBe(404)
  }
})

describe('by guessing', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const { photo } = await attachedTo(number)
  const staff = await app.signIn('staf.wilayah3')

  test.each(['0', '-1', '1e3', '99999999999', '%00', 'abc', '../1', `${photo}.jpg`, `0${photo}x`])(
    'the number %s finds nothing',
    async (id) => {
      for (const part of ['', '/kecil']) expect([400, 404]).toContain((await staff.get(`/lampiran/${id}${part}`)).status)
    },
  )

  test('a hash is no address, whoever asks', async () => {
    const [{ hash } = { hash: '' }] = await app.db.sql<{ hash: string }>('SELECT hash FROM attachments WHERE id = $1', [
      Number(photo),
    ])
    const desk = await app.signIn('kasie.hula')
    for (const path of [
      `/lampiran/${hash}`,
      `/lampiran/${hash.slice(0, 2)}/${hash}`,
      `/assets/${hash}`,
      `/lampiran/${photo}/${hash}`,
    ])
      expect((await desk.get(path)).status).toBe(404)
  })

  test('whoever has not signed in is led to the door', async () => {
    for (const path of [`/lampiran/${photo}`, `/lampiran/${photo}/kecil`])
      expect((await browserOf(app.app).get(path)).status).toBe(303)
    expect(
      (
        await browserOf(app.app)
          .post('/lampiran')
          .attach('berkas', await jpeg(), 'a.jpg')
      ).status,
    ).toBe(303)
  })
})

test('what waits for its form is seen by who brought it alone', async () => {
  const { body } = await (await app.signIn('staf.wilayah2'))
    .post('/lampiran')
    .attach('berkas', await jpeg(77), 'a.jpg')
    .expect(201)
  for (const who of CAST) {
    const { status } = await (await app.signIn(who)).get(`/lampiran/${body.id}`)
    expect([who, status]).toEqual([who, who === 'staf.wilayah2' ? 200 : 404])
  }
})

test('nobody can send what another brought, nor what hangs on a complaint already', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const { body } = await (await app.signIn('staf.wilayah3'))
    .post('/lampiran')
    .attach('berkas', await jpeg(78), 'a.jpg')
    .expect(201)
  const staff = await app.signIn('staf.wilayah2')
  const { text } = await staff
    .post(`/aduan/${number}/catat`)
    .type('form')
    .send({ catatan: 'Milik orang.', lampiran: body.id })
    .expect(422)
  expect(text).toContain('Satu berkas tidak ditemukan lagi.')
  expect(text).not.toContain(`/lampiran/${body.id}/`)
  const { photo } = await attachedTo(await complaintIn(app, 'IN_PROGRESS'))
  await (await app.signIn('kasie.hula'))
    .post(`/aduan/${number}/catat`)
    .type('form')
    .send({ catatan: 'Foto lain.', lampiran: photo })
    .expect(409)
})

test('an administrator of the system brings nothing', async () => {
  const agent = await app.signIn('sistem')
  const before = (await app.db.sql('SELECT id FROM attachments')).length
  await agent
    .post('/lampiran')
    .attach('berkas', await jpeg(79), 'a.jpg')
    .expect(403)
  await agent
    .post('/aduan/ADU-2026-000001/catat')
    .field('catatan', 'x')
    .attach('lampiran', await jpeg(79), 'a.jpg')
  expect((await app.db.sql('SELECT id FROM attachments')).length).toBe(before)
})

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-cache',
  'x-frame-options': 'DENY',
}

test('is never run as a page of ours, and a browser asks anew each time', async () => {
  const number = await complaintIn(app, 'IN_PROGRESS')
  const { photo, paper } = await attachedTo(number)
  const own: Username = 'staf.wilayah2'
  const staff = await app.signIn(own)
  for (const [path, way] of [
    [`/lampiran/${photo}`, /^inline;/],
    [`/lampiran/${photo}/kecil`, /^inline;/],
    [`/lampiran/${paper}`, /^attachment;/],
  ] as const) {
    const { headers } = await staff.get(path).expect(200)
    expect(headers).toMatchObject(HEADERS)
    expect(headers['content-disposition']).toMatch(way)
    const again = await staff.get(path).set('If-None-Match', String(headers.etag))
    expect(again.status).toBe(304)
    const foreign = await (await app.signIn('staf.wilayah3')).get(path).set('If-None-Match', String(headers.etag))
    expect(foreign.status).toBe(404)
    const out = await browserOf(app.app).get(path).set('If-None-Match', String(headers.etag))
    expect(out.status).toBe(303)
  }
})
