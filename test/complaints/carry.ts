// Complaints carried through a story in memory, by the application's own decisions, and stored once: fast enough for hundreds.
import type { Username } from '../../prisma/seed/people.ts'
import { submit, take } from '../../src/complaints/changes/intake.ts'
import { formOf, initialValues, listsOf } from '../../src/complaints/choices.ts'
import type { Change, Complaint } from '../../src/complaints/complaint.ts'
import { decide } from '../../src/complaints/decide.ts'
import { INTAKE } from '../../src/complaints/forms.ts'
import { create, findVisible, type Stored } from '../../src/complaints/store.ts'
import type { Action } from '../../src/complaints/workflow.ts'
import { categoryOptions, optionsOf, villageOptions } from '../../src/settings/master.ts'
import { parseForm, type Typed } from '../../src/web/form.ts'
import type { TestApp } from '../support/app.ts'
import { bodyOf, decided, intakeBody, unitId } from '../support/complaints.ts'
import { type Story, storiesOf } from './stories.ts'

export type Step = [Username, Action, Typed?]
export type Told = Story & { number: string; complaint: Stored }

/** All stories stored. `more`: what the intake says besides. */
export async function tellStories(test: TestApp, more: (story: Story) => Typed = () => ({})): Promise<Told[]> {
  const told: Told[] = []
  for (const story of storiesOf(test)) told.push(await tell(test, story, more(story)))
  return told
}

/** One story stored, with the complaint as an all-seeing person reads it. */
export async function tell(test: TestApp, story: Story, more: Typed = {}): Promise<Told> {
  const { by, steps, facts } = story
  const kategori = categoryId(test, facts.technical ? 'BOCOR_PIPA_DINAS' : 'TAGIHAN_MELONJAK')
  const change = steps.reduce(
    (before, [who, action, body]) => {
      const { after, events } = takenBy(test, before.after, who, action, bodyOf(action, test, body))
      return { after, events: [...before.events, ...events] }
    },
    begin(test, by, { kategori, ...more }),
  )
  const { number } = await create(test.db, change, crypto.randomUUID(), test.clock.now())
  return { ...story, number, complaint: await findVisible(test.db, test.user('kasie.hula'), number) }
}

function begin({ master, clock, user, ...test }: TestApp, by: Username | null, more: Typed): Change {
  const lists = {
    channels: optionsOf(master.channels),
    categories: categoryOptions(master.categories),
    villages: villageOptions(master),
    needs: optionsOf(master.needs),
  }
  const { value, errors } = parseForm(INTAKE.simpan, intakeBody({ ...test, master, clock, user }, more), clock.now(), lists)
  if (!value) throw new Error(JSON.stringify(errors))
  const at = { user: by && user(by), now: clock.now(), master }
  return decided(by ? take('simpan', value, clock.now(), at) : submit(value, at), 'intake')
}

/** What a person's form decides, without storing it. */
export function takenBy(test: TestApp, complaint: Complaint, who: Username, action: Action, body: Typed): Change {
  const choosing = { user: test.user(who), now: test.clock.now(), master: test.master, report: null }
  const lists = listsOf(complaint, choosing)
  const { value, errors } = parseForm(formOf(action, complaint, choosing), body, choosing.now, lists)
  if (!value) throw new Error(`${action}: ${JSON.stringify(errors)}`)
  const outcome = decide(complaint, action, value, { ...choosing, version: complaint.version, other: ELSEWHERE })
  return decided(outcome, action)
}

const ELSEWHERE = { id: 1_000_000, year: 2026, sequence: 999_999, state: 'RECEIVED', closedAt: null, linked: false } as const

/** A form filled so that its person can take the action on any of the stories; `other` is the number of a complaint to link. */
export function filled(test: TestApp, complaint: Stored, who: Username, action: Action, other = 'ADU-2026-999999'): Typed {
  const officers = { petugas: [String(test.user('quick.response').id)] }
  const own = who === 'staf.distribusi' ? { petugas: [String(test.user('teknik.distribusi').id)] } : officers
  const unit = (code: string) => ({ unit: String(unitId(test.master, code)) })
  const more: Partial<Record<Action, Typed>> = {
    ...{ transfer: unit('WIL5'), involve: unit('PRODUKSI'), link: { aduan: other } },
    ...{ assign: own, finish: officers, report: officers, correct: officers },
    reopen: complaint.closedById === test.user('callcenter').id && who === 'callcenter' ? { salah_tutup: 'ya' } : {},
  }
  if (action !== 'amend') return bodyOf(action, test, more[action])
  const choosing = { user: test.user(who), now: test.clock.now(), master: test.master, report: null }
  return { ...initialValues('amend', complaint, choosing), nama: 'Nama Lain', alamat: 'Jl. Lain 2' }
}

export const categoryId = ({ master }: TestApp, code: string): string =>
  String(master.categories.find((category) => category.code === code)?.id)
