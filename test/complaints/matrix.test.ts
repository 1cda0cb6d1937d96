import { afterAll, expect, test } from 'vitest'
import { actionsOf, refuse } from '../../src/complaints/decide.ts'
import type { Stored } from '../../src/complaints/store.ts'
import { visibleSql } from '../../src/complaints/visible.ts'
import { ACTIONS, type Action, actionAt } from '../../src/complaints/workflow.ts'
import { Forbidden, Refused } from '../../src/errors.ts'
import { Prisma } from '../../src/generated/client.ts'
import { startApp } from '../support/app.ts'
import { filled, takenBy, tellStories } from './carry.ts'
import { ALL_ACTIONS, type Answer, expected, PATHS, STATES, TABLE } from './matrix.ts'
import { CAST, holderOf } from './stories.ts'

const app = await startApp()
const { db, master, clock, user, close } = app
afterAll(close)
const told = await tellStories(app)

test('the SOP lists twenty actions, each under its path word', () => {
  expect(ACTIONS.toSorted()).toEqual(ALL_ACTIONS.toSorted())
  expect(ALL_ACTIONS.map((action) => actionAt(PATHS[action]))).toEqual(ALL_ACTIONS)
})

test('the stories reach every state, with owners, supporters, former units and officers', () => {
  expect(new Set(told.map(({ complaint }) => complaint.state))).toEqual(new Set(STATES))
  expect(told.map(({ complaint }) => complaint.state)).toEqual(told.map(({ facts }) => facts.state))
})

/** What the application answers to a person who saw the present version. */
function answer(who: (typeof CAST)[number], action: Action, complaint: Stored): Answer {
  try {
    refuse(complaint, action, { user: user(who), now: clock.now(), master, version: complaint.version })
    return 'yes'
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Refused) return error.status
    throw error
  }
}

test.each(CAST)('%s may do what the SOP says in each state, and is refused the rest with its own status', async (who) => {
  const query = Prisma.sql`SELECT c.id FROM complaints c WHERE ${visibleSql(user(who))}`
  const seen = new Set((await db.sql<{ id: number }>(query.text, query.values)).map(({ id }) => id))
  const line = (name: string, answers: Answer[]) =>
    `${name}: ${ALL_ACTIONS.map((action, index) => `${action} ${answers[index]}`)}`
  const found = told.map(({ name, complaint }) =>
    line(
      name,
      ALL_ACTIONS.map((action) => (seen.has(complaint.id) ? answer(who, action, complaint) : 404)),
    ),
  )
  const asTheSopSays = told.map(({ name, facts }) =>
    line(
      name,
      ALL_ACTIONS.map((action) => expected(holderOf(who), action, facts)),
    ),
  )
  expect(found).toEqual(asTheSopSays)
})

test('every allowed action leads to the state of the table', () => {
  const wrong: string[] = []
  for (const { name, facts, complaint } of told)
    for (const who of CAST)
      for (const action of ALL_ACTIONS) {
        if (expected(holderOf(who), action, facts) !== 'yes') continue
        const { after } = takenBy(app, complaint, who, action, filled(app, complaint, who, action))
        const row = TABLE[action].find(({ from }) => from.includes(facts.state))
        if (after.state !== (row?.to ?? facts.state)) wrong.push(`${name}: ${who} ${action} leads to ${after.state}`)
      }
  expect(wrong).toEqual([])
})

test('an action is offered exactly where it is allowed', () => {
  for (const { name, facts, complaint } of told)
    for (const who of CAST) {
      const allowed = ALL_ACTIONS.filter((action) => expected(holderOf(who), action, facts) === 'yes')
      const offered = actionsOf(user(who), complaint, master, clock.now())
      // Who does not see it is never asked what may be done with it.
      if (expected(holderOf(who), 'note', facts) !== 404)
        expect(`${name} ${who} ${offered.toSorted()}`).toBe(`${name} ${who} ${allowed.toSorted()}`)
    }
})
