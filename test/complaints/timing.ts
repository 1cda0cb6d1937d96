import type { Username } from '../../prisma/seed/people.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { Typed } from '../../src/web/form.ts'
import type { TestApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'
import { readAll } from './reading.ts'

/** Tuesday 24 November 2026 is a working day, 08.00–16.00. */
export const at = (time: string) => new Date(`2026-11-24T${time}+08:00`)

const hms = (instant: Date | null) => instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 19)
const SHORT = { RECEIVE: 'terima', EXPLAIN: 'jelaskan', FOLLOW_UP: 'tindak' }

/** Courses at moved instants, and what of their clocks is stored. */
export function timing(app: TestApp) {
  const { clock, master } = app
  const take = (number: string, who: Username, action: Action, more: Typed = {}) =>
    act(app, number, who, action, bodyOf(action, app, more))
  return {
    take,
    /** Recorded at 10.00, with Wilayah II at 10.05, due at 13.05, started at 10.10. */
    async started(more: Typed = {}) {
      clock.set(at('10:00:00'))
      const number = await recordComplaint(app, more)
      clock.set(at('10:05:00'))
      await take(number, 'admin.humas', 'escalate')
      clock.set(at('10:10:00'))
      await take(number, 'staf.wilayah2', 'assign')
      await take(number, 'staf.wilayah2', 'start')
      return number
    },
    /** With Wilayah II since 10.00, due at 13.00, in progress. */
    async working(more: Typed = {}) {
      clock.set(at('10:00:00'))
      const number = await recordComplaint(app, more)
      await take(number, 'admin.humas', 'escalate')
      await take(number, 'staf.wilayah2', 'start')
      return number
    },
    /** One line a run: clock, started, due, stopped, whether missed. */
    async runsOf(number: string) {
      const { runs } = (await readAll(app, number)).complaint
      return runs.map(({ clock, startedAt, dueAt, stoppedAt, breachedAt }) => {
        const end = stoppedAt ? `stopped ${hms(stoppedAt)}` : 'runs'
        return `${SHORT[clock]} ${hms(startedAt)} due ${hms(dueAt)} ${end}${breachedAt ? ' missed' : ''}`
      })
    },
    async last(number: string) {
      const run = (await readAll(app, number)).complaint.runs.at(-1)
      if (!run) throw new Error('No run')
      return run
    },
    /** The instants and payloads of missed limits as events tell them. */
    async missedIn(number: string) {
      const { events } = await readAll(app, number)
      return events.filter(({ type }) => type === 'limitMissed').map(({ at, payload }) => [hms(at), payload])
    },
    holdFor: (code: string) => ({ alasan: String(master.holdReasons.find((reason) => reason.code === code)?.id) }),
  }
}
