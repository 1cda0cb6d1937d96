import type { Draft } from '../../src/settings/policy-rules.ts'
import type { Typed } from '../../src/web/form.ts'

const any = { technical: null, priority: null } as const
export const RECEIVE: Draft = {
  ...{ ...any, clock: 'RECEIVE', from: 'ARRIVED', to: 'RECEIVED' },
  ...{ calendar: 'OFFICE_HOURS', warnMinutes: 20, limitMinutes: 30 },
}
export const EXPLAIN: Draft = {
  ...{ ...any, clock: 'EXPLAIN', from: 'RECEIVED', to: 'DECIDED' },
  ...{ calendar: 'OFFICE_HOURS', warnMinutes: 7, limitMinutes: 10 },
}
export const FOLLOW_UP: Draft = {
  ...{ ...any, clock: 'FOLLOW_UP', from: 'ESCALATED', to: 'REPORTED' },
  ...{ calendar: 'OFFICE_HOURS', warnMinutes: 120, limitMinutes: 180 },
}
export const SOP: Draft[] = [
  RECEIVE,
  EXPLAIN,
  { ...FOLLOW_UP, technical: true, calendar: 'ROUND_THE_CLOCK' },
  { ...FOLLOW_UP, technical: false },
]

/** What the form of the four rows that come with the application posts. */
export const SOP_TYPED: Typed = {
  mulai: '2026-12-01',
  ...line(0, 'RECEIVE', '', '', 'ARRIVED', 'RECEIVED', 'OFFICE_HOURS', '20', '30'),
  ...line(1, 'EXPLAIN', '', '', 'RECEIVED', 'DECIDED', 'OFFICE_HOURS', '7', '10'),
  ...line(2, 'FOLLOW_UP', 'ya', '', 'ESCALATED', 'REPORTED', 'ROUND_THE_CLOCK', '120', '180'),
  ...line(3, 'FOLLOW_UP', 'tidak', '', 'ESCALATED', 'REPORTED', 'OFFICE_HOURS', '120', '180'),
}

export function line(index: number, ...values: string[]): Typed {
  const names = ['langkah', 'teknis', 'prioritas', 'dari', 'sampai', 'kalender', 'peringatan', 'batas']
  return Object.fromEntries(names.map((name, place) => [`${name}_${index}`, values[place] ?? '']))
}
