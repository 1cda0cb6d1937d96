import { describe, expect, test } from 'vitest'
import { parsePolicy, typedFrom, typedPolicy } from '../../src/settings/policy-forms.ts'
import { faultsOf, faultsTogether } from '../../src/settings/policy-rules.ts'
import { stageOf } from '../../src/settings/policy-stage.ts'
import { changesBetween } from '../../src/settings/policy-words.ts'
import type { Typed } from '../../src/web/form.ts'
import { at, calendars } from '../sla/samples.ts'
import { EXPLAIN, FOLLOW_UP, line, RECEIVE, SOP, SOP_TYPED } from './policy-samples.ts'

const now = at('2026-11-24 10:00')
const parse = (typed: Typed) => parsePolicy(typedPolicy(typed), now, calendars)
const errorsOf = (more: Typed) => parse({ ...SOP_TYPED, ...more }).errors ?? {}

describe('a form', () => {
  test('of the rows in force reads as them, and comes back as it was shown', () => {
    expect(parse(SOP_TYPED).value).toEqual({ effectiveFrom: '2026-12-01', rows: SOP })
    expect(typedFrom('2026-12-01', SOP)).toEqual(SOP_TYPED)
  })

  test('loses the rows that are removed or left empty, and numbers the others anew', () => {
    const typed = { ...SOP_TYPED, hapus_3: 'ya', ...line(4), ...line(5, 'FOLLOW_UP', '', '', ...end) }
    expect(parse(typed).value?.rows).toEqual([...SOP.slice(0, 3), FOLLOW_UP])
    expect(typedPolicy(typed).rows).toBe(4)
    expect(typedPolicy(typed, true).rows).toBe(5)
  })

  test('takes an effect today, but not before', () => {
    expect(errorsOf({ mulai: '2026-11-24' })).toEqual({})
    expect(errorsOf({ mulai: '2026-11-23' })).toEqual({ mulai: 'Berlaku mulai paling awal hari ini.' })
    expect(
      parsePolicy(typedPolicy({ ...SOP_TYPED, mulai: '2026-11-24' }), at('2026-11-25 00:00'), calendars).errors,
    ).toBeDefined()
  })
})

const end = ['ESCALATED', 'REPORTED', 'OFFICE_HOURS', '120', '180']

test.each<[string, Typed, string]>([
  ['a warning at the limit', { peringatan_1: '10' }, 'peringatan_1'],
  ['a warning after the limit', { peringatan_1: '11' }, 'peringatan_1'],
  ['a limit of nothing', { batas_1: '0' }, 'batas_1'],
  ['a limit too long', { batas_1: '100001' }, 'batas_1'],
  ['a limit that is no number', { batas_1: '1,5' }, 'batas_1'],
  ['a negative warning', { peringatan_1: '-1' }, 'peringatan_1'],
  ['no limit', { batas_1: '' }, 'batas_1'],
  ['a limit written twice', { batas_1: ['1', '2'] }, 'batas_1'],
  ['an unknown calendar', { kalender_1: 'LUNAR' }, 'kalender_1'],
  ['an unknown clock', { langkah_1: 'constructor' }, 'langkah_1'],
  ['an unknown priority', { prioritas_1: 'SANGAT' }, 'prioritas_1'],
  ['a milestone after its end', { dari_3: 'STARTED', sampai_3: 'STARTED' }, 'sampai_3'],
  ['a beginning that the clock does not have', { dari_3: 'DECIDED' }, 'dari_3'],
  ['an end that the clock does not have', { sampai_1: 'CLOSED' }, 'sampai_1'],
  ['a day that does not exist', { mulai: '2027-02-30' }, 'mulai'],
  ['no day', { mulai: '' }, 'mulai'],
  ['a second row for the same complaints', line(4, 'FOLLOW_UP', 'tidak', '', ...end), 'langkah_4'],
  ['technical complaints left out', { hapus_2: 'ya' }, 'langkah_2'],
  ['one priority alone', { prioritas_1: 'HIGH' }, 'langkah_1'],
  ['a clock left out', { hapus_1: 'ya' }, 'baris-0'],
])('%s is told beside its field', (_, more, field) => {
  expect(Object.keys(errorsOf(more))).toEqual([field])
})

test('every fault of single rows is told at once', () => {
  expect(Object.keys(errorsOf({ mulai: 'besok', batas_0: 'x', peringatan_1: '10', dari_2: '' }))).toEqual([
    ...['mulai', 'batas_0', 'peringatan_1', 'dari_2'],
  ])
})

test('what nobody’s form sends is told or left out, and never throws', () => {
  for (const body of [undefined, null, 'x', 7, {}, { langkah_0: ['a'], mulai: ['x', 'y'] }, { langkah_999: 'RECEIVE' }])
    expect(Object.keys(parsePolicy(typedPolicy(body), now, calendars).errors ?? {})).not.toEqual([])
})

test('each priority by its own row covers a clock as well as one for all', () => {
  const each = (['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const).map((priority) => ({ ...FOLLOW_UP, priority }))
  expect(faultsTogether([RECEIVE, EXPLAIN, ...each])).toEqual({ byRow: new Map(), whole: [] })
  const { byRow } = faultsTogether([RECEIVE, EXPLAIN, ...each.slice(1)])
  expect(byRow.get(2)?.langkah).toContain('teknis berprioritas Rendah')
})

test('a limit that so few office hours never fill is refused, not computed for ever', () => {
  const rare = {
    ...calendars,
    OFFICE_HOURS: { weekly: [[{ from: 480, to: 481 }], [], [], [], [], [], []], holidays: new Set('') },
  }
  expect(faultsOf({ ...RECEIVE, limitMinutes: 100_000 }, 1, rare).batas).toContain('tidak tercapai')
  expect(faultsOf(RECEIVE, 1, rare).batas).toBeUndefined()
})

test('where a version stands', () => {
  const [old, present, replaced, coming] = [
    { id: 1, effectiveFrom: '2026-01-01', rows: [] },
    { id: 2, effectiveFrom: '2026-11-24', rows: [] },
    { id: 3, effectiveFrom: '2026-12-01', rows: [] },
    { id: 4, effectiveFrom: '2026-12-01', rows: [] },
  ]
  const all = [old, present, replaced, coming]
  expect(all.map((version) => stageOf(version, all, now))).toEqual(['OVER', 'IN_FORCE', 'REPLACED', 'COMING'])
  expect(stageOf(present, all, at('2026-11-23 23:59'))).toBe('COMING')
  expect(stageOf(coming, all, at('2026-12-01 00:00'))).toBe('IN_FORCE')
})

test('what a version changed is said row by row', () => {
  const urgent = { ...FOLLOW_UP, priority: 'URGENT' as const, limitMinutes: 60 }
  expect(
    changesBetween(SOP, [RECEIVE, { ...EXPLAIN, limitMinutes: 15, calendar: 'ROUND_THE_CLOCK' }, ...SOP.slice(3), urgent]),
  ).toEqual([
    'Input & penjelasan: kalender Jam kantor menjadi 24 jam, batas 10 mnt menjadi 15 mnt',
    'Tindak lanjut, prioritas Darurat: baris baru, batas 1 jam',
    'Tindak lanjut, teknis: baris dihapus',
  ])
  expect(changesBetween(SOP, [...SOP])).toEqual([])
})
