// Steps 3 and 4 of the SOP: the work itself. Start, hold, resume, finish, report, correct.
import { attachmentsOf } from '../../attachments/attachment.ts'
import { pauseAll, reach, resumeAll } from '../../sla/clock.ts'
import { DAY, dayAndTime } from '../../time.ts'
import type { Errors, Values } from '../../web/form.ts'
import type { Change, Complaint, WorkReport } from '../complaint.ts'
import type { FORMS } from '../forms.ts'
import { readingsIn, toldReadings, unconfirmed } from '../readings.ts'
import { type Circumstances, ended, event, idsOf, type Outcome, promisedAt, step, termsOf } from './course.ts'

type Held = Values<typeof FORMS.hold.fields>
type Worked = Values<typeof FORMS.report.fields>

export function start(complaint: Complaint, _values: object, at: Circumstances): Change {
  const runs = reach(complaint.runs, 'STARTED', at.now, termsOf(complaint, at))
  return step(complaint, { state: 'IN_PROGRESS', startedAt: at.now, runs }, event('started', {}, at))
}

/** Only a reason marked as pausing stops the clock; the hold keeps the mark that it had (SOP, Clocks: holds). */
export function hold(complaint: Complaint, values: Held, at: Circumstances): Change {
  const pausing = at.master.holdReasons.find(({ id }) => id === values.alasan)?.pausing ?? false
  const holds = [...complaint.holds, { id: null, reasonId: values.alasan, pausing, from: at.now, until: null }]
  const runs = pausing ? pauseAll(complaint.runs, at.now) : complaint.runs
  const texts = values.keterangan ? [{ kind: 'REASON' as const, body: values.keterangan }] : []
  const payload = { reasonId: values.alasan, pausing, ...promisedAt(values.janji) }
  return step(complaint, { state: 'ON_HOLD', holds, runs }, event('held', payload, at, { texts, promise: values.janji }))
}

export function resume(complaint: Complaint, _values: object, at: Circumstances): Change {
  const runs = resumeAll(complaint.runs, at.now, at.master.calendars)
  return step(complaint, { state: 'IN_PROGRESS', runs, holds: ended(complaint.holds, at.now) }, event('resumed', {}, at))
}

/** Step 4: the technician declares the work done, which fills the completion report in advance. */
export function finish(complaint: Complaint, values: Worked, at: Circumstances): Outcome {
  const readings = readingsIn(values, complaint, at.master)
  const errors = slipsOf(values, complaint, at) ?? unconfirmed(values, readings, at.master)
  if (errors) return { errors }
  const runs = reach(complaint.runs, 'FINISHED', at.now, termsOf(complaint, at))
  const report = reportOf(values, 'WORK_DONE', readings)
  const attachments = attachmentsOf(values)
  return step(
    complaint,
    { finishedAt: at.now, runs },
    event('finished', { ...told(report), ...idsOf(attachments) }, at, { report, attachments }),
  )
}

/** Step 4: the completion report ends the 2–3 hours. */
export function report(complaint: Complaint, values: Worked, at: Circumstances): Outcome {
  const readings = readingsIn(values, complaint, at.master)
  const errors = slipsOf(values, complaint, at) ?? unconfirmed(values, readings, at.master)
  if (errors) return { errors }
  const report = reportOf(values, 'COMPLETION', readings)
  const attachments = attachmentsOf(values)
  const patch = {
    state: 'MONITORING' as const,
    reportedAt: at.now,
    runs: reach(complaint.runs, 'REPORTED', at.now, termsOf(complaint, at)),
    holds: ended(complaint.holds, at.now),
    assignments: ended(complaint.assignments, at.now),
  }
  return step(complaint, patch, event('reported', { ...told(report), ...idsOf(attachments) }, at, { report, attachments }))
}

export function correct(complaint: Complaint, values: Worked, at: Circumstances): Outcome {
  const readings = readingsIn(values, complaint, at.master)
  const errors = slipsOf(values, complaint, at) ?? unconfirmed(values, readings, at.master)
  if (errors) return { errors }
  const report = reportOf(values, 'COMPLETION', readings)
  const attachments = attachmentsOf(values)
  return step(complaint, {}, event('corrected', { ...told(report), ...idsOf(attachments) }, at, { report, attachments }))
}

/** A crew may have been there before this complaint came in, but not for long. */
const AHEAD = 30 * DAY

function slipsOf(values: Worked, { arrivedAt }: Complaint, { now }: Circumstances): Errors | null {
  const slip = (at: Date) => at.getTime() < arrivedAt.getTime() - AHEAD
  const told = `lebih dari 30 hari sebelum aduan ini masuk (${dayAndTime(arrivedAt, now)}). Periksa tanggalnya.`
  if (slip(values.mulai_dikerjakan)) return { mulai_dikerjakan: `Mulai dikerjakan ${told}` }
  return values.kunjungan.some(slip) ? { kunjungan: `Waktu kunjungan ${told}` } : null
}

const told = ({ result, officers, readings }: WorkReport) => ({ result, officers, ...toldReadings(readings) })

const reportOf = (values: Worked, kind: WorkReport['kind'], readings: WorkReport['readings']): WorkReport => ({
  kind,
  cause: values.penyebab,
  action: values.tindakan,
  officers: values.petugas,
  startedAt: values.mulai_dikerjakan,
  finishedAt: values.selesai_dikerjakan,
  result: values.hasil,
  visits: values.kunjungan,
  readings,
})
