import { freshAtDesk, freshWork } from './stories/fresh.ts'
import { history } from './stories/history.ts'
import { matters } from './stories/matters.ts'
import { duplicates, linkPairs } from './stories/pairs.ts'
import { seededRandom } from './stories/random.ts'
import type { Story } from './stories/story.ts'

/** About 300 complaints of the sixty days before now, told up to now, by the order in which they were written down. The same now, the same stories. */
export function stories(now: Date): Story[] {
  const random = seededRandom(1924)
  const pool = matters(random)
  const told = [...freshWork(random, pool, now), ...freshAtDesk(random, pool, now), ...history(random, pool, now)]
  const all = [...told, ...duplicates(random, pool, told, now)].flatMap((story) => until(now, story))
  linkPairs(random, all, now)
  return all.sort((a, b) => a.intake.at.getTime() - b.intake.at.getTime())
}

/** As much of a story as has happened. */
function until(now: Date, story: Story): Story[] {
  const steps = story.steps.filter(({ at }) => at < now)
  return story.intake.at < now ? [{ ...story, steps }] : []
}
