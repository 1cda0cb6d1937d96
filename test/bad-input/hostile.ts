// What each kind of field must refuse, by the field's own table entry; undefined where the kind means nothing to it.
import type { Field } from '../../src/web/form.ts'

export type Kind = (field: Field, inactive: Readonly<Record<string, string>>) => string | string[] | undefined

const wanted = (field: Field, value: string | string[]) => (field.required ? value : undefined)
const listed = (field: Field, value: string) => (field.options || field.list ? value : undefined)
const dated = (field: Field, value: string) => (field.input === 'datetime-local' ? value : undefined)
/** What may be promised; every other moment tells of what was. */
const isToCome = ({ required, count }: Field) => !required && !count
const single = ({ input, count }: Field) => input !== 'checkboxes' && input !== 'files' && !count
const several = (field: Field, value: string[]) => (single(field) ? undefined : value)
const filed = (field: Field, value: string | string[]) => (field.input === 'files' ? value : undefined)

const code =
  (value: string): Kind =>
  (field) =>
    listed(field, value)
const date =
  (value: string): Kind =>
  (field) =>
    dated(field, value)

export const HOSTILE: Record<string, Kind> = {
  missing: (field) => wanted(field, []),
  empty: (field) => wanted(field, ''),
  'white space': (field) => wanted(field, ' \t\r\n '),
  '8,000 characters': () => 'a'.repeat(8_000),
  NUL: () => 'a\0b',
  'a bell': () => 'a\u0007b',
  'a control of Latin-1': () => 'a\u0085b',
  'no character': () => 'a\uffffb',
  'given twice': (field) => (single(field) ? ['1', '2'] : undefined),
  'the same twice': (field) => (single(field) ? ['ya', 'ya'] : undefined),
  'fifty-one of a list': (field) => several(field, Array(51).fill(field.list ? '1' : '2026-11-24T09:00')),
  'eleven files': (field) =>
    filed(
      field,
      Array.from({ length: 11 }, (_, index) => String(900_000_000 + index)),
    ),
  'a file that another person brought': (field, inactive) => filed(field, inactive.files ?? ''),
  'a code that there is not': code('XYZ'),
  'a word of the language': code('constructor'),
  'the prototype': code('__proto__'),
  'a negative id': code('-1'),
  'an id of nobody': code('999999999'),
  'an id beyond the database': code('99999999999999999999'),
  'an exponent': code('1e9'),
  'a fraction': code('1.0'),
  'an object': code('[object Object]'),
  'an inactive row': (field, inactive) => inactive[field.list ?? ''],
  'no date': date('besok pagi'),
  'a date without a time': date('2026-11-24'),
  '30 February': date('2026-02-30T10:00'),
  'the thirteenth month': date('2026-13-01T10:00'),
  '24 o’clock': date('2026-11-24T24:00'),
  'the year 0': date('0000-01-01T00:00'),
  'the year 1': date('0001-01-01T00:00'),
  'the year 275760': date('275760-09-13T00:00'),
  tomorrow: (field) => (isToCome(field) ? undefined : dated(field, '2026-11-25T09:00')),
  yesterday: (field) => (isToCome(field) ? dated(field, '2026-11-23T09:00') : undefined),
  'the year 9999': date('9999-12-31T23:59'),
}
