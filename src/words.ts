// Every Indonesian label of a code, type-complete: a new code does not compile before it has its word.
import type {
  ClockName,
  ComplainantKind,
  ContactWay,
  Kind,
  LetterWay,
  LinkKind,
  MessageState,
  MessageWay,
  NoticeKind,
  NoticeWay,
  PaperKind,
  Phase,
  Priority,
  Refusal,
  ReportState,
  Role,
  Service,
  SignatureParty,
  State,
  StepMoment,
  StepRecipient,
  TariffClass,
  WorkResult,
} from './generated/enums.ts'

export const STATE: Record<State, string> = {
  SUBMITTED: 'Baru masuk',
  RECEIVED: 'Diterima',
  ESCALATED: 'Diteruskan',
  IN_PROGRESS: 'Ditindaklanjuti',
  ON_HOLD: 'Tertunda',
  MONITORING: 'Dipantau',
  CLOSED: 'Selesai',
  DISMISSED: 'Tidak dilanjutkan',
}

/** The state's colour in Tabler's names, the same on every screen. */
export const STATE_COLOUR: Record<State, string> = {
  SUBMITTED: 'azure',
  RECEIVED: 'blue',
  ESCALATED: 'purple',
  IN_PROGRESS: 'orange',
  ON_HOLD: 'secondary',
  MONITORING: 'teal',
  CLOSED: 'green',
  DISMISSED: 'dark',
}

export const ROLE: Record<Role, string> = {
  HUMAS_ADMIN: 'Petugas Admin Humas',
  CALL_CENTER: 'Petugas Call Center',
  SECTION_HEAD: 'Kasie Hula (Hubungan Langganan)',
  DEPARTMENT_HEAD: 'Kabag Humas',
  QUICK_RESPONSE: 'Petugas Quick Response',
  TECHNICIAN: 'Petugas Teknik',
  UNIT_STAFF: 'Staf Wilayah Pelayanan / Bagian',
  DIRECTOR: 'Direktur Umum & Pelayanan',
  SYSTEM_ADMIN: 'Administrator Sistem',
}

export const CLOCK: Record<ClockName, string> = {
  RECEIVE: 'Terima pengaduan',
  EXPLAIN: 'Input & penjelasan',
  FOLLOW_UP: 'Tindak lanjut',
}

export const PRIORITY: Record<Priority, string> = { LOW: 'Rendah', NORMAL: 'Normal', HIGH: 'Tinggi', URGENT: 'Darurat' }

export const KIND: Record<Kind, string> = {
  COMPLAINT: 'Keluhan',
  SUGGESTION: 'Masukan',
  QUESTION: 'Pertanyaan',
  INFORMATION: 'Permintaan informasi',
}

export const SERVICE: Record<Service, string> = { WATER: 'Air minum', WASTEWATER: 'Air limbah' }

export const COMPLAINANT_KIND: Record<ComplainantKind, string> = {
  INDIVIDUAL: 'Individu',
  GROUP: 'Kelompok',
  ORGANISATION: 'Organisasi',
}

export const TARIFF_CLASS: Record<TariffClass, string> = {
  HOUSEHOLD: 'Rumah tangga',
  BUSINESS: 'Bisnis',
  INDUSTRY: 'Industri',
  SOCIAL: 'Sosial',
  GOVERNMENT: 'Pemerintah',
}

/** When a photo was taken, against the work. */
export const PHASE: Record<Phase, string> = { BEFORE: 'Sebelum', AFTER: 'Sesudah' }

export const PAPER_KIND: Record<PaperKind, string> = {
  RECEIPT: 'Tanda Terima Pengaduan',
  WORK_ORDER: 'Surat Perintah Kerja',
  OFFICIAL_REPORT: 'Berita Acara Pengaduan',
  COMPLETION_REPORT: 'Laporan Penyelesaian Aduan',
  LETTER: 'Surat Jawaban',
}

export const SIGNATURE_PARTY: Record<SignatureParty, string> = { CUSTOMER: 'Pelapor', OFFICER: 'Petugas' }

/** Why a hand is missing on a paper. */
export const REFUSAL: Record<Refusal, string> = {
  COULD_NOT: 'Tidak dapat menandatangani',
  WOULD_NOT: 'Tidak bersedia menandatangani',
}

export const CONTACT_WAY: Record<ContactWay, string> = {
  PHONE: 'Telepon',
  WHATSAPP: 'WhatsApp',
  SMS: 'SMS',
  EMAIL: 'Surel',
  SOCIAL_MEDIA: 'Media sosial',
  VISIT: 'Didatangi',
  NONE: 'Tidak bersedia dihubungi',
}

export const WORK_RESULT: Record<WorkResult, string> = {
  RESOLVED: 'Tuntas',
  TEMPORARY: 'Sementara',
  CUSTOMER_ABSENT: 'Pelanggan tidak di tempat',
  LOCATION_NOT_FOUND: 'Lokasi tidak ditemukan',
  NOT_OUR_AUTHORITY: 'Bukan kewenangan',
  REFUSED_BY_CUSTOMER: 'Ditolak pelanggan',
}

export const LINK_KIND: Record<LinkKind, string> = { DUPLICATE: 'Duplikat', RELATED: 'Terkait', FOLLOW_UP: 'Lanjutan' }

export const NOTICE_KIND: Record<NoticeKind, string> = {
  WORK: 'Pekerjaan untuk saya atau unit saya',
  PROGRESS: 'Perkembangan aduan yang saya tangani',
  OVERDUE: 'Batas waktu yang hampir habis atau terlewati',
}

export const NOTICE_WAY: Record<NoticeWay, string> = {
  BELL: 'Lonceng di aplikasi',
  EMAIL: 'Surel',
  GATEWAY: 'WhatsApp atau SMS',
}

export const MESSAGE_WAY: Record<MessageWay, string> = { EMAIL: 'Surel', GATEWAY: 'WhatsApp atau SMS' }

/** How a letter went out. */
export const LETTER_WAY: Record<LetterWay, string> = {
  EMAIL: 'Surel',
  GATEWAY: 'WhatsApp',
  POST: 'Pos atau kurir',
  HAND: 'Diserahkan langsung',
}

export const MESSAGE_STATE: Record<MessageState, string> = { WAITING: 'Menunggu', SENT: 'Terkirim', GIVEN_UP: 'Tidak terkirim' }

export const REPORT_STATE: Record<ReportState, string> = {
  ISSUED: 'Menunggu persetujuan',
  APPROVED: 'Disetujui',
  RETURNED: 'Dikembalikan',
}

export const STEP_MOMENT: Record<StepMoment, string> = { WARNING: 'Peringatan', LIMIT: 'Batas waktu' }

export const STEP_RECIPIENT: Record<StepRecipient, string> = {
  ASSIGNED: 'Petugas yang ditugaskan',
  UNIT_STAFF: 'Staf unit',
  UNIT_HEAD: 'Kepala unit (Kasie Hula bila kosong)',
  SECTION_HEAD: 'Kasie Hula',
  DEPARTMENT_HEAD: 'Kabag Humas',
}

export const EXPLANATION_OUTCOME = {
  ACCEPTED: 'Diterima pelapor',
  ANSWERED_IN_WRITING: 'Dijawab tertulis',
  UNREACHABLE: 'Pelapor tidak dapat dihubungi',
} as const
export type ExplanationOutcome = keyof typeof EXPLANATION_OUTCOME

export const EXPLANATION_GIVEN = { NOT_YET: 'Belum', NOT_ACCEPTED: 'Sudah, belum diterima pelapor' } as const
export type ExplanationGiven = keyof typeof EXPLANATION_GIVEN

export const DISMISSAL_REASON = {
  DUPLICATE: 'Duplikat aduan lain',
  NOT_OURS: 'Bukan kewenangan Perumda Air Minum',
  SPAM: 'Spam atau tidak dapat dipahami',
} as const
export type DismissalReason = keyof typeof DISMISSAL_REASON
