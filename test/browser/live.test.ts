// An open page tells what others do meanwhile, without being reloaded.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db.ts'
import { browserAvailable } from '../support/browser.ts'
import { act, complaintIn, recordComplaint } from '../support/complaints.ts'
import { type Browsing, startBrowsing } from './browsing.ts'

const LIMIT = { timeout: 120_000 }

describe.skipIf(!browserAvailable)('an open page', () => {
  let browsing: Browsing
  /** Another instance of the application does it, on a pool of its own. */
  let elsewhere: Browsing['test']
  beforeAll(async () => {
    browsing = await startBrowsing()
    elsewhere = { ...browsing.test, db: openDatabase(browsing.test.env.databaseUrl ?? '') }
  }, 60_000)
  afterEach(async () => expect((await browsing.complaints()).splice(0)).toEqual([]))
  afterAll(async () => {
    await elsewhere?.db.close()
    await browsing?.close()
  })

  test('of the queue counts what comes in and what changes', LIMIT, async () => {
    const number = await recordComplaint(browsing.test)
    const page = await browsing.signedIn('kasie.hula')
    await page.goto('/aduan')
    const told = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
    await recordComplaint(elsewhere)
    await told('1 aduan baru')
    await recordComplaint(elsewhere)
    await told('2 aduan baru')
    await act(elsewhere, number, 'admin.humas', 'escalate', {
      unit: String(elsewhere.master.units.at(-1)?.id),
      catatan: 'Segera.',
      penjelasan_diberikan: 'NOT_YET',
    })
    await told('2 aduan baru · 1 aduan berubah')
    await page.getByRole('link', { name: 'Muat ulang' }).click()
    await page.getByRole('status').waitFor({ state: 'hidden' })
  })

  test('of the board shows what another instance does, and a limit that runs out, without being touched', LIMIT, async () => {
    const page = await browsing.signedIn('kabag.humas')
    await page.goto('/pemantauan')
    const row = (perihal: string) => page.getByRole('listitem').filter({ hasText: perihal })
    const number = await recordComplaint(elsewhere, { perihal: 'Pipa patah di Mariso' })
    await row('Pipa patah di Mariso').filter({ hasText: 'sisa 10 mnt' }).waitFor()
    browsing.test.clock.advance(11)
    await row('Pipa patah di Mariso').filter({ hasText: 'lewat 1 mnt' }).waitFor()
    await act(elsewhere, number, 'callcenter', 'explain', { penjelasan: 'Sudah disambung.', hasil_penjelasan: 'ACCEPTED' })
    await row('Pipa patah di Mariso').waitFor({ state: 'detached' })
  })

  test('of a complaint says who did what, once its browser is back on the line too', LIMIT, async () => {
    const number = await complaintIn(browsing.test, 'ESCALATED')
    const page = await browsing.signedIn('staf.wilayah2')
    await page.goto(`/aduan/${number}`)
    await act(elsewhere, number, 'staf.wilayah2', 'start')
    await page.getByRole('status').filter({ hasText: 'memulai tindak lanjut' }).waitFor()
    await page.goto(`/aduan/${number}`)
    await page.context().setOffline(true)
    await act(elsewhere, number, 'kasie.hula', 'note', { catatan: 'Sudah ditelepon.' })
    await page.context().setOffline(false)
    await page.getByRole('status').filter({ hasText: 'menulis catatan internal' }).waitFor()
    // While it was off the line the browser may have tried and said so.
    const said = (await browsing.complaints()).splice(0)
    expect(said.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  })
})
