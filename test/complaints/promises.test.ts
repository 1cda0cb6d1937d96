import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { startApp } from '../support/app.ts'
import { bodyOf, complaintIn } from '../support/complaints.ts'
import { everything, press } from './post.ts'
import { faultsIn, readAll } from './reading.ts'

const app = await startApp()
const { db, clock, user, signIn, close } = app
afterAll(close)

const pageOf = async (number: string, who: Username = 'staf.wilayah2') =>
  load((await (await signIn(who)).get(`/aduan/${number}`).expect(200)).text)
const nextStepOf = async (number: string) => (await pageOf(number))('.next').text()
const promisesOf = async (number: string) => {
  const { complaint } = await readAll(app, number)
  return db.sql('SELECT person_id AS "personId", at FROM promises WHERE complaint_id = $1 ORDER BY id', [complaint.id])
}

describe('a promised moment', () => {
  test.each([
    ['note', 'teknik.2', /^Baharuddin Daeng Naba menulis catatan internal dan menjanjikan Rab 25 Nov 14\.00\.$/],
    ['hold', 'teknik.2', /^Baharuddin Daeng Naba menunda: .* dan menjanjikan Rab 25 Nov 14\.00\. Batas waktu dijeda\.$/],
    ['assign', 'staf.wilayah2', /^Andi Tenri Sumpala menugaskan .*\. Kunjungan dijanjikan Rab 25 Nov 14\.00\.$/],
  ] as const)(
    'with %s is kept with its person, told in the history and shown beside the next step',
    async (action, who, told) => {
      const number = await complaintIn(app, 'IN_PROGRESS')
      const body = bodyOf(action, app, { janji: '2026-11-25T14:00' })
      expect((await press(app, who, number, action, body)).status).toBe(303)
      const at = new Date('2026-11-25T14:00:00+08:00')
      expect(await promisesOf(number)).toEqual([{ personId: user(who).id, at }])
      expect((await readAll(app, number)).events.at(-1)?.payload).toMatchObject({ promisedAt: at.toISOString() })
      const $ = await pageOf(number)
      expect($('.story li').last().find('p').first().text()).toMatch(told)
      expect($('.next').text()).toContain(`Dijanjikan: Rab 25 Nov 14.00, oleh ${user(who).name}.`)
    },
  )

  test('is not asked for: without one nothing is promised', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    for (const janji of ['', ' '])
      expect((await press(app, 'teknik.2', number, 'note', bodyOf('note', app, { janji }))).status).toBe(303)
    expect(await promisesOf(number)).toEqual([])
    expect((await readAll(app, number)).events.at(-1)?.payload).toEqual({ forComplainant: false })
    expect(await nextStepOf(number)).not.toContain('Dijanjikan')
  })

  test('stands in for the one before, and is shown until it has come', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    await press(app, 'teknik.2', number, 'note', bodyOf('note', app, { janji: '2026-11-24T11:00' }))
    await press(app, 'admin.humas', number, 'note', bodyOf('note', app, { janji: '2026-11-24T10:30' }))
    expect(await nextStepOf(number)).toMatch(/Dijanjikan: Sel 24 Nov 10\.30, oleh Nurhayati Daeng Ratu\.$/)
    expect(await promisesOf(number)).toHaveLength(2)
    clock.advance(30)
    expect(await nextStepOf(number)).not.toContain('Dijanjikan')
    clock.set('2026-11-24T10:00:00+08:00')
  })

  test('is not shown any more, nor made, once the complaint has ended', async () => {
    const number = await complaintIn(app, 'MONITORING')
    await press(app, 'admin.humas', number, 'note', bodyOf('note', app, { janji: '2026-11-25T14:00' }))
    await press(app, 'kasie.hula', number, 'confirm')
    const $ = await pageOf(number)
    expect([$('.next').text().includes('Dijanjikan'), $('form[action$="/catat"] [name=janji]').length]).toEqual([false, 0])
    await press(app, 'admin.humas', number, 'note', bodyOf('note', app, { janji: '2026-11-25T15:00' }))
    expect(await promisesOf(number)).toHaveLength(1)
  })

  test.each([
    ['this minute', '2026-11-24T10:00', 'Waktu yang dijanjikan harus di masa depan.'],
    ['yesterday', '2026-11-23T10:00', 'Waktu yang dijanjikan harus di masa depan.'],
    ['after 90 days', '2027-02-22T10:01', 'Waktu yang dijanjikan paling lama 90 hari lagi.'],
    ['no moment', 'besok', 'Dijanjikan kepada pelapor pada belum berupa tanggal dan jam yang benar.'],
  ])('is refused beside its field: %s', async (_, janji, message) => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    const before = await everything(app)
    for (const action of ['note', 'hold'] as const) {
      const { status, text } = await press(app, 'teknik.2', number, action, bodyOf(action, app, { janji }))
      expect([status, faultsIn(text)]).toEqual([422, [message]])
      if (action === 'note') expect(load(text)('form[action$="/catat"] textarea').val()).toContain('Sedang menunggu.')
    }
    expect(await everything(app)).toEqual(before)
  })

  test('may lie 90 days ahead', async () => {
    const number = await complaintIn(app, 'IN_PROGRESS')
    expect((await press(app, 'teknik.2', number, 'note', bodyOf('note', app, { janji: '2027-02-22T10:00' }))).status).toBe(303)
    expect(await nextStepOf(number)).toContain('Dijanjikan: Sen 22 Feb 2027 10.00')
  })
})
