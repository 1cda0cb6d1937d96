import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { complaintIn } from '../support/complaints.ts'
import { filled, tell } from './carry.ts'
import { ALL_ACTIONS, expected, PATHS, sees, TABLE } from './matrix.ts'
import { post } from './post.ts'
import { CAST, holderOf, type Story, storiesOf } from './stories.ts'

const app = await startApp()
const { db, signIn, close } = app
afterAll(close)
const stories = storiesOf(app)
const other = await complaintIn(app, 'ESCALATED')

const rowOf = async (number: string) =>
  (
    await db.sql<{ state: string; version: number; events: number }>(
      `SELECT state, version, (SELECT count(*) FROM events WHERE complaint_id = c.id) AS events
       FROM complaints c WHERE year = 2026 AND sequence = $1`,
      [Number(number.slice(-6))],
    )
  )[0]

const ASIDE = ['note', 'link']

test.each(CAST)('%s takes each of their actions once in a browser, which leaves one event and one version', async (who) => {
  for (const action of ALL_ACTIONS) {
    const story = stories.find(({ facts }) => expected(holderOf(who), action, facts) === 'yes')
    if (!story) continue
    const { number, complaint } = await tell(app, story)
    const before = await rowOf(number)
    const response = await post(app, who, number, action, filled(app, complaint, who, action, other), complaint.version)
    const said = `${action} on ${story.name}`
    expect([said, response.status, response.headers.location]).toEqual([
      said,
      303,
      `/aduan/${number}?kabar=${Number(before?.events) + 1}`,
    ])
    const row = TABLE[action].find(({ from }) => from.includes(story.facts.state))
    expect([said, await rowOf(number)]).toEqual([
      said,
      {
        state: row?.to ?? story.facts.state,
        version: ASIDE.includes(action) ? 1 : 2,
        events: Number(before?.events) + 1,
      },
    ])
  }
})

/** For each state and set of actions one story: a page more would show nothing new. */
function telling(who: Username) {
  const seen = stories.filter(({ facts }) => sees(holderOf(who), facts))
  const shown = seen.map((story) => ({
    story,
    allowed: ALL_ACTIONS.filter((action) => expected(holderOf(who), action, story.facts) === 'yes'),
  }))
  return [...new Map(shown.map((one) => [`${one.story.facts.state} ${one.allowed}`, one])).values()]
}

const shown = new Map<string, Promise<string>>()
/** Looking changes nothing: everybody looks at the same one. */
function shownAs(story: Story): Promise<string> {
  const number = shown.get(story.name) ?? tell(app, story).then(({ number }) => number)
  shown.set(story.name, number)
  return number
}

test.each(CAST)('the page shows %s exactly the buttons of the matrix', async (who) => {
  const agent = await signIn(who)
  for (const { story, allowed } of telling(who)) {
    const number = await shownAs(story)
    const $ = load((await agent.get(`/aduan/${number}`).expect(200)).text)
    const posting = $('form[method=post]')
      .toArray()
      .map((form) => $(form).attr('action') ?? '')
    // Papers are nobody's action: who makes them is held where papers are.
    const buttons = posting.filter((path) => path.startsWith('/aduan/') && !path.includes('/kertas/'))
    expect([story.name, buttons.toSorted()]).toEqual([
      story.name,
      allowed.map((action) => `/aduan/${number}/${PATHS[action]}`).toSorted(),
    ])
  }
})
