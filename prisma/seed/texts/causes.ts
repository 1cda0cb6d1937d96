import type { TextsByCategory } from './types.ts'

/** Causes in completion reports. The n-th cause of a category goes with its n-th action in actions.ts. */
export const CAUSES: TextsByCategory = {
  TIDAK_MENGALIR: [
    'Katup (valve) zona tertutup sebagian setelah pekerjaan semalam',
    'Pipa dinas tersumbat endapan lumpur di sambungan sadel',
    'Pompa booster berhenti karena gangguan listrik',
    'Kebocoran pipa 2" di lorong sebelah menghabiskan tekanan',
    'Stop kran sebelum meter macet dalam keadaan tertutup',
    'Air terkunci udara setelah aliran lama berhenti',
  ],
  TEKANAN_RENDAH: [
    'Pipa retikulasi 2" sudah sempit oleh kerak dan melayani terlalu banyak rumah',
    'Saringan di dalam meter penuh pasir',
    'Katup pengatur di ujung jalan hanya terbuka tiga putaran',
    'Pelanggan berada di ujung jaringan, tekanan 0,2 bar pada jam puncak',
  ],
  KERUH_BERBAU: [
    'Endapan pipa terangkat setelah aliran dihentikan dan dibuka kembali',
    'Pipa dinas berkarat dan melewati got sehingga air kotor terisap',
    'Ujung pipa buntu (dead end) lama tidak dibilas',
    'Kekeruhan air baku naik tajam sesudah hujan di hulu',
  ],
  KUALITAS_LAINNYA: [
    'Sisa klor di ujung jaringan di atas kebiasaan setelah penambahan dosis',
    'Kesadahan air baku naik pada musim kemarau',
    'Kadar mangan pada sumber cadangan lebih tinggi dari biasanya',
  ],
  BOCOR_PIPA_DINAS: [
    'Pipa dinas PE 1/2" retak terjepit akar pohon',
    'Sambungan dobel nepel sebelum meter aus dan lepas ulirnya',
    'Pipa dinas galvanis keropos karena usia',
    'Pipa terkena cangkul saat warga membuat selokan',
    'Klem sadel longgar setelah jalan dilewati truk berat',
  ],
  BOCOR_PIPA_DISTRIBUSI: [
    'Pipa PVC 6" pecah memanjang karena beban kendaraan',
    'Pipa terkena alat berat kontraktor drainase',
    'Sambungan gibault joint 8" bergeser, baut berkarat',
    'Katup udara (air valve) rusak dan menyembur',
  ],
  BOCOR_SETELAH_METER: [
    'Pipa pelanggan setelah meter retak di bawah lantai teras',
    'Sambungan lem pipa PVC di samping meter lepas',
    'Pelampung tandon rusak sehingga air melimpah terus',
  ],
  METER_RUSAK: [
    'Roda hitung macet karena pasir, meter sudah berumur sembilan tahun',
    'Kaca meter pecah dan bagian dalam berkarat',
    'Meter terpasang terbalik saat penyambungan kembali',
    'Meter buram, angka tidak terbaca',
  ],
  METER_HILANG: [
    'Meter dicuri, pipa dipotong di kedua sisi',
    'Meter dilepas pihak tidak dikenal pada malam hari, segel ditemukan di tanah',
    'Meter terangkat bersama bongkaran bangunan saat pelebaran jalan',
  ],
  BEKAS_GALIAN: [
    'Urukan turun setelah hujan, lapisan jalan belum dikembalikan',
    'Paving blok dipasang tanpa pemadatan pasir',
    'Sisa tanah galian belum terangkut ke luar lokasi',
  ],
  MOBIL_TANGKI: [
    'Aliran di wilayah itu terhenti lebih dari 24 jam karena perbaikan pipa induk',
    'Tekanan tidak menjangkau lantai bangunan pelanggan pada musim kemarau',
    'Pelanggan membutuhkan air segera untuk kegiatan dan layanan kesehatan',
  ],
  LIMBAH_MELUAP: [
    'Pipa kolektor tersumbat lemak dan tisu basah',
    'Bak kontrol penuh sampah plastik',
    'Pompa stasiun angkat berhenti karena impeler tersangkut kain',
  ],
  SEDOT_TINJA: [
    'Tangki septik penuh, terakhir disedot lebih dari lima tahun lalu',
    'Tangki septik kedap rusak dan menerima air hujan',
    'Penyedotan terjadwal belum terlaksana karena mobil dalam perbaikan',
  ],
  SALAH_CATAT: [
    'Angka 3 terbaca 8 pada foto pencatatan',
    'Petugas menaksir karena pagar terkunci',
    'Catatan tertukar dengan rumah sebelah',
    'Angka desimal (merah) ikut tercatat',
  ],
  TAGIHAN_MELONJAK: [
    'Pemakaian dua bulan tercatat dalam satu rekening',
    'Kebocoran dalam rumah, jarum meter berputar saat semua kran ditutup',
    'Golongan tarif tercatat niaga padahal rumah tangga',
    'Angka meter bulan lalu ditaksir terlalu rendah',
    'Pemakaian memang naik karena penghuni bertambah',
  ],
  DENDA: [
    'Pembayaran lewat bank masuk dua hari sesudah tanggal jatuh tempo',
    'Rekening tidak sampai ke pelanggan karena alamat lama',
    'Denda bulan sebelumnya tercatat dua kali',
  ],
  PASANG_BARU: [
    'Berkas permohonan belum lengkap, bukti kepemilikan belum ada',
    'Antrean pemasangan menunggu jatah meter bulan berjalan',
    'Jarak rumah ke pipa terdekat lebih dari 40 meter',
  ],
  PENYAMBUNGAN_KEMBALI: [
    'Perintah buka belum terbit walaupun tunggakan sudah lunas',
    'Meter diangkat dan harus dipasang baru',
    'Pembayaran belum terbaca di bagian rekening',
  ],
  PEMUTUSAN: [
    'Pelanggan menunggak empat bulan',
    'Pemutusan salah alamat, nomor rumah ganda dalam satu lorong',
    'Pemilik meminta tutup sementara karena rumah kosong',
  ],
  BALIK_NAMA: [
    'Berkas balik nama tertahan karena bukti jual beli kurang',
    'Data pemilik lama masih tercatat sejak rumah dijual',
    'Kesalahan ejaan nama waktu pemindahan data',
  ],
  PELAYANAN_PETUGAS: [
    'Petugas tidak menunjukkan tanda pengenal saat masuk halaman',
    'Jadwal kunjungan tidak diberitahukan lebih dahulu',
    'Loket hanya dilayani satu orang pada jam sibuk',
  ],
  PENCURIAN_AIR: [
    'Ditemukan pipa 3/4" disadap sebelum meter',
    'Segel meter rusak dan meter dipasang terbalik pada malam hari',
    'Selang ditarik dari hidran tanpa izin',
  ],
  SAMBUNGAN_LIMBAH: [
    'Rumah berada di jalur pipa tetapi belum masuk daftar tahap berjalan',
    'Bak kontrol rumah belum dibuat pelanggan',
    'Letak pipa rumah lebih rendah daripada pipa kolektor',
  ],
  TARIF_LIMBAH: [
    'Golongan tercatat niaga, usaha sudah tutup',
    'Rumah ditagih air limbah sebelum sambungan berfungsi',
    'Perhitungan memakai luas bangunan lama',
  ],
  LAINNYA: [
    'Informasi di papan pengumuman belum diperbarui',
    'Tutup bak meter rusak terinjak kendaraan',
    'Permintaan melibatkan instansi lain',
  ],
}
