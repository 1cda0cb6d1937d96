import { MINUTE, toLocalInput } from '../../../src/time.ts'
import type { ChannelCode } from '../channels.ts'
import type { Username } from '../people.ts'
import { complainantValues } from './complainants.ts'
import { deskAt } from './crew.ts'
import type { Matter } from './matters.ts'
import { inOfficeHours, officeLater } from './office-time.ts'
import type { Random } from './random.ts'
import type { Story, Values } from './story.ts'

const BY_DAY = {
  LOKET: 36,
  CALL_CENTER: 30,
  WHATSAPP: 26,
  INSTAGRAM: 5,
  FACEBOOK: 5,
  X: 2,
  SUREL: 3,
  SURAT: 2,
  SITUS_WEB: 3,
  SP4N_LAPOR: 2,
}
const BY_NIGHT = { CALL_CENTER: 60, WHATSAPP: 30, INSTAGRAM: 5, FACEBOOK: 5 }

export const channelAt = (random: Random, arrivedAt: Date): ChannelCode =>
  random.weighted<ChannelCode>(inOfficeHours(arrivedAt) ? BY_DAY : BY_NIGHT)

/** Who writes it down: what is spoken goes to who hears it. */
export function recorder(random: Random, channel: ChannelCode, at: Date): Username {
  if (channel === 'CALL_CENTER') return 'callcenter'
  if (channel === 'LOKET') return random.weighted<Username>({ 'admin.humas': 4, 'kasie.hula': 1 })
  return deskAt(random, at)
}

/** When the officer gets to it: at once when somebody stands there, a letter the day after. One in twelve messages lies too long. */
export function openedAfter(random: Random, channel: ChannelCode, arrivedAt: Date): Date {
  if (channel === 'LOKET' || channel === 'CALL_CENTER') return arrivedAt
  if (channel === 'SURAT') return officeLater(arrivedAt, random.between(300, 800))
  const minutes = random.chance(0.08) ? random.between(33, 120) : random.between(1, 17)
  return inOfficeHours(arrivedAt) || !(channel in BY_NIGHT)
    ? officeLater(arrivedAt, minutes)
    : new Date(arrivedAt.getTime() + minutes * MINUTE)
}

type Taking = { who: Username | null; channel: ChannelCode; arrivedAt: Date; openedAt: Date; at: Date }

/** The form as typed. The field for the arrival knows minutes only. */
export function takeDown(random: Random, key: string, { text, category, caller }: Matter, taking: Taking): Story {
  const { who, channel, openedAt, at } = taking
  const arrivedAt = new Date(Math.floor(taking.arrivedAt.getTime() / MINUTE) * MINUTE)
  const values: Values = {
    kanal: channel,
    jenis: text.kind ?? 'COMPLAINT',
    layanan: category.service ?? 'WATER',
    kategori: category.code,
    perihal: text.subject ?? '',
    uraian: text.text,
    waktu_masuk: toLocalInput(arrivedAt),
    kelurahan: text.village,
    alamat: text.address ?? '',
    prioritas: random.chance(0.06) && category.priority === 'NORMAL' ? 'HIGH' : '',
    ...complainantValues(random, caller, channel, category.code === 'PENCURIAN_AIR'),
  }
  return { key, intake: { who, arrivedAt, openedAt, at, button: 'simpan', values }, steps: [] }
}
