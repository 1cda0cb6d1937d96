// Steps 3 to 6 of the SOP as they mostly go, and the parts that other courses share.
import { assign, confirm, escalate, escalateAtOnce, finish, note, open, report, start } from './acts.ts'
import { type Course, type Turn, wait, waitByDayAndNight, waitInOffice } from './course.ts'
import { inOfficeHours } from './office-time.ts'

export const followedUp: Turn = (course) => {
  if (course.random.chance(0.8)) escalateAtOnce(course)
  else {
    waitForAnswer(course)
    escalate(course)
  }
  toEnd(course)
}

/** Looked at, somebody sent (in matters of the office often nobody), and begun; one in six lies long before that. */
export function toStart(course: Course): void {
  const { random, matter } = course
  wait(course, 1, random.chance(0.18) ? 240 : 12)
  open(course)
  wait(course, 1, 8)
  if (matter.category.technical || random.chance(0.5)) assign(course)
  wait(course, 4, 28)
  start(course)
}

/** Declared done by the officer, and reported by the unit; one in four takes longer. */
export function toReport(course: Course, result?: string): void {
  const { random, matter } = course
  wait(course, 20, random.chance(0.25) ? 340 : 75)
  if (matter.category.technical && random.chance(0.8)) {
    finish(course, result)
    wait(course, 3, 22)
  }
  report(course, result)
}

export function toConfirmation(course: Course): void {
  waitInOffice(course, 15, 300)
  confirm(course)
}

/** From the escalation to Selesai. */
export function toEnd(course: Course): void {
  toStart(course)
  if (course.random.chance(0.25)) {
    wait(course, 3, 12)
    note(course)
  }
  toReport(course)
  toConfirmation(course)
}

/** At the desk, within the ten minutes, but for one in seven. */
export function waitForAnswer(course: Course): void {
  const { random, at } = course
  const minutes = random.chance(0.15) ? random.between(12, 70) : random.between(1, 5)
  if (inOfficeHours(at)) waitInOffice(course, minutes, minutes)
  else waitByDayAndNight(course, 1, 9)
}
