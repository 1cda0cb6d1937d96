// Follow-ups that do not go straight: held, passed on, given back, done twice.
import type { HoldReasonCode } from '../hold-reasons.ts'
import { assignTo, confirm, escalate, escalateAtOnce, explain, hold, report, resume, work } from './acts.ts'
import { act, after, type Course, type Turn, wait, waitInOffice } from './course.ts'
import { CREW, type Crew, closer, staffOf, WILAYAH } from './crew.ts'
import { toConfirmation, toEnd, toReport, toStart } from './follow-up.ts'
import { reasonFor, requestTo } from './said.ts'

export const held =
  (reason: HoldReasonCode): Turn =>
  (course) => {
    escalateAtOnce(course)
    toStart(course)
    wait(course, 10, 40)
    hold(course, reason)
    wait(course, 120, 900)
    resume(course)
    toReport(course)
    toConfirmation(course)
  }

export const customerAbsent: Turn = (course) => {
  escalateAtOnce(course)
  toStart(course)
  wait(course, 20, 50)
  hold(course, 'PELANGGAN_TIDAK_DI_TEMPAT')
  const first = after(course.at, -5)
  wait(course, 300, 900)
  resume(course)
  wait(course, 20, 60)
  report(course, 'CUSTOMER_ABSENT', [first, after(course.at, -10)])
  toConfirmation(course)
}

export const transferredTo =
  (unit: 'DISTRIBUSI' | 'another Wilayah'): Turn =>
  (course) => {
    const { random, unit: own } = course
    escalateAtOnce(course)
    wait(course, 15, 60)
    const to = unit === 'DISTRIBUSI' ? unit : random.pick(WILAYAH.filter((wilayah) => wilayah !== own))
    const reason = reasonFor(course, 'transfer', unit === 'DISTRIBUSI' ? /Distribusi/ : /Wilayah/)
    act(course, staffOf(random, own), 'transfer', { unit: to, ...reason })
    course.unit = to
    toEnd(course)
  }

/** For want of an address; asked for it, the desk passes it on again. */
export const returned: Turn = (course) => {
  giveBack(course, /Alamat tidak|lokasi/)
  waitInOffice(course, 3, 14)
  escalate(course)
  toEnd(course)
}

export const returnedAndExplained: Turn = (course) => {
  giveBack(course, /dijelaskan/)
  waitInOffice(course, 3, 14)
  explain(course, 'ACCEPTED')
}

export function giveBack(course: Course, about: RegExp): void {
  escalateAtOnce(course)
  wait(course, 12, 60)
  act(course, staffOf(course.random, course.unit), 'return', reasonFor(course, 'return', about))
}

/** Another unit helps with an officer of its own; the owner keeps clock and report. */
export const supportedBy =
  (unit: Crew): Turn =>
  (course) => {
    escalateAtOnce(course)
    toStart(course)
    wait(course, 5, 20)
    act(course, staffOf(course.random, course.unit), 'involve', { unit, permintaan: requestTo(course, unit) })
    wait(course, 5, 20)
    const own = course.officers
    assignTo(course, staffOf(course.random, unit), [CREW[unit].officer])
    course.officers = [...new Set([...own, CREW[unit].officer])]
    toReport(course)
    toConfirmation(course)
  }

export const sentBack: Turn = (course) => {
  escalateAtOnce(course)
  toStart(course)
  toReport(course)
  waitInOffice(course, 30, 200)
  act(course, closer(course.random), 'sendBack', reasonFor(course, 'sendBack', /Pelapor mengaku|Penyebab di laporan|Foto hasil/))
  course.officers = []
  toEnd(course)
}

export const reopened: Turn = (course) => {
  escalateAtOnce(course)
  toEnd(course)
  waitInOffice(course, 500, 2_500)
  act(course, closer(course.random), 'reopen', reasonFor(course, 'reopen', /gangguan terjadi lagi|belum ada petugas/))
  course.officers = []
  waitInOffice(course, 2, 9)
  escalate(course)
  toEnd(course)
}

export const corrected: Turn = (course) => {
  escalateAtOnce(course)
  toStart(course)
  toReport(course)
  waitInOffice(course, 10, 60)
  const values = work(course, 'RESOLVED')
  act(course, staffOf(course.random, course.unit), 'correct', {
    ...values,
    tindakan: `${values.tindakan}; keterangan dilengkapi`,
  })
  waitInOffice(course, 30, 200)
  confirm(course)
}

export const unresolved =
  (result: 'TEMPORARY' | 'LOCATION_NOT_FOUND' | 'NOT_OUR_AUTHORITY' | 'REFUSED_BY_CUSTOMER'): Turn =>
  (course) => {
    escalateAtOnce(course)
    toStart(course)
    wait(course, 20, 80)
    report(course, result)
    toConfirmation(course)
  }
