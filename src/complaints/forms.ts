// What each action needs (SOP, table of actions), once: the fields' names, labels and rules.
import { ACCEPTED, MOST_FILES } from '../attachments/kinds.ts'
import { isEmail } from '../notifications/reach.ts'
import { DAY } from '../time.ts'
import {
  checkbox,
  choice,
  type Errors,
  type Fields,
  files,
  form,
  instant,
  instants,
  longText,
  optionalChoice,
  optionalCode,
  optionalInstant,
  optionalLongText,
  optionalText,
  pick,
  picks,
  text,
} from '../web/form.ts'
import * as words from '../words.ts'
import {
  DISMISSAL_REASON,
  EXPLANATION_GIVEN,
  EXPLANATION_OUTCOME,
  KIND,
  LINK_KIND,
  PRIORITY,
  SERVICE,
  WORK_RESULT,
} from '../words.ts'
import { FIELD } from './field-names.ts'
import { isReading } from './readings.ts'
import type { Action } from './workflow.ts'

const reason = { alasan: longText('Alasan', { rows: 2 }) }

const explanation = {
  penjelasan: longText('Penjelasan'),
  hasil_penjelasan: choice('Hasil penjelasan', EXPLANATION_OUTCOME),
  percobaan: instants('Waktu percobaan menghubungi', { count: 2, when: { name: 'hasil_penjelasan', value: 'UNREACHABLE' } }),
}

const escalation = {
  unit: pick('Unit', 'units'),
  catatan: longText('Catatan', { rows: 2 }),
  penjelasan_diberikan: choice('Penjelasan sudah diberikan', EXPLANATION_GIVEN),
}

const FILES = { most: MOST_FILES, accept: ACCEPTED }

const attached = {
  lampiran: files('Foto atau PDF', FILES),
  simpan_lokasi: checkbox('Simpan lokasi yang tercatat di foto'),
}

const work = {
  penyebab: longText('Penyebab', { rows: 2 }),
  tindakan: longText('Tindakan', { rows: 2 }),
  petugas: picks('Petugas', 'workers', { least: 1 }),
  mulai_dikerjakan: instant('Mulai dikerjakan'),
  selesai_dikerjakan: instant('Selesai dikerjakan'),
  hasil: choice('Hasil', WORK_RESULT),
  kunjungan: instants('Waktu kunjungan', { count: 3, when: { name: 'hasil', value: 'CUSTOMER_ABSENT' } }),
  foto_sebelum: files('Foto sebelum', FILES),
  foto_sesudah: files('Foto sesudah', FILES),
  ...attached,
}

/** What the complaint and its complainant hold; all of it at intake, and what changed of it in a correction. */
const facts = {
  kanal: pick(FIELD.channel, 'channels'),
  jenis: choice(FIELD.kind, KIND),
  layanan: choice(FIELD.service, SERVICE),
  kategori: pick(FIELD.category, 'categories'),
  perihal: optionalText(FIELD.subject, 150),
  uraian: longText(FIELD.description, { rows: 4 }),
}
const place = {
  kelurahan: optionalCode(FIELD.village, 'villages'),
  alamat: optionalText(FIELD.address, 300),
  nomor_sambungan: optionalText(FIELD.connectionNumber, 20, { help: 'Sembilan angka pada rekening; boleh kosong.' }),
}
const complainant = {
  nama: optionalText(FIELD.name, 120),
  anonim: checkbox(FIELD.anonymous),
  telepon: optionalText(FIELD.phone, 30, { input: 'tel' }),
  akun: optionalText(FIELD.account, 120),
  cara_dihubungi: optionalChoice(FIELD.contactWay, words.CONTACT_WAY),
  mewakili: checkbox(FIELD.proxy),
  kebutuhan: picks(FIELD.needs, 'needs'),
  keterangan_kebutuhan: optionalText(FIELD.needsNote, 300),
  jenis_pelapor: optionalChoice(FIELD.complainantKind, words.COMPLAINANT_KIND),
  golongan: optionalChoice(FIELD.tariffClass, words.TARIFF_CLASS),
}

type Explained = { hasil_penjelasan: string; percobaan: Date[] }
type Worked = {
  mulai_dikerjakan: Date
  selesai_dikerjakan: Date
  hasil: string
  kunjungan: Date[]
  foto_sebelum: number[]
  foto_sesudah: number[]
  lampiran: number[]
}
type Placed = { kelurahan: string | null; nomor_sambungan: string | null }
type Contacted = {
  nama: string | null
  anonim: boolean
  telepon: string | null
  akun: string | null
  cara_dihubungi: string | null
}

const given = (errors: Record<string, string | false | null | undefined>): Errors =>
  Object.fromEntries(Object.entries(errors).flatMap(([name, message]) => (message ? [[name, message]] : [])))

const checkExplained = ({ hasil_penjelasan, percobaan }: Explained, now: Date): Errors =>
  given({
    percobaan:
      (hasil_penjelasan === 'UNREACHABLE' &&
        new Set(percobaan.map(Number)).size < 2 &&
        'Isi dua waktu percobaan menghubungi pelapor.') ||
      (percobaan.some((at) => at > now) && 'Waktu percobaan menghubungi tidak boleh di masa depan.'),
  })

const checkWorked = ({ mulai_dikerjakan, selesai_dikerjakan, hasil, kunjungan, ...chosen }: Worked, now: Date): Errors =>
  given({
    lampiran:
      [chosen.foto_sebelum, chosen.foto_sesudah, chosen.lampiran].flat().length > MOST_FILES &&
      `Semua foto dan PDF bersama paling banyak ${MOST_FILES}.`,
    mulai_dikerjakan: mulai_dikerjakan > now && 'Mulai dikerjakan tidak boleh di masa depan.',
    selesai_dikerjakan:
      (selesai_dikerjakan < mulai_dikerjakan && 'Selesai dikerjakan tidak boleh sebelum mulai dikerjakan.') ||
      (selesai_dikerjakan > now && 'Selesai dikerjakan tidak boleh di masa depan.'),
    kunjungan:
      (hasil === 'CUSTOMER_ABSENT' && kunjungan.length === 0 && 'Isi waktu kunjungan ketika pelanggan tidak di tempat.') ||
      (kunjungan.some((at) => at > now) && 'Waktu kunjungan tidak boleh di masa depan.'),
  })

/** What is promised for later than this is a slip of the pen. */
const FARTHEST_PROMISE = 90 * DAY

const promise = { janji: optionalInstant('Dijanjikan kepada pelapor pada') }
const visit = { janji: optionalInstant('Kunjungan dijanjikan pada') }

const checkPromise = ({ janji }: { janji: Date | null }, now: Date): Errors =>
  given({
    janji:
      janji &&
      ((janji <= now && 'Waktu yang dijanjikan harus di masa depan.') ||
        (janji.getTime() - now.getTime() > FARTHEST_PROMISE && 'Waktu yang dijanjikan paling lama 90 hari lagi.')),
  })

const checkPlace = ({ kelurahan, nomor_sambungan }: Placed): Errors =>
  given({
    kelurahan: !kelurahan && !nomor_sambungan && 'Isi Kelurahan atau Nomor sambungan.',
    nomor_sambungan: nomor_sambungan && !/^[0-9A-Za-z]{3,20}$/.test(nomor_sambungan) && 'Nomor sambungan hanya huruf dan angka.',
  })

const checkContact = ({ nama, anonim, telepon, akun, cara_dihubungi }: Contacted): Errors =>
  given({
    nama: !nama && !anonim && 'Isi Nama pelapor atau centang Anonim.',
    akun: cara_dihubungi === 'EMAIL' && !(akun && isEmail(akun)) && 'Isi alamat surel bila pelapor ingin dihubungi lewat surel.',
    telepon:
      (!telepon &&
        (cara_dihubungi === 'PHONE' || cara_dihubungi === 'WHATSAPP' || cara_dihubungi === 'SMS') &&
        'Isi Nomor telepon untuk cara dihubungi ini.') ||
      (telepon && !/^\+?[0-9 ().-]+$/.test(telepon) && 'Nomor telepon hanya angka, spasi dan tanda hubung.') ||
      (telepon && telepon.replace(/\D/g, '').length < 5 && 'Nomor telepon paling sedikit lima angka.') ||
      (!telepon &&
        !akun &&
        cara_dihubungi !== 'NONE' &&
        cara_dihubungi !== 'VISIT' &&
        'Isi Nomor telepon, Surel atau akun, atau centang Tidak bersedia dihubungi.'),
  })

/** An arrival long ago is a slip of the pen, and from before the first policy of the clocks. */
const OLDEST_ARRIVAL = 5 * 365 * DAY

export const checkArrival = ({ waktu_masuk }: { waktu_masuk: Date }, now: Date): Errors =>
  given({
    waktu_masuk:
      (waktu_masuk > now && 'Waktu masuk tidak boleh di masa depan.') ||
      (now.getTime() - waktu_masuk.getTime() > OLDEST_ARRIVAL && 'Waktu masuk paling lama lima tahun yang lalu.'),
  })

/** One of the three buttons under the intake, each with what it asks besides. */
const intakeFields = {
  ...facts,
  waktu_masuk: instant(FIELD.arrivedAt),
  ...place,
  ...complainant,
  tidak_bersedia: checkbox('Tidak bersedia dihubungi'),
  prioritas: optionalChoice(FIELD.priority, PRIORITY),
  ...attached,
}
const checkIntake = (value: Contacted & Placed & { waktu_masuk: Date; tidak_bersedia: boolean }, now: Date): Errors => ({
  ...checkArrival(value, now),
  ...checkPlace(value),
  ...checkContact({ ...value, cara_dihubungi: value.tidak_bersedia ? 'NONE' : value.cara_dihubungi }),
})

export const INTAKE = {
  simpan: form(intakeFields, checkIntake),
  jelaskan: form({ ...intakeFields, ...explanation }, (value, now) => ({
    ...checkIntake(value, now),
    ...checkExplained(value, now),
  })),
  teruskan: form({ ...intakeFields, ...escalation }, checkIntake),
}
export type IntakeButton = keyof typeof INTAKE

const corrected = {
  ...facts,
  prioritas: choice(FIELD.priority, PRIORITY),
  waktu_masuk: instant(FIELD.arrivedAt),
  ...place,
  ...complainant,
  alasan: optionalText('Alasan perbaikan', 500, { help: 'Wajib bila kategori, prioritas atau waktu masuk berubah.' }),
}

/** Which fields of a correction are whose: the front desk's, the unit's, the Kasie's after closing (SOP, amend). */
export const CORRECTIONS = {
  frontDesk: only(corrected, [
    'kanal',
    'jenis',
    'layanan',
    'kategori',
    'prioritas',
    'perihal',
    'uraian',
    ...keys(place),
    ...keys(complainant),
    'alasan',
  ]),
  sectionHead: only(corrected, [...keys(corrected)]),
  unit: only(corrected, ['kategori', 'kelurahan', 'alamat', 'nomor_sambungan', 'alasan']),
  afterClosing: only(corrected, ['nama', 'anonim', 'telepon', 'akun', 'cara_dihubungi', 'alasan']),
}
export type CorrectionScope = keyof typeof CORRECTIONS
export type CorrectionValues = Partial<{
  [K in keyof typeof corrected]: (typeof corrected)[K] extends { schema: { _output: infer T } } ? T : never
}>

/** The whole form of a correction, of the fields in its person's scope. */
export const correction = (scope: CorrectionScope) =>
  form(CORRECTIONS[scope] as Fields, (value) => {
    const typed = value as unknown as Contacted & Placed
    return {
      ...('kelurahan' in value && checkPlace(typed)),
      ...('nama' in value && checkContact(typed)),
    }
  })

export const FORMS = {
  accept: form({}),
  dismiss: form(
    {
      alasan: choice('Alasan', DISMISSAL_REASON),
      asli: optionalText('Nomor aduan asli', 30, {
        help: 'Yang masih terbuka, misalnya ADU-2026-000123.',
        when: { name: 'alasan', value: 'DUPLICATE' },
      }),
      keterangan: optionalLongText('Keterangan', { rows: 2 }),
    },
    ({ alasan, asli }) => given({ asli: alasan === 'DUPLICATE' && !asli && 'Isi Nomor aduan asli yang masih terbuka.' }),
  ),
  explain: form(explanation, checkExplained),
  escalate: form(escalation),
  transfer: form({ unit: pick('Unit', 'units'), ...reason }),
  involve: form({ unit: pick('Unit', 'units'), permintaan: longText('Permintaan', { rows: 2 }) }),
  return: form(reason),
  assign: form({ petugas: picks('Petugas', 'officers', { least: 1 }), ...visit }, checkPromise),
  start: form({}),
  note: form(
    {
      catatan: longText('Catatan'),
      untuk_pelapor: checkbox('Sampaikan juga kepada pelapor'),
      ...promise,
      ...attached,
    },
    checkPromise,
  ),
  link: form({ aduan: text('Nomor aduan lain', 30), hubungan: choice('Hubungan', LINK_KIND) }),
  hold: form(
    { alasan: pick('Alasan', 'holdReasons'), keterangan: optionalLongText('Keterangan', { rows: 2 }), ...promise },
    checkPromise,
  ),
  resume: form({}),
  finish: form(work, checkWorked),
  report: form(work, checkWorked),
  correct: form(work, checkWorked),
  confirm: form({}),
  sendBack: form(reason),
  reopen: form({ ...reason, salah_tutup: checkbox('Salah tutup (tidak dihitung sebagai dibuka kembali)') }),
} as const satisfies Partial<Record<Action, unknown>>

/** Whether a field of an action's form is written in words rather than chosen from codes. */
export function isWritten(action: Action, name: string): boolean {
  const fields: Fields = action === 'amend' ? corrected : FORMS[action].fields
  return isReading(name) || ['text', 'textarea', 'tel'].includes(fields[name]?.input ?? '')
}

/** All open work of one officer, to another. */
export const HAND_OVER = form({ wakil: pick('Alihkan kepada', 'officers') })

/** Saved views of the queue. */
export const SAVED_VIEW = form({ name: text('Nama tampilan', 60), query: optionalText('Saringan', 1000, { input: 'hidden' }) })

function keys<T extends object>(table: T) {
  return Object.keys(table) as (keyof T & string)[]
}

function only<T extends Fields, K extends keyof T>(table: T, names: readonly K[]) {
  return Object.fromEntries(names.map((name) => [name, table[name]])) as Pick<T, K>
}
