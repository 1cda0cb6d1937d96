import { form, optionalText, type Typed, text, type Values } from '../web/form.ts'
import type { Letterhead } from './letterhead.ts'

/** dilihat: the version that the page was made from. */
export const LETTERHEAD_FORM = form(
  {
    organisasi: text('Nama perusahaan', 120),
    bagian: text('Bagian', 120),
    alamat: text('Alamat', 300, { input: 'textarea', rows: 2 }),
    telepon: optionalText('Telepon', 60),
    surel: optionalText('Surel', 120),
    kota: text('Kota pada tanggal surat', 60),
    jabatan: text('Jabatan penandatangan surat', 120),
    penandatangan: optionalText('Nama penandatangan surat', 120, { help: 'Boleh kosong; baris tanda tangan lalu tanpa nama.' }),
    pola_nomor: text('Pola nomor surat', 80, { help: 'Memakai {nomor} dan {tahun}; {bulan} ditulis dengan angka Romawi.' }),
    dilihat: optionalText('Versi yang dilihat', 12, { input: 'hidden' }),
  },
  ({ pola_nomor }): Record<string, string> => {
    const fault = patternFault(pola_nomor)
    return fault ? { pola_nomor: fault } : {}
  },
)

/** What stands in braces is known, and no two letters of all years can get the same number. */
function patternFault(pattern: string): string | null {
  const unknown = pattern.match(/\{[^}]*\}?|\}/g)?.find((one) => !['{nomor}', '{bulan}', '{tahun}'].includes(one))
  if (unknown) return `${unknown} tidak dikenal. Pakai {nomor}, {bulan}, atau {tahun}.`
  return ['{nomor}', '{tahun}'].every((one) => pattern.split(one).length === 2)
    ? null
    : 'Pola memuat {nomor} dan {tahun}, masing-masing satu kali.'
}

export const letterheadOf = (values: Values<typeof LETTERHEAD_FORM.fields>): Letterhead => ({
  organisation: values.organisasi,
  department: values.bagian,
  address: values.alamat
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  phone: values.telepon ?? '',
  email: values.surel ?? '',
  city: values.kota,
  signerOffice: values.jabatan,
  signerName: values.penandatangan ?? '',
  letterPattern: values.pola_nomor,
})

export const typedLetterhead = (texts: Letterhead): Typed => ({
  organisasi: texts.organisation,
  bagian: texts.department,
  alamat: texts.address.join('\n'),
  telepon: texts.phone,
  surel: texts.email,
  kota: texts.city,
  jabatan: texts.signerOffice,
  penandatangan: texts.signerName,
  pola_nomor: texts.letterPattern,
})
