// When the rows of a policy hold together: each clock reaches every complaint, and no two rows claim the same one equally.
import { addWorking, type Calendars } from '../sla/calendar.ts'
import {
  CLOCKS,
  type ClockName,
  MILESTONES,
  type Milestone,
  type PolicyRow,
  PRIORITIES,
  rowFor,
  type Traits,
} from '../sla/policy.ts'
import { MINUTE } from '../time.ts'
import { CLOCK, PRIORITY } from '../words.ts'
import { MILESTONE } from './policy-words.ts'

export type Draft = Omit<PolicyRow, 'id'>
export type RowField = 'langkah' | 'teknis' | 'prioritas' | 'dari' | 'sampai' | 'kalender' | 'peringatan' | 'batas'
export type RowErrors = Partial<Record<RowField, string>>

export const LONGEST_MINUTES = 100_000

/** Between which milestones a clock can run. An explained complaint is decided too: Tindak lanjut begins with the handing over. */
const ALLOWED: Record<ClockName, { from: readonly Milestone[]; to: readonly Milestone[] }> = {
  RECEIVE: { from: ['ARRIVED'], to: ['RECEIVED', 'DECIDED'] },
  EXPLAIN: { from: ['ARRIVED', 'RECEIVED'], to: ['DECIDED'] },
  FOLLOW_UP: { from: ['ESCALATED', 'STARTED'], to: ['STARTED', 'FINISHED', 'REPORTED', 'CLOSED'] },
}

/** What is wrong with a row by itself; number is how the page counts it. */
export function faultsOf(row: Draft, number: number, calendars: Calendars): RowErrors {
  const { from, to } = ALLOWED[row.clock]
  return {
    ...(row.warnMinutes >= row.limitMinutes && { peringatan: `Peringatan baris ${number} harus kurang dari batasnya.` }),
    ...(!isReached(row, calendars) && { batas: `Batas baris ${number} tidak tercapai dalam lima tahun jam kantor.` }),
    ...(MILESTONES.indexOf(row.from) >= MILESTONES.indexOf(row.to) && {
      sampai: `Sampai baris ${number} harus sesudah titik mulainya.`,
    }),
    ...(!to.includes(row.to) && { sampai: onlyFrom('Sampai', number, row.clock, to) }),
    ...(!from.includes(row.from) && { dari: onlyFrom('Dari', number, row.clock, from) }),
  }
}

const onlyFrom = (label: string, number: number, clock: ClockName, allowed: readonly Milestone[]): string =>
  `${label} baris ${number}: untuk ${CLOCK[clock]} hanya ${allowed.map((one) => MILESTONE[one]).join(' atau ')}.`

/** Where the office opens too seldom, no deadline could be computed. */
function isReached({ calendar, limitMinutes }: Draft, calendars: Calendars): boolean {
  try {
    addWorking(calendars[calendar], new Date(0), limitMinutes * MINUTE)
    return true
  } catch {
    return false
  }
}

/** What is wrong with the rows together: by the index of the row, and for what concerns no row. */
export function faultsTogether(rows: readonly Draft[]): { byRow: Map<number, RowErrors>; whole: string[] } {
  const byRow = new Map<number, RowErrors>()
  const whole: string[] = []
  for (const clock of CLOCKS) {
    const uncovered = firstUncovered(rows, clock)
    const first = rows.findIndex((row) => row.clock === clock)
    if (!uncovered) continue
    if (first < 0) whole.push(`${CLOCK[clock]} belum memiliki baris. Tambahkan baris dengan Teknis dan Prioritas: Semua.`)
    else
      byRow.set(first, { langkah: `${CLOCK[clock]} belum memiliki baris untuk aduan ${said(uncovered)}. Tambahkan baris itu.` })
  }
  rows.forEach((row, index) => {
    const twin = rows.findIndex((other) => claim(other) === claim(row))
    if (twin < index) byRow.set(index, { langkah: `Baris ${index + 1} berlaku untuk aduan yang sama dengan baris ${twin + 1}.` })
  })
  return { byRow, whole }
}

/** Rows that claim the same complaints equally. */
export const claim = ({ clock, technical, priority }: Draft): string => `${clock} ${technical} ${priority}`

const EVERY: Traits[] = PRIORITIES.flatMap((priority) => [true, false].map((technical) => ({ technical, priority })))

const firstUncovered = (rows: readonly Draft[], clock: ClockName): Traits | undefined =>
  EVERY.find((traits) => !rowFor(asVersion('', rows), clock, traits))

/** Rows that are not stored yet as the functions of the clocks read them; ids below zero are their own. */
export const asVersion = (effectiveFrom: string, rows: readonly Draft[]) => ({
  id: 0,
  effectiveFrom,
  rows: rows.map((row, index) => ({ ...row, id: -1 - index })),
})

const said = ({ technical, priority }: Traits): string =>
  `${technical ? 'teknis' : 'bukan teknis'} berprioritas ${PRIORITY[priority]}`
