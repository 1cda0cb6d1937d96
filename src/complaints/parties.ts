// Who a person is to a complaint: the "who" of the table of actions (SOP 4).
import type { Role } from '../generated/enums.ts'
import { CLOSERS, FRONT_DESK, HUMAS_STAFF, hasRole, type User, unitsAs } from '../permissions.ts'
import type { Complaint } from './complaint.ts'

/** The complaint as a party sees it; humasUnitId tells which unit is Bagian Humas. */
export type Standing = Pick<
  Complaint,
  'ownerUnitId' | 'activeUnits' | 'officers' | 'technical' | 'everEscalated' | 'closedById'
> & {
  humasUnitId: number
}
type Party = { roles: readonly Role[]; holds: (user: User, complaint: Standing) => boolean }

const byRole = (roles: readonly Role[]): Party => ({ roles, holds: (user) => hasRole(user, roles) })

export const PARTIES = {
  FRONT_DESK: byRole(FRONT_DESK),
  CLOSERS: byRole(CLOSERS),
  SECTION_HEAD: byRole(['SECTION_HEAD']),
  DEPARTMENT_HEAD: byRole(['DEPARTMENT_HEAD']),
  QUICK_RESPONSE: byRole(['QUICK_RESPONSE']),
  QUICK_RESPONSE_IN_TECHNICAL: {
    roles: ['QUICK_RESPONSE'],
    holds: (user, { technical }) => technical && hasRole(user, ['QUICK_RESPONSE']),
  },
  UNIT_STAFF: {
    roles: ['UNIT_STAFF', ...HUMAS_STAFF],
    holds: (user, complaint) => complaint.ownerUnitId !== null && isStaffOf(user, complaint.ownerUnitId, complaint),
  },
  SUPPORTER_STAFF: {
    roles: ['UNIT_STAFF', ...HUMAS_STAFF],
    holds: (user, complaint) => supporters(complaint).some((unit) => isStaffOf(user, unit, complaint)),
  },
  ASSIGNED_OFFICER: {
    roles: ['TECHNICIAN', 'QUICK_RESPONSE'],
    holds: (user, { officers }) => officers.includes(user.id) && hasRole(user, ['TECHNICIAN', 'QUICK_RESPONSE']),
  },
  WHO_CLOSED_IT: {
    roles: [...FRONT_DESK, ...CLOSERS],
    holds: (user, { closedById }) => closedById === user.id && hasRole(user, [...FRONT_DESK, ...CLOSERS]),
  },
} as const satisfies Record<string, Party>

export type PartyName = keyof typeof PARTIES

export const supporters = ({ activeUnits, ownerUnitId }: Pick<Standing, 'activeUnits' | 'ownerUnitId'>): number[] =>
  activeUnits.filter((unit) => unit !== ownerUnitId)

/** Staff of a unit: UNIT_STAFF there; for Bagian Humas its admins and the Kasie. */
export const isStaffOf = (user: User, unitId: number, { humasUnitId }: Pick<Standing, 'humasUnitId'>): boolean =>
  unitsAs(user, 'UNIT_STAFF').includes(unitId) || (unitId === humasUnitId && hasRole(user, HUMAS_STAFF))
