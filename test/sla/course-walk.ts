// A complaint on a random course through the application's own decisions, with somebody standing by who keeps a diary of it.
import { submit, take } from '../../src/complaints/changes/intake.ts'
import type { Change, Complaint } from '../../src/complaints/complaint.ts'
import { decide } from '../../src/complaints/decide.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { State } from '../../src/generated/enums.ts'
import type { MasterData } from '../../src/settings/master.ts'
import type { Calendar } from '../../src/sla/calendar.ts'
import { nextDue, nextWarn } from '../../src/sla/clock.ts'
import { type ClockName, type PolicyVersion, PRIORITIES } from '../../src/sla/policy.ts'
import { recalendarRun } from '../../src/sla/run.ts'
import { calendarsOf, masterOf, offeredBy, userOf } from './course-office.ts'
import * as diary from './course-oracle.ts'
import { MIN, plus } from './samples.ts'

export type Missed = { clock: ClockName; at: Date }
export type Walk = { complaint: Complaint; master: MasterData; diary: diary.Diary; now: Date; told: Missed[]; taken: string[] }
/** pick chooses among what may be done, detail how. gap: minutes, or to a limit and so many minutes beyond. */
export type Step = { gap: { minutes: number } | { beyondDue: number }; pick: number; detail: number; office: Calendar }

type Happening = Action | 'calendar' | 'record'

/** What may happen in a state; the likelier stand twice. */
const HAPPENINGS: Record<State, readonly Happening[]> = {
  SUBMITTED: ['accept', 'accept', 'accept', 'dismiss', 'amend', 'calendar', 'record'],
  RECEIVED: ['escalate', 'escalate', 'escalate', 'escalate', 'explain', 'dismiss', 'amend', 'calendar', 'record'],
  ESCALATED: ['start', 'start', 'start', 'transfer', 'return', 'assign', 'amend', 'calendar', 'record'],
  IN_PROGRESS: ['hold', 'hold', 'hold', 'assign', 'finish', 'report', 'transfer', 'return', 'amend', 'calendar', 'record'],
  ON_HOLD: ['resume', 'resume', 'resume', 'report', 'transfer', 'return', 'amend', 'calendar', 'record'],
  MONITORING: ['confirm', 'sendBack', 'correct', 'amend', 'calendar', 'record'],
  CLOSED: ['reopen', 'reopen', 'calendar', 'record'],
  DISMISSED: ['reopen', 'reopen', 'calendar', 'record'],
}

export type Beginning = {
  versions: PolicyVersion[]
  office: Calendar
  arrival: Date /** null: sent by the complainant; else minutes until an officer opened the form. */
  lead: number | null
}

export function begin(seed: MasterData, { versions, office, arrival: arrivedAt, lead }: Beginning): Walk {
  const master = masterOf(seed, versions, office)
  const now = plus(arrivedAt, (lead ?? 0) * MIN)
  const at = { user: lead === null ? null : userOf(master), now, master }
  const kept: diary.Diary = {
    ...{ versions, calendars: master.calendars, arrivedAt, entries: [], pauses: [], milestones: [] },
    traits: { technical: true, priority: 'NORMAL' },
  }
  diary.milestone(kept, 'ARRIVED', arrivedAt)
  if (lead !== null) diary.milestone(kept, 'RECEIVED', now)
  const values = intakeOf(arrivedAt, master)
  const change = lead === null ? submit(values, at) : take('simpan', values, now, at)
  const walk: Walk = { complaint: blank, master, diary: kept, now, told: [], taken: [] }
  return stored(walk, decided(change))
}

export function go(walk: Walk, { gap, pick, detail, office }: Step): Walk {
  const now = 'minutes' in gap ? plus(walk.now, gap.minutes * MIN) : atDue(walk, gap.beyondDue)
  const happenings = HAPPENINGS[walk.complaint.state]
  const chosen = happenings[pick % happenings.length] as Happening
  // Only who was sent out can declare the work done.
  const happening = chosen === 'finish' && walk.complaint.officers.length === 0 ? 'assign' : chosen
  const later = { ...walk, now, taken: [...walk.taken, `${happening} ${now.toISOString()}`] }
  if (happening === 'record') return record(later)
  if (happening === 'calendar') return recalendar(later, office)
  return act(later, happening, detail)
}

/** As the job does it, whichever limit ran out: told once. */
export function record(walk: Walk): Walk {
  const missed = (run: Complaint['runs'][number]) =>
    !run.stoppedAt && !run.pausedAt && !run.breachedAt && run.dueAt < walk.now ? run.dueAt : null
  const told = walk.complaint.runs.flatMap((run) => (missed(run) ? [{ clock: run.clock, at: run.dueAt }] : []))
  const runs = walk.complaint.runs.map((run) => ({ ...run, breachedAt: run.breachedAt ?? missed(run) }))
  return { ...walk, complaint: { ...walk.complaint, runs }, told: [...walk.told, ...told] }
}

/** As complaints/recalendar-store.ts does it. */
function recalendar(walk: Walk, office: Calendar): Walk {
  const calendars = calendarsOf(office)
  const pauses = walk.complaint.holds.filter(({ pausing }) => pausing)
  const runs = walk.complaint.runs.map((run) =>
    run.calendar === 'OFFICE_HOURS' ? recalendarRun(run, pauses, calendars, walk.now) : run,
  )
  diary.recalendar(walk.diary, calendars, walk.now)
  const complaint = { ...walk.complaint, runs, nextDueAt: nextDue(runs), nextWarnAt: nextWarn(runs) }
  return { ...walk, complaint, master: { ...walk.master, calendars } }
}

function act(walk: Walk, action: Action, detail: number): Walk {
  const { complaint, master, now } = walk
  const at = { user: userOf(master), now, master, version: complaint.version, other: null }
  const change = decide(complaint, action, valuesOf(action, walk, detail), at)
  // A correction that changes nothing, or that the form would not take.
  if ('errors' in change && action === 'amend') return walk
  const after = stored(walk, decided(change))
  note(walk.diary, action, after.complaint, now, complaint.holds)
  return after
}

/** What the person standing by writes down. */
function note(kept: diary.Diary, action: Action, after: Complaint, now: Date, holds: Complaint['holds']): void {
  const held = after.holds.length > holds.length && after.holds.at(-1)?.pausing
  const reached = { accept: 'RECEIVED', start: 'STARTED', finish: 'FINISHED', report: 'REPORTED', confirm: 'CLOSED' } as const
  if (held) diary.hold(kept, now)
  if (action === 'amend') {
    kept.arrivedAt = after.arrivedAt
    diary.retrait(kept, after, now)
  }
  if (action === 'explain' || action === 'escalate') diary.milestone(kept, 'DECIDED', now)
  if (action === 'escalate') diary.milestone(kept, 'ESCALATED', now)
  if (action in reached) diary.milestone(kept, reached[action as keyof typeof reached], now)
  if (action === 'transfer' || action === 'sendBack') diary.anew(kept, 'FOLLOW_UP', now)
  if (action === 'return' || action === 'reopen') diary.anew(kept, 'EXPLAIN', now)
  if (action === 'confirm' || action === 'explain' || action === 'dismiss') diary.close(kept, now, action === 'dismiss')
  if (['resume', 'report', 'transfer', 'return'].includes(action)) diary.release(kept, now)
}

function valuesOf(action: Action, { complaint, master, now }: Walk, detail: number): object {
  const { units, pausing, notPausing } = offeredBy(master)
  const petugas = [userOf(master).id]
  const work = {
    mulai_dikerjakan: now,
    selesai_dikerjakan: now,
    petugas,
    penyebab: '-',
    tindakan: '-',
    hasil: 'RESOLVED',
    kunjungan: [],
  }
  const values: Partial<Record<Action, object>> = {
    dismiss: { alasan: 'SPAM', keterangan: null },
    explain: { penjelasan: '-', hasil_penjelasan: 'ACCEPTED', percobaan: [] },
    escalate: { unit: units[detail % 2], catatan: '-', penjelasan_diberikan: 'NOT_YET' },
    transfer: { unit: units[complaint.ownerUnitId === units[0] ? 1 : 0], alasan: '-' },
    assign: { petugas },
    hold: { alasan: detail % 4 === 0 ? notPausing : pausing, keterangan: null },
    amend: amended(complaint, master, detail),
    finish: work,
    report: work,
    correct: work,
  }
  return values[action] ?? { alasan: '-' }
}

/** Category, priority, both, or the arrival some hours or days earlier. */
function amended({ arrivedAt, technical }: Complaint, master: MasterData, detail: number): object {
  const kategori = offeredBy(master)[technical ? 'other' : 'technical']
  const prioritas = PRIORITIES[detail % 4]
  const earlier = plus(arrivedAt, -(detail % 3_000) * MIN)
  return {
    alasan: '-',
    ...[{ kategori }, { prioritas }, { kategori, prioritas }, { waktu_masuk: earlier }, { waktu_masuk: earlier, prioritas }][
      detail % 5
    ],
  }
}

/** Where the next limit is, if it is still to come. */
function atDue({ complaint, now }: Walk, beyond: number): Date {
  const due = complaint.nextDueAt ? plus(complaint.nextDueAt, beyond * MIN) : now
  return due > now ? due : now
}

function stored(walk: Walk, { after, events }: Change): Walk {
  const runs = after.runs.map((run, index) => ({ ...run, id: run.id ?? index + 1 }))
  const told = events.flatMap(({ type, at, payload }) =>
    type === 'limitMissed' ? [{ at, clock: (payload as { clock: ClockName }).clock }] : [],
  )
  return { ...walk, complaint: { ...after, id: 1, version: after.version + 1, runs }, told: [...walk.told, ...told] }
}

function decided(outcome: Change | { errors: object }): Change {
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  return outcome
}

const blank = {} as Complaint
const intakeOf = (waktu_masuk: Date, master: MasterData) => ({
  ...{
    kanal: offeredBy(master).channel,
    jenis: 'COMPLAINT' as const,
    layanan: 'WATER' as const,
    kategori: offeredBy(master).technical,
    perihal: '-',
    uraian: '-',
  },
  ...{ waktu_masuk, kelurahan: null, alamat: null, nomor_sambungan: null, nama: null, anonim: true, telepon: null, akun: null },
  ...{ cara_dihubungi: null, mewakili: false, kebutuhan: [], keterangan_kebutuhan: null, jenis_pelapor: null, golongan: null },
  ...{ tidak_bersedia: true, lampiran: [], simpan_lokasi: false, prioritas: 'NORMAL' as const },
})
