/** Bagian besides Humas are an assumption; names are edited by an administrator later. `head` (user name of a demo person) and `connections` (invented, about 180,000 in all) are set with the demo data. */
export const UNITS = [
  { code: 'HUMAS', name: 'Bagian Humas', kind: 'BAGIAN', head: 'kabag.humas' },
  { code: 'UMUM', name: 'Bagian Umum & Kepegawaian', kind: 'BAGIAN', head: null },
  { code: 'SPI', name: 'Satuan Pengawasan Intern (SPI)', kind: 'BAGIAN', head: null },
  { code: 'SEKPER', name: 'Sekretaris Perusahaan', kind: 'BAGIAN', head: null },
  { code: 'PERLENGKAPAN', name: 'Bagian Perlengkapan', kind: 'BAGIAN', head: null },
  { code: 'ANGGARAN', name: 'Bagian Anggaran & Perbendaharaan', kind: 'BAGIAN', head: null },
  { code: 'VERIFIKASI', name: 'Bagian Verifikasi & Akuntansi', kind: 'BAGIAN', head: null },
  { code: 'PERENCANAAN', name: 'Bagian Perencanaan Teknik', kind: 'BAGIAN', head: null },
  { code: 'DISTRIBUSI', name: 'Bagian Distribusi & Kehilangan Air', kind: 'BAGIAN', head: 'staf.distribusi' },
  { code: 'PRODUKSI', name: 'Bagian Produksi', kind: 'BAGIAN', head: 'staf.produksi' },
  { code: 'LIMBAH', name: 'Bagian Air Limbah', kind: 'BAGIAN', head: 'staf.limbah' },
  { code: 'WIL1', name: 'Wilayah Pelayanan I', kind: 'WILAYAH', head: 'staf.wilayah1', connections: 31240 },
  { code: 'WIL2', name: 'Wilayah Pelayanan II', kind: 'WILAYAH', head: 'staf.wilayah2', connections: 28910 },
  { code: 'WIL3', name: 'Wilayah Pelayanan III', kind: 'WILAYAH', head: 'staf.wilayah3', connections: 33480 },
  { code: 'WIL4', name: 'Wilayah Pelayanan IV', kind: 'WILAYAH', head: 'staf.wilayah4', connections: 27650 },
  { code: 'WIL5', name: 'Wilayah Pelayanan V', kind: 'WILAYAH', head: 'staf.wilayah5', connections: 30120 },
  { code: 'WIL6', name: 'Wilayah Pelayanan VI', kind: 'WILAYAH', head: 'staf.wilayah6', connections: 28600 },
] as const

export type UnitCode = (typeof UNITS)[number]['code']
