// A form is mended in one round: what its fields say and what its check says stand in one answer.
import { expect, test } from 'vitest'
import { FORMS, INTAKE } from '../../src/complaints/forms.ts'
import { changePasswordForm } from '../../src/people/forms.ts'
import { type Fields, type Form, form, optionalText, parseForm, text } from '../../src/web/form.ts'
import { NOW } from './kit.ts'

const LISTS = { channels: [{ value: '1', label: 'Telepon' }], villages: [{ value: '73', label: 'Lette' }] }
const faults = <F extends Fields>(of: Form<F>, body: object) => parseForm(of, body, NOW, LISTS).errors ?? {}
const INTAKE_BODY = { kanal: '1', jenis: 'COMPLAINT', layanan: 'WATER', waktu_masuk: '2026-11-24T09:00' }

test('an intake with hardly anything in it tells all that is missing, in the order of the page', () => {
  expect(Object.keys(faults(INTAKE.simpan, INTAKE_BODY))).toEqual(['kategori', 'uraian', 'kelurahan', 'nama', 'telepon'])
})

test('a field that could not be read is not called missing', () => {
  const body = { ...INTAKE_BODY, nama: 'Sitti', kelurahan: 'tidak ada', akun: 'x'.repeat(200) }
  expect(faults(INTAKE.simpan, body)).toMatchObject({ kelurahan: 'Pilih Kelurahan dari daftar.' })
  expect(Object.keys(faults(INTAKE.simpan, body))).toEqual(['kategori', 'uraian', 'kelurahan', 'akun'])
})

test('a check that needs what could not be read keeps silent', () => {
  expect(Object.keys(faults(INTAKE.simpan, { ...INTAKE_BODY, waktu_masuk: 'kemarin' }))).toContain('waktu_masuk')
  expect(Object.keys(faults(FORMS.report, { selesai_dikerjakan: '2027-01-01T00:00' }))).not.toContain('selesai_dikerjakan')
  expect(faults(changePasswordForm('sitti'), { baru: '', ulangi: 'lain' })).toEqual({
    sekarang: 'Kata sandi sekarang wajib diisi.',
    baru: 'Kata sandi baru wajib diisi.',
  })
  expect(Object.keys(faults(changePasswordForm('sitti'), { baru: 'tujuh belas ekor', ulangi: 'lain' }))).toEqual([
    'sekarang',
    'ulangi',
  ])
})

test('a mistake within a check is not taken for silence', () => {
  const broken = form({ satu: text('Satu'), dua: optionalText('Dua') }, () => {
    throw new TypeError('broken')
  })
  expect(() => parseForm(broken, {}, NOW)).toThrow('broken')
})
