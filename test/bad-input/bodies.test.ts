// Whole bodies that no page of ours sends, to every address that takes a form.
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { type Posted, postedForms } from './posted.ts'
import { encoded, FORM_TYPE, sendersFor } from './sender.ts'
import { stored } from './stored.ts'

const app = await startApp()
afterAll(app.close)

const forms = await postedForms(app)
const senderOf = await sendersFor(
  app,
  forms.map(({ who }) => who),
)

const BOUNDARY = 'batas'
const part = (name: string, value = 'abc', more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const END = `--${BOUNDARY}--\r\n`
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`
const bytes = (...values: number[]) => new Uint8Array(values)
type Body = [what: string, body: string | Uint8Array<ArrayBuffer>, type: string, headers?: Record<string, string>]

const BODIES: Body[] = [
  ['nothing', '', FORM_TYPE],
  ['one megabyte of text', `catatan=${'a'.repeat(1_000_000)}`, FORM_TYPE],
  ['one megabyte in a name', 'a'.repeat(1_000_000), FORM_TYPE],
  ['one megabyte packed small', gzipSync(`catatan=${'a'.repeat(1_000_000)}`), FORM_TYPE, { 'Content-Encoding': 'gzip' }],
  ['six hundred fields', 'a=1&'.repeat(600), FORM_TYPE],
  ['malformed percent signs', '%E0%A4%A=%ZZ&%=%&alasan%=%u0041', FORM_TYPE],
  ['NUL bytes', bytes(0, 61, 0, 38, 0), FORM_TYPE],
  ['bytes that are no UTF-8', bytes(0xff, 61, 0xfe, 0xc3, 38, 0xed, 0xa0, 0x80, 61), FORM_TYPE],
  ['signs only', '&&&===&=&[]=[]&[[]]=', FORM_TYPE],
  ['names of the language', '__proto__=1&constructor=2&toString=3&hasOwnProperty=4&valueOf=5&__proto__[versi]=1', FORM_TYPE],
  ['deep brackets', `a${'[b]'.repeat(2_000)}=1`, FORM_TYPE],
  ['an unknown charset', 'catatan=a', `${FORM_TYPE}; charset=klingon`],
  ['UTF-16', 'catatan=a', `${FORM_TYPE}; charset=utf-16`],
  ['a malformed charset', 'lain=a', `${FORM_TYPE}; charset="utf-8`],
  ['an unknown packing', 'catatan=a', FORM_TYPE, { 'Content-Encoding': 'rot13' }],
  ['what is not packed at all', 'catatan=a', FORM_TYPE, { 'Content-Encoding': 'gzip' }],
  ['JSON', '{"catatan":"a","versi":"1","alasan":{"$ne":null}}', 'application/json'],
  ['broken JSON', '{"catatan":', 'application/json'],
  ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'application/xml'],
  ['multipart', part('lain') + END, MULTIPART],
  ['multipart without a boundary', part('catatan') + END, 'multipart/form-data'],
  ['multipart with another boundary', part('catatan') + END, `${MULTIPART}lain`],
  ['multipart without parts', END, MULTIPART],
  ['multipart without anything', '', MULTIPART],
  ['multipart without its end', part('catatan'), MULTIPART],
  ['multipart cut in the name of a field', part('catatan').slice(0, 40), MULTIPART],
  ['multipart cut in a field', part('catatan').slice(0, -3), MULTIPART],
  ['multipart cut in a file', part('lampiran', '%PDF-1.4 abc', '; filename="a.pdf"').slice(0, -3), MULTIPART],
  ['multipart of six hundred fields', part('a').repeat(600) + END, MULTIPART],
  ['multipart of one megabyte of text', part('catatan', 'a'.repeat(1_000_000)) + END, MULTIPART],
  ['multipart of many long fields', part('a', 'a'.repeat(100_000)).repeat(3) + END, MULTIPART],
  ['multipart with names of the language', part('__proto__') + part('constructor', 'x', '; filename="x"') + END, MULTIPART],
  ['multipart with a field as a file', part('versi', '1', '; filename="versi"') + END, MULTIPART],
  ['multipart of parts without names', `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nabc\r\n${END}`, MULTIPART],
  ['plain text', 'catatan=a', 'text/plain'],
  ['a type that is none', 'catatan=a', 'bukan jenis; =;'],
]

const SAYS = /Permintaan tidak dapat dibaca|Kiriman terlalu besar|Bentuk kiriman tidak dikenal|perlu diperbaiki/

test.each(BODIES)('%s', async (_what, body, type, headers) => {
  const before = await stored(app.db)
  for (const { title, who, path } of forms) {
    const { status, text } = await senderOf(who).raw(path, body, type, headers)
    expect({ title, taken: [400, 413, 415, 422].includes(status) ? false : status, says: SAYS.test(text) }).toEqual({
      title,
      taken: false,
      says: true,
    })
  }
  expect(await stored(app.db)).toBe(before)
})

test.each(['a[]=1', 'a[b]=1', 'a[0]=1', 'a.b=1'])('fields written as %s are not those of the form', async (written) => {
  const before = await stored(app.db)
  for (const { title, who, path, good, fields } of forms.filter(({ fields }) =>
    Object.values(fields).some(({ required }) => required),
  )) {
    const [, brackets = ''] = /a(.*)=/.exec(written) ?? []
    const renamed = Object.entries(good).map(([name, value]) => [fields[name]?.required ? name + brackets : name, value])
    const { status, text } = await senderOf(who).raw(path, encoded(Object.fromEntries(renamed)), FORM_TYPE)
    expect({ title, status, says: SAYS.test(text) }).toEqual({ title, status: 422, says: true })
  }
  expect(await stored(app.db)).toBe(before)
})

const intake = forms.find(({ path }) => path === '/aduan/baru') as Posted
const acting = forms.filter(({ path }) => /\/ADU-/.test(path))
const versioned = acting.filter(({ path }) => !/catat|kaitkan|surat/.test(path))

test.each(['', '0x1', '-1', '1e9', '1.1.1', '9999999999', 'abc', ' 1', '1\0', ['1', '1']])(
  'a version of %j is unreadable',
  async (versi) => {
    const before = await stored(app.db)
    for (const { title, who, path, good } of versioned) {
      const { status, text } = await senderOf(who).post(path, { ...good, versi })
      expect({ title, status, says: SAYS.test(text) }).toEqual({ title, status: 400, says: true })
    }
    expect(await stored(app.db)).toBe(before)
  },
)

test.each(['0', '999.999999999'])('version %s was never seen, and is told as a change', async (versi) => {
  const before = await stored(app.db)
  for (const { title, who, path, good } of versioned) {
    const { status, text } = await senderOf(who).post(path, { ...good, versi })
    expect({ title, status, says: text.includes('Aduan ini sudah diubah') }).toEqual({ title, status: 409, says: true })
  }
  expect(await stored(app.db)).toBe(before)
})

test.each(['hapus', 'SIMPAN', '__proto__', 'toString', ['simpan', 'teruskan'], ''])(
  'an intake has no button %j',
  async (tindakan) => {
    const before = await stored(app.db)
    const { who, path, good } = intake
    const token = /name="formulir" value="([^"]+)"/.exec((await senderOf(who).get(path)).text)?.[1] ?? ''
    const { status, text } = await senderOf(who).post(path, { ...good, formulir: token, tindakan })
    expect([status, SAYS.test(text)]).toEqual([400, true])
    expect(await stored(app.db)).toBe(before)
  },
)

test('an intake whose form is not ours comes back with all that was typed', async () => {
  const before = await stored(app.db)
  const { who, path, good } = intake
  for (const formulir of ['', 'a.b.c', `${crypto.randomUUID()}.1795485600000.AAAA`, '...', 'x'.repeat(10_000), ['a', 'b']]) {
    const { status, text } = await senderOf(who).post(path, { ...good, formulir })
    expect([status, text.includes('Formulir ini sudah tidak berlaku'), text.includes(String(good.uraian))]).toEqual([
      422,
      true,
      true,
    ])
  }
  expect(await stored(app.db)).toBe(before)
})
