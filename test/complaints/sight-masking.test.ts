import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { tellStories } from './carry.ts'
import { sees, seesContactOf } from './matrix.ts'
import { CAST, holderOf, type Story, storiesOf } from './stories.ts'

const app = await startApp()
const { master, signIn, close } = app
afterAll(close)

// Words that stand nowhere else on a page, one set a complaint.
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const NAMES = storiesOf(app).map(({ name }) => name)
const secretsOf = (story: Story) => {
  const index = NAMES.indexOf(story.name)
  const mark = `${LETTERS[Math.floor(index / 26)]}${LETTERS[index % 26]}`
  return {
    nama: `Zulqarnain${mark} Rahasia`,
    telepon: `0899-7700-${1000 + index}`,
    akun: `zul${mark}@rahasia.example`,
    keterangan_kebutuhan: `Kursirodakuning${mark}`,
  }
}
const need = master.needs[0]
const told = await tellStories(app, (story) => ({ ...secretsOf(story), kebutuhan: [String(need?.id)] }))

/** What of a complainant stands in a page, attributes and scripts included. */
const leaks = (html: string, story: Story) => {
  const digits = html.replace(/[ .()-]/g, '')
  const phone = secretsOf(story).telepon.replace(/\D/g, '')
  return [
    ...Object.values(secretsOf(story)).filter((secret) => html.includes(secret)),
    ...(digits.includes(phone) || digits.includes(phone.replace(/^0/, '62')) ? [phone] : []),
  ]
}
const needsIn = (html: string) => load(html)('.needs, .special').text()

const rowsIn = (html: string) => {
  const $ = load(html)
  return $('table.queue tbody tr')
    .toArray()
    .map((row) => $(row).text())
}

describe.each(CAST.filter((who) => who !== 'sistem'))('%s', (who) => {
  const holder = holderOf(who)
  const seen = told.filter(({ facts }) => sees(holder, facts))
  // One story a state: those of one state are masked alike.
  const oneOfEach = (stories: typeof told) => [...new Map(stories.map((story) => [story.facts.state, story])).values()]
  const masked = oneOfEach(seen.filter(({ facts }) => !seesContactOf(holder, facts)))
  const shown = oneOfEach(seen.filter(({ facts }) => seesContactOf(holder, facts)))

  test('finds nothing of a masked complainant on page, list of papers, queue or a refused form', async () => {
    const agent = await signIn(who)
    for (const story of masked) {
      const pages = [
        await agent.get(`/aduan/${story.number}`).expect(200),
        await agent.get(`/aduan/${story.number}/kertas`).expect(200),
        await agent.post(`/aduan/${story.number}/alihkan`).send('versi=0&alasan=Lain'),
      ]
      for (const { text } of pages) expect([story.name, leaks(text, story), needsIn(text)]).toEqual([story.name, [], ''])
    }
    if (masked.length === 0) return
    for (const tab of ['terbuka', 'selesai']) {
      const { text } = await agent.get(`/aduan?tab=${tab}`).expect(200)
      expect([tab, masked.flatMap((story) => leaks(text, story))]).toEqual([tab, []])
      const rows = rowsIn(text).filter((row) => masked.some(({ number }) => row.includes(number)))
      expect(rows.filter((row) => row.includes(need?.name ?? 'none'))).toEqual([])
    }
  })

  test('sees name, phone and special needs of the others', async () => {
    const agent = await signIn(who)
    for (const story of shown.slice(0, 2)) {
      const { text } = await agent.get(`/aduan/${story.number}`).expect(200)
      expect(leaks(text, story)).toEqual(expect.arrayContaining(Object.values(secretsOf(story))))
      expect(needsIn(text)).toContain(need?.name)
    }
  })

  test('finds by name, phone and account only what is not masked', async () => {
    const agent = await signIn(who)
    const found = async (q: string) => {
      const rows = rowsIn((await agent.get(`/aduan?q=${encodeURIComponent(q)}`).expect(200)).text)
      return told.filter(({ number }) => rows.some((row) => row.includes(number))).map(({ name }) => name)
    }
    const [hidden, known] = [masked[0], shown[0]]
    if (hidden) {
      const { nama, telepon, akun, keterangan_kebutuhan } = secretsOf(hidden)
      for (const q of [nama.slice(0, 12), telepon, akun, keterangan_kebutuhan]) expect([q, await found(q)]).toEqual([q, []])
    }
    if (known) {
      const { nama, telepon } = secretsOf(known)
      for (const q of [nama, telepon.replace('0', '+62')]) expect([q, await found(q)]).toEqual([q, [known.name]])
    }
  })
})
