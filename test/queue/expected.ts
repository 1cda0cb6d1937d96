// What a queue should show, worked out over all rows in memory: written from the SOP and the screens, not from the queries.
import type { View } from '../../src/complaints/queue-view.ts'
import type { Priority, Role, State } from '../../src/generated/enums.ts'
import type { User } from '../../src/permissions.ts'
import type { TestApp } from '../support/app.ts'
import { unitId } from '../support/complaints.ts'

export type Row = {
  id: number
  state: State
  priority: Priority
  technical: boolean
  everEscalated: boolean
  categoryId: number
  channelId: number
  districtCode: string | null
  arrivedOn: string
  arrivedAt: Date
  closedAt: Date | null
  nextDueAt: Date | null
  finishedAt: Date | null
  ownerUnitId: number | null
  activeUnits: number[]
  officers: number[]
  seenByUnits: number[]
  seenByPeople: number[]
  connectionNumber: string | null
  words: string
  name: string | null
  phone: string | null
  needs: number[]
}

export const allRows = ({ db }: TestApp): Promise<Row[]> =>
  db.sql<Row>(`SELECT c.id, state, priority, technical, ever_escalated AS "everEscalated", category_id AS "categoryId", channel_id AS "channelId",
    v.district_code AS "districtCode", arrived_on AS "arrivedOn", arrived_at AS "arrivedAt", closed_at AS "closedAt", next_due_at AS "nextDueAt",
    finished_at AS "finishedAt", owner_unit_id AS "ownerUnitId", active_units AS "activeUnits", officers, seen_by_units AS "seenByUnits",
    seen_by_people AS "seenByPeople", connection_number AS "connectionNumber", concat_ws(' ', subject, description, address) AS words, p.name, phone_digits AS phone, p.needs
    FROM complaints c JOIN complainants p ON complaint_id = c.id LEFT JOIN villages v ON v.code = village_code`)

const is = (user: User, ...roles: Role[]) => user.grants.some(({ role }) => roles.includes(role))
const unitsOf = (user: User, ...roles: Role[]) =>
  user.grants.flatMap(({ role, unitId }) => (roles.includes(role) ? [unitId] : []))
const isOpen = ({ state }: Row) => state !== 'CLOSED' && state !== 'DISMISSED'
const humasOffice = ['HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] as const

/** SOP 4, who may see a complaint. */
export const sees = (user: User, row: Row): boolean =>
  is(user, ...humasOffice) ||
  (is(user, 'DIRECTOR') && row.state !== 'SUBMITTED') ||
  unitsOf(user, 'UNIT_STAFF').some((unit) => row.seenByUnits.includes(unit)) ||
  (is(user, 'QUICK_RESPONSE') && isOpen(row) && row.technical && row.everEscalated) ||
  (is(user, 'QUICK_RESPONSE', 'TECHNICIAN') && row.seenByPeople.includes(user.id))

/** SOP 4, to whom name and contact are not masked. */
export const seesContact = (user: User, row: Row): boolean =>
  is(user, ...humasOffice) ||
  unitsOf(user, 'UNIT_STAFF').some((unit) => row.activeUnits.includes(unit)) ||
  (is(user, 'QUICK_RESPONSE') && (row.seenByPeople.includes(user.id) || (isOpen(row) && row.technical && row.everEscalated))) ||
  (is(user, 'TECHNICIAN') && isOpen(row) && row.seenByPeople.includes(user.id))

/** SOP, Perlu tindakan saya. A missed limit waits for the Kabag as long as its clock runs. */
function needsMe(user: User, row: Row, now: Date, humas: number): boolean {
  const units = [...unitsOf(user, 'UNIT_STAFF'), ...(is(user, 'HUMAS_ADMIN', 'SECTION_HEAD') ? [humas] : [])]
  const ofMyUnit = row.ownerUnitId !== null && units.includes(row.ownerUnitId)
  const isWorkedOn = row.state === 'IN_PROGRESS' || row.state === 'ON_HOLD'
  return (
    (is(user, 'HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD') && (row.state === 'SUBMITTED' || row.state === 'RECEIVED')) ||
    (is(user, 'HUMAS_ADMIN', 'SECTION_HEAD', 'DEPARTMENT_HEAD') && row.state === 'MONITORING') ||
    (is(user, 'DEPARTMENT_HEAD') && isLate(row, now)) ||
    (ofMyUnit && row.state === 'ESCALATED') ||
    (ofMyUnit && isWorkedOn && row.officers.length === 0) ||
    (ofMyUnit && isWorkedOn && row.finishedAt !== null) ||
    (is(user, 'TECHNICIAN', 'QUICK_RESPONSE') && row.officers.includes(user.id))
  )
}

const isLate = (row: Row, now: Date): boolean => isOpen(row) && row.nextDueAt !== null && row.nextDueAt < now

function isInTab(tab: View['tab'], user: User, row: Row, now: Date, humas: number): boolean {
  const all = user.grants.map((grant) => grant.unitId)
  switch (tab) {
    case 'saya':
      return isOpen(row) && needsMe(user, row, now, humas)
    case 'unit':
      return isOpen(row) && row.activeUnits.some((unit) => all.includes(unit))
    case 'terbuka':
      return isOpen(row)
    case 'terlambat':
      return isLate(row, now)
    case 'selesai':
      return !isOpen(row)
    case 'cari':
      return true
  }
}

/** Whose work it is; of what is closed, whose it ever was. */
const isOf = (row: Row, officer: View['petugas']): boolean =>
  officer === 'belum'
    ? isOpen(row) && row.officers.length === 0
    : officer !== null && (isOpen(row) ? row.officers : row.seenByPeople).includes(officer)

const fits = (user: User, view: View, row: Row, now: Date): boolean =>
  (!view.petugas || isOf(row, view.petugas)) &&
  (!view.kebutuhan || (row.needs.length > 0 && seesContact(user, row))) &&
  (!view.status || row.state === view.status) &&
  (!view.unit || row.ownerUnitId === view.unit) &&
  (!view.kategori || row.categoryId === view.kategori) &&
  (!view.kanal || row.channelId === view.kanal) &&
  (!view.wilayah || row.districtCode === view.wilayah) &&
  (!view.prioritas || row.priority === view.prioritas) &&
  (!view.dari || row.arrivedOn >= view.dari) &&
  (!view.sampai || row.arrivedOn <= view.sampai) &&
  (!view.terlambat || isLate(row, now))

const URGENCY: Record<Priority, number> = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 }
const due = ({ nextDueAt }: Row) => nextDueAt?.getTime() ?? Number.POSITIVE_INFINITY
const before = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

const ORDER: Record<View['urut'], (a: Row, b: Row) => number> = {
  batas: (a, b) => before(due(a), due(b)) || a.id - b.id,
  masuk: (a, b) => before(b.arrivedAt.getTime(), a.arrivedAt.getTime()) || b.id - a.id,
  selesai: (a, b) => before(b.closedAt?.getTime() ?? 0, a.closedAt?.getTime() ?? 0) || b.id - a.id,
  prioritas: (a, b) => URGENCY[a.priority] - URGENCY[b.priority] || before(due(a), due(b)) || a.id - b.id,
}

/** The ids that a view shows, in its order; `view.q` apart. */
export function expectedIds(rows: readonly Row[], view: View, user: User, { clock, master }: TestApp): number[] {
  const [now, humas] = [clock.now(), unitId(master, 'HUMAS')]
  const shown = rows.filter((row) => sees(user, row) && isInTab(view.tab, user, row, now, humas) && fits(user, view, row, now))
  return shown.toSorted(ORDER[view.urut]).map(({ id }) => id)
}
