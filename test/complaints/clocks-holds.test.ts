// Holds in the stored runs (SOP, "Rules of a clock").
import { afterAll, describe, expect, test } from 'vitest'
import { workOutUnpaused } from '../../src/complaints/unpaused-store.ts'
import { differingFacts } from '../../src/reports/facts-store.ts'
import { startApp } from '../support/app.ts'
import { categoryId } from './carry.ts'
import { readAll } from './reading.ts'
import { at, timing } from './timing.ts'

const app = await startApp()
const { clock, close } = app
afterAll(close)
const { take, working, last, missedIn, holdFor } = timing(app)

const MINUTE = 60_000

describe('a pausing hold', () => {
  test('moves the deadline by its minutes, which are kept beside the net time', async () => {
    const number = await working()
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    expect(await last(number)).toMatchObject({ pausedAt: at('11:00:00'), dueAt: at('13:00:00') })
    expect((await readAll(app, number)).complaint.nextDueAt).toBe(null)
    clock.set(at('12:30:00'))
    await take(number, 'staf.wilayah2', 'resume')
    expect(await last(number)).toMatchObject({ pausedAt: null, dueAt: at('14:30:00'), heldMs: 90 * MINUTE })
    clock.set(at('14:30:00'))
    await take(number, 'staf.wilayah2', 'report')
    expect(await last(number)).toMatchObject({ netMs: 180 * MINUTE, heldMs: 90 * MINUTE, breachedAt: null })
  })

  test('lets nothing fall due while it lasts, a report straight out of it included', async () => {
    const number = await working()
    clock.set(at('12:59:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('MENUNGGU_IZIN'))
    clock.set(at('15:00:00'))
    await take(number, 'staf.wilayah2', 'report')
    expect(await last(number)).toMatchObject({
      netMs: 179 * MINUTE,
      heldMs: 121 * MINUTE,
      breachedAt: null,
      stoppedAt: at('15:00:00'),
    })
    expect(await missedIn(number)).toEqual([])
  })

  test('counts the minutes of the clock’s own calendar: a night in office hours is none', async () => {
    const number = await working({ kategori: categoryId(app, 'TAGIHAN_MELONJAK') })
    clock.set(at('12:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('PELANGGAN_TIDAK_DI_TEMPAT'))
    clock.set(new Date('2026-11-25T09:00:00+08:00'))
    await take(number, 'staf.wilayah2', 'resume')
    expect(await last(number)).toMatchObject({ heldMs: 5 * 60 * MINUTE, dueAt: new Date('2026-11-25T10:00:00+08:00') })
  })

  test('pauses when it begins at the deadline, not a second after it', async () => {
    const [early, late] = [await working(), await working()]
    clock.set(at('13:00:00'))
    await take(early, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    clock.set(at('13:00:01'))
    await take(late, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    clock.set(at('14:00:00'))
    await take(early, 'staf.wilayah2', 'report')
    await take(late, 'staf.wilayah2', 'report')
    expect([await missedIn(early), await missedIn(late)]).toEqual([[], [['13:00:00', { clock: 'FOLLOW_UP', limitMinutes: 180 }]]])
    expect((await last(late)).heldMs).toBe(0)
  })
})

test('a hold that does not pause leaves the deadline where it was; its minutes stand in its own row', async () => {
  const number = await working()
  clock.set(at('11:00:00'))
  await take(number, 'staf.wilayah2', 'hold', holdFor('MENUNGGU_MATERIAL'))
  clock.set(at('13:30:00'))
  await take(number, 'staf.wilayah2', 'resume')
  await take(number, 'staf.wilayah2', 'report')
  expect(await last(number)).toMatchObject({ dueAt: at('13:00:00'), heldMs: 0, breachedAt: at('13:00:00') })
  expect((await readAll(app, number)).complaint.holds).toMatchObject([
    { pausing: false, from: at('11:00:00'), until: at('13:30:00') },
  ])
})

describe('held time in which the clock ran on', () => {
  const UNPAUSED = 'MENUNGGU_MATERIAL'

  test('is kept when the hold ends, also of a limit that had passed when it began', async () => {
    const number = await working()
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor(UNPAUSED))
    clock.set(at('11:40:00'))
    await take(number, 'staf.wilayah2', 'resume')
    expect(await last(number)).toMatchObject({ heldMs: 0, unpausedMs: 40 * MINUTE, dueAt: at('13:00:00') })
    clock.set(at('13:10:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor('CUACA'))
    clock.set(at('13:25:00'))
    await take(number, 'staf.wilayah2', 'report')
    expect(await last(number)).toMatchObject({ heldMs: 0, unpausedMs: 55 * MINUTE, breachedAt: at('13:00:00') })
  })

  test('of a run that ended stays, and the next one has its own', async () => {
    const number = await working()
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor(UNPAUSED))
    clock.set(at('11:10:00'))
    await take(number, 'staf.wilayah2', 'transfer')
    await take(number, 'staf.wilayah3', 'start')
    clock.set(at('11:20:00'))
    await take(number, 'staf.wilayah3', 'hold', holdFor(UNPAUSED))
    clock.set(at('11:25:00'))
    await take(number, 'staf.wilayah3', 'resume')
    const { runs } = (await readAll(app, number)).complaint
    expect(runs.filter((run) => run.clock === 'FOLLOW_UP').map(({ unpausedMs }) => unpausedMs)).toEqual([10 * MINUTE, 5 * MINUTE])
  })

  test('of runs that were kept before it was is worked out once, and counted from then on', async () => {
    const number = await working()
    clock.set(at('11:00:00'))
    await take(number, 'staf.wilayah2', 'hold', holdFor(UNPAUSED))
    clock.set(at('11:30:00'))
    await take(number, 'staf.wilayah2', 'report')
    const { id } = (await readAll(app, number)).complaint
    await app.db.sql('UPDATE runs SET unpaused_ms = NULL WHERE complaint_id = $1', [id])
    await app.db.sql('INSERT INTO facts_stale (complaint_id) VALUES ($1)', [id])
    expect(await differingFacts(app.db)).toEqual([]) // counted without it, before
    await workOutUnpaused(app.db, clock)
    expect(await last(number)).toMatchObject({ unpausedMs: 30 * MINUTE })
    expect(await app.db.sql('SELECT FROM runs WHERE unpaused_ms IS NULL')).toEqual([])
    expect(await differingFacts(app.db)).toEqual([])
    expect(await app.db.sql('SELECT follow_up_unpaused AS minutes FROM facts WHERE complaint_id = $1', [id])).toEqual([
      { minutes: 30 },
    ])
  })
})
