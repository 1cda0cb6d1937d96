import { dayAndTime, durationWords, MINUTE } from '../time.ts'
import type { Run } from './run.ts'

export const TONES = ['calm', 'warning', 'missed', 'kept', 'late', 'held', 'unjudged'] as const
export type Tone = (typeof TONES)[number]

type Described = Pick<Run, 'warnAt' | 'dueAt' | 'pausedAt' | 'stoppedAt' | 'netMs' | 'breachedAt' | 'judged'>

/** How a run is shown, the same everywhere: what it is about in words, and its deadline. */
export function describeRun(run: Described, now: Date): { tone: Tone; text: string; deadline: string } {
  const deadline = `batas ${dayAndTime(run.dueAt, now)}`
  if (!run.judged) return { tone: 'unjudged', text: 'tidak dinilai', deadline }
  if (run.stoppedAt) return { ...describeStopped(run, run.stoppedAt), deadline }
  // A deadline that is held moves until the hold ends: to name it alone would be a lie.
  if (run.pausedAt) return { tone: 'held', text: 'dijeda', deadline: `${deadline}, bergeser selama dijeda` }
  if (run.breachedAt || now > run.dueAt) return { tone: 'missed', text: `lewat ${lateBy(run.dueAt, now)}`, deadline }
  return { tone: now < run.warnAt ? 'calm' : 'warning', text: `sisa ${atMost(run.dueAt.getTime() - now.getTime())}`, deadline }
}

function describeStopped(run: Described, stoppedAt: Date): { tone: Tone; text: string } {
  if (run.breachedAt) return { tone: 'late', text: `terlambat ${lateBy(run.dueAt, stoppedAt)}` }
  return { tone: 'kept', text: `tepat waktu, ${atMost(run.netMs ?? 0)}` }
}

// Time over is rounded up and time left down: a miss never reads as none, and no minute is promised that is not there.
export const lateBy = (dueAt: Date, until: Date): string =>
  durationWords(Math.max(1, Math.ceil((until.getTime() - dueAt.getTime()) / MINUTE)))

const atMost = (ms: number): string => (ms < MINUTE ? '< 1 mnt' : durationWords(Math.floor(ms / MINUTE)))
