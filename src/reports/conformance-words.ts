// What the page of conformance says: of each step by when (SOP 5), and what each count means.
import type { Kind, State } from '../generated/enums.ts'
import { SOP_STEPS } from '../settings/sop-texts.ts'
import { durationWords } from '../time.ts'
import { STATE } from '../words.ts'
import {
  type Asked,
  askedHref,
  OUTCOMES,
  type Outcome,
  type Path,
  type Paths,
  REASONS_OF,
  type Reason,
  type Sign,
  STEPS,
  type Step,
  type StepCounts,
} from './conformance.ts'
import { share } from './figures.ts'
import { shareWords } from './wording.ts'

export const stepName = (step: Step): string => SOP_STEPS[step - 1] ?? ''

/** By when (SOP 5), and which complaints come to a step; who answers for it is the office's own data. */
export const STEP_WORD: Record<Step, { target: string | null; reached: string }> = {
  1: { target: '30 menit', reached: 'Semua aduan yang masuk pada periode ini.' },
  2: { target: '10 menit', reached: 'Aduan yang sudah diterima petugas.' },
  3: { target: '2–3 jam', reached: 'Aduan yang pernah diteruskan ke unit.' },
  4: {
    target: 'mengakhiri 2–3 jam langkah 3',
    reached: 'Aduan yang pekerjaannya dinyatakan selesai atau dilaporkan, dan aduan yang selesai setelah pernah diteruskan.',
  },
  5: {
    target: null,
    reached: 'Aduan yang laporan penyelesaiannya pernah diisi, dan aduan yang selesai setelah pernah diteruskan.',
  },
  6: { target: null, reached: 'Aduan yang selesai, dan aduan yang dibuka kembali setelah selesai.' },
}

export const OUTCOME_WORD: Record<Outcome, string> = {
  followed: 'Sesuai',
  deviating: 'Menyimpang',
  underway: 'Masih berjalan',
  unjudged: 'Tidak dinilai',
}

export const OUTCOME_MEANING: Record<Outcome, string> = {
  followed: 'Langkah dijalani berurutan dan dalam batas waktu, tanpa satu pun sebab menyimpang.',
  deviating: 'Ada sedikitnya satu sebab menyimpang, juga bila langkahnya masih berjalan.',
  underway: 'Aduan masih pada langkah ini dan sejauh ini tidak menyimpang.',
  unjudged: 'Batas waktunya berhenti karena aduan ditutup tanpa tindak lanjut, jadi tepat waktu atau tidaknya tidak dinilai.',
}

export const REASON_WORD: Record<Reason, string> = {
  skipped: 'Dilewati',
  undeclared: 'Tanpa pernyataan petugas',
  late: 'Terlambat',
  returned: 'Dikembalikan ke Humas',
  transferred: 'Dialihkan',
  held: 'Ditunda',
  sentBack: 'Diminta ulang',
  reopened: 'Dibuka kembali',
}

const LATE = 'Sedikitnya satu putaran batas waktu langkah ini terlewati, menurut batas yang berlaku ketika aduan masuk.'

export const REASON_MEANING: Record<Step, Partial<Record<Reason, string>>> = {
  1: { skipped: 'Diproses lebih lanjut tanpa pernah diterima petugas.', late: LATE },
  2: { skipped: 'Dikerjakan unit atau selesai tanpa keputusan menjelaskan atau meneruskan.', late: LATE },
  3: {
    skipped: 'Dilaporkan atau selesai tanpa pernah dimulai oleh unit.',
    late: LATE,
    returned: 'Unit atau Humas mengembalikan aduan ke Humas.',
    transferred: 'Aduan berpindah dari satu unit ke unit lain.',
    held: 'Tindak lanjut pernah ditunda, dengan alasan apa pun.',
  },
  4: {
    skipped: 'Berakhir tanpa laporan penyelesaian.',
    undeclared: 'Aduan teknis yang dilaporkan tanpa petugas lebih dulu menyatakan pekerjaannya selesai.',
    sentBack: 'Hasil yang dilaporkan belum diterima, sehingga unit diminta menindaklanjuti ulang.',
  },
  5: { skipped: 'Berakhir tanpa dinyatakan selesai atau diminta ulang pada pemantauan.' },
  6: { reopened: 'Dibuka kembali setelah selesai; pembatalan salah tutup tidak dihitung.' },
}

export const signWord = (sign: Sign): string =>
  sign === 'reached' ? 'Mencapai langkah' : ({ ...OUTCOME_WORD, ...REASON_WORD }[sign] ?? sign)

export const signMeaning = (step: Step, sign: Sign): string =>
  sign === 'reached' ? STEP_WORD[step].reached : ({ ...OUTCOME_MEANING, ...REASON_MEANING[step] }[sign] ?? '')

type Linked = { text: string; href: string | null }

/** Each step with its counts, which lead to their complaints. */
export function stepsOf(counts: StepCounts, key: string, kind: Kind | null, answerable: readonly string[]) {
  return STEPS.map((step) => {
    const linked = (sign: Sign): Linked => {
      const count = counts[step][sign] ?? 0
      return { text: count.toLocaleString('id'), href: count > 0 ? askedHref(key, kind, { step, sign }) : null }
    }
    const { followed = 0, deviating = 0 } = counts[step]
    return {
      ...{
        step,
        ...STEP_WORD[step],
        name: stepName(step),
        by: answerable[step - 1] ?? '',
        all: linked('reached'),
        kept: followed + deviating > 0 ? shareWords(share(followed, followed + deviating)) : null,
      },
      outcomes: OUTCOMES.map((sign) => ({ sign, word: OUTCOME_WORD[sign], shown: linked(sign) })),
      reasons: REASONS_OF[step].map((sign) => ({
        word: REASON_WORD[sign],
        meaning: signMeaning(step, sign),
        shown: linked(sign),
      })),
    }
  })
}

/** Each way as boxes, with what each arrow says, and what the others come to. */
export function flowOf({ shown, all, ways }: Paths, key: string, kind: Kind | null) {
  const counted = shown.reduce((sum, { count }) => sum + count, 0)
  const paths = shown.map(({ states, count, minutes }) => ({
    ...{ count, share: shareWords(share(count, all)), href: askedHref(key, kind, { path: states }) },
    boxes: states.map((state, index) => ({ state, since: index === 0 ? null : durationWords(minutes[index - 1] ?? 0) })),
  }))
  return { paths, others: { count: all - counted, ways: ways - shown.length, share: shareWords(share(all - counted, all)) } }
}

export const pathWords = (path: Path['states']): string => path.map((state) => STATE[state as State] ?? state).join(' → ')

export const askedWord = (asked: Asked): string =>
  'path' in asked ? 'Jalur aduan' : `${asked.step}. ${stepName(asked.step)}: ${signWord(asked.sign).toLowerCase()}`

export const askedMeaning = (asked: Asked): string =>
  'path' in asked ? pathWords(asked.path) : signMeaning(asked.step, asked.sign)
