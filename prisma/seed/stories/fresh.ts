// The work of the last hours, so that at whatever hour the demo starts every unit and every officer finds clocks that are calm, near their end and
// past it. Technical clocks run day and night; the others count the last office hours.
import type { ChannelCode } from '../channels.ts'
import { after, type Course, courseOf } from './course.ts'
import { recorder, takeDown } from './intake.ts'
import { isOfOffice, isTechnical, type Matter, type Pool } from './matters.ts'
import { inOfficeHours, officeEarlier } from './office-time.ts'
import type { Random } from './random.ts'
import { SLOTS } from './slots.ts'
import type { Story } from './story.ts'

/** What units have, and one complaint that came back. */
export function freshWork(random: Random, pool: Pool, now: Date): Story[] {
  return SLOTS.map(({ fits, ago, turn }, index) => {
    const matter = pool.take(fits)
    const minutes = random.between(...ago)
    const decidedAt = matter.category.technical ? after(now, -minutes) : officeEarlier(now, minutes)
    const course = taken(random, `demo-work-${index + 1}`, matter, after(decidedAt, -random.between(2.5, 8)), decidedAt)
    turn(course)
    return course.story
  })
}

/** What lies at the front desk: conversations without a decision, and submissions that nobody has accepted. */
export function freshAtDesk(random: Random, pool: Pool, now: Date): Story[] {
  const openedAt = [after(now, -4.2), officeEarlier(now, 8.3), officeEarlier(now, 55)]
  const sentAt = [after(now, -6), after(now, -13), officeEarlier(now, 24), officeEarlier(now, 95)]
  return [
    ...openedAt.map((at, index) => taken(random, `demo-desk-${index + 1}`, pool.take(isOfOffice), at, after(at, 2.5)).story),
    ...sentAt.map((at, index) =>
      sent(random, `demo-sent-${index + 1}`, pool.take(index % 2 === 0 ? isOfOffice : isTechnical), at),
    ),
  ]
}

const SPOKEN = { CALL_CENTER: 5, WHATSAPP: 4 } satisfies Partial<Record<ChannelCode, number>>

function taken(random: Random, key: string, matter: Matter, openedAt: Date, at: Date): Course {
  const channel = random.weighted<ChannelCode>(inOfficeHours(openedAt) ? { ...SPOKEN, LOKET: 3 } : SPOKEN)
  const arrivedAt = channel === 'WHATSAPP' ? after(openedAt, -random.between(1, 15)) : openedAt
  const who = recorder(random, channel, openedAt)
  return courseOf(random, matter, takeDown(random, key, matter, { who, channel, arrivedAt, openedAt, at }), at)
}

const sent = (random: Random, key: string, matter: Matter, at: Date): Story =>
  takeDown(random, key, matter, { who: null, channel: 'SITUS_WEB', arrivedAt: at, openedAt: at, at })
