import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Username } from '../../prisma/seed/people.ts'
import { toLocalInput } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import { startApp } from '../support/app.ts'
import { bodyOf, intakeBody, recordComplaint } from '../support/complaints.ts'
import { encoded, everything } from './post.ts'

const app = await startApp()
const { db, clock, signIn, close } = app
afterAll(close)

async function openForm(who: Username): Promise<string> {
  const $ = load((await (await signIn(who)).get('/aduan/baru').expect(200)).text)
  return String($('[name=formulir]').val())
}
const send = async (who: Username, formulir: string, more: Typed = {}) =>
  (await signIn(who)).post('/aduan/baru').send(encoded({ tindakan: 'simpan', ...intakeBody(app, more), formulir }))
const numberIn = ({ headers }: { headers: Record<string, string> }) =>
  headers.location?.slice('/aduan/'.length).split('?')[0] ?? ''
const last = async (year: number) =>
  (await db.sql<{ last: number }>('SELECT last FROM number_series WHERE year = $1', [year]))[0]?.last ?? 0
const count = async () => (await db.sql<{ count: number }>('SELECT count(*) FROM complaints'))[0]?.count ?? 0

describe('the number', () => {
  test('is of the year of arrival in WITA, to the minute of midnight', async () => {
    clock.set('2027-01-01T00:05:00+08:00')
    const arrivedAt = async (waktu_masuk: string) => recordComplaint(app, { waktu_masuk })
    expect(await arrivedAt('2026-12-31T23:59')).toBe('ADU-2026-000001')
    expect(await arrivedAt('2027-01-01T00:00')).toBe('ADU-2027-000001')
    expect(await arrivedAt('2026-12-31T23:58')).toBe('ADU-2026-000002')
    expect(await arrivedAt('2027-01-01T00:01')).toBe('ADU-2027-000002')
    // Eight in the morning of WITA is midnight of UTC: no border there.
    clock.set('2027-01-01T08:30:00+08:00')
    expect(await arrivedAt('2027-01-01T07:59')).toBe('ADU-2027-000003')
    expect(await arrivedAt('2027-01-01T08:00')).toBe('ADU-2027-000004')
  })

  test('is one of a gapless row when twenty are taken at once', async () => {
    const desk: Username[] = ['admin.humas', 'callcenter', 'kasie.hula']
    const people = Array.from({ length: 20 }, (_, index) => desk[index % 3] ?? 'callcenter')
    const tokens = await Promise.all(people.map(openForm))
    const before = await last(2027)
    const responses = await Promise.all(people.map((who, index) => send(who, tokens[index] ?? '')))
    expect(responses.map(({ status }) => status)).toEqual(people.map(() => 303))
    const sequences = responses.map((response) => Number(numberIn(response).slice(9))).toSorted((a, b) => a - b)
    expect(sequences).toEqual(people.map((_, index) => before + index + 1))
    expect(responses.every((response) => /^ADU-2027-\d{6}$/.test(numberIn(response)))).toBe(true)
  })

  test('is not used up by a form that is refused', async () => {
    const [before, stored] = [await last(2027), await everything(app)]
    expect((await send('callcenter', await openForm('callcenter'), { uraian: '' })).status).toBe(422)
    expect(await last(2027)).toBe(before)
    expect(await everything(app)).toEqual(stored)
  })
})

describe('the same form sent again', () => {
  test('leads to the complaint that it made', async () => {
    const [token, before, series] = [await openForm('callcenter'), await count(), await last(2027)]
    const waktu_masuk = toLocalInput(clock.now())
    const first = await send('callcenter', token, { waktu_masuk })
    clock.advance(2)
    const again = await send('callcenter', token, { waktu_masuk })
    expect([again.status, numberIn(again)]).toEqual([303, numberIn(first)])
    expect([await count(), await last(2027)]).toEqual([before + 1, series + 1])
  })

  test.each<Typed>([
    { uraian: 'Tetangga sebelah juga mengadu.' },
    { telepon: '0811-999-888' },
    { tindakan: 'teruskan', ...bodyOf('escalate', app) },
  ])('with other content is another complaint, stored when its person says so: %o', async (more) => {
    const token = await openForm('callcenter')
    const [first, before] = [await send('callcenter', token), (await count()) as number]
    const { status, text } = await send('callcenter', token, more)
    expect([status, text]).toEqual([422, expect.stringContaining(`sudah tersimpan sebagai ${numberIn(first)}`)])
    expect(await count()).toBe(before)
    const fresh = String(load(text)('[name=formulir]').val())
    const second = await send('callcenter', fresh, more)
    expect([second.status, await count()]).toEqual([303, before + 1])
    expect(numberIn(second)).not.toBe(numberIn(first))
  })

  test('twenty times at once makes one complaint with one event and one number', async () => {
    const [token, before, series] = [await openForm('admin.humas'), await count(), await last(2027)]
    const responses = await Promise.all(Array.from({ length: 20 }, () => send('admin.humas', token)))
    expect(new Set(responses.map((response) => `${response.status} ${numberIn(response)}`)).size).toBe(1)
    expect([await count(), await last(2027)]).toEqual([before + 1, series + 1])
    const events = await db.sql(
      'SELECT FROM events e JOIN complaints c ON c.id = e.complaint_id WHERE c.year = 2027 AND c.sequence = $1',
      [Number(numberIn(responses[0] ?? { headers: {} }).slice(9))],
    )
    expect(events).toHaveLength(1)
  })

  test("another person's form, or one that was tampered with, stores nothing and keeps what was typed", async () => {
    const [token, before] = [await openForm('callcenter'), await everything(app)]
    for (const formulir of [token, token.replace(/\.\d+\./, '.0.'), `${token}x`, '']) {
      const { status, text } = await send('admin.humas', formulir, { uraian: 'Uraian yang panjang.' })
      expect([status, load(text)('[name=uraian]').val()]).toEqual([422, 'Uraian yang panjang.'])
    }
    expect(await everything(app)).toEqual(before)
  })
})
