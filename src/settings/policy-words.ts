// How a policy reads: its milestones and calendars, whom a row is for, and what a version changed.
import type { CalendarName } from '../sla/calendar.ts'
import type { Milestone, PolicyRow } from '../sla/policy.ts'
import { durationWords } from '../time.ts'
import { CLOCK, PRIORITY } from '../words.ts'

export const MILESTONE: Record<Milestone, string> = {
  ARRIVED: 'Masuk',
  RECEIVED: 'Diterima',
  DECIDED: 'Diputuskan',
  ESCALATED: 'Diteruskan',
  STARTED: 'Dimulai',
  FINISHED: 'Selesai kerja',
  REPORTED: 'Dilaporkan',
  CLOSED: 'Selesai',
}

export const CALENDAR: Record<CalendarName, string> = { OFFICE_HOURS: 'Jam kantor', ROUND_THE_CLOCK: '24 jam' }

export const TECHNICAL = { ya: 'Ya', tidak: 'Tidak' } as const

type Row = Omit<PolicyRow, 'id'>

/** 'Tindak lanjut, teknis, prioritas Darurat' */
export const rowName = ({ clock, technical, priority }: Pick<Row, 'clock' | 'technical' | 'priority'>): string =>
  [
    CLOCK[clock],
    technical !== null && (technical ? 'teknis' : 'bukan teknis'),
    priority !== null && `prioritas ${PRIORITY[priority]}`,
  ]
    .filter(Boolean)
    .join(', ')

const minutes = (value: number): string => durationWords(value)

const PARTS: { label: string; read: (row: Row) => string }[] = [
  { label: 'dari', read: ({ from }) => MILESTONE[from] },
  { label: 'sampai', read: ({ to }) => MILESTONE[to] },
  { label: 'kalender', read: ({ calendar }) => CALENDAR[calendar] },
  { label: 'peringatan', read: ({ warnMinutes }) => minutes(warnMinutes) },
  { label: 'batas', read: ({ limitMinutes }) => minutes(limitMinutes) },
]

/** What the rows of one version say otherwise than those of another, a line for each row that differs. */
export function changesBetween(before: readonly Row[], after: readonly Row[]): string[] {
  const twin = (rows: readonly Row[], row: Row) => rows.find((other) => rowName(other) === rowName(row))
  const changed = after.flatMap((row) => {
    const old = twin(before, row)
    if (!old) return [`${rowName(row)}: baris baru, batas ${minutes(row.limitMinutes)}`]
    const parts = PARTS.filter(({ read }) => read(old) !== read(row))
    return parts.length > 0
      ? [`${rowName(row)}: ${parts.map(({ label, read }) => `${label} ${read(old)} menjadi ${read(row)}`).join(', ')}`]
      : []
  })
  return [...changed, ...before.filter((row) => !twin(after, row)).map((row) => `${rowName(row)}: baris dihapus`)]
}
