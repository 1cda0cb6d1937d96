/** What stands on every paper (SOP 1 and its last page). */
export const SOP = {
  company: 'Perumda Air Minum Kota Makassar',
  name: 'SOP Pengaduan Pelanggan',
  references: [
    'Peraturan Daerah Kota Makassar Nomor 7 Tahun 2019',
    'Peraturan Wali Kota Makassar Nomor 18 Tahun 2012',
    'Keputusan Direksi Nomor 041/B.3a/II/2024 tentang Tim Quick Response',
  ],
  madeBy: 'Kepala Bagian Humas',
  approvedBy: 'Direktur Umum & Pelayanan',
  footer: 'Rahasia – tidak boleh memperbanyak tanpa izin tertulis dari Perumda Air Minum Kota Makassar',
} as const
