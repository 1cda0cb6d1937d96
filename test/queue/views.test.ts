import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { countOpen, findPage } from '../../src/complaints/queue.ts'
import { sortsOf, tabsOf, type View, viewOf } from '../../src/complaints/queue-view.ts'
import { Priority, State } from '../../src/generated/enums.ts'
import { startApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'
import { allRows, expectedIds } from './expected.ts'
import { fillOffice } from './office.ts'

const app = await startApp()
afterAll(app.close)
await fillOffice(app, 400)
const rows = await allRows(app)

const PEOPLE: Username[] = [
  ...(['admin.humas', 'callcenter', 'kasie.hula', 'kabag.humas', 'quick.response', 'teknik.2'] as const),
  ...(['teknik.5', 'staf.wilayah2', 'staf.distribusi', 'staf.limbah', 'direktur'] as const),
]
const asking = (who: Username) => ({ user: app.user(who), now: app.clock.now(), humasUnitId: unitId(app.master, 'HUMAS') })

/** The ids on every page, from the first to the last. */
async function throughAllPages(view: View, who: Username): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof findPage>> = await findPage(app.db, view, asking(who), cursor)
    ids.push(...page.rows.map(({ id }) => id))
    expect(page.rows.length === 50 || page.next === null).toBe(true)
    cursor = page.next
  } while (cursor)
  return ids
}

describe.each(PEOPLE)('%s', (who) => {
  const user = app.user(who)

  test.each(tabsOf(user).flatMap((tab) => sortsOf(tab).map((urut) => [tab, urut] as const)))(
    '%s by %s, page after page',
    async (tab, urut) => {
      const view = viewOf({ tab, urut }, user)
      expect([view.tab, view.urut]).toEqual([tab, urut])
      expect(await throughAllPages(view, who)).toEqual(expectedIds(rows, view, user, app))
    },
  )

  test('the tabs count what they show', async () => {
    const { counts: counted } = await countOpen(app.db, asking(who))
    const expected = (tab: string) => expectedIds(rows, { ...viewOf({}, user), tab: tab as View['tab'] }, user, app).length
    expect(counted).toEqual(Object.fromEntries(Object.keys(counted).map((tab) => [tab, expected(tab)])))
  })
})

test('the office is lively enough for that to mean something', () => {
  const busy = (who: Username, tab: string) => expectedIds(rows, viewOf({ tab }, app.user(who)), app.user(who), app).length
  expect(busy('admin.humas', 'terbuka')).toBeGreaterThan(200)
  for (const who of ['admin.humas', 'callcenter', 'kabag.humas', 'teknik.2', 'quick.response', 'staf.wilayah2'] as const)
    expect(busy(who, 'saya')).toBeGreaterThan(5)
})

const filters = fc.record(
  {
    status: fc.constantFrom(...Object.values(State)),
    unit: fc.constantFrom('WIL1', 'WIL2', 'HUMAS', 'LIMBAH').map((code) => String(unitId(app.master, code))),
    kategori: fc.constantFrom(...app.master.categories.map(({ id }) => String(id))),
    kanal: fc.constantFrom(...app.master.channels.map(({ id }) => String(id))),
    wilayah: fc.constantFrom(...new Set(rows.flatMap(({ districtCode }) => districtCode ?? []))),
    prioritas: fc.constantFrom(...Object.values(Priority)),
    dari: fc.constantFrom('2026-11-14', '2026-11-20', '2026-11-24', '2199-01-01'),
    sampai: fc.constantFrom('2026-11-15', '2026-11-23', '2026-11-24', '1900-01-01'),
    terlambat: fc.constant('ya'),
    petugas: fc.constantFrom('belum', String(app.user('teknik.2').id), String(app.user('quick.response').id)),
    kebutuhan: fc.constant('ada'),
  },
  { requiredKeys: [] },
)

test('any filters together, in any tab and order', { timeout: 60_000 }, async () => {
  const chosen = fc.constantFrom(...PEOPLE).chain((who) => {
    const tab = fc.constantFrom(...tabsOf(app.user(who)))
    return fc.tuple(
      fc.constant(who),
      tab.chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(...sortsOf(one)))),
      filters,
    )
  })
  const alike = fc.asyncProperty(chosen, async ([who, [tab, urut], filter]) => {
    const view = viewOf({ tab, urut, ...filter }, app.user(who))
    expect(await throughAllPages(view, who)).toEqual(expectedIds(rows, view, app.user(who), app))
  })
  await fc.assert(alike, { numRuns: 150 })
})

test.each(
  Object.entries({
    status: 'ON_HOLD',
    unit: String(unitId(app.master, 'WIL2')),
    prioritas: 'URGENT',
    dari: '2026-11-20',
    sampai: '2026-11-20',
    terlambat: 'ya',
    petugas: 'belum',
    kebutuhan: 'ada',
  }),
)('the filter %s alone narrows', async (name, value) => {
  const view = viewOf({ tab: 'terbuka', [name]: value }, app.user('admin.humas'))
  const found = await throughAllPages(view, 'admin.humas')
  expect(found).toEqual(expectedIds(rows, view, app.user('admin.humas'), app))
  expect(found.length).toBeGreaterThan(0)
  expect(found.length).toBeLessThan(
    expectedIds(rows, viewOf({ tab: 'terbuka' }, app.user('admin.humas')), app.user('admin.humas'), app).length,
  )
})

test('who was assigned is found among the open ones and the closed ones, whoever it is', async () => {
  const petugas = String(app.user('teknik.2').id)
  for (const tab of ['terbuka', 'selesai']) {
    const view = viewOf({ tab, petugas }, app.user('admin.humas'))
    const found = await throughAllPages(view, 'admin.humas')
    expect(found).toEqual(expectedIds(rows, view, app.user('admin.humas'), app))
    if (tab === 'terbuka') expect(found.length).toBeGreaterThan(5)
  }
})

test('special needs that are masked are not found by them', async () => {
  const view = viewOf({ tab: 'terbuka', kebutuhan: 'ada' }, app.user('direktur'))
  expect(await throughAllPages(view, 'direktur')).toEqual([])
})

test.each([{ petugas: 'semua' }, { petugas: '-1' }, { kebutuhan: 'tidak' }, { petugas: ['1', '2'] }, { kebutuhan: '1 OR 1=1' }])(
  '%j counts as absent',
  (words) => {
    const user = app.user('admin.humas')
    expect(viewOf(words, user)).toEqual(viewOf({}, user))
  },
)
