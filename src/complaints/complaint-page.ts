// What the page of a complaint shows, out of the complaint, its history and names.

import type { Brought } from '../attachments/attachment.ts'
import { wayTo } from '../notifications/reach.ts'
import { TEMPLATES } from '../notifications/templates.ts'
import { isAnswerable, mayWrite } from '../papers/letter.ts'
import { mapOf } from '../papers/map.ts'
import { offered } from '../papers/paper.ts'
import { awayWords } from '../people/absences.ts'
import type { User } from '../permissions.ts'
import type { MasterData } from '../settings/master.ts'
import { addWorking, type Calendars, workingMs } from '../sla/calendar.ts'
import { nextRun, sumOfRuns } from '../sla/clock.ts'
import { describeRun } from '../sla/clock-words.ts'
import { CLOCKS } from '../sla/policy.ts'
import type { Run } from '../sla/run.ts'
import { dayAndTime, durationWords, MINUTE, timeOfDay } from '../time.ts'
import type { Typed } from '../web/form.ts'
import { CLOCK, CONTACT_WAY, MESSAGE_STATE, MESSAGE_WAY, WORK_RESULT } from '../words.ts'
import { formOf, initialValues, listsOf, ownUnitOf } from './choices.ts'
import { type Complaint, type Hold, isOpen, numberOf } from './complaint.ts'
import { actionsOf } from './decide.ts'
import type { History } from './history.ts'
import { timelineOf } from './history.ts'
import { PARTIES } from './parties.ts'
import type { Stored } from './store.ts'
import { suggestUnit } from './suggestion.ts'
import { seesContact } from './visible.ts'
import { type Action, TRANSITIONS, type Transition } from './workflow.ts'

export type Showing = { user: User; master: MasterData; now: Date; brought?: readonly Brought[] }

export function complaintPage(complaint: Stored, history: History, showing: Showing) {
  const { user, master, now } = showing
  const head = nextRun(complaint.runs)
  return {
    title: `${numberOf(complaint)} · ${complaint.subject}`,
    complaint: factsOf(complaint, showing),
    version: complaint.version,
    map: mapped(complaint, history, master),
    nextStep: nextStepOf(complaint, showing),
    promise: promiseOf(complaint, history, showing),
    sent: sentOf(complaint, history, showing),
    clocks: clocksOf(complaint, showing),
    headClock: head ? describeRun(head, now) : null,
    timeline: timelineOf(toldOnce(history), { master, now, masked: !seesContact(user, complaint) }),
    related: history.links.map((link) => ({ ...link, number: numberOf(link), href: `/aduan/${numberOf(link)}` })),
    actions: actionForms(complaint, history, showing),
    answerable: mayWrite(user, { ...complaint, humasUnitId: master.humasUnitId }) === 'yes' && isAnswerable(complaint),
    signing: signingOf(complaint, history, showing),
    papers: offered(user, { ...complaint, humasUnitId: master.humasUnitId }),
  }
}

function mapped(complaint: Stored, { positions }: History, master: MasterData): string | null {
  const known = positions.length > 0 || complaint.address || complaint.villageCode
  return known ? mapOf(complaint, positions.at(-1) ?? null, master) : null
}

/** A letter is told when it is written; that its paper was made with it is no news. */
const toldOnce = (history: History): History => ({
  ...history,
  events: history.events.filter(({ type, payload }) => type !== 'paperMade' || (payload as { kind: string }).kind !== 'LETTER'),
})

/** Of an officer at the complainant's: whose signature on the record of the visit is still to come. done: the work is, so that it comes next. */
function signingOf(complaint: Stored, { events }: History, { user, master }: Showing): { done: boolean } | null {
  const standing = { ...complaint, humasUnitId: master.humasUnitId }
  const there = complaint.state === 'IN_PROGRESS' || complaint.state === 'ON_HOLD' || complaint.state === 'MONITORING'
  if (!there || !PARTIES.ASSIGNED_OFFICER.holds(user, standing)) return null
  const last = events.findLast(
    ({ type, payload }) => type === 'paperMade' && (payload as { kind: string }).kind === 'OFFICIAL_REPORT',
  )
  const hands = events.filter(({ type }) => type === 'signed').map(({ payload }) => payload as { code: string; party: string })
  const code = (last?.payload as { code: string } | undefined)?.code
  return hands.some((hand) => hand.code === code && hand.party === 'CUSTOMER') ? null : { done: complaint.finishedAt !== null }
}

/** What the complainant heard by itself, and who must be told by somebody; nothing for those who may not know how they are reached. */
function sentOf(complaint: Stored, { sent }: History, { user }: Showing) {
  if (!seesContact(user, complaint)) return null
  const { contactWay } = complaint.complainant
  const byHand = contactWay !== 'NONE' && wayTo(complaint.complainant) === null && isOpen(complaint)
  const messages = sent.map(({ template, way, state, at }) => ({
    ...{ at, name: TEMPLATES[template].name, way: MESSAGE_WAY[way], state, word: MESSAGE_STATE[state].toLowerCase() },
  }))
  return { messages, byHand: byHand ? CONTACT_WAY[contactWay].toLowerCase() : null }
}

export function factsOf(complaint: Stored, { user, master }: Showing) {
  const { names, people } = master
  const owner = complaint.routings.find(({ role, until }) => role === 'OWNER' && !until)
  const assigned = complaint.assignments.filter(({ until }) => !until)
  return {
    ...complaint,
    number: numberOf(complaint),
    category: names.category(complaint.categoryId),
    channel: names.channel(complaint.channelId),
    village: complaint.villageCode && names.village(complaint.villageCode),
    district: complaint.villageCode && names.district(complaint.villageCode),
    ownerUnit: owner ? names.unit(owner.unitId) : null,
    lastUnit: complaint.everEscalated ? lastUnitOf(complaint, names) : null,
    supporters: complaint.activeUnits.filter((unit) => unit !== complaint.ownerUnitId).map(names.unit),
    officers: assigned.map((assignment) => ({
      name: names.person(assignment.personId),
      unit: names.unit(ownUnitOf(assignment, master)),
      phone: people.get(assignment.personId)?.phone ?? null,
      away: awayWords(assignment.personId, master),
    })),
    complainant: complainantFor(user, complaint, names),
    // Whoever of the unit reads this is opening it.
    opened: complaint.state === 'ESCALATED' && owner ? owner.firstOpenedAt !== null || isOf(user, owner.unitId) : null,
  }
}

const lastUnitOf = ({ routings }: Complaint, names: MasterData['names']): string | null => {
  const last = routings.filter(({ role }) => role === 'OWNER').at(-1)
  return last ? names.unit(last.unitId) : null
}

const isOf = (user: User, unit: number): boolean => user.grants.some(({ unitId }) => unitId === unit)

/** Name, contact and special needs only for those who may see them; the others learn that there is more. */
function complainantFor(user: User, complaint: Complaint, names: MasterData['names']) {
  const { complainant } = complaint
  const masked = !seesContact(user, complaint)
  const name = complainant.anonymous ? 'Anonim' : complainant.name
  if (!masked) return { ...complainant, masked, name, needs: complainant.needs.map(names.need) }
  return {
    ...complainant,
    masked,
    name: 'Pelapor disamarkan',
    phone: null,
    phoneDigits: null,
    account: null,
    needs: [],
    needsNote: null,
  }
}

function nextStepOf(complaint: Stored, { user, master: { names } }: Showing): string {
  // What was not done completely is said to whoever closes it (SOP, result of work).
  const shortfall =
    complaint.report && complaint.report.result !== 'RESOLVED'
      ? ` Hasil pekerjaan: ${WORK_RESULT[complaint.report.result].toLowerCase()}.`
      : ''
  const asked = complaint.activeUnits.some((unit) => unit !== complaint.ownerUnitId && isOf(user, unit))
    ? 'Unit Anda diminta membantu. '
    : ''
  const unit = complaint.ownerUnitId === null ? '' : names.unit(complaint.ownerUnitId)
  const officers = complaint.officers.map(names.person).join(', ')
  switch (complaint.state) {
    case 'SUBMITTED':
      return 'Menunggu Humas menerima aduan ini.'
    case 'RECEIVED':
      return 'Menunggu Humas memberi penjelasan atau meneruskannya ke unit.'
    case 'ESCALATED':
      return `${asked}Menunggu ${unit} memulai tindak lanjut${officers ? `; petugas: ${officers}` : ''}.`
    case 'IN_PROGRESS':
      if (complaint.finishedAt) return `${asked}Pekerjaan dinyatakan selesai; menunggu laporan penyelesaian dari ${unit}.`
      return `${asked}${officers ? `Sedang dikerjakan ${officers}.` : `${unit} belum menugaskan petugas.`}`
    case 'ON_HOLD':
      return `${asked}Tertunda: ${names.holdReason(complaint.holds.find(({ until }) => !until)?.reasonId ?? 0).toLowerCase()}. Menunggu ${unit} melanjutkan.`
    case 'MONITORING':
      return `Laporan penyelesaian sudah ada; menunggu Humas menyatakan selesai.${shortfall}`
    case 'CLOSED':
      return `Aduan ini sudah selesai.${shortfall}`
    case 'DISMISSED':
      return 'Aduan ini ditutup tanpa tindak lanjut.'
  }
}

/** What the complainant was told to count on, while it is still to come. */
function promiseOf(complaint: Complaint, { promise }: History, { master: { names }, now }: Showing): string | null {
  if (!promise || promise.at <= now || !isOpen(complaint)) return null
  return `Dijanjikan: ${dayAndTime(promise.at, now)}, oleh ${names.person(promise.personId)}.`
}

function clocksOf({ runs, holds }: Complaint, { now, master: { calendars } }: Showing) {
  return CLOCKS.flatMap((clock) => {
    const own = runs.filter((run) => run.clock === clock)
    const last = own.at(-1)
    if (!last) return []
    const minutes = Math.floor(sumOfRuns(runs, clock, now, calendars) / MINUTE)
    return [
      {
        name: CLOCK[clock],
        limit: `batas ${durationWords(last.limitMinutes)}${last.calendar === 'OFFICE_HOURS' ? ' (jam kerja)' : ''}`,
        runs: own.map((run) => ({
          clock: describeRun(run, now),
          startedAt: run.startedAt,
          stoppedAt: run.stoppedAt,
          notes: [outsideHours(run, calendars, now), heldWords(run, heldIn(run, holds, calendars, now))]
            .filter(Boolean)
            .join(' · '),
        })),
        sum:
          own.length > 1 ? `Jumlah ${own.length} kali: ${durationWords(minutes)} dari ${durationWords(last.limitMinutes)}` : null,
      },
    ]
  })
}

/** Why a clock counted nothing at first: it began while the office was closed. */
function outsideHours({ calendar, startedAt, stoppedAt }: Run, calendars: Calendars, now: Date): string | null {
  const counts = new Date(addWorking(calendars[calendar], startedAt, 1).getTime() - 1)
  if (counts.getTime() - startedAt.getTime() < MINUTE) return null
  return stoppedAt && stoppedAt <= counts ? 'di luar jam kerja' : `dihitung sejak ${dayAndTime(counts, now)}`
}

/** Time in which the work was held while a clock ran, whether that paused it or not, in the clock's own calendar. */
const heldIn = ({ calendar, startedAt, stoppedAt }: Run, holds: readonly Hold[], calendars: Calendars, now: Date): number =>
  holds.reduce((sum, { from, until }) => {
    const [begin, end] = [Math.max(+from, +startedAt), Math.min(+(until ?? now), +(stoppedAt ?? now))]
    return sum + workingMs(calendars[calendar], new Date(begin), new Date(end))
  }, 0)

/** Held minutes are always shown beside the time that counts (SOP, Clocks: holds). */
function heldWords({ heldMs, pausedAt }: Run, held: number): string | null {
  const paused = pausedAt ? `dijeda sejak ${timeOfDay(pausedAt)}` : heldMs >= MINUTE && `dijeda ${durationWords(heldMs / MINUTE)}`
  const unpaused = !pausedAt && held - heldMs >= MINUTE && `tertunda ${durationWords((held - heldMs) / MINUTE)} tanpa jeda`
  return [paused, unpaused].filter(Boolean).join(' · ') || null
}

export type ActionForm = ReturnType<typeof actionForms>[number]

// In each state the step that most often comes next; the first that the person may take is the page's one primary button.
const LIKELY: readonly Action[] = ['accept', 'resume', 'finish', 'report', 'confirm', 'explain', 'escalate', 'start']

function actionForms(complaint: Stored, history: History, { user, master, now, brought = [] }: Showing) {
  const choosing = { user, master, now, report: complaint.report, brought }
  const actions = actionsOf(user, complaint, master, now)
  const likely = likeliest(complaint, actions, user)
  const lists = actions.length > 0 ? listsOf(complaint, choosing) : {}
  return actions.map((action) => {
    const transition: Transition = TRANSITIONS[action]
    return {
      action,
      path: transition.path,
      button: transition.button,
      send: action === 'report' ? 'Kirim laporan' : transition.button,
      sent: action === 'report' || action === 'correct' ? alreadySent(history) : {},
      fields: formOf(action, complaint, choosing).fields,
      lists,
      values: initialValues(action, complaint, choosing) as Typed,
      primary: action === likely,
      danger: transition.danger === true,
      help: helpOf(action, complaint, master),
    }
  })
}

/** Pictures that came with what was told of the work before, by the field that would take them again. */
function alreadySent({ events, attachments }: History): Record<string, { id: number; name: string }[]> {
  const work = new Set(
    events
      .filter(({ type }) => type === 'finished' || type === 'reported' || type === 'corrected')
      .map(({ sequence }) => sequence),
  )
  const pictures = attachments.filter(({ eventSequence, width }) => work.has(eventSequence) && width !== null)
  const of = (phase: 'BEFORE' | 'AFTER' | null) => pictures.filter((one) => one.phase === phase)
  return { foto_sebelum: of('BEFORE'), foto_sesudah: of('AFTER'), lampiran: of(null) }
}

/** The one step that is offered first; none where the work is with others or done. */
function likeliest(complaint: Complaint, actions: Action[], user: User): Action | undefined {
  const { state, officers, finishedAt, technical, everEscalated, activeUnits, ownerUnitId } = complaint
  const working = state === 'ESCALATED' || state === 'IN_PROGRESS'
  const supporting = activeUnits.some((unit) => unit !== ownerUnitId && isOf(user, unit))
  if (actions.includes('assign') && ((working && officers.length === 0) || (supporting && !actions.includes('report'))))
    return 'assign'
  // Words alone seldom settle a technical matter, or one that was with a unit already.
  if (actions.includes('escalate') && (technical || everEscalated)) return 'escalate'
  const likely = LIKELY.filter((action) => action !== 'finish' || !finishedAt)
  return likely.find((action) => actions.includes(action))
}

function helpOf(action: Action, { report, categoryId, villageCode }: Stored, master: MasterData): string | null {
  if (action === 'confirm' && report && report.result !== 'RESOLVED')
    return `Perhatikan hasil pekerjaan: ${WORK_RESULT[report.result].toLowerCase()}.`
  const suggestion = action === 'escalate' && suggestUnit(categoryId, villageCode, master)
  if (suggestion) return `Disarankan ${suggestion.unit}: ${suggestion.reason}`
  if (action === 'report' && report?.kind === 'WORK_DONE')
    return 'Sudah terisi dari pernyataan pekerjaan selesai. Periksa, lalu kirim.'
  return null
}
