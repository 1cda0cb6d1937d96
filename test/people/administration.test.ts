import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE, toLocalInput } from '../../src/time.ts'
import { browserOf, PASSWORD, startApp } from '../support/app.ts'
import { complaintIn, unitId } from '../support/complaints.ts'

const own = await startApp()
const { app, db, clock, env, master, user, signIn, close } = own
afterAll(close)

let admin: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  admin = await signIn('sistem')
})

const post = (path: string, body: object = {}) => admin.post(`/pengaturan/orang${path}`).type('form').send(body)
const pageOf = async (path: string) => load((await admin.get(`/pengaturan/orang${path}`).expect(200)).text)
const enter = (username: string, password = PASSWORD) => browserOf(app).post('/masuk').type('form').send({ username, password })
const lastChange = (subjectId: number) => db.prisma.auditEntry.findFirst({ where: { subjectId }, orderBy: { id: 'desc' } })
const changesOf = (subjectId: number) => db.prisma.auditEntry.count({ where: { subjectId } })
const versionOf = async (id: number) => String((await pageOf(`/${id}`))('input[name=versi]').val())

const NEW = {
  nama: 'Zainal Abidin',
  username: 'zainal.abidin',
  peran: 'TECHNICIAN',
  telepon: '0811 4000 999',
  surel: 'zainal@tanggap.example',
}

describe('a new person', () => {
  test('gets a role, a unit and a link that is shown once', async () => {
    const page = load((await post('/baru', { ...NEW, unit: unitId(master, 'WIL3') }).expect(200)).text)
    const url = String(page('input[readonly]').val())
    expect(url.startsWith(`${env.baseUrl}/kata-sandi/`)).toBe(true)
    const person = await db.prisma.person.findUniqueOrThrow({ where: { username: NEW.username }, include: { grants: true } })
    expect(person).toMatchObject({
      name: NEW.nama,
      phone: NEW.telepon,
      email: NEW.surel,
      passwordHash: null,
      createdAt: clock.now(),
    })
    expect(person.grants).toMatchObject([{ role: 'TECHNICIAN', unitId: unitId(master, 'WIL3'), from: clock.now(), until: null }])
    expect(await lastChange(person.id)).toMatchObject({ action: 'created', actorId: user('sistem').id })
    expect((await pageOf(`/${person.id}`)).text()).not.toContain(url)
    const password = 'hujan turun di Losari'
    await browserOf(app).post(new URL(url).pathname).type('form').send({ baru: password, ulangi: password }).expect(303)
    await enter(NEW.username, password).expect(303)
  })

  test.each(['Zainal.Abidin', 'zainal.abidin', 'SISTEM'])('cannot have the user name %s of another', async (username) => {
    const before = await db.prisma.person.count()
    const page = await post('/baru', { ...NEW, username, unit: unitId(master, 'WIL3') }).expect(422)
    expect(page.text).toContain('Nama pengguna ini sudah dipakai')
    expect(load(page.text)('input[name=nama]').val()).toBe(NEW.nama)
    expect(await db.prisma.person.count()).toBe(before)
  })

  test('sent five times at once is one person', async () => {
    const body = { ...NEW, username: 'lima.kali', unit: unitId(master, 'WIL3') }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post('/baru', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422])
  })
})

describe('the data of a person', () => {
  const { id } = user('teknik.2')

  test('are changed, and the trail names the fields and not what they hold', async () => {
    const body = { nama: 'Baharuddin Daeng Nai', telepon: '0812-9999-0000', surel: '', versi: await versionOf(id) }
    await post(`/${id}`, body).expect(303)
    expect(await db.prisma.person.findUnique({ where: { id } })).toMatchObject({
      name: body.nama,
      phone: body.telepon,
      email: null,
    })
    const change = await lastChange(id)
    expect(change).toMatchObject({ action: 'changed', actorId: user('sistem').id, at: clock.now() })
    expect(change?.details).toEqual({ fields: ['name', 'phone', 'email'] })
  })

  test('saved without a change leave no line in the trail', async () => {
    const before = await changesOf(id)
    const body = { nama: 'Baharuddin Daeng Nai', telepon: '0812-9999-0000', surel: '', versi: await versionOf(id) }
    await post(`/${id}`, body).expect(303)
    expect(await changesOf(id)).toBe(before)
  })

  test('that changed meanwhile are not overwritten, and what was typed is kept', async () => {
    const versi = await versionOf(id)
    const [first, second] = [
      { nama: 'Nama Pertama', versi },
      { nama: 'Nama Kedua', versi },
    ]
    const answers = await Promise.all([post(`/${id}`, first), post(`/${id}`, second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const lost = answers.findIndex(({ status }) => status === 409)
    const page = load(answers[lost]?.text ?? '')
    expect(page('input[name=nama]').val()).toBe([first, second][lost]?.nama)
    expect((await db.prisma.person.findUnique({ where: { id } }))?.name).toBe([first, second][1 - lost]?.nama)
    await post(`/${id}`, { nama: 'Nama Ketiga', versi: String(page('input[name=versi]').val()) }).expect(303)
  })
})

describe('roles', () => {
  const { id, grants } = user('staf.produksi')
  const held = grants[0]

  test('are given from now on, and end, with their history', async () => {
    const browser = await signIn('staf.produksi')
    await browser.get('/pengaturan/jejak').expect(403)
    await post(`/${id}/peran`, { peran: 'SYSTEM_ADMIN', unit: held?.unitId }).expect(303)
    await browser.get('/pengaturan/jejak').expect(200)
    clock.advance(5)
    const given = await db.prisma.grant.findFirstOrThrow({ where: { personId: id, role: 'SYSTEM_ADMIN' } })
    await post(`/${id}/peran/${given.id}/akhiri`).expect(303)
    await browser.get('/pengaturan/jejak').expect(403)
    expect(await db.prisma.grant.findUnique({ where: { id: given.id } })).toMatchObject({ from: given.from, until: clock.now() })
    expect((await lastChange(id))?.action).toBe('roleEnded')
    await post(`/${id}/peran/${given.id}/akhiri`).expect(409)
    const page = await pageOf(`/${id}`)
    expect(page('details:not([open]) tr.text-secondary').text()).toContain('Berakhir')
  })

  test('of a deputy begin and end at their time', async () => {
    const from = new Date(clock.now().getTime() + 30 * MINUTE)
    const until = new Date(clock.now().getTime() + 90 * MINUTE)
    const body = { peran: 'DIRECTOR', unit: unitId(master, 'SEKPER'), mulai: toLocalInput(from), sampai: toLocalInput(until) }
    await post(`/${id}/peran`, body).expect(303)
    const isShown = async () => (await (await signIn('staf.produksi')).get('/akun')).text.includes('Direktur Umum')
    expect(await isShown()).toBe(false)
    expect((await pageOf(`/${id}`)).text()).toContain('Akan berlaku')
    clock.advance(30)
    expect(await isShown()).toBe(true)
    clock.advance(60)
    expect(await isShown()).toBe(false)
  })

  test('that had yet to begin are cancelled by ending them', async () => {
    const from = new Date(clock.now().getTime() + 60 * MINUTE)
    await post(`/${id}/peran`, { peran: 'CALL_CENTER', unit: unitId(master, 'HUMAS'), mulai: toLocalInput(from) }).expect(303)
    const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: id, role: 'CALL_CENTER' } })
    await post(`/${id}/peran/${grant.id}/akhiri`).expect(303)
    expect((await pageOf(`/${id}`)).text()).toContain('Dibatalkan')
    await post(`/${id}/peran`, { peran: 'CALL_CENTER', unit: unitId(master, 'HUMAS') }).expect(303)
  })

  test('are not held twice at the same time, even when given twice at once', async () => {
    const again = await post(`/${id}/peran`, { peran: 'UNIT_STAFF', unit: held?.unitId }).expect(422)
    expect(again.text).toContain('sudah memegang peran tersebut')
    const body = { peran: 'UNIT_STAFF', unit: unitId(master, 'LIMBAH') }
    const answers = await Promise.all([1, 2, 3].map(() => post(`/${id}/peran`, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  })

  test('of one person are not ended at the address of another', async () => {
    const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: user('teknik.1').id } })
    await post(`/${id}/peran/${grant.id}/akhiri`).expect(404)
    expect((await db.prisma.grant.findUnique({ where: { id: grant.id } }))?.until).toBeNull()
  })
})

describe('disabling', () => {
  const { id } = user('teknik.3')

  test('signs out, kills links and locks the door; enabling opens it again', async () => {
    const browser = await signIn('teknik.3')
    const link = String(load((await post(`/${id}/tautan`).expect(200)).text)('input[readonly]').val())
    await post(`/${id}/nonaktifkan`).expect(303)
    await browser.get('/akun').expect(303)
    expect(await db.sql('SELECT sid FROM web.session WHERE person_id = $1', [id])).toEqual([])
    await browserOf(app).get(new URL(link).pathname).expect(404)
    await enter('teknik.3').expect(422)
    await post(`/${id}/tautan`).expect(409)
    expect((await lastChange(id))?.action).toBe('disabled')
    await post(`/${id}/nonaktifkan`).expect(303)
    await post(`/${id}/aktifkan`).expect(303)
    expect((await lastChange(id))?.action).toBe('enabled')
    await enter('teknik.3').expect(303)
    await browserOf(app).get(new URL(link).pathname).expect(404)
  })

  test('oneself is refused, and no button offers it', async () => {
    const self = user('sistem').id
    await post(`/${self}/nonaktifkan`).expect(409)
    const page = await pageOf(`/${self}`)
    expect(page(`[action$="/nonaktifkan"], [href$="/nonaktifkan"]`).length).toBe(0)
    expect(page('.apart').text()).toContain('Anda tidak dapat menonaktifkan akun Anda sendiri.')
    await admin.get('/pengaturan/orang').expect(200)
  })
})

describe('what takes much away asks first and says what stays behind', () => {
  const officer = user('teknik.2')
  let held = 0
  beforeAll(async () => {
    for (const state of ['IN_PROGRESS', 'ON_HOLD', 'CLOSED'] as const) {
      await complaintIn(own, state)
      await db.sql('UPDATE complaints SET officers = ARRAY[$1::int] WHERE id = (SELECT max(id) FROM complaints)', [officer.id])
    }
    held = 2
  })

  test.each(['nonaktifkan', 'peran'])('%s: the open complaints of an officer, by number only', async (what) => {
    const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: officer.id } })
    const path = what === 'peran' ? `/${officer.id}/peran/${grant.id}/akhiri` : `/${officer.id}/nonaktifkan`
    const person = await pageOf(`/${officer.id}`)
    expect(person(`form[action$="${path}"]`).length).toBe(0)
    expect(person(`a[href="/pengaturan/orang${path}"]`).length).toBe(1)
    const page = await pageOf(path)
    expect(page('main').text()).toContain(`memegang ${held} aduan terbuka`)
    expect(page('main').text()).toContain('tetap tercatat atas namanya sampai Kasie Hula atau staf unitnya mengalihkannya')
    expect(page('main').text()).not.toContain('ADU-')
    expect(page(`form[action="/pengaturan/orang${path}"] button`).length).toBe(1)
    expect(page('.buttons a').attr('href')).toBe(`/pengaturan/orang/${officer.id}`)
    expect(await db.prisma.person.findUnique({ where: { id: officer.id } })).toMatchObject({ disabledAt: null })
    expect(await db.prisma.grant.findUnique({ where: { id: grant.id } })).toMatchObject({ until: null })
  })

  test('nobody is said to hold what they do not', async () => {
    expect((await pageOf(`/${user('teknik.4').id}/nonaktifkan`))('main').text()).toContain('tidak memegang aduan terbuka')
    const staff = user('staf.limbah')
    const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: staff.id } })
    expect((await pageOf(`/${staff.id}/peran/${grant.id}/akhiri`))('main').text()).not.toContain('aduan')
  })

  test('of a role is asked at its own person only', async () => {
    const grant = await db.prisma.grant.findFirstOrThrow({ where: { personId: officer.id } })
    await admin.get(`/pengaturan/orang/${user('teknik.1').id}/peran/${grant.id}/akhiri`).expect(404)
    await admin.get(`/pengaturan/orang/${officer.id}/peran/x/akhiri`).expect(404)
  })
})

describe('the last administrator', () => {
  const { id } = user('sistem')
  const deputy = user('staf.distribusi')
  const grantOf = (personId: number) =>
    db.prisma.grant.findFirstOrThrow({ where: { personId, role: 'SYSTEM_ADMIN', until: null } })

  test('keeps the role, also beside one who cannot sign in or whose role will end', async () => {
    const { id: grantId } = await grantOf(id)
    await post(`/${id}/peran/${grantId}/akhiri`).expect(409)
    await post('/baru', {
      nama: 'Belum Masuk',
      username: 'belum.masuk',
      peran: 'SYSTEM_ADMIN',
      unit: unitId(master, 'UMUM'),
    }).expect(200)
    await post(`/${id}/peran/${grantId}/akhiri`).expect(409)
    const sampai = toLocalInput(new Date(clock.now().getTime() + 60 * MINUTE))
    await post(`/${user('direktur').id}/peran`, { peran: 'SYSTEM_ADMIN', unit: unitId(master, 'UMUM'), sampai }).expect(303)
    const page = await post(`/${id}/peran/${grantId}/akhiri`).expect(409)
    expect(page.text).toContain('Harus selalu ada Administrator Sistem aktif')
    expect((await grantOf(id)).until).toBeNull()
    await (await signIn('direktur')).post(`/pengaturan/orang/${id}/nonaktifkan`).expect(409)
  })

  test('is told why on the own page, where no button offers it', async () => {
    const { id: grantId } = await grantOf(id)
    const refused = load((await post(`/${id}/peran/${grantId}/akhiri`).expect(409)).text)
    expect(refused('h1').text()).toBe(user('sistem').name)
    expect(refused('[role=alert]').text()).toContain('Harus selalu ada Administrator Sistem aktif')
    expect(refused.text()).not.toContain('Keadaan sudah berubah')
    const page = await pageOf(`/${id}`)
    expect(page(`[href$="/peran/${grantId}/akhiri"]`).length).toBe(0)
    expect(page('td').text()).toContain('Beri peran itu kepada orang lain lebih dahulu.')
    const seenByDeputy = load((await (await signIn('direktur')).get(`/pengaturan/orang/${id}`).expect(200)).text)
    expect(seenByDeputy('[href$="/nonaktifkan"]').length).toBe(0)
    expect(seenByDeputy('.apart').text()).toContain('Harus selalu ada Administrator Sistem aktif')
  })

  test('is one of two, when both try to go at once', async () => {
    await post(`/${deputy.id}/peran`, { peran: 'SYSTEM_ADMIN', unit: unitId(master, 'UMUM') }).expect(303)
    const colleague = await signIn('staf.distribusi')
    const mine = await grantOf(id)
    const theirs = await grantOf(deputy.id)
    const answers = await Promise.all([
      post(`/${id}/peran/${mine.id}/akhiri`),
      colleague.post(`/pengaturan/orang/${deputy.id}/peran/${theirs.id}/akhiri`),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('is one of two, when each disables the other at once', async () => {
    for (const personId of [id, deputy.id]) {
      await db.prisma.grant.updateMany({ where: { personId, role: 'SYSTEM_ADMIN' }, data: { until: null } })
    }
    const colleague = await signIn('staf.distribusi')
    const answers = await Promise.all([post(`/${deputy.id}/nonaktifkan`), colleague.post(`/pengaturan/orang/${id}/nonaktifkan`)])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(2 - (await disabledCount()))
    expect(await disabledCount()).toBe(1)
    await db.prisma.person.updateMany({ where: { id: { in: [id, deputy.id] } }, data: { disabledAt: null } })
    admin = browserOf(app)
    await admin.post('/masuk').type('form').send({ username: 'sistem', password: PASSWORD }).expect(303)
  })

  const disabledCount = () => db.prisma.person.count({ where: { id: { in: [id, deputy.id] }, disabledAt: { not: null } } })
})

test('ending the sessions of a person ends them all', async () => {
  const { id } = user('kasie.hula')
  const browsers = [browserOf(app), browserOf(app)]
  for (const browser of browsers) {
    await browser.post('/masuk').type('form').send({ username: 'kasie.hula', password: PASSWORD }).expect(303)
  }
  expect((await pageOf(`/${id}`))(`section form[action="/pengaturan/orang/${id}/akhiri-sesi"]`).text()).toBe('Akhiri semua sesi')
  await post(`/${id}/akhiri-sesi`).expect(303)
  for (const browser of browsers) await browser.get('/akun').expect(303)
  expect(await lastChange(id)).toMatchObject({ action: 'sessionsEnded', details: { count: 2 } })
})

test('a reset leaves the password until its link is used, and a newer link kills it', async () => {
  const { id } = user('kabag.humas')
  const make = async () => new URL(String(load((await post(`/${id}/tautan`).expect(200)).text)('input[readonly]').val())).pathname
  const [older, newer] = [await make(), await make()]
  await enter('kabag.humas').expect(303)
  await browserOf(app).get(older).expect(404)
  await browserOf(app).get(newer).expect(200)
  expect((await lastChange(id))?.action).toBe('linkMade')
})

describe('the list', () => {
  const names = async (query: string) => {
    const $ = await pageOf(query)
    return $('td a')
      .toArray()
      .map((link) => $(link).text())
  }

  test('finds by a part of the name or user name, in any case', async () => {
    expect(await names('?cari=PETTARANI')).toEqual(['Andi Ikhsan Pettarani'])
    expect(await names('?cari=staf.limb')).toEqual(['Nirwana Basri'])
    expect(await names('?cari=%25')).toEqual([])
  })

  test('shows the active ones, the disabled ones or all', async () => {
    const { id, name } = user('teknik.6')
    await post(`/${id}/nonaktifkan`).expect(303)
    expect(await names('')).not.toContain(name)
    expect(await names('?status=NONAKTIF')).toEqual([name])
    expect(await names('?status=')).toContain(name)
  })

  test('is read page by page, each person once, in order of names', async () => {
    const data = Array.from({ length: 120 }, (_, n) => ({
      username: `massal.${n}`,
      name: `Massal ${n % 7}`,
      createdAt: clock.now(),
    }))
    await db.prisma.person.createMany({ data })
    const seen: string[] = []
    let next: string | undefined = '/pengaturan/orang?cari=massal&status=AKTIF'
    while (next) {
      const $ = load((await admin.get(next).expect(200)).text)
      seen.push(
        ...$('td small')
          .toArray()
          .map((small) => $(small).text())
          .filter((text) => text.startsWith('massal.')),
      )
      next = $('a[rel=next]').attr('href')
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
    expect(await names('?cari=massal&setelah=999999999')).toEqual([])
  })
})
