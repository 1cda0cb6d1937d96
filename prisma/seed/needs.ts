/** Kebutuhan khusus and vulnerable groups of SOP 2–3. */
export const NEEDS = [
  { code: 'FISIK', name: 'Disabilitas fisik' },
  { code: 'NETRA', name: 'Netra' },
  { code: 'RUNGU', name: 'Rungu' },
  { code: 'WICARA', name: 'Wicara' },
  { code: 'INTELEKTUAL', name: 'Disabilitas intelektual' },
  { code: 'MENTAL', name: 'Disabilitas mental' },
  { code: 'LANSIA', name: 'Lanjut usia' },
  { code: 'HAMIL', name: 'Hamil atau menyusui' },
  { code: 'ANAK', name: 'Anak' },
  { code: 'PENYAKIT_KRONIS', name: 'Penyakit kronis' },
  { code: 'BAHASA', name: 'Bahasa' },
  { code: 'LAINNYA', name: 'Lainnya' },
] as const

export type NeedCode = (typeof NEEDS)[number]['code']
