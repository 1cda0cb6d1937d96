// Who may do what. Roles and groups are those of SOP 4; sight of complaints stands in complaints/visible.ts.
import type { Role } from './generated/enums.ts'

export type Grant = { role: Role; unitId: number; unitName: string }
export type User = { id: number; username: string; name: string; grants: Grant[] }

export const FRONT_DESK = ['HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD'] as const satisfies Role[]
export const CLOSERS = ['HUMAS_ADMIN', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] as const satisfies Role[]
/** They see every complaint, and they alone what no unit has had yet. */
export const ALL_SEEING = ['HUMAS_ADMIN', 'CALL_CENTER', 'SECTION_HEAD', 'DEPARTMENT_HEAD'] as const satisfies Role[]
/** What UNIT_STAFF are to a Wilayah, these are to Bagian Humas. */
export const HUMAS_STAFF = ['HUMAS_ADMIN', 'SECTION_HEAD'] as const satisfies Role[]
export const HUMAS = 'HUMAS'

const ABILITIES = {
  seeComplaints: [...ALL_SEEING, 'QUICK_RESPONSE', 'TECHNICIAN', 'UNIT_STAFF', 'DIRECTOR'],
  doWork: [...ALL_SEEING, 'QUICK_RESPONSE', 'TECHNICIAN', 'UNIT_STAFF'],
  recordComplaint: FRONT_DESK,
  enterAbsences: ['SECTION_HEAD', 'UNIT_STAFF'],
  handOver: [...HUMAS_STAFF, 'UNIT_STAFF'],
  monitor: [...ALL_SEEING, 'QUICK_RESPONSE', 'UNIT_STAFF', 'DIRECTOR'],
  seeFigures: ['DEPARTMENT_HEAD', 'DIRECTOR'],
  issueReports: ['DEPARTMENT_HEAD'],
  approveReports: ['DIRECTOR'],
  administerPeople: ['SYSTEM_ADMIN'],
  readAudit: ['SYSTEM_ADMIN'],
  keepTargets: ['DEPARTMENT_HEAD'],
  keepSop: ['DEPARTMENT_HEAD'],
  keepLetterhead: ['DEPARTMENT_HEAD'],
  keepReportList: ['DEPARTMENT_HEAD'],
  keepCalendar: ['DEPARTMENT_HEAD'],
  keepHoldReasons: ['DEPARTMENT_HEAD'],
  keepOverdueSteps: ['DEPARTMENT_HEAD'],
  keepMeasures: ['DEPARTMENT_HEAD'],
  keepConnections: ['DEPARTMENT_HEAD'],
  keepTemplates: ['SECTION_HEAD'],
  keepLetterTemplates: ['SECTION_HEAD'],
  takeDossier: CLOSERS,
  readOutbox: ['SYSTEM_ADMIN', 'SECTION_HEAD', 'DEPARTMENT_HEAD'],
  readAccessLog: ['DEPARTMENT_HEAD', 'SECTION_HEAD'],
} as const satisfies Record<string, readonly Role[]>
export type Ability = keyof typeof ABILITIES

export const can = (user: User, ability: Ability): boolean => hasRole(user, ABILITIES[ability])

export const hasRole = (user: User, roles: readonly Role[]): boolean => user.grants.some(({ role }) => roles.includes(role))

export const unitsAs = (user: User, role: Role): number[] =>
  user.grants.filter((grant) => grant.role === role).map(({ unitId }) => unitId)

/** Where the work of a person begins after signing in. */
export function landingPage(user: User): string {
  if (isOfficerOnly(user)) return '/saya'
  if (can(user, 'seeComplaints')) return '/aduan'
  return can(user, 'administerPeople') ? '/pengaturan/orang' : '/akun'
}

/** Whose work is what they were sent to, and nothing else. */
export const isOfficerOnly = ({ grants }: User): boolean =>
  grants.length > 0 && grants.every(({ role }) => role === 'TECHNICIAN' || role === 'QUICK_RESPONSE')
