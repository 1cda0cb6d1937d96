import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { EVENTS, type EventType } from '../../src/complaints/events.ts'
import { eventsOf } from '../../src/notifications/announce.ts'
import { fillingOf } from '../../src/notifications/filling.ts'
import { ADDRESS } from '../../src/notifications/template-forms.ts'
import { findExample } from '../../src/notifications/template-store.ts'
import { fill, placeholdersOf, TEMPLATE_KEYS, TEMPLATES, unknownIn } from '../../src/notifications/templates.ts'
import { atOnce } from '../settings/at-once.ts'
import { startApp } from '../support/app.ts'
import { act, complaintIn, recordComplaint } from '../support/complaints.ts'

const app = await startApp()
const { db, user, signIn, master, clock } = app
afterAll(app.close)

const HOME = '/pengaturan/pesan'
const byMail = { cara_dihubungi: 'EMAIL', akun: 'daeng.baji@surel.example' }
const closed = await complaintIn(app, 'CLOSED', { perihal: 'Air keruh sejak subuh' })
const number = await complaintIn(app, 'IN_PROGRESS', byMail)
await act(app, number, 'admin.humas', 'note', { catatan: 'Petugas sedang di jalan.', untuk_pelapor: 'ya' })
await act(app, number, 'admin.humas', 'note', { catatan: 'Rahasia di antara kita.' })
const fresh = await recordComplaint(app)

beforeEach(() => db.sql('DELETE FROM message_templates'))

const get = async (path = '', who: Username = 'kasie.hula') => (await signIn(who)).get(HOME + path)
const page = async (path = '') => load((await get(path)).text)
const send = async (path: string, body: object, who: Username = 'kasie.hula') =>
  (await signIn(who))
    .post(HOME + path)
    .type('form')
    .send(body)
const versionOf = async (path: string) => String((await page(path))('[name=versi]').val())
const TEXT = { judul: 'Nomor Anda {nomor}', isi: 'Halo {nama}, aduan {perihal} kami terima.', tindakan: 'simpan' }
const save = async (body: object = {}, path = '/nomor') => send(path, { ...TEXT, versi: await versionOf(path), ...body })
const stored = () => db.sql('SELECT key, subject, body, changed_at, changed_by_id FROM message_templates')
const entries = async () => (await db.sql<{ n: number }>('SELECT count(*) AS n FROM audit_entries'))[0]?.n

describe('every text', () => {
  /** Payloads that the events of a complaint may have, each as its schema takes it. */
  const PAYLOADS: Partial<Record<EventType, object>> = {
    submitted: { channelId: 1 },
    recorded: { channelId: 1, openedAt: clock.now().toISOString() },
    escalated: { unitId: 2, explanation: 'NOT_YET' },
    transferred: { fromUnitId: 1, unitId: 2 },
    involved: { unitId: 2 },
    returned: { fromUnitId: 2 },
    assigned: { officers: [user('teknik.2').id], promisedAt: clock.now().toISOString() },
    noted: { forComplainant: true },
    amended: { fields: ['subject'] },
    letterSent: { letterId: 1, number: '1/HUMAS/XI/2026', way: 'EMAIL', sentAt: clock.now().toISOString() },
    finished: { result: 'TEMPORARY', officers: [] },
    reported: { result: 'RESOLVED', officers: [] },
    explained: { outcome: 'ACCEPTED', attempts: [] },
    confirmed: {},
    sentBack: { unitId: 2 },
    reopened: { mistaken: false },
    reminded: {
      ...{
        clock: 'FOLLOW_UP',
        moment: 'LIMIT',
        afterMinutes: 60,
        dueAt: clock.now().toISOString(),
        people: [user('kabag.humas').id],
      },
    },
  }
  const PAIRS = TEMPLATE_KEYS.flatMap((key) => eventsOf(key).map((type) => [key, type] as const))

  test.each(PAIRS)('%s says %s without anything left in braces', (key, type) => {
    const payload = EVENTS[type].payload.parse(PAYLOADS[type])
    const person = TEMPLATES[key].to === 'STAFF' ? { name: 'Staf', phone: null, email: null } : null
    const complainant = { name: null, phone: null, account: null, contactWay: 'PHONE' as const }
    const about = {
      ...{ year: 2026, sequence: 7, subject: 'Air mati', ownerUnitId: null, nextDueAt: null, complainant, person, type, payload },
      ...{ at: clock.now(), actorId: null, text: null },
    }
    const { subject, body } = fill(TEMPLATES[key], fillingOf(about, master.names, 'https://tanggap.example'))
    expect(subject + body).not.toMatch(/[{}]|undefined|null/)
    expect(subject + body).toContain('ADU-2026-000007')
  })

  test.each(TEMPLATE_KEYS)('%s tells of some event, and uses only what it may', (key) => {
    expect(eventsOf(key)).not.toEqual([])
    expect([
      ...unknownIn(TEMPLATES[key].subject, placeholdersOf(key)),
      ...unknownIn(TEMPLATES[key].body, placeholdersOf(key)),
    ]).toEqual([])
  })

  test('what the application writes into the outbox is of these pairs', async () => {
    const pairs = await db.sql<{ template: string; type: string }>(
      `SELECT DISTINCT m.template, e.type FROM messages m JOIN events e ON e.complaint_id = m.complaint_id AND e.sequence = m.event_sequence`,
    )
    expect(pairs.length).toBeGreaterThan(3)
    for (const { template, type } of pairs) expect(PAIRS).toContainEqual([template, type])
  })

  test.each(TEMPLATE_KEYS)('%s has a page, whose preview leaves nothing in braces', async (key) => {
    const $ = await page(`/${ADDRESS[key]}`)
    const shown = $('[aria-label=Pratinjau] .letter')
    expect(shown.length === 0 || !/[{}]/.test(shown.text())).toBe(true)
    expect(
      $('.placeholders dt')
        .toArray()
        .map((dt) => $(dt).text()),
    ).toEqual(placeholdersOf(key).map((name) => `{${name}}`))
  })
})

describe('the list', () => {
  test('tells those for complainants from those for staff, and who changed what', async () => {
    await save()
    const $ = await page('?kabar=tersimpan')
    expect(
      $('section')
        .toArray()
        .map((one) => $(one).find('tbody tr').length),
    ).toEqual([6, 3])
    const row = $('tr:contains("Nomor aduan")').text()
    expect(row).toContain(user('kasie.hula').name)
    expect(row).toContain('Nomor Anda {nomor}')
    expect($('tbody tr:contains("bawaan")').length).toBe(TEMPLATE_KEYS.length - 1)
  })

  test.each(['admin.humas', 'kabag.humas', 'sistem', 'staf.wilayah2'] as const)('%s may not', async (who) => {
    for (const path of ['', '/nomor', '/nomor/bawaan']) expect((await get(path, who)).status).toBe(403)
    for (const path of ['/nomor', '/nomor/bawaan']) expect((await send(path, { ...TEXT, versi: '0' }, who)).status).toBe(403)
    expect(await stored()).toEqual([])
  })

  test.each(['/lain', '/numbered', '/toString', '/lain/bawaan'])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
    expect((await send(path, TEXT)).status).toBe(404)
  })
})

describe('a change', () => {
  test('is kept with who made it, in the trail with the text before, and sent from then on', async () => {
    const { status, headers } = await save()
    expect([status, headers.location]).toEqual([303, `${HOME}?kabar=tersimpan`])
    const kept = { subject: TEXT.judul, body: TEXT.isi }
    expect(await stored()).toEqual([{ key: 'numbered', ...kept, changed_at: clock.now(), changed_by_id: user('kasie.hula').id }])
    const [entry] = await db.sql('SELECT action, details FROM audit_entries ORDER BY id DESC LIMIT 1')
    const { subject, body } = TEMPLATES.numbered
    expect(entry).toEqual({ action: 'templateChanged', details: { id: 'numbered', before: { subject, body }, after: kept } })
    const $ = await page('/nomor')
    expect($('[name=isi]').val()).toBe(TEXT.isi)
    expect($('.trail').text()).toContain('mengubah teks pesan Nomor aduan.')
    expect($('.earlier').first().text()).toContain('Sebutkan nomor ini bila Anda menghubungi kami lagi.')
  })

  test('that changes nothing writes nothing', async () => {
    const before = await entries()
    const { subject, body } = TEMPLATES.numbered
    await save({ judul: subject, isi: body.replaceAll('\n', '\r\n') })
    expect([await entries(), await stored()]).toEqual([before, []])
  })

  test.each([
    ['judul', '', 'Judul wajib diisi.'],
    ['isi', ' \n ', 'Isi wajib diisi.'],
    ['judul', 'a'.repeat(201), 'paling banyak 200 huruf'],
    ['isi', 'a'.repeat(2_001), 'paling banyak 2.000 huruf'],
    [
      'judul',
      'Aduan {nomer}',
      '{nomer} tidak dapat dipakai di sini. Yang dapat dipakai: {nama}, {nomor}, {perihal}, {unit}, {waktu}, {pesan}.',
    ],
    ['isi', 'Buka {tautan} dan {kabar}', '{tautan}, {kabar} tidak dapat dipakai'],
    ['isi', 'Yth. {nama pelapor}', 'Kurung kurawal hanya untuk isian'],
    ['isi', 'Yth. {nama', 'Kurung kurawal hanya untuk isian'],
    ['isi', 'Yth. {{nama}}', 'Kurung kurawal hanya untuk isian'],
    ['isi', 'Yth. {}', '{} tidak dapat dipakai'],
    ['isi', '{__proto__} {constructor}', '{__proto__}, {constructor} tidak dapat dipakai'],
  ])('%s may not be %j', async (name, typed, message) => {
    for (const tindakan of ['simpan', 'pratinjau']) {
      const { status, text } = await save({ [name]: typed, tindakan })
      const $ = load(text)
      expect([status, $(`#f-${name}-salah`).text().includes(message)]).toEqual([422, true])
      expect($(`#f-${name}`).val()).toBe(typed)
    }
    expect(await stored()).toEqual([])
  })

  test('on what a colleague has changed meanwhile is stopped, with what was typed and what is stored', async () => {
    const versi = await versionOf('/nomor')
    await save({ isi: 'Kata orang lain.' })
    const { status, text } = await send('/nomor', { ...TEXT, versi })
    const $ = load(text)
    expect([status, $('#f-isi').val()]).toEqual([409, TEXT.isi])
    expect($('main').text()).toContain(`${user('kasie.hula').name} sementara itu mengubah teks ini`)
    expect($('.letter').first().text()).toContain('Kata orang lain.')
    expect(await stored()).toMatchObject([{ body: 'Kata orang lain.' }])
    expect((await send('/nomor', { ...TEXT, versi: $('[name=versi]').val() })).status).toBe(303)
  })

  test('of two at once is made once', async () => {
    const versi = await versionOf('/nomor')
    const [one, two] = ['Satu', 'Dua'].map((isi) => () => send('/nomor', { ...TEXT, isi, versi }))
    const answers = await atOnce(
      db,
      [one, two].filter((sender) => sender !== undefined),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
  })

  test('is taken back after a question, and the text before stays in the trail', async () => {
    await save()
    const asked = await page('/nomor/bawaan')
    expect(asked('.letter').text()).toContain('Sebutkan nomor ini')
    const { status, headers } = await send('/nomor/bawaan', { versi: asked('[name=versi]').val() })
    expect([status, headers.location, await stored()]).toEqual([303, `${HOME}?kabar=bawaan`, []])
    const $ = await page('/nomor')
    expect($('.trail li').first().text()).toContain('mengembalikan teks pesan Nomor aduan ke bawaan.')
    expect($('.earlier').first().text()).toContain(TEXT.isi.slice(11, 20))
    expect((await send('/nomor/bawaan', { versi: '1' })).status).toBe(409)
  })
})

describe('the preview', () => {
  const preview = async (body: object, path = '/nomor') => {
    const before = await entries()
    const { status, text } = await save({ tindakan: 'pratinjau', ...body }, path)
    expect([await entries(), await stored()]).toEqual([before, []])
    const $ = load(text)
    return { status, $, shown: $('[aria-label=Pratinjau]').text().replace(/\s+/g, ' ') }
  }

  test('fills in what was typed, of the newest complaint with such an event, and says how long it is', async () => {
    const { status, $, shown } = await preview({ aduan: '' })
    expect(status).toBe(200)
    expect(shown).toContain(`Nomor Anda ${fresh}`)
    expect(shown).toContain('Halo Daeng Baji, aduan Pipa dinas bocor kami terima.')
    expect(shown).toContain(`Judul ${`Nomor Anda ${fresh}`.length} huruf, isi 52 huruf.`)
    expect([$('#f-judul').val(), $('#f-isi').val()]).toEqual([TEXT.judul, TEXT.isi])
    expect((await page('/kabar'))('#f-aduan').val()).toBe(number)
    expect((await page('/kabar'))('[aria-label=Pratinjau]').text()).toContain('Petugas sedang di jalan.')
    expect((await page('/selesai'))('#f-aduan').val()).toBe(closed)
  })

  test('is of the complaint that was asked for, by its number or its last digits', async () => {
    for (const aduan of [closed, String(Number(closed.slice(-6)))]) {
      const { shown } = await preview({ aduan, isi: '{perihal} – {unit}' })
      expect(shown).toContain('Air keruh sejak subuh – Wilayah Pelayanan II')
    }
  })

  test('of one that has not come so far uses what it has, and says so', async () => {
    const { status, shown } = await preview({ aduan: fresh }, '/selesai')
    expect([status, shown.includes('belum sampai ke langkah')]).toEqual([200, true])
    const { shown: fits } = await preview({ aduan: closed }, '/selesai')
    expect(fits).not.toContain('belum sampai ke langkah')
  })

  test('to staff is as the one who looks would get it', async () => {
    const { shown } = await preview({ judul: '{nomor}', isi: '{nama}: {kabar} {tautan}', aduan: number }, '/pekerjaan')
    expect(shown).toContain(`${user('kasie.hula').name}: `)
    expect(shown).toContain(`${app.env.baseUrl}/aduan/${number}`)
  })

  test.each([
    ['ADU-2026-999999', 'Aduan ini tidak ditemukan.'],
    ['tiga', 'Nomor aduan ditulis seperti ADU-2026-000123.'],
  ])('of %s there is none', async (aduan, message) => {
    const { status, $ } = await preview({ aduan })
    expect([status, $('#f-aduan-salah').text(), $('#f-aduan').val(), $('#f-isi').val()]).toEqual([422, message, aduan, TEXT.isi])
  })

  test('of one that is not theirs to see there is none', async () => {
    const parsed = { year: 2026, sequence: Number(fresh.slice(-6)) }
    expect(await findExample(db, user('staf.wilayah2'), 'numbered', parsed)).toBeUndefined()
    expect(await findExample(db, user('sistem'), 'numbered', null)).toBeUndefined()
    expect((await findExample(db, user('staf.wilayah2'), 'work', null))?.fitting).toBe(true)
  })

  test('warns quietly of what is long for an SMS', async () => {
    expect((await preview({ isi: 'a'.repeat(320) })).shown).not.toContain('SMS')
    expect((await preview({ isi: 'a'.repeat(321) })).shown).toContain('lewat SMS')
  })
})

test('what was typed is shown as text', async () => {
  await save({ isi: '<script>alert(1)</script>' })
  const { text } = await get('/nomor')
  expect(text).not.toContain('<script>alert')
})
