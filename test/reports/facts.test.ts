// What figures are counted from is what the complaints are: after whatever happened, with others at work meanwhile, and found out when it is not.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import { findVisible } from '../../src/complaints/store.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { differingFacts, onFacts } from '../../src/reports/facts-store.ts'
import { imbalance } from '../../src/reports/figures.ts'
import { figuresIn, readFigures, talliesIn } from '../../src/reports/figures-store.ts'
import { ratesIn } from '../../src/reports/tallies.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { temporaryFolder } from '../support/cluster.ts'
import { act, bodyOf, complaintIn, recordComplaint } from '../support/complaints.ts'
import { countFigures, readCases } from './counting.ts'
import { anyHistory, correcting, play } from './histories.ts'

const NOW = new Date('2024-03-05T10:00:00+08:00')
const EVERY_DAY = { kind: null, from: '2023-01-01', until: '2024-12-31' }

const app = await startApp({ now: NOW.toISOString() })
const { db, clock, user } = app
afterAll(app.close)

/** An instance of the application beside the first, with connections of its own. */
const beside = openDatabase(app.env.databaseUrl ?? '')
afterAll(beside.close)

test('facts and spells are what the complaints are, after whatever happened', { timeout: 120_000 }, async () => {
  const histories = fc.array(anyHistory('2023-12-20', '2024-03-05', ['2023-12-31', '2024-02-29']), {
    minLength: 15,
    maxLength: 15,
  })
  const same = fc.asyncProperty(histories, async (played) => {
    for (const history of played) {
      await play(app, history, NOW)
      if (history.detail % 3 === 0) expect(await differingFacts(db)).toEqual([])
    }
    await recordMissed(db, NOW)
    expect(await differingFacts(db)).toEqual([])
  })
  await fc.assert(same, { numRuns: 2, endOnFailure: true })
  clock.set(NOW)
  const [rows] = await db.sql<{ complaints: number; facts: number; spells: number; arrivals: number }>(
    `SELECT (SELECT count(*) FROM complaints) AS complaints, (SELECT count(*) FROM facts) AS facts,
      (SELECT count(*) FROM spells) AS spells, (SELECT count(*) FROM spells WHERE number = 1) AS arrivals`,
  )
  expect([rows?.facts, rows?.arrivals]).toEqual([rows?.complaints, rows?.complaints])
  expect(rows?.spells).toBeGreaterThan(rows?.complaints ?? 0)
})

/** Written past the application, so that no event marks it: the table, what is set, and back. */
const TAMPERED = [
  ['facts', `unit_id = (SELECT max(id) FROM units)`],
  ['facts', 'special = NOT special'],
  ['facts', `officers = officers || 1`],
  ['facts', 'explain_kept = explain_kept + 1'],
  ['facts', 'follow_up_whole = NOT coalesce(follow_up_whole, false)'],
  ['facts', 'receive_held = coalesce(receive_held, 0) + 1'],
  ['facts', 'follow_up_unpaused = coalesce(follow_up_unpaused, 0) + 1'],
  ['facts', 'repeated = NOT coalesce(repeated, false)'],
  ['facts', 'declared = NOT declared'],
  ['facts', `path = path || '.CLOSED'`],
  ['facts', 'path_minutes = path_minutes || 1'],
  ['spells', 'from_on = from_on - 1'],
  ['spells', 'until_on = coalesce(until_on, from_on) + 1'],
  ['spells', 'dismissed = NOT dismissed'],
  ['complaints', `kind = CASE kind WHEN 'COMPLAINT' THEN 'QUESTION' ELSE 'COMPLAINT' END::"Kind"`],
  ['complaints', `arrived_on = arrived_on - 1`],
  ['complaints', `connection_number = '090909090'`],
  ['complaints', `arrived_at = arrived_at + interval '1 second'`],
  ['complainants', `needs_note = 'Tuna netra.'`],
] as const

test.each(TAMPERED)('%s set to %s behind its back is found', async (table, change) => {
  const number = await recordComplaint(app)
  expect(await differingFacts(db)).toEqual([])
  const { id } = await findVisible(db, user('kabag.humas'), number)
  await db.sql(`UPDATE ${table} SET ${change} WHERE ${table === 'complaints' ? 'id' : 'complaint_id'} = $1`, [id])
  expect(await differingFacts(db)).toEqual([id])
  await db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [id])
  expect(await differingFacts(db)).toEqual([])
})

test('a row that is missing, or that nobody asked for, is found', async () => {
  const number = await recordComplaint(app)
  const { id } = await findVisible(db, user('kabag.humas'), number)
  await onFacts(db, (sql) =>
    sql('INSERT INTO spells SELECT complaint_id, 2, from_on, NULL, false FROM spells WHERE complaint_id = $1', [id]),
  )
  expect(await differingFacts(db)).toEqual([id])
  await db.sql('DELETE FROM spells WHERE complaint_id = $1', [id])
  expect(await differingFacts(db)).toEqual([id])
  await db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [id])
  expect(await differingFacts(db)).toEqual([])
})

test('two instances count while others write: nothing is lost, nothing is out of balance', { timeout: 60_000 }, async () => {
  clock.set('2024-02-10T10:00:00+08:00') // a day of which the tallies are kept
  let reading = 3
  const readers = [db, beside, beside].map(async (one) => {
    try {
      for (let asked = 0; asked < 6; asked++) await expectBalanced(one)
    } finally {
      reading--
    }
  })
  // They stop for nobody: who reads must come to an end meanwhile.
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let one = writer; reading > 0; one++) await writeMuch(app, one)
  })
  await Promise.all([...readers, ...writers])
  clock.set(NOW)
  for (const one of [db, beside]) {
    expect(await differingFacts(one)).toEqual([])
    expect(await readFigures(one, { user: user('kabag.humas'), ...EVERY_DAY }, NOW)).toEqual(await byHand())
  }
  expect(await db.sql('SELECT FROM facts_stale')).toEqual([])
})

const byHand = async () => countFigures(await readCases(db.sql), { user: user('kabag.humas'), ...EVERY_DAY })

async function expectBalanced(one: Database): Promise<void> {
  const { total, by } = await readFigures(one, { user: user('kabag.humas'), ...EVERY_DAY }, NOW)
  for (const { flow } of [total, ...by.unit, ...by.officer]) expect(imbalance(flow)).toBe(0)
}

async function writeMuch(test: TestApp, one: number): Promise<void> {
  const number = await complaintIn(test, one % 3 === 0 ? 'SUBMITTED' : 'CLOSED')
  if (one % 3 === 0) await act(test, number, 'kasie.hula', 'dismiss', bodyOf('dismiss', test))
  await act(test, number, 'kasie.hula', 'reopen', bodyOf('reopen', test, one % 2 === 0 ? {} : { salah_tutup: 'ya' }))
  await act(test, number, 'admin.humas', 'escalate', bodyOf('escalate', test))
}

test('what is kept of days that are over is forgotten when one of their complaints changes, and only then', async () => {
  clock.set('2023-05-10T09:00:00+08:00')
  const number = await recordComplaint(app)
  clock.set(NOW)
  await readFigures(db, { user: user('kabag.humas'), ...EVERY_DAY }, NOW)
  const before = await kept()
  expect(before).toEqual(expect.arrayContaining(['2023-03-01', '2023-04-01', '2023-05-01', '2023-06-01', '2024-01-01']))

  await act(app, number, 'kasie.hula', 'note', { catatan: 'Belum ada kabar.' })
  await differingFacts(db)
  expect(await kept()).toEqual(before.filter((from) => from !== '2023-05-01'))

  await readFigures(db, { user: user('kabag.humas'), ...EVERY_DAY }, NOW)
  expect(await kept()).toEqual(before)
  const complaint = await findVisible(db, user('kasie.hula'), number)
  const earlier = { ...correcting(app, complaint, 1), waktu_masuk: '2023-03-31T23:59' }
  await act(app, number, 'kasie.hula', 'amend', earlier)
  const figures = await readFigures(db, { user: user('kabag.humas'), ...EVERY_DAY, until: '2023-02-28' }, NOW)
  expect(figures.total.flow.arrived).toBe(0)
  expect(await kept()).toEqual(before.filter((from) => from !== '2023-05-01' && from !== '2023-03-01'))
  expect(await readFigures(db, { user: user('kabag.humas'), ...EVERY_DAY }, NOW)).toEqual(await byHand())
})

test('two who keep the tallies of the same days, one forwards and one backwards, do not stand in each other’s way', async () => {
  await db.sql('DELETE FROM kept_tallies')
  const [january, february] = [
    { user: user('kabag.humas'), kind: null, from: '2024-01-01', until: '2024-01-31' },
    { user: user('kabag.humas'), kind: null, from: '2024-02-01', until: '2024-02-29' },
  ]
  let begun = 0
  let bothBegan = () => {}
  const both = new Promise<void>((done) => {
    bothBegan = done
  })
  const read = (one: Database, first: typeof january, second: typeof january) =>
    onFacts(one, async (sql) => {
      await figuresIn(sql, first, NOW)
      if (++begun === 2) bothBegan()
      await both
      return figuresIn(sql, second, NOW)
    })
  const [last, first] = await Promise.all([read(db, january, february), read(beside, february, january)])
  const cases = await readCases(db.sql)
  expect([last, first]).toEqual([countFigures(cases, february), countFigures(cases, january)])
  await readFigures(db, { ...january, until: '2024-02-29' }, NOW)
  expect(await kept()).toEqual(['2024-01-01', '2024-02-01'])
})

/** Of each call of a connection: whether it is a repeat at all, of its kind, for the Direktur, and both for them. */
const repeats = async (connection: string) => {
  expect(await differingFacts(db)).toEqual([])
  const rows = await db.sql<Record<string, boolean>>(
    `SELECT repeated, repeated_kind, repeated_seen, repeated_kind_seen FROM facts WHERE connection_number = $1 ORDER BY arrived_at, complaint_id`,
    [connection],
  )
  return rows.map((row) => Object.values(row).map(Number).join(''))
}

test('what changes in one complaint of a connection changes what is said of those after it', async () => {
  const CONNECTION = { nomor_sambungan: '012340000' }
  clock.set('2023-08-01T09:00:00+08:00')
  const first = await recordComplaint(app, { ...CONNECTION, jenis: 'QUESTION' }, null)
  clock.set('2023-08-31T09:00:00+08:00')
  const second = await recordComplaint(app, CONNECTION)
  clock.set('2023-09-29T09:00:00+08:00')
  await recordComplaint(app, CONNECTION)
  expect(await repeats('012340000')).toEqual(['0000', '1000', '1111'])
  const september = async () => {
    clock.set(NOW)
    const scope = { user: user('kabag.humas'), kind: null, from: '2023-08-01', until: '2023-09-30' }
    const { connected, repeated } = await onFacts(db, async (sql) => ratesIn(await talliesIn(sql, scope, NOW), scope.from))
    clock.set('2023-10-01T09:00:00+08:00')
    return [connected, repeated]
  }
  expect(await september()).toEqual([3, 2])
  await act(app, first, 'callcenter', 'accept')
  expect(await repeats('012340000')).toEqual(['0000', '1010', '1111'])
  const amend = async (number: string, change: Record<string, string>) => {
    const values = correcting(app, await findVisible(db, user('kasie.hula'), number), 4)
    await act(app, number, 'kasie.hula', 'amend', { ...values, ...change })
  }
  await amend(first, { jenis: 'COMPLAINT' })
  expect(await repeats('012340000')).toEqual(['0000', '1111', '1111'])
  await amend(second, { nomor_sambungan: '012340001' })
  expect([await repeats('012340000'), await repeats('012340001')]).toEqual([['0000', '0000'], ['0000']])
  expect(await september()).toEqual([3, 0])
  await amend(second, { nomor_sambungan: '012340000' })
  expect(await repeats('012340000')).toEqual(['0000', '1111', '1111'])
  await amend(first, { waktu_masuk: '2023-08-01T08:59' })
  expect(await repeats('012340000')).toEqual(['0000', '0000', '1111'])
  expect(await september()).toEqual([3, 1])
  clock.set('2023-10-02T09:00:00+08:00')
  for (const jenis of ['COMPLAINT', 'QUESTION']) await recordComplaint(app, { nomor_sambungan: '012340002', jenis })
  expect(await repeats('012340002')).toEqual(['0000', '1010']) // of one instant, the one that was recorded first
})

/** From when on tallies are kept for one who sees all, of all kinds. */
const kept = async () =>
  (
    await db.sql<{ from: string }>(
      `SELECT from_on AS "from" FROM kept_tallies WHERE kind = '' AND sight LIKE 'TRUE /%' ORDER BY 1`,
    )
  ).map(({ from }) => from)

/** The command as an operator runs it; the test runner's own address is none of the application. */
const check = async () => {
  const settings = {
    DATABASE_URL: app.env.databaseUrl,
    SESSION_SECRET: 'x'.repeat(32),
    DATA_DIR: temporaryFolder(),
    BASE_URL: '',
  }
  const script = join(import.meta.dirname, '../../src/reports/check-figures.ts')
  return promisify(execFile)(process.execPath, [script], { env: { ...process.env, ...settings } }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  )
}

test('npm run check:figures tells how many complaints it compared, and each that differs', { timeout: 60_000 }, async () => {
  const number = await recordComplaint(app)
  const [all] = await db.sql<{ count: number }>('SELECT count(*) FROM complaints')
  expect(await check()).toEqual({ code: 0, stdout: `${all?.count} aduan dihitung ulang: semua angka sama.\n` })

  const { id } = await findVisible(db, user('kabag.humas'), number)
  await db.sql('UPDATE facts SET category_id = category_id + 1 WHERE complaint_id = $1', [id])
  const found = await check()
  expect([found.code, found.stdout.split('\n')]).toEqual([
    1,
    [`${all?.count} aduan dihitung ulang: 1 perbedaan.`, `  ${number}: yang dihitung tidak sama dengan aduannya`, ''],
  ])
  await db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [id])

  await readFigures(db, { user: user('direktur'), ...EVERY_DAY }, NOW)
  await db.sql(
    `UPDATE kept_tallies SET tallies = jsonb_set(tallies::jsonb, '{heat}', '[{"weekday": 1, "hour": 0, "count": 999}]')
     WHERE from_on = '2023-05-01' AND sight <> 'TRUE'`,
  )
  const kept = await check()
  expect([kept.code, kept.stdout]).toEqual([1, expect.stringContaining('  2023-05-01 sampai 2023-05-31: hitungan yang disimpan')])
})
