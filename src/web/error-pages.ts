import type { NextFunction, Request, Response } from 'express'
import { Forbidden, NotFound, NotYet, Refused, Unavailable } from '../errors.ts'
import { renderPage, renderPart } from './page.ts'

type Words = { heading: string; what: string; safe: string; next: string; newest?: NotYet['newest'] }

const WORDS: Record<number, Words> = {
  400: {
    heading: 'Permintaan tidak dapat dibaca',
    what: 'Alamat atau kiriman dari peramban tidak lengkap atau rusak.',
    safe: 'Tidak ada yang disimpan atau diubah.',
    next: 'Kembali ke halaman sebelumnya, lalu coba sekali lagi.',
  },
  403: {
    heading: 'Anda tidak berwenang',
    what: 'Peran Anda tidak mencakup halaman atau tindakan ini.',
    safe: 'Tidak ada yang diubah.',
    next: 'Jika ini termasuk tugas Anda, hubungi Administrator Sistem agar peran Anda disesuaikan.',
  },
  404: {
    heading: 'Halaman tidak ditemukan',
    what: 'Alamat ini tidak ada, atau isinya tidak termasuk yang dapat Anda lihat.',
    safe: 'Tidak ada data yang hilang.',
    next: 'Periksa kembali alamat atau nomor aduan yang diketik.',
  },
  409: {
    heading: 'Keadaan sudah berubah',
    what: 'Tindakan ini tidak dapat dilakukan pada keadaan sekarang.',
    safe: 'Tidak ada yang diubah oleh kiriman Anda.',
    next: 'Muat ulang halaman untuk melihat keadaan terbaru, lalu putuskan langkah berikutnya.',
  },
  413: {
    heading: 'Kiriman terlalu besar',
    what: 'Isi formulir melebihi ukuran yang dapat diterima.',
    safe: 'Tidak ada yang disimpan.',
    next: 'Kembali ke formulir, persingkat isinya, lalu kirim lagi.',
  },
  415: {
    heading: 'Bentuk kiriman tidak dikenal',
    what: 'Kiriman memakai penyandian yang tidak dapat dibaca.',
    safe: 'Tidak ada yang disimpan.',
    next: 'Kembali ke formulir, lalu kirim lagi dari halaman itu.',
  },
  422: {
    heading: 'Isian belum benar',
    what: 'Ada isian yang tidak dapat diterima.',
    safe: 'Tidak ada yang disimpan.',
    next: 'Kembali ke formulir dan periksa isiannya.',
  },
  429: {
    heading: 'Terlalu banyak percobaan',
    what: 'Permintaan datang terlalu sering dalam waktu singkat.',
    safe: 'Tidak ada yang diubah.',
    next: 'Tunggu beberapa menit, lalu coba lagi.',
  },
  500: {
    heading: 'Terjadi gangguan pada aplikasi',
    what: 'Permintaan Anda tidak dapat diselesaikan. Gangguan ini sudah dicatat.',
    safe: 'Yang sudah tersimpan tetap aman.',
    next: 'Coba lagi sebentar lagi. Sebelum mengirim ulang, periksa apakah tindakan terakhir sudah tercatat.',
  },
  503: {
    heading: 'Belum dapat dilayani',
    what: 'Bagian yang diperlukan sedang tidak dapat dijangkau. Gangguan ini sudah dicatat.',
    safe: 'Yang sudah tersimpan tidak berubah.',
    next: 'Coba lagi sebentar lagi. Bila tetap begini, hubungi Administrator Sistem.',
  },
}

/** After the last route: no address of ours. */
export function unknownAddress(_req: Request, _res: Response, next: NextFunction): void {
  next(new NotFound())
}

/** Every error ends here, as a page that says what happened, what is safe and what to do. */
export async function errorPage(error: unknown, req: Request, res: Response, next: NextFunction): Promise<void> {
  const status = statusOf(error)
  if (status >= 500 && error instanceof Error) res.err = error
  if (res.headersSent) return next(error)
  const words = WORDS[status] ?? FALLBACK
  const said = { ...words, ...saidBy(error) }
  const it = { ...said, title: said.heading, status, mine: 0, requestId: req.id }
  // A partial update shows the message in its place, not a page inside the page.
  if (req.get('HX-Request')) return renderPart(req, res.status(status), 'error', it)
  await renderPage(req, res, 'error', it)
}

const FALLBACK = WORDS[500] as Words

/** Ours say their status; those of Express and its parsers are the sender's fault; everything else is ours. */
function statusOf(error: unknown): number {
  if (error instanceof Unavailable) return error.status
  if (waitedInVain(error)) return 503
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status in WORDS && status <= 500) return status
  return status > 400 && status < 500 ? 400 : 500
}

/** All connections to the database were in use for as long as anybody waits for one; Prisma may tell it in words of its own around those of pg. */
const waitedInVain = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('timeout exceeded when trying to connect')

/** What our own errors say to people; messages of libraries are in English and not for them. */
function saidBy(error: unknown): Partial<Words> {
  if (error instanceof NotYet) return { ...NOT_YET, what: error.message, newest: error.newest }
  return [NotFound, Forbidden, Refused, Unavailable].some((one) => error instanceof one) ? { what: (error as Error).message } : {}
}

const NOT_YET = { heading: 'Belum ada', next: 'Yang terbaru dapat Anda buka sekarang.' }
