// Every field of every form, from the tables that the application reads: a new field is tried as soon as it stands there.
import { load } from 'cheerio'
import { afterAll, describe, expect, test } from 'vitest'
import type { Typed } from '../../src/web/form.ts'
import { broughtBy } from '../attachments/brought.ts'
import { startApp } from '../support/app.ts'
import { HOSTILE } from './hostile.ts'
import { type Posted, postedForms } from './posted.ts'
import { type Answer, sendersFor } from './sender.ts'
import { stored } from './stored.ts'

const app = await startApp()
afterAll(app.close)

const forms = await postedForms(app)
const [foreign = ''] = await broughtBy(app, 'staf.wilayah3')
const inactive = { ...(await switchOff()), officers: String(app.user('direktur').id), villages: '99.99.99.9999', files: foreign }
const senderOf = await sendersFor(
  app,
  forms.map(({ who }) => who),
)

const LONG = 'b'.repeat(5_001)

describe.each(forms)('$title', (form) => {
  const kinds = Object.entries(HOSTILE).filter(([kind]) => Object.keys(bad(form, kind)).length > 0)

  test.skipIf(kinds.length === 0)(
    'each fault is said beside its field and at the top, and nothing is stored',
    { timeout: 60_000 },
    async () => {
      const before = await stored(app.db)
      for (const [kind] of kinds) {
        const faulty = bad(form, kind)
        const answer = await post(form, { ...form.good, ...faulty })
        expect({ kind, ...verdict(form, answer) }).toEqual({ kind, status: 422, faults: Object.keys(faulty), english: [] })
      }
      expect(await stored(app.db)).toBe(before)
    },
  )

  test.skipIf(kinds.length === 0)('all that was typed is still there, the fault too', async () => {
    const [name = ''] = Object.keys(bad(form, 'NUL'))
    const isText = ['text', 'textarea'].includes(form.fields[name]?.input ?? '')
    const answer = await post(form, { ...form.good, [name]: isText ? LONG : 'XYZ' })
    // A code that there is not cannot be shown as chosen.
    const typed = { ...form.good, [name]: isText ? LONG : '' }
    const expected = Object.keys(form.fields).map((one) => [one, [typed[one] ?? ''].flat().filter(Boolean)])
    expect(whatIsShown(form, answer.text)).toEqual(Object.fromEntries(expected))
  })

  test('300,000 characters are too large to send', async () => {
    const before = await stored(app.db)
    const answer = await post(form, { ...form.good, [Object.keys(form.fields)[0] ?? 'lain']: 'a'.repeat(300_000) })
    expect([answer.status, answer.text.includes('Kiriman terlalu besar')]).toEqual([413, true])
    expect(await stored(app.db)).toBe(before)
  })

  test('without the fault the same form is taken', async () => {
    const { status, text } = await post(form, form.good)
    expect([status, faultsOf(text)]).toEqual([303, ''])
  })
})

async function post({ who, path }: Posted, fields: Typed): Promise<Answer> {
  const sender = senderOf(who)
  const formulir: Typed = path === '/aduan/baru' ? { formulir: tokenIn((await sender.get(path)).text) } : {}
  return sender.post(path, { ...fields, ...formulir })
}

const tokenIn = (page: string): string => /name="formulir" value="([^"]+)"/.exec(page)?.[1] ?? ''

/** The fields to which a kind of hostility means something, each with its bad value. */
function bad({ fields }: Posted, kind: string): Typed {
  const values = Object.entries(fields).map(([name, field]) => [name, HOSTILE[kind]?.(field, inactive)] as const)
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

const faultsOf = (page: string): string => /<div class="faults"[\s\S]*?<\/div>/.exec(page)?.[0] ?? ''

const ENGLISH = /\b(invalid|expected|received|error|cannot|must|too|undefined|null|NaN|string|array|object)\b/gi

function verdict({ fields, prefix }: Posted, { status, text }: Answer) {
  const list = faultsOf(text)
  const said = (name: string) =>
    list.includes(`href="#${prefix}${name}"`) &&
    (fields[name]?.input === 'hidden' || text.includes(`id="${prefix}${name}-salah"`))
  return { status, faults: Object.keys(fields).filter(said), english: list.replace(/<[^>]+>/g, ' ').match(ENGLISH) ?? [] }
}

/** What each field of the form holds, as its person would find it. */
function whatIsShown({ fields, path }: Posted, page: string): Record<string, string[]> {
  const $ = load(page)
  const form = $(`form[action="${path}"]`)
  const held = (name: string) => {
    const named = form.find(`[name="${name}"]`)
    const chosen = [...named.filter(':checked').toArray(), ...named.find('option[selected]').toArray()]
    const typed = named.filter('textarea, input:not([type=checkbox], [type=radio])').toArray()
    return [...chosen, ...typed].map((one) => String($(one).val() ?? '').replace(/^\n/, '')).filter(Boolean)
  }
  return Object.fromEntries(Object.keys(fields).map((name) => [name, held(name)]))
}

/** One row of each list is no longer in use; before the application has read them. */
async function switchOff(): Promise<Record<string, string>> {
  const lists = { channels: 'channels', categories: 'categories', needs: 'needs', units: 'units', holdReasons: 'hold_reasons' }
  const off = Object.entries(lists).map(async ([list, table]) => {
    const last = table === 'units' ? `code = 'SPI'` : `id = (SELECT max(id) FROM ${table})`
    const [row] = await app.db.sql<{ id: number }>(`UPDATE ${table} SET active = false WHERE ${last} RETURNING id`)
    return [list, String(row?.id)]
  })
  return Object.fromEntries(await Promise.all(off))
}
