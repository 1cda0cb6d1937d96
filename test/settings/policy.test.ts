import { load } from 'cheerio'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readMasterData } from '../../src/settings/store.ts'
import type { Typed } from '../../src/web/form.ts'
import { readAll } from '../complaints/reading.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { line, SOP_TYPED } from './policy-samples.ts'

const app = await startApp()
const { db, clock, user, signIn, close } = app
afterAll(close)

let kabag: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  kabag = await signIn('kabag.humas')
})
beforeEach(() => clock.set('2026-11-24T10:00:00+08:00'))

const HOME = '/pengaturan/sla'
const page = async (path = '') => load((await kabag.get(HOME + path).expect(200)).text)
const send = (tindakan: string, typed: Typed) =>
  kabag
    .post(`${HOME}/baru`)
    .type('form')
    .send({ ...typed, tindakan })
const count = () => db.prisma.policyVersion.count()
const newest = () => db.prisma.policyVersion.findFirstOrThrow({ include: { rows: true }, orderBy: { id: 'desc' } })

/** What the page holds of hidden marks, after a preview of what is typed. */
async function previewed(typed: Typed): Promise<Typed> {
  const $ = load((await send('lihat', typed).expect(200)).text)
  return { ...typed, versi: String($('input[name=versi]').val()), dilihat: String($('input[name=dilihat]').val()) }
}

const STRICTER: Typed = { ...SOP_TYPED, peringatan_1: '3', batas_1: '5' }

describe('a new version', () => {
  test('begins with the rows in force, from tomorrow on', async () => {
    const $ = await page('/baru')
    const shown = Object.fromEntries(
      $('form.stack')
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    )
    expect(shown).toMatchObject({ ...SOP_TYPED, mulai: '2026-11-25' })
    expect($('button[value=simpan]')).toHaveLength(0)
  })

  test('is offered for saving only after the preview, which stores nothing', async () => {
    const before = await count()
    const $ = load((await send('lihat', STRICTER).expect(200)).text)
    expect($('.effect').text()).toContain('Oktober 2026')
    expect($('button[value=simpan]')).toHaveLength(1)
    expect($('#f-batas_1').val()).toBe('5')
    await send('simpan', { ...STRICTER, versi: String((await newest()).id) }).expect(200)
    const seen = await previewed(STRICTER)
    const again = await send('simpan', { ...seen, batas_1: '6' }).expect(200)
    expect(again.text).toContain('Isian berubah sejak pengaruhnya dihitung')
    expect(await count()).toBe(before)
  })

  test('is stored whole with a line in the trail, and the older ones stay', async () => {
    const old = await newest()
    const { headers } = await send('simpan', await previewed(STRICTER)).expect(303)
    const made = await newest()
    expect(headers.location).toBe(`${HOME}?kabar=${made.id}`)
    expect(made.effectiveFrom.toISOString()).toBe('2026-12-01T00:00:00.000Z')
    expect(made.rows.map(({ clock, limitMinutes }) => `${clock} ${limitMinutes}`)).toEqual([
      ...['RECEIVE 30', 'EXPLAIN 5', 'FOLLOW_UP 180', 'FOLLOW_UP 180'],
    ])
    const trail = await db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } })
    expect(trail).toMatchObject({ action: 'policyMade', actorId: user('kabag.humas').id, at: clock.now(), subjectId: null })
    expect(trail?.details).toEqual({ versionId: made.id, basedOn: old.id, effectiveFrom: '2026-12-01' })
    expect(await db.prisma.policyVersion.findUnique({ where: { id: old.id }, include: { rows: true } })).toEqual(old)
    const text = (await page(`?kabar=${made.id}`))('main').text()
    expect(text).toContain('Berlaku untuk aduan yang masuk sejak 1 Desember 2026')
    expect(text).toContain(`Dibuat oleh ${user('kabag.humas').name}`)
    expect(text).toContain('Input & penjelasan: peringatan 7 mnt menjadi 3 mnt, batas 10 mnt menjadi 5 mnt')
  })

  test('that has not begun is withdrawn by one of the same date with the rows in force', async () => {
    const $ = await page()
    const href = $('a:contains("Batalkan")').attr('href')
    expect(href).toBe(`${HOME}/baru?mulai=2026-12-01`)
    const form = await page('/baru?mulai=2026-12-01')
    expect([form('#f-mulai').val(), form('#f-batas_1').val()]).toEqual(['2026-12-01', '10'])
    await send('simpan', await previewed(SOP_TYPED)).expect(303)
    const { policies } = await readMasterData(db.sql, clock.now())
    expect(policies.filter(({ effectiveFrom }) => effectiveFrom === '2026-12-01')).toHaveLength(2)
    expect((await page())('.policy-past').text()).toContain('Digantikan')
  })

  test.each(['UPDATE policy_rows SET limit_minutes = 1', 'DELETE FROM policy_rows', 'UPDATE policy_versions SET id = id'])(
    'once stored cannot be changed by anybody: %s',
    async (statement) => {
      await expect(db.sql(statement)).rejects.toThrow('append-only')
    },
  )
})

describe('what is wrong', () => {
  test('is told beside its field, everything typed kept, nothing stored', async () => {
    const before = await count()
    const typed = {
      ...SOP_TYPED,
      peringatan_1: '10',
      batas_3: 'banyak',
      mulai: '2026-11-23',
      ...line(4, 'FOLLOW_UP', 'ya', 'URGENT'),
    }
    for (const tindakan of ['lihat', 'simpan']) {
      const $ = load((await send(tindakan, typed).expect(422)).text)
      expect($('#f-peringatan_1-salah').text()).toBe('Peringatan baris 2 harus kurang dari batasnya.')
      expect($('#f-batas_3-salah').text()).toContain('Batas baris 4 harus angka bulat')
      expect($('#f-mulai-salah').text()).toContain('hari ini')
      expect([$('#f-batas_3').val(), $('#f-mulai').val(), $('#f-prioritas_4').val()]).toEqual(['banyak', '2026-11-23', 'URGENT'])
      expect($('button[value=simpan]')).toHaveLength(0)
      expect($('.faults a[href="#f-batas_3"]')).toHaveLength(1)
    }
    expect(await count()).toBe(before)
  })

  test('of rows together is told too', async () => {
    const $ = load((await send('lihat', { ...SOP_TYPED, hapus_1: 'ya' }).expect(422)).text)
    expect($('.faults').text()).toContain('Input & penjelasan belum memiliki baris')
  })

  test('is nothing that a form of ours never sends: no answer is a fault of the server', async () => {
    const before = await count()
    for (const body of [
      {},
      { mulai: 'x' },
      { langkah_0: '' },
      { tindakan: 'simpan', versi: 'x' },
      { tindakan: ['simpan', 'lihat'] },
    ])
      expect((await kabag.post(`${HOME}/baru`).type('form').send(body)).status).toBe(422)
    await send('simpan', { ...(await previewed(SOP_TYPED)), versi: '99999999999999999999' }).expect(409)
    for (const query of ['?kabar=x', '?kabar=999', '/baru?mulai=x', '/baru?mulai=2026-13-01&mulai=1']) await page(query)
    expect(await count()).toBe(before)
  })
})

test('a row is added empty, with what was typed kept', async () => {
  const $ = load((await send('tambah', { ...SOP_TYPED, batas_1: 'banyak' }).expect(200)).text)
  expect([$('#f-batas_1').val(), $('#f-langkah_4').val() ?? '', $('.target-row').length]).toEqual(['banyak', '', 5])
})

test('two at once: one is saved, the other is told so with what was typed kept', async () => {
  const before = await count()
  const bodies = await Promise.all([previewed({ ...SOP_TYPED, batas_0: '40' }), previewed({ ...SOP_TYPED, batas_0: '50' })])
  const answers = await Promise.all(bodies.map((body) => send('simpan', body)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await count()).toBe(before + 1)
  const lost = answers.findIndex(({ status }) => status === 409)
  const $ = load(answers[lost]?.text ?? '')
  expect($('[role=alert]').text()).toContain(`${user('kabag.humas').name} sementara itu membuat versi`)
  expect($('#f-batas_0').val()).toBe(bodies[lost]?.batas_0)
  expect($('input[name=versi]').val()).toBe(String((await newest()).id))
  expect($('button[value=simpan]')).toHaveLength(0)
})

test('a version changes nothing of what arrived before, neither runs that go on nor those that begin later', async () => {
  const number = await recordComplaint(app)
  const before = await readAll(app, number)
  const typed = { ...SOP_TYPED, mulai: '2026-11-25', peringatan_1: '1', batas_1: '2', peringatan_2: '1', batas_2: '2' }
  await send('simpan', await previewed(typed)).expect(303)
  expect(await readAll(app, number)).toEqual(before)
  const renewed = { ...app, master: await readMasterData(db.sql, clock.now()) }
  clock.set('2026-11-25T09:00:00+08:00')
  const later = await recordComplaint(renewed)
  const limits = async (which: string) => {
    await act(renewed, which, 'admin.humas', 'escalate', bodyOf('escalate', app))
    return (await readAll(app, which)).complaint.runs.map(({ limitMinutes }) => limitMinutes)
  }
  expect([await limits(number), await limits(later)]).toEqual([
    [30, 10, 180],
    [30, 2, 2],
  ])
})

test.each(['admin.humas', 'kasie.hula', 'direktur', 'sistem'] as const)('%s may not make one', async (who) => {
  const before = await count()
  const other = await signIn(who)
  await other.post(`${HOME}/baru`).type('form').send(SOP_TYPED).expect(403)
  expect(await count()).toBe(before)
})
