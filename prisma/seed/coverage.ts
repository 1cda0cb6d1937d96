import areas from './data/makassar-areas.json' with { type: 'json' }
import type { UnitCode } from './units.ts'

/** Assumption: the real table is not published; neighbouring kecamatan share a Wilayah. Each kelurahan can be moved on its own afterwards. */
const WILAYAH_OF_DISTRICT: Record<string, UnitCode> = {
  '73.71.04': 'WIL1', // Ujung Pandang
  '73.71.05': 'WIL1', // Wajo
  '73.71.08': 'WIL1', // Ujung Tanah
  '73.71.15': 'WIL1', // Kepulauan Sangkarrang, reached from the harbour
  '73.71.01': 'WIL2', // Mariso
  '73.71.02': 'WIL2', // Mamajang
  '73.71.03': 'WIL2', // Makassar
  '73.71.06': 'WIL3', // Bontoala
  '73.71.07': 'WIL3', // Tallo
  '73.71.09': 'WIL4', // Panakkukang
  '73.71.12': 'WIL4', // Manggala
  '73.71.11': 'WIL5', // Biringkanaya
  '73.71.14': 'WIL5', // Tamalanrea
  '73.71.10': 'WIL6', // Tamalate
  '73.71.13': 'WIL6', // Rappocini
}

export const DISTRICTS = areas.districts.map(({ code, name }) => ({ code, name }))

export const VILLAGES = areas.villages.map(({ code, name, district_code }) => ({
  code,
  name,
  districtCode: district_code,
  unit: wilayahOf(district_code),
}))

function wilayahOf(districtCode: string): UnitCode {
  const unit = WILAYAH_OF_DISTRICT[districtCode]
  if (!unit) throw new Error(`Kecamatan ${districtCode} belongs to no Wilayah`)
  return unit
}
