import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { fillOffice } from './office.ts'

const app = await startApp()
afterAll(app.close)
await fillOffice(app, 320)

const browser = await app.signIn('admin.humas')
const page = async (address: string) => load((await browser.get(address).expect(200)).text)
const numbersOn = ($: ReturnType<typeof load>) =>
  $('table.queue tbody td:first-child a')
    .toArray()
    .map((link) => $(link).text())
const nextOf = ($: ReturnType<typeof load>) => $('a[href*="setelah="]').attr('href')

test('while complaints are closed between two pages, none is shown twice and none that is open is left out', async () => {
  const mine = [await recordComplaint(app), await recordComplaint(app), await recordComplaint(app)]
  const address = '/aduan?tab=terbuka&urut=masuk'
  const $first = await page(address)
  const first = numbersOn($first)
  expect(first.slice(0, 3)).toEqual(mine.toReversed())
  for (const number of [mine[0] ?? '', mine[2] ?? '']) await act(app, number, 'admin.humas', 'explain', bodyOf('explain', app))
  const shown = [...first]
  for (let next = nextOf($first); next; ) {
    const $ = await page(next)
    shown.push(...numbersOn($))
    next = nextOf($)
  }
  const open = await app.db.sql<{ number: string }>(
    `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints WHERE state NOT IN ('CLOSED', 'DISMISSED')`,
  )
  expect(new Set(shown).size).toBe(shown.length)
  expect(open.filter(({ number }) => !shown.includes(number))).toEqual([])
  expect(shown.length).toBe(open.length + 2)
})

test('what is narrowed tells how many match, up to what a page shows', async () => {
  const matched = async (address: string) => (await page(address))('.matched').text()
  const counted = numbersOn(await page('/aduan?tab=terbuka&prioritas=URGENT&status=ON_HOLD')).length
  expect(counted).toBeGreaterThan(0)
  expect(counted).toBeLessThan(50)
  expect(await matched('/aduan?tab=terbuka&prioritas=URGENT&status=ON_HOLD')).toBe(`${counted} aduan cocok`)
  expect(await matched('/aduan?q=air')).toBe('lebih dari 50 aduan cocok')
  expect(await matched(nextOf(await page('/aduan?q=air')) ?? '')).toBe('lebih dari 50 aduan cocok')
  for (const address of ['/aduan', '/aduan?tab=terbuka', '/aduan?q=xyzxyz']) expect(await matched(address)).toBe('')
})

test('filters offer what the tab can hold; officers and special needs are told in chips', async () => {
  const states = async (tab: string) => {
    const $ = await page(`/aduan?tab=${tab}`)
    return $('select[name=status] option:not([value=""])')
      .map((_, one) => $(one).val())
      .get()
  }
  expect(await states('terbuka')).toEqual(['SUBMITTED', 'RECEIVED', 'ESCALATED', 'IN_PROGRESS', 'ON_HOLD', 'MONITORING'])
  expect(await states('selesai')).toEqual(['CLOSED', 'DISMISSED'])
  const { id, name } = app.user('teknik.2')
  const $ = await page(`/aduan?tab=terbuka&petugas=${id}&kebutuhan=ada`)
  expect($('a.chip').text()).toBe(`${name}Kebutuhan khusus`)
  expect($('select[name=petugas] option:selected').text()).toBe(name)
  expect($('select[name=kebutuhan] option:selected').text()).toBe('Ada')
  expect((await page('/aduan?tab=terbuka&petugas=belum'))('a.chip').text()).toBe('Belum ditugaskan')
})

test('a page of fifty, with clocks, needs, officers and long words, is at most 40 kB', async () => {
  const long = 'Bocor pipa dinas di depan lorong tiga, sudah dua hari mengalir'
  await app.db.sql('UPDATE complaints SET subject = $1', [long])
  await app.db.sql(`UPDATE complainants SET name = 'Hj. Andi Sitti Rahmawati Daeng Puji', anonymous = false`)
  await app.db.sql('UPDATE complainants SET needs = $1 WHERE complaint_id % 3 = 0', [
    app.master.needs.slice(0, 2).map(({ id }) => id),
  ])
  for (const address of [
    '/aduan',
    '/aduan?tab=terbuka',
    '/aduan?tab=terlambat&urut=prioritas',
    '/aduan?tab=selesai',
    '/aduan?q=bocor',
  ]) {
    const { text } = await browser.get(address).expect(200)
    expect(Buffer.byteLength(text), address).toBeLessThanOrEqual(40_000)
    if (address !== '/aduan?tab=terlambat&urut=prioritas') expect(numbersOn(load(text)).length, address).toBe(50)
  }
})

test('the tabs and the menu count up to 999+, and Selesai has no count', async () => {
  const tabs = async () => {
    const $ = await page('/aduan?tab=terbuka')
    const counts = $('nav.tabs a')
      .toArray()
      .map((tab) => [$(tab).contents().first().text().trim(), $(tab).find('small').text()])
    return { ...Object.fromEntries(counts), menu: $('nav.side a[href="/aduan"] b').text() }
  }
  const [counted] = await app.db.sql<{ open: number }>(
    `SELECT count(*) AS open FROM complaints WHERE state NOT IN ('CLOSED', 'DISMISSED')`,
  )
  expect(await tabs()).toMatchObject({ 'Semua yang terbuka': String(counted?.open), Selesai: '' })
  await app.db.transaction((sql) => sql(`UPDATE complaints SET state = 'RECEIVED', closed_at = NULL`))
  await copyUpTo(999)
  expect(await tabs()).toMatchObject({ 'Semua yang terbuka': '999', 'Perlu tindakan saya': '999', Selesai: '', menu: '999' })
  await copyUpTo(1_000)
  expect(await tabs()).toMatchObject({ 'Semua yang terbuka': '999+', 'Perlu tindakan saya': '999+', menu: '999+' })
})

/** As many complaints as that, all alike. */
async function copyUpTo(count: number): Promise<void> {
  const copy = `WITH one AS (SELECT * FROM complaints ORDER BY id LIMIT 1), made AS (
       INSERT INTO complaints (year, sequence, state, form_key, channel_id, kind, service, category_id, technical, priority, subject, description,
         arrived_at, entered_at, arrived_on, active_units, officers, seen_by_units, seen_by_people)
       SELECT 2024, (SELECT count(*) FROM complaints) + n, state, gen_random_uuid(), channel_id, kind, service, category_id, technical, priority,
         subject, description, arrived_at, entered_at, arrived_on, active_units, officers, seen_by_units, seen_by_people
       FROM one, generate_series(1, $1::int - (SELECT count(*) FROM complaints)::int) n RETURNING id)
     INSERT INTO complainants (complaint_id, kind, anonymous, contact_way, proxy, needs) SELECT id, 'INDIVIDUAL', true, 'PHONE', false, '{}' FROM made`
  await app.db.transaction((sql) => sql(copy, [count]))
}
