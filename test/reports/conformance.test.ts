// A small office's month with one complaint for each way of leaving the SOP: counts, lists, paths and the auditor's export say the same of it.
import { load } from 'cheerio'
import { parseCsv } from 'hucre/csv'
import { afterAll, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { recordMissed } from '../../src/complaints/missed-store.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import { OUTCOMES, STEPS, type Step, signsOf } from '../../src/reports/conformance.ts'
import { readPaths } from '../../src/reports/conformance-paths-store.ts'
import { countSteps, listAsked } from '../../src/reports/conformance-store.ts'
import { onFacts } from '../../src/reports/facts-store.ts'
import { startApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint } from '../support/complaints.ts'

const app = await startApp({ now: '2026-11-24T10:00:00+08:00' })
const { db, clock, user, signIn, close } = app
afterAll(close)
await db.sql(`UPDATE people SET name = '=1+1' WHERE username = 'callcenter'`)

type Did = [who: Username, action: Action] | number
const ESCALATE: Did = ['admin.humas', 'escalate']
const START: Did = ['staf.wilayah2', 'start']
const REPORT: Did = ['staf.wilayah2', 'report']
const CONFIRM: Did = ['kasie.hula', 'confirm']
const DONE: Did[] = [['staf.wilayah2', 'assign'], START, ['teknik.2', 'finish'], REPORT]

/** Numbers are minutes that pass. */
async function go(number: string, ...course: Did[]): Promise<string> {
  for (const one of course)
    if (typeof one === 'number') clock.advance(one)
    else await act(app, number, one[0], one[1], bodyOf(one[1], app))
  return number
}
const lived = async (...course: Did[]) => go(await recordComplaint(app), ...course)

const straight = await lived(1, ESCALATE, 10, ...DONE, 20, CONFIRM)
const straightToo = await lived(3, ESCALATE, 30, ...DONE, 40, CONFIRM)
const straightThird = await lived(2, ESCALATE, 11, ...DONE, 5, CONFIRM)
const explained = await lived(5, ['admin.humas', 'explain'])
const returned = await lived(ESCALATE, ['staf.wilayah2', 'return'], ['admin.humas', 'explain'])
const transferred = await lived(ESCALATE, ['staf.wilayah2', 'transfer'])
const held = await lived(ESCALATE, START, ['staf.wilayah2', 'hold'])
const undeclared = await lived(ESCALATE, START, REPORT)
const sentBack = await lived(ESCALATE, ...DONE, ['kasie.hula', 'sendBack'])
const backToHumas = await lived(
  ESCALATE,
  ...DONE,
  ['kasie.hula', 'sendBack'],
  ['staf.wilayah2', 'return'],
  ['admin.humas', 'explain'],
)
const declaredLater = await lived(ESCALATE, START, REPORT, ['kasie.hula', 'sendBack'], ...DONE)
const reopened = await lived(['admin.humas', 'explain'], ['kasie.hula', 'reopen'])
const mistaken = await lived(['kasie.hula', 'explain'])
await act(app, mistaken, 'kasie.hula', 'reopen', bodyOf('reopen', app, { salah_tutup: 'ya' }))
const dismissed = await recordComplaint(app, {}, null)
await go(dismissed, ['kasie.hula', 'dismiss'])
const jumped = await recordComplaint(app, {}, null)
await db.sql(
  `WITH c AS (UPDATE complaints SET state = 'CLOSED', closed_at = $2, next_due_at = NULL, next_warn_at = NULL
     WHERE 'ADU-' || year || '-' || lpad(sequence::text, 6, '0') = $1 RETURNING id),
   stopped AS (UPDATE runs SET stopped_at = $2, net_ms = 0 WHERE complaint_id = (SELECT id FROM c))
   INSERT INTO events (complaint_id, sequence, type, at, recorded_at, actor_kind, from_state, to_state, payload)
   SELECT id, 2, 'confirmed', $2, $2, 'SYSTEM', 'SUBMITTED', 'CLOSED', '{}' FROM c`,
  [jumped, clock.now()],
)
const question = await recordComplaint(app, { jenis: 'QUESTION' })
const late = await lived(ESCALATE)
const slow = await recordComplaint(app)
const waiting = await recordComplaint(app, {}, null)
clock.set('2026-11-25T11:00:00+08:00')
await recordMissed(db, clock.now())
const onTime = await lived(ESCALATE)

const NOVEMBER = { from: '2026-11-01', until: '2026-11-30' }
const scopeOf = (who: Username, kind: 'COMPLAINT' | null = 'COMPLAINT') => ({ user: user(who), kind, ...NOVEMBER })
const read = async (who: Username, path: string) => load((await (await signIn(who)).get(path).expect(200)).text)
const numbersAt = async (path: string, who: Username = 'kabag.humas') => {
  const $ = await read(who, path)
  return $('tbody a')
    .toArray()
    .map((link) => $(link).text())
    .toSorted()
}
const listed = (step: Step, sign: string) => numbersAt(`/kepatuhan/aduan?periode=2026-11&langkah=${step}&sebab=${sign}`)

const UNTOUCHED_SINCE = [transferred, held, sentBack, late]

test.each<[Step, string, string[]]>([
  [1, 'skipped', [jumped]],
  [1, 'late', [waiting]],
  [1, 'unjudged', [dismissed]],
  [2, 'skipped', [jumped]],
  [2, 'late', [reopened, mistaken, slow]],
  [3, 'skipped', [returned]],
  [3, 'late', UNTOUCHED_SINCE.filter((one) => one !== held)],
  [3, 'returned', [returned, backToHumas]],
  [3, 'transferred', [transferred]],
  [3, 'held', [held]],
  [3, 'underway', [onTime]],
  [3, 'followed', [straight, straightToo, straightThird, undeclared, declaredLater]],
  [4, 'skipped', [returned]],
  [4, 'undeclared', [undeclared, declaredLater]],
  [4, 'sentBack', [sentBack, backToHumas, declaredLater]],
  [4, 'followed', [straight, straightToo, straightThird]],
  [5, 'skipped', [returned]],
  [5, 'underway', [undeclared, declaredLater]],
  [5, 'followed', [straight, straightToo, straightThird, sentBack, backToHumas]],
  [6, 'reopened', [reopened]],
  [6, 'followed', [straight, straightToo, straightThird, explained, returned, backToHumas, jumped]],
])('step %i: %s', async (step, sign, numbers) => {
  expect(await listed(step, sign)).toEqual(numbers.toSorted())
})

test('what reached a step is followed, deviating, under way or not judged, each once', async () => {
  for (const who of ['kabag.humas', 'direktur'] as const)
    for (const kind of ['COMPLAINT', null] as const) {
      const counts = await onFacts(db, (sql) => countSteps(sql, scopeOf(who, kind)))
      for (const step of STEPS) {
        const of = counts[step]
        expect(of.reached, `${step}`).toBeGreaterThan(0)
        expect(OUTCOMES.reduce((sum, one) => sum + (of[one] ?? 0), 0)).toBe(of.reached)
      }
    }
})

test('each count is as long as its list, and its link leads there', async () => {
  for (const who of ['kabag.humas', 'direktur'] as const) {
    const counts = await onFacts(db, (sql) => countSteps(sql, scopeOf(who)))
    for (const step of STEPS)
      for (const sign of signsOf(step)) {
        const { complaints, rows } = await onFacts(db, (sql) => listAsked(sql, scopeOf(who), { step, sign }, null))
        expect([step, sign, rows.length, complaints]).toEqual([step, sign, counts[step][sign], counts[step][sign]])
      }
    const $ = await read(who, '/kepatuhan?periode=2026-11')
    const links = $('.sop-steps dd a, .paths > li > p a').toArray()
    expect(links.length).toBeGreaterThan(30)
    for (const link of links) {
      const href = String($(link).attr('href'))
      const list = await read(who, href)
      expect([href, list('.counted b').text(), String(list('tbody tr').length)]).toEqual([href, $(link).text(), $(link).text()])
    }
  }
})

test('who answers for each step is said as the office keeps it, and by when', async () => {
  const $ = await read('direktur', '/kepatuhan?periode=2026-11')
  const said = $('.sop-steps header p')
    .toArray()
    .map((line) => $(line).text())
  const targets = [
    '30 menit',
    '10 menit',
    '2–3 jam',
    'mengakhiri 2–3 jam langkah 3',
    'tidak ditentukan SOP',
    'tidak ditentukan SOP',
  ]
  expect(said).toEqual(app.master.sop.answerable.flatMap((who, index) => [who, `Target: ${targets[index]}`]))
})

test('all kinds are counted where asked for, and the Direktur counts no submission', async () => {
  const all = '/kepatuhan/aduan?periode=2026-11&jenis=semua&langkah=1&sebab=reached'
  expect(await numbersAt(all)).toContain(question)
  expect(await listed(1, 'reached')).not.toContain(question)
  expect(await numbersAt(all)).toContain(waiting)
  expect(await numbersAt(all, 'direktur')).not.toContain(waiting)
})

test('paths with their medians against a count by hand', async () => {
  const { shown, all, ways } = await onFacts(db, (sql) => readPaths(sql, scopeOf('kabag.humas')))
  const done = ['RECEIVED', 'ESCALATED', 'IN_PROGRESS', 'MONITORING', 'CLOSED']
  expect(shown.find(({ states }) => states.join() === done.join())).toEqual({
    states: done,
    count: 3,
    minutes: [2, 11, 0, 20],
  })
  const raw = await db.sql<{ path: string; number: string }>(
    `SELECT 'ADU-' || c.year || '-' || lpad(c.sequence::text, 6, '0') AS number, string_agg(e.to_state::text, '.' ORDER BY e.sequence) AS path FROM complaints c JOIN events e ON e.complaint_id = c.id
     WHERE e.to_state IS NOT NULL AND c.kind = 'COMPLAINT' GROUP BY c.id`,
  )
  const counted = Map.groupBy(raw, ({ path }) => path)
  expect([all, ways]).toEqual([raw.length, counted.size])
  expect(shown).toHaveLength(10)
  for (const { states, count } of shown) expect(counted.get(states.join('.'))).toHaveLength(count)
  const rest = all - shown.reduce((sum, { count }) => sum + count, 0)
  expect(rest).toBeGreaterThan(0)
  const $ = await read('kabag.humas', '/kepatuhan?periode=2026-11')
  expect($('main').text()).toContain(`${rest} aduan lain-lain`)
  const others = [...counted]
    .filter(([path]) => !shown.some(({ states }) => states.join('.') === path))
    .flatMap(([, some]) => some)
  const listed = await read('kabag.humas', String($('a[href$="jalur=lain"]').attr('href')))
  expect([listed('h1').text(), listed('.counted b').text()]).toEqual(['Jalur lain-lain', String(rest)])
  expect(
    listed('tbody a')
      .toArray()
      .map((link) => listed(link).text())
      .toSorted(),
  ).toEqual(others.map(({ number }) => number).toSorted())
})

test('a list goes on where its page ends', async () => {
  for (let more = 0; more < 52; more++) await recordComplaint(app, { jenis: 'SUGGESTION' })
  const seen: string[] = []
  let next: string | undefined = '/kepatuhan/aduan?periode=2026-11&jenis=semua&langkah=1&sebab=reached'
  let counted = ''
  while (next) {
    const $: ReturnType<typeof load> = await read('kabag.humas', next)
    counted = $('.counted b').text()
    seen.push(
      ...$('tbody a')
        .toArray()
        .map((link) => $(link).text()),
    )
    next = $('a[rel=next]').attr('href')
  }
  expect([new Set(seen).size, seen.length]).toEqual([Number(counted), Number(counted)])
  expect(seen.length).toBeGreaterThan(50)
})

test('every event is taken along, by whom and in words, without whom it is about, and kept in the trail', async () => {
  const formula = await recordComplaint(app, { nama: 'Puang Rahasia', telepon: '081299988877' }, 'callcenter')
  const { text, headers } = await (await signIn('direktur')).get('/kepatuhan/kejadian.csv?periode=2026-11').expect(200)
  expect(headers['content-disposition']).toBe('attachment; filename=kejadian-2026-11.csv')
  const [labels, ...rows] = parseCsv(text, { delimiter: ';' })
  expect(labels).toHaveLength(10)
  const [{ events, complaints } = { events: 0, complaints: 0 }] = await db.sql<{ events: number; complaints: number }>(
    `SELECT count(*)::int AS events, count(DISTINCT c.id)::int AS complaints FROM complaints c JOIN events e ON e.complaint_id = c.id
     WHERE c.kind = 'COMPLAINT' AND c.state <> 'SUBMITTED'`,
  )
  expect(rows).toHaveLength(events)
  const of = rows.filter(([number]) => number === straight)
  expect(of.map(([, sequence, type]) => [Number(sequence), type])).toEqual([
    [1, 'Dicatat'],
    [2, 'Diteruskan'],
    [3, 'Ditugaskan'],
    [4, 'Tindak lanjut dimulai'],
    [5, 'Pekerjaan dinyatakan selesai'],
    [6, 'Laporan penyelesaian diisi'],
    [7, 'Dinyatakan selesai'],
  ])
  expect(of[1]?.slice(3)).toEqual([
    ...['24/11/2026 10.01', '24/11/2026 10.01', user('admin.humas').name, 'Petugas Admin Humas', 'Diterima', 'Diteruskan'],
    expect.stringMatching(/^meneruskan aduan ke Wilayah Pelayanan II\./),
  ])
  expect(rows.find(([number]) => number === formula)?.[5]).toBe("'=1+1")
  for (const personal of ['Puang Rahasia', '081299988877', 'Daeng Baji', waiting]) expect(text).not.toContain(personal)
  const { text: trail } = await (await signIn('sistem')).get('/pengaturan/jejak').expect(200)
  expect(trail).toContain(`mengunduh kejadian ${complaints} aduan, November 2026 (CSV)`)
})

test('without a period it is last month; what is none, has not begun or counts nothing is not found', async () => {
  expect((await read('direktur', '/kepatuhan'))('h1').text()).toBe('Kepatuhan SOP Oktober 2026')
  const agent = await signIn('kabag.humas')
  for (const path of [
    ...[
      '?periode=2026-13',
      '?periode=2027',
      '?periode=x',
      '?periode=2026-11&periode=2026-10',
      '/kejadian.csv?periode=2026-02-30',
    ],
    ...['/aduan?periode=2026-11', '/aduan?periode=2026-11&langkah=7&sebab=late', '/aduan?periode=2026-11&langkah=5&sebab=late'],
    ...[
      '/aduan?periode=2026-11&langkah=3&sebab=constructor',
      '/aduan?periode=2026-11&jalur=',
      '/aduan?periode=2026-11&jalur=a;b',
    ],
  ])
    expect([path, (await agent.get(`/kepatuhan${path}`)).status]).toEqual([path, 404])
  expect((await read('direktur', '/kepatuhan?periode=2026-02'))('main').text()).toContain('Tidak ada aduan')
  const { headers } = await agent.get('/kepatuhan?tiap=week&tanggal=2026-11-24&jenis=semua').expect(303)
  expect(headers.location).toBe('/kepatuhan?periode=2026-W48&jenis=semua')
})

test.each(['admin.humas', 'kasie.hula', 'staf.wilayah2', 'teknik.2', 'sistem'] as const)('%s reads none of it', async (who) => {
  const agent = await signIn(who)
  for (const path of ['', '/aduan?periode=2026-11&langkah=1&sebab=late', '/kejadian.csv?periode=2026-11'])
    await agent.get(`/kepatuhan${path}`).expect(403)
})
