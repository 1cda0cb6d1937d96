// Where a person can go: the pages of their work, and the settings that they keep.
import { type Ability, can, isOfficerOnly, type User } from './permissions.ts'

type Link = { href: string; label: string; icon: string; may: Ability }

const OWN_WORK: Link = { href: '/saya', label: 'Pekerjaan saya', icon: 'user-check', may: 'doWork' }

const WORK: readonly (Link & { counts?: 'mine' | 'reports' })[] = [
  { href: '/aduan', label: 'Aduan', icon: 'inbox', may: 'seeComplaints', counts: 'mine' },
  { href: '/aduan/baru', label: 'Aduan baru', icon: 'plus', may: 'recordComplaint' },
  { href: '/dasbor', label: 'Dasbor', icon: 'chart-bar', may: 'seeFigures' },
  { href: '/pemantauan', label: 'Pemantauan', icon: 'alarm', may: 'monitor' },
  { href: '/laporan', label: 'Laporan', icon: 'file-text', may: 'seeFigures', counts: 'reports' },
  { href: '/kepatuhan', label: 'Kepatuhan SOP', icon: 'route', may: 'seeFigures' },
]

type Kept = Link & { group: string; what: string }
const kept = (group: string, pages: Omit<Kept, 'group'>[]): Kept[] => pages.map((page) => ({ ...page, group }))

// biome-ignore format: a table, one page a row
export const SETTINGS: readonly Kept[] = [
  ...kept('Orang dan jejak', [
    { href: '/pengaturan/orang', label: 'Orang', icon: 'users', may: 'administerPeople', what: 'Akun, peran, dan unit setiap orang' },
    { href: '/pengaturan/jejak', label: 'Jejak perubahan', icon: 'history', may: 'readAudit', what: 'Siapa mengubah apa, dan kapan' },
    { href: '/pengaturan/akses', label: 'Catatan akses', icon: 'eye', may: 'readAccessLog', what: 'Siapa membuka data pelapor' },
  ]),
  ...kept('Batas waktu', [
    { href: '/pengaturan/sla', label: 'Batas waktu', icon: 'hourglass', may: 'keepTargets', what: 'Menit untuk tiap langkah, dan mulai kapan berlaku' },
    { href: '/pengaturan/kalender', label: 'Kalender kerja', icon: 'calendar-event', may: 'keepCalendar', what: 'Jam kerja dan hari libur' },
    { href: '/pengaturan/penundaan', label: 'Alasan penundaan', icon: 'clock-pause', may: 'keepHoldReasons', what: 'Alasan menunda, dan mana yang menjeda batas waktu' },
    { href: '/pengaturan/pengingat', label: 'Pengingat', icon: 'clock-exclamation', may: 'keepOverdueSteps', what: 'Siapa diingatkan ketika batas waktu hampir habis atau lewat' },
  ]),
  ...kept('Dokumen dan laporan', [
    { href: '/pengaturan/sop', label: 'SOP', icon: 'clipboard-check', may: 'keepSop', what: 'Dasar, versi, penanggung jawab langkah, dan arti setiap angka' },
    { href: '/pengaturan/kop-surat', label: 'Kop surat', icon: 'file-text', may: 'keepLetterhead', what: 'Kepala dokumen dan pola nomor surat' },
    { href: '/pengaturan/penerima-laporan', label: 'Penerima laporan', icon: 'send', may: 'keepReportList', what: 'Alamat surel yang menerima konsep laporan' },
    { href: '/pengaturan/sambungan', label: 'Sambungan', icon: 'building', may: 'keepConnections', what: 'Jumlah sambungan setiap Wilayah' },
    { href: '/pengaturan/pengukuran', label: 'Pengukuran', icon: 'gauge', may: 'keepMeasures', what: 'Yang diukur di lapangan dan batasnya' },
  ]),
  ...kept('Pesan dan surat', [
    { href: '/pengaturan/pesan', label: 'Teks pesan', icon: 'message', may: 'keepTemplates', what: 'Kabar otomatis untuk pelapor' },
    { href: '/pengaturan/surat', label: 'Teks surat', icon: 'file-text', may: 'keepLetterTemplates', what: 'Awal surat jawaban untuk setiap kategori' },
    { href: '/pengaturan/kotak-keluar', label: 'Kotak keluar', icon: 'mail', may: 'readOutbox', what: 'Pesan yang menunggu, terkirim, atau gagal' },
  ]),
]

/** counts: what of the person's waiting is shown beside it. */
export function menuOf(user: User) {
  const own = isOfficerOnly(user) ? [OWN_WORK, ...WORK] : [...WORK, OWN_WORK]
  return { work: own.filter(({ may }) => can(user, may)), settings: SETTINGS.filter(({ may }) => can(user, may)) }
}
