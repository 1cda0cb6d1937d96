// Who has a complaint open or is writing about it, across instances, for those who may see it.
import { load } from 'cheerio'
import { afterAll, expect, test } from 'vitest'
import { openPresence } from '../../src/complaints/presence-store.ts'
import { startApp } from '../support/app.ts'
import { complaintIn, recordComplaint } from '../support/complaints.ts'
import { anotherInstance, listenTo } from '../support/listening.ts'

const app = await startApp()
const { signIn, url, db, feed, close } = app
const elsewhere = await anotherInstance(app)
afterAll(async () => {
  await elsewhere.close()
  await close()
})

const openedBy = (where: string, who: Parameters<typeof listenTo>[1], number: string) => listenTo(where, who, { aduan: number })
const line = async (number: string) => {
  const page = await (await signIn('admin.humas')).get(`/aduan/${number}`).expect(200)
  return load(page.text)('.case .present').text()
}
const row = async (number: string) => {
  const page = await (await signIn('admin.humas')).get('/aduan?tab=terbuka').expect(200)
  return load(page.text)(`.queue tr:has(a[href="/aduan/${number}"]) .present`).text()
}
const draft = async (who: Parameters<typeof listenTo>[1], number: string) =>
  (await signIn(who))
    .post('/draf')
    .type('form')
    .send({ untuk: `/aduan/${number}/catat`, catatan: 'Sedang' })
    .expect(204)

test('who has a complaint open in another instance is shown on its page and in the queue, at once and on loading', async () => {
  const number = await recordComplaint(app)
  const [page, list] = [await openedBy(url, 'admin.humas', number), await listenTo(url, 'kasie.hula', { daftar: 'ya' })]
  const other = await openedBy(elsewhere.url, 'callcenter', number)
  await expect.poll(() => page.of('presence').at(-1)).toEqual({ of: number, here: 'Andi Fitriani Mappatoba membuka ini' })
  await expect.poll(() => list.of('presence').at(-1)?.here).toContain('Andi Fitriani Mappatoba')
  expect(await line(number)).toBe('Andi Fitriani Mappatoba membuka ini')
  expect(await row(number)).toContain('Andi Fitriani Mappatoba')
  other.leave()
  await expect.poll(() => page.of('presence').at(-1)?.here, { timeout: 10_000 }).toBe('')
  expect(await line(number)).toBe('')
})

test('who leaves before the page has been answered is not taken for somebody who stays', async () => {
  const number = await recordComplaint(app)
  const blocker = await db.pool.connect()
  await blocker.query('BEGIN; LOCK TABLE complaints')
  // Cut off, it fails while something else is waited for.
  const opening = openedBy(elsewhere.url, 'callcenter', number).catch(() => {})
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'SELECT c.id FROM complaints%'`
  await expect.poll(() => db.sql(waiting)).not.toEqual([])
  elsewhere.cutOff()
  await blocker.query('COMMIT')
  blocker.release()
  await opening
  await expect.poll(() => line(number)).toBe('Andi Fitriani Mappatoba membuka ini')
  await expect.poll(() => line(number), { timeout: 10_000 }).toBe('')
})

test('who is writing is told apart, until the form is sent', async () => {
  const number = await recordComplaint(app)
  const page = await openedBy(elsewhere.url, 'kasie.hula', number)
  await openedBy(url, 'callcenter', number)
  await draft('callcenter', number)
  await expect.poll(() => page.of('presence').at(-1)?.here).toBe('Andi Fitriani Mappatoba sedang menulis')
  const agent = await signIn('callcenter')
  await agent.post(`/aduan/${number}/catat`).type('form').send({ catatan: 'Sudah ditelepon.', versi: '1.1' }).expect(303)
  await expect.poll(() => page.of('presence').at(-1)?.here).toBe('Andi Fitriani Mappatoba membuka ini')
})

test('nobody is told of themselves, nor of complaints that they may not see', async () => {
  const [seen, unseen] = [await complaintIn(app, 'ESCALATED'), await recordComplaint(app)]
  const unit = await listenTo(url, 'staf.wilayah2', { daftar: 'ya' })
  const own = await openedBy(url, 'staf.wilayah2', unseen)
  await openedBy(elsewhere.url, 'callcenter', unseen)
  await openedBy(elsewhere.url, 'callcenter', seen)
  await expect.poll(() => unit.of('presence').map((one) => one.of)).toContain(seen)
  expect(unit.of('presence').map((one) => one.of)).not.toContain(unseen)
  expect(own.of('presence')).toEqual([])
  const page = await load((await (await signIn('callcenter')).get(`/aduan/${seen}`)).text)('.case .present').text()
  expect(page).toBe('')
})

test('an instance that comes later learns from the others who is where, and all forget those whose instance is gone', async () => {
  const [one] = await db.sql<{ id: number }>('SELECT id FROM complaints LIMIT 1')
  const [id, personId, pace] = [one?.id ?? 0, app.user('callcenter').id, { beatMs: 100, forgottenMs: 400 }]
  let dead = false
  const dying = {
    ...elsewhere.db,
    sql: async (...given: Parameters<typeof db.sql>) => (dead ? [] : db.sql(...given)),
  } as typeof db
  openPresence(dying, elsewhere.feed, pace).open(personId, id)
  const late = openPresence(db, feed, pace)
  const changes: number[] = []
  late.onChange((ids) => changes.push(...ids))
  await expect.poll(() => late.of(id)).toEqual([{ personId, writing: false }])
  dead = true
  await expect.poll(() => late.of(id)).toEqual([])
  await expect.poll(() => changes.length).toBeGreaterThanOrEqual(2) // came, and went
})

test('the bell of a page rings when its person is told something, elsewhere, and counts', async () => {
  const number = await recordComplaint(app)
  const page = await listenTo(elsewhere.url, 'staf.wilayah2', {})
  const other = await listenTo(elsewhere.url, 'staf.wilayah3', {})
  const agent = await signIn('admin.humas')
  const unit = app.master.units.find(({ code }) => code === 'WIL2')?.id
  const escalated = { unit: String(unit), catatan: 'Mohon ditangani.', penjelasan_diberikan: 'NOT_YET', versi: '1.1' }
  await agent.post(`/aduan/${number}/teruskan`).type('form').send(escalated).expect(303)
  await expect.poll(() => page.of('bell').at(-1)?.unread).toBeGreaterThan(0)
  expect(other.of('bell')).toEqual([])
})
