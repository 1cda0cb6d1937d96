import { describe, expect, it, test } from 'vitest'
import { type PolicyRow, type PolicyVersion, type Priority, policyOf, rowFor } from '../../src/sla/policy.ts'
import { at, EXPLAIN, FOLLOW_UP, TECHNICAL, URGENT, version } from './samples.ts'

const old: PolicyVersion = { id: 1, effectiveFrom: '2026-01-01', rows: [] }
const newer: PolicyVersion = { id: 2, effectiveFrom: '2026-11-24', rows: [] }
const corrected: PolicyVersion = { id: 3, effectiveFrom: '2026-11-24', rows: [] }
const future: PolicyVersion = { id: 4, effectiveFrom: '2027-01-01', rows: [] }

describe('the policy of an arrival', () => {
  test.each([
    ['the day before a change', '2026-11-23 23:59:59.999', [newer, old, future], 1],
    ['the first instant of the day in WITA, still the day before in UTC', '2026-11-24 00:00', [newer, old, future], 2],
    ['later that day', '2026-11-24 18:00', [old, future, newer], 2],
    ['two versions of one day: the one made later', '2026-11-24 18:00', [corrected, newer, old], 3],
    ['the last instant of a year in WITA', '2026-12-31 23:59:59', [old, newer, future], 2],
    ['the year end', '2027-01-01 00:00', [old, newer, future], 4],
  ])('%s', (_, arrived, versions, id) => {
    expect(policyOf(versions, at(arrived)).id).toBe(id)
  })

  it('is told to be missing', () => {
    expect(() => policyOf([future], at('2026-12-31 23:59'))).toThrow('No policy is effective on 2026-12-31')
    expect(() => policyOf([], at('2026-12-31 23:59'))).toThrow()
  })

  it('leaves the list of versions as it was', () => {
    const versions = [old, newer, future]
    policyOf(versions, at('2027-05-01 12:00'))
    expect(versions).toEqual([old, newer, future])
  })
})

describe('the row of a clock', () => {
  const both: PolicyRow = { ...URGENT, id: 6, technical: true }

  test.each<[string, boolean, Priority, PolicyRow[], number | undefined]>([
    ['the general row', false, 'NORMAL', [FOLLOW_UP, TECHNICAL, URGENT], 3],
    ['technical before general', true, 'NORMAL', [FOLLOW_UP, TECHNICAL, URGENT], 4],
    ['priority before general', false, 'URGENT', [FOLLOW_UP, TECHNICAL, URGENT], 5],
    ['priority before technical', true, 'URGENT', [FOLLOW_UP, TECHNICAL, URGENT], 5],
    ['both before all', true, 'URGENT', [FOLLOW_UP, TECHNICAL, URGENT, both], 6],
    ['both only where both fit', false, 'URGENT', [FOLLOW_UP, both], 3],
    ['not technical is a condition too', true, 'LOW', [{ ...TECHNICAL, technical: false }], undefined],
    ['whatever the order of the rows', true, 'URGENT', [both, URGENT, TECHNICAL, FOLLOW_UP], 6],
    ['switched off where none fits', false, 'NORMAL', [TECHNICAL, URGENT], undefined],
    ['switched off for all', true, 'URGENT', [EXPLAIN], undefined],
  ])('%s', (_, technical, priority, rows, id) => {
    expect(rowFor({ ...version, rows }, 'FOLLOW_UP', { technical, priority })?.id).toBe(id)
  })
})
