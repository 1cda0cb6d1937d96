// Complaints as hard to print as they come.
import type { Username } from '../../prisma/seed/people.ts'
import { jpeg } from '../attachments/samples.ts'
import type { TestApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

export const LONG_NAME = 'Hj. Andi Sitti Rahmatiah Nurul Fadhilah Daeng Ngugi binti Karaeng Bontolangkasa Pettarani'
export const LONG_ADDRESS =
  'Jalan Perintis Kemerdekaan Kilometer Sepuluh Lorong Baji Gau Tengah Nomor 128 Blok C/12, belakang masjid'

/** Everything filled, with names as long as they get. */
export const full = (app: TestApp) => ({
  nama: LONG_NAME,
  alamat: LONG_ADDRESS,
  nomor_sambungan: '010203040',
  golongan: 'HOUSEHOLD',
  telepon: '0812-3456-7890',
  akun: 'sitti.rahmatiah.nurul.fadhilah@surel.contoh.id',
  cara_dihubungi: 'WHATSAPP',
  kebutuhan: app.master.needs.slice(0, 3).map(({ id }) => String(id)),
  keterangan_kebutuhan: 'Memakai kursi roda; pintu samping rumah lebih mudah.',
  uraian: 'Air menyembur di depan rumah sejak subuh, jalan mulai tergenang dan kendaraan sulit lewat. '.repeat(6),
})

/** Photos with a note for the complainant, at most ten a step. */
export async function photograph(app: TestApp, number: string, count: number, who: Username = 'staf.wilayah2'): Promise<void> {
  for (let first = 0; first < count; first += 10) {
    const sending = (await app.signIn(who)).post(`/aduan/${number}/catat`).field('catatan', 'Foto.').field('untuk_pelapor', 'ya')
    for (let index = first; index < Math.min(count, first + 10); index++)
      sending.attach('lampiran', await jpeg(index + 1), `foto-${index}.jpg`)
    const { status, text } = await sending
    if (status !== 303) throw new Error(`${status} ${text.slice(0, 200)}`)
  }
}

/** Passed to and fro until it has so many events; then reported. */
export async function eventful(app: TestApp, events: number): Promise<string> {
  const number = await complaintIn(app, 'IN_PROGRESS', full(app))
  for (let index = 0; index < (events - 6) / 2; index++) {
    app.clock.advance(7)
    await act(app, number, 'staf.wilayah2', 'hold', bodyOf('hold', app))
    app.clock.advance(11)
    await act(app, number, 'staf.wilayah2', 'resume')
  }
  return number
}

/** Completed with photos of before and after. */
export const reported = (app: TestApp, number: string, pairs: number) => worked(app, number, pairs, 'lapor', 'staf.wilayah2')

/** Declared done with photos by the officer who did it. */
export const finished = (app: TestApp, number: string, pairs: number) => worked(app, number, pairs, 'selesai-kerja', 'teknik.2')

async function worked(app: TestApp, number: string, pairs: number, path: string, who: Username): Promise<void> {
  const body = bodyOf('report', app)
  const staff = await app.signIn(who)
  const version = /name="versi" value="([\d.]+)"/.exec((await staff.get(`/aduan/${number}`)).text)?.[1] ?? ''
  const sending = staff.post(`/aduan/${number}/${path}`).field('versi', version)
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) sending.field(name, one)
  for (let index = 0; index < pairs; index++) {
    sending.attach('foto_sebelum', await jpeg(100 + index), `sebelum-${index}.jpg`)
    sending.attach('foto_sesudah', await jpeg(200 + index), `sesudah-${index}.jpg`)
  }
  const { status, text } = await sending
  if (status !== 303) throw new Error(`${status} ${text.slice(0, 300)}`)
}

export const empty = (app: TestApp) => recordComplaint(app, { nama: '', anonim: 'ya', telepon: '', cara_dihubungi: 'NONE' })
