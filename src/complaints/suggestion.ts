import type { MasterData } from '../settings/master.ts'

export type Suggestion = { unitId: number; unit: string; reason: string }

/** The unit that a category and a kelurahan point to, and why: the category's own, else the Wilayah that covers the place. */
export function suggestUnit(categoryId: number | null, villageCode: string | null, master: MasterData): Suggestion | null {
  const category = master.categories.find(({ id }) => id === categoryId)
  if (category?.unitId)
    return { unitId: category.unitId, unit: master.names.unit(category.unitId), reason: `${category.name} ditangani unit ini.` }
  const village = master.villages.find(({ code }) => code === villageCode)
  if (!category || !village?.unitId) return null
  return {
    unitId: village.unitId,
    unit: master.names.unit(village.unitId),
    reason: `Kelurahan ${village.name} dilayani unit ini.`,
  }
}
