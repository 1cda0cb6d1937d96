import type { ChannelCode } from '../channels.ts'
import { VILLAGES } from '../coverage.ts'
import type { NeedCode } from '../needs.ts'
import { COMPLAINANTS } from '../texts/index.ts'
import type { ComplaintText } from '../texts/types.ts'
import type { UnitCode } from '../units.ts'
import type { Random } from './random.ts'
import type { Values } from './story.ts'

type Person = { name: string; phone: string; kind?: 'GROUP' | 'ORGANISATION' }
/** Somebody who may call again: what the officer is told each time. */
export type Caller = Person & { connection: string | null; tariff: string; needs: NeedCode[]; needsNote: string; proxy: boolean }

const NEED_WEIGHTS: Partial<Record<NeedCode, number>> = {
  LANSIA: 9,
  FISIK: 4,
  HAMIL: 4,
  PENYAKIT_KRONIS: 4,
  RUNGU: 2,
  NETRA: 2,
  WICARA: 1,
  ANAK: 1,
  MENTAL: 1,
  BAHASA: 1,
}

const NEED_NOTES: Partial<Record<NeedCode, readonly string[]>> = {
  LANSIA: ['Tinggal sendiri, mohon ketuk pintu agak lama', 'Pendengaran berkurang, bicara pelan dan jelas', ''],
  FISIK: ['Pengguna kursi roda, tidak dapat mengangkat air dari luar', 'Berjalan dengan kruk, pintu dibuka oleh tetangga'],
  HAMIL: ['Hamil delapan bulan, tidak kuat menimba air', 'Bayi berumur dua bulan di rumah'],
  PENYAKIT_KRONIS: [
    'Pasien cuci darah di rumah, air bersih sangat diperlukan',
    'Penderita asma, hindari asap mesin pompa dekat jendela',
  ],
  RUNGU: ['Hanya dapat dihubungi lewat pesan tertulis'],
  NETRA: ['Mohon petugas menyebut nama dan menjelaskan pekerjaan dengan lisan'],
  WICARA: ['Berkomunikasi dengan tulisan atau isyarat'],
  ANAK: ['Panti asuhan dengan dua belas anak kecil'],
  MENTAL: ['Mohon didampingi keluarga ketika petugas datang'],
  BAHASA: ['Lebih lancar berbahasa Bugis'],
}

/** Hands out people, each once: to a text in which a school, a shop or neighbours speak, one of those where there is one left. */
export function callers(random: Random) {
  const left = random.shuffled<Person>(COMPLAINANTS)
  const given = new Set<string>()
  return (unit: UnitCode, text: ComplaintText): Caller => {
    const speaking = left.findIndex((person) => person.kind && speaksIn(person, text))
    const index = speaking >= 0 ? speaking : left.findIndex(({ kind }) => !kind)
    const [person] = left.splice(Math.max(0, index), 1)
    if (!person) throw new Error('There are more stories than people to complain')
    const connection = connectionOf(random, unit, given)
    return { ...person, ...needsOf(random, person), connection, tariff: tariffOf(random, person), proxy: random.chance(0.08) }
  }
}

/** An organisation where its kind is named, neighbours where their quarter is. */
function speaksIn({ kind, name }: Person, { text, address, village }: ComplaintText): boolean {
  if (/\bsaya\b/i.test(text)) return false
  const [whose = name, ...others] = name.split(' ')
  if (kind === 'ORGANISATION') return new RegExp(`\\b${whose}\\b`, 'i').test(text)
  const place = `${text} ${address} ${VILLAGES.find(({ code }) => code === village)?.name}`
  return others.some((word) => word.length > 4 && place.includes(word))
}

function needsOf(random: Random, { kind }: Person): Pick<Caller, 'needs' | 'needsNote'> {
  if (kind || !random.chance(0.14)) return { needs: [], needsNote: '' }
  const need = random.weighted(NEED_WEIGHTS)
  const second: NeedCode[] = need !== 'LANSIA' && random.chance(0.15) ? ['LANSIA'] : []
  return { needs: [need, ...second], needsNote: random.pick(NEED_NOTES[need] ?? ['']) }
}

/** Nine digits, the first two of them the Wilayah; a third of those who call are no customers or do not know their number. */
function connectionOf(random: Random, unit: UnitCode, given: Set<string>): string | null {
  if (random.chance(0.33)) return null
  const wilayah = unit.startsWith('WIL') ? unit.slice(3) : Math.floor(random.between(1, 7))
  const number = `0${wilayah}${String(Math.floor(random.between(0, 10_000_000))).padStart(7, '0')}`
  if (given.has(number)) return connectionOf(random, unit, given)
  given.add(number)
  return number
}

function tariffOf(random: Random, { kind }: Person): string {
  if (kind === 'ORGANISATION') return random.weighted({ BUSINESS: 5, SOCIAL: 3, GOVERNMENT: 2, INDUSTRY: 1 })
  return kind === 'GROUP' ? 'SOCIAL' : random.weighted({ HOUSEHOLD: 12, BUSINESS: 1 })
}

/** The part of the form that says who complains. Few stay anonymous, more when they accuse a neighbour; few do not want to be contacted. */
export function complainantValues(random: Random, caller: Caller, channel: ChannelCode, accusing = false): Values {
  const reach = reachOf(caller, channel)
  const who: Values = random.chance(accusing ? 0.5 : 0.03)
    ? { anonim: 'on', ...UNWILLING }
    : { nama: caller.name, ...(random.chance(0.03) ? UNWILLING : reach) }
  return {
    ...who,
    jenis_pelapor: caller.kind ?? 'INDIVIDUAL',
    ...((caller.proxy || (isSilent(caller) && channel === 'CALL_CENTER')) && { mewakili: 'on' }),
    ...(caller.needs.length > 0 && { kebutuhan: caller.needs, keterangan_kebutuhan: caller.needsNote }),
    ...(caller.connection && { nomor_sambungan: caller.connection, golongan: caller.tariff }),
  }
}

const UNWILLING: Values = { tidak_bersedia: 'on', cara_dihubungi: 'NONE' }

const isSilent = ({ needs }: Caller): boolean => needs.includes('RUNGU') || needs.includes('WICARA')

function reachOf(caller: Caller, channel: ChannelCode): Values {
  const { name, phone } = caller
  const account = name
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '')
  if (channel === 'SUREL') return { telepon: phone, akun: `${account}@surat.example`, cara_dihubungi: 'EMAIL' }
  if (['INSTAGRAM', 'FACEBOOK', 'X'].includes(channel)) return { akun: `@${account}`, cara_dihubungi: 'SOCIAL_MEDIA' }
  return { telepon: phone, cara_dihubungi: channel === 'WHATSAPP' || isSilent(caller) ? 'WHATSAPP' : 'PHONE' }
}
