// The complainant's own paper: what was said, when and where to ask, and who signs.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import { readHistory } from '../../src/complaints/history.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { contentOf } from '../../src/papers/contents.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { factsOf, made, sheet } from './making.ts'

const app = await startApp()
afterAll(app.close)
const paperOf = async (number: string) => {
  const $ = await sheet(app, await made(app, number, 'tanda-terima', 'admin.humas'), 'admin.humas')
  const names = $('.paper .signed .name')
    .toArray()
    .map((one) => $(one).text())
  const signed = $('.paper .signed > div')
    .toArray()
    .map((one) => $(one).find('p').first().text())
  return { facts: factsOf($), text: $('.paper').text(), signed, names }
}

test('the receipt names the number once, service and phone, when it is answered and where to ask', async () => {
  const number = await recordComplaint(app, { telepon: '0812-7000-1000' })
  const { facts, text, signed, names } = await paperOf(number)
  expect(text.split(number).length - 1).toBe(1)
  expect(facts).toMatchObject({ Layanan: 'Air minum', Telepon: '0812-7000-1000' })
  expect(facts['Kapan dijawab']).toMatch(/^Paling lambat \d{1,2} \w+ \d{4} pukul \d\d\.\d\d WITA$/)
  expect(facts['Tempat bertanya']).toContain('Humas')
  expect(signed).toEqual(['Pelapor', 'Petugas'])
  expect(names[1]).toBe(facts['Diterima oleh'])
  expect(text).not.toContain('Rahasia')
})

test('when it is answered stays what it was when that has passed; what is closed was answered', async () => {
  const number = await recordComplaint(app)
  const address = await made(app, number, 'tanda-terima', 'admin.humas')
  const due = (await paperOf(number)).facts['Kapan dijawab']
  app.clock.advance(60 * 24 * 7)
  expect((await paperOf(number)).facts['Kapan dijawab']).toBe(due)
  expect(await made(app, number, 'tanda-terima', 'admin.humas')).toBe(address)
  await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
  expect((await paperOf(number)).facts).not.toHaveProperty('Kapan dijawab')
})

test('it says which phone to ask at, once the letterhead has one', async () => {
  const letterhead = { ...app.master.letterhead, phone: '0411-000111' }
  const material = { ...(await materialOf(await recordComplaint(app))), master: { ...app.master, letterhead } }
  expect(JSON.stringify(contentOf('RECEIPT', material))).toContain('Bagian Humas, telepon 0411-000111, dengan menyebutkan')
})

async function materialOf(number: string) {
  const user = app.user('admin.humas')
  const complaint = await findVisible(app.db, user, number)
  const history = await readHistory(app.db, user, complaint.id)
  return { complaint, history, evidence: { pictures: [], place: null }, master: app.master, now: app.clock.now() }
}

test('what was just recorded offers its receipt in one click; its old address leads to the last one', async () => {
  const desk = await app.signIn('admin.humas')
  const number = await recordComplaint(app)
  const $ = load((await desk.get(`/aduan/${number}?kabar=baru`).expect(200)).text)
  const form = $(`.acts form[action="/aduan/${number}/kertas/tanda-terima"]`)
  expect(form.find('button').text()).toContain('Tanda terima')
  await desk.get(`/aduan/${number}/tanda-terima`).expect(303).expect('Location', `/aduan/${number}/kertas`)
  const address = await made(app, number, 'tanda-terima', 'admin.humas')
  await desk.get(`/aduan/${number}/tanda-terima`).expect(303).expect('Location', address)
})

test('a counter that prints tickets gets the next receipt as a ticket too', async () => {
  const counter = await app.signIn('callcenter')
  const address = await made(app, await recordComplaint(app), 'tanda-terima', 'callcenter')
  expect(address).not.toContain('ukuran')
  await counter.get(`${address}?ukuran=80mm`).expect(200)
  const ticket = await made(app, await recordComplaint(app), 'tanda-terima', 'callcenter')
  expect(ticket).toMatch(/\?ukuran=80mm$/)
  expect((await sheet(app, ticket, 'callcenter'))('.paper').hasClass('size-80mm')).toBe(true)
  await counter.get(`${address}?ukuran=a4`).expect(200)
  expect(await made(app, await recordComplaint(app), 'tanda-terima', 'callcenter')).not.toContain('ukuran')
})
