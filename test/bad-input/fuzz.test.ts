// Whatever is sent to whatever address: the answer is never the application's fault.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { complaintIn } from '../support/complaints.ts'
import { postedForms } from './posted.ts'
import { FORM_TYPE, sendersFor } from './sender.ts'

const app = await startApp()
afterAll(app.close)

const forms = await postedForms(app)
const open = await complaintIn(app, 'MONITORING')
const senderOf = await sendersFor(
  app,
  forms.map(({ who }) => who),
)

const READ = [
  ...[
    '/aduan',
    '/aduan/baru',
    '/aduan/baru/serupa',
    '/aduan/baru/saran',
    `/aduan/${open}`,
    `/aduan/${open}/tanda-terima`,
    `/aduan/${open}/kertas`,
    `/cek`,
    `/cek/0000-0000-0000`,
  ],
  ...['/pengaturan/akses', '/pengaturan/jejak', '/pengaturan/orang', '/akun', '/masuk', '/', '/assets/app.css', '/healthz'],
]
const NAMES = [
  ...[
    'tab',
    'q',
    'status',
    'unit',
    'kategori',
    'kanal',
    'wilayah',
    'prioritas',
    'dari',
    'sampai',
    'terlambat',
    'urut',
    'setelah',
  ],
  ...['telepon', 'nomor_sambungan', 'nama', 'kelurahan', 'kabar', 'sebelum', 'cari', 'ke', 'formulir', 'tindakan', 'versi'],
  ...new Set(forms.flatMap(({ fields }) => Object.keys(fields))),
]
const TELLING = [
  ...[
    '',
    '0',
    '1',
    '2',
    '-1',
    '1e9',
    '2147483648',
    '999999999',
    'LOW_x_1',
    '1_1',
    'x_1',
    '99999999999999_999999999',
    'cari',
    'selesai',
  ],
  ...[
    'CLOSED',
    'URGENT',
    'DUPLICATE',
    'UNREACHABLE',
    '2026-11-24',
    '2199-12-31',
    '1900-01-01',
    '2026-11-24T09:00',
    '1900-01-01T00:00',
  ],
  ...['ADU-2026-000001', open, '0812-3456-7890', '+62812', "'", '\\', '\0', '%', 'simpan', 'ya', '73.71', '½', ':*'],
]

const binary = fc.string({ unit: 'binary', maxLength: 60 })
const value = fc.oneof(fc.constantFrom(...TELLING), binary)
const part = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(fc.constantFrom(...NAMES), value).map(([name, one]) => `${name}=${encodeURIComponent(wellFormed(one))}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(binary, value)
      .map(([name, one]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(one))}`),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[-%&=+[\]A-F0-9a-z.]{0,20}$/) },
)
const pairs = fc.array(part, { maxLength: 12 }).map((parts) => parts.join('&'))
const who = fc.constantFrom(...new Set(forms.map((form) => form.who)))

/** Long enough for a machine that does something else besides. */
const BOUNDED = { timeout: 90_000 }

test('any query to any page', BOUNDED, async () => {
  await fc.assert(
    fc.asyncProperty(who, fc.constantFrom(...READ), pairs, async (person, path, query) => {
      const { status } = await senderOf(person).get(`${path}?${query}`)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 150 },
  )
})

test('any body to any form', BOUNDED, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...forms), pairs, async (form, body) => {
      const { status } = await senderOf(form.who).raw(form.path, body, FORM_TYPE)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 100 },
  )
})

test('a form that would be taken, with any one field written otherwise', BOUNDED, async () => {
  const changed = fc
    .constantFrom(...forms)
    .chain((form) => fc.tuple(fc.constant(form), fc.constantFrom('versi', ...Object.keys(form.fields)), value))
  await fc.assert(
    fc.asyncProperty(changed, async ([{ who: person, path, good }, name, one]) => {
      const { status } = await senderOf(person).post(path, { ...good, [name]: one })
      expect(status).toBeLessThan(500)
      // Nothing that could be stored makes the page unreadable afterwards.
      if (path.includes('/ADU-')) expect((await senderOf(person).get(path.replace(/\/[^/]+$/, ''))).status).toBeLessThan(500)
    }),
    { numRuns: 80 },
  )
})

const wellFormed = (text: string): string => text.toWellFormed()
