// Complaints on courses by chance through the application's own functions, over midnights, months and the end of a year.
import fc from 'fast-check'
import type { Username } from '../../prisma/seed/people.ts'
import { initialValues } from '../../src/complaints/choices.ts'
import { type Complaint, numberOf } from '../../src/complaints/complaint.ts'
import { findVisible, type Stored } from '../../src/complaints/store.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { State } from '../../src/generated/enums.ts'
import { DAY, dateInWita, MINUTE, startOfDayWita, toLocalInput } from '../../src/time.ts'
import type { Typed } from '../../src/web/form.ts'
import type { TestApp } from '../support/app.ts'
import { act, bodyOf, recordComplaint, unitId } from '../support/complaints.ts'

/** Minutes and parts of them, days, or to so many milliseconds from the next midnight in WITA. */
type Gap = { minutes: number } | { days: number } | { midnight: number }
type Step = { gap: Gap; pick: number; detail: number }
export type History = { arrivedAt: Date; lead: number; sentIn: boolean; detail: number; steps: Step[] }

const anyGap: fc.Arbitrary<Gap> = fc.oneof(
  { weight: 7, arbitrary: fc.nat(14 * 60).map((seconds) => ({ minutes: seconds / 60 })) },
  { weight: 4, arbitrary: fc.integer({ min: 15 * 60, max: 600 * 60 }).map((seconds) => ({ minutes: seconds / 60 })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 }).map((days) => ({ days })) },
  { weight: 2, arbitrary: fc.constantFrom(-1, 0).map((midnight) => ({ midnight })) },
)

/** Arrivals from one day to another; many of them at midnight, and on the days given. */
export const anyHistory = (from: string, until: string, edges: readonly string[]): fc.Arbitrary<History> => {
  const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY)
  const anyDay = fc.oneof(
    fc.nat(days).map((day) => new Date(startOfDayWita(from).getTime() + day * DAY)),
    fc.constantFrom(...edges).map(startOfDayWita),
  )
  const anyMinute = fc.oneof(
    { weight: 3, arbitrary: fc.nat(24 * 60 - 1) },
    { weight: 1, arbitrary: fc.constantFrom(0, 24 * 60 - 1) },
  )
  return fc.record({
    arrivedAt: fc.tuple(anyDay, anyMinute).map(([day, minute]) => new Date(day.getTime() + minute * MINUTE)),
    lead: fc.oneof(fc.nat(40), fc.nat(3_000)),
    sentIn: fc.boolean(),
    detail: fc.nat(9_999),
    steps: fc.array(fc.record({ gap: anyGap, pick: fc.nat(99), detail: fc.nat(9_999) }), {
      minLength: 3,
      maxLength: 16,
      size: 'max',
    }),
  })
}

/** Plays a history, up to an instant at the latest; gives the number of the complaint, or null when it had not even begun. */
export async function play(
  test: TestApp,
  { arrivedAt, lead, sentIn, detail, steps }: History,
  end: Date,
): Promise<string | null> {
  const recordedAt = new Date(arrivedAt.getTime() + (sentIn ? 0 : lead) * MINUTE)
  if (recordedAt > end) return null
  test.clock.set(recordedAt)
  const by = sentIn ? null : pickOf(['admin.humas', 'callcenter', 'kasie.hula'] as const, detail)
  const number = await recordComplaint(test, arriving(test, arrivedAt, detail), by)
  for (const step of steps) {
    const at = later(test.clock.now(), step.gap)
    if (at > end) break
    test.clock.set(at)
    await go(test, number, step)
  }
  return number
}

function arriving({ master }: TestApp, arrivedAt: Date, detail: number): Typed {
  return {
    waktu_masuk: toLocalInput(arrivedAt),
    jenis: pickOf(KINDS, detail >> 1),
    kategori: String(categoryOf(master, detail >> 2)),
    kanal: String(pickOf(master.channels.slice(0, 3), detail).id),
    ...placeOf(master, detail),
    ...(detail % 5 === 0 && { kebutuhan: [String(master.needs[0]?.id)] }),
    ...(detail % 7 === 0 && { keterangan_kebutuhan: 'Memakai kursi roda.' }),
  }
}

const KINDS = ['COMPLAINT', 'COMPLAINT', 'SUGGESTION', 'QUESTION', 'INFORMATION'] as const
/** Technical ones, others, and one that goes by no Wilayah. */
const CATEGORIES = ['BOCOR_PIPA_DINAS', 'TIDAK_MENGALIR', 'TAGIHAN_MELONJAK', 'LAINNYA'] as const
const UNITS = ['WIL1', 'WIL2', 'DISTRIBUSI'] as const
const STAFF = { WIL1: 'staf.wilayah1', WIL2: 'staf.wilayah2', DISTRIBUSI: 'staf.distribusi' } as const
const TECHNICIAN = { WIL1: 'teknik.1', WIL2: 'teknik.2', DISTRIBUSI: 'teknik.distribusi' } as const

function pickOf<T>(list: readonly T[], pick: number): T {
  return list[pick % list.length] as T
}
const categoryOf = ({ categories }: TestApp['master'], pick: number): number =>
  categories.find(({ code }) => code === pickOf(CATEGORIES, pick))?.id ?? 0
/** A kelurahan of one of a few kecamatan, or none but a connection. */
const placeOf = ({ villages }: TestApp['master'], pick: number): Typed =>
  pick % 6 === 0
    ? { kelurahan: '', nomor_sambungan: `01234567${(pick >> 3) % 4}` }
    : { kelurahan: villages[(pick % 4) * 37]?.code ?? '' }

function later(now: Date, gap: Gap): Date {
  if ('minutes' in gap) return new Date(now.getTime() + gap.minutes * MINUTE)
  if ('days' in gap) return new Date(now.getTime() + gap.days * DAY)
  const at = startOfDayWita(dateInWita(now)).getTime() + DAY + gap.midnight
  return new Date(at <= now.getTime() ? at + DAY : at)
}

/** What may happen in a state; the likelier stand twice. */
const HAPPENINGS: Record<State, readonly Action[]> = {
  SUBMITTED: ['accept', 'accept', 'dismiss', 'amend'],
  RECEIVED: ['escalate', 'escalate', 'escalate', 'explain', 'dismiss', 'amend'],
  ESCALATED: ['start', 'start', 'start', 'assign', 'assign', 'involve', 'transfer', 'return', 'amend'],
  IN_PROGRESS: ['report', 'report', 'hold', 'hold', 'assign', 'assign', 'transfer', 'return', 'amend'],
  ON_HOLD: ['resume', 'resume', 'report', 'transfer', 'return', 'amend'],
  MONITORING: ['confirm', 'confirm', 'confirm', 'sendBack', 'correct', 'amend'],
  CLOSED: ['reopen'],
  DISMISSED: ['reopen'],
}

async function go(test: TestApp, number: string, { pick, detail }: Step): Promise<void> {
  const complaint = await findVisible(test.db, test.user('kasie.hula'), number)
  const action = pickOf(HAPPENINGS[complaint.state], pick)
  const who = whoTakes(action, complaint, test, detail)
  const body = await typedFor(action, complaint, test, detail)
  if (body) await act(test, number, who, action, bodyOf(action, test, body))
}

function whoTakes(action: Action, complaint: Complaint, { master, user }: TestApp, detail: number): Username {
  const staff = STAFF[ownerOf(complaint, master)]
  const who: Partial<Record<Action, Username>> = {
    ...{ accept: 'callcenter', dismiss: pickOf(['admin.humas', 'kasie.hula'], detail), explain: 'admin.humas' },
    ...{ escalate: 'admin.humas', confirm: pickOf(['kabag.humas', 'kasie.hula'], detail), sendBack: 'kabag.humas' },
    ...{ amend: 'kasie.hula', reopen: closerOf(complaint, user) },
  }
  return who[action] ?? staff
}

const ownerOf = ({ ownerUnitId }: Complaint, master: TestApp['master']) =>
  UNITS.find((code) => unitId(master, code) === ownerUnitId) ?? 'WIL2'
/** Who closed it, so that they may take it back. */
const closerOf = ({ closedById }: Complaint, user: TestApp['user']): Username =>
  (['admin.humas', 'kasie.hula', 'kabag.humas'] as const).find((name) => user(name).id === closedById) ?? 'kasie.hula'

/** What is typed besides the usual; null when the action is not possible now. */
async function typedFor(action: Action, complaint: Stored, test: TestApp, detail: number): Promise<Typed | null> {
  const { master, user, clock } = test
  const owner = ownerOf(complaint, master)
  const now = toLocalInput(clock.now())
  const officers = [[TECHNICIAN[owner]], ['quick.response'], [TECHNICIAN[owner], 'quick.response']] as const
  const work = { petugas: [String(user('quick.response').id)], mulai_dikerjakan: now, selesai_dikerjakan: now }
  switch (action) {
    case 'escalate':
      return { unit: String(unitId(master, pickOf(UNITS, detail))) }
    case 'transfer':
      return {
        unit: String(
          unitId(
            master,
            pickOf(
              UNITS.filter((code) => code !== owner),
              detail,
            ),
          ),
        ),
      }
    case 'involve':
      return complaint.activeUnits.includes(unitId(master, 'PRODUKSI')) ? null : { unit: String(unitId(master, 'PRODUKSI')) }
    case 'assign':
      return { petugas: pickOf(officers, detail).map((name) => String(user(name).id)) }
    case 'hold':
      return { alasan: String(pickOf(master.holdReasons, detail).id) }
    case 'report':
    case 'correct':
      return work
    case 'dismiss':
      return dismissing(test, complaint, detail)
    case 'amend':
      return correcting(test, complaint, detail)
    case 'reopen':
      return reopening(test, complaint, detail)
    default:
      return {}
  }
}

async function dismissing({ db }: TestApp, { id }: Complaint, detail: number): Promise<Typed> {
  const [open] = await db.sql<{ year: number; sequence: number }>(
    `SELECT year, sequence FROM complaints WHERE id <> $1 AND state NOT IN ('CLOSED', 'DISMISSED') ORDER BY id LIMIT 1`,
    [id],
  )
  const reason = pickOf(['SPAM', 'NOT_OURS', 'DUPLICATE'] as const, detail)
  return reason === 'DUPLICATE' ? (open ? { alasan: reason, asli: numberOf(open) } : { alasan: 'SPAM' }) : { alasan: reason }
}

const MISTAKE = 15 * MINUTE
const REOPENABLE = 30 * DAY

function reopening({ clock }: TestApp, { closedAt }: Complaint, detail: number): Typed | null {
  const since = clock.now().getTime() - Number(closedAt)
  if (since > REOPENABLE) return null
  return since <= MISTAKE && detail % 4 > 0 ? { salah_tutup: 'ya' } : {}
}

/** One field of the correction form changed, that a figure may be told apart by. */
export function correcting({ master, user, clock }: TestApp, complaint: Stored, detail: number): Typed {
  const choosing = { user: user('kasie.hula'), now: clock.now(), master, report: complaint.report }
  const { arrivedAt, receivedAt, categoryId, kind, channelId, complainant } = complaint
  const earlier = toLocalInput(new Date(arrivedAt.getTime() - (1 + (detail % 3_000)) * MINUTE))
  const latest = toLocalInput(receivedAt ?? clock.now())
  const other = [detail, detail + 1].map((pick) => categoryOf(master, pick)).find((id) => id !== categoryId)
  const changes: Typed[] = [
    { kategori: String(other) },
    { waktu_masuk: earlier },
    { waktu_masuk: latest === toLocalInput(arrivedAt) ? earlier : latest },
    { jenis: kind === 'COMPLAINT' ? 'QUESTION' : 'COMPLAINT' },
    { ...placeOf(master, detail), perihal: complaint.subject === 'Pagi' ? 'Siang' : 'Pagi' },
    complainant.needs.length > 0 ? { kebutuhan: [] } : { kebutuhan: [String(master.needs[1]?.id)] },
    { keterangan_kebutuhan: complainant.needsNote ? '' : 'Tuna netra.' },
    { kanal: String(master.channels.find(({ id }) => id !== channelId)?.id) },
  ]
  return { ...initialValues('amend', complaint, choosing), ...pickOf(changes, detail), alasan: 'Salah catat.' }
}
