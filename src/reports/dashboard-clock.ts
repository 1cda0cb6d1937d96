// How a clock went on the dashboard, beside the days before.
import type { ClockName } from '../sla/policy.ts'
import { durationWords } from '../time.ts'
import { CLOCK } from '../words.ts'
import type { DashboardContent } from './dashboard-content.ts'
import type { Counting } from './dashboard-counting.ts'
import { type ClockFigure, share } from './figures.ts'
import { shareWords } from './wording.ts'

export function clockOf(clock: ClockName, { figures, before }: DashboardContent, at: Counting) {
  const [line, earlier] = [figures.total.clocks[clock], before.total.clocks[clock]]
  const of = (what: 'kept' | 'late' | 'unjudged' | 'wholeKept' | 'wholeLate' | 'counted') =>
    at.now(line[what], { of: 'clock', clock, what })
  return {
    name: CLOCK[clock],
    runs: shareOf(line.kept, line.late, earlier.kept, earlier.late),
    kept: of('kept'),
    late: of('late'),
    unjudged: of('unjudged'),
    whole: shareOf(line.wholeKept, line.wholeLate, earlier.wholeKept, earlier.wholeLate),
    wholeKept: of('wholeKept'),
    wholeLate: of('wholeLate'),
    counted: of('counted'),
    median: minutesOf(line.median, earlier.median),
    p90: minutesOf(line.p90, earlier.p90),
    held: heldWords(line),
  }
}

/** Held minutes, pausing or not, are always shown beside the net time (SOP, Clocks: holds). */
const heldWords = ({ held, unpaused }: ClockFigure): string =>
  held + unpaused === 0
    ? 'tidak pernah'
    : `${durationWords(held)} menghentikan waktu, ${durationWords(unpaused)} tidak menghentikan waktu`

/** Kept among kept and late: what was not judged is in neither. */
function shareOf(kept: number, late: number, keptBefore: number, lateBefore: number) {
  const [now, then] = [share(kept, kept + late), share(keptBefore, keptBefore + lateBefore)]
  return { words: shareWords(now), ...signOf(now, then, shareWords) }
}

const minutesOf = (now: number | null, then: number | null) => ({
  words: now === null ? 'belum ada' : durationWords(now),
  ...signOf(now, then, durationWords),
})

function signOf(now: number | null, then: number | null, words: (value: number) => string) {
  if (now === null || then === null) return {}
  const difference = now - then
  if (difference === 0) return { sign: 'equal', change: 'tetap' }
  const [sign, word] = difference > 0 ? ['arrow-up', 'naik'] : ['arrow-down', 'turun']
  return { sign, change: `${word} dari ${words(then)}` }
}
