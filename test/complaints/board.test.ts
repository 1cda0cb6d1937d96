// The live board: its figures against an independent count, at any instant, and what each person sees of it.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { type Arrivals, boardAt, type OpenComplaint } from '../../src/complaints/board.ts'
import { HOUR, MINUTE } from '../../src/time.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'

const NOW = new Date('2026-11-24T10:30:00+08:00')
const names = { unit: (id: number) => `Unit ${id}` }
const one = (due: number | null, more: Partial<OpenComplaint> = {}): OpenComplaint => ({
  ...{ year: 2026, sequence: 1, subject: 'Air keruh', state: 'ESCALATED', priority: 'NORMAL', ownerUnitId: 3 },
  clock: due === null ? null : 'FOLLOW_UP',
  dueAt: due === null ? null : new Date(NOW.getTime() + due * MINUTE),
  warnAt: due === null ? null : new Date(NOW.getTime() + (due - 60) * MINUTE),
  ...more,
})
const at = (open: OpenComplaint[], arrivals: Arrivals[] = [], now = NOW) => boardAt({ open, arrivals, heard: 0 }, names, now)

describe('at an instant', () => {
  test('what is overdue the longest stands first, what runs out next first of the others', () => {
    const { late, coming, figures } = at([
      one(90, { sequence: 1 }),
      one(-5, { sequence: 2 }),
      one(20, { sequence: 3 }),
      one(-200, { sequence: 4 }),
      one(null),
    ])
    expect(late.map(({ number, clock }) => [number.slice(-1), clock.text])).toEqual([
      ['4', 'lewat 3 jam 20 mnt'],
      ['2', 'lewat 5 mnt'],
    ])
    expect(coming.map(({ number, clock }) => [number.slice(-1), clock.tone])).toEqual([
      ['3', 'warning'],
      ['1', 'calm'],
    ])
    expect(figures).toMatchObject({ open: 5, late: 2, soon: 1 })
  })

  test('a limit runs out a moment after its instant, and the board is shown anew then', () => {
    const open = [one(2 / 60)]
    expect([at(open).figures.late, at(open).changesIn]).toEqual([0, 2_001])
    const due = new Date(NOW.getTime() + 2_000)
    expect(at(open, [], due).figures.late).toBe(0)
    expect(at(open, [], new Date(due.getTime() + 1)).figures.late).toBe(1)
  })

  test('each complaint counts in one unit and in one step', () => {
    const { units, clocks } = at([
      one(-5),
      one(5, { ownerUnitId: 4 }),
      one(-9, { ownerUnitId: null, clock: 'EXPLAIN' }),
      one(null),
    ])
    expect(units).toEqual([
      { name: 'Unit 3', open: 2, late: 1, soon: 0 },
      { name: 'Belum diteruskan', open: 1, late: 1, soon: 0 },
      { name: 'Unit 4', open: 1, late: 0, soon: 1 },
    ])
    expect(clocks.map(({ open, late }) => [open, late])).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
    ])
  })

  test('the usual is the mean of the same weekday until the same minute; weeks without any count as none', () => {
    const arrivals = [
      { date: '2026-11-24', hour: 8, count: 4 },
      { date: '2026-11-17', hour: 9, count: 6 },
      { date: '2026-11-17', hour: 11, count: 50 },
      { date: '2026-11-03', hour: 10, count: 12 },
    ]
    // (6 + half of 12) in three weeks: 17, 10 and 3 November
    expect(at([], arrivals).figures).toMatchObject({ arrived: 4, usual: 4 })
    expect(at([], []).figures).toMatchObject({ arrived: 0, usual: null })
  })
})

describe('on the page', async () => {
  const app = await startApp()
  const { clock, signIn, close } = app
  afterAll(close)
  const figures = async (who: Username) => {
    const $ = load((await (await signIn(who)).get('/pemantauan').expect(200)).text)
    return $('.figures b')
      .toArray()
      .map((figure) => $(figure).text())
  }

  test('figures are those of what the person sees, and follow what is done', async () => {
    const number = await recordComplaint(app)
    await complaintIn(app, 'ESCALATED')
    await complaintIn(app, 'CLOSED')
    expect((await figures('kabag.humas')).slice(0, 4)).toEqual(['0', '0', '2', '3'])
    expect((await figures('staf.wilayah2')).slice(0, 4)).toEqual(['0', '0', '1', '2'])
    expect((await figures('staf.wilayah5')).slice(0, 4)).toEqual(['0', '0', '0', '0'])
    await act(app, number, 'callcenter', 'explain', bodyOf('explain', app))
    expect((await figures('kabag.humas'))[2]).toBe('1')
    clock.set(new Date(clock.now().getTime() + 4 * HOUR))
    expect((await figures('kabag.humas')).slice(0, 3)).toEqual(['1', '0', '1'])
  })

  test('the part that comes anew is the same, without the page around it', async () => {
    const { text } = await (await signIn('direktur')).get('/pemantauan/isi').expect(200)
    expect(text).not.toContain('<html')
    expect(load(text)('.now').attr('data-next')).toMatch(/^\d+$/)
  })
})
