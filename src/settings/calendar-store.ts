import { createHash } from 'node:crypto'
import { type Moved, recalendar } from '../complaints/recalendar-store.ts'
import type { Database, Sql } from '../db.ts'
import type { Hours } from '../sla/calendar.ts'
import { type CalendarChange, changed, forClocks, type OfficeCalendar, WEEKDAYS } from './calendar-content.ts'
import type { Holiday } from './master.ts'

export async function readOfficeCalendar(sql: Sql): Promise<OfficeCalendar> {
  const [hours, holidays] = [
    await sql<Hours & { weekday: number }>('SELECT weekday, "from", until AS "to" FROM office_hours ORDER BY weekday, "from"'),
    await sql<Holiday>('SELECT date, name, kind FROM holidays ORDER BY date'),
  ]
  const weekly = WEEKDAYS.map((_, day) =>
    hours.filter(({ weekday }) => weekday === day + 1).map(({ from, to }) => ({ from, to })),
  )
  return { weekly, holidays }
}

/** Tells one content of the calendar from every other: a form carries that of the calendar it was made from. */
export const markOf = (calendar: OfficeCalendar): string =>
  createHash('sha256').update(JSON.stringify(calendar)).digest('base64url').slice(0, 16)

export type Save = { change: CalendarChange; actorId: number; mark: string; now: Date }

/** Writes the change, its line in the audit trail and every limit that it moves, together; undefined when the calendar is not the one marked any more. */
export function saveCalendar(db: Database, { change, actorId, mark, now }: Save): Promise<Moved | undefined> {
  return db.transaction(async (sql) => {
    await sql(`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`)
    const before = await readOfficeCalendar(sql)
    if (markOf(before) !== mark) return undefined
    await write(sql, change)
    const moved = await recalendar(sql, forClocks(changed(before, change)), actorId, now)
    await sql('INSERT INTO audit_entries (at, actor_id, action, details) VALUES ($1, $2, $3, $4)', [
      now,
      actorId,
      ACTION[change.kind],
      JSON.stringify({ ...told(before, change), moved: moved.complaints }),
    ])
    return moved
  })
}

const ACTION: Record<CalendarChange['kind'], string> = {
  hours: 'officeHoursChanged',
  added: 'holidaysAdded',
  edited: 'holidayChanged',
  removed: 'holidayRemoved',
}

/** What was there and what came in its place. */
function told({ weekly, holidays }: OfficeCalendar, change: CalendarChange): object {
  if (change.kind === 'hours') return { before: weekly, after: change.weekly }
  if (change.kind === 'added') return { after: change.holidays }
  const date = change.kind === 'edited' ? change.holiday.date : change.date
  const before = holidays.find((one) => one.date === date)
  return { before, ...(change.kind === 'edited' && { after: change.holiday }) }
}

async function write(sql: Sql, change: CalendarChange): Promise<void> {
  if (change.kind === 'hours') return writeHours(sql, change.weekly)
  if (change.kind === 'removed') return void (await sql('DELETE FROM holidays WHERE date = $1', [change.date]))
  const rows = change.kind === 'added' ? change.holidays : [change.holiday]
  await sql(
    `INSERT INTO holidays (date, name, kind)
     SELECT date, name, kind FROM json_to_recordset($1) AS h(date date, name text, kind "HolidayKind")
     ON CONFLICT (date) DO UPDATE SET name = excluded.name, kind = excluded.kind`,
    [JSON.stringify(rows)],
  )
}

async function writeHours(sql: Sql, weekly: Hours[][]): Promise<void> {
  const rows = weekly.flatMap((spans, day) => spans.map(({ from, to }) => ({ weekday: day + 1, from, until: to })))
  await sql('DELETE FROM office_hours')
  await sql(
    `INSERT INTO office_hours (weekday, "from", until)
     SELECT weekday, "from", until FROM json_to_recordset($1) AS h(weekday int, "from" int, until int)`,
    [JSON.stringify(rows)],
  )
}

/** Who changed the calendar last, and when. */
export async function lastCalendarChange(db: Database): Promise<{ name: string; at: Date } | undefined> {
  const [last] = await db.sql<{ name: string; at: Date }>(
    `SELECT p.name, a.at FROM audit_entries a JOIN people p ON p.id = a.actor_id WHERE a.action = ANY($1) ORDER BY a.id DESC LIMIT 1`,
    [Object.values(ACTION)],
  )
  return last
}
