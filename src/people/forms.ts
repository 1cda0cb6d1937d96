import type { z } from 'zod'
import { MINUTE } from '../time.ts'
import {
  choice,
  type Errors,
  type Field,
  form,
  optionalChoice,
  optionalInstant,
  optionalPick,
  optionalText,
  pick,
  text,
} from '../web/form.ts'
import { ROLE } from '../words.ts'
import { weakness } from './passwords.ts'

const password = (label: string, kind: 'current' | 'new', help?: string): Field<string> =>
  text(label, 200, { input: 'password', autocomplete: `${kind}-password`, ...(help && { help }) })

export const SIGN_IN = form({
  username: text('Nama pengguna', 100, { autocomplete: 'username' }),
  password: password('Kata sandi', 'current'),
})

const newPassword = {
  baru: password('Kata sandi baru', 'new', 'Paling sedikit 10 karakter, mudah Anda ingat dan sulit ditebak.'),
  ulangi: password('Ulangi kata sandi baru', 'new'),
}

/** A password chosen with a one-time link. */
export const setPasswordForm = (username: string) => form(newPassword, (typed) => passwordErrors(typed, username))

/** Another password in the place of the one that its person still knows. */
export const changePasswordForm = (username: string) =>
  form({ sekarang: password('Kata sandi sekarang', 'current'), ...newPassword }, (typed) => passwordErrors(typed, username))

function passwordErrors({ baru, ulangi }: { baru: string; ulangi: string }, username: string): Errors {
  const weak = weakness(baru, username)
  if (weak) return { baru: weak }
  return baru === ulangi ? {} : { ulangi: 'Kedua kata sandi baru belum sama.' }
}

const matching = <T extends string | null>(field: Field<T>, pattern: RegExp, message: string): Field<T> => ({
  ...field,
  schema: field.schema.refine((value) => value === null || pattern.test(value), message) as z.ZodType<T>,
})

const contact = {
  telepon: matching(
    optionalText('Nomor telepon', 30, { input: 'tel' }),
    /^\+?\d[\d ()-]{5,}$/,
    'Nomor telepon berisi angka saja, boleh dengan spasi.',
  ),
  surel: matching(
    optionalText('Surel', 200, { input: 'email' }),
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    'Surel belum berbentuk nama@contoh.id.',
  ),
}

/** What the page was made from: what changed since is not overwritten, and a body without any field changes nothing. */
const versi = text('Versi', 20, { input: 'hidden' })
export const CONTACT = form({ ...contact, versi })
export const PERSON = form({ nama: text('Nama', 100), ...contact, versi })

const username = text('Nama pengguna', 40, {
  help: 'Huruf kecil, angka, dan titik, misalnya nur.hayati. Tidak dapat diganti kemudian.',
})
const lowered: Field<string> = { ...username, schema: username.schema.transform((typed) => typed.toLowerCase()) }

export const NEW_PERSON = form({
  nama: text('Nama', 100),
  username: matching(
    lowered,
    /^[a-z0-9]+(\.[a-z0-9]+)*$/,
    'Nama pengguna hanya berisi huruf kecil, angka, dan titik di antaranya.',
  ),
  peran: choice('Peran', ROLE),
  unit: pick('Unit', 'units'),
  ...contact,
})

export const GIVE_ROLE = form(
  {
    peran: choice('Peran', ROLE),
    unit: pick('Unit', 'units'),
    mulai: optionalInstant('Mulai', { help: 'Kosongkan bila berlaku mulai sekarang.' }),
    sampai: optionalInstant('Sampai', { help: 'Kosongkan bila tanpa batas waktu; isi untuk pejabat pengganti.' }),
  },
  ({ mulai, sampai }, now): Errors => {
    if (mulai && mulai.getTime() < now.getTime() - MINUTE) return { mulai: 'Mulai tidak boleh di masa lalu.' }
    return sampai && sampai <= (mulai ?? now) ? { sampai: 'Sampai harus sesudah mulai.' } : {}
  },
)

const STATUS = { AKTIF: 'Aktif', NONAKTIF: 'Nonaktif' } as const
export const FIND_PEOPLE = form({
  cari: optionalText('Cari nama atau nama pengguna', 100),
  status: optionalChoice('Keadaan akun', STATUS),
})

export const FIND_CHANGES = form({ orang: optionalPick('Perubahan tentang', 'people') })
