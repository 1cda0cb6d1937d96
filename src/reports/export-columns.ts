// What a list of complaints has as CSV and as a sheet, column by column.
import { numberOf } from '../complaints/complaint.ts'
import type { Kind, Priority, Service, State } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { KIND, PRIORITY, SERVICE, STATE } from '../words.ts'

/** name, contact: null where the person may not see them. */
export type ExportRow = {
  year: number
  sequence: number
  arrivedAt: Date
  state: State
  kind: Kind
  service: Service
  categoryId: number
  priority: Priority
  channelId: number
  villageCode: string | null
  unitId: number | null
  officers: number[]
  subject: string
  name: string | null
  contact: string | null
  nextDueAt: Date | null
  closedAt: Date | null
}
export type ExportColumn = {
  label: string
  width: number
  of: (row: ExportRow, names: MasterData['names']) => string | Date | null
}

export const EXPORT_COLUMNS: ExportColumn[] = [
  { label: 'Nomor', width: 18, of: numberOf },
  { label: 'Masuk', width: 18, of: ({ arrivedAt }) => arrivedAt },
  { label: 'Keadaan', width: 18, of: ({ state }) => STATE[state] },
  { label: 'Jenis', width: 20, of: ({ kind }) => KIND[kind] },
  { label: 'Layanan', width: 12, of: ({ service }) => SERVICE[service] },
  { label: 'Kategori', width: 30, of: ({ categoryId }, names) => names.category(categoryId) },
  { label: 'Prioritas', width: 11, of: ({ priority }) => PRIORITY[priority] },
  { label: 'Kanal', width: 20, of: ({ channelId }, names) => names.channel(channelId) },
  { label: 'Kelurahan', width: 22, of: ({ villageCode }, names) => villageCode && names.village(villageCode) },
  { label: 'Kecamatan', width: 18, of: ({ villageCode }, names) => villageCode && names.district(villageCode) },
  { label: 'Unit', width: 30, of: ({ unitId }, names) => (unitId === null ? null : names.unit(unitId)) },
  { label: 'Petugas', width: 30, of: ({ officers }, names) => officers.map(names.person).join(', ') },
  { label: 'Perihal', width: 50, of: ({ subject }) => subject },
  { label: 'Pelapor', width: 24, of: ({ name }) => name },
  { label: 'Kontak', width: 20, of: ({ contact }) => contact },
  { label: 'Batas terdekat', width: 18, of: ({ nextDueAt }) => nextDueAt },
  { label: 'Selesai', width: 18, of: ({ closedAt }) => closedAt },
]
