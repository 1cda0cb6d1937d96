// The sixty days before now, up to the last hour: courses as they come, by the order in which people arrived.
import { DAY, HOUR } from '../../../src/time.ts'
import type { Username } from '../people.ts'
import { drawArrivals } from './arrivals.ts'
import { act, after, type Course, courseOf } from './course.ts'
import { deskAt } from './crew.ts'
import { channelAt, openedAfter, recorder, takeDown } from './intake.ts'
import type { Fit, Matter, Pool } from './matters.ts'
import { officeLater } from './office-time.ts'
import { PLOTS, type Plot } from './plots.ts'
import type { Random } from './random.ts'
import type { Story } from './story.ts'

type Telling = { random: Random; pool: Pool; known: Matter[]; busy: Map<Username, Date> }

export function history(random: Random, pool: Pool, now: Date): Story[] {
  const plots = inSomeOrder(random, PLOTS)
  const arrivals = drawArrivals(random, new Date(now.getTime() - 60 * DAY), new Date(now.getTime() - HOUR), plots.length)
  const telling: Telling = { random, pool, known: [], busy: new Map() }
  return plots.map((plot, index) => tell(telling, `demo-${index + 1}`, plot, arrivals[index] as Date))
}

/** What comes by a way that waits for office hours is not put last, where it would still lie unopened. */
function inSomeOrder(random: Random, plots: readonly Plot[]): Plot[] {
  const all = random.shuffled(plots.flatMap((plot) => Array.from({ length: plot.share }, () => plot)))
  const split = Math.floor(all.length * 0.85)
  const [late, soon] = [all.slice(split), all.slice(0, split)]
  return [...random.shuffled([...soon, ...late.filter(({ channel }) => channel)]), ...late.filter(({ channel }) => !channel)]
}

function tell(telling: Telling, key: string, plot: Plot, arrivedAt: Date): Story {
  const matter = plot.text ? telling.pool.stray(plot.text) : choose(telling, plot)
  const course = plot.public ? sent(telling, key, matter, arrivedAt) : taken(telling, key, matter, plot, arrivedAt)
  plot.turn(course)
  return course.story
}

/** Now and then somebody who called before, from the same house. */
function choose({ random, pool, known }: Telling, { fits }: Plot): Matter {
  const fitsAt =
    (home: Matter): Fit =>
    (matter) =>
      fits(matter) && matter.text.village === home.text.village
  const home = random.chance(0.12) ? random.shuffled(known).find((one) => pool.has(fitsAt(one))) : undefined
  if (home) {
    const matter = pool.take(fitsAt(home), home.caller)
    return { ...matter, text: { ...matter.text, address: home.text.address } }
  }
  const matter = pool.take(fits)
  if (matter.caller.connection && matter.text.address) known.push(matter)
  return matter
}

/** On the public form, which waits until somebody accepts it. */
function sent({ random }: Telling, key: string, matter: Matter, arrivedAt: Date): Course {
  const story = takeDown(random, key, matter, { who: null, channel: 'SITUS_WEB', arrivedAt, openedAt: arrivedAt, at: arrivedAt })
  const minutes = random.chance(0.2) ? random.between(35, 240) : random.between(2, 22)
  const course = courseOf(random, matter, story, after(officeLater(arrivedAt, minutes), 0))
  act(course, deskAt(random, course.at), 'accept')
  return course
}

function taken({ random, busy }: Telling, key: string, matter: Matter, plot: Plot, arrivedAt: Date): Course {
  const channel = plot.channel ?? channelAt(random, arrivedAt)
  const ready = openedAfter(random, channel, arrivedAt)
  const who = recorder(random, channel, ready)
  const openedAt = new Date(Math.max(ready.getTime(), busy.get(who)?.getTime() ?? 0))
  const at = after(openedAt, random.chance(0.1) ? random.between(11, 18) : random.between(1.5, 8))
  // What lies until tomorrow keeps nobody busy today.
  if (ready.getTime() - arrivedAt.getTime() < HOUR / 4) busy.set(who, at)
  const begun = channel === 'CALL_CENTER' ? openedAt : arrivedAt
  return courseOf(random, matter, takeDown(random, key, matter, { who, channel, arrivedAt: begun, openedAt, at }), at)
}
