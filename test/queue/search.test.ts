import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { findPage } from '../../src/complaints/queue.ts'
import { viewOf } from '../../src/complaints/queue-view.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint, unitId } from '../support/complaints.ts'
import { allRows, type Row, sees, seesContact } from './expected.ts'
import { fillOffice } from './office.ts'

const app = await startApp()
afterAll(app.close)
await fillOffice(app, 300)
const number = await recordComplaint(app, { nama: 'Ibu Unik Sekali', telepon: '+62 811-4455-667', nomor_sambungan: '098765432' })
const ofWilayah2 = await complaintIn(app, 'IN_PROGRESS', { uraian: 'Selokan tergenang air.' })
const rows = await allRows(app)

const PEOPLE: Username[] = ['admin.humas', 'quick.response', 'teknik.2', 'staf.wilayah2', 'direktur']

/** Every word of the question begins a word of the text. */
const hasWords = (text: string | null, q: string): boolean => {
  const words = (text ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? []
  return (q.toLowerCase().match(/[a-z0-9]+/g) ?? []).every((asked) => words.some((word) => word.startsWith(asked)))
}

async function found(q: string, who: Username): Promise<number[]> {
  const asking = { user: app.user(who), now: app.clock.now(), humasUnitId: unitId(app.master, 'HUMAS') }
  const ids: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof findPage>> = await findPage(app.db, viewOf({ q }, asking.user), asking, cursor)
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  }
  return ids
}

const expected = (who: Username, fits: (row: Row, isTold: boolean) => boolean): number[] =>
  rows
    .filter((row) => sees(app.user(who), row) && fits(row, seesContact(app.user(who), row)))
    .toSorted((a, b) => b.arrivedAt.getTime() - a.arrivedAt.getTime() || b.id - a.id)
    .map(({ id }) => id)

describe.each(PEOPLE)('%s finds what they see', (who) => {
  test.each([
    'bocor',
    'boco',
    'BOCOR pipa',
    'air keruh',
    'veteran',
    'unik',
    'daeng ba',
    'baji',
    'tagihan macet',
    'selokan',
    'tidak-ada',
  ])('by the words %s', async (q) => {
    const ids = await found(q, who)
    expect(ids).toEqual(expected(who, (row, isTold) => hasWords(row.words, q) || (isTold && hasWords(row.name, q))))
    if (who === 'admin.humas' && !q.includes(' macet') && q !== 'tidak-ada') expect(ids.length).toBeGreaterThan(0)
  })

  test.each([
    ['081234567890', '081234567890'],
    ['+6281234567890', '081234567890'],
    ['6281234567890', '081234567890'],
    ['0812-3456-7890', '081234567890'],
    ['(0411) 872 345', '0411872345'],
    ['+62 812 345', '0812345'],
    ['08135', '08135'],
    ['0811 4455 667', '08114455667'],
  ])('by the phone %s', async (q, digits) => {
    const ids = await found(q, who)
    expect(ids).toEqual(expected(who, (row, isTold) => isTold && (row.phone ?? '').startsWith(digits)))
    if (who === 'admin.humas') expect(ids.length).toBeGreaterThan(0)
  })

  test('by the connection number, whole or begun', async () => {
    for (const q of ['098765432', '098765', '0100000'])
      expect(await found(q, who)).toEqual(expected(who, ({ connectionNumber }) => connectionNumber?.startsWith(q) === true))
  })
})

describe('a number leads to its complaint', () => {
  const [, year, sequence] = number.split('-')

  test.each([number, number.toLowerCase(), ` ${number} `, `ADU-${year}-${Number(sequence)}`])('%s', async (q) => {
    const browser = await app.signIn('admin.humas')
    const { headers } = await browser.get(`/aduan?q=${encodeURIComponent(q)}`).expect(303)
    expect(headers.location).toBe(`/aduan/${number}`)
  })

  test('but not for whom it does not exist', async () => {
    const stranger = await app.signIn('staf.limbah')
    const { text } = await stranger.get(`/aduan?q=${number}`).expect(200)
    expect(text).toContain('Tidak ada aduan yang cocok')
    const { headers } = await (await app.signIn('staf.wilayah2')).get(`/aduan?q=${ofWilayah2}`).expect(303)
    expect(headers.location).toBe(`/aduan/${ofWilayah2}`)
  })

  test('and the last part alone finds it among the others', async () => {
    const id = (
      await app.db.sql<{ id: number }>('SELECT id FROM complaints WHERE year = $1 AND sequence = $2', [year, sequence])
    )[0]?.id
    expect(await found(String(Number(sequence)), 'admin.humas')).toContain(id)
  })
})
