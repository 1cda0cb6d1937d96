import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { initialValues } from '../../src/complaints/choices.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { toLocalInput } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { act, complaintIn, recordComplaint, villageOf } from '../support/complaints.ts'
import { categoryId } from './carry.ts'
import { press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { db, clock, master, user, close } = app
afterAll(close)

describe('corrections', () => {
  const everyField = () => ({
    kanal: String(master.channels.find(({ code }) => code === 'SURAT')?.id ?? master.channels[3]?.id),
    jenis: 'QUESTION',
    layanan: 'WASTEWATER',
    kategori: categoryId(app, 'BEKAS_GALIAN'),
    prioritas: 'URGENT',
    perihal: 'Perihal lain',
    uraian: 'Uraian lain.',
    waktu_masuk: '2026-11-23T15:00',
    kelurahan: villageOf(master, 'WIL5'),
    alamat: 'Jl. Lain 9',
    nomor_sambungan: '000123456',
    nama: 'Nama Lain',
    telepon: '08777777777',
    akun: 'lain@contoh.example',
    cara_dihubungi: 'WHATSAPP',
    mewakili: 'ya',
    kebutuhan: [String(master.needs[1]?.id)],
    keterangan_kebutuhan: 'Mohon bicara pelan.',
    jenis_pelapor: 'GROUP',
    golongan: 'SOCIAL',
    alasan: 'Salah dengar.',
  })
  const all = [
    'account',
    'address',
    'category',
    'channel',
    'complainantKind',
    'connectionNumber',
    'contactWay',
    'description',
    'kind',
    'name',
  ]
  const more = ['needs', 'needsNote', 'phone', 'priority', 'proxy', 'service', 'subject', 'tariffClass', 'village']
  const SCOPES: [Username, 'IN_PROGRESS' | 'CLOSED' | 'DISMISSED', string[]][] = [
    ['admin.humas', 'IN_PROGRESS', [...all, ...more]],
    ['callcenter', 'IN_PROGRESS', [...all, ...more]],
    ['kasie.hula', 'IN_PROGRESS', [...all, ...more, 'arrivedAt']],
    ['staf.wilayah2', 'IN_PROGRESS', ['address', 'category', 'connectionNumber', 'village']],
    ['kasie.hula', 'CLOSED', ['account', 'contactWay', 'name', 'phone']],
    ['kasie.hula', 'DISMISSED', ['account', 'contactWay', 'name', 'phone']],
  ]

  test.each(SCOPES)('%s corrects of %s what is theirs, whatever else is sent', async (who, state, fields) => {
    const number = await complaintIn(app, state)
    expect((await press(app, who, number, 'amend', everyField())).status).toBe(303)
    const { payload } = (await readAll(app, number)).events.at(-1) as { payload: { fields: string[] } }
    expect(payload.fields.toSorted()).toEqual(fields.toSorted())
  })

  const asShown = async (number: string, who: Username): Promise<Typed> => {
    const complaint = await findVisible(db, user(who), number)
    return initialValues('amend', complaint, { user: user(who), now: clock.now(), master, report: null })
  }
  const amend = async (who: Username, number: string, change: Typed) =>
    (await press(app, who, number, 'amend', { ...(await asShown(number, who)), ...change })).status

  test('need a change, and a reason for category, priority and arrival', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    expect(await amend('kasie.hula', number, {})).toBe(422)
    expect(await amend('kasie.hula', number, { alasan: 'Tanpa perubahan.' })).toBe(422)
    const changes: Typed[] = [
      { kategori: categoryId(app, 'DENDA') },
      { prioritas: 'URGENT' },
      { waktu_masuk: '2026-11-24T08:00' },
    ]
    for (const change of changes) {
      expect(await amend('kasie.hula', number, change)).toBe(422)
      expect(await amend('kasie.hula', number, { ...change, alasan: 'Salah catat.' })).toBe(303)
    }
    expect(await amend('admin.humas', number, { alamat: 'Jl. Tanpa Alasan 1' })).toBe(303)
  })

  test('may leave what is no longer offered, and what may no longer be typed, as it is', async () => {
    const number = await recordComplaint(app)
    const { categoryId: category, channelId: channel } = await findVisible(db, user('kasie.hula'), number)
    await db.sql(`UPDATE complaints SET arrived_at = $1 WHERE id = (SELECT max(id) FROM complaints)`, [
      new Date('2019-05-06T10:00:00+08:00'),
    ])
    const retired = [master.categories.find(({ id }) => id === category), master.channels.find(({ id }) => id === channel)]
    for (const one of retired) Object.assign(one ?? {}, { active: false })
    const change = async (body: Typed) =>
      act(app, number, 'kasie.hula', 'amend', { ...(await asShown(number, 'kasie.hula')), ...body })
    await change({ alamat: 'Jl. Cendrawasih 8' })
    await expect(change({ waktu_masuk: '2019-05-06T11:00', alasan: 'Salah jam.' })).rejects.toThrow('lima tahun')
    for (const one of retired) Object.assign(one ?? {}, { active: true })
    expect((await readAll(app, number)).complaint.address).toBe('Jl. Cendrawasih 8')
  })

  test('of the category take along the priority and the subject that came from it', async () => {
    const number = await recordComplaint(app, { perihal: '', kategori: categoryId(app, 'DENDA') })
    const kategori = categoryId(app, 'TIDAK_MENGALIR')
    expect(await amend('admin.humas', number, { kategori, alasan: 'Salah catat.' })).toBe(303)
    const { priority, subject } = await findVisible(db, user('admin.humas'), number)
    expect([priority, subject]).toEqual(['HIGH', expect.stringMatching(/^Tidak mengalir, /)])
    const change = { kategori: categoryId(app, 'DENDA'), prioritas: 'URGENT', perihal: 'Kata pelapor', alasan: 'Salah catat.' }
    expect(await amend('admin.humas', number, change)).toBe(303)
    expect(await findVisible(db, user('admin.humas'), number)).toMatchObject({ priority: 'URGENT', subject: 'Kata pelapor' })
  })

  test('to Anonim keep the name in what stands apart', async () => {
    const number = await recordComplaint(app)
    expect(await amend('admin.humas', number, { anonim: 'ya' })).toBe(303)
    const { amendments, complaint } = await readAll(app, number)
    expect(complaint.complainant).toMatchObject({ name: null, anonymous: true })
    expect(amendments).toContainEqual({ field: 'name', before: 'Daeng Baji', after: null })
  })

  test('of the arrival do not put it after the complaint was received', async () => {
    const number = await recordComplaint(app)
    clock.advance(60)
    const { status, text } = await press(app, 'kasie.hula', number, 'amend', {
      ...(await asShown(number, 'kasie.hula')),
      waktu_masuk: toLocalInput(clock.now()),
      alasan: 'Salah jam.',
    })
    expect([status, faultsIn(text)]).toEqual([422, [expect.stringContaining('sesudah aduan diterima')]])
  })

  test('may not give a category of the other service', async () => {
    const number = await recordComplaint(app)
    const kategori = categoryId(app, 'SEDOT_TINJA')
    const { status, text } = await press(app, 'admin.humas', number, 'amend', {
      ...(await asShown(number, 'admin.humas')),
      kategori,
      alasan: 'Salah catat.',
    })
    expect([status, faultsIn(text)]).toEqual([422, ['Sedot tinja adalah kategori air limbah. Sesuaikan Kategori atau Layanan.']])
    expect(await amend('admin.humas', number, { kategori, layanan: 'WASTEWATER', alasan: 'Salah catat.' })).toBe(303)
  })

  test('of personal data are told by name of field only, what was there stands apart', async () => {
    const number = await recordComplaint(app)
    expect(await amend('admin.humas', number, { nama: 'Daeng Ngona', telepon: '0411-555123' })).toBe(303)
    const { events, amendments, complaint } = await readAll(app, number)
    expect(events.at(-1)?.payload).toEqual({ fields: ['name', 'phone'] })
    expect(amendments).toEqual([
      { field: 'name', before: 'Daeng Baji', after: 'Daeng Ngona' },
      { field: 'phone', before: '0812-3456-7890', after: '0411-555123' },
    ])
    expect(complaint.complainant).toMatchObject({ name: 'Daeng Ngona', phoneDigits: '0411555123' })
  })

  test('of the arrival move no run, no number and no milestone, across a year too', async () => {
    clock.set('2027-01-04T10:00:00+08:00')
    const number = await recordComplaint(app)
    const before = await readAll(app, number)
    expect(await amend('kasie.hula', number, { waktu_masuk: '2026-12-30T11:00', alasan: 'Surat lama.' })).toBe(303)
    const { complaint, events } = await readAll(app, number)
    expect(complaint.arrivedAt).toEqual(new Date('2026-12-30T11:00:00+08:00'))
    expect([complaint.year, complaint.sequence, complaint.receivedAt]).toEqual([
      2027,
      before.complaint.sequence,
      before.complaint.receivedAt,
    ])
    expect(complaint.runs).toEqual(before.complaint.runs)
    expect(events.at(-1)?.payload).toEqual({
      fields: ['arrivedAt'],
      arrivedAt: { from: before.complaint.arrivedAt.toISOString(), to: '2026-12-30T03:00:00.000Z' },
    })
  })
})
