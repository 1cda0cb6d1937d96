// Steps 5 and 6 of the SOP: monitored, confirmed, sent back, reopened.
import { Refused } from '../../errors.ts'
import { CLOSERS, hasRole } from '../../permissions.ts'
import { endAll, reach } from '../../sla/clock.ts'
import { DAY, MINUTE } from '../../time.ts'
import type { Values } from '../../web/form.ts'
import type { Change, Complaint } from '../complaint.ts'
import type { FORMS } from '../forms.ts'
import { type Circumstances, event, type Outcome, step, termsOf } from './course.ts'
import { backToHumas, backToUnit } from './routing.ts'

type SentBack = Values<typeof FORMS.sendBack.fields>
type Reopened = Values<typeof FORMS.reopen.fields>

/** Reopening: by closers for so long after the last closing; as salah tutup only by who closed it, and soon. */
export const REOPEN_WITHIN = 30 * DAY
export const MISTAKE_WITHIN = 15 * MINUTE

export function confirm(complaint: Complaint, _values: object, at: Circumstances): Change {
  const terms = termsOf(complaint, at)
  const runs = endAll(reach(complaint.runs, 'CLOSED', at.now, terms), at.now, { dismissed: false, calendars: terms.calendars })
  const patch = { state: 'CLOSED' as const, closedAt: at.now, closedById: at.user?.id ?? null, runs }
  return step(complaint, patch, event('confirmed', {}, at))
}

export function sendBack(complaint: Complaint, values: SentBack, at: Circumstances): Change {
  if (complaint.ownerUnitId === null) throw new Error('A monitored complaint has an owner')
  const texts = [{ kind: 'REASON' as const, body: values.alasan }]
  return step(complaint, backToUnit(complaint, at), event('sentBack', { unitId: complaint.ownerUnitId }, at, { texts }))
}

export function reopen(complaint: Complaint, values: Reopened, at: Circumstances): Outcome {
  const ways = waysToReopen(complaint, at)
  if (!ways.mistaken && !ways.anew)
    throw new Refused('Aduan ini sudah terlalu lama selesai untuk dibuka kembali. Catat sebagai aduan lanjutan.')
  if (values.salah_tutup && !ways.mistaken)
    return { errors: { salah_tutup: 'Salah tutup hanya untuk yang menutupnya, paling lama 15 menit sesudahnya.' } }
  if (!values.salah_tutup && !ways.anew)
    return { errors: { salah_tutup: 'Anda hanya dapat membukanya kembali sebagai salah tutup.' } }
  const texts = [{ kind: 'REASON' as const, body: values.alasan }]
  const patch = { ...backToHumas(complaint, at), receivedAt: complaint.receivedAt ?? at.now }
  return step(complaint, patch, event('reopened', { mistaken: values.salah_tutup === true }, at, { texts }))
}

/** In which ways a person may reopen a closed complaint at an instant. */
export function waysToReopen(
  { closedAt, closedById }: Pick<Complaint, 'closedAt' | 'closedById'>,
  { user, now }: Pick<Circumstances, 'user' | 'now'>,
) {
  if (!closedAt || !user) return { anew: false, mistaken: false }
  const since = now.getTime() - closedAt.getTime()
  return { anew: hasRole(user, CLOSERS) && since <= REOPEN_WITHIN, mistaken: closedById === user.id && since <= MISTAKE_WITHIN }
}
