// Who is told of a report, and by which ways: its makers of drafts and decisions, the Direktur of what waits for approval (SOP 5, step 5).
import type { NoticeKind, ReportEventType, Role } from '../generated/enums.ts'
import type { ReportEvent } from '../reports/report-events.ts'
import type { MasterData } from '../settings/master.ts'
import { type Word, word } from './announce.ts'
import { holders } from './audience.ts'
import type { ReportLetter } from './report-letters.ts'

const RULES: Record<ReportEventType, { kind: NoticeKind; role: Role }> = {
  READY: { kind: 'WORK', role: 'DEPARTMENT_HEAD' },
  ISSUED: { kind: 'WORK', role: 'DIRECTOR' },
  RETURNED: { kind: 'WORK', role: 'DEPARTMENT_HEAD' },
  APPROVED: { kind: 'PROGRESS', role: 'DEPARTMENT_HEAD' },
}

export type ReportWord = {
  notices: Word['notices']
  messages: (Omit<Word['messages'][number], 'template'> & { template: ReportLetter })[]
}

/** Deputies of who is away hear too, as far as they may read reports. Whoever did it knows. */
export function reportWord({ type, actorId }: ReportEvent, at: { master: MasterData; now: Date }): ReportWord {
  const { kind, role } = RULES[type]
  const { master } = at
  const people = holders(master, [role])
  const deputies = people.flatMap((id) => master.away.get(id)?.deputyId ?? []).filter((id) => mayReadReports(id, master))
  const told = [...new Set([...people, ...deputies])].filter((id) => id !== actorId)
  const { notices, messages } = word(told, kind, ['BELL', 'EMAIL', 'GATEWAY'], at)
  return { notices, messages: messages.map((message) => ({ ...message, template: 'report' as const })) }
}

export const mayReadReports = (personId: number, { posts }: Pick<MasterData, 'posts'>): boolean =>
  posts.some((post) => post.personId === personId && (post.role === 'DEPARTMENT_HEAD' || post.role === 'DIRECTOR'))
