import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { recordComplaint } from '../support/complaints.ts'

const own = await startApp()
const { db, clock, user, signIn, close } = own
afterAll(close)

const [one, other] = [user('teknik.1'), user('teknik.2')]
const numbers: string[] = []
beforeAll(async () => {
  for (let n = 0; n < 2; n++) {
    numbers.push(await recordComplaint(own))
    for (const { id } of [one, other])
      await db.sql(
        // Each day of November, and two at the very edges of a day in WITA; not in the order of their ids.
        `INSERT INTO access_log (at, person_id, complaint_id, what)
         SELECT at, $1, (SELECT max(id) FROM complaints), 'Kontak pelapor' FROM unnest(ARRAY['2026-11-20T23:59:59.999+08:00',
           '2026-11-02T10:00:00+08:00', '2026-11-21T00:00:00+08:00', '2025-12-31T10:00:00+08:00']::timestamptz[]) at`,
        [id],
      )
  }
})

async function read(query: string) {
  const rows: string[] = []
  for (let href: string | undefined = `/pengaturan/akses?${query}`; href; ) {
    const $ = load((await (await signIn('kabag.humas')).get(href).expect(200)).text)
    rows.push(
      ...$('tbody tr')
        .toArray()
        .map((row) => $(row).text()),
    )
    href = $('a[rel=next]').attr('href')
  }
  return rows
}

describe('the access log', () => {
  test('is read the latest first, each time with its date, and with its year when that is another', async () => {
    const times = (await read('')).map((row) => /\d+ [A-Z][a-z]+( \d{4})? \d\d\.\d\d/.exec(row)?.[0])
    expect(times).toEqual(
      ['21 Nov 00.00', '20 Nov 23.59', '2 Nov 10.00', '31 Des 2025 10.00'].flatMap((time) => Array(4).fill(time)),
    )
  })

  test('is narrowed by person, complaint and days, alone and together', async () => {
    const [number] = numbers
    const ofOne = await read(`orang=${one.id}`)
    expect(ofOne).toHaveLength(8)
    expect(ofOne.every((row) => row.includes(one.name))).toBe(true)
    const ofNumber = await read(`aduan=${number}`)
    expect(ofNumber).toHaveLength(8)
    expect(ofNumber.every((row) => row.includes(String(number)))).toBe(true)
    expect(await read(`aduan=${Number(number?.slice(-6))}`)).toEqual(ofNumber)
    expect(await read('dari=2026-11-20&sampai=2026-11-20')).toHaveLength(4)
    expect(await read('dari=2026-11-21')).toHaveLength(4)
    expect(await read('sampai=2026-11-02')).toHaveLength(8)
    expect(await read(`orang=${one.id}&aduan=${number}&dari=2026-11-01&sampai=2026-11-30`)).toHaveLength(3)
    expect(await read('aduan=ADU-2026-999999')).toEqual([])
  })

  test('keeps its filter from page to page, none twice and none left out', async () => {
    await db.sql(
      `INSERT INTO access_log (at, person_id, complaint_id, what)
       SELECT $1::timestamptz - (n % 3) * interval '1 minute', $2, (SELECT max(id) FROM complaints), 'Uji ' || n FROM generate_series(1, 210) n`,
      [clock.now(), other.id],
    )
    const rows = (await read(`orang=${other.id}&dari=2026-11-24&sampai=2026-11-24`)).map((row) => /Uji \d+/.exec(row)?.[0])
    expect(rows).toHaveLength(210)
    expect(new Set(rows).size).toBe(210)
    const first = load((await (await signIn('kabag.humas')).get(`/pengaturan/akses?orang=${other.id}`).expect(200)).text)
    expect(first('select[name=orang]').val()).toBe(String(other.id))
  })

  test.each([
    ['orang=999999', 'Pilih Orang dari daftar.'],
    ['orang=x', 'Pilih Orang dari daftar.'],
    ['orang=1&orang=2', 'Orang harus berupa satu teks.'],
    ['aduan=kemarin', 'Nomor aduan ditulis seperti ADU-2026-000123.'],
    ['aduan=%00', 'karakter yang tidak dapat disimpan'],
    ['dari=2026-02-30', 'Dari tanggal belum berupa tanggal yang benar.'],
    ['sampai=besok', 'Sampai tanggal belum berupa tanggal yang benar.'],
    ['dari=2026-11-03&sampai=2026-11-02', 'Sampai tanggal tidak boleh sebelum dari tanggal.'],
  ])('says of %s what is wrong with it, and lists nothing', async (query, message) => {
    const $ = load((await (await signIn('kabag.humas')).get(`/pengaturan/akses?${query}`).expect(422)).text)
    expect($('[role=alert]').text()).toContain(message)
    expect($('tbody tr').length).toBe(0)
  })

  test.each(['1', 'x.1', '99999999999999.999999999999999', '1.1.1', '-1.1'])('takes no harm from the page %s', async (page) => {
    await (await signIn('kabag.humas')).get(`/pengaturan/akses?sebelum=${page}`).expect(200)
  })

  test('reads its order out of an index, whatever is asked', async () => {
    const plan = async (where: string) => {
      const rows = await db.transaction(async (sql) => {
        // A table of a few rows is read as a whole otherwise.
        await sql('SET LOCAL enable_seqscan = off')
        await sql('SET LOCAL enable_bitmapscan = off')
        return sql<Record<string, string>>(
          `EXPLAIN SELECT * FROM access_log WHERE ${where} AND (at, id) < ('2026-11-24', 5) ORDER BY at DESC, id DESC LIMIT 101`,
        )
      })
      return rows.map((row) => Object.values(row).join()).join('\n')
    }
    expect(await plan('true')).toMatch(/Index Scan Backward using access_log_at_id_idx/)
    expect(await plan('person_id = 1')).toMatch(/Index Scan Backward using access_log_person_id_at_id_idx/)
  })
})
