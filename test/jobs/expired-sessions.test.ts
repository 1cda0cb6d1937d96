import { afterAll, expect, test } from 'vitest'
import { openObjects } from '../../src/attachments/objects.ts'
import { jobsOf } from '../../src/jobs/schedule.ts'
import { startApp } from '../support/app.ts'

const { db, feed, env, signIn, close } = await startApp()
afterAll(close)

test('sessions that have run out are removed, the others stay', async () => {
  await signIn('callcenter')
  await signIn('direktur')
  const [old] = await db.sql<{ sid: string }>(
    `UPDATE web.session SET expire = now() - interval '1 second' WHERE sid = (SELECT min(sid) FROM web.session) RETURNING sid`,
  )
  const job = jobsOf({ db, feed, post: { EMAIL: null, GATEWAY: null }, baseUrl: '', objects: openObjects(env) }).find(
    ({ name }) => name === 'expired-sessions',
  )
  await job?.work(new Date(), async () => {})
  const left = await db.sql<{ sid: string }>('SELECT sid FROM web.session')
  expect(left).toHaveLength(1)
  expect(left[0]?.sid).not.toBe(old?.sid)
})
