// What was acknowledged is there, whatever is killed: on a server with the settings of production.
import { rmSync } from 'node:fs'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { type Application, startApplication } from '../support/application.ts'
import { productionCluster, temporaryFolder } from '../support/cluster.ts'
import { type Officer, officerAt, openOffice, stream } from './stream.ts'

const folder = temporaryFolder()
const cluster = await productionCluster()
const { db, call } = await openOffice(cluster.url)
afterAll(async () => {
  await db.close()
  await cluster.stop()
  rmSync(folder, { recursive: true })
})

const OFFICERS = 4
const FORMS = 60
const env = { DATA_DIR: folder, DATABASE_URL: cluster.url, SESSION_SECRET: 'x'.repeat(32), DEMO: 'off' }

test('the server keeps what it acknowledged', async () => {
  const [settings] = await db.sql<{ fsync: string; commit: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
  )
  expect(settings).toEqual({ fsync: 'on', commit: 'on' })
})

test('kill -9 of the application in a stream of intakes loses nothing', { timeout: 120_000 }, async () => {
  const before = await numbers()
  const first = await start()
  const { officers, forms } = await atWork(first)
  const acknowledged: string[] = []
  const answered = new Set<string | undefined>()
  await stream(officers, forms, (number, { formulir }) => {
    answered.add(formulir)
    if (acknowledged.push(number) === FORMS / 2) first.kill('SIGKILL')
  })
  await first.exited
  expect(acknowledged.length).toBeLessThan(FORMS)
  expect(await numbers()).toEqual(expect.arrayContaining(acknowledged))
  await expectWhole()

  const again = await atWork(await start())
  const unanswered = forms.filter(({ formulir }) => !answered.has(formulir))
  await stream(again.officers, unanswered, (number) => acknowledged.push(number))
  expect(new Set(acknowledged).size).toBe(FORMS)
  expect(await numbers()).toEqual([...before, ...acknowledged].toSorted())
  await expectWhole()
})

test('kill -9 of PostgreSQL in a stream of intakes: the same application answers again, and nothing is lost', {
  timeout: 120_000,
}, async () => {
  const before = await numbers()
  const application = await start()
  const { officers, forms } = await atWork(application)
  const postmaster = await postmasterId()
  const acknowledged: string[] = []
  const answered = new Set<string | undefined>()
  const note = (number: string, { formulir }: Record<string, string>) => {
    answered.add(formulir)
    if (acknowledged.push(number) === FORMS / 2) process.kill(postmaster, 'SIGKILL')
  }
  await stream(officers, forms, note)

  const isReady = async () => (await fetch(`${application.url}/readyz`)).status
  await expect.poll(isReady, { interval: 50, timeout: 60_000 }).toBe(200)
  expect(await numbers()).toEqual(expect.arrayContaining(acknowledged))
  await expectWhole()
  const unanswered = forms.filter(({ formulir }) => !answered.has(formulir))
  await stream(officers, unanswered, note)
  expect(await postmasterId()).not.toBe(postmaster)
  expect(new Set(acknowledged).size).toBe(FORMS)
  expect(await numbers()).toEqual([...before, ...acknowledged].toSorted())
  await expectWhole()
})

/** Ends with the test, whatever became of it. */
async function start(): Promise<Application> {
  const application = await startApplication(env)
  let ended = false
  application.exited.then(() => (ended = true))
  onTestFinished(async () => {
    if (!ended) application.kill('SIGTERM')
    await application.exited
  })
  return application
}

/** Officers who have signed in, and forms that they have opened. */
async function atWork({ url }: Application) {
  const officers = await Promise.all(Array.from({ length: OFFICERS }, () => officerAt(url)))
  const [first] = officers as [Officer]
  const forms: Record<string, string>[] = []
  while (forms.length < FORMS) forms.push(await first.open(call))
  return { officers, forms }
}

const numbers = async (): Promise<string[]> =>
  (
    await db.sql<{ number: string }>(
      `SELECT 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') AS number FROM complaints ORDER BY year, sequence`,
    )
  ).map(({ number }) => number)

/** Numbers without a gap, the series where they end, and every complaint with all its rows. */
async function expectWhole(): Promise<void> {
  const years = await db.sql(
    `SELECT year FROM complaints JOIN number_series s USING (year) GROUP BY year, s.last
     HAVING min(sequence) <> 1 OR max(sequence) <> count(*) OR max(sequence) <> s.last`,
  )
  const halves = await db.sql(
    `SELECT id FROM complaints c WHERE NOT EXISTS (SELECT FROM complainants WHERE complaint_id = c.id)
       OR NOT EXISTS (SELECT FROM runs WHERE complaint_id = c.id) OR (SELECT count(*) FROM events WHERE complaint_id = c.id) <> 1`,
  )
  expect([years, halves]).toEqual([[], []])
}

const postmasterId = async (): Promise<number> => {
  const [file] = await db.sql<{ text: string }>(`SELECT pg_read_file('postmaster.pid') AS text`)
  return Number.parseInt(file?.text ?? '', 10)
}
