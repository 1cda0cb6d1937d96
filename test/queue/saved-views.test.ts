import { load } from 'cheerio'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'

const app = await startApp()
afterAll(app.close)
beforeEach(() => app.db.sql('DELETE FROM saved_views'))

const mine = await app.signIn('admin.humas')
const others = await app.signIn('callcenter')
type Browser = typeof mine

const save = (browser: Browser, name: string, query: string) => browser.post('/aduan/tampilan').type('form').send({ name, query })

/** Name and address of each, as the menu of the queue shows them, with where its button posts. */
async function menuOf(browser: Browser): Promise<{ name: string; href: string; remove: string }[]> {
  const $ = load((await browser.get('/aduan').expect(200)).text)
  const items = $('form[action^="/aduan/tampilan/"]').closest('li').toArray()
  return items.map((item) => ({
    name: $(item).find('a').text(),
    href: $(item).find('a').attr('href') ?? '',
    remove: $(item).find('form').attr('action') ?? '',
  }))
}

test('a view is saved under a name, and leads back to what it showed', async () => {
  const { headers } = await save(mine, 'Darurat di Wilayah II', 'tab=terbuka&prioritas=URGENT').expect(303)
  expect(headers.location).toMatch(/^\/aduan\?tab=terbuka&prioritas=URGENT&tersimpan=\d+$/)
  const $told = load((await mine.get(headers.location ?? '').expect(200)).text)
  expect($told('.news').text()).toBe('Tampilan “Darurat di Wilayah II” tersimpan.')
  const [view] = await menuOf(mine)
  expect([view?.name, view?.href]).toEqual(['Darurat di Wilayah II', '/aduan?tab=terbuka&prioritas=URGENT'])
  const $ = load((await mine.get(view?.href ?? '').expect(200)).text)
  expect($('.chip').text()).toContain('Prioritas darurat')
  expect($('.news').length).toBe(0)
})

test('the view that is looked at stands out by its name, in whatever order its address says it', async () => {
  await save(mine, 'Pagi', 'prioritas=URGENT&tab=terbuka').expect(303)
  await save(mine, 'Siang', 'prioritas=LOW').expect(303)
  const applied = async (address: string) => {
    const $ = load((await mine.get(address).expect(200)).text)
    const named = $('.tools li [aria-current]').map((_, one) => $(one).text())
    return [named.get(), $('summary:contains(Tampilan) b').text()]
  }
  expect(await applied('/aduan?tab=terbuka&prioritas=URGENT')).toEqual([['Pagi'], 'Pagi'])
  expect(await applied('/aduan?tab=terbuka&prioritas=HIGH')).toEqual([[], ''])
})

test('what says that it was saved is taken from what was, not from the address', async () => {
  await save(others, 'Pagi', '').expect(303)
  const [view] = await app.db.sql<{ id: number }>('SELECT id FROM saved_views')
  for (const told of [String(view?.id), '<b>palsu</b>', '0'])
    expect(load((await mine.get('/aduan').query({ tersimpan: told }).expect(200)).text)('.news').length).toBe(0)
})

test('there is room for fifty, and what is one too many is refused beside its name', async () => {
  await app.db.sql(
    "INSERT INTO saved_views (person_id, name, query) SELECT $1, 'Tampilan ' || n, 'prioritas=LOW' FROM generate_series(1, 49) n",
    [app.user('admin.humas').id],
  )
  const answers = await Promise.all(['Satu', 'Dua', 'Tiga'].map((name) => save(mine, name, 'prioritas=URGENT')))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422, 422])
  expect((await menuOf(mine)).length).toBe(50)
  const $ = load((await save(mine, 'Lagi', 'prioritas=URGENT').expect(422)).text)
  expect($('#f-name-salah').text()).toContain('sudah menyimpan 50 tampilan')
  expect([$('[name=name]').val(), $('[name=query]').val()]).toEqual(['Lagi', 'prioritas=URGENT'])
  await save(mine, 'Tampilan 7', 'prioritas=URGENT').expect(303)
  expect((await menuOf(mine)).find(({ name }) => name === 'Tampilan 7')?.href).toBe('/aduan?prioritas=URGENT')
})

test('the same name again replaces what it stood for', async () => {
  await save(mine, 'Pagi', 'prioritas=URGENT').expect(303)
  await save(mine, ' Pagi ', 'prioritas=HIGH').expect(303)
  await save(mine, 'Siang', 'prioritas=LOW').expect(303)
  expect((await menuOf(mine)).map(({ name, href }) => [name, href])).toEqual([
    ['Pagi', '/aduan?prioritas=HIGH'],
    ['Siang', '/aduan?prioritas=LOW'],
  ])
})

test('two people have views of one name, and see their own alone', async () => {
  await save(mine, 'Pagi', 'prioritas=URGENT').expect(303)
  await save(others, 'Pagi', 'prioritas=LOW').expect(303)
  expect((await menuOf(mine)).map(({ href }) => href)).toEqual(['/aduan?prioritas=URGENT'])
  expect((await menuOf(others)).map(({ href }) => href)).toEqual(['/aduan?prioritas=LOW'])
})

test('one is deleted by its owner, once; by anybody else it is not there', async () => {
  await save(mine, 'Pagi', 'prioritas=URGENT').expect(303)
  const [{ remove } = { remove: '' }] = await menuOf(mine)
  await others.post(remove).expect(404)
  expect((await menuOf(mine)).length).toBe(1)
  expect((await mine.post(remove).expect(303)).headers.location).toBe('/aduan')
  expect(await menuOf(mine)).toEqual([])
  await mine.post(remove).expect(404)
})

test('what is saved as an address stays one of the queue, whatever was sent', async () => {
  for (const query of [
    '//evil.example',
    'https://evil.example/?a=b',
    '\r\nSet-Cookie: a=b',
    '"><script>alert(1)</script>',
    '#a',
  ]) {
    const answer = await save(mine, 'Aneh', query)
    if (answer.status === 303) expect(answer.headers.location).toMatch(/^\/aduan\?[\w%.=&*+-]*$/)
    expect((await mine.get('/aduan').expect(200)).text).not.toContain('<script>alert')
  }
})

test('who sees no complaints has no views of them', async () => {
  const system = await app.signIn('sistem')
  await save(system, 'Pagi', 'prioritas=URGENT').expect(403)
})
