import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { browserOf, startApp } from '../support/app.ts'
import { filled, tellStories } from './carry.ts'
import { ALL_ACTIONS, type Answer, expected, PATHS } from './matrix.ts'
import { encoded, everything, post } from './post.ts'
import { CAST, holderOf } from './stories.ts'

const app = await startApp()
const { signIn, close } = app
afterAll(close)
const told = await tellStories(app)
const received = told.find(({ facts }) => facts.state === 'RECEIVED') as (typeof told)[number]

describe('nothing changes when it is refused', () => {
  test.each(CAST)('%s is refused each action in each way that a state gives', async (who) => {
    const before = await everything(app)
    for (const action of ALL_ACTIONS) {
      const refused = (answer: Answer) => told.find(({ facts }) => expected(holderOf(who), action, facts) === answer)
      const ways = ([403, 409] satisfies Answer[]).filter(refused)
      // What is not there is so for every action alike: one is enough for who sees others.
      for (const answer of ways.length === 0 || action === 'note' ? [...ways, 404 as const] : ways) {
        const story = refused(answer)
        if (!story) continue
        const body = filled(app, story.complaint, who, action, received.number)
        const { status } = await post(app, who, story.number, action, body, story.complaint.version)
        expect(`${action} on ${story.name}: ${status}`).toBe(`${action} on ${story.name}: ${answer}`)
      }
    }
    expect(await everything(app)).toEqual(before)
  })

  test('a version that is not the present one is 409, and none at all is 400', async () => {
    const before = await everything(app)
    const aside = ['note', 'link']
    for (const action of ALL_ACTIONS.filter((one) => !aside.includes(one))) {
      const story = told.find(({ facts }) => CAST.some((who) => expected(holderOf(who), action, facts) === 'yes'))
      const who = CAST.find((one) => story && expected(holderOf(one), action, story.facts) === 'yes')
      if (!story || !who) throw new Error(`Nobody may ${action}`)
      const body = filled(app, story.complaint, who, action)
      const answers = await Promise.all(['0', '999', '', '1x'].map((seen) => post(app, who, story.number, action, body, seen)))
      expect([action, answers.map(({ status }) => status)]).toEqual([action, [409, 409, 400, 400]])
    }
    expect(await everything(app)).toEqual(before)
  })

  test('who is signed out is sent to sign in, and no other site can post', async () => {
    const before = await everything(app)
    const path = `/aduan/${received.number}/${PATHS.dismiss}`
    const body = encoded({ ...filled(app, received.complaint, 'kasie.hula', 'dismiss'), versi: '1' })
    const out = await browserOf(app.app).post(path).send(body)
    expect([out.status, out.headers.location]).toEqual([303, '/masuk'])
    const kasie = await signIn('kasie.hula')
    await kasie.post(path).set('Sec-Fetch-Site', 'cross-site').send(body).expect(403)
    expect(await everything(app)).toEqual(before)
  })
})

test('what is not there and what is not theirs to see look the same', async () => {
  const agent = await signIn('staf.wilayah4')
  const unseen = await agent.post(`/aduan/${received.number}/${PATHS.note}`).send('catatan=x').expect(404)
  const absent = await agent.post(`/aduan/ADU-2026-999999/${PATHS.note}`).send('catatan=x').expect(404)
  const words = ({ text }: { text: string }) =>
    load(text)('main')
      .text()
      .replace(/(?<=Sistem: )\w+/, 'ID')
  expect(words(unseen)).toBe(words(absent))
})

test('a word that is no action, and a number that is none, are 404 for everybody', async () => {
  for (const who of CAST) {
    const agent = await signIn(who)
    for (const path of [
      `${received.number}/hapus`,
      `${received.number}/__proto__`,
      'ADU-2026/catat',
      'ADU-26-1/catat',
      'x/catat',
    ])
      expect([who, path, (await agent.post(`/aduan/${path}`).send('versi=1')).status]).toEqual([who, path, 404])
  }
})
