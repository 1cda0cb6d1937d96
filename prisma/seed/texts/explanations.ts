import type { TextsByCategory } from './types.ts'

/** What the front desk told the customer; a complaint can be closed with each of them. */
export const EXPLANATIONS: TextsByCategory = {
  TIDAK_MENGALIR: [
    'Dijelaskan bahwa aliran dihentikan sementara karena pencucian bak pengendap di instalasi; air mengalir lagi secara bertahap pada malam hari. Pelapor menerima.',
    'Saat dihubungi kembali, pelapor menyampaikan air sudah mengalir sejak dini hari. Gangguan terjadi karena pemadaman listrik di instalasi pengolahan.',
    'Pelapor diberi tahu jadwal penggiliran aliran untuk wilayahnya dan disarankan menampung air pada jam aliran. Jadwal dikirim lewat pesan.',
    'Diminta memeriksa stop kran di depan meter; ternyata tertutup setelah pekerjaan tukang di rumah. Setelah dibuka, air mengalir normal.',
  ],
  TEKANAN_RENDAH: [
    'Dijelaskan bahwa tekanan turun pada jam puncak pukul 06.00–09.00 dan 16.00–19.00; disarankan mengisi tandon di luar jam itu. Pelapor memahami.',
    'Tekanan turun sementara karena pekerjaan penyambungan pipa di wilayah tersebut. Pelapor dihubungi kembali dan menyatakan tekanan sudah normal.',
    'Dipandu lewat telepon membersihkan saringan di kran dan pelampung tandon yang tersumbat pasir halus. Setelah dibersihkan aliran kembali besar.',
  ],
  KERUH_BERBAU: [
    'Dijelaskan bahwa air keruh sesaat setelah aliran dibuka kembali; diminta membuka kran terdekat meter 10–15 menit sampai jernih. Pelapor mengonfirmasi air sudah jernih.',
    'Bau kaporit berasal dari sisa klor sebagai desinfektan dan masih dalam batas aman; akan hilang bila air didiamkan sebentar. Pelapor menerima penjelasan.',
    'Kekeruhan air baku naik karena hujan lebat di hulu dan dosis pengolahan sudah disesuaikan. Pelapor diberi tahu dan bersedia memantau sampai besok.',
    'Setelah ditanyakan lebih lanjut, yang keruh hanya air dari tandon. Pelapor disarankan menguras tandon; air langsung dari meter jernih.',
  ],
  KUALITAS_LAINNYA: [
    'Dijelaskan bahwa endapan putih setelah air dimasak adalah kapur (kesadahan) yang masih di bawah baku mutu. Hasil uji bulanan dikirim kepada pelapor.',
    'Pelapor diberi salinan hasil pemeriksaan laboratorium bulan berjalan dan cara meminta pengambilan contoh air di rumah.',
    'Perubahan rasa terjadi karena pergantian sumber air baku pada musim kemarau; mutu tetap diperiksa setiap hari. Pelapor menerima penjelasan tertulis.',
  ],
  BOCOR_PIPA_DINAS: [
    'Saat dihubungi kembali, pelapor menyampaikan kebocoran sudah diperbaiki regu Wilayah yang kebetulan bekerja di lorong yang sama.',
    'Dijelaskan bahwa titik bocor yang dimaksud sudah tercatat pada pengaduan tetangga dan regu sudah dijadwalkan hari ini. Pelapor setuju menunggu.',
    'Dari foto yang dikirim, rembesan ternyata air buangan AC yang menetes di dekat meter. Pelapor memeriksa sendiri dan membenarkan.',
  ],
  BOCOR_PIPA_DISTRIBUSI: [
    'Dijelaskan bahwa kebocoran sudah ditangani regu Distribusi sejak tadi malam dan jalan sedang dirapikan. Pelapor berterima kasih.',
    'Lokasi yang disebut adalah pembilasan pipa (flushing) terencana, bukan kebocoran; selesai dalam satu jam. Pelapor menerima penjelasan.',
    'Pelapor diberi tahu bahwa air di badan jalan berasal dari saluran drainase yang meluap; laporan diteruskan secara lisan ke Dinas PU.',
  ],
  BOCOR_SETELAH_METER: [
    'Dijelaskan bahwa pipa setelah meter menjadi tanggung jawab pelanggan; disarankan menutup stop kran dan memanggil tukang. Pelapor memahami.',
    'Pelapor dipandu menguji kebocoran: semua kran ditutup dan jarum meter diamati. Jarum masih berputar, pelapor akan memperbaiki pipa dalam rumah.',
    'Kebocoran berasal dari pelampung kamar mandi. Pelapor sudah mengganti sendiri dan menyatakan meter tidak berputar lagi.',
  ],
  METER_RUSAK: [
    'Dijelaskan bahwa embun di kaca meter tidak memengaruhi pencatatan; angka masih terbaca dari foto yang dikirim. Pelapor menerima.',
    'Meter tampak tidak berputar karena air sedang tidak mengalir. Setelah aliran kembali, pelapor mengirim video: meter berputar normal.',
    'Penggantian meter di alamat tersebut sudah masuk jadwal peremajaan minggu ini tanpa biaya. Pelapor bersedia menunggu.',
  ],
  METER_HILANG: [
    'Meter ternyata diangkat petugas karena tunggakan; pelapor diberi berita acara pengangkatan dan tata cara penyambungan kembali.',
    'Dijelaskan syarat penggantian meter hilang: surat keterangan kehilangan dari kepolisian dan salinan rekening terakhir. Pelapor akan melengkapi.',
    'Pelapor menghubungi lagi: meter dipindahkan tukang ke bagian dalam pagar saat renovasi. Diminta tidak memindahkan meter tanpa petugas.',
  ],
  BEKAS_GALIAN: [
    'Dijelaskan bahwa pengaspalan dilakukan setelah tanah urukan padat, paling lama tujuh hari. Tanggal pengerjaan disampaikan dan diterima pelapor.',
    'Galian di lokasi tersebut milik pekerjaan kabel serat optik, bukan milik perusahaan. Pelapor diberi nama instansi yang dapat dihubungi.',
    'Bekas galian sudah ditutup kemarin sore; pelapor mengirim foto dan menyatakan cukup.',
  ],
  MOBIL_TANGKI: [
    'Pelapor diberi tahu tarif dan antrean mobil tangki hari ini; memilih menunggu aliran kembali karena sudah ada tetesan.',
    'Bantuan tangki untuk wilayah itu sudah terjadwal sore ini melalui ketua RT. Pelapor diminta menyiapkan wadah dan menerima.',
    'Dijelaskan tata cara pemesanan tangki berbayar lewat loket dan waktu pengantarannya. Pelapor akan memesan sendiri.',
  ],
  LIMBAH_MELUAP: [
    'Luapan berasal dari got lingkungan, bukan jaringan air limbah; pelapor diarahkan ke kelurahan dan menerima penjelasan.',
    'Dijelaskan bahwa pompa sempat mati karena listrik padam dan kini hidup kembali; pelapor membenarkan air limbah sudah surut.',
    'Pelapor diminta memeriksa perangkap lemak di dapur; setelah dibersihkan saluran lancar kembali.',
  ],
  SEDOT_TINJA: [
    'Dijelaskan tarif per meter kubik, jadwal, dan data yang diperlukan untuk sedot tinja. Pelapor akan memesan setelah gajian.',
    'Jadwal penyedotan dikonfirmasi ulang dan nomor antrean dikirim lewat pesan. Pelapor menerima.',
    'Pelapor diberi tahu bahwa mobil kecil tersedia untuk lorong sempit, dengan selang sampai 60 meter.',
  ],
  SALAH_CATAT: [
    'Foto meter dari pelapor dicocokkan dengan catatan: angka sama, yang keliru dibaca adalah tiga angka merah (liter). Pelapor memahami.',
    'Dijelaskan bahwa bulan lalu dicatat taksiran karena pagar terkunci, dan bulan ini sudah memakai angka sebenarnya sehingga selisih terkoreksi sendiri.',
    'Pelapor diajari cara membaca meter dan mengirim angka mandiri setiap tanggal 20–25. Pelapor menerima penjelasan.',
  ],
  TAGIHAN_MELONJAK: [
    'Riwayat enam bulan diperlihatkan: pemakaian naik karena ada renovasi rumah. Pelapor mengakui dan menerima perhitungan.',
    'Tagihan mencakup dua bulan karena rekening bulan sebelumnya belum dibayar. Rinciannya dikirim dan diterima pelapor.',
    'Dijelaskan perhitungan tarif berjenjang; pemakaian melewati 20 m³ sehingga blok di atasnya berlaku. Pelapor memahami.',
    'Pelapor dipandu menguji kebocoran dalam rumah dan menemukan kloset yang terus mengalir. Pelapor menerima tagihan dan akan memperbaiki.',
  ],
  DENDA: [
    'Dijelaskan bahwa pembayaran dilakukan setelah tanggal 20 sehingga denda berlaku sesuai ketentuan. Pelapor menerima.',
    'Bukti bayar pelapor bertanggal 19 namun masuk tanggal 21 karena gangguan bank; denda akan dihapus pada rekening berikutnya.',
    'Besar denda per bulan dan cara mengaktifkan pengingat jatuh tempo dijelaskan kepada pelapor.',
  ],
  PASANG_BARU: [
    'Dijelaskan syarat pasang baru: KTP, kartu keluarga, PBB terakhir, dan foto lokasi; biaya ditetapkan setelah survei. Pelapor akan mendaftar di loket.',
    'Status permohonan disampaikan: menunggu jadwal pemasangan minggu depan. Pelapor bersedia menunggu.',
    'Jaringan pipa belum tersedia di lokasi tersebut; pelapor dicatat sebagai peminat untuk rencana pengembangan jaringan.',
  ],
  PENYAMBUNGAN_KEMBALI: [
    'Dijelaskan bahwa penyambungan dilakukan paling lambat 1 × 24 jam setelah tunggakan dan biaya buka lunas. Pelapor menerima.',
    'Pembayaran pelapor belum tampak karena dilakukan lewat gerai; setelah bukti dikirim, pembayaran terbaca dan jadwal buka disampaikan.',
    'Cara mengangsur tunggakan dan syarat penyambungan kembali dijelaskan; pelapor akan datang ke kantor Wilayah.',
  ],
  PEMUTUSAN: [
    'Dijelaskan bahwa pemutusan dilakukan setelah tunggakan tiga bulan dan dua kali pemberitahuan. Pelapor mengakui dan akan melunasi.',
    'Pemutusan atas permintaan sendiri: pelapor diberi tahu syaratnya, yaitu rekening lunas dan surat permohonan pemilik.',
    'Surat yang diterima baru pemberitahuan, belum pemutusan; batas bayarnya dijelaskan dan pelapor menerima.',
  ],
  BALIK_NAMA: [
    'Syarat balik nama dijelaskan: KTP pemilik baru, bukti kepemilikan rumah, dan rekening terakhir yang lunas.',
    'Untuk rumah warisan diperlukan surat keterangan ahli waris dari kelurahan. Pelapor akan melengkapi berkas.',
    'Permohonan sudah disetujui dan nama baru tercetak pada rekening bulan depan. Pelapor menerima.',
  ],
  PELAYANAN_PETUGAS: [
    'Disampaikan permohonan maaf atas kejadian tersebut; petugas yang bersangkutan sudah ditegur atasannya. Pelapor menerima.',
    'Dijelaskan bahwa petugas resmi selalu membawa kartu tanda pengenal dan surat tugas, dan tidak menerima uang tunai di tempat.',
    'Apresiasi pelapor dicatat dan diteruskan kepada petugas serta kepala Wilayahnya.',
  ],
  PENCURIAN_AIR: [
    'Pelapor diberi tahu bahwa laporannya dirahasiakan dan diteruskan ke regu penertiban; tidak diperlukan keterangan lanjutan.',
    'Dijelaskan bahwa sambungan yang dicurigai adalah hidran resmi untuk pemadam kebakaran. Pelapor menerima.',
    'Kegiatan yang dilihat pelapor adalah pekerjaan resmi dengan surat tugas. Pelapor berterima kasih atas penjelasan.',
  ],
  SAMBUNGAN_LIMBAH: [
    'Dijelaskan bahwa lokasi berada di wilayah layanan perpipaan air limbah; formulir dan syarat sambungan dikirim lewat pesan.',
    'Jaringan air limbah belum menjangkau alamat tersebut; pelapor ditawari layanan sedot tinja terjadwal.',
    'Pelapor diberi tahu bahwa sambungan rumah pada tahap ini dibiayai program pemerintah dan tidak dipungut biaya pemasangan.',
  ],
  TARIF_LIMBAH: [
    'Dasar pengenaan tarif air limbah dan golongannya dijelaskan; pelapor menerima salinan ketentuannya.',
    'Komponen air limbah pada rekening muncul karena rumah sudah tersambung sejak tahun lalu. Pelapor membenarkan.',
    'Dijelaskan bahwa tarif usaha berlaku karena di alamat itu ada rumah makan. Pelapor dapat mengajukan peninjauan golongan.',
  ],
  LAINNYA: [
    'Pertanyaan dijawab lengkap dan tautan informasi dikirimkan. Pelapor menyatakan cukup.',
    'Masukan dicatat untuk dibahas pada rapat bulanan Bagian Humas; pelapor diberi tahu.',
    'Hal yang ditanyakan bukan kewenangan perusahaan; pelapor diarahkan ke instansi terkait dan menerima.',
  ],
}
