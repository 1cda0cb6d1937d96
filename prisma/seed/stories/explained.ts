// Steps 1 and 2 of the SOP: settled in the conversation, or not pursued.
import { escalate, explain, explainAtOnce } from './acts.ts'
import { act, after, type Turn, waitByDayAndNight, waitInOffice } from './course.ts'
import { closer, deskAt } from './crew.ts'
import { toEnd, waitForAnswer } from './follow-up.ts'
import { reasonFor } from './said.ts'

export const explained: Turn = (course) => explainAtOnce(course, 'ACCEPTED')

export const answeredInWriting: Turn = (course) => explainAtOnce(course, 'ANSWERED_IN_WRITING')

/** First noted down, then looked up: now and then longer than the ten minutes. */
export const explainedLater: Turn = (course) => {
  waitForAnswer(course)
  explain(course, 'ACCEPTED')
}

export const unreachable: Turn = (course) => {
  if ('tidak_bersedia' in course.story.intake.values) return explainedLater(course)
  waitInOffice(course, 15, 60)
  const first = course.at
  waitInOffice(course, 60, 180)
  explain(course, 'UNREACHABLE', [first, after(course.at, -3)])
}

export const explainedThenReopened: Turn = (course) => {
  explainAtOnce(course, 'ACCEPTED')
  waitInOffice(course, 400, 1_600)
  act(course, closer(course.random), 'reopen', reasonFor(course, 'reopen', /gangguan terjadi lagi/))
  waitInOffice(course, 2, 8)
  escalate(course)
  toEnd(course)
}

/** The wrong button, noticed within the quarter of an hour by who pressed it. */
export const closedByMistake: Turn = (course) => {
  waitForAnswer(course)
  const who = explain(course, 'ACCEPTED')
  waitByDayAndNight(course, 2, 11)
  act(course, who, 'reopen', { alasan: 'Salah memilih aduan, pelapor masih menunggu penjelasan.', salah_tutup: 'on' })
  waitByDayAndNight(course, 1, 5)
  escalate(course)
  toEnd(course)
}

export const dismissed =
  (alasan: 'SPAM' | 'NOT_OURS', keterangan: string): Turn =>
  (course) => {
    waitByDayAndNight(course, 1, 6)
    act(course, deskAt(course.random, course.at), 'dismiss', { alasan, keterangan })
  }
