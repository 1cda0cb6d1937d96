// Single steps of people, as they fill the forms.
import { toLocalInput } from '../../../src/time.ts'
import type { HoldReasonCode } from '../hold-reasons.ts'
import type { Username } from '../people.ts'
import { act, type Course, waitByDayAndNight } from './course.ts'
import { CREW, closer, deskAt, staffOf } from './crew.ts'
import { dispositionFor, explanationOf, findingsOf, holdNoteFor, noteFor } from './said.ts'
import type { Values } from './story.ts'

/** The intake form sent with its second button. */
export function explainAtOnce(course: Course, outcome: 'ACCEPTED' | 'ANSWERED_IN_WRITING'): void {
  course.story.intake.button = 'jelaskan'
  Object.assign(course.story.intake.values, explanationOf(course, outcome))
}

/** The intake form sent with its third button; what the public form brought is passed on from its own page. */
export function escalateAtOnce(course: Course): void {
  const { intake } = course.story
  if (intake.who) {
    intake.button = 'teruskan'
    Object.assign(intake.values, escalation(course))
  } else {
    waitByDayAndNight(course, 1, 5)
    escalate(course)
  }
}

export function explain(course: Course, outcome: 'ACCEPTED' | 'UNREACHABLE', attempts: Date[] = []): Username {
  const who = deskAt(course.random, course.at)
  act(course, who, 'explain', { ...explanationOf(course, outcome), percobaan: attempts.map(toLocalInput) })
  return who
}

export function escalate(course: Course): void {
  act(course, deskAt(course.random, course.at), 'escalate', escalation(course))
}

const escalation = (course: Course): Values => ({
  unit: course.unit,
  catatan: dispositionFor(course),
  penjelasan_diberikan: course.random.weighted({ NOT_YET: 2, NOT_ACCEPTED: 1 }),
})

/** The first look of the unit. */
export function open(course: Course): void {
  act(course, staffOf(course.random, course.unit), 'open')
}

/** The unit's own officer, with the one of Quick Response beside in some technical cases. */
export function assign(course: Course): void {
  const { random, unit, matter } = course
  const own: Username = CREW[unit].officer
  const officers = matter.category.technical && random.chance(0.2) ? [...new Set<Username>([own, 'quick.response'])] : [own]
  assignTo(course, matter.category.technical && random.chance(0.15) ? 'quick.response' : staffOf(random, unit), officers)
}

export function assignTo(course: Course, who: Username, officers: Username[]): void {
  course.officers = officers
  act(course, who, 'assign', { petugas: officers })
}

export function start(course: Course): void {
  const [officer] = course.officers
  act(course, officer && course.random.chance(0.6) ? officer : staffOf(course.random, course.unit), 'start')
  course.workBegan = course.at
}

export function hold(course: Course, reason: HoldReasonCode): void {
  act(course, worker(course), 'hold', { alasan: reason, keterangan: holdNoteFor(course, reason) })
}

export function resume(course: Course): void {
  act(course, worker(course), 'resume')
}

const worker = ({ officers, random, unit }: Course): Username => officers[0] ?? staffOf(random, unit)

export function finish(course: Course, result = 'RESOLVED'): void {
  const [officer] = course.officers
  if (officer) act(course, officer, 'finish', work(course, result))
}

export function report(course: Course, result = 'RESOLVED', visits: Date[] = []): void {
  act(course, staffOf(course.random, course.unit), 'report', work(course, result, visits))
}

/** What the officer found, and again in the report. The form knows minutes only, and nothing of it may lie ahead. */
export function work(course: Course, result: string, visits: Date[] = []): Values {
  const { officers, unit, at, workBegan, story } = course
  const started = story.steps.findLastIndex(({ action }) => action === 'start')
  const told = story.steps.slice(started).findLast(({ action }) => action === 'finish' || action === 'report')?.values
  return {
    ...findingsOf(course),
    petugas: officers.length > 0 ? officers : [CREW[unit].officer],
    mulai_dikerjakan: toLocalInput(workBegan),
    selesai_dikerjakan: toLocalInput(at),
    ...told,
    hasil: result,
    kunjungan: visits.map(toLocalInput),
  }
}

export function confirm(course: Course): void {
  act(course, closer(course.random), 'confirm')
}

export function note(course: Course): void {
  const { random, at } = course
  if (random.chance(0.5))
    act(course, deskAt(random, at), 'note', { catatan: noteFor(course, 'forComplainant'), untuk_pelapor: 'on' })
  else act(course, worker(course), 'note', { catatan: noteFor(course, 'internal') })
}
