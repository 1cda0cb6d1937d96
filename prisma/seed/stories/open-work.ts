// How far the work of the last hours has come. Each of these fits into the least time that its slot gives.

import type { HoldReasonCode } from '../hold-reasons.ts'
import { assign, escalateAtOnce, finish, hold, open, report, start } from './acts.ts'
import { act, type Turn, wait } from './course.ts'
import { staffOf } from './crew.ts'
import { reasonFor } from './said.ts'

export const untouched: Turn = (course) => escalateAtOnce(course)

export const seen: Turn = (course) => {
  escalateAtOnce(course)
  wait(course, 1, 6)
  open(course)
}

export const sentOut: Turn = (course) => {
  seen(course)
  wait(course, 2, 8)
  assign(course)
}

export const underWay: Turn = (course) => {
  sentOut(course)
  wait(course, 4, 20)
  start(course)
}

/** In matters of the office mostly nobody has to go out. */
export const begun: Turn = (course) => {
  seen(course)
  wait(course, 4, 20)
  start(course)
}

export const declaredDone: Turn = (course) => {
  underWay(course)
  wait(course, 35, 100)
  finish(course)
}

export const reportedAs =
  (result: 'RESOLVED' | 'TEMPORARY'): Turn =>
  (course) => {
    underWay(course)
    wait(course, 35, 100)
    finish(course, result)
    wait(course, 3, 25)
    report(course, result)
  }

export const onHold =
  (reason: HoldReasonCode): Turn =>
  (course) => {
    underWay(course)
    wait(course, 10, 40)
    hold(course, reason)
  }

export const givenBack: Turn = (course) => {
  seen(course)
  wait(course, 10, 30)
  act(course, staffOf(course.random, course.unit), 'return', reasonFor(course, 'return', /Alamat tidak|lokasi/))
}
