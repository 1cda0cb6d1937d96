// A photo's way: chosen, sent with its form, tied to its step, seen by those who may see the complaint.
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint, unitId } from '../support/complaints.ts'
import { jpeg, pdf } from './samples.ts'

const app = await startApp()
afterAll(app.close)

const escalated = async () => {
  const number = await recordComplaint(app)
  await act(app, number, 'admin.humas', 'escalate', bodyOf('escalate', app, { unit: String(unitId(app.master, 'WIL2')) }))
  return number
}

test('a note with a photo and a PDF keeps both, told by one event', async () => {
  const number = await escalated()
  const staff = await app.signIn('staf.wilayah2')
  const sent = await staff
    .post(`/aduan/${number}/catat`)
    .field('catatan', 'Lihat foto.')
    .attach('lampiran', await jpeg(1), 'pipa pecah.jpg')
    .attach('lampiran', pdf(), 'surat.pdf')
  expect(sent.status).toBe(303)
  const page = await staff.get(`/aduan/${number}`).expect(200)
  expect(page.text).toContain('menulis catatan internal (2 berkas)')
  const [, id] = /src="\/lampiran\/(\d+)\/kecil"/.exec(page.text) ?? []
  const photo = await staff.get(`/lampiran/${id}`).expect(200)
  expect(photo.headers['content-type']).toBe('image/jpeg')
  expect(photo.headers['x-content-type-options']).toBe('nosniff')
  expect(photo.headers['content-security-policy']).toContain('sandbox')
  await (await app.signIn('staf.wilayah3')).get(`/lampiran/${id}`).expect(404)
})
