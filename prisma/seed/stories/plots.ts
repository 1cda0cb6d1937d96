import type { CategoryCode } from '../categories.ts'
import type { ChannelCode } from '../channels.ts'
import type { ComplaintText } from '../texts/types.ts'
import { addressCorrected, phoneCorrected, prioritised, recategorised } from './amendments.ts'
import type { Turn } from './course.ts'
import * as detours from './detours.ts'
import * as explained from './explained.ts'
import { followedUp } from './follow-up.ts'
import { type Fit, isOfOffice, isTechnical } from './matters.ts'
import { STRAYS } from './strays.ts'

/** Which course is taken how often. Recorded by an officer, or sent by the complainant on the public form. */
export type Plot = { share: number; turn: Turn; fits: Fit; public?: true; channel?: ChannelCode; text?: ComplaintText }

const isAny: Fit = () => true
const isOf =
  (...codes: CategoryCode[]): Fit =>
  ({ category }) =>
    codes.some((code) => code === category.code)
const isOfPipes = isOf('TIDAK_MENGALIR', 'TEKANAN_RENDAH', 'BOCOR_PIPA_DINAS')
const isQuestion: Fit = ({ text, category }) => (text.kind ?? 'COMPLAINT') !== 'COMPLAINT' || !category.technical

export const PLOTS: readonly Plot[] = [
  { share: 58, turn: explained.explained, fits: isQuestion },
  { share: 24, turn: explained.explained, fits: isTechnical },
  { share: 11, turn: explained.answeredInWriting, fits: isQuestion, channel: 'SUREL' },
  { share: 4, turn: explained.answeredInWriting, fits: isOfOffice, channel: 'INSTAGRAM' },
  { share: 14, turn: explained.explainedLater, fits: isOfOffice },
  { share: 5, turn: explained.unreachable, fits: isOfOffice, channel: 'WHATSAPP' },
  { share: 4, turn: explained.explainedThenReopened, fits: isTechnical },
  { share: 2, turn: explained.closedByMistake, fits: isOfOffice },
  { share: 5, turn: explained.explainedLater, fits: isQuestion, public: true },
  { share: 2, turn: explained.answeredInWriting, fits: isOfOffice, channel: 'SURAT' },

  { share: 26, turn: followedUp, fits: isTechnical },
  { share: 11, turn: followedUp, fits: isOfOffice },
  { share: 3, turn: followedUp, fits: isOfOffice, channel: 'SURAT' },
  { share: 3, turn: followedUp, fits: isTechnical, public: true },
  { share: 3, turn: detours.held('PELANGGAN_TIDAK_DI_TEMPAT'), fits: isTechnical },
  { share: 2, turn: detours.held('MENUNGGU_IZIN'), fits: isTechnical },
  { share: 2, turn: detours.held('CUACA'), fits: isTechnical },
  { share: 2, turn: detours.held('MENUNGGU_MATERIAL'), fits: isTechnical },
  { share: 2, turn: detours.held('PIHAK_KETIGA'), fits: isTechnical },
  { share: 3, turn: detours.transferredTo('DISTRIBUSI'), fits: isOf('BOCOR_PIPA_DINAS') },
  { share: 2, turn: detours.transferredTo('another Wilayah'), fits: isOfPipes },
  { share: 3, turn: detours.returned, fits: isTechnical },
  { share: 2, turn: detours.returnedAndExplained, fits: isOf('TAGIHAN_MELONJAK') },
  { share: 4, turn: detours.supportedBy('DISTRIBUSI'), fits: isOfPipes },
  { share: 1, turn: detours.supportedBy('LIMBAH'), fits: isOf('BEKAS_GALIAN') },
  { share: 5, turn: detours.sentBack, fits: isTechnical },
  { share: 3, turn: detours.reopened, fits: isTechnical },
  { share: 2, turn: detours.corrected, fits: isTechnical },
  { share: 2, turn: detours.unresolved('TEMPORARY'), fits: isTechnical },
  { share: 1, turn: detours.unresolved('LOCATION_NOT_FOUND'), fits: isTechnical },
  { share: 1, turn: detours.unresolved('NOT_OUR_AUTHORITY'), fits: isTechnical },
  { share: 1, turn: detours.unresolved('REFUSED_BY_CUSTOMER'), fits: isTechnical },
  { share: 2, turn: detours.customerAbsent, fits: isTechnical },
  { share: 2, turn: addressCorrected, fits: isAny },
  { share: 2, turn: recategorised('TEKANAN_RENDAH', /tekanan rendah/), fits: isOf('TIDAK_MENGALIR') },
  { share: 1, turn: recategorised('SALAH_CATAT', /angka catatannya/), fits: isOf('TAGIHAN_MELONJAK') },
  { share: 2, turn: prioritised, fits: isOf('TIDAK_MENGALIR') },
  { share: 1, turn: phoneCorrected, fits: isOfOffice },

  ...STRAYS.map(({ text, alasan, keterangan }, index) => ({
    ...{ share: 1, turn: explained.dismissed(alasan, keterangan), fits: isAny, text, channel: 'WHATSAPP' as const },
    ...(index % 3 === 0 && { public: true as const }),
  })),
]
