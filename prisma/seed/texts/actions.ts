import type { TextsByCategory } from './types.ts'

/** Actions in completion reports. The n-th action of a category goes with its n-th cause in causes.ts. */
export const ACTIONS: TextsByCategory = {
  TIDAK_MENGALIR: [
    'Katup dibuka penuh dan aliran diperiksa di tiga rumah, air kembali mengalir',
    'Sadel dibuka, pipa dinas ditiup dan dibilas sampai lancar, tekanan akhir 0,8 bar',
    'Pompa dihidupkan kembali bersama petugas PLN, aliran dipantau satu jam',
    'Pipa bocor disambung dengan klem, aliran lorong pulih',
    'Stop kran diganti baru, pelanggan menyaksikan air mengalir',
    'Udara dikeluarkan lewat kran uji di ujung pipa sampai aliran penuh',
  ],
  TEKANAN_RENDAH: [
    'Pipa lama dipindahkan ke jalur 3" di seberang jalan, tekanan naik dari 0,3 menjadi 0,9 bar',
    'Saringan meter dibersihkan dan meter dipasang kembali dengan segel baru',
    'Katup dibuka sebelas putaran, tekanan diukur di rumah pelanggan 0,7 bar',
    'Pola bukaan katup malam diubah, aliran dipantau dua malam berturut-turut',
  ],
  KERUH_BERBAU: [
    'Pembilasan pipa lewat hidran selama 45 menit sampai kekeruhan 1,2 NTU',
    'Pipa dinas diganti PE baru 12 meter dan dinaikkan dari got',
    'Wash out dibuka satu jam, contoh air jernih dan tidak berbau',
    'Dosis koagulan disesuaikan bagian produksi, air di pelanggan diperiksa ulang dan jernih',
  ],
  KUALITAS_LAINNYA: [
    'Sisa klor diukur di tiga titik, dosis diturunkan, hasil akhir 0,4 mg/l',
    'Contoh air diuji di laboratorium, hasil memenuhi baku mutu dan diserahkan kepada pelanggan',
    'Sumber dicampur dengan air dari instalasi utama, hasil uji ulang memenuhi syarat',
  ],
  BOCOR_PIPA_DINAS: [
    'Pipa dinas dipotong dan diganti 4 meter, akar dibersihkan, urukan dipadatkan',
    'Dobel nepel dan paking diganti, segel meter dipasang kembali',
    'Seluruh pipa galvanis diganti PE 1/2", bekas galian ditutup semen',
    'Pipa disambung dengan socket, warga diberi tahu letak jalur pipa',
    'Klem sadel diganti dan dibalut, tidak ada rembesan setelah satu jam',
  ],
  BOCOR_PIPA_DISTRIBUSI: [
    'Aliran dilokalisasi, pipa 6" diganti 3 meter, aliran dibuka bertahap pukul malam',
    'Pipa disambung darurat dengan repair clamp, kontraktor membuat berita acara',
    'Gibault joint dan baut diganti, galian diuruk pasir dan sirtu',
    'Air valve diganti, bak katup dibersihkan dan ditutup pelat',
  ],
  BOCOR_SETELAH_METER: [
    'Pelanggan ditunjukkan titik bocor, stop kran ditutup, perbaikan oleh tukang pelanggan',
    'Sambungan setelah meter dirapikan bersama pelanggan, meter tidak berputar saat kran tertutup',
    'Pelanggan diminta mengganti pelampung, limpahan berhenti setelah diganti',
  ],
  METER_RUSAK: [
    'Meter diganti baru, angka awal nol dicatat dan ditandatangani pelanggan',
    'Meter diganti dan bak meter diberi tutup',
    'Arah meter dibalik sesuai aliran, diuji dengan ember 20 liter, selisih di bawah 2 %',
    'Meter diganti, angka terakhir meter lama difoto untuk rekening',
  ],
  METER_HILANG: [
    'Meter baru dipasang dalam kotak besi, surat kepolisian dilampirkan',
    'Meter pengganti dipasang dan disegel ganda, pelanggan diberi nomor meter baru',
    'Meter dipasang di titik baru di dalam pagar, berita acara pindah dibuat',
  ],
  BEKAS_GALIAN: [
    'Lubang diisi sirtu, dipadatkan dengan stamper, dan diaspal',
    'Paving dibongkar dan dipasang ulang dengan pasir padat',
    'Tanah sisa diangkut dua rit, lokasi disapu',
  ],
  MOBIL_TANGKI: [
    'Satu tangki 5.000 liter diantar dan dibagikan bersama pengurus RT',
    'Dua tangki diantar langsung ke bak penampung pelanggan',
    'Tangki diantar dengan prioritas, penerima menandatangani tanda terima',
  ],
  LIMBAH_MELUAP: [
    'Pipa kolektor disemprot mobil jetting 40 meter sampai lancar',
    'Bak kontrol dikuras dan tutupnya diganti',
    'Pompa diangkat, kain dikeluarkan, pompa berjalan kembali dan luapan surut',
  ],
  SEDOT_TINJA: [
    'Penyedotan 4 m³ selesai, lumpur dibuang ke instalasi pengolahan',
    'Penyedotan dilakukan dua rit, pelanggan disarankan memperbaiki tangki septik',
    'Penyedotan dilaksanakan memakai mobil kecil cadangan',
  ],
  SALAH_CATAT: [
    'Meter dibaca ulang di lokasi dengan foto, rekening diterbitkan ulang',
    'Angka sebenarnya dicatat dan selisih taksiran dikoreksi pada rekening berikutnya',
    'Kedua rekening dikoreksi, letak nomor rumah diperbaiki di daftar rayon',
    'Pencatatan dikoreksi dan petugas baca meter diberi pengarahan',
  ],
  TAGIHAN_MELONJAK: [
    'Rekening dipecah menjadi dua bulan, pelanggan menerima perhitungan baru',
    'Uji kebocoran dilakukan bersama pelanggan, hasilnya ditandatangani, tagihan tetap dan dapat diangsur tiga kali',
    'Golongan tarif diperbaiki, selisih diperhitungkan pada rekening berikutnya',
    'Rekening dikoreksi menurut angka meter yang dibaca ulang di lokasi',
    'Riwayat pemakaian dua belas bulan dijelaskan dan diterima pelanggan',
  ],
  DENDA: [
    'Denda dihapus setelah bukti bayar diperiksa',
    'Alamat kirim diperbarui, denda dihapus satu kali',
    'Denda ganda dikoreksi pada rekening bulan berjalan',
  ],
  PASANG_BARU: [
    'Pelanggan diberi daftar kekurangan berkas dan permohonan diproses setelah lengkap',
    'Pemasangan dijadwalkan dan dikerjakan, meter nomor baru dicatat',
    'Survei ulang dilakukan, gambar jaringan tambahan diajukan ke Perencanaan Teknik',
  ],
  PENYAMBUNGAN_KEMBALI: [
    'Perintah buka diterbitkan dan sambungan dibuka hari itu juga',
    'Meter baru dipasang dan sambungan dibuka, pelanggan menandatangani berita acara',
    'Pembayaran dicocokkan, sambungan dibuka, air mengalir normal',
  ],
  PEMUTUSAN: [
    'Cara mengangsur disepakati dan sambungan dibuka setelah angsuran pertama',
    'Sambungan dibuka kembali tanpa biaya dan permohonan maaf disampaikan',
    'Sambungan ditutup dan disegel, angka akhir dicatat',
  ],
  BALIK_NAMA: [
    'Pelanggan melengkapi berkas, nama baru berlaku bulan depan',
    'Balik nama diproses setelah tanda tangan pemilik lama diterima',
    'Ejaan nama diperbaiki di daftar pelanggan',
  ],
  PELAYANAN_PETUGAS: [
    'Petugas dibina tertulis dan meminta maaf kepada pelanggan',
    'Kunjungan diatur ulang dengan janji waktu, pelanggan menerima',
    'Satu petugas loket ditambah pada pukul 09.00–12.00',
  ],
  PENCURIAN_AIR: [
    'Sadapan diputus, bukti difoto, berita acara penertiban dibuat bersama lurah',
    'Meter disita dan diganti, perhitungan susulan diterbitkan',
    'Selang dilepas dan hidran digembok, pemakai diberi peringatan tertulis',
  ],
  SAMBUNGAN_LIMBAH: [
    'Survei lokasi dilakukan dan rumah dimasukkan ke daftar tahap berikutnya',
    'Pelanggan diberi gambar bak kontrol, sambungan dikerjakan setelah bak selesai',
    'Diusulkan pompa kecil rumah, pelanggan mempertimbangkan',
  ],
  TARIF_LIMBAH: [
    'Golongan diubah menjadi rumah tangga mulai rekening berikutnya',
    'Tagihan sebelum sambungan berfungsi dihapus',
    'Luas bangunan diukur ulang dan tarif dihitung kembali',
  ],
  LAINNYA: [
    'Pengumuman diperbarui di loket dan media sosial',
    'Tutup bak meter diganti pelat baja',
    'Surat diteruskan ke instansi terkait dengan tembusan kepada pelapor',
  ],
}
