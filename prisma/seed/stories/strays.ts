import type { ComplaintText } from '../texts/types.ts'

/** What reaches every helpdesk and is none of its work, with what the officer notes. */
export const STRAYS: readonly { text: ComplaintText; alasan: 'SPAM' | 'NOT_OURS'; keterangan: string }[] = [
  {
    alasan: 'SPAM',
    keterangan: 'Iklan pinjaman, nomor pengirim diblokir.',
    text: stray('Dana cair 5 menit tanpa jaminan, bunga ringan. Klik tautan di profil kami sekarang juga kak.', '73.71.09.1001'),
  },
  {
    alasan: 'SPAM',
    keterangan: 'Pesan beruntun tanpa isi, sudah ditanya tiga kali tidak menjawab.',
    text: stray('pppp tes tes halo min promo follback dong', '73.71.13.1001'),
  },
  {
    alasan: 'NOT_OURS',
    keterangan: 'Lampu jalan dikelola Dinas PU, pelapor diberi nomor pengaduannya.',
    text: stray(
      'Lampu jalan di depan mesjid sudah dua minggu padam, gelap sekali dan sudah ada yang dijambret. Tolong diganti.',
      '73.71.07.1002',
    ),
  },
  {
    alasan: 'NOT_OURS',
    keterangan: 'Pemadaman listrik, diarahkan ke PLN 123.',
    text: stray('Listrik di blok kami mati sejak habis magrib, tetangga juga. Kapan menyala lagi?', '73.71.14.1002'),
  },
  {
    alasan: 'NOT_OURS',
    keterangan: 'Pengangkutan sampah urusan kecamatan, pelapor sudah diberi kontak Kasi Kebersihan.',
    text: stray('Sampah di TPS ujung jalan menumpuk sepuluh hari, baunya sampai ke dalam rumah.', '73.71.10.1002'),
  },
  {
    alasan: 'NOT_OURS',
    keterangan: 'Alamat di Kabupaten Gowa, pelapor diarahkan ke PDAM Gowa.',
    text: stray(
      'Air di Sungguminasa tidak mengalir dari kemarin, rumah saya dekat Jembatan Kembar. Nomor ini yang ada di internet.',
      '73.71.10.1001',
    ),
  },
]

function stray(text: string, village: string): ComplaintText {
  return { category: 'LAINNYA', kind: 'COMPLAINT', subject: null, text, village, address: null }
}
