// Who may see figures counts what they may see of complaints, no more and no less; nobody else counts anything.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { visibleSql } from '../../src/complaints/visible.ts'
import { Prisma } from '../../src/generated/client.ts'
import { can, type User } from '../../src/permissions.ts'
import { MEASURES } from '../../src/reports/addresses.ts'
import { onFacts } from '../../src/reports/facts-store.ts'
import { readFigures } from '../../src/reports/figures-store.ts'
import { listCounted } from '../../src/reports/list-store.ts'
import { sightSql } from '../../src/reports/measures-store.ts'
import { tellStories } from '../complaints/carry.ts'
import { CAST } from '../complaints/stories.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const { db, clock, user, signIn } = app
afterAll(app.close)
await tellStories(app)

/** The first person, who holds the second one's roles besides. */
const both = (one: Username, other: Username): User => ({
  ...user(one),
  grants: [...user(one).grants, ...user(other).grants],
})
const SEERS = [
  ...[user('kabag.humas'), user('direktur'), both('kabag.humas', 'direktur'), both('teknik.2', 'direktur')],
  ...[both('staf.wilayah2', 'direktur'), both('direktur', 'quick.response'), both('sistem', 'direktur')],
]
const FRONT_DESK: Username[] = ['admin.humas', 'callcenter', 'kasie.hula']
const OTHERS = CAST.filter((who) => !can(user(who), 'seeFigures'))
const DAYS = { kind: null, from: '2026-01-01', until: '2026-12-31' }
const PAGE = '/dasbor/aduan?dari=2026-11-01&sampai=2026-11-30&ukuran=arrived'

const idsOf = (condition: Prisma.Sql) =>
  onFacts(db, async (sql) => {
    const query = Prisma.sql`SELECT c.id FROM complaints c JOIN facts f ON f.complaint_id = c.id WHERE ${condition} ORDER BY 1`
    return (await sql<{ id: number }>(query.text, query.values)).map(({ id }) => id)
  })

test('what counts for a person is what they may see', async () => {
  for (const seer of SEERS) {
    expect(can(seer, 'seeFigures')).toBe(true)
    const seen = await idsOf(visibleSql(seer))
    expect(await idsOf(sightSql(seer)), seer.username).toEqual(seen)
    const { total } = await readFigures(db, { user: seer, ...DAYS }, clock.now())
    expect(total.flow.arrived, seer.username).toBe(seen.length)
  }
  const [all, some] = [await idsOf(visibleSql(user('kabag.humas'))), await idsOf(visibleSql(user('direktur')))]
  expect(some.length).toBeGreaterThan(0)
  expect(all.length).toBeGreaterThan(some.length)
})

test('the list behind a figure shows each of them what their figure says', async () => {
  for (const who of ['kabag.humas', 'direktur'] as const) {
    const asked = { user: user(who), ...DAYS }
    const { total } = await readFigures(db, asked, clock.now())
    const arrived = MEASURES.get('arrived')
    if (!arrived) throw new Error('No measure')
    const { complaints } = await onFacts(db, (sql) => listCounted(sql, asked, arrived, null, null))
    expect(complaints).toBe(total.flow.arrived)
    const { text } = await (await signIn(who)).get(PAGE).expect(200)
    expect(text.includes(`<b>${complaints}</b> aduan`)).toBe(true)
  }
})

test('to nobody else is anything counted or shown', async () => {
  expect(OTHERS.length).toBeGreaterThan(4)
  for (const who of OTHERS) {
    await (await signIn(who)).get(PAGE).expect(403)
    // The front desk sees every complaint, but has no page of figures.
    if (!FRONT_DESK.includes(who)) expect(await idsOf(sightSql(user(who))), who).toEqual([])
  }
})

test('whose special needs are masked is found by no list and no download, and no figure leads there', async () => {
  const asked = 'dari=2026-11-01&sampai=2026-11-30&ukuran=arrived&menurut=special'
  const report = '/laporan/bulanan/2026-11'
  for (const [who, status] of [
    ['kabag.humas', 200],
    ['direktur', 404],
  ] as const) {
    const agent = await signIn(who)
    for (const form of ['', '.csv', '.xlsx'])
      for (const value of ['true', 'false'])
        expect([who, form, (await agent.get(`/dasbor/aduan${form}?${asked}&nilai=${value}`)).status]).toEqual([who, form, status])
    const { text } = await agent.get(report).expect(200)
    expect(text).toContain('Dengan kebutuhan khusus')
    for (const page of [
      text,
      (await agent.get('/dasbor?periode=2026-11')).text,
      (await agent.get('/kepatuhan?periode=2026-11')).text,
    ])
      if (status === 404) expect(page).not.toContain('menurut=special')
    expect(text.includes('menurut=special')).toBe(status === 200)
  }
})

test('what the Direktur does not see is said on the page and on every paper of it, and to nobody else', async () => {
  const said = 'Kiriman warga yang belum diterima petugas tidak dihitung bagi Anda'
  for (const who of ['kabag.humas', 'direktur'] as const) {
    const agent = await signIn(who)
    const files = ['', '.csv', '.xlsx', '.pdf'].map(async (form) => {
      const answer = await agent.get(`/laporan/bulanan/2026-11${form}`).responseType('blob').expect(200)
      return [form, (await textOf(form, answer.body)).replace(/\s+/g, ' ').includes(said)]
    })
    expect([who, await Promise.all(files)]).toEqual([
      who,
      ['', '.csv', '.xlsx', '.pdf'].map((form) => [form, who === 'direktur']),
    ])
  }
})

async function textOf(form: string, bytes: Buffer): Promise<string> {
  if (form === '.xlsx') return JSON.stringify(await readXlsxFile(bytes))
  if (form !== '.pdf') return bytes.toString()
  const paper = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const { items } = await (await paper.getPage(1)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}
