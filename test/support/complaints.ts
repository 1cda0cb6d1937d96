// Complaints brought into a state through the application's own functions.
import type { Username } from '../../prisma/seed/people.ts'
import type { Outcome } from '../../src/complaints/changes/course.ts'
import { submit, take } from '../../src/complaints/changes/intake.ts'
import { formOf, listsOf } from '../../src/complaints/choices.ts'
import type { Change } from '../../src/complaints/complaint.ts'
import { decide } from '../../src/complaints/decide.ts'
import { INTAKE } from '../../src/complaints/forms.ts'
import { apply, create, findOther, findVisible } from '../../src/complaints/store.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import type { State } from '../../src/generated/enums.ts'
import { categoryOptions, optionsOf, villageOptions } from '../../src/settings/master.ts'
import { toLocalInput } from '../../src/time.ts'
import { parseForm, type Typed } from '../../src/web/form.ts'
import type { TestApp } from './app.ts'

/** What a browser posts for a usual call: a leak in the Wilayah of the kelurahan given. */
export function intakeBody({ master, clock }: TestApp, more: Typed = {}): Typed {
  const category = master.categories.find(({ code }) => code === 'BOCOR_PIPA_DINAS')
  const channel = master.channels.find(({ code }) => code === 'TELEPON') ?? master.channels[1]
  return {
    kanal: String(channel?.id),
    jenis: 'COMPLAINT',
    layanan: 'WATER',
    kategori: String(category?.id),
    perihal: 'Pipa dinas bocor',
    uraian: 'Air menyembur di depan rumah sejak subuh.',
    waktu_masuk: toLocalInput(clock.now()),
    kelurahan: villageOf(master, 'WIL2'),
    nama: 'Daeng Baji',
    telepon: '0812-3456-7890',
    ...more,
  }
}

export const unitId = (master: TestApp['master'], code: string): number =>
  master.units.find((unit) => unit.code === code)?.id ?? 0
export const villageOf = (master: TestApp['master'], unit: string): string =>
  master.villages.find((village) => village.unitId === unitId(master, unit))?.code ?? ''

export async function recordComplaint(test: TestApp, more: Typed = {}, who: Username | null = 'admin.humas'): Promise<string> {
  const { master, clock, db } = test
  const lists = {
    channels: optionsOf(master.channels),
    categories: categoryOptions(master.categories),
    villages: villageOptions(master),
    needs: optionsOf(master.needs),
  }
  const { value, errors } = parseForm(INTAKE.simpan, intakeBody(test, more), clock.now(), lists)
  if (!value) throw new Error(JSON.stringify(errors))
  const at = { user: who && test.user(who), now: clock.now(), master }
  const outcome = who ? take('simpan', value, clock.now(), at) : submit(value, at)
  return (await create(db, decided(outcome, 'intake'), crypto.randomUUID(), clock.now())).number
}

/** Takes an action as a person would post it, at the clock's present instant. */
export async function act(test: TestApp, number: string, who: Username, action: Action, body: Typed = {}): Promise<void> {
  const { db, master, clock } = test
  const [user, now] = [test.user(who), clock.now()]
  const complaint = await findVisible(db, user, number)
  const choosing = { user, now, master, report: complaint.report }
  const { value, errors } = parseForm(formOf(action, complaint, choosing), body, now, listsOf(complaint, choosing))
  if (!value) throw new Error(`${action}: ${JSON.stringify(errors)}`)
  const named = body.asli ?? body.aduan
  const other = named ? await findOther(db, user, String(named), complaint) : null
  const outcome = decide(complaint, action, value, { user, now, master, version: complaint.version, other })
  await apply(db, complaint, decided(outcome, action), now)
}

export function decided(outcome: Outcome, what: string): Change {
  if ('errors' in outcome) throw new Error(`${what}: ${JSON.stringify(outcome.errors)}`)
  return outcome
}

/** What each action's form needs, so that it can be taken. */
export function bodyOf(action: Action, { master, clock, user }: TestApp, more: Typed = {}): Typed {
  const now = toLocalInput(clock.now())
  const work = {
    penyebab: 'Sambungan pecah.',
    tindakan: 'Klem diganti.',
    petugas: [String(user('teknik.2').id)],
    mulai_dikerjakan: now,
    selesai_dikerjakan: now,
    hasil: 'RESOLVED',
  }
  const bodies: Partial<Record<Action, Typed>> = {
    dismiss: { alasan: 'SPAM' },
    explain: { penjelasan: 'Sudah dijelaskan.', hasil_penjelasan: 'ACCEPTED' },
    escalate: { unit: String(unitId(master, 'WIL2')), catatan: 'Mohon ditangani.', penjelasan_diberikan: 'NOT_YET' },
    transfer: { unit: String(unitId(master, 'WIL3')), alasan: 'Wilayah lain.' },
    involve: { unit: String(unitId(master, 'DISTRIBUSI')), permintaan: 'Tutup katup.' },
    return: { alasan: 'Bukan urusan kami.' },
    assign: { petugas: [String(user('teknik.2').id)] },
    note: { catatan: 'Sedang menunggu.' },
    amend: {
      perihal: 'Perihal baru',
      nama: 'Nama Baru',
      telepon: '08129999999',
      alamat: 'Jl. Baru 1',
      kelurahan: villageOf(master, 'WIL2'),
    },
    link: { hubungan: 'RELATED' },
    hold: { alasan: String(master.holdReasons.find(({ pausing }) => pausing)?.id) },
    finish: work,
    report: work,
    correct: work,
    sendBack: { alasan: 'Masih bocor.' },
    reopen: { alasan: 'Bocor lagi.' },
  }
  return { ...bodies[action], ...more }
}

const WAY: Record<State, [Username, Action][]> = {
  SUBMITTED: [],
  RECEIVED: [],
  ESCALATED: [['admin.humas', 'escalate']],
  IN_PROGRESS: [
    ['admin.humas', 'escalate'],
    ['staf.wilayah2', 'assign'],
    ['staf.wilayah2', 'start'],
  ],
  ON_HOLD: [
    ['admin.humas', 'escalate'],
    ['staf.wilayah2', 'assign'],
    ['staf.wilayah2', 'start'],
    ['staf.wilayah2', 'hold'],
  ],
  MONITORING: [
    ['admin.humas', 'escalate'],
    ['staf.wilayah2', 'assign'],
    ['staf.wilayah2', 'start'],
    ['staf.wilayah2', 'report'],
  ],
  CLOSED: [
    ['admin.humas', 'escalate'],
    ['staf.wilayah2', 'assign'],
    ['staf.wilayah2', 'start'],
    ['staf.wilayah2', 'report'],
    ['kasie.hula', 'confirm'],
  ],
  DISMISSED: [['kasie.hula', 'dismiss']],
}

/** A complaint of Wilayah II brought to a state; teknik.2 is or was its officer wherever one is assigned on the way. */
export async function complaintIn(test: TestApp, state: State, more: Typed = {}): Promise<string> {
  const number = await recordComplaint(test, more, state === 'SUBMITTED' ? null : 'admin.humas')
  for (const [who, action] of WAY[state]) await act(test, number, who, action, bodyOf(action, test))
  return number
}
