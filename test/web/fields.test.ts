// How any field of any form is shown: by label, with what was typed, its help and its fault.
import { type CheerioAPI, load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { checkbox, choice, type Field, instant, instants, longText, optionalPick, picks, text } from '../../src/web/form.ts'
import { render } from '../../src/web/views.ts'

const LISTS = {
  units: [
    { value: '1', label: 'Wilayah I', group: 'Wilayah' },
    { value: '2', label: 'Wilayah II', group: 'Wilayah' },
    { value: '3', label: 'Humas', group: 'Bagian' },
    { value: '4', label: 'Gudang lama', group: 'Bagian', active: false },
  ],
}
type More = { values?: object; errors?: object; prefix?: string; autofocus?: boolean; empty?: string }
const show = (field: Field, more: More = {}): CheerioAPI =>
  load(render('/shared/field', { name: 'isian', field, lists: LISTS, ...more }), null, false)
const TRICKY = `"><script>alert(1)</script>`

test.each([
  ['text', text('Nama')],
  ['tel', text('Nomor telepon', 30, { input: 'tel' })],
  ['textarea', longText('Uraian')],
  ['select', optionalPick('Unit', 'units')],
  ['datetime-local', instant('Waktu masuk')],
  ['checkbox', checkbox('Anonim')],
] as [string, Field][])('a field of kind %s has its label', (_, field) => {
  const $ = show(field)
  const label = $('label')
  const control = $('[name=isian]')
  expect(label.text()).toContain(field.label)
  expect(label.attr('for') === control.attr('id') || label.has('[name=isian]').length > 0).toBe(true)
})

test('a group of choices has a legend, and each its label', () => {
  const $ = show(picks('Petugas', 'units', { least: 1 }), { values: { isian: ['1', '3'] } })
  expect($('fieldset legend').text()).toBe('Petugas')
  expect($('label').has('input').length).toBe(3)
  expect(
    $('input:checked')
      .map((_, input) => $(input).val())
      .get(),
  ).toEqual(['1', '3'])
})

test('a field of one line holds one line, a long text its lines', () => {
  const typed = ' Jl. Andi Tonro\r\n  No. 11 '
  expect(text('Alamat').schema.parse(typed)).toBe('Jl. Andi Tonro No. 11')
  expect(longText('Uraian').schema.parse(typed)).toBe('Jl. Andi Tonro\n  No. 11')
})

describe('what was typed stays, as text', () => {
  test.each([
    ['text', text('Nama'), ($: CheerioAPI) => $('input').val()],
    ['textarea', longText('Uraian'), ($: CheerioAPI) => $('textarea').val()],
  ])('%s', (_, field, typed) => {
    const $ = show(field, { values: { isian: TRICKY }, errors: { isian: TRICKY } })
    expect(typed($)).toBe(TRICKY)
    expect($('script').length).toBe(0)
    expect($('.fault').text()).toBe(TRICKY)
  })

  test('a first line that is empty', () => {
    const html = render('/shared/field', { name: 'isian', field: longText('Uraian'), values: { isian: '\n\nbaris' } })
    expect(html).toContain('>\n\n\nbaris</textarea>') // a reader drops the first line feed of a textarea
  })

  test('but never a password', () => {
    expect(show(text('Kata sandi', 200, { input: 'password' }), { values: { isian: 'rahasia' } }).html()).not.toContain('rahasia')
  })
})

test('a fault is named by its control', () => {
  const $ = show(text('Nama', 200, { help: 'Nama lengkap.' }), { errors: { isian: 'Nama wajib diisi.' }, prefix: 'lapor-' })
  const control = $('#lapor-isian')
  expect(control.attr('aria-invalid')).toBe('true')
  const described = control.attr('aria-describedby')?.split(' ') ?? []
  expect(described.map((id) => $(`#${id}`).text())).toEqual(['Nama lengkap.', 'Nama wajib diisi.'])
})

test('a list by groups, without what is no longer used', () => {
  const $ = show(optionalPick('Unit', 'units'), { values: { isian: '2' } })
  expect(
    $('optgroup')
      .map((_, group) => $(group).attr('label'))
      .get(),
  ).toEqual(['Wilayah', 'Bagian'])
  expect(
    $('option')
      .map((_, option) => $(option).text())
      .get(),
  ).toEqual(['–', 'Wilayah I', 'Wilayah II', 'Humas'])
  expect($('option[selected]').val()).toBe('2')
})

test('what is no longer used stays where it was chosen', () => {
  expect(show(optionalPick('Unit', 'units'), { values: { isian: '4' } })('option[selected]').text()).toBe('Gudang lama')
})

test('an obligatory choice begins with none', () => {
  const $ = show(choice('Hasil', { DONE: 'Tuntas', NOT: 'Belum' }))
  expect([$('select').val(), $('option').first().text()]).toEqual(['', 'Pilih…'])
})

test('several moments of one name, shown when they matter', () => {
  const $ = show(instants('Kunjungan', { count: 3, when: { name: 'hasil', value: 'ABSENT' } }), {
    values: { isian: ['2026-11-24T10:00'] },
  })
  expect(
    $('input[type=datetime-local]')
      .map((_, input) => $(input).val())
      .get(),
  ).toEqual(['2026-11-24T10:00', '', ''])
  expect($('[data-when]').attr('data-when')).toBe('hasil=ABSENT')
  expect(
    new Set(
      $('input')
        .map((_, input) => $(input).attr('id'))
        .get(),
    ).size,
  ).toBe(3)
})

test('faults stand at the top with links to their fields', () => {
  const html = render('/shared/faults', {
    fields: { nama: text('Nama') },
    errors: { nama: 'Nama wajib diisi.', formulir: 'Formulir ini sudah tidak berlaku.' },
    icon: () => '',
  })
  const $ = load(html, null, false)
  expect($('a').attr('href')).toBe('#f-nama')
  expect(
    $('li')
      .map((_, item) => $(item).text())
      .get(),
  ).toEqual(['Nama wajib diisi.', 'Formulir ini sudah tidak berlaku.'])
  expect(render('/shared/faults', { fields: {}, errors: null }).trim()).toBe('')
})
