// What the page of one's own work shows.

import type { Absence } from '../people/absences.ts'
import { awayWords, spanWords } from '../people/absences.ts'
import { isOfficerOnly, type User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { dayAndTime, timeOfDay } from '../time.ts'
import { numberOf } from './complaint.ts'
import { tell } from './events.ts'
import { isStranded, whyStranded } from './handing-over.ts'
import type { Held } from './handing-over-store.ts'
import { type Done, MOST, type Promised } from './mine-store.ts'
import type { QueueRow } from './queue.ts'
import { rowOf } from './queue-page.ts'

export type Mine = {
  rows: QueueRow[]
  more: boolean
  promised: Promised[]
  done: Done[]
  held: Held[]
  absences: Absence[]
}
type Showing = { user: User; master: MasterData; now: Date }

export function minePage({ rows, more, promised, done, held, absences }: Mine, { user, master, now }: Showing) {
  const { names, away } = master
  const inOrder = promisesInOrder(promised.slice(0, MOST), now)
  return {
    rows: rows.map((row) => rowOf(row, user, master, now)),
    moreHref: more ? `/aduan?tab=terbuka&petugas=${user.id}` : null,
    // What waits for an officer is what they are assigned: the queue holds nothing else for them.
    hasQueue: !isOfficerOnly(user),
    promised: inOrder.map((one) => ({
      ...one,
      ...linked(one),
      words: dayAndTime(one.at, now),
      passed: one.at <= now,
      by: one.personId === user.id ? null : names.person(one.personId),
    })),
    done: done.slice(0, MOST).map((one) => ({
      ...linked(one),
      subject: one.subject,
      at: timeOfDay(one.recordedAt),
      recordedAt: one.recordedAt,
      sentence: capital(tell(one.type, one.payload, names, one.at)),
    })),
    tooMany: done.length > MOST ? MOST : null,
    hindered: hinderedOf(held, master),
    away: awayWords(user.id, master),
    planned:
      absences.filter(({ from }) => !away.has(user.id) || from > (away.get(user.id)?.until ?? '')).map(spanWords)[0] ?? null,
    standsInFor: [...away].filter(([, { deputyId }]) => deputyId === user.id).map(([id]) => names.person(id)),
  }
}

/** The next first; after those to come the ones that have passed, the latest first. */
function promisesInOrder(promised: Promised[], now: Date): Promised[] {
  const [passed, coming] = [promised.filter(({ at }) => at <= now), promised.filter(({ at }) => at > now)]
  return [...coming.toReversed(), ...passed]
}

function hinderedOf(held: Held[], master: MasterData) {
  const stranded = held.filter(({ personId, activeUnits }) => isStranded(personId, activeUnits, master))
  return [...Map.groupBy(stranded, ({ personId }) => personId)].map(([id, of]) => ({
    name: master.names.person(id),
    why: whyStranded(id, master),
    held: of.reduce((sum, one) => sum + one.held, 0),
    href: `/saya/alihkan/${id}`,
  }))
}

const linked = (one: { year: number; sequence: number }) => ({ number: numberOf(one), href: `/aduan/${numberOf(one)}` })

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)
