// What the lines of a breakdown are called.
import type { MasterData } from '../settings/master.ts'
import { KIND } from '../words.ts'
import type { Dimension, Keyed } from './figures.ts'

export function lineName(by: Dimension, { id }: Pick<Keyed, 'id'>, { names }: Pick<MasterData, 'names'>): string {
  if (id === null) return 'Tidak diisi'
  if (by === 'unit') return names.unit(Number(id))
  if (by === 'category') return names.category(Number(id))
  if (by === 'channel') return names.channel(Number(id))
  if (by === 'officer') return names.person(Number(id))
  return by === 'kind' ? (KIND[id as keyof typeof KIND] ?? String(id)) : names.districtOf(String(id))
}
