import type { Database, Sql } from '../db.ts'
import { ROUND_THE_CLOCK } from '../sla/calendar.ts'
import type { PolicyRow } from '../sla/policy.ts'
import { type Clock, dateInWita } from '../time.ts'
import { readHoldReasons } from './hold-reason-store.ts'
import { readLetterhead } from './letterhead-store.ts'
import type {
  Away,
  Category,
  Channel,
  District,
  MasterData,
  MasterDataSource,
  Need,
  Officer,
  Person,
  Post,
  Preference,
  Unit,
  Village,
} from './master.ts'
import { readMeasures } from './measure-store.ts'
import { readOverdueSteps } from './overdue-step-store.ts'
import { readSop } from './sop-store.ts'

// Settings change a few times a month and are read by every page: a change is heard of, and what begins or ends by itself is seen within this time.
const FRESH_MS = 3_000

/** Master data, read from the database at most once in a few seconds, and anew when it changed. */
export function masterDataSource(db: Database, clock: Clock, onChange: (heard: () => void) => void): MasterDataSource {
  let last: { at: number; data: Promise<MasterData> } | undefined
  onChange(() => {
    last = undefined
  })
  return () => {
    if (last && performance.now() - last.at < FRESH_MS) return last.data
    const data = readMasterData(db.sql, clock.now())
    last = { at: performance.now(), data }
    data.catch(() => {
      last = undefined
    })
    return data
  }
}

export async function readMasterData(sql: Sql, now: Date): Promise<MasterData> {
  const [
    units,
    channels,
    categories,
    districts,
    villages,
    needs,
    holdReasons,
    measures,
    people,
    officers,
    posts,
    away,
    overdueSteps,
    preferences,
    versions,
    rows,
    hours,
    holidays,
    sop,
    letterhead,
  ] = await Promise.all([
    sql<Unit>('SELECT id, code, name, kind, active, head_id AS "headId" FROM units ORDER BY position, id'),
    sql<Channel>('SELECT id, code, name, direct, active FROM channels ORDER BY position, id'),
    sql<Category>(
      'SELECT id, code, name, service, technical, unit_id AS "unitId", priority, active FROM categories ORDER BY position, id',
    ),
    sql<District>('SELECT code, name FROM districts ORDER BY name'),
    sql<Village>('SELECT code, name, district_code AS "districtCode", unit_id AS "unitId" FROM villages ORDER BY name'),
    sql<Need>('SELECT id, code, name, active FROM needs ORDER BY position, id'),
    readHoldReasons(sql),
    readMeasures(sql),
    sql<Person>('SELECT id, name, phone, email FROM people'),
    sql<Officer>(
      `SELECT DISTINCT p.id, p.name, g.unit_id AS "unitId", g.role FROM people p JOIN grants g ON g.person_id = p.id
       WHERE g.role IN ('TECHNICIAN', 'QUICK_RESPONSE') AND p.disabled_at IS NULL AND g."from" <= $1 AND (g.until IS NULL OR g.until > $1)
       ORDER BY p.name`,
      [now],
    ),
    sql<Post>(
      `SELECT g.person_id AS "personId", g.role, g.unit_id AS "unitId" FROM grants g JOIN people p ON p.id = g.person_id
       WHERE p.disabled_at IS NULL AND g."from" <= $1 AND (g.until IS NULL OR g.until > $1) ORDER BY g.id`,
      [now],
    ),
    sql<Away & { personId: number }>(
      `SELECT person_id AS "personId", until, deputy_id AS "deputyId" FROM absences
       WHERE cancelled_at IS NULL AND "from" <= $1::date AND until >= $1::date ORDER BY id`,
      [dateInWita(now)],
    ),
    readOverdueSteps(sql),
    sql<Preference & { personId: number }>(
      `SELECT person_id AS "personId", email::text[] AS email, gateway::text[] AS gateway, quiet_from AS "quietFrom",
         quiet_until AS "quietUntil" FROM notice_preferences`,
    ),
    sql<{ id: number; effectiveFrom: string }>('SELECT id, effective_from AS "effectiveFrom" FROM policy_versions'),
    sql<PolicyRow & { versionId: number }>(
      `SELECT id, version_id AS "versionId", clock, technical, priority, "from", "to", calendar,
         warn_minutes AS "warnMinutes", limit_minutes AS "limitMinutes" FROM policy_rows`,
    ),
    sql<{ weekday: number; from: number; to: number }>(
      'SELECT weekday, "from", until AS "to" FROM office_hours ORDER BY weekday, "from"',
    ),
    sql<{ date: string }>('SELECT date FROM holidays'),
    readSop(sql),
    readLetterhead(sql),
  ])
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    hours.filter(({ weekday }) => weekday === day).map(({ from, to }) => ({ from, to })),
  )
  const lists = {
    units,
    channels,
    categories,
    districts,
    villages,
    needs,
    holdReasons,
    measures,
    officers,
    posts,
    overdueSteps,
    people: byId(people),
  }
  return {
    ...lists,
    sop: sop.texts,
    letterhead: letterhead.texts,
    away: new Map(away.map(({ personId, ...one }) => [personId, one])),
    preferences: new Map(preferences.map(({ personId, ...one }) => [personId, one])),
    humasUnitId: units.find(({ code }) => code === 'HUMAS')?.id ?? 0,
    policies: versions.map((version) => ({ ...version, rows: rows.filter(({ versionId }) => versionId === version.id) })),
    calendars: { OFFICE_HOURS: { weekly, holidays: new Set(holidays.map(({ date }) => date)) }, ROUND_THE_CLOCK },
    names: namesOf(lists),
  }
}

function namesOf(
  lists: Pick<MasterData, 'units' | 'people' | 'channels' | 'categories' | 'holdReasons' | 'needs' | 'villages' | 'districts'>,
): MasterData['names'] {
  const of = (rows: ReadonlyMap<number, { name: string }>) => (id: number) => rows.get(id)?.name ?? `(${id})`
  const villages = new Map(lists.villages.map((village) => [village.code, village]))
  const districts = new Map(lists.districts.map(({ code, name }) => [code, name]))
  return {
    unit: of(byId(lists.units)),
    person: of(lists.people),
    channel: of(byId(lists.channels)),
    category: of(byId(lists.categories)),
    holdReason: of(byId(lists.holdReasons)),
    need: of(byId(lists.needs)),
    village: (code) => villages.get(code)?.name ?? code,
    districtOf: (code) => districts.get(code) ?? code,
    district: (code) => districts.get(villages.get(code)?.districtCode ?? '') ?? '',
  }
}

const byId = <T extends { id: number }>(rows: readonly T[]): ReadonlyMap<number, T> => new Map(rows.map((row) => [row.id, row]))
