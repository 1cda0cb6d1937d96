// A form that is sent twice, one after the other or both at once, with scripts and without: what it tells is kept once.
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { complaintIn, intakeBody } from '../support/complaints.ts'
import { broughtBy } from './brought.ts'
import { jpeg } from './samples.ts'

const app = await startApp()
afterAll(app.close)
const desk = await app.signIn('admin.humas')

const attached = async (number: string): Promise<number> => {
  const [row] = await app.db.sql<{ n: number }>(
    `SELECT count(*) AS n FROM attachments a JOIN complaints c ON c.id = a.complaint_id WHERE 'ADU-' || c.year || '-' || lpad(c.sequence::text, 6, '0') = $1`,
    [number],
  )
  return row?.n ?? -1
}
const notes = async (): Promise<number> => (await app.db.sql(`SELECT FROM events WHERE type = 'noted'`)).length
const complaints = async (): Promise<number> => (await app.db.sql('SELECT FROM complaints')).length
const token = async () => /name="formulir" value="([^"]+)"/.exec((await desk.get('/aduan/baru')).text)?.[1] ?? ''

describe.each(['one after the other', 'both at once'])('%s', (when) => {
  const twice = async <T>(send: () => Promise<T>): Promise<T[]> =>
    when === 'both at once' ? Promise.all([send(), send()]) : [await send(), await send()]

  test('an intake with a photo in the form itself', async () => {
    const [formulir, photo, before] = [await token(), await jpeg(1), await complaints()]
    const answers = await twice(async () => {
      const sending = desk.post('/aduan/baru')
      for (const [name, value] of Object.entries({ ...intakeBody(app), formulir })) sending.field(name, String(value))
      return sending.attach('lampiran', photo, 'pipa.jpg')
    })
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect([await complaints(), await attached(numberIn(answers[0]?.headers.location))]).toEqual([before + 1, 1])
  })

  test('an intake with files sent ahead', async () => {
    const [formulir, lampiran, before] = [await token(), await broughtBy(app, 'admin.humas', 2), await complaints()]
    const answers = await twice(async () =>
      desk
        .post('/aduan/baru')
        .type('form')
        .send({ ...intakeBody(app), formulir, lampiran }),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([await complaints(), await attached(numberIn(answers[0]?.headers.location))]).toEqual([before + 1, 2])
  })

  test('a note with a photo in the form itself', async () => {
    const [number, photo, before] = [await complaintIn(app, 'RECEIVED'), await jpeg(2), await notes()]
    const answers = await twice(async () =>
      desk.post(`/aduan/${number}/catat`).field('catatan', 'Lihat.').attach('lampiran', photo, 'a.jpg'),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect([await notes(), await attached(number)]).toEqual([before + 1, 1])
  })

  test('a note with files sent ahead', async () => {
    const [number, lampiran, before] = [await complaintIn(app, 'RECEIVED'), await broughtBy(app, 'admin.humas', 2), await notes()]
    const answers = await twice(async () =>
      desk.post(`/aduan/${number}/catat`).type('form').send({ catatan: 'Lihat.', lampiran }),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([await notes(), await attached(number)]).toEqual([before + 1, 2])
  })
})

test('the same photo with other words is another note, and so are the same words with another photo', async () => {
  const number = await complaintIn(app, 'RECEIVED')
  const note = async (words: string, colour: number) =>
    desk
      .post(`/aduan/${number}/catat`)
      .field('catatan', words)
      .attach('lampiran', await jpeg(colour), 'a.jpg')
      .expect(303)
  await note('Pagi.', 3)
  await note('Siang.', 3)
  await note('Pagi.', 4)
  expect(await attached(number)).toBe(3)
})

test('the same photo ten times in one note lies in the store once', async () => {
  const number = await complaintIn(app, 'RECEIVED')
  const sending = desk.post(`/aduan/${number}/catat`).field('catatan', 'Sepuluh.')
  for (let time = 0; time < 10; time++) sending.attach('lampiran', await jpeg(50), `${time}.jpg`)
  await sending.expect(303)
  expect(await attached(number)).toBe(10)
  const hashes = await app.db.sql(
    `SELECT DISTINCT hash FROM attachments WHERE name LIKE '_.jpg' AND complaint_id = (SELECT max(complaint_id) FROM attachments)`,
  )
  expect(hashes.length).toBe(1)
})

test('eleven in one form are too many, and all that came are there to choose from', async () => {
  const number = await complaintIn(app, 'RECEIVED')
  const sending = desk.post(`/aduan/${number}/catat`).field('catatan', 'Sebelas.')
  for (let one = 0; one < 11; one++) sending.attach('lampiran', await jpeg(60 + one), `${one}.jpg`)
  const { text } = await sending.expect(422)
  expect(text).toContain('Foto atau PDF paling banyak 10 berkas.')
  expect(text.match(/name="lampiran" value="\d+" checked/g)?.length).toBe(11)
})

const numberIn = (location: string | undefined): string => /ADU-\d+-\d+/.exec(location ?? '')?.[0] ?? ''
