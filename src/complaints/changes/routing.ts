// Step 3 of the SOP: who works on it. Transfer, involve, return, assign.
import { restart } from '../../sla/clock.ts'
import type { Values } from '../../web/form.ts'
import type { Change, Complaint } from '../complaint.ts'
import type { FORMS } from '../forms.ts'
import { isStaffOf, supporters } from '../parties.ts'
import { type Circumstances, distinct, ended, event, type Outcome, promisedAt, routed, step, termsOf } from './course.ts'

type Transferred = Values<typeof FORMS.transfer.fields>
type Involved = Values<typeof FORMS.involve.fields>
type Returned = Values<typeof FORMS.return.fields>
type Assigned = Values<typeof FORMS.assign.fields>

/** Another unit becomes the owner; a run of Tindak lanjut begins, the sum of runs goes on (SOP, Clocks: run). */
export function transfer(complaint: Complaint, values: Transferred, at: Circumstances): Outcome {
  if (complaint.ownerUnitId === null) throw new Error('A complaint with a unit has an owner')
  if (values.unit === complaint.ownerUnitId) return { errors: { unit: 'Pilih Unit lain; aduan ini sudah di unit tersebut.' } }
  const leaving = ({ role, unitId }: { role: string; unitId: number }) => role === 'OWNER' || unitId === values.unit
  const patch = {
    ...backToUnit(complaint, at),
    routings: [...ended(complaint.routings, at.now, leaving), routed(values.unit, 'OWNER', at.now)],
  }
  const texts = [{ kind: 'REASON' as const, body: values.alasan }]
  return step(complaint, patch, event('transferred', { fromUnitId: complaint.ownerUnitId, unitId: values.unit }, at, { texts }))
}

/** The complaint waits for a unit to start anew: transfer and sending back alike. */
export function backToUnit(complaint: Complaint, at: Circumstances) {
  return {
    state: 'ESCALATED' as const,
    startedAt: null,
    finishedAt: null,
    reportedAt: null,
    runs: restart(complaint.runs, 'FOLLOW_UP', at.now, termsOf(complaint, at)),
    assignments: ended(complaint.assignments, at.now),
    holds: ended(complaint.holds, at.now),
  }
}

/** The complaint is Humas' again to explain or to escalate: return and reopening alike. */
export function backToHumas(complaint: Complaint, at: Circumstances) {
  return {
    ...backToUnit(complaint, at),
    state: 'RECEIVED' as const,
    decidedAt: null,
    closedAt: null,
    closedById: null,
    runs: restart(complaint.runs, 'EXPLAIN', at.now, termsOf(complaint, at)),
    routings: ended(complaint.routings, at.now),
  }
}

export function involve(complaint: Complaint, values: Involved, at: Circumstances): Outcome {
  if (complaint.activeUnits.includes(values.unit)) return { errors: { unit: 'Unit ini sudah menangani aduan ini.' } }
  const routings = [...complaint.routings, routed(values.unit, 'SUPPORTER', at.now)]
  const texts = [{ kind: 'REQUEST' as const, body: values.permintaan }]
  return step(complaint, { routings }, event('involved', { unitId: values.unit }, at, { texts }))
}

export function returnToHumas(complaint: Complaint, values: Returned, at: Circumstances): Change {
  if (complaint.ownerUnitId === null) throw new Error('A complaint with a unit has an owner')
  const texts = [{ kind: 'REASON' as const, body: values.alasan }]
  return step(complaint, backToHumas(complaint, at), event('returned', { fromUnitId: complaint.ownerUnitId }, at, { texts }))
}

/** The officers chosen replace the set; a supporter's staff replace only their own unit's. */
export function assign(complaint: Complaint, { petugas, janji }: Assigned, at: Circumstances): Change {
  const mine = replaceable(complaint, at)
  const leaving = ({ personId, unitId }: { personId: number; unitId: number }) => mine(unitId) && !petugas.includes(personId)
  const staying = complaint.officers.filter((id) => petugas.includes(id))
  const coming = distinct(petugas.filter((id) => !staying.includes(id)))
  const assignments = [
    ...ended(complaint.assignments, at.now, leaving),
    ...coming.map((personId) => ({ id: null, personId, unitId: unitFor(personId, complaint, at), from: at.now, until: null })),
  ]
  const officers = assignments.filter(({ until }) => !until).map(({ personId }) => personId)
  return step(complaint, { assignments }, event('assigned', { officers, ...promisedAt(janji) }, at, { promise: janji }))
}

function replaceable(complaint: Complaint, { user, master }: Circumstances): (unitId: number) => boolean {
  const standing = { ...complaint, humasUnitId: master.humasUnitId }
  const whole = !user || complaint.ownerUnitId === null || !onlySupports(user, standing)
  return whole ? () => true : (unitId) => isStaffOf(user, unitId, standing)
}

/** Whether a person takes part only as staff of a supporting unit. */
export const onlySupports = (user: Circumstances['user'] & object, standing: Complaint & { humasUnitId: number }): boolean =>
  standing.ownerUnitId !== null &&
  !isStaffOf(user, standing.ownerUnitId, standing) &&
  !user.grants.some(({ role }) => role === 'SECTION_HEAD' || role === 'QUICK_RESPONSE') &&
  supporters(standing).some((unit) => isStaffOf(user, unit, standing))

/** For which unit an officer goes out: the own one where it takes part, else that of the supporter's staff who sends, else the owner. */
function unitFor(personId: number, complaint: Complaint, { user, master }: Circumstances): number {
  const standing = { ...complaint, humasUnitId: master.humasUnitId }
  const own = master.officers.find(({ id, unitId }) => id === personId && complaint.activeUnits.includes(unitId))
  const sender = user && onlySupports(user, standing) && supporters(standing).find((unit) => isStaffOf(user, unit, standing))
  return own?.unitId ?? (sender || complaint.ownerUnitId) ?? master.humasUnitId
}
