import { load } from 'cheerio'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { momentText, stepText } from '../../src/settings/overdue-step-ladder.ts'
import { readOverdueSteps } from '../../src/settings/overdue-step-store.ts'
import { readMasterData } from '../../src/settings/store.ts'
import { faultsIn } from '../complaints/reading.ts'
import { startApp } from '../support/app.ts'
import { atOnce } from './at-once.ts'

const { db, clock, user, signIn, close } = await startApp()
afterAll(close)

const HOME = '/pengaturan/pengingat'
const NEW = { kapan: 'LIMIT', menit: '180', kepada: ['DEPARTMENT_HEAD'], lewat: ['BELL', 'GATEWAY'] }

const seeded = await readOverdueSteps(db.sql)
const [warned, missed, hour] = seeded.map(({ id }) => id)
beforeEach(async () => {
  await db.sql('DELETE FROM overdue_steps')
  await db.sql(
    `INSERT INTO overdue_steps (id, moment, after_minutes, recipients, ways)
     SELECT id, moment, "afterMinutes", recipients, ways FROM json_to_recordset($1)
       AS s(id int, moment "StepMoment", "afterMinutes" int, recipients "StepRecipient"[], ways "NoticeWay"[])`,
    [JSON.stringify(seeded)],
  )
})

const get = async (path = '', who: Username = 'kabag.humas') => (await signIn(who)).get(HOME + path)
const page = async (path = '') => load((await get(path)).text)
const send = async (path: string, body: object, who: Username = 'kabag.humas') =>
  (await signIn(who))
    .post(HOME + path)
    .type('form')
    .send(body)
const versionOf = async (id: number | undefined) => String((await page(`/${id}`))('[name=versi]').val())
const change = async (id: number | undefined, body: object) => send(`/${id}`, { versi: await versionOf(id), ...body })
const use = async (id: number | undefined, path: string) => send(`/${id}/${path}`, { versi: await versionOf(id) })
const stepOf = async (id: number | undefined) => (await readOverdueSteps(db.sql)).find((one) => one.id === id)
const ladder = async (query = '') => {
  const $ = await page(query)
  return $('.ladder li')
    .toArray()
    .map((line) => $(line).text())
}
const lastEntry = async () =>
  (
    await db.sql<{ details: object }>(
      'SELECT at, actor_id, subject_id, action, details FROM audit_entries ORDER BY id DESC LIMIT 1',
    )
  )[0]
const entries = async () => db.prisma.auditEntry.count()

describe('the ladder', () => {
  test('reads as the SOP has it, in order of time', async () => {
    expect(await ladder()).toEqual([
      'Saat peringatan: petugas yang ditugaskan dan staf unit, lewat lonceng di aplikasi.',
      'Saat batas waktu lewat: kepala unit (Kasie Hula bila kosong) dan Kasie Hula, lewat lonceng di aplikasi dan surel.',
      '1 jam sesudah batas waktu: Kabag Humas, lewat lonceng di aplikasi dan surel.',
    ])
  })

  test('says so when nobody is told', async () => {
    await db.sql('UPDATE overdue_steps SET active = false')
    const $ = await page()
    expect([$('.ladder').length, $('.empty').text()]).toEqual([0, expect.stringContaining('Tidak ada langkah yang dipakai')])
  })

  test.each([
    ['WARNING', 0, 'Saat peringatan'],
    ['WARNING', 1, '1 menit sesudah peringatan'],
    ['LIMIT', 90, '1 jam 30 menit sesudah batas waktu'],
    ['LIMIT', 10_080, '7 hari sesudah batas waktu'],
  ] as const)('%s and %d minutes: %s', (moment, afterMinutes, text) => expect(momentText({ moment, afterMinutes })).toBe(text))

  test('one of three is told by three ways', () => {
    const [recipients, ways] = [['UNIT_HEAD'] as const, ['BELL', 'EMAIL', 'GATEWAY'] as const]
    expect(stepText({ moment: 'LIMIT', afterMinutes: 0, recipients: [...recipients], ways: [...ways] })).toBe(
      'Saat batas waktu lewat: kepala unit (Kasie Hula bila kosong), lewat lonceng di aplikasi, surel, dan WhatsApp atau SMS',
    )
  })
})

describe('a new step', () => {
  test('is stored as it was typed, with a line in the trail', async () => {
    const { status, headers } = await send('/baru', NEW)
    expect([status, headers.location]).toEqual([303, `${HOME}?kabar=baru`])
    const made = (await readMasterData(db.sql, clock.now())).overdueSteps.at(-1)
    const content = { moment: 'LIMIT', afterMinutes: 180, recipients: ['DEPARTMENT_HEAD'], ways: ['BELL', 'GATEWAY'] }
    expect(made).toEqual({ id: made?.id, ...content, active: true })
    expect(await lastEntry()).toEqual({
      ...{ at: clock.now(), actor_id: user('kabag.humas').id, subject_id: null, action: 'overdueStepAdded' },
      details: { id: made?.id, after: content },
    })
    const lines = await ladder('?kabar=baru')
    expect(lines.at(-1)).toBe('3 jam sesudah batas waktu: Kabag Humas, lewat lonceng di aplikasi dan WhatsApp atau SMS.')
    expect((await page())('.trail').text()).toContain(
      `${user('kabag.humas').name} menambahkan pengingat 3 jam sesudah batas waktu kepada Kabag Humas`,
    )
  })

  test('may be of the minutes of a step of the other moment, or of one not used any more', async () => {
    expect((await send('/baru', { ...NEW, kapan: 'WARNING', menit: '60' })).status).toBe(303)
    await use(hour, 'berhenti')
    expect((await send('/baru', { ...NEW, menit: '60' })).status).toBe(303)
  })
})

describe('a change', () => {
  test('takes the place of what was there', async () => {
    const before = await stepOf(hour)
    expect((await change(hour, { ...NEW, menit: '10080', kepada: ['SECTION_HEAD', 'DEPARTMENT_HEAD'] })).status).toBe(303)
    const after = { moment: 'LIMIT', afterMinutes: 10_080, recipients: ['SECTION_HEAD', 'DEPARTMENT_HEAD'], ways: NEW.lewat }
    expect(await stepOf(hour)).toMatchObject(after)
    const { id: _, active: __, ...content } = before ?? {}
    expect(await lastEntry()).toMatchObject({ action: 'overdueStepChanged', details: { id: hour, before: content, after } })
    expect((await page())('.trail li').first().text()).toContain(
      'mengubah pengingat 1 jam sesudah batas waktu: saatnya menjadi 7 hari sesudah batas waktu; kepada Kasie Hula dan Kabag Humas; lewat',
    )
  })

  test('that changes nothing writes nothing', async () => {
    const before = await entries()
    const same = { kapan: 'LIMIT', menit: '60', kepada: ['DEPARTMENT_HEAD'], lewat: ['BELL', 'EMAIL'] }
    expect((await change(hour, same)).status).toBe(303)
    expect(await entries()).toBe(before)
  })

  test('of a step not used any more takes no moment from others', async () => {
    await use(hour, 'berhenti')
    expect((await change(hour, { ...NEW, menit: '0' })).status).toBe(303)
    expect(await stepOf(hour)).toMatchObject({ afterMinutes: 0, active: false })
  })
})

test('a step is retired, never deleted, and can come back', async () => {
  expect((await use(missed, 'berhenti')).status).toBe(303)
  expect((await stepOf(missed))?.active).toBe(false)
  expect(await lastEntry()).toMatchObject({ action: 'overdueStepRetired', details: { id: missed } })
  expect(await ladder()).toHaveLength(2)
  expect((await page())('main').text()).toContain('Tidak dipakai lagi')
  expect((await use(missed, 'pakai-lagi')).status).toBe(303)
  expect(await stepOf(missed)).toEqual(seeded[1])
  expect(await lastEntry()).toMatchObject({ action: 'overdueStepRestored', details: { id: missed } })
})

test('it cannot come back beside one of the same moment', async () => {
  await use(hour, 'berhenti')
  await send('/baru', { ...NEW, menit: '60' })
  const $ = await page(`/${hour}`)
  expect([$('form[action$="/pakai-lagi"]').length, $('main').text()]).toEqual([
    0,
    expect.stringContaining('sudah ada langkah lain'),
  ])
  expect((await use(hour, 'pakai-lagi')).status).toBe(409)
  expect((await stepOf(hour))?.active).toBe(false)
})

describe('two at once', () => {
  test('one is stored; the other is told what it is now, keeps what was typed, and may save from there', async () => {
    const versi = await versionOf(hour)
    const bodies = ['120', '240'].map((menit) => ({ ...NEW, menit, versi }))
    const answers = await atOnce(
      db,
      bodies.map((body) => () => send(`/${hour}`, body)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.findIndex(({ status }) => status === 409)
    const $ = load(answers[loser]?.text ?? '')
    expect($('.faults').text()).toContain(`Sekarang tersimpan: ${loser === 0 ? 4 : 2} jam sesudah batas waktu: Kabag Humas`)
    expect($('#f-menit').val()).toBe(bodies[loser]?.menit)
    expect($('[name=lewat]:checked').length).toBe(2)
    expect((await send(`/${hour}`, { ...bodies[loser], versi: $('[name=versi]').val() })).status).toBe(303)
    expect(await stepOf(hour)).toMatchObject({ afterMinutes: Number(bodies[loser]?.menit) })
  })

  test('of two new ones of one moment one is there', async () => {
    const answers = await atOnce(db, [() => send('/baru', NEW), () => send('/baru', NEW)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await readOverdueSteps(db.sql)).filter(({ afterMinutes }) => afterMinutes === 180)).toHaveLength(1)
  })

  test('who retires what another has just changed is told', async () => {
    const versi = await versionOf(warned)
    await change(warned, { ...NEW, kapan: 'WARNING', menit: '5' })
    const answer = await send(`/${warned}/berhenti`, { versi })
    expect([answer.status, load(answer.text)('#f-menit').val(), (await stepOf(warned))?.active]).toEqual([409, '5', true])
  })
})

describe('what is refused stays typed and unstored', () => {
  test.each<[object, string, RegExp]>([
    [{ menit: '60' }, 'menit', /^1 jam sesudah batas waktu sudah ada langkah/],
    [{ kapan: 'WARNING', menit: '00' }, 'menit', /^Saat peringatan sudah ada langkah/],
    [{ menit: '' }, 'menit', /wajib/],
    [{ menit: '-1' }, 'menit', /0 sampai 10\.080/],
    [{ menit: '10081' }, 'menit', /0 sampai 10\.080/],
    [{ menit: '1,5' }, 'menit', /angka bulat/],
    [{ menit: '1e3' }, 'menit', /angka bulat/],
    [{ kapan: '' }, 'kapan', /wajib/],
    [{ kapan: 'NANTI' }, 'kapan', /dari daftar/],
    [{ kepada: [] }, 'kepada', /^Pilih Kepada/],
    [{ kepada: ['DIRECTOR'] }, 'kepada', /dari daftar/],
    [{ lewat: [] }, 'lewat', /^Pilih Lewat/],
    [{ lewat: ['BELL', 'PIGEON'] }, 'lewat', /dari daftar/],
  ])('%j', async (body, field, why) => {
    const [before, trail] = [await readOverdueSteps(db.sql), await entries()]
    for (const answer of [await send('/baru', { ...NEW, ...body }), await change(missed, { ...NEW, ...body })]) {
      expect(answer.status).toBe(422)
      expect(load(answer.text)(`#f-${field}-salah`).text()).toMatch(why)
      expect(faultsIn(answer.text)).toHaveLength(1)
    }
    expect([await readOverdueSteps(db.sql), await entries()]).toEqual([before, trail])
  })

  test.each(['/0', '/999999999', '/x', "/'"])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
    for (const more of ['', '/berhenti', '/pakai-lagi']) expect((await send(path + more, { versi: '0' })).status).toBe(404)
  })

  test('others may not, by any address', async () => {
    for (const who of ['kasie.hula', 'sistem', 'direktur'] as const)
      for (const path of ['/baru', `/${hour}`, `/${hour}/berhenti`, `/${hour}/pakai-lagi`])
        expect((await send(path, { ...NEW, versi: '0' }, who)).status).toBe(403)
    expect(await readOverdueSteps(db.sql)).toEqual(seeded)
  })
})
