// Two copies of the application on one database, as an operator runs them: what is done in one shows in the other, runs out there, and is told once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMailbox } from '../notifications/receiving.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type Application, startApplication } from '../support/application.ts'
import { browserAvailable, launchBrowser } from '../support/browser.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { recordComplaint } from '../support/complaints.ts'
import { signIn } from './browsing.ts'

describe.skipIf(!browserAvailable)('two copies on one database', () => {
  let base: TestApp
  let browser: Awaited<ReturnType<typeof launchBrowser>>
  let mailbox: Awaited<ReturnType<typeof openMailbox>>
  let copies: Application[] = []

  beforeAll(async () => {
    base = await startApp({ now: new Date().toISOString() })
    await limitOfOneMinute(base)
    // Nobody heads the Wilayah: the Kasie is told of what its unit leaves undone, and by mail only once.
    await base.db.sql(`UPDATE units SET head_id = NULL WHERE code = 'WIL2'`)
    mailbox = await openMailbox()
    const start = () =>
      startApplication({
        ...{ DATABASE_URL: base.env.databaseUrl, SESSION_SECRET: 'y'.repeat(32), DATA_DIR: temporaryFolder(), DEMO: 'off' },
        ...{ SMTP_URL: mailbox.url, MAIL_FROM: 'Tanggap <aduan@tanggap.example>' },
      })
    ;[browser, ...copies] = await Promise.all([launchBrowser(), start(), start()])
  }, 120_000)
  afterAll(async () => {
    for (const copy of copies) copy.kill('SIGTERM')
    await Promise.all(copies.map(({ exited }) => exited))
    await Promise.all([browser?.close(), mailbox?.close()])
    await base?.close()
  })

  test('an escalation in one is on the board of the other at once, runs out in front of it, and one mail tells it', {
    timeout: 240_000,
  }, async () => {
    const number = await recordComplaint(base, { perihal: 'Pipa patah di Mariso' })
    const [one, other] = copies
    const [desk, board] = [await opened(one, 'admin.humas'), await opened(other, 'kabag.humas')]
    await board.goto(`${other?.url}/pemantauan`)
    const row = board.getByRole('listitem').filter({ hasText: 'Pipa patah di Mariso' })
    await row.filter({ hasText: 'Input & penjelasan' }).waitFor()

    await desk.goto(`${one?.url}/aduan/${number}`)
    await desk.locator('summary', { hasText: 'Teruskan' }).click()
    await desk.getByLabel('Penjelasan sudah diberikan').filter({ visible: true }).selectOption('Belum')
    await desk.getByLabel('Catatan').filter({ visible: true }).first().fill('Mohon segera.')
    await desk.getByRole('button', { name: 'Teruskan', exact: true }).filter({ visible: true }).click()
    await row.filter({ hasText: 'Tindak lanjut' }).filter({ hasText: 'Wilayah Pelayanan II' }).waitFor()

    await row.filter({ hasText: /lewat 1 mnt/ }).waitFor({ timeout: 90_000 })
    const shownAt = Date.now()
    const [run] = await base.db.sql<{ dueAt: Date }>(
      `SELECT due_at AS "dueAt" FROM runs WHERE clock = 'FOLLOW_UP' AND complaint_id = (SELECT id FROM complaints WHERE sequence = $1)`,
      [Number(number.slice(9))],
    )
    const late = shownAt - (run?.dueAt.getTime() ?? 0)
    console.log(`The board said that the limit was over ${late} ms after it was.`)
    expect(late).toBeGreaterThanOrEqual(0) // and never before
    await expect.poll(() => missesOf(base), { timeout: 30_000 }).toEqual([{ at: run?.dueAt, due: run?.dueAt }])

    const about = (what: RegExp) => mailbox.mails.filter(({ text }) => what.test(text)).map(({ to }) => to)
    await expect.poll(() => about(/terlewati/), { timeout: 30_000 }).toEqual(['kasie.hula@tanggap.example'])
    expect(about(/meneruskan aduan ke Wilayah Pelayanan II/)).toEqual(['staf.wilayah2@tanggap.example'])
    // They have looked again since, and found nothing to add.
    const looks = await jobsDone(base)
    await recordComplaint(base)
    await expect.poll(() => jobsDone(base), { timeout: 90_000 }).toBeGreaterThan(looks)
    expect(about(/ADU-/)).toHaveLength(2) // the morning's report is told besides
  })

  async function opened(copy: Application | undefined, who: Parameters<typeof signIn>[1]) {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await page.goto(`${copy?.url}/masuk`)
    await signIn(page, who)
    return page
  }
})

/** A policy of today under which what a unit is given runs out in a minute. */
async function limitOfOneMinute({ db }: TestApp): Promise<void> {
  await db.sql(
    `WITH version AS (INSERT INTO policy_versions (effective_from) VALUES ('2026-01-01') RETURNING id)
     INSERT INTO policy_rows (version_id, clock, technical, "from", "to", calendar, warn_minutes, limit_minutes)
     SELECT version.id, clock, technical, "from", "to", 'ROUND_THE_CLOCK', 0, CASE clock WHEN 'FOLLOW_UP' THEN 1 ELSE limit_minutes END
     FROM policy_rows, version WHERE version_id <> version.id`,
  )
}

const missesOf = ({ db }: TestApp) =>
  db.sql<{ at: Date; due: Date }>(
    `SELECT e.at, r.breached_at AS due FROM events e JOIN runs r ON r.complaint_id = e.complaint_id AND r.clock = 'FOLLOW_UP'
     WHERE e.type = 'limitMissed' AND e.payload->>'clock' = 'FOLLOW_UP'`,
  )

const jobsDone = async ({ db }: TestApp): Promise<number> => {
  const [row] = await db.sql<{ count: number }>(
    `SELECT count(*) FROM jobs.job WHERE name IN ('outbox', 'overdue-steps') AND state = 'completed'`,
  )
  return row?.count ?? 0
}
