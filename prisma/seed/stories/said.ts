// What officers write: of each list what suits the matter.

import { timeOfDay } from '../../../src/time.ts'
import { HOLD_REASONS, type HoldReasonCode } from '../hold-reasons.ts'
import { ACTIONS, CAUSES, DISPOSITIONS, EXPLANATIONS, NOTES, REASONS, REQUESTS } from '../texts/index.ts'
import { type Course, categoryOf, isTechnicalCourse } from './course.ts'
import type { Values } from './story.ts'

type Reason = keyof typeof REASONS

export const reasonFor = ({ random }: Course, list: Reason, about = /./): Values => ({
  alasan: random.pick(fitting(REASONS[list], (reason) => about.test(reason))),
})

export function explanationOf(course: Course, outcome: 'ACCEPTED' | 'ANSWERED_IN_WRITING' | 'UNREACHABLE'): Values {
  const unheard =
    'Dihubungi dua kali tanpa jawaban. Penjelasan dikirim lewat pesan, pelapor dapat menghubungi call center kembali.'
  const penjelasan = outcome === 'UNREACHABLE' ? unheard : course.random.pick(EXPLANATIONS[categoryOf(course)])
  return { penjelasan, hasil_penjelasan: outcome }
}

/** What a note to the unit is about, and when it is said; any other is always right. */
const SAID_WHEN: readonly [RegExp, (course: Course) => boolean][] = [
  [/meternya/, ({ matter }) => /METER|CATAT|TAGIHAN/.test(matter.category.code)],
  [/tertulis/, ({ matter }) => !matter.category.technical],
  [/katup|beberapa rumah/, ({ matter }) => /MENGALIR|TEKANAN|KERUH/.test(matter.category.code)],
  [/Quick Response|pekerjaan pipa/, isTechnicalCourse],
  [/kerusakan/, ({ matter }) => /BOCOR|METER_|GALIAN|MELUAP/.test(matter.category.code)],
  [/kebutuhan khusus/, ({ story }) => story.intake.values.kebutuhan !== undefined],
  [/lewat pesan/, ({ story }) => /WHATSAPP|SOCIAL/.test(String(story.intake.values.cara_dihubungi))],
  [/lewat telepon/, ({ story }) => story.intake.values.cara_dihubungi === 'PHONE'],
  [/17\.00/, ({ at }) => /^(0[6-9]|1[0-3])/.test(timeOfDay(at))],
]

export function dispositionFor(course: Course): string {
  const fits = (note: string) => SAID_WHEN.every(([about, isSo]) => !about.test(note) || isSo(course))
  return course.random.pick(fitting(DISPOSITIONS, fits))
}

export function noteFor({ random, matter }: Course, list: keyof typeof NOTES): string {
  const ofOffice = /rekening|meter|pemakaian/i
  return random.pick(fitting(NOTES[list], (note) => ofOffice.test(note) !== matter.category.technical))
}

export const requestTo = ({ random }: Course, unit: string): string => {
  const about = unit === 'LIMBAH' ? /jetting/ : /katup|deteksi|tangki|pompa/
  return random.pick(fitting(REQUESTS, (request) => about.test(request)))
}

/** Two are written for each reason, in the order of the reasons; islands and meters stay where they belong. */
export function holdNoteFor({ random, matter }: Course, reason: HoldReasonCode): string {
  const nth = HOLD_REASONS.findIndex(({ code }) => code === reason)
  const isOnIsland = matter.text.village.startsWith('73.71.15')
  const fits = (note: string) =>
    (isOnIsland || !note.includes('pulau')) && (matter.category.code.startsWith('METER') || !note.includes('meter 1/2'))
  return random.pick(fitting(REASONS.hold.slice(2 * nth, 2 * nth + 2), fits))
}

/** Cause and action go together in their lists. */
export function findingsOf(course: Course): { penyebab: string; tindakan: string } {
  const causes = CAUSES[categoryOf(course)]
  const nth = Math.floor(course.random.between(0, causes.length))
  return { penyebab: causes[nth] ?? '', tindakan: ACTIONS[categoryOf(course)][nth] ?? '' }
}

function fitting(list: readonly string[], fits: (words: string) => boolean): readonly string[] {
  const some = list.filter(fits)
  return some.length > 0 ? some : list
}
